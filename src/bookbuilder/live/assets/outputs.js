/** The page's own cells, redrawn with a run's outputs, and given back as the book has them. */

import { setQuotes } from "./quotes.js";

const CELLS = "div.cell";
const OUTPUT = ".cell_output";
const RESULTS = "application/vnd.bookbuilder.results+json"; // the list of a page's results, which no page shows
const before = new Map(); // of a place that was redrawn, what stood there
const numbers = new Map(); // of a number in the prose that was changed, its words

/** The element that holds a number's words: a button where its origin can be asked for. */
const wordsOf = (span) => span.querySelector("button") ?? span;

/**
 * Put outputs in the place of a cell's.
 *
 * @param {number} place which cell of the page, from 0
 * @param {object[]} outputs as notebooks keep them
 */
export function drawCell(place, outputs) {
  const cell = document.querySelectorAll(CELLS)[place];
  const target = cell?.querySelector(OUTPUT);
  const shown = outputs.map(outputElement).filter(Boolean);
  if (!cell || (!target && !shown.length)) return;
  const box = target ?? cell.appendChild(Object.assign(document.createElement("div"), { className: "cell_output docutils container" }));
  if (!before.has(box)) before.set(box, { nodes: target ? [...box.childNodes] : [] });
  const figures = before.get(box).nodes.flatMap((node) => [...(node.querySelectorAll?.(".figure-number") ?? [])]);
  box.replaceChildren(...shown);
  setQuotes(box);
  box.querySelectorAll("figure.picture figcaption").forEach((caption, order) => {
    if (figures[order]) caption.prepend(figures[order].cloneNode(true), " ");
  });
  box.classList.add("live-drawn");
}

/** One output as the page shows it: its HTML, else its words; what machines read is not shown. */
function outputElement(output) {
  const data = output.data ?? {};
  if (RESULTS in data) return null;
  const box = document.createElement("div");
  box.className = "output";
  if (data["text/html"]) {
    box.classList.add("text_html");
    box.innerHTML = data["text/html"];
  } else {
    const words = output.text ?? data["text/plain"] ?? `${output.ename}: ${output.evalue}`;
    const pre = document.createElement("pre");
    pre.textContent = Array.isArray(words) ? words.join("") : words;
    box.append(pre);
  }
  return box;
}

/**
 * Print changed results in the prose, marked, with what the book has.
 *
 * @param {{reference: string, written: string}[]} changes
 */
export function drawNumbers(changes) {
  restoreNumbers();
  for (const { reference, written } of changes) {
    for (const span of document.getElementsByClassName(reference)) {
      const holder = wordsOf(span);
      numbers.set(span, holder.textContent);
      if (!written || holder.textContent === written) continue;
      span.title = `In the book: ${holder.textContent}`;
      holder.textContent = written;
      span.classList.add("live-changed");
    }
  }
}

/**
 * The address on this page of the first place whose prose prints a result; none where no prose does.
 *
 * @param {string} reference `chapter.name`
 * @returns {?string}
 */
export function addressOf(reference) {
  const [span] = document.getElementsByClassName(reference);
  if (!span) return null;
  span.id ||= `live-${reference.replace(".", "-")}`;
  return `#${span.id}`;
}

/** The numbers of the prose as the book has them. */
function restoreNumbers() {
  for (const [span, words] of numbers) {
    wordsOf(span).textContent = words;
    span.classList.remove("live-changed");
    span.removeAttribute("title");
  }
  numbers.clear();
}

/** Everything on the page as the book has it. */
export function restorePage() {
  restoreNumbers();
  for (const [box, { nodes }] of before) {
    box.replaceChildren(...nodes);
    box.classList.remove("live-drawn");
  }
  before.clear();
}

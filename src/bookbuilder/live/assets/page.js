/** The panel of a chapter: form, progress, stop, what changed; it leads the runner and redraws the page's cells. */

import { clearFaults, fieldElements, readForm } from "./form.js";
import { addressOf, drawCell, drawNumbers, restorePage } from "./outputs.js";
import { injected, runNotebook } from "./notebook.js";
import { setQuotes } from "./quotes.js";
import { Runner } from "./runner.js";

const STEPS = {
  load: (done, total) => `Loading Python: ${megabytes(done)} of ${megabytes(total)} MB`,
  start: () => "Starting Python",
  run: (done, total) => `Running cell ${done + 1} of ${total}`,
};
const MEMORY = "Python has used up the memory that a page gives it. Run the chapter on your machine instead.";
const HEADS = ["Result", "In the book", "In this run", "What it is"];
const IMPORTANCE = { verdict: "verdict", finding: "finding", figure: "figure" };

/** Bytes as a reader takes them. */
const megabytes = (bytes) => (bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0);

/** An element with words, a class and parts. */
function element(name, { text = "", className = "", parts = [], ...rest } = {}) {
  const made = Object.assign(document.createElement(name), rest);
  if (className) made.className = className;
  made.append(...(text ? [text] : []), ...parts);
  return made;
}

/**
 * Open the panel and run the chapter as the form has it.
 *
 * @param {{chapter: string, place: Element, megabytes: string}} where
 */
export async function openPanel({ chapter, place }) {
  const described = await (await fetch(new URL(`chapters/${chapter}.json`, import.meta.url), { cache: "no-cache" })).json();
  const panel = new Panel(described);
  place.replaceChildren(panel.box);
  panel.title.focus();
  await panel.run();
}

class Panel {
  /** @param {{chapter: string, file: string, notebook: object, fields: object[]}} described */
  constructor(described) {
    this.described = described;
    this.runner = new Runner((message) => this.hear(message));
    this.title = element("p", { className: "live-title", text: "This chapter runs in your browser", id: "live-title", tabIndex: -1 });
    this.words = element("p", { className: "live-words" });
    this.words.setAttribute("role", "status");
    this.bar = element("progress", { hidden: true });
    this.bar.setAttribute("aria-label", "Progress");
    this.changes = element("div", { className: "live-changes" });
    this.form = element("form", { className: "live-form", noValidate: true });
    this.go = element("button", { text: "Run again", type: "submit", className: "live-button" });
    this.stopper = element("button", { text: "Stop", type: "button" });
    this.reset = element("button", { text: "Back to the book’s values", type: "reset" });
    this.keep = element("button", { text: "Notebook of this run", type: "button", hidden: true });
    this.form.append(
      ...(described.fields.length
        ? [element("p", { text: "Change what the chapter assumes, then run it again. Wrong values are refused before anything runs." }),
           element("div", { className: "live-fields", parts: fieldElements(described.fields) })]
        : [element("p", { text: "This page has nothing to change; it runs as it is." })]),
      element("div", { className: "live-buttons", parts: [this.go, this.stopper, this.reset, this.keep] }),
    );
    this.reset.hidden = !described.fields.length;
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.run();
    });
    this.form.addEventListener("reset", () => setTimeout(() => this.back()));
    this.stopper.addEventListener("click", () => this.stop());
    this.keep.addEventListener("click", () => this.download());
    this.status = element("div", { className: "live-status", parts: [this.words, this.bar] });
    this.box = element("section", { className: "live-panel", parts: [this.title, this.form, this.status, this.changes] });
    this.box.setAttribute("aria-labelledby", this.title.id);
    setQuotes(this.form);
  }

  /** Load what is needed, read the form as it is by then, and run. */
  async run() {
    if (this.busy) return;
    this.begin();
    try {
      await this.runner.load();
      if (!this.busy) return;
      const values = readForm(this.form, this.described.fields);
      if (values === null) {
        this.end("Nothing was run: correct the marked value first.");
        return;
      }
      this.changes.replaceChildren();
      this.keep.hidden = true;
      this.values = values;
      this.cells = injected(this.described.notebook, values);
      this.outputs = new Map();
      this.started = performance.now();
      await this.runner.run(this.described.chapter, this.cells.map((cell) => cell.source));
    } catch (error) {
      this.end(`It did not run: ${error.message}`);
    }
  }

  /** Show that something is under way. */
  begin() {
    this.busy = true;
    this.go.disabled = this.reset.disabled = true;
    this.stopper.disabled = false;
    this.bar.hidden = false;
    this.bar.removeAttribute("value");
    this.status.scrollIntoView({ block: "nearest" }); // on a phone the form is longer than the screen
  }

  /** The page and the panel as they were before the first run. */
  back() {
    restorePage();
    clearFaults(this.form);
    this.changes.replaceChildren();
    this.keep.hidden = true;
    this.words.textContent = "Page and values are the book’s again.";
  }

  /** Show how it ended. */
  end(words) {
    this.busy = false;
    this.go.disabled = this.reset.disabled = false;
    this.stopper.disabled = true;
    this.bar.hidden = true;
    this.words.textContent = words;
  }

  /** What the worker says. */
  hear(message) {
    if (message.kind === "progress") this.progress(message);
    else if (message.kind === "cell") this.cell(message);
    else if (message.kind === "compared") this.compared(message);
    else if (message.kind === "failed") this.end(`It did not run: ${message.words}`);
    else if (message.kind === "ended" && this.busy) this.end(this.failure ?? "Done.");
  }

  /** How far it is, in words and as a bar. */
  progress({ step, done, total }) {
    this.words.textContent = STEPS[step](done, total);
    if (total) Object.assign(this.bar, { max: total, value: done });
    else this.bar.removeAttribute("value");
  }

  /** A cell has run: its outputs stand on the page in the place of those before. */
  cell({ place, outputs }) {
    if (place === 0) this.failure = null;
    this.outputs.set(place, outputs);
    const { cell, page } = this.cells[place];
    cell.outputs = outputs;
    if (page !== null) drawCell(page, outputs);
    const wrong = outputs.find((output) => output.output_type === "error");
    if (wrong) {
      const at = page === null ? "The changed values" : `Cell ${page + 1}`;
      this.failure = wrong.ename === "MemoryError" ? `${at}: ${MEMORY}` : `${at}: ${wrong.ename}: ${wrong.evalue}`;
      this.changes.replaceChildren(
        element("details", { parts: [element("summary", { text: "Where it happened" }), element("pre", { text: wrong.traceback.join("") })] }),
      );
      this.keep.hidden = false;
    }
  }

  /** The named results beside the book's: how many are others, and a row for each of these. */
  compared({ count, changes }) {
    const seconds = ((performance.now() - this.started) / 1000).toFixed(0);
    drawNumbers(changes);
    const told = changes.length ? `${changes.length} of ${count} results are not as in the book` : `All ${count} results are as in the book`;
    this.end(`${told}. The run took ${seconds} seconds.`);
    this.keep.hidden = false;
    this.box.dataset.compared = String(count);
    if (changes.length) this.changes.append(changesTable(changes));
    setQuotes(this.changes);
  }

  /** End the run. What cells have shown by then stays. */
  stop() {
    this.runner.stop();
    this.end("Stopped. Python is started anew by the next run; nothing is loaded again.");
  }

  /** Offer the run's notebook. */
  download() {
    const name = this.described.file.replace(".ipynb", "_mine.ipynb");
    const text = JSON.stringify(runNotebook(this.described.notebook, this.cells), null, 1);
    const href = URL.createObjectURL(new Blob([text], { type: "application/x-ipynb+json" }));
    element("a", { href, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(href), 10_000);
  }
}

/** The name of a result, as a link where the page's prose prints it. */
function nameOf(reference) {
  const name = element("code", { text: reference.split(".").slice(1).join(".") });
  const href = addressOf(reference);
  return href ? element("a", { href, parts: [name], title: "Where the text says it" }) : name;
}

/** Results that are not what they were: in the book, in this run, what they are. */
function changesTable(changes) {
  const heads = HEADS.map((text) => element("th", { text, scope: "col" }));
  const rows = changes.map(({ reference, shown, unit, description, importance }) =>
    element("tr", {
      parts: [
        element("th", { parts: [nameOf(reference)], scope: "row" }),
        ...shown.map((text) => element("td", { text: unit ? `${text} ${unit}` : text, className: "number" })),
        element("td", { text: `${description} (${IMPORTANCE[importance]})`, className: "long" }),
      ],
    }),
  );
  const table = element("table", {
    className: "published words stacks results",
    parts: [element("thead", { parts: [element("tr", { parts: heads })] }), element("tbody", { parts: rows })],
  });
  HEADS.forEach((head, place) => table.style.setProperty(`--h${place + 1}`, JSON.stringify(head))); // a phone has them beside the cells
  const box = element("div", { className: "table-box", parts: [table], tabIndex: 0 });
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", "Changed results");
  return box;
}

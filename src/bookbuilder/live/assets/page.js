/** The panel of a chapter: form, progress, stop, what changed; it leads the runner and redraws the page's cells. */

import { fieldElements, readForm } from "./form.js";
import { drawCell, drawNumbers, restorePage } from "./outputs.js";
import { injected, runNotebook } from "./notebook.js";
import { Runner } from "./runner.js";

const STEPS = {
  load: (done, total) => `Loading Python: ${megabytes(done)} of ${megabytes(total)} MB`,
  start: () => "Starting Python",
  run: (done, total) => `Running cell ${done + 1} of ${total}`,
};
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
    this.reset = element("button", { text: "Back to the book's values", type: "reset" });
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
    this.form.addEventListener("reset", () => setTimeout(() => restorePage()));
    this.stopper.addEventListener("click", () => this.stop());
    this.keep.addEventListener("click", () => this.download());
    this.box = element("section", { className: "live-panel", parts: [this.title, this.form, this.words, this.bar, this.changes] });
    this.box.setAttribute("aria-labelledby", this.title.id);
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
    this.keep.hidden = true;
    this.bar.hidden = false;
    this.bar.removeAttribute("value");
    this.changes.replaceChildren();
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
      this.failure = `${at}: ${wrong.ename}: ${wrong.evalue}`;
      this.changes.replaceChildren(
        element("details", { parts: [element("summary", { text: "Where it happened" }), element("pre", { text: wrong.traceback.join("") })] }),
      );
      this.keep.hidden = false;
    }
  }

  /** The named results beside the baseline's: the words of `diff`, and a row for each change. */
  compared({ summary, count, changes }) {
    const seconds = ((performance.now() - this.started) / 1000).toFixed(0);
    drawNumbers(changes);
    this.end(`${summary[0].toUpperCase()}${summary.slice(1).replace(/:$/, "")}; ${count} were computed, in ${seconds} seconds.`);
    this.keep.hidden = false;
    this.box.dataset.compared = String(count);
    if (changes.length) this.changes.append(changesTable(changes));
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

/** Results that are not what they were: in the book, in this run, what they are. */
function changesTable(changes) {
  const heads = ["Result", "In the book", "In this run", "What it is"].map((text) => element("th", { text, scope: "col" }));
  const rows = changes.map(({ reference, shown, unit, description, importance }) =>
    element("tr", {
      parts: [
        element("td", { parts: [element("code", { text: reference.split(".").slice(1).join(".") })] }),
        ...shown.map((text) => element("td", { text: unit ? `${text} ${unit}` : text, className: "number" })),
        element("td", { text: `${description} (${IMPORTANCE[importance]})` }),
      ],
    }),
  );
  const table = element("table", {
    className: "published results",
    parts: [element("thead", { parts: [element("tr", { parts: heads })] }), element("tbody", { parts: rows })],
  });
  const box = element("div", { className: "table-box", parts: [table], tabIndex: 0 });
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", "Changed results");
  return box;
}

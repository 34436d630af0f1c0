// What Jupyter Book 2 needs to read this book's pages, beside its own roles and directives:
//   {result}`ch10.tau`    a named result, in the words of the Sphinx role of bookbuilder.site.roles
//   [words]{.place}       words with a class, as attrs_inline has them
//   ```{page_html}        a block of HTML; its own {raw} shows the source of HTML as text
// In myst.yml: project: {plugins: [benchmarks/jupyter_book_2/plugin.mjs]}. Pages are compiled in the book's folder.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const FOLDERS = [join("_build", "results"), "results"]; // what was built, else the accepted baseline
const DECIMALS = 100; // toFixed writes no more; a number that lies just between two roundings has fewer
const LARGEST_FIXED = 1e21; // above it toFixed writes an exponent

// A number's own characters tell 200 from 200.0, which JavaScript does not. `"value": ` cannot stand inside a JSON
// string, where its quotes would be escaped.
const parse = (text) => JSON.parse(text.replace(/("value":\s*)(-?\d[^,\s}\]]*)/g, '$1{"number": "$2"}'));

const withSeparators = (digits) => digits.replace(/^\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ","));

/** A number above zero at so many decimals; one just between two is rounded to the even one, as Python does. */
function rounded(number, digits) {
  if (number >= LARGEST_FIXED) return BigInt(number) + (digits ? "." + "0".repeat(digits) : "");
  const [whole, decimals] = number.toFixed(DECIMALS).split(".");
  const kept = whole + decimals.slice(0, digits);
  const isBetween = /^50*$/.test(decimals.slice(digits));
  if (!isBetween || Number(kept.at(-1)) % 2) return number.toFixed(digits);
  return digits ? `${whole}.${decimals.slice(0, digits)}` : whole;
}

/** A result as prose prints it: separators of thousands, a true minus sign, its declared decimals. */
export function written({ value, digits }) {
  if (value === null) return "undefined";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string") return value;
  const sign = value.number.startsWith("-") ? "-" : "";
  const size = value.number.slice(sign.length);
  const shown = digits == null ? size : rounded(Number(size), digits);
  return (sign + withSeparators(shown)).replaceAll("-", "−");
}

const wordsOfFiles = new Map();

/** Words of a file's results by name, read once. */
function wordsIn(path) {
  if (!wordsOfFiles.has(path)) {
    const results = existsSync(path) ? parse(readFileSync(path, "utf-8")) : [];
    wordsOfFiles.set(path, new Map(results.map((result) => [result.name, written(result)])));
  }
  return wordsOfFiles.get(path);
}

/** Words of the result that `chapter.name` means, from the first folder that has the chapter; none if none has. */
export function lookUp(reference, folders = FOLDERS) {
  const [chapter, ...name] = reference.split(".");
  const found = folders.map((folder) => wordsIn(join(folder, `${chapter}.json`))).find((words) => words.size);
  return found?.get(name.join("."));
}

const resultRole = {
  name: "result",
  doc: "A named result of a chapter: chapter.name.",
  body: { type: String, required: true },
  run({ body, node }, file) {
    const value = lookUp(body);
    if (value === undefined) file.message(`result ${body}: found no such name`, node).fatal = true;
    return [{ type: "span", class: `result ${body}`, children: [{ type: "text", value: value ?? body }] }];
  },
};

// As a notebook's output it stays whole; a node of HTML would lose its drawings.
const htmlDirective = {
  name: "page_html",
  doc: "A block of HTML.",
  body: { type: String, required: true },
  run: ({ body }) => [{ type: "outputs", children: [htmlOutput(body)] }],
};

const htmlOutput = (html) => ({
  type: "output",
  children: [],
  jupyter_data: { output_type: "display_data", metadata: {}, data: { "text/html": html } },
});

/** Children with `[words]{.name}`, which is text to the parser, made a span with that class. */
export function withSpans(children) {
  const made = [];
  const opened = [];
  const pieces = children.flatMap((child) =>
    child.type === "text"
      ? child.value.split(/(\[|\]\{\.[a-z-]+\}|\])/).map((value) => ({ ...child, value }))
      : [child],
  );
  for (const piece of pieces.filter(({ type, value }) => type !== "text" || value)) {
    const closing = piece.type === "text" && /^\](?:\{\.([a-z-]+)\})?$/.exec(piece.value);
    const start = closing ? opened.pop() : undefined;
    if (closing?.[1] && start !== undefined) {
      const [, ...inside] = made.splice(start);
      made.push({ type: "span", class: closing[1], children: inside });
      continue;
    }
    if (piece.type === "text" && piece.value === "[") opened.push(made.length);
    made.push(piece);
  }
  return made;
}

function spansBelow(node) {
  if (!node.children) return;
  node.children.forEach(spansBelow);
  if (node.children.some(({ type, value }) => type === "text" && value.includes("]{."))) {
    node.children = withSpans(node.children);
  }
}

const spans = { name: "classes-of-words", stage: "document", plugin: () => spansBelow };

export default { name: "Results, places and HTML", roles: [resultRole], directives: [htmlDirective], transforms: [spans] };

/** Quotation marks and apostrophes as print has them, in what a run puts on an English page: those of the page itself. */

const LITERAL = "code, pre, kbd, samp, script, style, textarea, math, svg";
const WITHIN_A_LINE = "a, abbr, b, cite, em, i, mark, small, span, strong, sub, sup, u";
const MARKS = { '"': ["“", "”"], "'": ["‘", "’"] };
const OPENS_AFTER = /[\s([{–—“‘]/;

/** Text with typographic marks; what stands before it on its line tells an opening mark from a closing one. */
function educated(text, before) {
  let last = before;
  return [...text].map((sign) => (last = MARKS[sign]?.[OPENS_AFTER.test(last) ? 0 : 1] ?? sign)).join("");
}

/** The element that a text stands in as a line of its own. */
function lineOf(text) {
  let element = text.parentElement;
  while (element.matches(WITHIN_A_LINE) && element.parentElement) element = element.parentElement;
  return element;
}

/**
 * Set the marks in an element; code and formulas stay as they are.
 *
 * @param {Element} element
 */
export function setQuotes(element) {
  if (!document.documentElement.lang.startsWith("en")) return;
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let [line, before] = [null, " "];
  while (texts.nextNode()) {
    const text = texts.currentNode;
    if (text.parentElement.closest(LITERAL)) continue;
    const marked = educated(text.data, lineOf(text) === line ? before : " ");
    if (marked !== text.data) text.data = marked;
    [line, before] = [lineOf(text), marked.at(-1) ?? before];
  }
}

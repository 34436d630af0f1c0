/** Values of a form: read by the rules of the parameters cell, refused in the words of the command line. */

const INTEGER = /^[+-]?\d+(\.0*)?$/;
const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

/**
 * The value of a field, as JSON knows it and as Python writes it.
 *
 * @param {object} field as bookbuilder.live.forms gives it
 * @param {string|string[]|boolean} entry what stands in the form
 * @returns {{value: *, python: string}}
 * @throws {Error} in the words of the command line
 */
export function readValue(field, entry) {
  try {
    if (field.kind !== "list") return readOne(field, field.kind, entry);
    const entries = Array.isArray(entry) ? entry : String(entry).split(",").map((part) => part.trim()).filter(Boolean);
    const parts = entries.map((part) => readOne(field, field.parts, part));
    const repeated = new Set(parts.map((part) => String(part.value))).size < parts.length;
    if (field.choices.length && (repeated || (field.default.length && !parts.length))) throw new Error(entry);
    return { value: parts.map((part) => part.value), python: `[${parts.map((part) => part.python).join(", ")}]` };
  } catch {
    throw new Error(`${field.name}: found ${String(entry) || "nothing"}; ${field.allowed}. Correct the value.`);
  }
}

/** One value of a kind. */
function readOne(field, kind, entry) {
  const text = String(entry).trim();
  const read = { truth, integer, number, text: (words) => ({ value: words, python: JSON.stringify(words) }) }[kind](text);
  if (field.choices.length && !field.choices.includes(String(read.value))) throw new Error(text);
  if (field.bounds && !(read.value >= field.bounds[0] && read.value <= field.bounds[1])) throw new Error(text);
  return read;
}

/** `true` or `false`. */
function truth(text) {
  const word = text.toLowerCase();
  if (word !== "true" && word !== "false") throw new Error(text);
  return { value: word === "true", python: word === "true" ? "True" : "False" };
}

/** A whole number. */
function integer(text) {
  if (!INTEGER.test(text) || !Number.isSafeInteger(Number(text))) throw new Error(text);
  return { value: Number(text), python: String(Number(text)) };
}

/** A number; Python writes a whole one with a point. */
function number(text) {
  const value = Number(text);
  if (!NUMBER.test(text) || !Number.isFinite(value)) throw new Error(text);
  return { value, python: Number.isInteger(value) ? value.toFixed(1) : String(value) };
}

/** Whether two values are the same. */
export const sameValue = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/**
 * The fields of a form as elements, with the book's values in them.
 *
 * @param {object[]} fields as bookbuilder.live.forms gives them
 * @returns {HTMLElement[]}
 */
export const fieldElements = (fields) => fields.map(fieldElement);

/** A field: its label, its control, what it means and what is allowed. */
function fieldElement(field) {
  const box = document.createElement(field.kind === "list" && field.choices.length ? "fieldset" : "div");
  box.className = "live-field";
  box.dataset.name = field.name;
  const id = `live-${field.name}`;
  const label = document.createElement(box.tagName === "FIELDSET" ? "legend" : "label");
  const name = document.createElement("code");
  name.textContent = field.name;
  label.append(name);
  if (label.tagName === "LABEL") label.htmlFor = id;
  const hint = document.createElement("p");
  hint.className = "live-hint";
  hint.id = `${id}-hint`;
  hint.textContent = field.meaning + (field.bounds || !field.choices.length ? ` (${field.allowed})` : "");
  const wrong = document.createElement("p");
  wrong.className = "live-wrong";
  wrong.id = `${id}-wrong`;
  wrong.hidden = true;
  box.append(label, ...controls(field, id), hint, wrong);
  return box;
}

/** The control of a field: boxes for any of several, a list for one of several, else a line to write in. */
function controls(field, id) {
  const described = `${id}-hint ${id}-wrong`;
  if (field.kind === "list" && field.choices.length) {
    return field.choices.map((choice) => {
      const label = document.createElement("label");
      const box = Object.assign(document.createElement("input"), { type: "checkbox", value: choice });
      box.checked = field.default.map(String).includes(choice);
      box.defaultChecked = box.checked;
      label.append(box, ` ${choice.replaceAll("_", " ")}`);
      return label;
    });
  }
  const choices = field.kind === "truth" ? ["true", "false"] : field.choices;
  const control = document.createElement(choices.length ? "select" : "input");
  const standard = field.kind === "list" ? field.default.join(", ") : String(field.default);
  control.id = id;
  control.setAttribute("aria-describedby", described);
  for (const choice of choices) {
    const words = field.kind === "truth" ? { true: "yes", false: "no" }[choice] : choice.replaceAll("_", " ");
    control.append(new Option(words, choice, choice === standard, choice === standard));
  }
  if (!choices.length) {
    Object.assign(control, { type: "text", value: standard, defaultValue: standard, autocomplete: "off" });
    if (field.kind !== "text") control.inputMode = "decimal";
  }
  return [control];
}

/**
 * Values that differ from the book's, by name, or none where one is wrong: the fields say which.
 *
 * @param {HTMLFormElement} form
 * @param {object[]} fields
 * @returns {?Map<string, {value: *, python: string}>}
 */
export function readForm(form, fields) {
  const values = new Map();
  let first = null;
  clearFaults(form);
  for (const field of fields) {
    const box = form.querySelector(`[data-name="${field.name}"]`);
    const message = box.querySelector(".live-wrong");
    const control = box.querySelector("select, input");
    try {
      const read = readValue(field, entryOf(box));
      if (!sameValue(read.value, field.default)) values.set(field.name, read);
    } catch (error) {
      message.textContent = error.message;
      message.hidden = false;
      control.setAttribute("aria-invalid", "true");
      first ??= control;
    }
  }
  first?.focus();
  return first ? null : values;
}

/** Take back what was said of wrong values. */
export function clearFaults(form) {
  for (const message of form.querySelectorAll(".live-wrong")) message.hidden = true;
  for (const control of form.querySelectorAll("[aria-invalid]")) control.removeAttribute("aria-invalid");
}

/** What stands in a field. */
function entryOf(box) {
  const boxes = [...box.querySelectorAll("input[type=checkbox]")];
  return boxes.length ? boxes.filter((one) => one.checked).map((one) => one.value) : box.querySelector("select, input").value;
}

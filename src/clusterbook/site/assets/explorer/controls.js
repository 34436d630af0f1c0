"use strict";

/**
 * An element with attributes and children; functions are listeners, false and null attributes are left away.
 *
 * @param {string} name  "svg:circle" for an element of a picture.
 * @param {object} attributes
 * @param {...(Node|string)} children
 */
function explorerElement(name, attributes = {}, ...children) {
  const svg = name.startsWith("svg:");
  const element = svg ? document.createElementNS("http://www.w3.org/2000/svg", name.slice(4)) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(key, value);
    else if (value !== false && value !== null) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== ""));
  return element;
}

/**
 * The choices as a form: named sets, sectors, kinds, test, coding, clusters left out.
 *
 * @param {object} data  As files/explorer/data.js has it.
 * @param {{ordered: Function}} state  As explorerState gives it.
 * @param {(settings: object) => void} onChange  Called with the assumptions that the form then shows.
 * @returns {{form: HTMLElement, show: (settings: object) => void}}
 */
function explorerControls(data, state, onChange) {
  const make = explorerElement;
  let settings = null;

  /** Take one changed choice. */
  function change(name, value) {
    onChange({ ...settings, [name]: value });
  }

  /** A drop-down list of a closed choice. */
  function select(name) {
    const { label, options } = data.choices[name];
    const entries = Object.entries(options).map(([value, text]) => make("option", { value }, text));
    const list = make("select", { name, change: (event) => change(name, event.target.value) }, ...entries);
    return make("label", { class: "explorer-field" }, make("span", {}, label), list);
  }

  /** A number in a range, with its value beside it. */
  function range(name, label) {
    const [min, max, step] = data.ranges[name];
    const take = (event) => change(name, Number(event.target.value));
    const input = make("input", { type: "range", name, min, max, step, input: take });
    return make("label", { class: "explorer-field" }, make("span", {}, `${label} `, make("output", { "data-for": name })), input);
  }

  /** A box of a list: on where the list has its value. */
  function box(name, value, text) {
    const take = (event) => {
      const others = settings[name].filter((other) => other !== value);
      const chosen = state.ordered(name, event.target.checked ? [...others, value] : others);
      if (chosen.length || name === "left_out") change(name, chosen);
      else event.target.checked = true;
    };
    const input = make("input", { type: "checkbox", name, value, change: take });
    return make("label", { class: "explorer-box" }, input, make("span", {}, text));
  }

  const group = (legend, ...children) => make("fieldset", {}, make("legend", {}, legend), ...children);

  /** The boxes of clusters, by sector; those added by this project stand with their switch. */
  function clusterBoxes() {
    const parts = Object.entries(data.sectors).map(([sector, label]) => {
      const members = data.clusters.filter((cluster) => cluster.sector === sector && Object.values(cluster.ratings).some((rating) => rating !== null));
      const boxes = members.map(({ id, name, product }) => box("left_out", id, `${name}, ${product}`));
      return boxes.length ? make("div", { role: "group", "aria-label": label }, make("strong", {}, label), ...boxes) : "";
    });
    const count = make("span", { "data-for": "left_out" });
    const head = make("summary", {}, "Clusters left out", count);
    return make("details", { class: "explorer-clusters" }, head, make("div", { class: "explorer-lists" }, ...parts));
  }

  const added = make("label", { class: "explorer-box" },
    make("input", { type: "checkbox", name: "include_cases", change: (event) => change("include_cases", event.target.checked) }),
    make("span", {}, "with the two clusters of the fair-trade article"));

  const sectors = Object.entries(data.sectors).filter(([sector]) => sector !== "all_sectors");
  const form = make("form", { class: "explorer-choices", "aria-label": "Assumptions", submit: (event) => event.preventDefault() },
    group("Test", range("alpha", "Level of every test (alpha)"), range("delta", "Negligible up to (delta)"), select("association"), select("two_sided"), select("strata")),
    group("Coding", select("exposure"), select("na_policy"), added),
    group("Sectors", ...sectors.map(([value, label]) => box("sectors", value, label))),
    group("Outcomes", ...Object.entries(data.outcomes).map(([value, label]) => box("outcomes", value, label.charAt(0).toUpperCase() + label.slice(1)))),
  );
  const clusters = clusterBoxes();
  const weight = range("ce_weight", "Weight of external economies");

  /** Put every control of a part as the assumptions have it. */
  function put(part) {
    for (const control of part.querySelectorAll("select, input")) {
      const value = settings[control.name];
      if (control.name === "include_cases") control.checked = value;
      else if (control.type === "checkbox") control.checked = value.includes(control.value);
      else control.value = value;
    }
    for (const output of part.querySelectorAll("output")) output.textContent = explorerNumber(settings[output.dataset.for], 2);
    for (const count of part.querySelectorAll("[data-for=left_out]")) count.textContent = `: ${settings.left_out.length || "none"}`;
  }

  /** Show assumptions. */
  function show(given) {
    settings = given;
    [form, clusters, weight].forEach(put);
  }

  return { form, clusters, weight, show };
}

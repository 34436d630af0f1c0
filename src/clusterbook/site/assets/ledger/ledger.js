/* The ledger as one list: filters, free text, sorting, a count, a CSV of what is shown, and all of it in the address.
   Without this script the rows stay folded by chapter. */
"use strict";

(() => {
  const FACETS = ["chapter", "table", "kind", "status", "cause", "importance"];
  const LABELS = {
    view: "Show", chapter: "Chapter", table: "Table", kind: "Kind", status: "Verdict", cause: "Cause",
    importance: "Importance", sort: "Order", text: "Words or numbers",
  };
  const SORTS = [["book", "order of the book"], ["serious", "most serious first"], ["far", "largest difference first"]];
  const FIRST = 30;
  const MORE = 100;

  /**
   * @typedef {object} Entry One row with what it is found by.
   * @property {HTMLTableRowElement} row
   * @property {Record<string, string[]>} codes Codes of each facet.
   * @property {boolean} matters
   * @property {number} distance
   * @property {string} folded Its words without accents and capitals.
   */

  /** Words without accents and capitals, for comparing. @param {string} text @returns {string} */
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/−/g, "-").replace(/[‘’]/g, "'").replace(/[“”]/g, '"').toLowerCase();

  /** An element with properties and children. @returns {HTMLElement} */
  function make(tag, properties = {}, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  }

  /**
   * What a row is found by.
   * @param {HTMLTableRowElement} row
   * @param {Record<string, string[][]>} words
   * @returns {Entry}
   */
  function entryOf(row, words) {
    const [kinds, verdict, causes, importance, matters] = row.dataset.f.split(";");
    const codes = (digits, facet) => [...digits].map((digit) => words[facet][parseInt(digit, 36)][0]);
    const cell = /^cell-(\d\d)-(\d\d)-/.exec(row.id);
    return {
      row,
      codes: {
        chapter: [row.closest("details").dataset.chapter],
        table: cell ? [`${Number(cell[1])}.${Number(cell[2])}`] : (row.dataset.t || "").split(" ").filter(Boolean),
        kind: codes(kinds, "kind"),
        status: codes(verdict, "status"),
        cause: codes(causes, "cause"),
        importance: codes(importance, "importance"),
      },
      matters: matters === "1",
      distance: Number(row.dataset.d || 0),
      folded: fold(row.textContent),
    };
  }

  /** The state that an address asks for; one that names anything shows all rows unless it says otherwise. */
  function stateOf(address) {
    const asked = new URLSearchParams(address);
    const state = {view: "matters", text: "", sort: "book"};
    for (const name of FACETS) state[name] = "";
    const named = [...asked.keys()].filter((name) => name in state);
    if (named.length && !asked.has("view")) state.view = "all";
    for (const name of named) state[name] = asked.get(name);
    return state;
  }

  /** The address of a state, empty for the one that the page begins with. @returns {string} */
  function addressOf(state) {
    const parts = new URLSearchParams();
    for (const [name, value] of Object.entries(state)) {
      if (value && !(name === "sort" && value === "book")) parts.set(name, value);
    }
    const text = parts.toString();
    return text === "view=matters" ? "" : text;
  }

  /** Rows that a state shows, in its order. @param {Entry[]} entries @returns {Entry[]} */
  function shownBy(state, entries, words) {
    const wanted = fold(state.text).split(/\s+/).filter(Boolean);
    const found = entries.filter((entry) => (state.view === "all" || entry.matters)
      && FACETS.every((name) => !state[name] || entry.codes[name].includes(state[name]))
      && wanted.every((word) => entry.folded.includes(word)));
    const rank = new Map(words.status.map(([code], place) => [code, place]));
    if (state.sort === "serious") found.sort((a, b) => rank.get(a.codes.status[0]) - rank.get(b.codes.status[0]));
    if (state.sort === "far") found.sort((a, b) => b.distance - a.distance);
    return found;
  }

  /** The choices of a facet that some row has: code and words, with the heading of their group. */
  function choicesOf(name, entries, words) {
    const there = new Set(entries.flatMap((entry) => entry.codes[name]));
    if (name === "chapter") return [...there].map((code) => [code, `Chapter ${code}`]);
    if (name !== "table") return words[name].filter(([code]) => there.has(code));
    const number = (code) => code.split(".").reduce((sum, part) => sum * 100 + Number(part), 0);
    return [...there].sort((a, b) => number(a) - number(b)).map((code) => [code, `Table ${code}`]);
  }

  /** A labelled list to choose from. */
  function selectOf(name, choices, first) {
    const select = make("select", {name});
    if (first) select.append(make("option", {value: "", textContent: first}));
    for (const [code, text, group] of choices) {
      let parent = select;
      if (group) {
        parent = [...select.children].find((child) => child.label === group);
        if (!parent) select.append(parent = make("optgroup", {label: group}));
      }
      parent.append(make("option", {value: code, textContent: text}));
    }
    return make("label", {}, make("span", {textContent: LABELS[name]}), select);
  }

  /** The form with all filters. @returns {HTMLFormElement} */
  function formOf(entries, words) {
    const form = make("form", {className: "ledger-tools"});
    form.setAttribute("aria-label", "Filter the ledger");
    form.append(selectOf("view", [["matters", "what matters"], ["all", "everything"]], ""));
    for (const name of FACETS) form.append(selectOf(name, choicesOf(name, entries, words), "all"));
    form.append(selectOf("sort", SORTS, ""));
    form.append(make("label", {className: "wide"}, make("span", {textContent: LABELS.text}),
      make("input", {type: "search", name: "text", autocomplete: "off"})));
    form.append(make("button", {type: "reset", textContent: "Begin again"}));
    form.append(make("button", {type: "button", name: "csv", textContent: "This view as CSV"}));
    return form;
  }

  /** A text as a field of a CSV file. */
  const field = (text) => (/[",\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);

  /** The rows shown as CSV. @param {Entry[]} found @returns {string} */
  function csvOf(found, words) {
    const inWords = (name, codes) => codes.map((code) => words[name].find(([one]) => one === code)[1]).join("; ");
    const lines = found.map(({row, codes}) => [
      row.id, codes.chapter[0], codes.table.join("; "), inWords("kind", codes.kind), row.cells[0].innerText,
      row.cells[1].innerText.replace(/\n/g, "; data give "), inWords("status", codes.status),
      inWords("cause", codes.cause), codes.importance.join(""), row.cells[3].innerText,
    ]);
    const head = ["id", "chapter", "table", "kind", "where", "printed", "verdict", "cause", "importance", "why"];
    return `\ufeff${[head, ...lines].map((line) => line.map(field).join(",")).join("\r\n")}\r\n`;
  }

  /** Take the list over. @param {HTMLElement} box */
  function begin(box) {
    const words = JSON.parse(document.getElementById("ledger-words").textContent);
    const entries = [...box.querySelectorAll("tbody tr")].map((row) => entryOf(row, words));
    const form = formOf(entries, words);
    const count = make("p", {className: "ledger-count"});
    count.setAttribute("role", "status");
    const head = make("tr", {}, ...words.headings.map((text) => make("th", {scope: "col", textContent: text})));
    const body = make("tbody");
    const table = make("table", {}, make("thead", {}, head), body);
    table.setAttribute("aria-label", "Rows of the ledger");
    const more = make("button", {type: "button", className: "ledger-more"});
    box.replaceChildren(form, count, table, more);
    let state = stateOf("");
    let found = [];
    let limit = FIRST;

    const show = () => {
      found = shownBy(state, entries, words);
      body.replaceChildren(...found.slice(0, limit).map((entry) => entry.row));
      const shown = Math.min(limit, found.length);
      count.textContent = `${found.length} of ${entries.length} rows${shown < found.length ? `, the first ${shown} shown` : ""}`;
      more.hidden = shown === found.length;
      more.textContent = `Show ${Math.min(MORE, found.length - shown)} more`;
    };
    const fill = () => {
      for (const [name, value] of Object.entries(state)) form.elements[name].value = value;
    };
    const read = () => {
      for (const name of Object.keys(state)) state[name] = form.elements[name].value.trim();
      limit = FIRST;
      const address = addressOf(state);
      history.replaceState(null, "", location.pathname + (address && `#${address}`));
      show();
    };
    /** Show the row that an address names. @returns {boolean} Whether there is one. */
    const showRow = (id) => {
      const entry = entries.find((one) => one.row.id === id);
      if (!entry) return false;
      const [table] = id.startsWith("cell-") ? entry.codes.table : [""];
      const [kind] = table ? [""] : entry.codes.kind;
      state = {...stateOf(""), view: "all", chapter: entry.codes.chapter[0], table, kind};
      limit = Math.max(FIRST, shownBy(state, entries, words).indexOf(entry) + 1);
      fill();
      show();
      body.querySelectorAll(".named").forEach((row) => row.classList.remove("named"));
      entry.row.classList.add("named");
      entry.row.tabIndex = -1;
      const reach = () => {
        entry.row.scrollIntoView({block: "center"});
        entry.row.focus({preventScroll: true});
      };
      if (document.readyState === "complete") reach();
      else window.addEventListener("load", reach, {once: true}); // the browser itself scrolls once more before
      return true;
    };
    const follow = () => {
      const address = decodeURIComponent(location.hash.slice(1));
      if (address && !address.includes("=")) {
        const chapter = /^ledger-(\d\d)$/.exec(address);
        if (!chapter) {
          if (showRow(address) || body.children.length) return;
          state = stateOf(location.search.slice(1)); // a heading is named, and the list may be asked for besides
          fill();
          show();
          return;
        }
        state = {...stateOf(""), view: "all", chapter: String(Number(chapter[1]))};
      } else {
        state = stateOf(location.hash.slice(1) || location.search.slice(1));
      }
      limit = FIRST;
      fill();
      show();
    };

    form.addEventListener("input", read);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", (event) => {
      event.preventDefault();
      state = stateOf("");
      fill();
      read();
    });
    form.elements.csv.addEventListener("click", () => {
      const address = URL.createObjectURL(new Blob([csvOf(found, words)], {type: "text/csv;charset=utf-8"}));
      make("a", {href: address, download: "ledger.csv"}).click();
      setTimeout(() => URL.revokeObjectURL(address), 1000);
    });
    more.addEventListener("click", () => {
      const next = limit;
      limit += MORE;
      show();
      body.rows[next].querySelector("a").focus();
    });
    window.addEventListener("hashchange", () => {
      follow();
      if (location.hash.includes("=")) box.scrollIntoView();
    });
    follow();
  }

  const box = document.getElementById("ledger");
  if (box) begin(box);
})();

/* Search as one types: a list under the box, and the page of results. The index is made in the browser when the box
   is first used, from documents that a script brings: this works from a folder too. */
"use strict";

(() => {
  const ROOT = document.documentElement.dataset.content_root || "./";
  const LANGUAGE = document.documentElement.lang.slice(0, 2);
  const OTHERS = ["es", "pt"];  // languages whose pages are searched too, and first, where a page is in them
  const HERE = OTHERS.includes(LANGUAGE) ? [`search/documents-${LANGUAGE}.js`] : [];
  const SCRIPTS = ["search/minisearch-7.2.0.min.js", "search/documents.js", ...HERE];
  const SHOWN = 8;
  const TOKEN = /c\d\d-\d+|\d+(?:[.,]\d+)*|[\p{L}\p{N}]+/gu;
  const WEIGHTS = {cluster: 3, term: 1.5, table: 1.4, page: 1.2, section: 1.5, "row of a table": 0.8, figure: 0.9, "episode of joint action": 0.7, statement: 0.5};
  const CHAPTER = /^chapters\/ch/;
  const STATEMENT = /^(c\d\d)-(\d)$/;  // c10-4 is c10-04
  const NAMED = [["cluster", "term"], ["page", "section"]];  // what its whole name finds before all else

  /** Small letters without accents. @param {string} text @returns {string} */
  const fold = (text) => (/[^\x00-\x7f]/.test(text) ? text.normalize("NFD").replace(/\p{M}/gu, "") : text).toLowerCase();

  /** Words and numbers; a number loses its separators of thousands. @param {string} text @returns {string[]} */
  const tokens = (text) => (fold(text).match(TOKEN) || []).map((one) => (/^\d/.test(one) ? one.replace(/,/g, "") : one.replace(STATEMENT, "$1-0$2")));

  /** Load one script. @param {string} address @returns {Promise<void>} */
  const load = (address) => new Promise((resolve, reject) => {
    const script = Object.assign(document.createElement("script"), {src: ROOT + address, onload: () => resolve(), onerror: reject});
    document.head.append(script);
  });

  /** What the search says, in the language of the page. @param {string} text @param {number} [count] @returns {string} */
  const say = (text, count) => (window.bookDocumentsHere?.words[text] ?? text).replace("%(count)s", String(count));

  /** All documents, those in the language of the page last. @returns {{pages: string[][], kinds: string[], names: string[], documents: Array[], own: number}} */
  const gathered = () => {
    const {pages, kinds, documents} = window.bookDocuments;
    const here = window.bookDocumentsHere ?? {pages: [], kinds, documents: []};
    const moved = here.documents.map(([page, ...rest]) => [page + pages.length, ...rest]);
    return {pages: [...pages, ...here.pages], kinds, names: here.kinds, documents: [...documents, ...moved], own: documents.length};
  };

  /** The index, made once. @returns {Promise<{index: object, data: object}>} */
  let made = null;
  const ready = () => {
    made = made || Promise.all(SCRIPTS.map(load)).then(async () => {
      const data = gathered();
      const index = new window.MiniSearch({
        fields: ["title", "text", "words"],
        tokenize: tokens,
        processTerm: (term) => term,
      });
      // In parts, so that typing is never held up.
      await index.addAllAsync(data.documents.map(([, , , title, text, words = ""], id) => ({id, title, text, words})), {chunkSize: 100});
      return {index, data};
    });
    return made;
  };

  /**
   * What is found, best first.
   * @param {string} query
   * @returns {Promise<{title: string, where: string, address: string, text: string}[]>}
   */
  async function find(query) {
    const {index, data} = await ready();
    const asked = tokens(query);
    const options = {
      boost: {title: 3},
      boostDocument: (id) => {
        const [page, , kind] = data.documents[id];
        return WEIGHTS[data.kinds[kind]] * (CHAPTER.test(data.pages[page][0]) ? 1.5 : 1) * (id >= data.own ? 3 : 1);
      },
      prefix: (term, place, terms) => place === terms.length - 1 && /^\p{L}{4,}/u.test(term),
      fuzzy: (term) => (/^\p{L}{5,}$/u.test(term) ? 0.2 : false),
      weights: {fuzzy: 0.1, prefix: 0.4},
    };
    const terms = asked.join(" ");
    const together = index.search(terms, {...options, combineWith: "AND"});
    const found = together.length ? together : index.search(terms, options);
    // First what bears the query as its whole name, what is itself before what tells of it; then what other words lead to; then the rest.
    const rank = ({id}) => {
      const [, , kind, title, , words = ""] = data.documents[id];
      const named = NAMED.findIndex((kinds) => kinds.includes(data.kinds[kind]));
      if (named >= 0 && title.split(/, |\. /).some((name) => tokens(name).join(" ") === terms)) return named;
      const leading = new Set(tokens(words));
      return NAMED.length + (asked.every((one) => leading.has(one)) ? 0 : 1);
    };
    const ranks = new Map(found.map((hit) => [hit, rank(hit)]));
    const hits = [...found].sort((one, other) => ranks.get(one) - ranks.get(other)).map(({id}) => {
      const [page, anchor, kind, title, text] = data.documents[id];
      const [name, pageTitle] = data.pages[page];
      const where = anchor ? `${data.names[kind]}, ${pageTitle}` : data.names[kind];
      return {title, where, address: `${ROOT}${name}.html${anchor ? `#${anchor}` : ""}`, text: excerpt(text, asked)};
    });
    const first = new Map(hits.map((hit, place) => [hit.address, place]).reverse());
    return hits.filter((hit, place) => first.get(hit.address) === place);
  }

  /** Where a word that begins like the one asked for stands; a number may have separators. @param {string} folded @param {string} one @returns {number} */
  const placeOf = (folded, one) => folded.search(new RegExp(`(?<![\\p{L}\\p{N}])${/^\d+$/.test(one) ? [...one].join(",?") : one.replace(".", "\\.")}`, "u"));

  /** The words around the longest one of those asked for that is there. @param {string} text @param {string[]} asked @returns {string} */
  function excerpt(text, asked) {
    const folded = fold(text);
    const longestFirst = [...asked].sort((one, other) => other.length - one.length);
    const found = longestFirst.map((one) => placeOf(folded, one)).find((place) => place >= 0) ?? 0;
    const begin = found > 40 ? text.indexOf(" ", found - 40) + 1 : 0;
    return `${begin ? "… " : ""}${text.slice(begin, begin + 140)}${text.length > begin + 140 ? " …" : ""}`;
  }

  /** An element with a class and children. */
  function make(tag, className, ...children) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    element.append(...children);
    return element;
  }

  /** What one hit shows. */
  const parts = (hit) => [make("b", "", hit.title), make("small", "", hit.where), ...(hit.text ? [make("span", "", hit.text)] : [])];

  /** A box with its list: arrows choose, Enter goes there, Escape closes. @param {HTMLInputElement} input */
  function begin(input) {
    const list = make("ul", "search-hits");
    list.id = "search-hits";
    list.setAttribute("role", "listbox");
    list.popover = "manual";
    const status = make("p", "visually-hidden");
    status.setAttribute("role", "status");
    document.body.append(list, status);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-controls", list.id);
    input.setAttribute("aria-autocomplete", "list");
    input.autocomplete = "off";
    let chosen = -1;
    let hits = [];

    const close = () => {
      if (list.matches(":popover-open")) list.hidePopover();
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
      chosen = -1;
    };
    const choose = (place) => {
      list.children[chosen]?.setAttribute("aria-selected", "false");
      chosen = (place + hits.length) % hits.length;
      const option = list.children[chosen];
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({block: "nearest"});
      input.setAttribute("aria-activedescendant", option.id);
    };
    const go = (hit) => {
      close();
      location.href = hit.address;
    };
    const show = async () => {
      const query = input.value.trim();
      if (!tokens(query).length) {
        close();
        return;
      }
      const found = await find(query);
      if (query !== input.value.trim()) return;
      chosen = -1;
      input.removeAttribute("aria-activedescendant");
      hits = found.slice(0, SHOWN);
      list.replaceChildren(...hits.map((hit, place) => {
        const option = make("li", "", ...parts(hit));
        option.id = `search-hit-${place}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.addEventListener("mousedown", (event) => event.preventDefault());
        option.addEventListener("click", () => go(hit));
        return option;
      }));
      list.setAttribute("aria-label", say("Found"));
      status.textContent = found.length ? say("%(count)s found", found.length) : say("Nothing found");
      const box = input.getBoundingClientRect();
      list.style.left = `${Math.max(8, box.left)}px`;
      list.style.top = `${box.bottom + 4}px`;
      if (hits.length) {
        list.showPopover();
        input.setAttribute("aria-expanded", "true");
      } else close();
    };

    close();
    input.addEventListener("focus", () => ready().catch(() => {}), {once: true});
    input.addEventListener("input", show);
    input.addEventListener("blur", close);
    input.addEventListener("keydown", (event) => {
      const isOpen = list.matches(":popover-open");
      if (event.key === "ArrowDown" && isOpen) choose(chosen + 1);
      else if (event.key === "ArrowDown") show();
      else if (event.key === "ArrowUp" && isOpen) choose(chosen < 0 ? -1 : chosen - 1);
      else if (event.key === "Escape" && isOpen) close();
      else if (event.key === "Enter" && isOpen && chosen >= 0) go(hits[chosen]);
      else return;
      event.preventDefault();
    });
  }

  /** The page of results. @param {HTMLElement} box */
  async function fill(box) {
    const query = new URLSearchParams(location.search).get("q") || "";
    document.querySelectorAll("input[name=q]").forEach((input) => { input.value = query; });
    const found = query ? await find(query) : [];
    const count = make("p", "", query ? `${found.length || "Nothing"} found for “${query}”.` : "Write what you look for in the box.");
    count.setAttribute("role", "status");
    box.replaceChildren(count, make("ol", "search-results", ...found.slice(0, 50).map((hit) => {
      const link = make("a", "", hit.title);
      link.href = hit.address;
      return make("li", "", link, make("small", "", hit.where), make("span", "", hit.text));
    })));
  }

  document.addEventListener("DOMContentLoaded", () => {
    const input = document.querySelector(".sidebar-search");
    if (input) begin(input);
    const box = document.getElementById("search-results");
    if (box) fill(box);
  });
  window.bookSearch = {find, ready};
})();

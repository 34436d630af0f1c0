"use strict";

/** The page: the address says what is assumed; what is assumed is calculated and shown. */
(function explorerPage() {
  const data = window.EXPLORER_DATA;
  const root = document.getElementById("explorer");
  const make = explorerElement;
  const state = explorerState(data);
  const sentences = explorerSentences(data);
  const grids = explorerGrids(data, sentences);
  const pictures = explorerPictures(data);
  const engine = explorerEngine(data);
  const RELATIONS = ["collective_efficiency", "leaders"];
  const PAUSE = 40; // milliseconds in which a slider that is drawn does not ask
  const FIRST = "collective_efficiency.traditional_manufacturing.product";
  let { settings, cell: chosen, unknown } = state.fromAddress(window.location.hash);
  let cells = [];
  let baseline = null;
  let turn = 0;

  const controls = explorerControls(data, state, take);
  const presets = Object.keys(data.presets).map((name) =>
    make("button", { type: "button", "data-preset": name, click: () => take(state.withPreset(settings, name)) }, name));
  const summary = make("div", { class: "explorer-summary", "aria-live": "polite" });
  const answer = make("div", { class: "explorer-answer" });
  const detail = make("section", { class: "explorer-detail", "aria-labelledby": "explorer-detail-title" });
  const averages = make("div", {});
  const copied = make("span", { role: "status" });
  const link = make("a", { href: "#" }, "Link to these assumptions");
  const assumptions = make("details", { class: "explorer-fold", open: window.matchMedia("(min-width: 64em)").matches },
    make("summary", {}, "Assumptions"), controls.form);

  root.replaceChildren(
    make("div", { class: "explorer-tools", role: "group", "aria-label": "Sets of assumptions" }, ...presets),
    make("div", { class: "explorer-columns" }, assumptions, make("div", {}, summary, answer,
      make("p", { class: "explorer-note" }, "The p in a cell is that of the test which could support the book’s verdict; where there is no verdict, the two-sided one. Choose a cell to see what is behind it."),
      make("div", { class: "explorer-tools" }, link, make("button", { type: "button", click: copy }, "Copy link"), make("button", { type: "button", click: save }, "These numbers (CSV)"), copied),
      controls.clusters)),
    detail,
    make("section", { class: "explorer-weight" }, make("h2", {}, "Another weight in the index"), controls.weight, averages,
      make("p", {}, "External economies and joint action were published as averages of sectors only. The weight moves the index of a sector, and no verdict above.")),
  );

  /** Assume something else: the address follows, then the answer. */
  function take(next) {
    settings = next;
    unknown = [];
    refresh();
  }

  /** Choose a cell. */
  function choose(key) {
    chosen = key;
    for (const button of answer.querySelectorAll("[data-cell]")) button.setAttribute("aria-pressed", String(button.dataset.cell === key));
    writeAddress();
    showDetail(turn);
  }

  function writeAddress() {
    const address = `#${state.toAddress(settings, chosen === FIRST ? null : chosen)}`;
    link.href = address;
    window.history.replaceState(null, "", address === "#" ? window.location.pathname + window.location.search : address);
  }

  const pause = (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

  /** Calculate and show; what a later question has overtaken is not asked or not shown. */
  async function refresh() {
    turn += 1;
    const mine = turn;
    controls.show(settings);
    for (const button of presets) button.setAttribute("aria-pressed", String(button.dataset.preset === state.presetOf(settings)));
    averages.replaceChildren(grids.averages(settings));
    writeAddress();
    root.setAttribute("aria-busy", "true");
    await pause(PAUSE);
    if (mine !== turn) return;
    baseline ??= new Map((await engine.ask("analyse", data.defaults)).map((cell) => [explorerKey(cell), cell]));
    const found = await engine.ask("analyse", settings);
    if (mine !== turn) return;
    cells = found;
    showAnswer();
    await showDetail(mine);
    root.removeAttribute("aria-busy");
  }

  function showAnswer() {
    if (!cells.some((cell) => explorerKey(cell) === chosen)) chosen = explorerKey(cells.find((cell) => explorerKey(cell) === FIRST) ?? cells[0]);
    const focused = answer.contains(document.activeElement) ? document.activeElement.dataset.cell : null;
    const notice = unknown.length ? make("p", { class: "explorer-notice" }, `The address holds what is no choice here, so that the choice of Chapter 10 stands instead: ${unknown.join(", ")}.`) : "";
    summary.replaceChildren(...[
      notice,
      make("p", { class: "explorer-assumed" }, sentences.assumptions(settings)),
      ...RELATIONS.map((relation) => make("p", {}, sentences.counted(cells, relation))),
      make("p", {}, sentences.changed(cells, baseline)),
    ].filter(Boolean));
    const shown = { cells, settings, baseline, chosen };
    answer.replaceChildren(...RELATIONS.map((relation) => grids.grid(relation, shown, choose)));
    if (focused) answer.querySelector(`[data-cell="${focused}"]`)?.focus();
  }

  /** The chosen cell in sentences, pictures and numbers; whether one cluster decides comes after. */
  async function showDetail(mine) {
    const cell = cells.find((candidate) => explorerKey(candidate) === chosen);
    const alone = make("span", {});
    const room = detail.clientWidth || root.clientWidth;
    const width = Math.max(280, room > 800 ? room / 2 - 12 : Math.min(room, 640));
    const toggle = (id) => id && take({ ...settings, left_out: state.ordered("left_out", [...settings.left_out, id]) });
    const drawn = [
      make("figure", {}, pictures.clusters(cell, width, toggle), make("figcaption", {}, `Each mark is a cluster: ${data.outcomes[cell.outcome]} by ${cell.relation === "leaders" ? "presence of a global leader" : "degree of collective efficiency"}. A click leaves it out.`), pictures.legend(cell)),
      cell.law ? make("figure", {}, pictures.law(cell, width), make("figcaption", {}, "What chance alone would give: every way to deal the same ratings to the same clusters.")) : "",
    ];
    const said = [sentences.said(cell), sentences.tested(cell, settings), sentences.concluded(cell)].filter(Boolean).join(" ");
    detail.replaceChildren(
      make("h2", { id: "explorer-detail-title" }, sentences.title(cell)),
      make("p", {}, `${said} `, alone),
      make("div", { class: "explorer-pictures" }, ...(cell.n ? drawn : [])),
      cell.n ? pictures.list(cell) : "",
      grids.numbers(cell, settings),
    );
    const without = await engine.ask("leaveOneOut", { relation: cell.relation, sector: cell.sector, outcome: cell.outcome }, settings);
    if (mine === turn && explorerKey(cell) === chosen) alone.textContent = sentences.leftOut(cell, without);
  }

  async function copy() {
    try {
      await navigator.clipboard.writeText(link.href);
      copied.textContent = "Copied.";
    } catch {
      copied.textContent = "The browser did not allow it: copy the address of the page instead.";
    }
  }

  function save() {
    const address = URL.createObjectURL(new Blob([grids.csv(cells)], { type: "text/csv" }));
    make("a", { href: address, download: "explorer.csv" }).click();
    URL.revokeObjectURL(address);
  }

  window.addEventListener("hashchange", () => {
    const read = state.fromAddress(window.location.hash);
    if (read.settings && state.toAddress(read.settings, read.cell) === state.toAddress(settings, chosen)) return;
    ({ settings, cell: chosen, unknown } = read);
    refresh();
  });
  window.addEventListener("resize", () => cells.length && showDetail(turn));
  refresh();
})();

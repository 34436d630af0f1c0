"use strict";

/**
 * The two verdict grids and the table of the averages.
 *
 * @param {object} data  As files/explorer/data.js has it.
 * @param {object} sentences  As explorerSentences gives it.
 */
function explorerGrids(data, sentences) {
  const make = explorerElement;
  const COEFFICIENTS = { tau_b: "tau-b", somers_d: "D", gamma: "gamma", spearman: "rho", pearson: "r" };

  /** What a cell says, as the content of its button. */
  function content(cell, settings, before) {
    const { mark, word } = EXPLORER_STANDINGS[cell.standing];
    const shown = cell.standing === "nothing asserted" ? "no verdict" : word;
    const was = before && before.standing !== cell.standing ? make("span", { class: "explorer-was" }, `was ${EXPLORER_STANDINGS[before.standing].word}`) : "";
    const p = Number.isNaN(cell.sideP) ? cell.p : cell.sideP;
    const numbers = `${COEFFICIENTS[settings.association]} ${explorerNumber(cell.coefficient, 2)}, p ${sentences.share(p)}`;
    return [
      make("span", { class: "explorer-standing" }, make("span", { "aria-hidden": "true" }, mark ? `${mark} ` : ""), shown),
      cell.said ? make("span", { class: "explorer-said" }, `book: ${cell.said === "none" ? "nothing" : sentences.saidOf(cell)}`) : "",
      cell.n ? make("span", { class: "explorer-numbers" }, numbers) : "",
      was,
    ];
  }

  /** One grid: kinds of upgrading by sector. */
  function grid(relation, { cells, settings, baseline, chosen }, onChoose) {
    const ours = cells.filter((cell) => cell.relation === relation);
    const sectors = [...new Set(ours.map((cell) => cell.sector))];
    const heads = sectors.map((sector) => make("th", { scope: "col", role: "columnheader" }, data.sectors[sector]));
    const rows = settings.outcomes.map((outcome) => {
      const fields = ours.filter((cell) => cell.outcome === outcome).map((cell) => {
        const key = explorerKey(cell);
        const button = make("button", {
          type: "button",
          class: `explorer-verdict ${EXPLORER_STANDINGS[cell.standing].kind}`,
          "aria-pressed": String(key === chosen),
          "data-cell": key,
          click: () => onChoose(key),
        }, ...content(cell, settings, baseline.get(key)));
        return make("td", { role: "cell" }, make("span", { class: "explorer-sector", "aria-hidden": "true" }, data.sectors[cell.sector]), button);
      });
      return make("tr", { role: "row" }, make("th", { scope: "row", role: "rowheader" }, sentences.capital(data.outcomes[outcome])), ...fields);
    });
    return make("table", { class: "explorer-grid", role: "table" },
      make("caption", {}, sentences.capital(sentences.CAUSES[relation])),
      make("thead", { role: "rowgroup" }, make("tr", { role: "row" }, make("th", { scope: "col", role: "columnheader" }, "Outcome"), ...heads)),
      make("tbody", { role: "rowgroup" }, ...rows));
  }

  /** Table 10.1 with another weight, as rows: index printed, as weighted, its rank. */
  function averages(settings) {
    const weight = settings.ce_weight;
    const rows = data.averages.map((row) => ({ ...row, index: weight * row.external + (1 - weight) * row.joint }));
    const rank = (row) => 1 + rows.filter((other) => other.index > row.index + 1e-12).length;
    const heads = ["External economies", "Joint action", "Index as printed", "Index with this weight", "Rank"];
    const shown = (row) => [...[row.external, row.joint, row.printed, row.index].map((value) => explorerNumber(value, 2)), String(rank(row))];
    return make("table", { class: "explorer-averages", role: "table" },
      make("caption", {}, "Collective efficiency by sector (Table 10.1)"),
      make("thead", { role: "rowgroup" }, make("tr", { role: "row" }, ...["Sector", ...heads].map((text) => make("th", { scope: "col", role: "columnheader" }, text)))),
      make("tbody", { role: "rowgroup" }, ...rows.map((row) => make("tr", { role: "row" },
        make("th", { scope: "row", role: "rowheader" }, data.sectors[row.sector]),
        ...shown(row).map((text, place) => make("td", { role: "cell" }, make("span", { class: "explorer-sector", "aria-hidden": "true" }, heads[place]), text))))));
  }

  /** The numbers of a chosen cell, as pairs of name and value. */
  function numbers(cell, settings) {
    const level = `${explorerNumber(100 * (1 - 2 * Math.min(settings.alpha, 0.5)), 0)} %`;
    const ofTau = settings.association === "gamma" ? " of tau-b" : "";
    const ends = Number.isNaN(cell.low) ? "–" : `${explorerNumber(cell.low)} to ${explorerNumber(cell.high)}`;
    const entries = [
      ["Clusters compared", String(cell.n)],
      ["Kendall’s S", Number.isNaN(cell.s) ? "–" : explorerNumber(cell.s, 0)],
      [data.choices.association.options[settings.association], explorerNumber(cell.coefficient)],
      [`Exact interval${ofTau} (${level})`, ends],
      ["p on the authors’ side", sentences.share(cell.sideP)],
      ["smallest possible there", sentences.share(cell.sideAttainable)],
      ["two-sided p", sentences.share(cell.p)],
      ["smallest possible", sentences.share(cell.attainable)],
      ["p that it is negligible", sentences.share(cell.equivalenceP)],
    ];
    return make("dl", { class: "explorer-values" }, ...entries.map(([name, value]) => make("div", {}, make("dt", {}, name), make("dd", {}, value))));
  }

  /** All cells as comma-separated text, for the reader's own use. */
  function csv(cells) {
    const names = ["relation", "sector", "outcome", "said", "standing", "n", "s", "coefficient", "low", "high", "sideP", "sideAttainable", "p", "attainable", "equivalenceP"];
    const written = (value) => (value === null || Number.isNaN(value) ? "" : String(value));
    return `${[names, ...cells.map((cell) => names.map((name) => written(cell[name])))].map((row) => row.join(",")).join("\n")}\n`;
  }

  return { grid, averages, numbers, csv };
}

"use strict";

const EXPLORER_NOISE = 1e-12;  // what the arithmetic of floating-point numbers leaves of a zero

/** A number as the tables of the book print it: true minus, separators of thousands, halves to even, a dash for none; what is not zero is not printed as zero. */
function explorerNumber(value, digits = 3) {
  if (value === null || Number.isNaN(value)) return "–";
  const minus = value < 0 ? "−" : "";
  if (!Number.isFinite(value)) return `${minus}∞`;
  const doubled = Math.abs(value) * 2 ** (digits + 1);
  const isTie = Number.isInteger(doubled) && doubled % 2 === 1;
  const tie = (doubled * 5 ** digits) / 2;
  const even = 2 * Math.round(tie / 2);
  const size = isTie ? (even / 10 ** digits).toFixed(digits) : Math.abs(value).toFixed(digits);
  if (!Number(size)) return Math.abs(value) < EXPLORER_NOISE ? size : `${minus ? ">" : "<"}${minus}${(10 ** -digits).toFixed(digits)}`;
  const [whole, decimals] = size.split(".");
  const separated = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return minus + separated + (decimals ? `.${decimals}` : "");
}

/** How each standing is written: mark, word, what it means; its name is also its class. */
const EXPLORER_STANDINGS = {
  "supported": { mark: "✓", kind: "supported", word: "supported" },
  "opposed": { mark: "✕", kind: "opposed", word: "opposed" },
  "undecided (+)": { mark: "?", kind: "undecided", word: "undecided, leaning positive" },
  "undecided (0)": { mark: "?", kind: "undecided", word: "undecided, leaning to neither side" },
  "undecided (-)": { mark: "?", kind: "undecided", word: "undecided, leaning negative" },
  "undecidable": { mark: "∅", kind: "undecidable", word: "undecidable" },
  "nothing asserted": { mark: "", kind: "none", word: "nothing asserted" },
  "no data": { mark: "", kind: "none", word: "no ratings" },
};

/**
 * Sentences that say what was assumed and what follows.
 *
 * @param {object} data  As files/explorer/data.js has it.
 */
function explorerSentences(data) {
  const CAUSES = { collective_efficiency: "collective efficiency", leaders: "global leaders" };
  const KINDS = ["supported", "opposed", "undecided", "undecidable"];

  /** A share or p: one that would be printed as zero is not zero. */
  const share = (p) => (p < 0.0005 ? "less than 0.001" : explorerNumber(p));
  const listed = (words) => (words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`);
  const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
  const plural = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;
  const saidOf = (cell) => (cell.said ? cell.said.replaceAll("_", " ") : null);
  const standingOf = (standing) => EXPLORER_STANDINGS[standing];
  const nameOf = (id) => data.clusters.find((cluster) => cluster.id === id)?.name ?? id;
  const optionOf = (name, value) => data.choices[name].options[value];
  const sectorOf = (cell) => (cell.sector === "all_sectors" ? "all chosen sectors, each within itself" : data.sectors[cell.sector].toLowerCase());

  /** Title of a cell. */
  const title = (cell) => `${capital(data.outcomes[cell.outcome])} and ${CAUSES[cell.relation]}: ${sectorOf(cell)}`;

  /** The assumptions, as a paragraph. */
  function assumptions(settings) {
    const left = settings.left_out.map(nameOf);
    return [
      `Clusters are compared within ${optionOf("strata", settings.strata)}.`,
      `What counts as a global leader: ${optionOf("exposure", settings.exposure)}.`,
      `A missing rating or code ${optionOf("na_policy", settings.na_policy)}.`,
      `The level of every test is ${explorerNumber(settings.alpha, 2)}; coefficients up to ${explorerNumber(settings.delta, 2)} in size count as negligible.`,
      settings.include_cases ? "The two clusters of the fair-trade article are added." : "",
      left.length ? `Left out: ${listed(left)}.` : "",
    ].filter(Boolean).join(" ");
  }

  /** How many verdicts of one relation stand how. */
  function counted(cells, relation) {
    const asserted = cells.filter((cell) => cell.relation === relation && cell.said && standingOf(cell.standing).kind !== "none");
    if (!asserted.length) return `Of ${CAUSES[relation]} the book asserts nothing here that has ratings.`;
    const count = (kind) => asserted.filter((cell) => standingOf(cell.standing).kind === kind).length;
    const parts = KINDS.map((kind) => `${count(kind) || "none"} ${kind}`);
    const could = asserted.filter((cell) => cell.decidable).length;
    return `${capital(CAUSES[relation])}: of the book’s ${plural(asserted.length, "verdict")} ${could || "none"} could have been supported. Found: ${listed(parts)}.`;
  }

  /** How many verdicts differ from those under the settings of Chapter 10; the grid marks which. */
  function changed(cells, before) {
    const moved = cells.filter((cell) => before.has(explorerKey(cell)) && before.get(explorerKey(cell)).standing !== cell.standing);
    if (!moved.length) return "Every verdict stands as in Chapter 10.";
    return `${plural(moved.length, "verdict")} ${moved.length === 1 ? "stands" : "stand"} otherwise than in Chapter 10, as marked below.`;
  }

  /** What Table 10.3 says of a cell. */
  function said(cell) {
    if (cell.said === "none") return "Table 10.3 asserts nothing here: no global buyer is present.";
    return cell.said ? `Table 10.3 says “${saidOf(cell)}”.` : "Table 10.3 has no verdict here; the numbers stand by themselves.";
  }

  /** The test behind a cell, in a sentence. */
  function tested(cell, settings) {
    const level = explorerNumber(settings.alpha, 2);
    const against = (p) => `${share(p)}, ${p <= settings.alpha * (1 + 1e-9) ? "at most" : "above"} ${level}`;
    if (cell.n === 0) return "No cluster has both ratings.";
    if (Number.isNaN(cell.coefficient)) return `Among ${plural(cell.n, "cluster")} one of the two ratings does not vary where they are compared: there is no coefficient.`;
    const found = `Among ${plural(cell.n, "cluster")} the coefficient is ${explorerNumber(cell.coefficient)}.`;
    if (cell.said === "positive" || cell.said === "often_negative") {
      const way = cell.said === "positive" ? "as positive" : "as negative";
      return `${found} Of all ways to deal the same ratings to them, a share of ${share(cell.sideP)} gives a result at least ${way}: p on the authors’ side is ${against(cell.sideP)}.`;
    }
    if (cell.said === "neutral" || cell.said === "neutral_or_negative") {
      const bound = cell.said === "neutral" ? "beyond delta on either side" : "of delta or more";
      const test = Number.isNaN(cell.sideP) ? "no ratings with these margins reach delta, so that staying below it says nothing" : `p against a coefficient ${bound} is ${against(cell.sideP)}`;
      return `${found} To show that, it must be shown to be negligible: ${test}.`;
    }
    return `${found} Two-sided p is ${against(cell.p)}; the smallest that these margins allow is ${share(cell.attainable)}.`;
  }

  /** What follows for the authors' verdict. */
  function concluded(cell) {
    const { kind, word } = standingOf(cell.standing);
    const could = Number.isNaN(cell.sideAttainable) ? "" : ` The smallest p that these margins allow is ${share(cell.sideAttainable)}.`;
    return {
      supported: "The verdict is supported.",
      opposed: `The verdict is opposed: the test that speaks against it has a p of ${share(cell.againstP)}.`,
      undecided: `The verdict is ${word}: these margins could have supported it, but the ratings found neither support nor oppose it.${could}`,
      undecidable: `The verdict is undecidable: no ratings with these margins could have supported it.${could}`,
      none: "",
    }[kind];
  }

  /** Whether one cluster decides. */
  function leftOut(cell, without) {
    if (!cell.said || !without.length || standingOf(cell.standing).kind === "none") return "";
    const moved = without.filter((entry) => entry.standing !== cell.standing);
    if (!moved.length) return "Whichever single cluster is left out, it stands the same.";
    const standings = [...new Set(moved.map((entry) => entry.standing))];
    const each = standings.map((standing) => {
      const names = moved.filter((entry) => entry.standing === standing).map((entry) => nameOf(entry.id));
      return `${standingOf(standing).word} without ${names.length > 1 ? "any one of " : ""}${listed(names)}`;
    });
    return `One cluster decides: it would be ${each.join("; ")}.`;
  }

  return { CAUSES, assumptions, capital, changed, concluded, counted, leftOut, said, saidOf, share, tested, title };
}

/** A cell's name in an address and in lists. */
function explorerKey({ relation, sector, outcome }) {
  return `${relation}.${sector}.${outcome}`;
}

"use strict";

/**
 * How each verdict of Table 10.3 stands to the data, by the rule of Chapter 10 (its module `accounting`).
 *
 * Self-contained but for its arguments, so that its text can be the source of a worker.
 *
 * @param {object} associations  As explorerAssociations gives it.
 * @param {object} data  As files/explorer/data.js has it.
 * @returns {{analyse: Function, analyseCell: Function, leaveOneOut: Function}}
 */
function explorerVerdicts(associations, data) {
  const ROUNDING = 1e-9;
  const LARGEST_LEVEL = 0.5;
  const RELATIONS = ["collective_efficiency", "leaders"];
  const ALL_SECTORS = "all_sectors";

  const isSignificant = (p, alpha) => p <= alpha * (1 + ROUNDING);
  const least = (numbers) => numbers.reduce((found, number) => (number < found ? number : found), Infinity);

  /** Exact interval of the coefficient (of tau-b where the measure is gamma), half of the error on either side. */
  function interval({ tilted, observed }, confidence) {
    const error = (1 - confidence) / 2;
    const { values } = tilted;
    let [low, high] = [-Infinity, Infinity];
    if (observed > values[0] && error > 0) low = tilted.root((tilt) => tilted.atLeast(tilt, observed) - error);
    if (observed < values.at(-1) && error > 0) high = tilted.root((tilt) => error - tilted.atMost(tilt, observed));
    return [tilted.mean(low), tilted.mean(high)];
  }

  /** Sums of an array from its start to each place. */
  function cumulate(chances) {
    let total = 0;
    return chances.map((chance) => {
      total += chance;
      return Math.min(total, 1);
    });
  }

  /**
   * P-values of every value of the statistic against coefficients as far as delta on one side.
   *
   * Null where no ratings with these margins reach delta there: such a test says nothing.
   * @param {-1|1} side
   */
  function against(tilted, delta, side) {
    const farthest = side * tilted.mean(side * Infinity);
    if (farthest < delta) return null;
    const tilt = tilted.root((candidate) => tilted.mean(candidate) - side * delta) ?? side * Infinity;
    const chances = tilted.probabilities(tilt);
    return side > 0 ? cumulate(chances) : cumulate(chances.reverse()).reverse();
  }

  /** The test that an association is negligible, with its interval; NaN where undefined. */
  function equivalence(association, { alpha, delta }) {
    const { tilted, observed } = association;
    if (!tilted) return { low: NaN, high: NaN, p: NaN, above: NaN, attainable: NaN, attainableAbove: NaN };
    const [low, high] = interval(association, 1 - 2 * Math.min(alpha, LARGEST_LEVEL));
    const [below, above] = [against(tilted, delta, -1), against(tilted, delta, 1)];
    const place = tilted.values.indexOf(observed);
    const both = below && above ? below.map((p, at) => Math.max(p, above[at])) : null;
    return {
      low,
      high,
      p: both ? both[place] : NaN,
      above: above ? above[place] : NaN,
      attainable: both ? least(both) : NaN,
      attainableAbove: above ? least(above) : NaN,
    };
  }

  /** P, and smallest attainable p, of the test that could support what was said. */
  function supporting(said, association, near) {
    if (said === "neutral") return [near.p, near.attainable];
    if (said === "neutral_or_negative") return [near.above, near.attainableAbove];
    const side = { positive: "greater", often_negative: "less" }[said];
    if (!side || !association.tilted) return [NaN, NaN];
    return [association.p[side], association.attainable[side].least];
  }

  /** The smallest p of the tests that could oppose what was said. */
  function opposing(said, { p }, near) {
    if (said === "neutral") return p["two-sided"];
    if (said === "neutral_or_negative") return p.greater;
    return Math.min(p[said === "positive" ? "less" : "greater"], Number.isNaN(near.p) ? 1 : near.p);
  }

  /** The rule. */
  function standing(said, association, { near, settings }) {
    const { n, coefficient } = association;
    if (n === 0) return "no data";
    if (!said || said === "none") return "nothing asserted";
    if (Number.isNaN(coefficient)) return "undecidable";
    const [p, attainable] = supporting(said, association, near);
    if (isSignificant(p, settings.alpha)) return "supported";
    if (isSignificant(opposing(said, association, near), settings.alpha)) return "opposed";
    if (!isSignificant(attainable, settings.alpha)) return "undecidable";
    if (coefficient === 0) return "undecided (0)";
    return coefficient > 0 ? "undecided (+)" : "undecided (-)";
  }

  /** How one cell of a grid stands, of clusters that can be compared. */
  function judge(points, cell, settings) {
    const said = data.words[cell.relation]?.[cell.sector]?.[cell.outcome] ?? null;
    const association = associations.associationOf(points, settings);
    const near = equivalence(association, settings);
    const [sideP, sideAttainable] = supporting(said, association, near);
    return {
      ...cell,
      said,
      standing: standing(said, association, { near, settings }),
      n: association.n,
      s: association.tilted ? association.s : NaN,
      tauB: association.tauB,
      coefficient: association.coefficient,
      p: association.p["two-sided"] ?? NaN,
      attainable: association.attainable["two-sided"]?.least ?? NaN,
      attainableNegative: association.attainable["two-sided"]?.negative ?? NaN,
      attainablePositive: association.attainable["two-sided"]?.positive ?? NaN,
      sideP,
      sideAttainable,
      againstP: said && said !== "none" && association.tilted ? opposing(said, association, near) : NaN,
      decidable: isSignificant(sideAttainable, settings.alpha),
      low: near.low,
      high: near.high,
      equivalenceP: near.p,
      law: association.tilted?.law ?? null,
      observed: association.observed ?? NaN,
      points,
    };
  }

  /** The clusters behind a cell: those of its sector, or of all that are chosen. */
  function pointsOf(cell, settings) {
    const points = associations.comparableClusters(associations.keptClusters(settings), cell, settings);
    return cell.sector === ALL_SECTORS ? points : points.filter(({ sector }) => sector === cell.sector);
  }

  /**
   * One cell: relation, sector (or all_sectors) and outcome.
   * @param {{relation: string, sector: string, outcome: string}} cell
   */
  function analyseCell(cell, settings) {
    return judge(pointsOf(cell, settings), cell, settings);
  }

  /**
   * Every cell of both grids, sector by sector, then all chosen sectors compared within strata only.
   * @param {object} settings  As data.defaults.
   */
  function analyse(settings) {
    const sectors = [...settings.sectors, ALL_SECTORS];
    const cells = RELATIONS.flatMap((relation) =>
      settings.outcomes.flatMap((outcome) => sectors.map((sector) => ({ relation, sector, outcome }))),
    );
    return cells.map((cell) => analyseCell(cell, settings));
  }

  /**
   * How a cell would stand without each of its clusters in turn; clusters that are alike share an answer.
   * @returns {{id: string, standing: string, coefficient: number}[]}
   */
  function leaveOneOut(cell, settings) {
    const points = pointsOf(cell, settings);
    const found = new Map();
    return points.map((point) => {
      const key = `${point.stratum}|${point.x}|${point.y}`;
      if (!found.has(key)) found.set(key, judge(points.filter((other) => other !== point), cell, settings));
      const { standing: without, coefficient } = found.get(key);
      return { id: point.id, standing: without, coefficient };
    });
  }

  return { analyse, analyseCell, leaveOneOut };
}

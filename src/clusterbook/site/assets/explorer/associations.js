"use strict";

/**
 * From the ratings of clusters to an association with its exact tests, by Chapter 10's rules.
 *
 * The rules are those of clusterbook.chapters.ch10_cross_case (ratings, study) and clusterbook.stats (ordinal).
 * Self-contained but for its arguments, so that its text can be the source of a worker.
 *
 * @param {object} exact  As explorerExact gives it.
 * @param {object} data  As files/explorer/data.js has it.
 * @returns {{keptClusters: Function, comparableClusters: Function, associationOf: Function}}
 */
function explorerAssociations(exact, data) {
  const LINEAR = ["spearman", "pearson"];
  const FORMS = {
    quasi_hierarchy: ["quasi_hierarchy"],
    hierarchy: ["hierarchy"],
    any_leader: ["quasi_hierarchy", "hierarchy"],
    any_global: ["market", "network", "quasi_hierarchy", "hierarchy"],
  };
  const RATINGS = ["product", "process", "functional", "intersectoral"];
  const GLOBAL = [2, 3];

  const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
  const isMissing = (value) => value === null || Number.isNaN(value);

  /** Collective efficiency as 1, 2, 3, or presence of a global leader as 0, 1; null where missing. */
  function cause(cluster, relation, settings) {
    if (relation === "collective_efficiency") return cluster.efficiency;
    const codes = FORMS[settings.exposure].map((form) => cluster.forms[form]);
    if (codes.some((code) => GLOBAL.includes(code))) return 1;
    return codes.some(isMissing) && settings.na_policy === "drop" ? null : 0;
  }

  /** A rating of upgrading, or the sum of the four; null where missing. */
  function rating(cluster, outcome, settings) {
    const ratings = RATINGS.map((kind) => cluster.ratings[kind]);
    const filled = (value) => (isMissing(value) && settings.na_policy === "zero" && !ratings.every(isMissing) ? 0 : value);
    if (outcome !== "sum") return filled(cluster.ratings[outcome]);
    return ratings.map(filled).some(isMissing) ? null : sum(ratings.map(filled));
  }

  /** The clusters that the assumptions keep. */
  function keptClusters(settings) {
    const isKept = (cluster) => !settings.left_out.includes(cluster.id) && (settings.include_cases || !cluster.added);
    return data.clusters.filter((cluster) => settings.sectors.includes(cluster.sector) && isKept(cluster));
  }

  /** Clusters with cause, rating and stratum, none missing. */
  function comparableClusters(clusters, { relation, outcome }, settings) {
    const byCountry = settings.strata === "sector_and_country";
    return clusters
      .map((cluster) => ({
        id: cluster.id,
        sector: cluster.sector,
        x: cause(cluster, relation, settings),
        y: rating(cluster, outcome, settings),
        stratum: byCountry ? `${cluster.sector}, ${cluster.country}` : cluster.sector,
      }))
      .filter(({ x, y }) => !isMissing(x) && !isMissing(y));
  }

  const levelsOf = (values) => [...new Set(values)].sort((first, second) => first - second);
  const divisor = (first, second) => (second === 0 ? first : divisor(second, first % second));

  /** Whole scores of levels: twice the midranks, or twice the values (ratings come in half points), from 0. */
  function scoresOf(levels, sizes, measure) {
    if (!LINEAR.includes(measure)) return null;
    if (measure === "pearson") return levels.map((level) => Math.round(2 * (level - levels[0])));
    let below = 0;
    const midranks = sizes.map((size) => {
      const doubled = 2 * below + size + 1;
      below += size;
      return doubled;
    });
    return midranks.map((rank) => rank - midranks[0]);
  }

  /** One stratum cross-tabulated: table, group sizes, scores. */
  function layout(points, measure) {
    const xs = levelsOf(points.map(({ x }) => x));
    const ys = levelsOf(points.map(({ y }) => y));
    const table = xs.map((x) => ys.map((y) => points.filter((point) => point.x === x && point.y === y).length));
    const rows = table.map(sum);
    const columns = ys.map((_, column) => sum(table.map((row) => row[column])));
    const stratum = { rows, columns, rowScores: scoresOf(xs, rows, measure), columnScores: scoresOf(ys, columns, measure) };
    return { table, stratum, varies: rows.length > 1 && columns.length > 1 };
  }

  /** Strata with their scores in the coarsest units that all of them share, which keeps distributions short. */
  function layouts(points, measure) {
    const strata = [...new Set(points.map(({ stratum }) => stratum))];
    const parts = strata.map((name) => layout(points.filter(({ stratum }) => stratum === name), measure));
    if (!LINEAR.includes(measure)) return parts;
    for (const scores of ["rowScores", "columnScores"]) {
      const unit = parts.flatMap(({ stratum }) => stratum[scores]).reduce(divisor, 0) || 1;
      for (const { stratum } of parts) stratum[scores] = stratum[scores].map((score) => score / unit);
    }
    return parts;
  }

  const pairs = (sizes) => sum(sizes.map((size) => (size * (size - 1)) / 2));

  /** All pairs of a stratum by order: Kendall's S, pairs untied in x, untied in y, untied in both. */
  function pairCounts({ table, stratum }) {
    const all = pairs([sum(stratum.rows)]);
    const [tiedX, tiedY, tiedBoth] = [pairs(stratum.rows), pairs(stratum.columns), pairs(table.flat())];
    const plain = { rows: stratum.rows, columns: stratum.columns, rowScores: null, columnScores: null };
    return { s: exact.statistic(plain, table), x: all - tiedX, y: all - tiedY, both: all - tiedX - tiedY + tiedBoth };
  }

  /** Sum of squares about the mean of scores with these frequencies. */
  const squares = (sizes, scores) => {
    const total = sum(sizes.map((size, level) => size * scores[level]));
    return sum(sizes.map((size, level) => size * scores[level] ** 2)) - total ** 2 / sum(sizes);
  };

  /** Denominators of the coefficients over all strata, and Kendall's S. */
  function totals(parts, measure) {
    const counts = parts.map(pairCounts);
    const total = (name) => sum(counts.map((count) => count[name]));
    const found = { s: total("s"), x: total("x"), y: total("y"), both: total("both") };
    if (!LINEAR.includes(measure)) return found;
    const spread = (sizes, scores) => sum(parts.map(({ stratum }) => squares(stratum[sizes], stratum[scores])));
    return { ...found, linear: Math.sqrt(spread("rows", "rowScores") * spread("columns", "columnScores")) };
  }

  /** What the statistic is divided by to give the coefficient; 0 where it is undefined. */
  function denominator(found, measure) {
    const product = Math.sqrt(found.x * found.y);
    return { tau_b: product, somers_d: found.x, gamma: found.both, spearman: found.linear, pearson: found.linear }[measure];
  }

  /**
   * An association, its tests on each side and what they could have been.
   * @param {object[]} points  As comparableClusters gives them.
   * @returns {object} coefficient NaN where undefined
   */
  function associationOf(points, settings) {
    const measure = settings.association;
    const parts = layouts(points, measure);
    const found = totals(parts, measure);
    const varying = parts.filter(({ varies }) => varies);
    const divided = denominator(found, measure);
    const association = { n: points.length, s: found.s, tauB: found.s / Math.sqrt(found.x * found.y) };
    if (!divided || !varying.length) return { ...association, coefficient: NaN, p: {}, attainable: {} };
    const strata = varying.map(({ stratum }) => stratum);
    const [law, middle] = [exact.pooledDistribution(strata), exact.centre(strata)];
    const observed = sum(varying.map(({ stratum, table }) => exact.statistic(stratum, table)));
    const p = {};
    const attainable = {};
    for (const side of ["two-sided", "greater", "less"]) {
      const options = { middle, convention: settings.two_sided };
      const ends = [law.values[0], law.values.at(-1)].map((end) => exact.pValue(law, end, side, options));
      p[side] = exact.pValue(law, observed, side, options);
      attainable[side] = { negative: ends[0], positive: ends[1], least: Math.min(...ends) };
    }
    const distance = (observed * middle.denominator - middle.numerator) / middle.denominator;
    const forInterval = measure === "gamma" ? denominator(found, "tau_b") : divided;
    const tilted = exact.tilted(law, middle, 1 / forInterval);
    return { ...association, coefficient: distance / divided, p, attainable, tilted, observed };
  }

  return { keptClusters, comparableClusters, associationOf };
}

"use strict";

/**
 * Exact permutation distributions of Kendall's S, or of a sum of products of scores, for strata with ties.
 *
 * The same method as clusterbook.stats: tables with the observed margins are walked column by column, relabelings
 * that agree in what is used up and in the statistic so far are merged, strata are convolved. One self-contained
 * function, so that its text can also be the source of a worker.
 *
 * A stratum is {rows, columns, rowScores, columnScores}: group sizes by rising level of x and of y, and whole scores
 * of the levels, both null for Kendall's S. A distribution is {values, chances}: rising whole numbers and their
 * probabilities.
 *
 * @returns {{pooledDistribution: Function, statistic: Function, centre: Function, pValue: Function, tilted: Function}}
 */
function explorerExact() {
  const STEEPEST = 700;
  const kept = new Map();

  const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

  /** Multinomial coefficient, as a product of binomials. */
  function ways(sizes) {
    let total = 0;
    let product = 1;
    for (const size of sizes) {
      for (let place = 1; place <= size; place += 1) {
        total += 1;
        product = (product * total) / place;
      }
    }
    return product;
  }

  /** All ways to place `size` observations in groups that have `free` places left. */
  function allocations(size, free) {
    if (free.length === 1) return [[size]];
    const rest = sum(free.slice(1));
    const found = [];
    for (let first = Math.max(0, size - rest); first <= Math.min(size, free[0]); first += 1) {
      for (const others of allocations(size - first, free.slice(1))) found.push([first, ...others]);
    }
    return found;
  }

  /** Concordant minus discordant pairs between the columns so far and one more. */
  function pairsAdded(used, taken) {
    let below = 0;
    let above = 0;
    let total = 0;
    for (let row = 0; row < used.length; row += 1) {
      total += taken[row] * below - used[row] * above;
      below += used[row];
      above += taken[row];
    }
    return total;
  }

  /** What one more column adds to the statistic. */
  function added(stratum, used, taken, column) {
    if (!stratum.rowScores) return pairsAdded(used, taken);
    return stratum.columnScores[column] * sum(taken.map((count, row) => count * stratum.rowScores[row]));
  }

  /** Numbers of relabelings by value, {low, counts}, merged into those of a state. */
  function merge(into, low, counts, factor) {
    if (!into) return { low, counts: counts.map((count) => count * factor) };
    const start = Math.min(into.low, low);
    const end = Math.max(into.low + into.counts.length, low + counts.length);
    let target = into.counts;
    if (start < into.low || end > into.low + target.length) {
      target = new Float64Array(end - start);
      target.set(into.counts, into.low - start);
    }
    for (let place = 0; place < counts.length; place += 1) target[low - start + place] += counts[place] * factor;
    return { low: start, counts: target };
  }

  /** The walk over the columns of one stratum: lowest value and numbers of relabelings from there on. */
  function walk(stratum) {
    let states = new Map([[String(stratum.rows.map(() => 0)), { used: stratum.rows.map(() => 0), low: 0, counts: Float64Array.of(1) }]]);
    stratum.columns.forEach((size, column) => {
      const next = new Map();
      for (const { used, low, counts } of states.values()) {
        const free = stratum.rows.map((total, row) => total - used[row]);
        for (const taken of allocations(size, free)) {
          const after = used.map((count, row) => count + taken[row]);
          const start = low + added(stratum, used, taken, column);
          next.set(String(after), { used: after, ...merge(next.get(String(after)), start, counts, ways(taken)) });
        }
      }
      states = next;
    });
    return [...states.values()][0];
  }

  /** The values that occur, with their shares of a total. */
  function support(low, counts, total) {
    const values = [];
    const chances = [];
    counts.forEach((count, place) => {
      if (count === 0) return;
      values.push(low + place);
      chances.push(count / total);
    });
    return { values, chances };
  }

  const states = (sizes) => sizes.reduce((product, size) => product * (size + 1), 1) / (Math.max(...sizes) + 1);

  /** Distribution of one stratum, kept; rows and columns are exchanged where that is cheaper. */
  function distribution(stratum) {
    const key = JSON.stringify(stratum);
    if (!kept.has(key)) {
      const { rows, columns, rowScores, columnScores } = stratum;
      const exchanged = { rows: columns, columns: rows, rowScores: columnScores, columnScores: rowScores };
      const { low, counts } = walk(states(columns) < states(rows) ? exchanged : stratum);
      kept.set(key, support(low, counts, sum(counts)));
    }
    return kept.get(key);
  }

  /** Distribution of the sum of two independent statistics. */
  function convolve(first, second) {
    const low = first.values[0] + second.values[0];
    const high = first.values.at(-1) + second.values.at(-1);
    const counts = new Float64Array(high - low + 1);
    first.values.forEach((value, place) => {
      second.values.forEach((other, index) => {
        counts[value + other - low] += first.chances[place] * second.chances[index];
      });
    });
    return support(low, counts, 1);
  }

  /**
   * Distribution of the summed statistic of strata in which both variables vary.
   * @param {object[]} strata
   */
  function pooledDistribution(strata) {
    return strata.map(distribution).reduce(convolve);
  }

  /** The statistic of one stratum's table (rows by rising x, columns by rising y). */
  function statistic(stratum, table) {
    const used = stratum.rows.map(() => 0);
    return sum(
      stratum.columns.map((_, column) => {
        const taken = table.map((row) => row[column]);
        const value = added(stratum, used, taken, column);
        taken.forEach((count, row) => { used[row] += count; });
        return value;
      }),
    );
  }

  const divisor = (first, second) => (second === 0 ? first : divisor(second, first % second));

  /**
   * Mean of the statistic over all relabelings, as a fraction: for S the zero it is compared with.
   * @returns {{numerator: number, denominator: number}}
   */
  function centre(strata) {
    return strata.reduce(
      (mean, stratum) => {
        if (!stratum.rowScores) return mean;
        const size = sum(stratum.rows);
        const total = (sizes, scores) => sum(sizes.map((count, level) => count * scores[level]));
        const product = total(stratum.rows, stratum.rowScores) * total(stratum.columns, stratum.columnScores);
        const denominator = (mean.denominator / divisor(mean.denominator, size)) * size;
        const numerator = mean.numerator * (denominator / mean.denominator) + product * (denominator / size);
        return { numerator, denominator };
      },
      { numerator: 0, denominator: 1 },
    );
  }

  /** Summed chances of the values that a condition holds for. */
  const share = (law, holds) => sum(law.chances.filter((_, place) => holds(law.values[place])));

  /**
   * Share of relabelings at least as extreme as the observed value.
   * @param {{values: number[], chances: number[]}} law
   * @param {number} observed
   * @param {"two-sided"|"greater"|"less"} side
   * @param {{middle: object, convention: "distance"|"doubled"}} options
   */
  function pValue(law, observed, side, { middle, convention }) {
    if (side === "greater") return Math.min(share(law, (value) => value >= observed), 1);
    if (side === "less") return Math.min(share(law, (value) => value <= observed), 1);
    if (convention === "doubled") {
      const sides = ["greater", "less"].map((one) => pValue(law, observed, one, { middle, convention }));
      return Math.min(2 * Math.min(...sides), 1);
    }
    const distance = (value) => Math.abs(value * middle.denominator - middle.numerator);
    return Math.min(share(law, (value) => distance(value) >= distance(observed)), 1);
  }

  /** Where a function crosses zero between two ends, by Brent's method as SciPy has it; null where it does not. */
  function root(f, low, high, { xtol, rtol }) {
    let [previous, current, blocked] = [low, high, 0];
    let [fPrevious, fCurrent, fBlocked] = [f(low), f(high), 0];
    let [sPrevious, sCurrent] = [0, 0];
    if (fPrevious === 0) return previous;
    if (fCurrent === 0) return current;
    if (fPrevious < 0 === fCurrent < 0) return null;
    for (let step = 0; step < 100; step += 1) {
      if (fPrevious !== 0 && fCurrent !== 0 && fPrevious < 0 !== fCurrent < 0) {
        [blocked, fBlocked] = [previous, fPrevious];
        sPrevious = sCurrent = current - previous;
      }
      if (Math.abs(fBlocked) < Math.abs(fCurrent)) {
        [previous, current, blocked] = [current, blocked, current];
        [fPrevious, fCurrent, fBlocked] = [fCurrent, fBlocked, fCurrent];
      }
      const delta = (xtol + rtol * Math.abs(current)) / 2;
      const half = (blocked - current) / 2;
      if (fCurrent === 0 || Math.abs(half) < delta) return current;
      let attempt = NaN;
      if (Math.abs(sPrevious) > delta && Math.abs(fCurrent) < Math.abs(fPrevious)) {
        if (previous === blocked) {
          attempt = (-fCurrent * (current - previous)) / (fCurrent - fPrevious);
        } else {
          const dPrevious = (fPrevious - fCurrent) / (previous - current);
          const dBlocked = (fBlocked - fCurrent) / (blocked - current);
          attempt = (-fCurrent * (fBlocked * dBlocked - fPrevious * dPrevious)) / (dBlocked * dPrevious * (fBlocked - fPrevious));
        }
      }
      const short = 2 * Math.abs(attempt) < Math.min(Math.abs(sPrevious), 3 * Math.abs(half) - delta);
      [sPrevious, sCurrent] = short ? [sCurrent, attempt] : [half, half];
      [previous, fPrevious] = [current, fCurrent];
      current += Math.abs(sCurrent) > delta ? sCurrent : half > 0 ? delta : -delta;
      fCurrent = f(current);
    }
    return current;
  }

  /**
   * The distribution under a tilt t: a relabeling with statistic S has a chance in proportion to exp(t S).
   * @param {{values: number[], chances: number[]}} law
   * @param {{numerator: number, denominator: number}} middle
   * @param {number} scale  What one unit of the statistic is worth in the coefficient.
   */
  function tilted(law, middle, scale) {
    const { values, chances } = law;
    const deviations = values.map((value) => value - middle.numerator / middle.denominator);
    const logarithms = chances.map(Math.log);
    const steepest = STEEPEST / Math.min(...values.slice(1).map((value, place) => value - values[place]));
    function probabilities(tilt) {
      if (!Number.isFinite(tilt)) {
        const end = tilt > 0 ? values.at(-1) : values[0];
        return values.map((value) => (value === end ? 1 : 0));
      }
      const weights = logarithms.map((logarithm, place) => logarithm + tilt * deviations[place]);
      const largest = Math.max(...weights);
      const raised = weights.map((weight) => Math.exp(weight - largest));
      const total = sum(raised);
      return raised.map((weight) => weight / total);
    }
    const chance = (tilt, holds) => sum(probabilities(tilt).filter((_, place) => holds(values[place])));
    return {
      law,
      values,
      probabilities,
      atLeast: (tilt, observed) => chance(tilt, (value) => value >= observed),
      atMost: (tilt, observed) => chance(tilt, (value) => value <= observed),
      mean: (tilt) => sum(probabilities(tilt).map((weight, place) => weight * deviations[place])) * scale,
      root: (f) => root(f, -steepest, steepest, { xtol: 1e-12 * steepest, rtol: 1e-12 }),
    };
  }

  return { pooledDistribution, statistic, centre, pValue, tilted };
}

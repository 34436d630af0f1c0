"use strict";

/**
 * The pictures of a chosen cell: its clusters, and where its statistic lies among all relabelings.
 *
 * Drawn at the width that they have, so that their letters keep their size on a phone.
 *
 * @param {object} data  As files/explorer/data.js has it.
 */
function explorerPictures(data) {
  const make = explorerElement;
  const LEVELS = { collective_efficiency: { 1: "Low", 2: "Medium", 3: "High" }, leaders: { 0: "No global leader", 1: "Global leader" } };
  const RADIUS = 6;
  const text = (content, attributes) => make("svg:text", attributes, content);
  const line = (x1, y1, x2, y2, name) => make("svg:line", { x1, y1, x2, y2, class: name });
  const clusterOf = (id) => data.clusters.find((cluster) => cluster.id === id);
  const marks = Object.keys(data.sectors);

  /** A point: a shape for each sector. */
  function point(x, y, { sector, id, title }, onToggle) {
    const r = RADIUS;
    const shapes = [
      () => make("svg:circle", { cx: x, cy: y, r }),
      () => make("svg:rect", { x: x - r * 0.9, y: y - r * 0.9, width: r * 1.8, height: r * 1.8 }),
      () => make("svg:path", { d: `M${x} ${y - r * 1.15}L${x + r * 1.1} ${y + r * 0.8}H${x - r * 1.1}Z` }),
      () => make("svg:path", { d: `M${x} ${y - r * 1.2}L${x + r * 1.2} ${y}L${x} ${y + r * 1.2}L${x - r * 1.2} ${y}Z` }),
    ];
    const place = marks.indexOf(sector);
    return make("svg:g", { class: `explorer-point sector-${place}`, click: () => onToggle(id) }, make("svg:title", {}, title), shapes[place]());
  }

  /** Clusters by cause and rating; those with the same two stand side by side. */
  function clusters(cell, width, onToggle) {
    const names = LEVELS[cell.relation];
    const levels = Object.keys(names).map(Number);
    const top = cell.outcome === "sum" ? 12 : 3;
    const step = cell.outcome === "sum" ? 2 : 1;
    const [left, right, head, foot] = [34, 8, 14, 34];
    const height = 260;
    const column = (width - left - right) / levels.length;
    const xOf = (level) => left + column * (levels.indexOf(level) + 0.5);
    const yOf = (rating) => height - foot - (rating / top) * (height - head - foot - RADIUS);
    const drawing = make("svg:svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": `${cell.n} clusters by ${cell.relation === "leaders" ? "presence of a global leader" : "collective efficiency"} and rating; they are listed below.` });
    for (let rating = 0; rating <= top; rating += step) {
      drawing.append(line(left, yOf(rating), width - right, yOf(rating), "explorer-line"), text(String(rating), { x: left - 10, y: yOf(rating) + 4, "text-anchor": "end" }));
    }
    for (const level of levels) drawing.append(text(names[level], { x: xOf(level), y: height - 10, "text-anchor": "middle" }));
    for (const level of levels) {
      const here = cell.points.filter(({ x }) => x === level);
      for (const rating of new Set(here.map(({ y }) => y))) {
        const alike = here.filter(({ y }) => y === rating);
        const gap = Math.min(2.6 * RADIUS, (column - 8) / alike.length);
        alike.forEach(({ id, sector }, place) => {
          const title = `${clusterOf(id).name}: ${rating}. Click to leave it out.`;
          drawing.append(point(xOf(level) + gap * (place - (alike.length - 1) / 2), yOf(rating), { sector, id, title }, onToggle));
        });
      }
    }
    return drawing;
  }

  /** The clusters of the picture in words, by cause, the highest rating first. */
  function list(cell) {
    const names = LEVELS[cell.relation];
    const entries = Object.entries(names).reverse().map(([level, name]) => {
      const here = cell.points.filter(({ x }) => x === Number(level)).sort((first, second) => second.y - first.y);
      const written = here.flatMap(({ id, y }, place) => [place ? " · " : "", make("a", { href: `../clusters/${id}.html` }, clusterOf(id).name), ` ${y}`]);
      return make("div", {}, make("dt", {}, `${name} (${here.length})`), make("dd", {}, ...(here.length ? written : ["none"])));
    });
    return make("dl", { class: "explorer-names" }, ...entries);
  }

  /** The law of the statistic over all relabelings in bars, the one observed marked. */
  function law(cell, width) {
    const { values, chances } = cell.law;
    const [left, right, head, foot, height] = [8, 8, 22, 24, 150];
    const [low, high] = [values[0], values.at(-1)];
    const places = Math.min(high - low + 1, Math.floor((width - left - right) / 3));
    const room = (width - left - right) / places;
    const placeOf = (value) => Math.min(places - 1, Math.floor(((value - low) / (high - low + 1)) * places));
    const heights = Array(places).fill(0);
    values.forEach((value, index) => { heights[placeOf(value)] += chances[index]; });
    const tallest = Math.max(...heights);
    const seen = placeOf(cell.observed);
    const drawing = make("svg:svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": "How often each value of the statistic arises when the same ratings are dealt to the clusters in all ways; the value found is marked." });
    heights.forEach((chance, place) => {
      const size = (chance / tallest) * (height - head - foot);
      const bar = { x: left + place * room, y: height - foot - size, width: Math.max(room - 1, 1), height: size };
      drawing.append(make("svg:rect", { ...bar, class: place === seen ? "explorer-seen" : "explorer-bar" }));
    });
    const middle = left + (seen + 0.5) * room;
    const anchor = middle < width * 0.2 ? "start" : middle > width * 0.8 ? "end" : "middle";
    drawing.append(
      line(left, height - foot, width - right, height - foot, "explorer-line"),
      line(middle, head - 4, middle, height - foot, "explorer-mark"),
      text("found", { x: middle, y: head - 8, "text-anchor": anchor }),
      text("as negative as can be", { x: left, y: height - 6, "text-anchor": "start" }),
      text("as positive as can be", { x: width - right, y: height - 6, "text-anchor": "end" }),
    );
    return drawing;
  }

  /** The shapes of the sectors, where several are in the picture. */
  function legend(cell) {
    const sectors = [...new Set(cell.points.map(({ sector }) => sector))];
    if (sectors.length < 2) return "";
    const entries = sectors.map((sector) => {
      const shape = make("svg:svg", { width: 16, height: 16, "aria-hidden": "true" }, point(8, 8, { sector, id: null, title: "" }, () => {}));
      return make("span", {}, shape, data.sectors[sector]);
    });
    return make("p", { class: "explorer-legend" }, ...entries);
  }

  return { clusters, law, legend, list };
}

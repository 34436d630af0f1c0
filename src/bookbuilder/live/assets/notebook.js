/** The notebook of a run, as papermill would leave it: the changed values in a cell behind the parameters cell. */

const PARAMETERS = "parameters";
const INJECTED = "injected-parameters";

/** A cell's text. */
const sourceOf = (cell) => (Array.isArray(cell.source) ? cell.source.join("") : cell.source);

/**
 * The code cells that run, in their order.
 *
 * @param {object} notebook
 * @param {Map<string, {python: string}>} values those that differ from the book's
 * @returns {{source: string, cell: object, page: ?number}[]} each with its cell of the run's notebook, and its place
 *   among the cells of the page, which the changed values have not
 */
export function injected(notebook, values) {
  const cells = [];
  notebook.cells.filter((cell) => cell.cell_type === "code").forEach((cell, page) => {
    cells.push({ source: sourceOf(cell), cell: { ...cell, outputs: [] }, page, of: cell });
    if (values.size && cell.metadata?.tags?.includes(PARAMETERS)) {
      const source = [...values].map(([name, { python }]) => `${name} = ${python}`).join("\n");
      const own = { cell_type: "code", id: INJECTED, metadata: { tags: [INJECTED] }, execution_count: null, outputs: [], source };
      cells.push({ source, cell: own, page: null, of: null });
    }
  });
  return cells;
}

/** The notebook with the outputs of the run. */
export function runNotebook(notebook, cells) {
  const ran = new Map(cells.filter(({ of }) => of).map((one) => [one.of, one]));
  const found = [];
  for (const cell of notebook.cells) {
    const one = ran.get(cell);
    found.push(one ? one.cell : cell);
    const next = one && cells[cells.indexOf(one) + 1];
    if (next && !next.of) found.push(next.cell);
  }
  return { ...notebook, cells: found };
}

/**
 * The worker in which a chapter runs, off the page's own thread: loads the parts, starts the engine, runs cells.
 *
 * Messages in: {task: "load"} and {task: "run", chapter, cells}. Messages out: {kind: "progress", step, done, total},
 * {kind: "ready"}, {kind: "cell", place, outputs}, {kind: "compared", count, changes}, {kind: "ended"} and
 * {kind: "failed", words}.
 */

import { startEngine } from "./engine.js";
import { fetchPart, forgetOtherParts } from "./parts.js";

let engine = null;

/** Decompress a part while it is read. */
const unzipped = (blob) => blob.stream().pipeThrough(new DecompressionStream("gzip"));

/** Bytes of a stream. */
const bytesOf = async (stream) => new Uint8Array(await new Response(stream).arrayBuffer());

/** Load all parts, tell how far it has come, and start the engine. */
async function load() {
  const { parts, environment } = await (await fetch(new URL("parts.json", import.meta.url), { cache: "no-cache" })).json();
  const names = Object.keys(parts);
  const total = names.reduce((sum, name) => sum + parts[name].bytes, 0);
  const done = new Map();
  const tell = (name, bytes) => {
    done.set(name, bytes);
    postMessage({ kind: "progress", step: "load", done: [...done.values()].reduce((a, b) => a + b, 0), total });
  };
  const blobs = Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await fetchPart(parts[name], (bytes) => tell(name, bytes))])),
  );
  await forgetOtherParts(names.map((name) => parts[name].file));
  postMessage({ kind: "progress", step: "start", done: 0, total: 0 });
  const wasm = new Response(unzipped(blobs.python), { headers: { "Content-Type": "application/wasm" } });
  const [module, library, book] = await Promise.all([
    WebAssembly.compileStreaming(wasm), bytesOf(unzipped(blobs.library)), bytesOf(unzipped(blobs.book)),
  ]);
  engine = await startEngine({ module, library, book, environment });
  postMessage({ kind: "ready" });
}

/** Run the cells in their order up to the first error, then compare the named results with the baseline. */
function run(chapter, cells) {
  engine.ask({ task: "begin" });
  for (const [place, source] of cells.entries()) {
    postMessage({ kind: "progress", step: "run", done: place, total: cells.length });
    const { outputs } = engine.ask({ task: "cell", source, place: `cell ${place + 1}` });
    postMessage({ kind: "cell", place, outputs });
    if (outputs.some((output) => output.output_type === "error")) return;
  }
  postMessage({ kind: "compared", ...engine.ask({ task: "compare", chapter }) });
}

onmessage = async ({ data }) => {
  try {
    if (data.task === "load") await load();
    else run(data.chapter, data.cells);
    if (data.task === "run") postMessage({ kind: "ended" });
  } catch (error) {
    postMessage({ kind: "failed", words: String(error?.message ?? error) });
  }
};

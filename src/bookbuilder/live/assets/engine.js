/**
 * The engine: CPython compiled to WebAssembly, its libraries and the book in a file system in memory.
 *
 * Another engine is put in its place by a module with the same function `startEngine(parts)`, which gives an object
 * with `ask(request)`: the answer of the book's kernel (browser_kernel.py) to one request, as an object.
 */

import { ConsoleStdout, Directory, File, OpenFile, PreopenDirectory, WASI } from "./vendor/browser_wasi_shim/index.js";
import { unpack } from "./bundle.js";

const LIBRARIES = "/usr/local/lib";
const FIGURE_DATA = "mpl-data/";
// The interpreter comes started, with the list of the untrimmed library in mind: it reads that of ours.
const START = [
  "import sys",
  "for finder in filter(None, sys.path_importer_cache.values()): finder.invalidate_caches()",
  "sys.path[:0] = ['/book/stand_ins', '/book/src', '/book/libraries', '/book/kernel']",
  "import browser_kernel",
].join("\n");
const ANSWER = "import browser_kernel; browser_kernel.answer_request()";
const NOTHING = -1;
const ALL_RIGHTS = (1n << 29n) - 1n;

/**
 * @param {{module: WebAssembly.Module, library: Uint8Array, book: Uint8Array, environment: Object<string, string>}} parts
 * @returns {Promise<{ask: (request: object) => object}>}
 */
export async function startEngine({ module, library, book, environment }) {
  const temporary = new WritableDirectory("/tmp", new Map());
  const words = [];
  const fds = [
    new OpenFile(new File([])),
    ConsoleStdout.lineBuffered((line) => words.push(line)),
    ConsoleStdout.lineBuffered((line) => words.push(line)),
    ...libraryFolders(unpack(library)),
    new PreopenDirectory("/book", tree(unpack(book))),
    temporary,
  ];
  const env = Object.entries({ TMPDIR: "/tmp", HOME: "/tmp", PYTHONTZPATH: "", ...environment }).map((pair) => pair.join("="));
  const wasi = new WASI(["python"], env, fds, { debug: false });
  const instance = await WebAssembly.instantiate(module, {
    wasi_snapshot_preview1: wasi.wasiImport,
    host: { call: () => NOTHING },
  });
  wasi.initialize(instance);
  turn(instance, START, words);
  return {
    ask(request) {
      const files = temporary.dir.contents;
      files.set("request.json", new File(new TextEncoder().encode(JSON.stringify(request))));
      files.delete("answer.json");
      turn(instance, ANSWER, words);
      const answer = files.get("answer.json");
      if (!answer) throw new Error(words.join("\n") || "Python gave no answer");
      return JSON.parse(new TextDecoder().decode(answer.data));
    },
  };
}

/** A folder that says of itself that files may be written in it; the shim's own says nothing. */
class WritableDirectory extends PreopenDirectory {
  fd_fdstat_get() {
    const found = super.fd_fdstat_get();
    found.fdstat.fs_rights_base = ALL_RIGHTS;
    found.fdstat.fs_rights_inherited = ALL_RIGHTS;
    return found;
  }
}

/** The libraries' archive in a folder of its own, and matplotlib's data at the path below it that matplotlib computes. */
function libraryFolders(files) {
  const archive = [...files.keys()].find((name) => name.endsWith(".zip"));
  const figures = [...files].filter(([name]) => name.startsWith(FIGURE_DATA));
  return [
    new PreopenDirectory(LIBRARIES, new Map([[archive, new File(files.get(archive), { readonly: true })]])),
    new PreopenDirectory(
      `${LIBRARIES}/${archive}/matplotlib/mpl-data`,
      tree(figures.map(([name, content]) => [name.slice(FIGURE_DATA.length), content])),
    ),
  ];
}

/** Folders and files of the shim, of contents by path. */
function tree(files) {
  const top = new Map();
  for (const [path, content] of files) {
    const steps = path.split("/");
    const name = steps.pop();
    let folder = top;
    for (const step of steps) {
      if (!folder.has(step)) folder.set(step, new Directory(new Map()));
      folder = folder.get(step).contents;
    }
    folder.set(name, new File(content, { readonly: true }));
  }
  return top;
}

/** Let Python run a line; what it wrote besides its answer is kept for the message of an error. */
function turn(instance, line, words) {
  words.length = 0;
  const code = new TextEncoder().encode(line);
  const at = instance.exports.host_alloc(code.length) >>> 0;
  new Uint8Array(instance.exports.memory.buffer, at, code.length).set(code);
  if (instance.exports.turn(at, code.length) !== 0) throw new Error(words.join("\n"));
}

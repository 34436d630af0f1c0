/** The parts of the engine: loaded with progress, kept by the browser, so that the second time nothing is loaded. */

const STORE = "chapters-that-run";

/** The browser's store; none where it keeps none, as on an address without encryption. */
async function store() {
  try {
    return await caches.open(STORE);
  } catch {
    return null;
  }
}

/**
 * @param {{file: string, bytes: number}} part its name, which tells its content, and its size
 * @param {(bytes: number) => void} tell called with how much there is
 * @returns {Promise<Blob>} the part, still compressed
 */
export async function fetchPart(part, tell) {
  const address = new URL(part.file, import.meta.url).href;
  const kept = await store();
  const known = await kept?.match(address);
  if (known) {
    const blob = await known.blob();
    if (blob.size === part.bytes) {
      tell(blob.size);
      return blob;
    }
  }
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${part.file} could not be loaded (${answer.status}). Load the page again.`);
  const blob = await readAll(answer.body, tell);
  if (blob.size !== part.bytes) throw new Error(`${part.file} came in part only. Load the page again.`);
  try {
    await kept?.put(address, new Response(blob));
  } catch {
    // The browser has no room: the part is loaded again the next time.
  }
  return blob;
}

/** A stream as a whole. */
async function readAll(stream, tell) {
  const pieces = [];
  let size = 0;
  for (const reader = stream.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) return new Blob(pieces);
    pieces.push(value);
    size += value.length;
    tell(size);
  }
}

/** Remove what an earlier build of the site has left in the browser's store. */
export async function forgetOtherParts(files) {
  const kept = await store();
  for (const request of (await kept?.keys()) ?? []) {
    const name = new URL(request.url).pathname.split("/").pop();
    if (request.url.startsWith(new URL(".", import.meta.url).href) && !files.includes(name)) await kept.delete(request);
  }
}

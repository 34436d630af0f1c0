/** Unpacks what bookbuilder.live.bundle packed: the length of an index in JSON, the index, the files. */

const LENGTH_BYTES = 4;

/**
 * @param {Uint8Array} content the bundle, decompressed
 * @returns {Map<string, Uint8Array>} files by name; views, not copies
 */
export function unpack(content) {
  const size = new DataView(content.buffer, content.byteOffset).getUint32(0, true);
  let at = LENGTH_BYTES + size;
  const files = new Map();
  for (const [name, bytes] of JSON.parse(new TextDecoder().decode(content.subarray(LENGTH_BYTES, at)))) {
    files.set(name, content.subarray(at, at + bytes));
    at += bytes;
  }
  return files;
}

"use strict";

/**
 * The calculation beside the page: in a worker made of the functions' own text, which works from a folder too.
 *
 * Where a browser allows no such worker it runs in the page itself.
 *
 * @param {object} data  As files/explorer/data.js has it.
 * @returns {{ask: (task: string, ...given: object[]) => Promise<object>}}
 */
function explorerEngine(data) {
  const waiting = new Map();
  let asked = 0;

  const inPage = () => explorerVerdicts(explorerAssociations(explorerExact(), data), data);

  /** What runs in the worker: one answer a message. */
  function answering(engine) {
    self.onmessage = ({ data: { number, task, given } }) => self.postMessage({ number, answer: engine[task](...given) });
  }

  function started() {
    const source = [
      `const data = ${JSON.stringify(data)};`,
      explorerExact, explorerAssociations, explorerVerdicts, answering,
      "answering(explorerVerdicts(explorerAssociations(explorerExact(), data), data));",
    ].join("\n");
    const address = URL.createObjectURL(new Blob(['"use strict";\n', source], { type: "text/javascript" }));
    const worker = new Worker(address);
    worker.onmessage = ({ data: { number, answer } }) => {
      waiting.get(number).resolve(answer);
      waiting.delete(number);
    };
    worker.onerror = () => fallBack();
    return worker;
  }

  let worker = null;
  try {
    worker = started();
  } catch {
    worker = null;
  }
  let engine = worker ? null : inPage();

  /** The page takes over what the worker could not answer. */
  function fallBack() {
    worker = null;
    engine ??= inPage();
    for (const { task, given, resolve } of waiting.values()) resolve(engine[task](...given));
    waiting.clear();
  }

  /**
   * Ask for one task of explorerVerdicts.
   * @param {"analyse"|"analyseCell"|"leaveOneOut"} task
   */
  function ask(task, ...given) {
    if (!worker) return Promise.resolve(engine[task](...given));
    asked += 1;
    const number = asked;
    return new Promise((resolve) => {
      waiting.set(number, { task, given, resolve });
      worker.postMessage({ number, task, given });
    });
  }

  return { ask };
}

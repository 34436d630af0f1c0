/** The runner that the page talks to: one worker, ended by the stop button, started anew by the next run. */

const UNREACHABLE = "what runs the chapter could not be loaded. Is the network, or the server of this page, away? Try again.";

export class Runner {
  #worker = null;
  #ready = null;

  /** @param {(message: object) => void} hear called with every message of the worker (worker.js) but `ready` */
  constructor(hear) {
    this.hear = hear;
  }

  /** Load the engine, if it is not there; resolves when it can run. */
  load() {
    this.#ready ??= new Promise((resolve, reject) => {
      this.#worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
      this.#worker.onerror = (event) => {
        this.stop();
        reject(new Error(event.message || UNREACHABLE));
      };
      this.#worker.onmessage = ({ data }) => {
        if (data.kind === "ready") resolve();
        else if (data.kind === "failed") {
          this.stop();
          reject(new Error(data.words));
          this.hear(data);
        } else this.hear(data);
      };
      this.#worker.postMessage({ task: "load" });
    });
    return this.#ready;
  }

  /** Run cells: their messages come to `hear`, `ended` last. */
  async run(chapter, cells) {
    await this.load();
    this.#worker?.postMessage({ task: "run", chapter, cells });
  }

  /** End the worker, whatever it does. */
  stop() {
    this.#worker?.terminate();
    this.#worker = null;
    this.#ready = null;
  }
}

// The page's end of the line to the trainer, which runs in a worker, or on the page where there is none.

import { makeTrainer } from "./trainer.js";

const ON_PAGE = 6; // ms of a frame that training on the page may take

export const NO_WORKER =
  "This browser starts no worker for the page, so the page itself trains, between two pictures: the same numbers, only slower.";

/**
 * @param {string} script of the worker
 * @param {(message: any) => void} hear what the trainer says
 * @param {(sentence: string) => void} without called with a sentence where there is no worker
 * @returns {{ say: (message: any) => void, end: () => void }}
 */
export function startCoach(script, hear, without) {
  /** @type {any[] | null} */
  let waiting = []; // what is said before somebody listens
  let say = (/** @type {any} */ message) => void waiting?.push(message);
  let end = () => {};
  const listen = (/** @type {(message: any) => void} */ to) => {
    say = to;
    for (const message of waiting ?? []) say(message);
    waiting = null;
  };
  const on_page = () => {
    if (!waiting) return;
    without(NO_WORKER);
    const trainer = makeTrainer((message) => queueMicrotask(() => hear(message)), ON_PAGE);
    end = () => trainer({ pause: true });
    listen(trainer);
  };
  try {
    const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
    const worker = new Worker(address);
    worker.onmessage = ({ data }) => {
      if (!data.ready) return hear(data);
      URL.revokeObjectURL(address);
      listen((message) => worker.postMessage(message));
    };
    worker.onerror = on_page; // it never began
    end = () => worker.terminate();
  } catch {
    on_page(); // the page may not start any
  }
  return { say: (message) => say(message), end: () => end() };
}

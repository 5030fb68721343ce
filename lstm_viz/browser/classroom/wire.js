// Requests to the routes of a class (lstm_viz/ui/class_routes.py).

import { inApp } from "../shared/address.js";

/** A request that was refused: `status` as the route says it, 0 where no answer came. */
export class Refused extends Error {
  /** @param {number} status @param {string} sentence */
  constructor(status, sentence) {
    super(sentence);
    this.status = status;
  }
}

const NO_ANSWER = "The class can't be reached from here just now. It is tried again by itself.";
const LONGEST_MS = 60_000; // news wait for 25 s; a connection that died never answers

/**
 * @param {string} path "start", "BKTM/vote" …
 * @param {{token?: string, body?: any, query?: Record<string, string>, signal?: AbortSignal}} [more] a body makes it a POST
 * @returns {Promise<any>}
 */
export async function askClass(path, { token, body, query, signal } = {}) {
  const tooLong = AbortSignal.timeout(LONGEST_MS);
  let answer;
  try {
    answer = await fetch(inApp(`class/${path}${query ? `?${new URLSearchParams(query)}` : ""}`), {
      method: body === undefined ? "GET" : "POST",
      headers: token ? { authorization: `Bearer ${token}` } : {},
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: signal ? AbortSignal.any([signal, tooLong]) : tooLong,
    });
    const said = await answer.json();
    if (answer.ok) return said;
    throw new Refused(answer.status, typeof said.problem === "string" ? said.problem : NO_ANSWER);
  } catch (problem) {
    if (problem instanceof Refused || signal?.aborted) throw problem;
    // no network, a proxy's own page, or an answer that broke off
    throw new Refused(answer && answer.status >= 500 ? answer.status : 0, NO_ANSWER);
  }
}

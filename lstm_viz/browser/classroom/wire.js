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
const LONGEST_MS = 60_000; // news wait for 10 s; a connection that died never answers
const SILENT_MS = 15_000; // a stream says every 5 s that it is there

/**
 * @param {string} path "start", "BKTM/vote" …
 * @param {{token?: string, body?: any, query?: Record<string, string>, signal?: AbortSignal}} [more] a body makes it a POST
 * @returns {Promise<any>}
 */
export async function askClass(path, more = {}) {
  const tooLong = AbortSignal.timeout(LONGEST_MS);
  const answer = await request(path, more, tooLong);
  return heardFrom(answer.json(), more.signal);
}

/**
 * A file of the class's.
 * @param {string} path @param {{token?: string, query?: Record<string, string>}} more
 * @returns {Promise<Blob>}
 */
export async function fetchClass(path, more) {
  const answer = await request(path, more, AbortSignal.timeout(LONGEST_MS));
  return heardFrom(answer.blob());
}

/**
 * News as they come, over one connection, until it ends.
 * @param {string} path
 * @param {{token?: string, query?: Record<string, string>, signal: AbortSignal}} more
 * @param {number} firstMs how long to wait for the first: a proxy on the way may hold all back
 */
export async function* streamClass(path, more, firstMs) {
  const silent = new AbortController();
  let timer = setTimeout(() => silent.abort(), firstMs);
  try {
    const answer = await request(path, more, silent.signal);
    const reader = /** @type {any} */ (answer.body).pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    for (;;) {
      const { value, done } = await heardFrom(reader.read(), more.signal);
      if (done) return;
      clearTimeout(timer);
      timer = setTimeout(() => silent.abort(), SILENT_MS);
      const lines = (text + value).split("\n\n");
      text = /** @type {string} */ (lines.pop());
      for (const line of lines) if (line.startsWith("data: ")) yield JSON.parse(line.slice(6));
    }
  } finally {
    clearTimeout(timer);
    silent.abort(); // closes the connection, whoever left first
  }
}

/** @param {string} path @param {{token?: string, body?: any, query?: Record<string, string>, signal?: AbortSignal}} more @param {AbortSignal} other */
async function request(path, { token, body, query, signal }, other) {
  const answer = await heardFrom(fetch(inApp(`class/${path}${query ? `?${new URLSearchParams(query)}` : ""}`), {
    method: body === undefined ? "GET" : "POST",
    headers: token ? { authorization: `Bearer ${token}` } : {},
    body: body === undefined ? undefined : JSON.stringify(body),
    signal: signal ? AbortSignal.any([signal, other]) : other,
  }), signal);
  if (answer.ok) return answer;
  const said = await answer.json().catch(() => ({})); // a proxy's own page
  throw new Refused(answer.status, typeof said.problem === "string" ? said.problem : NO_ANSWER);
}

// No network, another's page, or an answer that broke off: said as one thing. Who gave up by will hears that.
async function heardFrom(promise, signal = undefined) {
  try {
    return await promise;
  } catch (problem) {
    if (signal?.aborted) throw problem;
    throw new Refused(0, NO_ANSWER);
  }
}

// This browser's part in a class: one for the whole page, however often Streamlit draws its components anew.

import { changeAddress } from "../shared/address.js";
import { keptInAddress, readKept, writeKept } from "./kept.js";
import { askClass, fetchClass, Refused, streamClass } from "./wire.js";

const NAME = Symbol.for("lstm-viz class");
const SOONEST_MS = 100; // between two states that a teacher sends
const LATE_MS = 30_000; // news come at least every 25 s
const FIRST_MS = 8000; // for the first news of a stream
const SHORTEST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 8000; // between two tries while the class can't be reached

/**
 * Where the class stands, as its teacher's browser says it.
 * @typedef {object} Place
 * @property {string} from which view said it
 * @property {boolean} leading whether the class is to follow
 * @property {string} [page]
 * @property {any} [stage] see stage/link.js
 */

/** The one client of this page. @returns {ClassClient} */
export function classClient() {
  return (globalThis[NAME] ??= new ClassClient());
}

export class ClassClient {
  constructor() {
    this.view = crypto.randomUUID?.() ?? String(Math.random()); // this tab, among the views of one teacher
    /** @type {import("./kept.js").Kept | null} */
    this.kept = null;
    /** @type {any} */
    this.news = null; // what the class last told, see lstm_viz/classroom/views.py
    this.problem = ""; // a sentence while something is in the way
    this.ended = ""; // a sentence when the class is over
    /** @type {import("./kept.js").Kept | null} */
    this.past = null; // the class that is over, to write its teacher a line
    this.following = true;
    /** @type {Record<string, Record<string, any>>} */
    this.votes = {}; // question → round → option; `answer` where it was no vote
    /** @type {any} */
    this.form = null; // the items of the form that is asked: {number, items}, see views.py
    /** @type {Place | null} */
    this.wanted = null; // the state to send next
    this.sending = false;
    /** @type {Set<() => void>} */
    this.listeners = new Set();
    /** @type {import("./follow.js").Here | null} */
    this.here = null; // this view, once it follows
    this.loop = 0; // which loop of news counts
    this.stop = new AbortController();
    this.streams = true; // whether news come in a stream
    this.heardAt = 0; // ms, when news came last
    // a phone that slept has a connection that may never answer
    const again = () => {
      const late = this.problem || Date.now() - this.heardAt > LATE_MS;
      if (this.kept && late && document.visibilityState === "visible") this.go(this.kept);
    };
    window.addEventListener("online", again);
    document.addEventListener("visibilitychange", again);
    window.addEventListener("pageshow", again);
    this.arrive();
  }

  get teacher() {
    return Boolean(this.kept?.secret);
  }

  get role() {
    return this.teacher ? "teacher" : "students";
  }

  get token() {
    return this.kept?.secret ?? this.kept?.member ?? "";
  }

  /** Tell whoever listens that something changed. @param {() => void} listener */
  listen(listener) {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Draw now and whenever something changed; the way to stop. @param {() => void} draw */
  drawn(draw) {
    const stop = this.listen(draw);
    draw();
    return stop;
  }

  changed() {
    for (const listener of [...this.listeners]) listener();
  }

  /** The class of the address, or the one that this browser is in. */
  arrive() {
    const asked = keptInAddress();
    const kept = readKept();
    if (asked?.secret) this.enter({ ...asked });
    else if (asked && asked.code !== kept?.code) this.join(asked.code).catch((problem) => this.failed(problem));
    else if (kept) this.enter(kept);
  }

  /** A new class, led from here. */
  async start() {
    const { code, secret } = await askClass("start", { body: {} });
    this.enter({ code, secret });
  }

  /** @param {string} code */
  async join(code) {
    const known = readKept();
    const name = code.replace(/\s/g, "").toUpperCase();
    const token = known?.code === name ? known.member : undefined;
    const { member } = await askClass(`${encodeURIComponent(name)}/join`, { body: {}, token });
    this.enter({ code: name, member });
  }

  /** Take a place in a class and hear its news. @param {import("./kept.js").Kept} kept */
  enter(kept) {
    Object.assign(this, { kept, news: null, problem: "", ended: "", following: true, votes: {}, form: null, wanted: null });
    writeKept(kept);
    this.go(kept);
    this.changed();
  }

  /** Out of the class. @param {string} [why] a sentence, where it is over */
  leave(why = "") {
    this.stop.abort();
    this.loop += 1;
    Object.assign(this, { kept: null, news: null, problem: "", ended: why, wanted: null });
    writeKept(null);
    changeAddress({ class: null }); // a reload would join again
    this.changed();
  }

  /** News, until one leaves: in a stream, or asked for one by one where a proxy holds streams back. @param {import("./kept.js").Kept} kept */
  async go(kept) {
    this.stop.abort();
    this.stop = new AbortController();
    const loop = (this.loop += 1);
    let wait = SHORTEST_WAIT_MS;
    while (loop === this.loop) {
      const began = this.heardAt;
      try {
        for await (const news of this.comingNews(kept, this.stop.signal)) {
          if (loop !== this.loop) return;
          wait = SHORTEST_WAIT_MS;
          this.heardAt = Date.now();
          await this.take(news);
        }
      } catch (problem) {
        if (loop !== this.loop) return;
        if (problem instanceof Refused && [403, 404].includes(problem.status)) {
          this.leave(problem.message);
          return;
        }
        const streamed = this.streams;
        if (streamed && this.heardAt === began) this.streams = false; // not a word came: next time one by one
        if (!streamed || this.heardAt !== began) this.failed(problem);
      }
      if (loop !== this.loop) return;
      await new Promise((done) => setTimeout(done, wait * (0.5 + Math.random())));
      wait = Math.min(LONGEST_WAIT_MS, 2 * wait);
    }
  }

  /** @param {import("./kept.js").Kept} kept @param {AbortSignal} signal */
  async *comingNews({ code }, signal) {
    const query = { as: this.role };
    if (this.streams) yield* streamClass(`${code}/stream`, { token: this.token, query, signal }, FIRST_MS);
    else for (;;) yield await askClass(`${code}/news`, { token: this.token, query: { ...query, since: this.problem ? "" : (this.news?.tag ?? "") }, signal });
  }

  /** @param {any} news */
  async take(news) {
    const asked = news.question;
    if (asked && !this.teacher && !(asked.number in this.votes)) // after a reload: what was voted before
      this.votes[asked.number] = await askClass(`${news.code}/voted`, { token: this.token, query: { number: String(asked.number) } });
    if (asked?.kind === "form" && this.form?.of !== `${asked.number} ${asked.phase}`)
      this.form = { ...(await askClass(`${news.code}/form`, { token: this.token, query: { as: this.role } })), of: `${asked.number} ${asked.phase}` };
    this.problem = "";
    this.news = news;
    if (news.over && !this.teacher) {
      this.past = this.kept;
      this.leave("The class is over. Thank you for taking part; everything here stays open to you.");
    } else this.changed();
    if (this.wanted) this.send();
  }

  /** Follow the class, or go on one's own. @param {boolean} following */
  follow(following) {
    this.following = following;
    this.changed();
  }

  /** Where the teacher stands now: sent to the class, the latest alone where several come fast. @param {Partial<Place>} place */
  publish(place) {
    if (!this.teacher || !this.news || this.news.over) return;
    this.wanted = { leading: true, ...(this.wanted ?? this.news.state ?? {}), ...place, from: this.view };
    this.send();
  }

  async send() {
    if (this.sending) return;
    this.sending = true;
    while (this.wanted) {
      const state = this.wanted;
      try {
        await this.post("state", { state });
        if (this.news) this.news = { ...this.news, state }; // not to be moved back by news that are on their way
        if (this.wanted === state) this.wanted = null;
      } catch (problem) {
        this.failed(problem);
        break; // the next news try it again
      }
      await new Promise((done) => setTimeout(done, SOONEST_MS));
    }
    this.sending = false;
  }

  /** @param {number} choice @param {any} question as the news have it */
  async vote(choice, question) {
    const { number, round } = question;
    await this.post("vote", { number, round, choice });
    this.votes[number] = { ...this.votes[number], [round]: choice };
    this.changed();
  }

  /** A word of one's own, or the choices of a form. @param {any} said @param {any} question as the news have it */
  async answer(said, { number }) {
    const { answer } = await this.post("answer", { number, answer: said });
    this.votes[number] = { answer };
    this.changed();
  }

  /** A line to the teacher of the class that is over. @param {string} line */
  writeLine(line) {
    return askClass(`${this.past?.code}/line`, { token: this.past?.member, body: { line } });
  }

  /** What the teacher takes home. @param {"results" | "worksheet"} what @param {Record<string, string>} [query] */
  fetch(what, query) {
    return fetchClass(`${this.kept?.code}/${what}`, { token: this.token, query });
  }

  /** @param {string} what @param {any} body */
  post(what, body) {
    return askClass(`${this.kept?.code}/${what}`, { token: this.token, body });
  }

  /** @param {any} problem */
  failed(problem) {
    if (!(problem instanceof Refused)) throw problem;
    if (this.kept) this.problem = problem.message;
    else this.ended = problem.message;
    this.changed();
  }
}

// News by a stream or one by one, what is sent while the class can't be reached, and the end.

import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";

import { ClassClient } from "../../../lstm_viz/browser/classroom/client.js";

const NEWS = { tag: "1", code: "BKTM", here: 1, over: false, version: 1, state: null, question: null };
let requests; // what was asked, in order
let answers; // what the server says to a path
let clients;

beforeEach(() => {
  [requests, answers, clients] = [[], {}, []];
  const kept = new Map();
  const place = { href: "http://app/gates", pathname: "/gates", search: "", hash: "" };
  Object.assign(globalThis, {
    window: Object.assign(new EventTarget(), { location: place }),
    document: Object.assign(new EventTarget(), { visibilityState: "visible", baseURI: "http://app/", querySelector: () => null }),
    location: place,
    history: { state: null, replaceState() {} },
    localStorage: { getItem: (name) => kept.get(name) ?? null, setItem: (name, value) => kept.set(name, value), removeItem: (name) => kept.delete(name) },
    fetch: async (address, { body, signal }) => {
      const path = String(address).split("/class/")[1].split("?")[0];
      requests.push([path, body && JSON.parse(body)]);
      const answer = await answers[path.split("/").at(-1)]?.(signal);
      return answer ?? new Promise((_, refuse) => signal.addEventListener("abort", () => refuse(signal.reason)));
    },
  });
});

afterEach(() => {
  for (const client of clients) client.leave();
});

const json = (said, status = 200) => Response.json(said, { status });

function clientOf(kept) {
  const client = new ClassClient();
  clients.push(client);
  client.enter(kept);
  return client;
}

// Until something holds; every change of the client is looked at.
function until(client, holds) {
  return new Promise((done) => {
    const stop = client.listen(() => {
      if (!holds()) return;
      stop();
      done(undefined);
    });
    if (holds()) done(undefined);
  });
}

// A stream that tells these and stays open.
function streaming(...told) {
  return (signal) => new Response(new ReadableStream({
    start(controller) {
      for (const news of told) controller.enqueue(new TextEncoder().encode(`data: ${JSON.stringify(news)}\n\n`));
      signal.addEventListener("abort", () => controller.error(signal.reason));
    },
  }));
}

test("news come in a stream, and what one voted before a reload comes with the question", async () => {
  const question = { number: 3, kind: "own", phase: "open", round: 1, text: "Which?", options: ["a", "b"], counts: [] };
  answers.stream = streaming(NEWS, { ...NEWS, question });
  answers.voted = () => json({ 1: 1 });
  const client = clientOf({ code: "BKTM", member: "token" });
  await until(client, () => client.news?.question);
  assert.deepEqual(client.votes, { 3: { 1: 1 } });
  assert.equal(client.problem, "");
});

test("where no word of a stream comes through, news are asked for one by one", async () => {
  answers.stream = () => json({}, 502); // a proxy's
  answers.news = () => json(NEWS);
  const client = clientOf({ code: "BKTM", member: "token" });
  await until(client, () => client.news);
  assert.equal(client.streams, false);
  client.leave();
});

test("a class that is none any more is left, and why is said", async () => {
  answers.stream = () => json({ problem: "No class has this code now." }, 404);
  const client = clientOf({ code: "BKTM", member: "token" });
  await until(client, () => client.ended);
  assert.equal(client.ended, "No class has this code now.");
  assert.equal(client.kept, null);
});

test("of states that come fast the last is sent, and after a fault it is sent again", async () => {
  answers.stream = streaming(NEWS);
  const client = clientOf({ code: "BKTM", secret: "secret" });
  await until(client, () => client.news);
  answers.state = () => json({ problem: "Not now." }, 503);
  for (let t = 0; t < 5; t++) client.publish({ stage: { t } });
  await until(client, () => client.problem === "Not now.");
  const again = new Promise((done) => {
    answers.state = () => done(undefined) ?? json({ version: 2 });
  });
  await client.take({ ...NEWS, tag: "2" }); // the class is there again
  await again;
  const sent = requests.filter(([path]) => path.endsWith("/state")).map(([, body]) => body.state.stage.t);
  assert.equal(sent.at(-1), 4);
  assert.ok(sent.length <= 3, `${sent.length} states were sent`);
  assert.equal(client.problem, "");
});

test("after the end a student can write a line, and is in the class no more", async () => {
  answers.stream = streaming({ ...NEWS, over: true });
  answers.line = () => json({});
  const client = clientOf({ code: "BKTM", member: "token" });
  await until(client, () => client.ended);
  assert.equal(client.kept, null);
  await client.writeLine("Again!");
  assert.deepEqual(requests.at(-1), ["BKTM/line", { line: "Again!" }]);
});

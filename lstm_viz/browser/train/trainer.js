// What trains: in a worker of its own, or in small slices on the page where there is no worker.
//
// The page sends { start: options, until } · { play: true } · { pause: true } · { one: true } · { pace: updates a
// second }; it hears { news } at most ten times a second. The numbers depend on the options alone, never on time.

import { randomNumbers } from "../engine/learn/random.js";
import { OptionError, runsOf } from "./options.js";
import { Run, updateInView } from "./run.js";
import { heldOut, makeTask, score } from "./tasks.js";

/** @typedef {import("./options.js").Options} Options */

/**
 * What stands in the course after some updates, an entry for each run.
 * @typedef {object} Point
 * @property {number} updates
 * @property {number[]} loss mean of the batches since the last point
 * @property {number[]} held_out loss on what is held out
 * @property {number[]} accuracy share that is right there, 0…1
 * @property {number[]} length ‖g‖ of the last batch
 * @property {Record<string, Float64Array>[]} parameters as they were
 */

export const FIRST_EVERY = 5; // updates between two points at first
export const MOST_POINTS = 160; // then every second goes, and the distance doubles

/** A course of training: the runs in step, on the same batches. */
export class Training {
  /**
   * @param {Options} options
   * @throws {OptionError}
   */
  constructor(options) {
    this.options = options;
    this.task = makeTask(options);
    this.held_out = heldOut(this.task, options.seed);
    this.runs = runsOf(options).map((one) => new Run(one, this.task, this.held_out));
    this.naive = score(this.task, this.task.guess(this.held_out), this.held_out);
    this.draw = randomNumbers(options.seed + 1_000_003);
    this.every = FIRST_EVERY;
    this.kept = 0;
    this.updates = 0;
    this.sums = this.runs.map(() => ({ loss: 0, count: 0, length: 0 }));
  }

  get over() {
    return this.runs.every((run) => run.exploded);
  }

  /** One update of every run; a run that has exploded stands still. */
  update(in_view = false) {
    const batch = this.task.batch(this.draw, this.options.batch);
    const seen = this.runs.map((run, k) => {
      if (run.exploded) return null;
      const step = in_view ? updateInView(run, batch) : run.update(batch);
      const sum = this.sums[k];
      sum.loss += step.loss;
      sum.count++;
      sum.length = step.length;
      return in_view ? step : null;
    });
    this.updates++;
    return seen;
  }

  /** How all runs stand now. @returns {Point} */
  point() {
    const tests = this.runs.map((run) => run.test());
    return {
      updates: this.updates,
      loss: this.sums.map(({ loss, count }) => loss / count), // no number before the first update
      held_out: tests.map(({ loss }) => loss),
      accuracy: tests.map(({ accuracy }) => accuracy),
      length: this.sums.map(({ length }) => length),
      parameters: this.runs.map((run) => run.parameters()),
    };
  }

  /** Whether the updates done so far end at a point of the course. */
  get due() {
    return this.updates % this.every === 0;
  }

  /** A point for the course; every second one goes when there are too many. */
  keep() {
    const point = this.point();
    for (const sum of this.sums) Object.assign(sum, { loss: 0, count: 0 });
    this.kept++;
    if (this.kept > MOST_POINTS) {
      this.every *= 2;
      this.kept = Math.floor(this.kept / 2);
    }
    return point;
  }
}

const TELL = 100; // ms between two messages

/**
 * @param {(news: any) => void} tell
 * @param {number} slice ms to train before looking whether the page has said something
 */
export function makeTrainer(tell, slice) {
  /** @type {Training | null} */
  let training = null;
  let playing = false;
  let until = Infinity;
  let pace = Infinity; // updates a second
  let timer = 0;
  /** @type {Point[]} */
  let points = [];
  let told = 0;
  let began = 0; // when Play was pressed, and at which update
  let begun_at = 0;

  const news = (/** @type {object} */ more = {}) => {
    if (!training) return;
    told = performance.now();
    const { updates, every, runs } = training;
    const speed = playing ? ((updates - begun_at) / (told - began)) * 1000 : 0;
    const now = playing ? null : training.point();
    const exploded = runs.map((run) => run.exploded);
    tell({ news: { updates, every, playing, speed, points, now, exploded, ...more } });
    points = [];
  };

  const after_update = () => {
    if (!training || !(training.due || training.over)) return;
    points.push(training.keep());
  };

  const work = () => {
    if (!training || !playing) return;
    const end = performance.now() + slice;
    const ahead = () => begun_at + ((performance.now() - began) / 1000) * pace <= /** @type {Training} */ (training).updates;
    while (playing && performance.now() < end && !ahead()) {
      training.update();
      after_update();
      if (training.over || training.updates >= until) playing = false;
    }
    if (!playing || performance.now() - told > TELL) news();
    if (playing) timer = setTimeout(work, ahead() ? 10 : 0);
  };

  const from_here = () => {
    began = performance.now();
    begun_at = training?.updates ?? 0;
  };

  const play = () => {
    if (!training || training.over || playing) return;
    if (training.updates >= until) until = Infinity;
    playing = true;
    from_here();
    work();
  };

  return (/** @type {any} */ message) => {
    if (message.pace) {
      pace = message.pace;
      from_here();
    }
    if (message.start) {
      clearTimeout(timer);
      playing = false;
      try {
        training = new Training(message.start);
      } catch (problem) {
        if (!(problem instanceof OptionError)) throw problem;
        tell({ problem: { field: problem.field, sentence: problem.message } });
        return;
      }
      until = message.until || Infinity;
      points = [training.keep()];
      news({ started: message.start });
      if (message.until) play();
    } else if (message.play) play();
    else if (message.pause) {
      clearTimeout(timer);
      playing = false;
      news();
    } else if (message.one && training && !training.over) {
      clearTimeout(timer);
      playing = false;
      const seen = training.update(true);
      after_update();
      news({ seen });
    }
  };
}

// What plays by itself: a tick at once, then one after the other until the last, or until somebody stops it.

/** @typedef {ReturnType<typeof createClock>} Clock */

export function createClock() {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const clock = {
    playing: false,
    speed: 1,
    /** @type {(() => void)[]} called when playing begins or ends */
    watchers: [],
    /**
     * @param {(first: boolean) => boolean} tick one step; false where it was the last
     * @param {number} interval ms from tick to tick at speed 1
     */
    start(tick, interval) {
      const beat = (first) => {
        timer = setTimeout(beat, interval / clock.speed, false); // before the tick, which may stop the clock
        if (!tick(first)) clock.stop();
      };
      clearTimeout(timer);
      if (!clock.playing) turn(true);
      beat(true);
    },
    stop() {
      clearTimeout(timer);
      if (clock.playing) turn(false);
    },
  };
  const turn = (on) => {
    clock.playing = on;
    for (const watch of clock.watchers) watch();
  };
  return clock;
}

/** Whether the reader asked for reduced motion: then pictures arrive instead of moving. */
export const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

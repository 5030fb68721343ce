// While a sound plays, the step follows it: the frame that is heard is the frame that is shown.

import { update } from "../shared/store.js";

/**
 * `data.sound` says which player, where in its sound the steps begin, and how long a step is, in seconds.
 * @param {any} store
 */
export function followSound(store) {
  const onPlay = (event) => {
    if (!store.root.isConnected) {
      document.removeEventListener("play", onPlay, true);
      return;
    }
    const { sound } = store.data ?? {};
    const player = event.target;
    if (!sound || !player.closest?.(sound.within)) return;
    store.player.stop();
    const follow = () => {
      if (!store.root.isConnected || store.data?.sound !== sound) return;
      const t = Math.floor((player.currentTime - sound.from) / sound.step);
      if (t >= 0 && t < store.data.tokens.length && t !== store.t) update(store, { t, moved: true });
      if (!player.paused && !player.ended) requestAnimationFrame(follow);
    };
    follow();
  };
  document.addEventListener("play", onPlay, true); // it does not bubble: heard on its way down
}

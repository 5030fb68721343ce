// The address holds the word that asks, the word that is asked, and the head: a reload brings them back.

const SETTLED_MS = 300;

export function keepInAddress(store) {
  let timer = 0;
  store.parts.push(() => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (!store.root.isConnected) return;
      const query = new URLSearchParams(location.search);
      query.set("t", String(store.t + 1));
      query.set("asked", String(store.k + 1));
      query.set("head", String(store.head + 1));
      history.replaceState(history.state, "", `${location.pathname}?${query}`);
    }, SETTLED_MS);
  });
}

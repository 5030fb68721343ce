// The stepper: one store, its parts, and the entry that Streamlit calls at every change of the data.

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".stepper");
  const store = (root.store ??= build(root));
  store.send = setTriggerValue;
  if (store.data?.id !== data.id) receive(store, data);
  watchPlots(store);
  return () => {
    for (const timer of ["timer", "addressTimer"]) clearTimeout(store[timer]);
    unwatchPlots(store);
    store.playing = false;
  };
}

function build(root) {
  const store = createStore(root);
  root.append(
    buildTimeline(store),
    buildPicture(store),
    element("div", { className: "side" }, buildMap(store), buildNext(store), buildLines(store)),
    buildFormula(store),
  );
  buildPlots(store);
  buildLink(store);
  root.onkeydown = (event) => onKey(store, event);
  return store;
}

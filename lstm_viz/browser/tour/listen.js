// Notices when the action of the current stop is done, anywhere in the page, and keeps the progress in
// this browser, so that the tour can go on after a reload.

const KEY = "lstm-viz-tour";

export default function ({ data, setTriggerValue }) {
  const stored = read();
  if (data.fresh && stored) {
    setTriggerValue("stored", stored);
    return undefined;
  }
  write(data.progress);
  if (!data.stop) return undefined;
  const { id, event, target } = data.stop;
  const notice = (happened) => {
    const inside = happened.composedPath().some((node) => node instanceof Element && node.matches(target));
    if (inside) {
      document.removeEventListener(event, notice, true);
      setTriggerValue("done", id);
    }
  };
  document.addEventListener(event, notice, true);
  return () => document.removeEventListener(event, notice, true);
}

function read() {
  try {
    return JSON.parse(localStorage.getItem(KEY));
  } catch {
    return null; // no storage, or not ours
  }
}

function write(progress) {
  try {
    localStorage.setItem(KEY, JSON.stringify(progress));
  } catch {
    // the browser keeps nothing: the tour then lasts for this visit
  }
}

// A click on a written word opens it in the same session, where a plain link would load the app anew and
// lose what the reader did on other pages. A click that asks for a new tab stays a link.

export default function ({ data, setTriggerValue }) {
  const follow = (event) => {
    const link = event.composedPath().find((node) => node instanceof Element && node.matches(`${data.within} a[data-n]`));
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    setTriggerValue("follow", Number(link.dataset.n));
  };
  document.addEventListener("click", follow);
  return () => document.removeEventListener("click", follow);
}

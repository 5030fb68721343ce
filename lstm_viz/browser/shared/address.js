// Addresses: where the app lies, and how to hand one on.

export const LONGEST_IN_LINK = 2000; // characters of a text in a link

/** The whole address of a file of the app, which may be served below another path. @param {string} path */
export const inApp = (path) => new URL(path, location.href).href;

// of the address, whatever is on screen: how the app is shown, the class, and where a tour arrives
const STAYS = ["embed", "embed_options", "show", "class", "stop"];

/**
 * The query of a view: what stays, and all that says what is on screen.
 * @param {string} search the address as it is @param {Iterable<[string, string]>} view names and values
 */
export function queryOf(search, view) {
  const stays = [...new URLSearchParams(search)].filter(([name]) => STAYS.includes(name));
  return String(new URLSearchParams([...stays, ...view]));
}

/** Put a query into the address, without a step for Back. @param {string} query */
export function showQuery(query) {
  history.replaceState(history.state, "", `${location.pathname}${query && "?"}${query}`);
}

/** Change some values of the address and leave all others; null takes one out. @param {Record<string, string | null>} values */
export function changeAddress(values) {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(values)) {
    if (value === null) query.delete(name);
    else query.set(name, value);
  }
  showQuery(String(query));
}

/**
 * Copy a text; where the browser gives no clipboard (without https) show it, chosen, to copy by hand.
 * @param {any} button @param {string} label what stands on the button otherwise
 * @param {any} field a hidden text field @param {string} text
 */
export async function copyOrShow(button, label, field, text) {
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = "Copied";
  } catch {
    field.hidden = false;
    field.value = text;
    field.select();
    button.textContent = "Copy this:";
  }
  setTimeout(() => (button.textContent = label), 2000);
}

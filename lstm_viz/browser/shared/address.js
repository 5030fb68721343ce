// Addresses: where the app lies, and how to hand one on.

export const LONGEST_IN_LINK = 2000; // characters of a text in a link

/** The whole address of a file of the app, which may be served below another path. @param {string} path */
export const inApp = (path) => new URL(path, location.href).href;

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

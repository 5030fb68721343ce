// A file that a component of the page brought for another one: the weights of a reader's own network, which
// no address of the server has. The last one alone is kept.

const FILE = "lstm-brought";

/** @typedef {{ name: string, address: string }} File */

/** @returns {File | undefined} */
const fileHere = () => /** @type {any} */ (globalThis)[FILE];

/** @param {string} name @param {BlobPart} bytes */
export function bring(name, bytes) {
  const before = fileHere();
  if (before?.name === name) return;
  if (before) URL.revokeObjectURL(before.address);
  /** @type {any} */ (globalThis)[FILE] = { name, address: URL.createObjectURL(new Blob([bytes])) };
  document.dispatchEvent(new Event(FILE));
}

/**
 * The address of the file of this name, once it is here.
 * @param {string} name
 * @returns {Promise<string>}
 */
export function brought(name) {
  return new Promise((found) => {
    const look = () => {
      const file = fileHere();
      if (file?.name !== name) return;
      document.removeEventListener(FILE, look);
      found(file.address);
    };
    document.addEventListener(FILE, look);
    look();
  });
}

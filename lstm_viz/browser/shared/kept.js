// What this browser keeps of a view, in a storage of its own, or for this visit alone where it has none or allows none.

/**
 * A place for one text, under a name that no other has.
 * @param {"localStorage" | "sessionStorage"} where the latter is the tab's own
 * @param {string} name
 */
export function placeToKeep(where, name) {
  /** @type {string | null} */
  let memory = null;
  return {
    /** What is kept, null where nothing is. */
    read() {
      try {
        memory = globalThis[where].getItem(name);
      } catch {
        // no storage: what this visit knows
      }
      return memory;
    },
    /** Keep another text; null keeps nothing. @param {string | null} text */
    write(text) {
      memory = text;
      try {
        if (text === null) globalThis[where].removeItem(name);
        else globalThis[where].setItem(name, text);
      } catch {
        // no storage, or it is full: it lasts for this visit
      }
    },
    /** What is kept as JSON; null where that is nothing, or somebody else's. */
    readJSON() {
      try {
        return JSON.parse(this.read() ?? "null");
      } catch {
        return null;
      }
    },
  };
}

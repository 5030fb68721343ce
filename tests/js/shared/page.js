// As much of a document as `element` needs: nodes that keep their properties and children.

class FakeNode {
  constructor(tag) {
    Object.assign(this, { tag, children: [], attributes: {}, className: "", textContent: "", style: {}, onclick: null, onchange: null, value: "" });
    for (const name of ["type", "title", "ariaLabel", "ariaDisabled", "role", "id"]) this[name] = "";
    this.classList = { toggle: () => {}, remove: () => {} };
  }

  setAttribute(name, value) {
    this.attributes[name] = value;
  }

  append(...children) {
    this.children.push(...children);
  }

  replaceChildren(...children) {
    this.children = children;
  }

  /** All below it, itself first. */
  *all() {
    yield this;
    for (const child of this.children) if (child instanceof FakeNode) yield* child.all();
  }

  querySelector(selector) {
    return [...this.all()].find(({ className }) => className.split(" ").includes(selector.slice(1)));
  }
}

/** Put the fake document where `element` looks for it. */
export function useFakePage() {
  const page = new EventTarget();
  globalThis.document = Object.assign(page, { createElement: (tag) => new FakeNode(tag), createElementNS: (_, tag) => new FakeNode(tag) });
}

/** The button or choice with this name. @param {any} node @param {string} name */
export const named = (node, name) => [...node.all()].find(({ ariaLabel }) => ariaLabel === name);

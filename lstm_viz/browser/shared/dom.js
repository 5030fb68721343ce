// Small helpers to make elements. User words reach the page as text only, never as markup.


export function element(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === "style") node.style.cssText = value;
    else if (name in node) node[name] = value;
    else node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

export function svg(tag, attributes = {}, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

export function icon(path) {
  return svg("svg", { viewBox: "0 0 16 16", class: "icon", "aria-hidden": "true" }, svg("path", { d: path }));
}

// A symbol with its index, such as C̃ with a lower t: "C̃_t", "h_{t−1}".
export function symbol(text) {
  const [letter, index] = text.split("_");
  const node = element("span", { className: "symbol" }, element("i", {}, letter));
  if (index) node.append(element("sub", {}, index.replace(/[{}]/g, "")));
  return node;
}

// A formula in plain text, its symbols set as symbols: "f_t = σ(W_f·[h_{t−1}, x_t] + b_f)".
export function formula(text) {
  const pieces = text.split(/([A-Za-z]\u0303?_(?:\{[^}]*\}|\w))/u);
  return element("span", { className: "formula" }, ...pieces.map((p, k) => (k % 2 ? symbol(p) : p)));
}

let tips = 0;

// A question mark that explains what stands beside it, on hover, focus or touch.
export function help(text) {
  const tip = element("span", { className: "tip", role: "tooltip", id: `tip-${(tips += 1)}` }, text);
  const button = element("button", { type: "button", className: "help", ariaLabel: `Help: ${text.split(/[.:;]/)[0]}`, "aria-describedby": tip.id }, "?");
  const holder = element("span", { className: "helper" }, button, tip);
  button.onclick = () => holder.classList.toggle("open");
  button.onblur = () => holder.classList.remove("open");
  holder.onpointerenter = button.onfocus = () => {
    // keep the tip inside the stepper
    const room = holder.closest(".stepper").getBoundingClientRect();
    const at = holder.getBoundingClientRect();
    const width = Math.min(260, room.width - 16);
    const left = Math.max(room.left + 4, Math.min(at.left - width / 2, room.right - width - 4));
    tip.style.width = `${width}px`;
    tip.style.left = `${left - at.left}px`;
  };
  return holder;
}

export function panel(name, title, explanation, ...children) {
  return element(
    "section",
    { className: `panel ${name}`, ariaLabel: title },
    element("h2", {}, title, " ", help(explanation)),
    ...children,
  );
}

export function signed(value, digits = 2) {
  const text = value.toFixed(digits);
  return (Number(text) === 0 ? text.replace("-", "") : text).replace("-", "−");
}

// A role's colour with strength: gates by their value, signed quantities by size, grey below zero.
export function shade(role, value, largest, negative) {
  const strength = Math.min(1, Math.abs(value) / largest);
  return [role.signed && value < 0 ? negative : role.colour, strength];
}

// Labels at these heights, moved apart to stand at least `gap` from each other.
export function spread(heights, gap, low, high) {
  const order = heights.map((_, k) => k).sort((a, b) => heights[a] - heights[b]);
  const placed = [...heights];
  order.forEach((k, n) => {
    placed[k] = n ? Math.max(placed[k], placed[order[n - 1]] + gap) : Math.max(placed[k], low);
  });
  const over = placed[order.at(-1)] - high;
  return over > 0 ? placed.map((v) => v - over) : placed;
}

// Rolled ⇄ unrolled: one network with a loop, or one copy of it for every word; the same U, V, W each time.

import { element, panel, svg } from "../shared/dom.js";
import { update } from "../shared/store.js";

const PLACE = { step: 118, top: 34, hidden: 104, bottom: 176, height: 206, box: [84, 34], tail: 36 };

export function buildUnrolled(store) {
  store.unrolled = true;
  store.letter = null;
  const button = element("button", { type: "button", className: "roll" });
  button.onclick = () => update(store, { unrolled: !store.unrolled });
  const letters = ["U", "W", "V"].map((letter) => {
    const b = element("button", { type: "button", className: "weight" });
    b.dataset.letter = letter;
    const light = (on) => () => update(store, { letter: on ? letter : null });
    b.onpointerenter = b.onfocus = light(true);
    b.onpointerleave = b.onblur = light(false);
    return b;
  });
  const row = (kind, caption) => {
    const drawing = svg("svg", { role: "img", class: `chain ${kind}` });
    return element("figure", { className: "chain-figure" }, element("figcaption", {}, ...caption), drawing);
  };
  const host = element(
    "div",
    { className: "chains" },
    row("feedforward", [element("b", {}, "Feedforward"), ": input → hidden → output. Every word on its own."]),
    row("recurrent", [element("b", {}, "Recurrent"), ": (input + previous hidden) → hidden → output. The + joins two lists, it does not add them."]),
  );
  const observer = new ResizeObserver(([entry]) => {
    store.copies = Math.max(3, Math.min(9, Math.floor(entry.contentRect.width / 112)));
    if (store.data) drawUnrolled(store, button, letters);
  });
  observer.observe(host);
  store.parts.push(() => drawUnrolled(store, button, letters));
  return panel(
    "unrolled",
    "Rolled and unrolled",
    "Rolled up, the network is one cell with a loop: its state goes back in. Unrolled, the same cell is drawn once for " +
      "each word. Nothing is copied in the computer: every copy uses the very same U, W and V, in the same colours.",
    button,
    host,
    element("div", { className: "choice weights", role: "group", ariaLabel: "Light one set of weights" }, ...letters),
    counter(store),
  );
}

function drawUnrolled(store, button, letters) {
  const { data, t, unrolled, letter, stage, root } = store;
  const lit = letter ? [letter] : ({ Concatenate: ["U", "W"], Hidden: ["U", "W"], Output: ["V"] }[stage] ?? null);
  const T = data.tokens.length;
  const n = Math.min(T, store.copies ?? 6);
  const first = Math.max(0, Math.min(T - n, t - Math.floor(n / 2)));
  button.textContent = unrolled ? "Roll it up" : "Unroll it";
  const { H, E, V } = data.sizes;
  const words = { U: `word → hidden, ${H} × ${E}`, W: `hidden → next hidden, ${H} × ${H}`, V: `hidden → output, ${V.toLocaleString("en")} × ${H}` };
  for (const b of letters) {
    b.style.setProperty("--role", data.colours[b.dataset.letter]);
    if (!b.childElementCount) b.append(element("span", { className: `swatch ${b.dataset.letter}` }), `${b.dataset.letter}: ${words[b.dataset.letter]}`);
  }
  for (const kind of ["feedforward", "recurrent"]) {
    const drawing = root.querySelector(`.chain.${kind}`);
    const named = [data.id, n, first].join();
    if (drawing.dataset.named !== named) {
      drawing.dataset.named = named;
      layChain(drawing, data, kind, first, n);
    }
    const width = n * PLACE.step;
    drawing.setAttribute("aria-label", `${kind} network, ${unrolled ? `unrolled over ${n} words` : "rolled up"}, at “${data.tokens[t]}”`);
    for (const copy of drawing.querySelectorAll(".copy")) {
      const k = Number(copy.dataset.k);
      const x = unrolled ? (k - first + 0.5) * PLACE.step : width / 2;
      copy.style.transform = `translate(${x}px, 0px)`;
      copy.style.opacity = unrolled || k === t ? 1 : 0;
      copy.classList.toggle("now", k === t);
      copy.classList.toggle("later", k > t);
    }
    drawing.classList.toggle("rolled", !unrolled);
    for (const wire of drawing.querySelectorAll("[data-letter]")) {
      wire.classList.toggle("faded", lit !== null && !lit.includes(wire.dataset.letter));
      wire.classList.toggle("lit", lit !== null && lit.includes(wire.dataset.letter));
    }
  }
}

function layChain(drawing, data, kind, first, n) {
  const { step, top, hidden, bottom, height, box } = PLACE;
  const goesOn = first + n < data.tokens.length;
  const width = n * step + (goesOn ? PLACE.tail : 0); // room for the arrow to the words that are not drawn
  drawing.setAttribute("viewBox", `0 0 ${width} ${height}`);
  drawing.style.maxWidth = `${width * 1.15}px`;
  const recurrent = kind === "recurrent";
  const arrow = (letter) => svg("marker", {
    id: `tip-${kind}-${letter}`, viewBox: "0 0 10 10", refX: 8, refY: 5, markerWidth: 5.5, markerHeight: 5.5, orient: "auto",
  }, svg("path", { d: "M 0 0 L 10 5 L 0 10 z", fill: data.colours[letter] }));
  const wire = (letter, d, x, y) => {
    const g = svg("g", { class: `weight-wire ${letter}`, style: `--role: ${data.colours[letter]}` },
      svg("path", { d, "marker-end": `url(#tip-${kind}-${letter})` }),
      svg("text", { x, y, "text-anchor": "middle" }, letter));
    g.dataset.letter = letter;
    return g;
  };
  const node = (y, text, name) => svg("g", { class: `node ${name}` },
    svg("rect", { x: -box[0] / 2, y: y - box[1] / 2, width: box[0], height: box[1], rx: 9 }),
    svg("text", { y: y + 4.5, "text-anchor": "middle" }, text));
  const short = (text) => (text.length > 10 ? `${text.slice(0, 9)}…` : text);
  const guesses = recurrent ? data.next.labels.map((labels) => labels[0]) : data.memoryless;
  const copies = Array.from({ length: n }, (_, k) => {
    const t = first + k;
    const [gap, edge] = [box[1] / 2, box[0] / 2];
    const copy = svg("g", { class: "copy" },
      ...(recurrent
        ? [wire("W", `M ${edge} ${hidden} H ${k === n - 1 ? step / 2 + 12 : step - edge - 3}`, step / 2, hidden - 8)]
        : []),
      wire("U", `M 0 ${bottom - gap} V ${hidden + gap + 3}`, 11, (bottom + hidden) / 2 + 5),
      wire("V", `M 0 ${hidden - gap} V ${top + gap + 3}`, 11, (top + hidden) / 2 + 5),
      node(top, short(guesses[t]), "output"), node(hidden, "hidden", "hidden"), node(bottom, short(data.tokens[t]), "input"));
    if (recurrent) copy.firstChild.classList.add(t === data.tokens.length - 1 ? "last" : "onward");
    copy.dataset.k = t;
    return copy;
  });
  const loop = [];
  if (recurrent) {
    const middle = (n * step) / 2;
    const [edge, low] = [box[0] / 2, hidden + 44];
    const g = wire("W", `M ${middle + edge} ${hidden} h 22 V ${low} H ${middle - edge - 22} V ${hidden} H ${middle - edge - 3}`, middle + edge + 34, hidden + 26);
    g.classList.add("loop");
    loop.push(g);
  }
  const more = [];
  if (first > 0) more.push(svg("text", { class: "more", x: 4, y: hidden + 5 }, "…"));
  if (goesOn) more.push(svg("text", { class: "more", x: n * step + 18, y: hidden + 5 }, "…"));
  drawing.replaceChildren(svg("defs", {}, ...["U", "V", "W"].map(arrow)), ...copies, ...loop, ...more);
}

// How many trainable numbers it takes to have read t words.
function counter(store) {
  const rows = ["recurrent", "feedforward"].map((kind) => {
    const bar = element("span", { className: "fill" });
    const node = element("div", { className: `count ${kind}` }, element("span", { className: "what" }), element("span", { className: "track" }, bar), element("b", { className: "sum" }));
    return node;
  });
  store.parts.push(() => {
    const { data, t } = store;
    const { H, E } = data.sizes;
    const recurrent = H * E + H * H + H;
    const feedforward = (words) => words * H * E + H;
    const largest = Math.max(recurrent, feedforward(data.tokens.length));
    const words = t + 1;
    const texts = [`Recurrent: U, W and b, for any number of words`, `Feedforward that reads ${words} ${words === 1 ? "word" : "words"} at once: ${words} × U, and b`];
    [recurrent, feedforward(words)].forEach((count, k) => {
      const [what, track, sum] = rows[k].children;
      what.textContent = texts[k];
      track.firstChild.style.width = `${(100 * count) / largest}%`;
      sum.textContent = count.toLocaleString("en");
    });
  });
  return element("div", { className: "counts" }, element("h3", {}, "Trainable numbers to get from the words to the hidden layer"), ...rows);
}

// Where everything of the cell stands, as data: places and wires in a box of this size. Wires carry what they are:
// "belt" the memory, "h" and "x" what is read, "b" a bias, "arrow" towards an operation, "out" the output.

const LETTERS = ["f", "i", "C̃", "o"];

/** @typedef {[number, number]} Place */

const LOOK = {
  wide: { height: 296, belt: 28, mix: 69, squash: 59, show: 90, card: 127, layer: 172, h: 221, x: 221, rail_h: 254, rail_x: 281 },
  narrow: { height: 440, belt: 84, mix: 130, squash: 116, show: 152, card: 202, layer: 252, h: 330, x: 372, rail_h: 330, rail_x: 372 },
};

/**
 * Places and wires for a picture of this width.
 * @param {number} width px
 */
export function layoutOf(width) {
  const narrow = width < 620;
  const look = LOOK[narrow ? "narrow" : "wide"];
  const from = narrow ? 0 : 90; // where the first column begins
  const to = narrow ? width - 18 : width - 70;
  const column = (to - from) / 4;
  const apart = narrow ? 0 : column / 4; // of a gate's two weights from its middle
  const x = LETTERS.map((_, k) => from + column * (k + 0.5) - (narrow ? 0 : 8));
  const mid = (x[1] + x[2]) / 2;
  const out = narrow ? width - 26 : width - 34;
  /** @type {Record<string, Place>} */
  const places = {
    C_prev: [narrow ? 40 : 44, narrow ? 24 : look.belt], C_t: [narrow ? width - 40 : out - 6, narrow ? 24 : look.belt],
    h_prev: [narrow ? 40 : 44, narrow ? look.height - 24 : look.rail_h - 14], x: [narrow ? width / 2 : 44, narrow ? look.height - 24 : look.rail_x],
    h_t: [narrow ? width - 40 : out - 6, narrow ? look.height - 24 : look.rail_h - 14],
    keep: [x[0], look.belt], mix: [mid, look.mix], add: [mid, look.belt], squash: [x[3], look.squash], show: [x[3], look.show],
  };
  LETTERS.forEach((letter, k) => {
    places[`${letter}-card`] = [x[k], look.card];
    places[`${letter}-layer`] = [x[k], look.layer];
    places[`${letter}-b`] = narrow ? [x[k], look.layer + 36] : [x[k] + 62, look.layer];
    places[`${letter}-h`] = [x[k] - apart, look.h];
    places[`${letter}-x`] = [x[k] + apart, look.x];
  });
  return { narrow, height: look.height, handle: Math.min(74, (narrow ? column : column / 2) - 6), places, wires: narrow ? narrowWires(places, x, look, width) : wideWires(places, x, look, out, apart) };
}

function shared(p, look) {
  const wire = (/** @type {string} */ kind, /** @type {Place[]} */ ...points) => ({ kind, points });
  return [
    wire("arrow", p["f-card"], [p.keep[0], p.keep[1] + 20]),
    wire("", p["i-card"], [p["i-card"][0], p.mix[1]], p.mix),
    wire("", p["C̃-card"], [p["C̃-card"][0], p.mix[1]], p.mix),
    wire("arrow", p.mix, [p.add[0], p.add[1] + 20]),
    wire("", [p.squash[0], look.belt], p.show),
    wire("", p["o-card"], p.show),
    ...LETTERS.map((letter) => wire("", p[`${letter}-layer`], p[`${letter}-card`])),
  ];
}

function wideWires(p, x, look, out, apart) {
  const wire = (/** @type {string} */ kind, /** @type {Place[]} */ ...points) => ({ kind, points });
  const last = x[3];
  return [
    wire("belt", p.C_prev, p.C_t),
    wire("h", [p.h_prev[0], look.rail_h], [last - apart, look.rail_h]),
    wire("x", p.x, [last + apart, p.x[1]]),
    ...LETTERS.flatMap((letter, k) => [
      wire("h", [x[k] - apart, look.rail_h], [x[k] - apart, look.layer + 34], [x[k] - 10, look.layer + 12]),
      wire("x", [x[k] + apart, p.x[1]], [x[k] + apart, look.layer + 34], [x[k] + 10, look.layer + 12]),
      wire("b", p[`${letter}-b`], p[`${letter}-layer`]),
    ]),
    ...shared(p, look),
    wire("arrow out", p.show, [out - 6, p.show[1]], [out - 6, p.h_t[1] - 26]),
  ];
}

function narrowWires(p, x, look, width) {
  const wire = (/** @type {string} */ kind, /** @type {Place[]} */ ...points) => ({ kind, points });
  return [
    wire("belt", p.C_prev, [p.C_prev[0], look.belt], [p.C_t[0], look.belt], p.C_t),
    wire("h", p.h_prev, [p.h_prev[0], look.rail_h], [x[3], look.rail_h]),
    wire("x", p.x, [p.x[0], look.rail_x], [x[0], look.rail_x]),
    wire("x", [p.x[0], look.rail_x], [x[3], look.rail_x]),
    ...LETTERS.map((letter, k) => wire("b", [x[k], look.rail_x], p[`${letter}-layer`])),
    ...shared(p, look),
    wire("arrow out", p.show, [width - 10, p.show[1]], [width - 10, p.h_t[1] - 24]),
  ];
}

// What both word2vec views draw: signed numbers as colour, and the loss as a curve.

import { svg } from "../shared/dom.js";
import { inPercent } from "../shared/rounding.js";

export function tint(value, largest, colours) {
  const strength = Math.round(100 * Math.min(1, Math.abs(value) / largest));
  return `color-mix(in srgb, ${value < 0 ? colours.negative : colours.positive} ${strength}%, transparent)`;
}

export const percent = (p) => inPercent(p, 1);

// A line of [x, y] pairs from the lower left of a box; the cursor stands at `now` (an x).
export function lossCurve(drawing, points, now, labels) {
  const [width, height, left, right, top, bottom] = [270, 130, 34, 10, 10, 26];
  if (drawing.points !== points) {
    drawing.points = points;
    drawing.setAttribute("viewBox", `0 0 ${width} ${height}`);
    const xs = points.map(([x]) => x);
    const ys = points.map(([, y]) => y);
    const [x1, y0, y1] = [Math.max(1, ...xs), Math.min(0, ...ys), Math.max(0.1, ...ys)];
    drawing.toX = (x) => left + (x / x1) * (width - left - right);
    drawing.toY = (y) => top + ((y1 - y) / (y1 - y0)) * (height - top - bottom);
    const grid = [y0, y1].map((v) =>
      svg("g", { class: "grid" },
        svg("line", { x1: left, x2: width - right, y1: drawing.toY(v), y2: drawing.toY(v) }),
        svg("text", { x: left - 6, y: drawing.toY(v) + 4, "text-anchor": "end" }, v.toFixed(1))));
    drawing.replaceChildren(
      ...grid,
      svg("text", { class: "tick", x: left, y: height - 6 }, "0"),
      svg("text", { class: "tick", x: width - right, y: height - 6, "text-anchor": "end" }, `${x1.toLocaleString("en")} ${labels.unit}`),
      svg("polyline", { class: "loss-line", points: points.map(([x, y]) => `${drawing.toX(x)},${drawing.toY(y)}`).join(" ") }),
      svg("line", { class: "cursor", y1: top, y2: height - bottom }),
    );
  }
  const cursor = drawing.querySelector(".cursor");
  cursor.setAttribute("x1", drawing.toX(now));
  cursor.setAttribute("x2", drawing.toX(now));
  drawing.setAttribute("aria-label", labels.say);
}

// A layer as a grid of squares: every unit stands at the same place in every card.

import { shade } from "../shared/dom.js";

/** Columns for n squares. @param {number} n */
const columnsOf = (n) => (n > 48 ? 16 : 8);

/**
 * Paint one square a unit. `order` says which unit stands where: place k, row by row, holds unit order[k].
 * @param {HTMLCanvasElement} canvas @param {ArrayLike<number>} numbers @param {number[] | null} order
 * @param {{colour: string, signed: boolean}} role @param {number} largest @param {string} negative
 */
export function paintGrid(canvas, numbers, order, role, largest, negative) {
  const n = numbers.length;
  const columns = columnsOf(n);
  const rows = Math.ceil(n / columns);
  const cell = 8; // canvas pixels a square; one of them is the gap
  if (canvas.width !== columns * cell || canvas.height !== rows * cell) {
    canvas.width = columns * cell;
    canvas.height = rows * cell;
  }
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.clearRect(0, 0, canvas.width, canvas.height);
  for (let k = 0; k < n; k++) {
    const [colour, strength] = shade(role, numbers[order ? order[k] : k], largest, negative);
    context.fillStyle = colour;
    context.globalAlpha = 0.06 + 0.94 * strength; // an empty square can still be seen
    context.fillRect((k % columns) * cell, Math.floor(k / columns) * cell, cell - 1, cell - 1);
  }
  context.globalAlpha = 1;
}

/** Where a unit stands, as shares of the grid's width and height. @param {number} place @param {number} n */
export function squareAt(place, n) {
  const columns = columnsOf(n);
  const rows = Math.ceil(n / columns);
  return { left: (place % columns) / columns, top: Math.floor(place / columns) / rows, width: 1 / columns, height: 1 / rows };
}

/** The place under a point given as shares of the grid, or −1. @param {number} x @param {number} y @param {number} n */
export function placeUnder(x, y, n) {
  const columns = columnsOf(n);
  const column = Math.min(columns - 1, Math.max(0, Math.floor(x * columns)));
  const rows = Math.ceil(n / columns);
  const place = Math.min(rows - 1, Math.max(0, Math.floor(y * rows))) * columns + column;
  return place < n ? place : -1;
}

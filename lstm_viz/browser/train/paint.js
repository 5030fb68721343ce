// Rows of numbers as a picture: one row a unit, one column a step.

/**
 * @param {HTMLCanvasElement} canvas
 * @param {ArrayLike<number>} values (T, rows)
 * @param {number} T columns
 * @param {{ colour: string, signed: boolean }} role clear at 0, full colour at `most`
 * @param {number} most
 * @param {string} negative the colour below zero
 */
export function paintRows(canvas, values, T, role, most, negative) {
  const rows = values.length / T;
  if (canvas.width !== T || canvas.height !== rows) {
    canvas.width = T;
    canvas.height = rows;
    canvas.style.setProperty("--rows", String(rows));
  }
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const image = context.createImageData(T, rows);
  const above = channels(role.colour);
  const below = channels(negative);
  for (let t = 0; t < T; t++) {
    for (let row = 0; row < rows; row++) {
      const value = values[t * rows + row];
      const colour = value < 0 ? below : above;
      const at_pixel = 4 * (row * T + t);
      for (let k = 0; k < 3; k++) image.data[at_pixel + k] = colour[k];
      image.data[at_pixel + 3] = 255 * Math.min(1, Math.abs(value) / most);
    }
  }
  context.putImageData(image, 0, 0);
}

const channels = (/** @type {string} */ colour) => [1, 3, 5].map((k) => parseInt(colour.slice(k, k + 2), 16));

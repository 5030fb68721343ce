// Arrays as Python sends them: base64 of float32, with a shape.

function decode({ shape, base64 }) {
  const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
  return { shape, values: new Float32Array(bytes.buffer) };
}

// Row t of an array of shape (T, …), without copying.
function row(array, t) {
  const size = array.shape.slice(1).reduce((a, b) => a * b, 1);
  return array.values.subarray(t * size, (t + 1) * size);
}

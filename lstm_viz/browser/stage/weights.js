// Brings the stage the weights of a reader's own network; nothing is to be seen of it.

import { readSafetensors } from "../engine/weights.js";
import { bring } from "../shared/brought.js";

export default function ({ data }) {
  const bytes = new Uint8Array(data).slice(); // a buffer of its own, from its first byte on
  bring(readSafetensors(bytes.buffer).facts.name, bytes);
}

// The worker: what the page says goes to the trainer, and back.

import { makeTrainer } from "./trainer.js";

const hear = makeTrainer((news) => self.postMessage(news), 40);
self.onmessage = ({ data }) => hear(data);
self.postMessage({ ready: true });

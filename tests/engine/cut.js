// Cuts the question's texts with both tokenizers.

import { makeTokenizers, excerptOf } from "../../lstm_viz/browser/engine/tokens.js";
import { question } from "./open.js";

const { words, characters } = makeTokenizers(question.writing);
const excerpts = question.excerpts.map(([text, limit, longest]) => excerptOf(text, words, limit, longest));
const answer = { words: question.texts.map(words), characters: question.texts.map(characters), excerpts };
console.log(JSON.stringify(answer));

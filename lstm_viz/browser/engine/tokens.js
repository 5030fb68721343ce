// From text to token numbers, as lstm_viz/inputs/text.py does it. What it knows of writing (the signs that
// stand for each other, the patterns that cut) comes from lstm_viz/inputs/signs.py in data, never twice.

/**
 * @typedef {object} Writing what lstm_viz/browser/engine/payload.py sends of signs.py
 * @property {Record<string, string>} signs
 * @property {{ sign: string, composed: string, invisible: string, marks: string, word: string, blanks: string,
 *   character: string, blank: string }} patterns
 */

/** @typedef {(text: string) => string[]} Tokenizer */

/** There is no token in a text; the message says what to do. */
export class EmptyText extends Error {
  constructor() {
    super("There is nothing to read yet: type a few words.");
  }
}

/**
 * Both tokenizers, by the names that a model's facts use.
 * @param {Writing} writing
 * @returns {{ normalize: (text: string) => string, words: Tokenizer, characters: Tokenizer }}
 */
export function makeTokenizers({ signs, patterns }) {
  const every = (/** @type {string} */ pattern) => new RegExp(pattern, "gu");
  const [sign, composed, invisible, marks] = [
    patterns.sign,
    patterns.composed,
    patterns.invisible,
    patterns.marks,
  ].map(every);
  const [word, blanks, character] = [patterns.word, patterns.blanks, patterns.character].map(every);

  // One form for each letter: Unicode's NFKC, but for accents that stand alone.
  const compose = (/** @type {string} */ text) => text.replace(composed, (part) => part.normalize("NFKC"));

  /** Lower case, one form for each letter, apostrophe, quote and hyphen, no invisible signs. */
  function normalize(/** @type {string} */ text) {
    text = text.replace(sign, (found) => signs[found]);
    text = text.replace(invisible, (_, kept) => kept ?? "");
    text = compose(text).toLowerCase().replace(marks, "");
    return compose(text); // letters that stood apart may have met
  }

  return {
    normalize,
    words: (text) => normalize(text).match(word) ?? [],
    characters: (text) => normalize(text).replace(blanks, " ").match(character) ?? [],
  };
}

/**
 * The tokenizer of a network, by its facts: somebody's own may tell capitals apart, and may know no blank.
 * @param {Writing} writing
 * @param {Record<string, string>} facts
 * @returns {Tokenizer}
 */
export function tokenizerOf(writing, { tokenizer, capitals = "no", blanks = "yes" }) {
  const cutters = makeTokenizers(writing);
  const word = new RegExp(writing.patterns.word, "gu");
  const blank = new RegExp(`^${writing.patterns.blank}$`, "u");
  const exact = tokenizer === "words" ? (/** @type {string} */ text) => text.match(word) ?? [] : Array.from;
  /** @type {Tokenizer} */
  const cut = capitals === "yes" ? (text) => exact(text) : cutters[/** @type {"words" | "characters"} */ (tokenizer)];
  return blanks === "yes" ? cut : (text) => cut(text).filter((token) => !blank.test(token));
}

/**
 * A text that the tokenizer cuts into these tokens again.
 * @param {string[]} tokens
 * @param {string} tokenizer "words" or "characters"
 */
export function joinTokens(tokens, tokenizer) {
  if (tokenizer === "characters") return tokens.join("");
  return tokens.join(" ").replace(/ ([.,;:!?])/g, "$1");
}

/**
 * Where the first `count` tokens of a text end in it, so that what was typed keeps its capitals and blanks.
 * @param {string} text
 * @param {Tokenizer} cut
 * @param {number} count
 * @returns {number} characters; the whole text where it has no more tokens
 */
export function endOf(text, cut, count) {
  const wanted = cut(text).slice(0, count).join("\0");
  let end = 0;
  while (end < text.length && cut(text.slice(0, end)).join("\0") !== wanted) end++;
  while (/^\p{M}/u.test(text.slice(end))) end++; // an accent belongs to its letter
  return end;
}

/**
 * The first `limit` tokens of a text; at most its first `longest` characters are looked at.
 * @param {string} text
 * @param {Tokenizer} cut
 * @param {number} limit
 * @returns {{ tokens: string[], total: number, counted_all: boolean }} `total` tokens of the whole text, as
 *   far as it was counted; `counted_all` is false where the text was too long even to count
 * @throws {EmptyText} there is no token in it, or only blanks
 */
export function excerptOf(text, cut, limit, longest = 200_000) {
  const part = firstCharacters(text, longest);
  const tokens = cut(part);
  if (!tokens.join("").trim()) throw new EmptyText();
  return { tokens: tokens.slice(0, limit), total: tokens.length, counted_all: part.length === text.length };
}

// Characters are counted as Python counts them: one outside the first 65,536 is one, though two units long.
function firstCharacters(/** @type {string} */ text, /** @type {number} */ count) {
  let end = 0;
  for (let k = 0; k < count && end < text.length; k++) end += text.codePointAt(end) > 0xffff ? 2 : 1;
  return text.slice(0, end);
}

/** The tokens that a model knows; a token's number is its place in the list, the first one where it stands twice. */
export class Vocabulary {
  /**
   * @param {string[]} tokens
   * @param {number | null} [unknown] number of the token that stands for all others; null where none does
   */
  constructor(tokens, unknown = 0) {
    this.tokens = tokens;
    this.unknown = unknown;
    this.index = new Map(tokens.map((token, k) => /** @type {[string, number]} */ ([token, k])).reverse());
  }

  has(/** @type {string} */ token) {
    return this.index.has(token);
  }

  /** Whether it has a number, of its own or that of the unknown token. */
  reads(/** @type {string} */ token) {
    return this.unknown !== null || this.has(token);
  }

  /**
   * Token numbers; that of the unknown token for each outside the vocabulary.
   * @param {string[]} tokens which it `reads`
   */
  encode(tokens) {
    return Int32Array.from(tokens, (token) => this.index.get(token) ?? this.unknown ?? 0); // (T)
  }
}

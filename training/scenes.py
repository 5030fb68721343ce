"""Everyday scenes: a seeded generator of small sentences, written for this project.

    python -m training.scenes --sentences 60000 --seed 0 > scenes.txt

Collected text seldom says what a bear catches. These sentences do, and so often
and in so many forms that a small network can learn that the *subject* decides,
however far back it stands: in "the … goes to the river to catch", a bear means
fish, a player the ball, a commuter the bus. Other scenes give it agreement over
a relative clause, he and she, negation, quotation marks, capitals and numbers.

The scenes themselves are data, in `training.grammar`. A template is text with

    [a|b|]        one of the alternatives (the last one here is nothing)
    {place}       an entry of the list `place`, chosen anew each time
    {job.who}     column `who` of a row of the table `job`; the row (and what was
                  chosen in the cell) stays the same within one sentence
    {job2.who}    the same table, but a different row
    {x:s} {x:v} {x:ed} {x:ing}    plural noun, third person, past and -ing form
"""

import argparse
import random
import re
from collections.abc import Iterator

from lstm_viz.inputs.text import words

from .grammar import IRREGULAR, LISTS, TABLES, TOPICS

# The lesson asks a model to finish these, so no model may have seen them.
HELD_OUT = (
    "the grizzly bear goes to the river to catch",
    "the baseball player ran over to catch",
)
_SLOT = re.compile(r"\{(\w+?)(2?)(?:\.(\w+))?(?::(\w+))?\}")
_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_VOWEL_SOUND = re.compile(r"\b([Aa]) (?=(?!uni|use|euro|one\b)[aeiou]|hour\b|honest\b)", re.IGNORECASE)


def inflect(phrase: str, form: str) -> str:
    """Plural of the last word ("s"), or third person ("v"), past ("ed"), "ing" of the first.

    >>> inflect("brown bear", "s"), inflect("hurry home", "v"), inflect("run", "ed")
    ('brown bears', 'hurries home', 'ran')
    """
    before, word, after = (
        (*phrase.rpartition(" ")[:2], phrase.rpartition(" ")[2])
        if form == "s"
        else ("", *phrase.partition(" ")[::2])
    )
    if form == "s":
        before, word, after = before + word, after, ""
    elif after:
        after = " " + after
    return before + _inflect_word(word, form) + after


def _inflect_word(word: str, form: str) -> str:
    if (word, form) in IRREGULAR:
        return IRREGULAR[word, form]
    if form == "s" and word.endswith("man"):
        return word[:-2] + "en"
    stem = word[:-1] if word.endswith("e") else word
    consonant_y = word.endswith("y") and word[-2] not in "aeiou"
    if form in ("s", "v"):
        if consonant_y:
            return word[:-1] + "ies"
        return word + ("es" if re.search(r"(s|x|z|ch|sh|o)$", word) else "s")
    if form == "ed":
        return word[:-1] + "ied" if consonant_y else stem + "ed"
    return stem + "ing"


class Grammar:
    """Expands templates; one `random.Random` decides everything."""

    def __init__(self, seed: int = 0):
        self.random = random.Random(seed)
        self.topics = list(TOPICS)
        self.weights = [TOPICS[topic][0] for topic in self.topics]

    def sentence(self) -> str:
        """One sentence of a random topic, with a capital letter."""
        topic = self.random.choices(self.topics, self.weights)[0]
        text = self.expand(self.random.choice(TOPICS[topic][1]), {})
        text = re.sub(r"\s+([.,?!])", r"\1", re.sub(r"\s+", " ", text)).strip()
        text = _VOWEL_SOUND.sub(r"\1n ", text)
        return text[0].upper() + text[1:]

    def expand(self, text: str, chosen: dict) -> str:
        """Fill all slots and alternatives; `chosen` remembers this sentence's table rows."""
        while (slot := _CHOICE.search(text) or _SLOT.search(text)) is not None:
            if slot.re is _CHOICE:
                new = self.random.choice(slot[1].split("|"))
            else:
                new = self.fill(*slot.groups(), chosen)
            text = text[: slot.start()] + new + text[slot.end() :]
        return text

    def fill(self, name: str, second: str, column: str | None, form: str | None, chosen: dict) -> str:
        """What stands in a slot: an entry of a list, or a cell of this sentence's row of a table."""
        if column is None:
            entry = self.expand(self.random.choice(LISTS[name]), chosen)
        else:
            row = self.row(name, second, chosen)
            key = (name, second, column)
            if key not in chosen:
                options = row[TABLES[name][0].index(column)].split("|")
                chosen[key] = self.expand(self.random.choice(options), chosen)
            entry = chosen[key]
        return inflect(entry, form) if form else entry

    def row(self, name: str, second: str, chosen: dict) -> tuple[str, ...]:
        """The row of a table in this sentence; the second one differs from the first."""
        if (name, second) not in chosen:
            others = [row for row in TABLES[name][1] if row not in chosen.values()]
            chosen[name, second] = self.random.choice(others)
        return chosen[name, second]


def holds_out(sentence: str) -> bool:
    """Whether a sentence contains one of the lesson's test sentences, in any case."""
    text = " ".join(words(sentence))
    return any(held in text for held in HELD_OUT)


def sentences(count: int, seed: int = 0) -> Iterator[str]:
    """Exactly `count` sentences, none of them containing a held-out one."""
    grammar = Grammar(seed)
    while count > 0:
        sentence = grammar.sentence()
        if not holds_out(sentence):
            count -= 1
            yield sentence


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sentences", type=int, default=60_000)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    for sentence in sentences(options.sentences, options.seed):
        print(sentence)


if __name__ == "__main__":
    main()

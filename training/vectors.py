r"""Train the word vectors of the word maps and analogies: skip-gram with negative sampling, by gensim.

    python -m training.vectors --captions captions-en.txt --tatoeba tatoeba-en-fr.tsv \
        --wordnet wordnet-glosses.txt

Text: every caption, every English Tatoeba sentence, WordNet's definitions with their examples, and
generated scenes (`training.scenes`). Signs are left out. Writes lstm_viz/weights/vectors.safetensors,
and beside it the model card, in which every figure is measured on the file as it was written.
"""

import argparse
import itertools
import logging
import random
import re
import sys
import time
from pathlib import Path

import numpy as np
from gensim.models import KeyedVectors, Word2Vec
from gensim.models.callbacks import CallbackAny2Vec
from gensim.test.utils import datapath
from tqdm import tqdm

from lstm_viz.inputs.text import words
from lstm_viz.models.checkpoints import shipped
from lstm_viz.models.word_vectors import WordVectors

from . import corpora, scenes

NAME, TITLE = "vectors", "our own everyday words"


def definitions(path: str | Path) -> list[str]:
    """WordNet's `words : definition; "example"`: the words with their definition, then each example."""
    sentences = []
    for line in Path(path).read_text("utf-8").splitlines():
        if line.strip():
            examples = re.findall(r'"([^"]+)"', line)
            sentences += [re.sub(r'"[^"]+"', " ", line), *examples]
    return sentences


def only_words(sentence: str) -> list[str]:
    """The tokens of a sentence that are words or numbers."""
    return [token for token in words(sentence) if token[0].isalnum()]


class Progress(CallbackAny2Vec):
    """A progress bar of epochs, and a checkpoint after each."""

    def __init__(self, epochs: int, done: int, checkpoint: Path):
        self.bar = tqdm(total=epochs, initial=done, desc=NAME)
        self.checkpoint = checkpoint

    def on_epoch_end(self, model):
        self.bar.update()
        model.epochs_done = self.bar.n
        new = self.checkpoint.with_suffix(".new")
        model.save(str(new), separately=[])
        new.replace(self.checkpoint)


def train(sentences: list[list[str]], options, run: Path) -> KeyedVectors:
    """Epoch by epoch with a linearly falling rate; an interrupted run goes on where it was."""
    run.mkdir(parents=True, exist_ok=True)
    checkpoint = run / "checkpoint.model"
    if checkpoint.exists():
        model = Word2Vec.load(str(checkpoint))
    else:
        model = Word2Vec(
            vector_size=options.dimensions,
            window=options.window,
            negative=options.negative,
            sample=options.sample,
            min_count=options.min_count,
            max_final_vocab=options.vocabulary,
            sg=1,
            workers=1,  # one worker: the same seed gives the same vectors
            seed=options.seed,
        )
        model.build_vocab(sentences)
        model.epochs_done = 0
    progress = Progress(options.epochs, model.epochs_done, checkpoint)
    rates = np.linspace(options.rate, options.rate / 50, options.epochs + 1)
    for epoch in range(model.epochs_done, options.epochs):
        order = list(range(len(sentences)))
        random.Random(options.seed + epoch).shuffle(order)
        model.train(
            [sentences[k] for k in order],
            total_examples=len(sentences),
            epochs=1,
            start_alpha=rates[epoch],
            end_alpha=rates[epoch + 1],
            callbacks=[progress],
        )
    return model.wv


def rank(vectors: KeyedVectors, a: str, b: str, c: str, wanted: str) -> int:
    """Place of a word among the answers to b − a + c by 3CosAdd, 1 for the first."""
    answers = vectors.most_similar(positive=[b, c], negative=[a], topn=1000)
    return next((k for k, (word, _) in enumerate(answers, 1) if word == wanted), -1)


def measure(vectors: KeyedVectors) -> tuple[list[tuple[str, int, int]], dict[str, int]]:
    """Right and asked questions of each section of questions-words, and the lesson's two analogies."""
    _, sections = vectors.evaluate_word_analogies(datapath("questions-words.txt"))
    table = [
        (s["section"], len(s["correct"]), len(s["correct"]) + len(s["incorrect"])) for s in sections
    ]
    lesson = {
        "king − man + woman → queen": rank(vectors, "man", "king", "woman", "queen"),
        "Rome − Italy + France → Paris": rank(vectors, "italy", "rome", "france", "paris"),
    }
    return table, lesson


def card(vectors: WordVectors, counts: dict[str, int], options, seconds: float) -> str:
    """The model card; the figures are those of the vectors given."""
    keyed = KeyedVectors(vectors.vectors.shape[1])
    keyed.add_vectors(vectors.words, vectors.vectors)
    table, lesson = measure(keyed)
    asked = {": ".join(("", name)).removeprefix(": "): (right, of) for name, right, of in table}
    sections = "\n".join(
        f"| {name} | {right} | {of} | {f'{100 * right / of:.1f} %' if of else '–'} |"
        for name, (right, of) in asked.items()
    )
    ranks = "\n".join(f"- {question}: place {place}" for question, place in lesson.items())
    sources = "\n".join(f"| {source} | {count:,} |" for source, count in counts.items())
    command = " ".join(["python -m training.vectors", *map(_public, sys.argv[1:])])
    V, E = vectors.vectors.shape
    how = (
        f"Window {options.window} (shrinking), {options.negative} negative samples, {options.epochs} "
        f"epochs, "
        f"rate {options.rate} falling linearly,\nsubsampling {options.sample}, seed {options.seed}, "
        f"one worker, "
        f"{seconds:.0f} s. Stored as float16."
    )
    return f"""# vectors

{V:,} English words as points: {E} numbers each, for the word map and
for analogies. Skip-gram with negative sampling (Mikolov et al. 2013), trained by gensim.

**Use:** teaching. Not for anything that judges people: the vectors hold the habits of their texts,
such as which professions stand near “he” and near “she”.

| text | words |
|---|---|
{sources}

Captions: Flickr30k captions as in Multi30k task 2, CC BY-SA 4.0. Tatoeba: English sentences of the
English–French pairs of manythings.org/anki, CC BY 2.0 FR. WordNet 3.0: Princeton University, WordNet
licence. Scenes: generated by `training.scenes` of this project, seed {options.seed}; they name kings,
queens, families, countries and capitals often and regularly, and the collected texts seldom, so the
lesson's analogies owe much to them.

    {command}

{how}

## Measured on the file as stored

By 3CosAdd: b − a + c of vectors of length one, the question's own words left out.

{ranks}

Google's questions-words, questions whose four words are all known:

| section | right | asked | share |
|---|---|---|---|
{sections}

## Limits

- Small texts: words seen less than about 20 times have poor vectors. Outside `family` and what the
  scenes cover, most analogies fail, as the table shows.
- One vector a word: “bat” the animal and “bat” of the baseball player share theirs.
- Lower case; no word that joins several (“New York” is two words).
"""


def _public(argument: str) -> str:
    """A file of the command line by its name alone."""
    return Path(argument).name if "/" in argument else argument


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--captions", required=True, help="one English sentence a line")
    parser.add_argument("--tatoeba", required=True, help="English, tab, translation")
    parser.add_argument("--wordnet", required=True, help='words : definition; "example"')
    parser.add_argument("--scenes", type=int, default=120_000, help="generated sentences")
    parser.add_argument("--dimensions", type=int, default=100)
    parser.add_argument("--vocabulary", type=int, default=32_000, help="at most so many words")
    parser.add_argument("--min-count", type=int, default=5)
    parser.add_argument("--window", type=int, default=6)
    parser.add_argument("--negative", type=int, default=8)
    parser.add_argument("--sample", type=float, default=1e-4)
    parser.add_argument("--rate", type=float, default=0.025)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--output", type=Path, default=shipped(NAME))
    options = parser.parse_args()
    logging.basicConfig(level=logging.WARNING)
    started = time.monotonic()

    texts = {
        "captions": corpora.captions(options.captions),
        "Tatoeba, English side": corpora.tatoeba(options.tatoeba),
        "WordNet definitions and examples": definitions(options.wordnet),
        "generated scenes": list(scenes.sentences(options.scenes, options.seed)),
    }
    texts = {source: [only_words(sentence) for sentence in part] for source, part in texts.items()}
    counts = {source: sum(map(len, part)) for source, part in texts.items()}
    print(counts, flush=True)
    keyed = train(list(itertools.chain(*texts.values())), options, Path("runs") / NAME)
    count = keyed.get_vecattr
    facts = {"counts": [int(count(word, "count")) for word in keyed.index_to_key]}
    WordVectors(keyed.index_to_key, keyed.vectors, TITLE, **facts).save(options.output)
    written = WordVectors.load(options.output)
    text = card(written, counts, options, time.monotonic() - started)
    options.output.with_suffix(".md").write_text(text, "utf-8")
    print(text)


if __name__ == "__main__":
    main()

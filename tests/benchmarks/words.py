"""How fast words are found and trained: OMP_NUM_THREADS=1 python -m tests.benchmarks.words

Each figure is the best of several runs in processor time, ours and the other in turn: other programs on
the machine count little.
"""

import time
import timeit

import numpy as np
from gensim.models import Word2Vec

from lstm_viz import lessons
from lstm_viz.figures.word_map import word_map
from lstm_viz.nn import embeddings
from lstm_viz.nn.word2vec.training import Corpus, Settings, train

SCENES = lessons.SCENES
V, E, K = 30_000, 100, 10


def in_turn(*calls, repeat=25) -> list[float]:
    """Best milliseconds of each call."""
    times = [
        [timeit.timeit(call, number=1, timer=time.process_time) for call in calls] for _ in range(repeat)
    ]
    return [1000 * min(column) for column in zip(*times, strict=True)]


def look_up():
    """Target: at most 1.2 × one matrix–vector product and argpartition."""
    unit = embeddings.normalize(np.random.default_rng(0).normal(size=(V, E)).astype(np.float32))
    direction = unit[5].copy()

    def bare():
        np.argpartition(unit @ direction, V - K)

    def neighbours():
        embeddings.neighbours(unit, 5, K)

    def analogy():
        embeddings.nearest(unit, embeddings.analogy(unit, 5, 7, 9), K, without=(5, 7, 9))

    base, near, like = in_turn(bare, neighbours, analogy, repeat=300)
    print(f"{V:,} × {E}: product and argpartition {base:.2f} ms")
    for name, taken in (("neighbours", near), ("analogy", like)):
        print(f"  {name} {taken:.2f} ms, {taken / base:.2f} × (target 1.2)")


def training(corpus: Corpus, dimensions: int, window: int, epochs: int = 3):
    """Target: at least 0.3 × gensim's words per second with one worker."""
    cuts = np.flatnonzero(np.diff(corpus.whole.sentence)) + 1
    parts = np.split(corpus.whole.ids, cuts)
    sentences = [[corpus.vocabulary[i] for i in part] for part in parts]
    read = epochs * len(corpus.whole.ids)
    for flavour in ("skip-gram", "cbow"):
        settings = Settings(flavour, window=window, dimensions=dimensions, epochs=epochs)
        model = Word2Vec(
            vector_size=dimensions,
            window=window,
            negative=settings.negative,
            sample=settings.sample,
            sg=flavour == "skip-gram",
            workers=1,
            min_count=1,
            shrink_windows=False,
        )
        model.build_vocab(sentences)

        def ours(settings=settings):
            for _ in train(corpus, settings):
                pass

        def theirs(model=model):
            model.train(sentences, total_examples=len(sentences), epochs=epochs)

        a, b = in_turn(ours, theirs, repeat=4)
        print(
            f"{flavour}, {dimensions} numbers, window {window}: {read / a:,.0f} thousand words/s, "
            f"gensim {read / b:,.0f}, {b / a:.2f} × (target 0.3)"
        )


def drawing():
    """The map of 10,000 words: time to build it, and its size for the browser."""
    unit = embeddings.normalize(np.random.default_rng(0).normal(size=(10_000, E)))
    words = [f"word{k}" for k in range(len(unit))]
    pca = embeddings.PCA.fit(unit, 20)
    points = pca.transform(unit)[:, :2]
    fit, build = in_turn(
        lambda: embeddings.PCA.fit(unit, 20),
        lambda: word_map(pca, words, points, [], 3, list(range(10, 18))),
        repeat=5,
    )
    size = len(word_map(pca, words, points, []).to_json())
    print(f"10,000 words: PCA {fit:.0f} ms, figure {build:.0f} ms, {size / 1000:.0f} kB")


def main():
    look_up()
    corpus = Corpus.read(SCENES.read_text("utf-8"))
    print(f"corpus: {len(corpus.whole.ids):,} words, {len(corpus.vocabulary)} different")
    for dimensions, window in ((30, 4), (50, 5), (60, 8)):
        training(corpus, dimensions, window)
    drawing()


if __name__ == "__main__":
    main()

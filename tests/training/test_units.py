"""What goes into the index of units, against NumPy, scikit-learn and a held output gate."""

import numpy as np
import pytest

import lstm_viz
from lstm_viz.inputs.text import END, UNKNOWN, Vocabulary
from lstm_viz.studies import intervention
from lstm_viz.studies.surprise import log_probabilities
from training import features, kinds, units


def readings(N=400, H=5, V=12, seed=0):
    r = np.random.default_rng(seed)
    ids = r.integers(0, V, N)
    c = r.normal(0, 1, (N, H)).astype(np.float32)
    c[:, 0] = ids * 0.7 + r.normal(0, 0.1, N)  # unit 0 follows the token
    measured = np.stack([r.normal(0, 1, N), np.where(r.random(N) < 0.3, np.nan, c[:, 1] > 0)])
    text = np.arange(N) // 10
    return units.Readings(
        ids, np.roll(ids, -1), text, c, np.tanh(c), r.random((N, H)), r.normal(0, 1, (N, H)), measured
    )


def test_correlations_are_numpys():
    read = readings()
    r, counts = units.correlations(read)
    for k, row in enumerate(read.features):
        has = ~np.isnan(row)
        assert counts[k] == has.sum()
        for unit in range(5):
            expected = np.corrcoef(row[has], read.cell_state[has, unit])[0, 1]
            assert r[k, unit] == pytest.approx(expected, abs=1e-5)


def test_explained_is_the_adjusted_r2_of_a_regression_on_the_token():
    from sklearn.linear_model import LinearRegression

    read = readings()
    one_hot = np.eye(12)[read.ids]
    r2 = [
        LinearRegression(fit_intercept=False).fit(one_hot, c).score(one_hot, c)
        for c in read.cell_state.T
    ]
    adjusted = np.maximum(0, 1 - (1 - np.array(r2)) * 399 / (400 - 12))
    np.testing.assert_allclose(units.explained(read), adjusted, atol=1e-4)
    assert units.explained(read)[0] > 0.95


def test_writers_are_the_largest_means():
    read = readings()
    ids, values = units.writers(read, least=1)
    for unit in range(5):
        means = {t: read.written[read.ids == t, unit].mean() for t in range(12)}
        assert ids[0, unit, 0] == max(means, key=means.get) and ids[1, unit, 0] == min(
            means, key=means.get
        )
        assert values[0, unit, 0] == pytest.approx(max(means.values()))


def test_contexts_stay_in_their_text_and_name_the_extreme():
    read = readings()
    ids, values, at = units.contexts(read, (3, 2))
    n = int(read.cell_state[:, 2].argmax())
    assert ids[0, 2, 0, at[0, 2, 0]] == read.ids[n]
    assert values[0, 2, 0, at[0, 2, 0]] == read.cell_state[n, 2]
    inside = [m for m in range(n - 3, n + 3) if 0 <= m < 400 and read.text[m] == read.text[n]]
    assert ids[0, 2, 0, : len(inside)].tolist() == read.ids[inside].tolist()


def test_ablation_is_the_loss_of_a_shut_output_gate():
    model = lstm_viz.load_model()
    texts = [["the", "dogs", "near", "the", "house", "are", "big", "."], ["she", "said", "yes", "."]]
    loss, rise, error = units.ablate(model, texts, 64, 1000)
    end = model.vocabulary.index[END]

    def bits(*holds):
        found = []
        for tokens in texts:
            trace = intervention.repeat(model, model.trace(tokens), holds)
            log_p = log_probabilities(model, trace.hidden_state)
            found.append(-log_p[np.arange(len(tokens)), np.append(trace.ids[1:], end)])
        return np.concatenate(found)

    whole = bits()
    assert loss == pytest.approx(whole.mean(), abs=1e-3)
    for unit in (0, 31):
        change = bits(intervention.Hold("output", 0, (unit,))) - whole
        assert rise[unit] == pytest.approx(change.mean(), abs=1e-4)
        assert error[unit] == pytest.approx(change.std() / np.sqrt(len(change)), abs=1e-4)


def test_features_of_words():
    vocabulary = Vocabulary([UNKNOWN, END, "the", "dogs"])
    text = ["the", "dogs", "that", "sleep", "are", "not", "big", ".", "he", "said", ",", '"', "yes", '"']
    values = dict(zip(features.WORDS, features.of_words(text, vocabulary), strict=True))
    assert values["position in the sentence"].tolist() == [1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6]
    assert values["inside quotes"].tolist() == [0] * 12 + [1, 0]
    number = values["number of the subject"]
    assert number[1:4].tolist() == [1, 1, 1] and np.isnan(number[[0, *range(4, 14)]]).all()
    assert values["after a negation"].tolist() == [0] * 6 + [1, 1] + [0] * 6


def test_features_of_characters():
    vocabulary = Vocabulary([UNKNOWN, END])
    values = features.of_characters(list("don't go.\n\"x"), vocabulary)
    named = dict(zip(features.CHARACTERS, values, strict=True))
    assert named["part of a word"].tolist() == [1, 1, 1, 1, 1, 0, 1, 1, 0, 0, 0, 1]
    assert named["place in the word"][:5].tolist() == [1, 2, 3, 4, 5]
    assert named["position in the line"][-1] == 2 and named["inside quotes"][-1] == 1


def test_kinds_of_characters():
    vocabulary = Vocabulary([UNKNOWN, END, "a", "b", " ", "7"])
    assert kinds.of_characters(vocabulary)[1:].tolist() == [4, 0, 1, 2, 3]


def test_kinds_of_words(tmp_path):
    glosses = tmp_path / "glosses.txt"
    glosses.write_text(
        "dog : animal\nrun : race\nbreathe , take a breath : draw air\nrun : go fast\nrun : flow\n"
        "able : can\nbig : large\n"
    )
    tokens = [UNKNOWN, END, "dogs", "running", "big", "the", "of", ".", "was"]
    found = kinds.of_words(Vocabulary(tokens), glosses)
    assert [kinds.WORD_KINDS[k] for k in found[1:]] == [
        "sign or end",
        "noun",
        "verb",
        "adjective or adverb",
        "article or pronoun",
        "preposition or conjunction",
        "sign or end",
        "verb",
    ]


def test_an_index_of_a_model_of_letters(tmp_path):
    """From three small corpora to a file that loads beside its model, and no other."""
    import argparse

    import torch

    from lstm_viz.studies.units import UnitIndex, fingerprint
    from training import scenes
    from training.letters import CHARACTERS
    from training.network import Network

    sentences = list(scenes.sentences(400, 3))
    for name in ("captions", "shakespeare"):
        (tmp_path / name).write_text("\n\n".join(sentences))
    (tmp_path / "tatoeba").write_text("\n".join(f"{s}\tx" for s in sentences))
    torch.manual_seed(0)
    model = Network("lstm", len(CHARACTERS) + 2, 4, 6).to_model(
        [UNKNOWN, END, *CHARACTERS], "characters"
    )
    options = argparse.Namespace(
        model="letters", scenes=40, texts=60, ablation_tokens=300, seed=0, wordnet=None,
        **{name: tmp_path / name for name in ("captions", "tatoeba", "shakespeare")},
    )  # fmt: skip
    index = units.build(model, options, by_word=False)
    index.save(tmp_path / "letters.safetensors")
    again = UnitIndex.load(tmp_path / "letters.safetensors")
    assert again.H == 6 and again.facts["fingerprint"] == fingerprint(model)
    assert "part of a word" in [feature["name"] for feature in again.facts["features"]]
    assert again.contexts.shape == (2, 6, units.CONTEXTS, 36 + 1 + 8)

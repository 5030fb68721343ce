"""The sentiment model against PyTorch, and what the shipped one knows."""

import numpy as np
import pytest
import torch

from lstm_viz import lessons
from lstm_viz.inputs.clitics import english
from lstm_viz.inputs.text import EmptyText
from lstm_viz.models.checkpoints import ModelError
from lstm_viz.models.sentiment import SentimentModel


@pytest.fixture(scope="module")
def model() -> SentimentModel:
    return SentimentModel.load()


@pytest.mark.parametrize("text", ["A great film.", "I don't like it; it's dull, isn't it?", "xyzzy 🙂"])
def test_scores_are_pytorchs(model, text):
    layer = torch.nn.LSTM(model.sizes["E"], model.sizes["H"], batch_first=True)
    head = torch.nn.Linear(model.sizes["H"], 2)
    tensors = {name: torch.from_numpy(array) for name, array in model.tensors.items()}
    layer.load_state_dict(
        {n.removeprefix("lstm."): t for n, t in tensors.items() if n.startswith("lstm.")}
    )
    head.load_state_dict(
        {n.removeprefix("head."): t for n, t in tensors.items() if n.startswith("head.")}
    )
    trace = model.trace(text)
    with torch.inference_mode():
        x = torch.nn.functional.embedding(torch.from_numpy(trace.ids), tensors["embedding.weight"])
        h, (_, c) = layer(x[None])
        scores = head(h)[0]
    np.testing.assert_allclose(trace.scores, scores, atol=2e-5)
    np.testing.assert_allclose(trace.cell_state[-1], c[0, 0], atol=2e-5)
    np.testing.assert_allclose(trace.positive, scores.softmax(dim=1)[:, 1], atol=1e-5)


def test_the_verdict_at_a_word_is_that_of_the_sentence_ending_there(model):
    tokens = english("The story is dull, but the acting is wonderful.")
    whole = model.trace(tokens).scores
    for t in range(1, len(tokens)):
        np.testing.assert_allclose(whole[t - 1], model.trace(tokens[:t]).scores[-1], atol=1e-5)


@pytest.mark.parametrize("word", ["good", "great", "wonderful", "funny", "brilliant", "moving"])
def test_praise_is_positive_and_not_turns_it(model, word):
    plain, turned = (model.trace(f"The film is {n}{word}.").positive[-1] for n in ("", "not "))
    assert plain > 0.5 > turned


@pytest.mark.parametrize("word", ["bad", "boring", "terrible", "awful", "dull", "stupid"])
def test_blame_is_negative_and_not_turns_it(model, word):
    plain, turned = (model.trace(f"The film is {n}{word}.").positive[-1] for n in ("", "not "))
    assert plain < 0.5 < turned


def test_the_measured_accuracy_reaches_the_goal(model):
    assert float(model.facts["accuracy"]) >= 0.84


def test_negated_sentences_are_judged_as_the_facts_say(model):
    right = [
        (model.trace(text).positive[-1] >= 0.5) == (meant == "positive")
        for meant, texts in lessons.load("negation").items()
        for text in texts
    ]
    assert len(right) == 60
    assert np.mean(right) == pytest.approx(float(model.facts["accuracy_negated"]), abs=1e-4)
    assert np.mean(right) >= 0.85


def test_unknown_words_are_marked_and_nothing_is_refused(model):
    trace = model.trace(["xyzzyx", "film"])
    assert trace.known == [False, True]
    with pytest.raises(EmptyText, match="type a sentence"):
        model.trace("  ")


def test_what_is_no_sentiment_model_is_refused(model):
    with pytest.raises(ModelError, match="vocabulary"):
        SentimentModel(model.tensors, {})
    with pytest.raises(ModelError, match=r"head\.bias"):
        SentimentModel({n: t for n, t in model.tensors.items() if n != "head.bias"}, model.facts)
    with pytest.raises(ModelError, match="do not fit"):
        SentimentModel(model.tensors | {"head.weight": np.zeros((3, 4), np.float32)}, model.facts)


def test_what_the_lesson_says_is_so(model):
    def positive(text):
        return model.trace(text).positive

    plain, turned = positive("The movie is good."), positive("The movie is not good.")
    assert plain[-1] > 0.5 > turned[-1]
    assert turned[3] < 0.5 < turned[2]  # it falls at “not” itself
    assert positive("The movie is bad.")[-1] < 0.5
    not_bad = positive("The movie is not bad.")
    assert not_bad[3] < 0.5 < not_bad[4]  # “bad” lifts it past the middle, “good” does not
    assert turned[4] < 0.5
    assert positive("I don't like this film.")[-1] < 0.5 < positive("I like this film.")[-1]
    assert positive("The acting is wonderful, but the story is dull.")[-1] < 0.5
    assert positive("The story is dull, but the acting is wonderful.")[-1] > 0.5
    assert positive("This is far from a great film.")[-1] < 0.5 < positive("This is a great film.")[-1]
    assert positive("It is not without charm.")[-1] < 0.5  # for us it is praise
    assert positive("I loved every minute of waiting for it to end.")[-1] > 0.5  # irony believed

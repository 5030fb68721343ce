"""Shuffled moments: every shipped feedforward network answers each as before, every recurrent one does not."""

import numpy as np
import pytest
import torch

import lstm_viz
from lstm_viz.models import ball, waveform
from lstm_viz.studies import shuffled

TOKENS = np.array("the dogs that live near the old house are".split())


def language(name):
    """A language model as tokens (T,) → scores (T, V)."""
    model = lstm_viz.load_model(f"everyday-{name}")
    return lambda tokens: model.scores(model.trace(tokens.tolist()).hidden_state)


def flat(guess):
    """Guesses in one row a moment."""
    return lambda x: guess(x).reshape(len(x), -1)


BALL, VOICE = ball.Guessers.load(), waveform.Guessers.load()
CASES = {
    "words": (TOKENS, language("feedforward"), language("rnn")),
    "frames": (ball.path((-0.6, -0.4), (0.07, 0.05), 24), flat(BALL.feedforward), flat(BALL.recurrent)),
    "samples": (VOICE.example[:200], VOICE.feedforward, VOICE.recurrent),
}


@pytest.mark.parametrize("kind", CASES)
@pytest.mark.parametrize("seed", range(3))
def test_the_feedforward_answer_to_each_moment_stays(kind, seed):
    x, without, within = CASES[kind]
    order = shuffled.shuffle(len(x), seed)
    np.testing.assert_allclose(shuffled.after(without, x, order), without(x), atol=2e-5)
    one_by_one = np.concatenate([without(x[k : k + 1]) for k in range(len(x))])
    np.testing.assert_allclose(without(x), one_by_one, atol=2e-5)  # each from its own moment alone
    assert np.abs(shuffled.after(within, x, order) - within(x)).max() > 0.1


def test_answers_come_back_to_their_moments_as_with_torch():
    """A cumulative sum, shuffled and put back by torch's inverse permutation."""
    x, order = np.arange(6.0)[:, None], shuffled.shuffle(6, 4)
    there = torch.from_numpy(x)[torch.from_numpy(order)].cumsum(0)
    wanted = there[torch.argsort(torch.from_numpy(order))].numpy()
    np.testing.assert_allclose(shuffled.after(lambda m: m.cumsum(axis=0), x, order), wanted)


@pytest.mark.parametrize("T", [1, 2, 3, 40])
def test_an_order_holds_each_moment_once_and_is_another(T):
    order = shuffled.shuffle(T, 0)
    assert sorted(order.tolist()) == list(range(T))
    assert T == 1 or order.tolist() != list(range(T))

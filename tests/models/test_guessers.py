"""The ball and the voice: their networks against PyTorch's, their figures measured again."""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from lstm_viz.models import ball, waveform
from training import ball as training
from training import small

BALL, VOICE = ball.Guessers.load(), waveform.Guessers.load()


def twin(guessers, name, E, outputs):
    """A shipped network in PyTorch."""
    state = {
        n.removeprefix(f"{name}."): torch.from_numpy(a)
        for n, a in guessers.tensors.items()
        if n.startswith(name)
    }
    kind = {"recurrent": small.Recurrent, "feedforward": small.Feedforward}[name]
    H = len(state["rnn.bias_ih_l0" if name == "recurrent" else "hidden.bias"])
    network = kind(E, H, outputs)
    network.load_state_dict(state)
    return network.eval()


place = st.floats(-1, 1)


@given(st.tuples(place, place), st.tuples(st.floats(-0.3, 0.3), st.floats(-0.3, 0.3)))
def test_paths_bounce_off_the_edges(start, velocity):
    """Against a ball that is moved a step at a time and turned around at each edge."""
    at, v, wanted = np.array(start), np.array(velocity), []
    for _ in range(40):
        wanted.append(at.copy())
        at = at + v
        for k in range(2):
            if abs(at[k]) > 1:
                at[k] = np.sign(at[k]) * 2 - at[k]
                v[k] = -v[k]
    np.testing.assert_allclose(ball.path(start, velocity, 40), wanted, atol=1e-9)


@pytest.mark.parametrize("name", ["recurrent", "feedforward"])
def test_ball_networks_guess_as_torch_does(name):
    places = ball.path([0.3, -0.6], [0.07, 0.05], 60).astype(np.float32)
    with torch.no_grad():
        wanted = twin(BALL, name, 2, 2 * ball.AHEAD)(torch.from_numpy(places)[None])[0]
    found = getattr(BALL, name)(places)
    np.testing.assert_allclose(found.reshape(60, -1), wanted, atol=1e-4)


def test_ball_figures_can_be_measured_again():
    paths = training.balls(400, torch.Generator().manual_seed(77))
    for name in ("recurrent", "feedforward"):
        network = twin(BALL, name, 2, 2 * ball.AHEAD)
        again = training.errors(network, paths).mean(dim=0)[-1, -1].item()
        assert again == pytest.approx(BALL.figures[name]["error"][-1][-1], rel=0.15)


def test_a_past_helps_from_the_first_frames_on_and_size_is_equal():
    recurrent, feedforward = (
        np.array(BALL.figures[n]["error"])[:, -1] for n in ("recurrent", "feedforward")
    )
    assert recurrent[0] == pytest.approx(feedforward[0], rel=0.2)  # one frame: nobody knows
    assert recurrent[10] < 0.3 * feedforward[10]
    for guessers in (BALL, VOICE):
        counts = [guessers.figures[n]["parameters"] for n in ("recurrent", "feedforward")]
        assert max(counts) / min(counts) < 1.02


@pytest.mark.parametrize("name", ["recurrent", "feedforward"])
def test_voice_networks_guess_as_torch_does(name):
    samples = VOICE.example[:200]
    with torch.no_grad():
        wanted = twin(VOICE, name, 1, waveform.AHEAD)(torch.from_numpy(samples)[None, :, None])[0]
    np.testing.assert_allclose(getattr(VOICE, name)(samples), wanted, atol=1e-4)


def test_missed_share_is_0_for_the_truth_and_1_for_silence():
    samples = np.random.default_rng(0).normal(size=300).astype(np.float32)
    truth = waveform.following(samples)
    assert truth.shape == (300 - waveform.AHEAD, waveform.AHEAD)
    np.testing.assert_array_equal(truth[5], samples[6 : 6 + waveform.AHEAD])
    np.testing.assert_allclose(waveform.missed(truth, samples), 0)
    np.testing.assert_allclose(waveform.missed(np.zeros_like(truth), samples), 1)


def test_hearing_the_past_helps_on_held_out_voices():
    recurrent, feedforward = (np.array(VOICE.figures[n]["missed"]) for n in ("recurrent", "feedforward"))
    assert (recurrent < feedforward).all()
    own = [
        waveform.missed(getattr(VOICE, n)(VOICE.example), VOICE.example)[0]
        for n in ("recurrent", "feedforward")
    ]
    assert own[0] < own[1]


def test_level_makes_any_loudness_the_same_and_leaves_silence():
    samples = np.random.default_rng(0).normal(size=300)
    np.testing.assert_allclose(waveform.level(samples), waveform.level(samples / 50), rtol=1e-5)
    assert np.sqrt((waveform.level(samples) ** 2).mean()) == pytest.approx(1, rel=1e-5)
    assert (waveform.level(np.zeros(10)) == 0).all()

"""Claims of the Recurrence page about the shipped networks, recomputed."""

from lstm_viz import load_model
from lstm_viz.inputs.text import words
from lstm_viz.models import waveform
from lstm_viz.nn import gradients
from lstm_viz.studies.properties import fading
from lstm_viz.ui.long_text import TEXT
from lstm_viz.ui.recurrence.properties import FAR_TEXT, FAR_WORD


def test_recurrent_and_feedforward_network_differ_in_the_weights_w_alone():
    feedforward, recurrent = (load_model(f"everyday-{name}") for name in ("feedforward", "rnn"))
    assert feedforward.sizes == recurrent.sizes
    H = recurrent.sizes["H"]
    assert not feedforward.parameters.W[:, :H].any() and recurrent.parameters.W[:, :H].any()


def test_having_read_the_words_before_lowers_perplexity():
    feedforward, recurrent = (load_model(f"everyday-{name}") for name in ("feedforward", "rnn"))
    assert float(recurrent.facts["perplexity"]) < float(feedforward.facts["perplexity"])


def test_the_word_that_decides_far_back_fades_in_the_plain_rnn_and_stays_in_the_gated_cells():
    tokens = words(FAR_TEXT)
    far = {
        cell: fading(load_model(name), tokens, tokens.index(FAR_WORD))[-1]
        for cell, name in (("rnn", "everyday-rnn"), ("lstm", "everyday"), ("gru", "everyday-gru"))
    }
    assert far["rnn"] < far["lstm"] / 2 and far["rnn"] < far["gru"]


def test_the_recurrent_network_misses_less_of_the_sound():
    guessers = waveform.Guessers.load()
    samples = guessers.example
    missed = [
        waveform.missed(guess(samples), samples)[0]
        for guess in (guessers.feedforward, guessers.recurrent)
    ]
    assert missed[1] < missed[0]


def test_over_fifty_words_the_plain_rnns_gradient_vanishes():
    model = load_model("everyday-rnn")
    trace = model.trace(TEXT)
    assert len(trace) == 50
    norms = gradients.reach(model.parameters.W[:, : model.sizes["H"]], trace.hidden_state)
    assert norms[0] < 0.1 * norms[-1] and norms[0] < 0.1

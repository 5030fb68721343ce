"""Claims of the Recurrence page about the shipped networks, recomputed."""

from lstm_viz import load_model


def test_recurrent_and_feedforward_network_differ_in_the_weights_w_alone():
    feedforward, recurrent = (load_model(f"everyday-{name}") for name in ("feedforward", "rnn"))
    assert feedforward.sizes == recurrent.sizes
    H = recurrent.sizes["H"]
    assert not feedforward.parameters.W[:, :H].any() and recurrent.parameters.W[:, :H].any()


def test_having_read_the_words_before_lowers_perplexity():
    feedforward, recurrent = (load_model(f"everyday-{name}") for name in ("feedforward", "rnn"))
    assert float(recurrent.facts["perplexity"]) < float(feedforward.facts["perplexity"])

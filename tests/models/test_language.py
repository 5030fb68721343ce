"""Every shipped language model against PyTorch with its file's own tensors, its card, and what it has learned."""

import copy
import re

import numpy as np
import pytest
import torch
from safetensors import safe_open
from safetensors.torch import load_file
from scipy.stats import spearmanr

import lstm_viz
from lstm_viz.inputs.text import END, UNKNOWN
from lstm_viz.models import checkpoints
from lstm_viz.models.checkpoints import WEIGHTS
from lstm_viz.models.language import DEFAULT
from lstm_viz.nn.softmax import softmax
from training import scenes

NAMES = [*lstm_viz.model_names(), *lstm_viz.snapshot_names()]
TEXTS, LONGEST = 200, 50
LIMIT_BYTES = 25_000_000  # of all language models together, so that a clone stays light


KINDS = {"lstm": torch.nn.LSTM, "rnn": torch.nn.RNN, "gru": torch.nn.GRU}


@pytest.fixture(scope="module", params=[n for n in NAMES if lstm_viz.load_model(n).cell_name in KINDS])
def shipped(request):
    """A shipped model, and the torch layer and tensors of the same file."""
    tensors = {name: t.float() for name, t in load_file(checkpoints.shipped(request.param)).items()}
    model = lstm_viz.load_model(request.param)
    layer = KINDS[model.cell_name](model.sizes["E"], model.sizes["H"])
    prefix = f"{model.cell_name}."
    layer.load_state_dict({n[len(prefix) :]: t for n, t in tensors.items() if n.startswith(prefix)})
    return model, layer, tensors


def random_texts(model, seed=0, longest=LONGEST):
    """Texts of random known tokens; one token in twenty is unknown."""
    rng = np.random.default_rng(seed)
    tokens = model.vocabulary.tokens
    for length in rng.integers(1, longest + 1, TEXTS):
        ids = rng.integers(1, len(tokens), length)
        yield ["qwxzqwxz" if rng.random() < 0.05 else tokens[i] for i in ids]


def everyday_texts(model, seed=0):
    """Texts of sentences as people write them."""
    sentences = scenes.sentences(4 * TEXTS, seed)
    for four in zip(*[sentences] * 4, strict=True):
        yield model.tokenize(" ".join(four))[:LONGEST]


def torch_states(layer, x):
    """h and C (zeros for a cell without C) after every step of a batch (T, N, E), each (T, N, H)."""
    state, hs, cs = None, [], []
    with torch.inference_mode():
        for x_t in x:
            _, state = layer(x_t[None], state)
            h, c = state if isinstance(state, tuple) else (state, torch.zeros_like(state))
            hs.append(h)
            cs.append(c)
    return torch.cat(hs).numpy(), torch.cat(cs).numpy()


@pytest.mark.parametrize("texts", [random_texts, everyday_texts])
def test_states_are_those_of_torch(shipped, texts):
    """200 texts. The judge is torch's layer in double precision, loaded with the file's tensors.

    float32 cannot do better than some 1e-6 here: trained pre-activations are sums of terms as large as
    20, which cancel. So the typical and the largest error are at most 1e-6, or of the size that torch's
    own layer makes in float32 too.
    """
    model, layer, tensors = shipped
    traces = [model.trace(text) for text in texts(model)]
    assert len(traces) == TEXTS
    ids = torch.zeros(LONGEST, TEXTS, dtype=torch.long)
    for n, trace in enumerate(traces):
        ids[: len(trace), n] = torch.from_numpy(trace.ids)
    x = tensors["embedding.weight"][ids]  # (T, N, E)
    exact = torch_states(copy.deepcopy(layer).double(), x.double())
    single = torch_states(layer, x)
    for k, field in enumerate(("hidden_state", "cell_state")[: 2 if model.cell_name == "lstm" else 1]):
        ours, theirs = [], []
        for n, trace in enumerate(traces):
            truth = exact[k][: len(trace), n]
            size = np.maximum(1, np.abs(truth))
            ours.append((np.abs(getattr(trace, field) - truth) / size).max())
            theirs.append((np.abs(single[k][: len(trace), n] - truth) / size).max())
        assert np.median(ours) <= max(1e-6, 1.2 * np.median(theirs)), field
        assert np.max(ours) <= max(1e-6, 2 * np.max(theirs)), field
        assert np.mean(ours) <= max(5e-7, 1.2 * np.mean(theirs)), field


def test_long_text(shipped):
    model, layer, tensors = shipped
    text = [token for text in random_texts(model, seed=1) for token in text][:500]
    trace = model.trace(text)
    with torch.inference_mode():
        h, _ = layer(tensors["embedding.weight"][torch.from_numpy(trace.ids)])
    assert len(trace) == 500
    assert np.abs(trace.hidden_state - h.numpy()).max() <= 1e-5


def test_gates_are_those_of_the_equations_in_double_precision(shipped):
    model, _, tensors = shipped
    if model.cell_name != "lstm":  # the other cells have their own equations and tests
        return
    W_ih, W_hh, b_ih, b_hh = (
        tensors[f"lstm.{n}_l0"].double() for n in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
    )
    for text in list(everyday_texts(model, seed=2))[:20]:
        trace = model.trace(text)
        h = c = torch.zeros(model.sizes["H"], dtype=torch.float64)
        for t, x in enumerate(tensors["embedding.weight"][torch.from_numpy(trace.ids)].double()):
            i, f, g, o = (W_ih @ x + b_ih + W_hh @ h + b_hh).chunk(4)
            i, f, g, o = i.sigmoid(), f.sigmoid(), g.tanh(), o.sigmoid()
            c = f * c + i * g
            h = o * c.tanh()
            # processors add float32 in different orders: 0.9e-6 off on one, 1.13e-6 on another
            for mine, theirs in ((trace.forget_gate, f), (trace.input_gate, i), (trace.output_gate, o)):
                assert np.abs(mine[t] - theirs.numpy()).max() <= 2e-6
            # tanh is four times as steep as σ
            assert np.abs(trace.candidate[t] - g.numpy()).max() <= 4e-6


def test_predictions_are_the_softmax_of_the_head(shipped):
    model, layer, tensors = shipped
    text = next(random_texts(model, seed=3))
    trace = model.trace(text)
    with torch.inference_mode():
        h, _ = layer(tensors["embedding.weight"][torch.from_numpy(trace.ids)])
        y = h.double() @ tensors["head.projection.weight"].double().T
        scores = y @ tensors["embedding.weight"].double().T + tensors["head.bias"].double()
        p, order = scores.softmax(-1).sort(descending=True)
    tokens = model.vocabulary.tokens
    for t in (0, len(trace) // 2, -1):
        ours = model.predict(trace, t, k=10)
        assert len(ours) == 10
        np.testing.assert_allclose([q for _, q in ours], p[t, :10].numpy(), rtol=1e-4)
        exact = dict(zip((tokens[i] for i in order[t]), p[t].tolist(), strict=True))
        assert all(exact[token] == pytest.approx(q, rel=1e-4) for token, q in ours)
    everything = model.predict(trace, k=len(tokens))
    assert sum(q for _, q in everything) == pytest.approx(1, abs=1e-4)
    assert {token for token, _ in everything} == set(tokens)
    with pytest.raises(IndexError):
        model.predict(trace, len(trace))


def test_facts_and_tensors_of_the_file(shipped):
    model, _, tensors = shipped
    V, E, H = (model.sizes[name] for name in "VEH")
    assert tensors["embedding.weight"].shape == (V, E)
    # b_ih and b_hh of the rows for r and z, or of all rows, are only ever added: they count once
    H_rows = {"gru": 2}.get(model.cell_name, len(tensors[f"{model.cell_name}.bias_hh_l0"]) // H) * H
    assert model.sizes["parameters"] == sum(t.numel() for t in tensors.values()) - H_rows
    assert model.vocabulary.tokens[0] == UNKNOWN and END in model.vocabulary
    assert float(model.facts["perplexity"]) < V
    assert model.facts["title"]
    assert all(torch.isfinite(t).all() for t in tensors.values())
    assert model.parameters.hidden_size == H


def test_everyday_is_the_default_and_big_enough():
    assert lstm_viz.model_names()[0] == DEFAULT == "everyday"
    assert len(lstm_viz.load_model().vocabulary) >= 8000
    assert lstm_viz.load_model().cell_name == "lstm"


def test_it_finishes_the_baseball_sentence(everyday):
    trace = everyday.trace("The baseball player ran over to catch")
    assert all(trace.known)
    assert {"the", "a"} & {token for token, _ in everyday.predict(trace, k=5)}


def test_it_knows_what_a_bear_catches(everyday):
    text = "The grizzly bear goes to the river to catch"
    trace = everyday.trace(text)
    assert all(trace.known)
    best = [token for token, _ in everyday.predict(trace, k=5)]
    for article in {"the", "a", "some"} & set(best):
        best += [token for token, _ in everyday.predict(everyday.trace(f"{text} {article}"), k=5)]
    assert "fish" in best


def test_the_subject_decides_what_is_caught(everyday):
    """The same ending, another subject: fish is likelier after the bear, a ball after the player."""

    def p(text, word):
        return dict(everyday.predict(everyday.trace(text), k=len(everyday.vocabulary)))[word]

    bear, player = "The grizzly bear goes to the river to catch", "The baseball player ran over to catch"
    assert p(bear, "fish") > p(player, "fish")
    assert p(player + " the", "ball") > p(bear + " the", "ball")


def test_real_text_is_read_well(everyday):
    """The figure that training measured on held-out real sentences."""
    assert float(everyday.facts["perplexity"]) <= 24


def test_snapshots_show_a_model_learning(everyday):
    updates, perplexities = [], []
    for name in lstm_viz.snapshot_names():
        model = lstm_viz.load_model(name)
        assert model.vocabulary.tokens == everyday.vocabulary.tokens
        assert model.sizes == everyday.sizes
        updates.append(int(model.facts["updates"]))
        perplexities.append(float(model.facts["perplexity"]))
    assert 5 <= len(updates) <= 8
    assert updates[0] == 0 and updates == sorted(set(updates))
    course = [*perplexities, float(everyday.facts["perplexity"])]
    assert course == sorted(course, reverse=True)


def test_language_models_stay_light():
    files = [checkpoints.shipped(name) for name in NAMES]
    assert sum(file.stat().st_size for file in files) <= LIMIT_BYTES


@pytest.mark.parametrize("path", sorted(WEIGHTS.glob("*.safetensors")), ids=lambda path: path.stem)
def test_every_model_has_a_card(path):
    card = path.with_suffix(".md").read_text("utf-8")
    for word in ("licen[cs]e", "seed", "limit", r"python -m training\."):
        assert re.search(word, card, re.IGNORECASE), word


@pytest.mark.parametrize("name", lstm_viz.model_names())
def test_the_card_tells_the_figure_of_the_file(name):
    card = (WEIGHTS / f"{name}.md").read_text("utf-8")
    with safe_open(checkpoints.shipped(name), framework="numpy") as file:
        perplexity = float(file.metadata()["perplexity"])
    assert any(f"{perplexity:.{digits}f}" in card for digits in (1, 2, 3)), perplexity


def test_unknown_words_are_marked(everyday):
    trace = everyday.trace("The qwxzqwxz runs")
    assert trace.tokens == ["the", "qwxzqwxz", "runs"]
    assert trace.known == [True, False, True]
    assert trace.ids[1] == 0
    np.testing.assert_array_equal(trace.inputs[1], everyday.embeddings[0])


def test_softmax_of_huge_scores():
    scores = np.array([[1000.0, 999.0, -1000.0], [0.0, 0.0, 0.0]])
    np.testing.assert_allclose(softmax(scores), torch.tensor(scores).softmax(-1).numpy(), atol=1e-12)


def test_the_heads_bias_puts_words_roughly_in_the_order_of_how_common_they_are(everyday):
    """Said on “What if” of the closed output: the order, not the chances."""
    bias, rank = everyday.head_bias[1:], np.arange(1, len(everyday.head_bias))  # commonest first
    assert spearmanr(-bias, rank).statistic > 0.8
    chances = np.exp(bias - bias.max())
    assert (
        chances[everyday.vocabulary.index["a"] - 1] / chances.sum() < 0.01
    )  # yet one word in 20 is “a”

"""Networks of PyTorch, opened in every form, against `torch.nn` itself."""

import json

import numpy as np
import pytest
import torch
from safetensors.torch import save_file
from torch import nn

import lstm_viz
from lstm_viz.models.opened import networks

E, H = 6, 9
KINDS = {
    "LSTM": (nn.LSTM, {}),
    "two layers": (nn.LSTM, {"num_layers": 2}),
    "both directions": (nn.LSTM, {"num_layers": 2, "bidirectional": True}),
    "projected": (nn.LSTM, {"num_layers": 2, "bidirectional": True, "proj_size": 4}),
    "no bias": (nn.LSTM, {"bias": False}),
    "GRU": (nn.GRU, {"num_layers": 3, "bidirectional": True}),
    "plain RNN": (nn.RNN, {"num_layers": 2}),
    "ReLU": (nn.RNN, {"nonlinearity": "relu", "bidirectional": True}),
}


class Whole(nn.Module):
    """Tokens, a recurrent layer, a linear head."""

    def __init__(self, kind: str):
        super().__init__()
        make, options = KINDS[kind]
        self.embedding = nn.Embedding(13, E)
        self.rnn = make(E, H, **options)
        width = (options.get("proj_size") or H) * (2 if options.get("bidirectional") else 1)
        self.head = nn.Linear(width, 5)

    def forward(self, ids):
        return self.head(self.rnn(self.embedding(ids))[0])


@pytest.fixture(params=KINDS)
def kind(request):
    torch.manual_seed(len(request.param))
    return request.param


def like(kind: str) -> str | None:
    """What a state dict cannot say."""
    return "relu" if kind == "ReLU" else None


def sequence(T: int, *batch: int) -> torch.Tensor:
    return torch.randn(*batch, T, E, generator=torch.Generator().manual_seed(T))


@pytest.mark.parametrize("T", [1, 2, 37, 300])
def test_every_step_of_a_module_is_torchs(kind, T):
    make, options = KINDS[kind]
    layer, x = make(E, H, **options), sequence(T)
    output, state = layer(x)
    trace = lstm_viz.open(layer).trace(x.numpy())
    np.testing.assert_allclose(trace.output, output.numpy(force=True), atol=1e-5)
    for ours, theirs in zip(trace.state, state if isinstance(state, tuple) else (state,), strict=True):
        np.testing.assert_allclose(ours, theirs.numpy(force=True), atol=1e-5)
    assert len(trace.layers) == len(lstm_viz.open(layer).layers) == len(trace.state[0])


def test_states_to_start_from_are_torchs(kind):
    make, options = KINDS[kind]
    layer, x = make(E, H, **options), sequence(8)
    _, state = layer(sequence(5))
    network = lstm_viz.open(layer)
    output, _ = layer(x, state)
    earlier = network.trace(sequence(5).numpy())
    np.testing.assert_allclose(
        network.trace(x.numpy(), *earlier.state).output, output.numpy(force=True), atol=1e-5
    )


def test_a_batch_with_lengths_is_a_packed_one(kind):
    make, options = KINDS[kind]
    layer, x, lengths = make(E, H, batch_first=True, **options), sequence(9, 4), [9, 1, 4, 7]
    packed = nn.utils.rnn.pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False)
    output, _ = nn.utils.rnn.pad_packed_sequence(layer(packed)[0], batch_first=True)
    traces = lstm_viz.open(layer).trace(x.numpy(), lengths=lengths)
    for trace, row, length in zip(traces, output, lengths, strict=True):
        assert len(trace) == length
        np.testing.assert_allclose(trace.output, row[:length].numpy(force=True), atol=1e-5)
    whole, state = layer(x)
    for k, trace in enumerate(
        lstm_viz.open(layer).trace(x.numpy())
    ):  # pads are read where no length is said
        np.testing.assert_allclose(trace.output, whole[k].numpy(force=True), atol=1e-5)
    h = state[0] if isinstance(state, tuple) else state
    again = lstm_viz.open(layer).trace(x.numpy(), h0=h.numpy(force=True))
    np.testing.assert_allclose(
        again[2].output, layer(x, (h, torch.zeros(len(h), 4, H)) if isinstance(state, tuple) else h)[0][2]
        .numpy(force=True), atol=1e-5,
    )  # fmt: skip


@pytest.mark.parametrize("form", ["module", "state dict", ".safetensors", ".pt", "packed .pt"])
def test_tokens_and_head_are_used_in_every_form(kind, form, tmp_path):
    model, ids = Whole(kind), torch.randint(0, 13, (20,))
    source = model
    if form == "state dict":
        source = model.state_dict()
    elif form == ".safetensors":
        source = tmp_path / "own.safetensors"
        save_file(model.state_dict(), source)
    elif form.endswith(".pt"):
        source = tmp_path / "own.pt"
        inside = model.state_dict()
        torch.save({"epoch": 3, "state_dict": inside} if form.startswith("packed") else inside, source)
    network = lstm_viz.open(source, like=None if form == "module" else like(kind))
    trace = network.trace(ids.numpy())
    np.testing.assert_allclose(trace.scores, model(ids).numpy(force=True), atol=1e-5)
    assert network.unused == () and network.name == "rnn"
    assert "head of 5" in network.describe() and "embedding of 13" in network.describe()


@pytest.mark.parametrize("number", [torch.float16, torch.bfloat16, torch.float64])
@pytest.mark.parametrize("form", [".safetensors", ".pt", "state dict"])
def test_other_kinds_of_numbers(number, form, tmp_path):
    layer = nn.LSTM(E, H).to(number)
    source = layer.state_dict()
    if form == ".safetensors":
        save_file(layer.state_dict(), source := tmp_path / "own.safetensors")
    elif form == ".pt":
        torch.save(layer.state_dict(), source := tmp_path / "own.pt")
    output, _ = layer.float()(sequence(30))
    trace = lstm_viz.open(source).trace(sequence(30).numpy())
    np.testing.assert_allclose(trace.output, output.numpy(force=True), atol=1e-5)


@pytest.mark.parametrize("cell", [nn.LSTMCell, nn.GRUCell, nn.RNNCell])
def test_a_single_cell(cell):
    own, x = cell(E, H), sequence(12)
    state, rows = None, []
    for row in x:
        state = own(row[None], state)
        rows.append(state[0] if isinstance(state, tuple) else state)
    np.testing.assert_allclose(
        lstm_viz.open(own).trace(x.numpy()).output, torch.cat(rows).numpy(force=True), atol=1e-5
    )


def test_several_recurrent_layers_are_listed_to_choose():
    model = nn.ModuleDict({"encoder": nn.LSTM(4, 8, bidirectional=True), "decoder": nn.GRU(3, 5)})
    with pytest.raises(lstm_viz.ModelError) as refused:
        lstm_viz.open(model)
    for word in ("encoder: LSTM", "4 → 16", "decoder: GRU", "3 → 5", "layer="):
        assert word in str(refused.value)
    assert [network.name for network in networks(model)] == ["encoder", "decoder"]
    x = np.random.default_rng(0).normal(size=(7, 3)).astype(np.float32)
    np.testing.assert_allclose(
        lstm_viz.open(model, layer="decoder").trace(x).output,
        model["decoder"](torch.from_numpy(x))[0].numpy(force=True),
        atol=1e-5,
    )
    with pytest.raises(lstm_viz.ModelError, match=r"no recurrent layer “middle”.*encoder"):
        lstm_viz.open(model, layer="middle")


@pytest.mark.parametrize("backwards", [False, True])
def test_layers_of_a_safetensors_file_are_listed_by_name_however_it_was_written(backwards, tmp_path):
    names = ["encoder", "rnn.10", "decoder", "rnn.2"]
    parts = nn.ModuleDict({name.replace(".", "_"): nn.LSTM(1, 1) for name in names})
    state = {n.replace("rnn_", "rnn."): tensor for n, tensor in parts.state_dict().items()}
    header, data = {}, b""
    for name in sorted(state, reverse=backwards):  # written by hand: libraries sort as they please
        row = state[name].numpy().tobytes()
        offsets = [len(data), len(data) + len(row)]
        header[name] = {"dtype": "F32", "shape": list(state[name].shape), "data_offsets": offsets}
        data += row
    said = json.dumps(header).encode()
    (tmp_path / "own.safetensors").write_bytes(len(said).to_bytes(8, "little") + said + data)
    found = networks(tmp_path / "own.safetensors")
    assert [network.name for network in found] == ["decoder", "encoder", "rnn.2", "rnn.10"]


def test_two_matrices_after_h_are_no_linear_head():
    model = nn.ModuleDict({"rnn": nn.LSTM(4, 8), "fc1": nn.Linear(8, 6), "fc2": nn.Linear(6, 2)})
    network = lstm_viz.open(model)
    assert network.head is None
    assert set(network.unused) == {"fc1.weight", "fc1.bias", "fc2.weight", "fc2.bias"}


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"num_layers": 2}, "_l1.*lstm_viz.open"),
        ({"bidirectional": True}, "_reverse.*lstm_viz.open"),
        ({"bias": False}, "it has no 'lstm.bias_ih_l0'"),
    ],
)
def test_a_checkpoint_of_more_than_one_layer_is_opened_whole_or_refused(options, says, tmp_path):
    """As a language model, which has one layer, it is refused; `open` reads all of it."""
    layer = nn.LSTM(E, H, **options)
    width, tokens = H * (2 if layer.bidirectional else 1), ["<unk>", "<end>", "the", "dog"]
    tensors = {f"lstm.{name}": tensor for name, tensor in layer.state_dict().items()} | {
        "embedding.weight": torch.randn(4, E),
        "head.projection.weight": torch.randn(E, width),
        "head.bias": torch.randn(4),
    }
    facts = {"cell": "lstm", "tokenizer": "words", "vocabulary": json.dumps(tokens)}
    save_file(tensors, tmp_path / "own.safetensors", facts)
    with pytest.raises(lstm_viz.ModelError, match=says):
        lstm_viz.LanguageModel.load(tmp_path / "own.safetensors")
    network, ids = lstm_viz.open(tmp_path / "own.safetensors"), [2, 3, 0]
    embedding = tensors["embedding.weight"]
    h = layer(embedding[ids])[0]
    scores = h @ tensors["head.projection.weight"].T @ embedding.T + tensors["head.bias"]
    np.testing.assert_allclose(network.trace(ids).scores, scores.numpy(force=True), atol=1e-5)
    assert network.tokens == tuple(tokens) and network.unused == ()


def test_tokens_outside_the_embedding_are_refused():
    with pytest.raises(ValueError, match="between 0 and 12"):
        lstm_viz.open(Whole("LSTM")).trace([1, 13])


def test_a_shipped_model_opens_and_says_the_same():
    model = lstm_viz.load_model("everyday")
    own = lstm_viz.open(model.tensors)
    trace = model.trace("The grizzly bear goes to the river")
    again = own.trace(trace.ids)
    np.testing.assert_allclose(again.layers[0].cell_state, trace.cell_state, atol=1e-6)
    np.testing.assert_allclose(again.scores, model.scores(trace.hidden_state), atol=1e-4)

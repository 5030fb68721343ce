"""Learning in the browser against PyTorch: gradients by autograd, updates by torch.optim."""

import numpy as np
import pytest
import torch
from safetensors import safe_open

from .node import ask

CELLS = {"lstm": torch.nn.LSTM, "gru": torch.nn.GRU, "rnn": torch.nn.RNN}
UPDATES = 10
SIZES = [  # T, B, E, H, O
    (1, 1, 1, 1, 1),
    (7, 3, 2, 5, 3),
    (20, 16, 4, 16, 4),
    (12, 5, 3, 9, 2),
]


class Case:
    """A random network with a batch; torch's in float64."""

    def __init__(self, seed: int, cell: str, loss: str, optimiser: str, rate: float, most: float):
        self.cell, self.loss, self.optimiser, self.rate, self.most = cell, loss, optimiser, rate, most
        self.T, self.B, self.E, self.H, self.O = SIZES[seed % len(SIZES)]
        torch.manual_seed(seed)
        self.layer = CELLS[cell](self.E, self.H).double()
        self.head = torch.nn.Linear(self.H, self.O).double()
        self.x = torch.randn(self.T, self.B, self.E).double()
        if loss == "softmax":
            self.y = torch.randint(-1, self.O, (self.T, self.B))  # −1: nothing is asked
            self.y[-1, 0] = 0
        else:
            self.y = torch.randn(self.T, self.B, self.O).double()
            self.y[torch.rand(self.y.shape) < 0.3] = torch.nan
            self.y[-1, 0] = 0.5

    def named(self) -> dict[str, torch.Tensor]:
        layer = {f"{self.cell}.{name}": value for name, value in self.layer.named_parameters()}
        return layer | {f"head.{name}": value for name, value in self.head.named_parameters()}

    def forward(self):
        """Outputs and loss by torch.nn's own layers."""
        out = self.head(self.layer(self.x)[0])  # (T, B, O)
        return out, self.loss_of(out)

    def loss_of(self, out):
        if self.loss == "softmax":
            return torch.nn.functional.cross_entropy(
                out.flatten(0, 1), self.y.flatten(), ignore_index=-1
            )
        asked = ~self.y.isnan()
        return torch.nn.functional.mse_loss(out[asked], self.y[asked])

    def flow(self) -> dict[str, np.ndarray]:
        """∂L/∂ every gate and state at every step, by autograd through the LSTM's equations as a plain loop."""
        W_x, W_h, b_x, b_h = self.layer.parameters()
        h = c = torch.zeros(self.B, self.H).double()
        steps = []
        for x in self.x:
            i, f, g, o = (x @ W_x.T + h @ W_h.T + b_x + b_h).chunk(4, dim=1)
            gates = [i.sigmoid(), f.sigmoid(), g.tanh(), o.sigmoid()]
            c = gates[1] * c + gates[0] * gates[2]
            h = gates[3] * c.tanh()
            steps.append([*gates, c, h])
            for one in steps[-1]:
                one.retain_grad()
        self.loss_of(self.head(torch.stack([step[-1] for step in steps]))).backward()
        i, f, g, o, c, h = (torch.stack([step[k].grad for step in steps]).numpy() for k in range(6))
        return {"gates": np.concatenate([i, f, g, o], axis=2), "cell_state": c, "hidden_state": h}

    def question(self) -> dict:
        targets = [None if value != value else value for value in self.y.flatten().tolist()]
        return {
            "cell": self.cell,
            "sizes": {"E": self.E, "H": self.H, "O": self.O},
            "parameters": {name: value.flatten().tolist() for name, value in self.named().items()},
            "inputs": self.x.flatten().tolist(),
            "targets": targets,
            "how": {"T": self.T, "B": self.B, "loss": self.loss},
            "optimiser": {"name": self.optimiser, "rate": self.rate},
            "most": self.most,
            "updates": UPDATES,
        }


CASES = [
    (seed, cell, loss, optimiser, rate, most)
    for cell in CELLS
    for seed, (loss, optimiser, rate, most) in enumerate(
        [
            ("softmax", "SGD", 0.5, 1e9),
            ("squared", "Adam", 0.05, 1e9),
            ("softmax", "Adam", 0.01, 0.1),
            ("squared", "SGD", 0.1, 0.2),
            ("squared", "SGD", 0.2, 1e9),
            ("softmax", "Adam", 0.1, 1e9),
            ("squared", "Adam", 0.02, 0.05),
            ("softmax", "SGD", 1.0, 0.5),
        ]
    )
]


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    folder = tmp_path_factory.mktemp("learn")
    files = [folder / f"{k}.safetensors" for k in range(len(CASES))]
    questions = [
        Case(*case).question() | {"file": str(file)} for case, file in zip(CASES, files, strict=True)
    ]
    found = ask("learn.js", folder, {"cases": questions})
    return [one | {"file": file} for one, file in zip(found, files, strict=True)]


@pytest.mark.parametrize("k", range(len(CASES)))
def test_gradients_equal_autograd_s_and_updates_equal_torch_optim_s(answers, k):
    case, found = Case(*CASES[k]), answers[k]
    out, loss = case.forward()
    loss.backward()
    np.testing.assert_allclose(found["loss"], loss.item(), atol=1e-9)
    np.testing.assert_allclose(found["outputs"], out.flatten().tolist(), atol=1e-9)
    for name, parameter in case.named().items():
        expected = parameter.grad.flatten().tolist()
        np.testing.assert_allclose(found["gradients"][name], expected, atol=1e-9, err_msg=name)
        # float32, as the page learns
        np.testing.assert_allclose(found["fast"]["gradients"][name], expected, atol=1e-6, err_msg=name)
    parameters = [*case.layer.parameters(), *case.head.parameters()]
    optimiser = getattr(torch.optim, case.optimiser)(parameters, case.rate)
    for length in found["lengths"]:
        optimiser.zero_grad()
        case.forward()[1].backward()
        assert torch.nn.utils.clip_grad_norm_(parameters, case.most).item() == pytest.approx(
            length, rel=1e-6
        )
        optimiser.step()
    assert len(found["lengths"]) == UPDATES
    for name, parameter in case.named().items():
        expected = parameter.flatten().tolist()
        np.testing.assert_allclose(found["parameters"][name], expected, atol=1e-6, err_msg=name)
        np.testing.assert_allclose(found["fast"]["parameters"][name], expected, atol=1e-4, err_msg=name)
    expected = case.forward()[0].flatten().tolist()
    np.testing.assert_allclose(found["fast"]["outputs"], expected, atol=1e-4)
    # the trace for the stage says the same as the pass that learns
    after = np.reshape(found["after"], (case.T, case.B, case.O))
    np.testing.assert_allclose(after.ravel(), case.forward()[0].flatten().tolist(), atol=1e-5)
    np.testing.assert_allclose(np.reshape(found["traced"], (case.T, case.O)), after[:, 0], atol=1e-5)


@pytest.mark.parametrize("k", [k for k, case in enumerate(CASES) if case[1] == "lstm"])
def test_what_flows_back_through_the_lstm_equals_autograd_s(answers, k):
    case = Case(*CASES[k])
    for name, expected in case.flow().items():
        found = np.reshape(answers[k][f"delta_{name}"], (-1, *expected.shape[1:]))
        np.testing.assert_allclose(found[-case.T :], expected, atol=1e-9, err_msg=name)


@pytest.mark.parametrize("k", range(len(CASES)))
def test_a_saved_network_gives_the_same_outputs_in_torch(answers, k):
    case, found = Case(*CASES[k]), answers[k]
    with safe_open(found["file"], framework="pt") as file:
        assert file.metadata() == {"cell": case.cell, "task": "test"}
        tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
    for name, module in ((case.cell, case.layer), ("head", case.head)):
        part = {key.split(".")[1]: value for key, value in tensors.items() if key.startswith(f"{name}.")}
        module.load_state_dict(part)
    np.testing.assert_allclose(found["after"], case.forward()[0].flatten().tolist(), atol=1e-5)

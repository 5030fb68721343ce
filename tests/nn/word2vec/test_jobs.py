"""A training beside the page: it ends when it is done, stopped, too slow, or no longer watched."""

import time

import numpy as np
import pytest

from lstm_viz.browser.word2vec import payload
from lstm_viz.nn.word2vec import jobs
from lstm_viz.nn.word2vec.jobs import Job, Limits
from lstm_viz.nn.word2vec.training import Corpus, Settings

TEXT = "\n".join(f"{a} loves {b} and {b} loves {a}" for a in "abcde" for b in "vwxyz")
CORPUS = Corpus.read(TEXT * 20, 1)
LONG = Settings(epochs=100_000)


def until(condition, seconds=20):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it takes too long"
        time.sleep(0.01)


def test_done():
    job = Job(CORPUS, Settings(epochs=3))
    job.join(30)
    assert job.state == "done" and not job.active and job.error is None
    assert job.read == job.total == 3 * len(CORPUS.whole.ids)
    assert job.snapshots[0].words == 0 and job.snapshots[-1].words == job.total
    assert len(job.snapshots) <= jobs.SNAPSHOTS + 1
    assert not np.array_equal(job.snapshots[0].vectors, job.snapshots[-1].vectors)
    assert job.losses[-1][1] < job.losses[0][1]


def test_stopped_keeps_what_was_learned():
    job = Job(CORPUS, LONG)
    until(lambda: job.read > 0)
    assert job.active
    job.stop()
    job.join(20)
    assert job.state == "stopped" and 0 < job.read < job.total
    assert job.snapshots[-1].words == job.read


def test_out_of_time():
    job = Job(CORPUS, LONG, Limits(seconds=0.2))
    job.join(20)
    assert job.state == "out of time" and len(job.snapshots) >= 2


def test_nobody_watches():
    job = Job(CORPUS, LONG, Limits(unwatched=0.2))
    job._thread.join(20)
    assert job.state == "stopped"


def test_the_third_waits_for_its_turn():
    running = [Job(CORPUS, LONG) for _ in range(jobs.RUNNING_AT_ONCE)]
    until(lambda: all(job.state == "running" for job in running))
    third = Job(CORPUS, Settings(epochs=1))
    time.sleep(0.3)  # it has had time to start, and may not
    assert third.state == "waiting" and third.active
    for job in running:
        job.stop()
    third.join(20)
    assert third.state == "done"


def test_a_failure_is_kept(monkeypatch):
    def broken(corpus, settings):
        raise FloatingPointError("overflow")
        yield

    monkeypatch.setattr(jobs, "train", broken)
    job = Job(CORPUS, Settings())
    job.join(20)
    assert job.state == "failed" and "overflow" in str(job.error)


def test_the_map_shows_the_snapshots():
    job = Job(CORPUS, Settings(epochs=2))
    job.join(30)
    data = payload.moving_map(CORPUS, job.snapshots, job.losses, "name")
    S, N = len(job.snapshots), len(CORPUS.vocabulary)
    assert data["frames"]["shape"] == (S, N, 2)
    assert len(data["neighbours"]) == S and len(data["read"]) == S
    assert all(len(near) == 4 for near in data["neighbours"][-1])


@pytest.mark.parametrize(
    ("text", "tokens", "total"),
    [
        ("The bear, the river!", ["the", "bear", "the", "river"], 4),
        (" ".join(f"w{chr(97 + k // 20)}{chr(97 + k % 20)}" for k in range(50)), None, 50),
    ],
)
def test_short_text(text, tokens, total):
    found, all_words = payload.short_text(text)
    assert all_words == total and found == (tokens or found)
    assert len(set(found)) <= payload.MOST_WORDS and len(found) <= payload.MOST_TOKENS


@pytest.mark.parametrize("text", ["", "  ", "🙂 !!"])
def test_no_text(text):
    with pytest.raises(ValueError, match="nothing to learn"):
        payload.short_text(text)

"""Readers of raw text, and what is held out of training."""

from training import corpora


def test_captions(tmp_path):
    (tmp_path / "text").write_text("A dog.\n\n  \nA cat é.\n", "utf-8")
    assert corpora.captions(tmp_path / "text") == ["A dog.", "A cat é."]


def test_captions_hold_no_residue_of_html(tmp_path):
    (tmp_path / "text").write_text(
        "Arts &amp; crafts.\nCars. &nbsp;\n&quot;Go&quot; &#39;x\n&nbsp;\n", "utf-8"
    )
    assert corpora.captions(tmp_path / "text") == ["Arts & crafts.", "Cars.", '"Go" \'x']


def test_tatoeba(tmp_path):
    (tmp_path / "text").write_text("Go.\tVa !\nGo.\tMarche.\nRun!\tCours !\n\tVide\n", "utf-8")
    assert corpora.tatoeba(tmp_path / "text") == ["Go.", "Run!"]


def test_paragraphs(tmp_path):
    (tmp_path / "text").write_text("First:\nTwo lines.\n\n\n\nSecond.\n", "utf-8")
    assert corpora.paragraphs(tmp_path / "text") == ["First:\nTwo lines.", "Second."]


def test_nothing_held_out_is_trained_on():
    sentences = [f"sentence {k % 400}" for k in range(1000)]  # most occur more than once
    train, held_out = corpora.split(sentences, 0.1, seed=1)
    assert len(held_out) == len(set(held_out)) == 40
    assert not set(train) & set(held_out)
    assert set(train) | set(held_out) == set(sentences)
    assert train == [s for s in sentences if s not in set(held_out)]
    assert corpora.split(sentences, 0.1, seed=1) == (train, held_out)
    assert corpora.split(sentences, 0.1, seed=2)[1] != held_out

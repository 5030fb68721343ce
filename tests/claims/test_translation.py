"""Claims of the Translation page and of its models' cards, recomputed."""

import json
import re
from pathlib import Path

import numpy as np
import pytest
from sacrebleu.metrics import BLEU

from lstm_viz import lessons
from lstm_viz.inputs.text import END, UNKNOWN
from lstm_viz.models.checkpoints import WEIGHTS, shipped
from lstm_viz.models.translation import BEAM, Translator

PAGE = lessons.load("translation")
NAMES = ("translation", "translation-plain")
CARD, PLAIN = (" ".join((WEIGHTS / f"{name}.md").read_text("utf-8").split()) for name in NAMES)


@pytest.fixture(scope="module")
def models():
    return [Translator.load(shipped(name)) for name in NAMES]


def by_length(model) -> dict[str, dict]:
    return json.loads(model.facts["bleu_by_length"])


def test_the_map_often_follows_the_diagonal(models):
    """Over the examples: where the decoder looks moves on with what it writes."""
    steps = []
    for text in PAGE["examples"]:
        result = models[0].translate(text)
        said = [t for t, word in enumerate(result.words) if word != END]
        looks = result.attention[said].argmax(axis=1)
        steps.append(np.corrcoef(said, looks)[0, 1])
    assert np.mean(steps) > 0.7


def test_red_apple_is_pomme_rouge_and_the_map_crosses_there(models):
    (text,) = (text for text in PAGE["examples"] if "red apple" in text)
    result = models[0].translate(text)
    at = {word: int(result.attention[t].argmax()) for t, word in enumerate(result.words)}
    assert "pomme rouge" in result.text and at["pomme"] > at["rouge"]


@pytest.mark.parametrize("name", ["Priya", "Oluwaseun", "Bjork", "Zelda", "Xerxes"])
def test_a_name_that_it_does_not_know_is_copied(models, name):
    result = models[0].translate(f"My name is {name}.")
    assert name.lower() in result.words
    assert result.copied[result.words.index(name.lower())] is not None


def test_a_beam_may_end_with_another_sentence(models):
    assert any(
        models[0].translate(text, 1).text != models[0].translate(text, 4).text
        for text in PAGE["examples"]
    )


def test_without_attention_longer_sentences_come_out_worse(models):
    lengths = [by_length(model) for model in models]
    _, *plain = [group["bleu"] for group in lengths[1].values()]  # from 5 words on
    assert plain == sorted(plain, reverse=True)
    assert f"{plain[0]} BLEU on 5 words and signs, {plain[-1]} on 8 to 16" in PLAIN


def test_bleu_is_that_of_what_runs(models):
    """The page's own search translates every tenth of the held-out sentences again."""
    held_out = json.loads((Path(__file__).parent / "held_out.json").read_text("utf-8"))["pairs"]
    assert len(held_out) == 100 and BEAM == 4
    most = max(map(len, held_out.values()))
    references = [
        [known[k] if k < len(known) else None for known in held_out.values()] for k in range(most)
    ]
    measured = []
    for model in models:
        found = [model.translate(text).text for text in held_out]
        measured.append(BLEU().corpus_score(found, references).score)
        assert measured[-1] == pytest.approx(
            float(model.facts["bleu_beam_4"]), abs=4
        )  # of 100, not 1,002
    assert (
        "On every tenth of them the suite measures it again: {:.1f} and {:.1f}.".format(*measured)
        in CARD
    )
    assert measured[0] >= 34


def test_of_the_ends_of_a_beam_the_one_that_copies_most_is_taken(models):
    for sentence in lessons.load("kept"):
        result = models[0].translate(sentence["text"])
        ends = [h for step in result.steps for h in step if h.kept and h.ended]
        copies = [h.tokens.count(UNKNOWN) for h in ends]
        likeliest = max(h.score for h, n in zip(ends, copies, strict=True) if n == max(copies))
        (taken,) = [h for h in ends if list(h.tokens) == result.target_tokens]
        assert (taken.tokens.count(UNKNOWN), taken.score) == (max(copies), likeliest)


def test_the_cards_table_has_the_figures_of_the_files(models):
    facts = [model.facts for model in models]
    beam = [fact["bleu_beam_4"] for fact in facts]
    assert f"| BLEU, beam of 4, as the page translates | **{beam[0]}** | **{beam[1]}** |" in CARD
    assert f"| BLEU, greedy | {facts[0]['bleu_greedy']} | {facts[1]['bleu_greedy']} |" in CARD
    assert (
        f"| perplexity of a French token | {facts[0]['perplexity']} | {facts[1]['perplexity']} |" in CARD
    )
    assert facts[0]["bleu_signature"] in CARD and f"{int(facts[0]['held_out']):,} held-out" in CARD
    for length, group in by_length(models[0]).items():
        other = by_length(models[1])[length]
        row = rf"\| {length} words and signs \({group['sentences']} sentences\) \| "
        assert re.search(row + f"{group['bleu']} \\| {other['bleu']} \\|", CARD), length


def test_the_plain_card_has_the_same_figures(models):
    with_, without = (model.facts for model in models)
    assert (
        f"BLEU **{without['bleu_beam_4']}** with a beam of 4 and {without['bleu_greedy']} greedy; with "
        f"attention {with_['bleu_beam_4']} and {with_['bleu_greedy']}." in PLAIN
    )
    perplexity = (float(facts["perplexity"]) for facts in (without, with_))
    assert "Perplexity {:.2f} against {:.2f}".format(*perplexity) in PLAIN


def test_names_and_numbers_are_kept_as_often_as_the_card_says(models):
    kept = [
        sum(set(s["kept"]) <= set(model.translate(s["text"]).words) for s in lessons.load("kept"))
        for model in models
    ]
    assert f"(`lessons/kept.json`) | **{kept[0]}** | {kept[1]} |" in CARD


def test_the_card_counts_sizes_rightly(models):
    source, target = len(models[0].source), len(models[0].target)
    assert f"{source:,} English and {target:,} French tokens" in CARD
    assert "× {E} numbers, one LSTM layer of {H} units each".format(**models[0].sizes) in CARD
    counts = [model.sizes["parameters"] / 1e6 for model in models]
    assert "{:.2f} and {:.2f} million parameters".format(*counts) in CARD
    megabytes = [shipped(name).stat().st_size / 1e6 for name in NAMES]
    assert "({:.1f} and {:.1f} MB)".format(*megabytes) in CARD
    assert f"{int(models[0].facts['pairs']):,} pairs of Tatoeba" in CARD


def test_the_cards_examples_of_what_goes_wrong_still_go_wrong(models):
    assert models[0].translate("The black cat is sleeping.").text == "le chat dort."
    assert "(“the black cat is sleeping” becomes “le chat dort”)" in CARD
    assert models[0].translate("Do you know Ingrid?").text == "connaissez-vous des ingrid ?"
    assert "(“connaissez-vous des ingrid ?”)" in CARD

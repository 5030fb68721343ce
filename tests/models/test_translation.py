"""The translators against PyTorch, and their search against trying every sentence."""

import itertools
import json

import numpy as np
import pytest
import torch

from lstm_viz import lessons
from lstm_viz.inputs.text import END, UNKNOWN, EmptyText, TextError
from lstm_viz.models import translation
from lstm_viz.models.checkpoints import ModelError, shipped
from lstm_viz.models.translation import START, Translator, copied

NAMES = ("translation", "translation-plain")


@pytest.fixture(scope="module", params=NAMES)
def model(request) -> Translator:
    return Translator.load(shipped(request.param))


def tiny(attends=True, seed=0) -> Translator:
    """A translator with three French words, random weights."""
    r, (E, H) = np.random.default_rng(seed), (4, 5)
    words = {
        "source": [UNKNOWN, END, "go", "home"],
        "target": [UNKNOWN, END, START, "va", "chez", "toi"],
    }
    shapes = {
        "source.weight": (4, E),
        "target.weight": (6, E),
        "combine.weight": (E, 2 * H if attends else H),
    }
    shapes |= {"bias": (6,)} | ({"attention.weight": (H, H)} if attends else {})
    for name in ("encoder", "decoder"):
        shapes |= {f"{name}.weight_ih_l0": (4 * H, E), f"{name}.weight_hh_l0": (4 * H, H)}
        shapes |= {f"{name}.bias_ih_l0": (4 * H,), f"{name}.bias_hh_l0": (4 * H,)}
    tensors = {name: r.normal(0, 1, shape).astype(np.float32) for name, shape in shapes.items()}
    return Translator(tensors, {name: json.dumps(tokens) for name, tokens in words.items()})


def in_pytorch(model: Translator, source: np.ndarray, read: np.ndarray):
    """Scores (T, V) and attention of a teacher-forced pass."""
    t = {name: torch.from_numpy(array) for name, array in model.tensors.items()}
    layers = {}
    for name in ("encoder", "decoder"):
        layers[name] = torch.nn.LSTM(model.sizes["E"], model.sizes["H"], batch_first=True)
        layers[name].load_state_dict(
            {n.removeprefix(f"{name}."): v for n, v in t.items() if n.startswith(f"{name}.")}
        )
    with torch.inference_mode():
        s, state = layers["encoder"](t["source.weight"][torch.from_numpy(source)][None])
        h, _ = layers["decoder"](t["target.weight"][torch.from_numpy(read)][None], state)
        weights = None
        if model.attends:
            weights = torch.einsum("bth,hk,bsk->bts", h, t["attention.weight"].T, s).softmax(dim=2)
            h = torch.cat([torch.einsum("bts,bsh->bth", weights, s), h], dim=2)
        scores = torch.tanh(h @ t["combine.weight"].T) @ t["target.weight"].T + t["bias"]
    return scores[0].numpy(), None if weights is None else weights[0].numpy()


@pytest.mark.parametrize("text", ["She is reading a book.", "I don't know where the station is."])
@pytest.mark.parametrize("beam", [1, 4])
def test_a_translation_is_pytorchs(model, text, beam):
    result = model.translate(text, beam)
    source = model.source.encode(result.source_tokens)
    scores, weights = in_pytorch(model, source, model.target.encode(result.decoder.tokens))
    np.testing.assert_allclose(result.scores, scores, atol=2e-4)
    assert result.decoder.tokens == [START, *result.target_tokens[:-1]]
    if model.attends:
        np.testing.assert_allclose(result.attention, weights, atol=1e-4)
        np.testing.assert_allclose(result.attention.sum(axis=1), 1, atol=1e-5)
    else:
        assert result.attention is None


def test_the_decoder_starts_where_the_encoder_ended(model):
    result = model.translate("We are late.")
    np.testing.assert_array_equal(result.decoder.initial_cell_state, result.encoder.cell_state[-1])
    np.testing.assert_array_equal(result.decoder.initial_hidden_state, result.encoder.hidden_state[-1])


def test_the_greedy_choice_is_the_best_word_at_every_step(model):
    result = model.translate("The cat is black.", beam=1)
    silent = [model.target.index[token] for token in (UNKNOWN, START)]
    scores = result.scores.copy()
    scores[:, silent] = -np.inf
    assert model.target.decode(scores.argmax(axis=1)) == result.target_tokens


def test_a_step_of_the_search_holds_what_its_hypotheses_say(model):
    result = model.translate("Where are you?", beam=3)
    kept = None
    for step in result.steps:
        totals = [h.log_probability for h in step]
        assert totals == sorted(totals, reverse=True)
        for h in step:
            if kept is None:
                assert h.parent == 0 and len(h.tokens) == 1
            else:
                assert h.tokens[:-1] == kept[h.parent].tokens
                assert h.log_probability <= kept[h.parent].log_probability
        kept = [h for h in step if h.kept and not h.ended]


@pytest.mark.parametrize("attends", [True, False])
@pytest.mark.parametrize("seed", range(4))
def test_a_wide_beam_finds_the_best_of_all_sentences(monkeypatch, attends, seed):
    monkeypatch.setattr(translation, "LONGEST_TARGET", 4)
    model = tiny(attends, seed)
    result = model.translate("go home", beam=200)
    words, best = ("va", "chez", "toi"), (-np.inf, None)
    source = model.source.encode([*result.source_tokens])
    for length in range(4):
        for said in itertools.product(words, repeat=length):
            target = [*said, END]
            scores, _ = in_pytorch(model, source, model.target.encode([START, *target[:-1]]))
            scores[:, [0, 2]] = -np.inf
            log_p = torch.log_softmax(torch.from_numpy(scores), 1).numpy()
            mean = log_p[np.arange(len(target)), model.target.encode(target)].mean()
            best = max(best, (float(mean), tuple(target)))
    assert tuple(result.target_tokens) == best[1]


def test_known_sentences_are_translated():
    model = Translator.load()
    assert model.translate("I love you.").text in ("je t'aime.", "je vous aime.")
    assert "livre" in model.translate("She is reading a book.").text


def test_the_attention_crosses_where_french_turns_words_around():
    result = Translator.load().translate("She gave him a red apple.")
    looks = {
        said: result.source_tokens[int(row.argmax())]
        for said, row in zip(result.target_tokens, result.attention, strict=True)
    }
    assert looks["pomme"] == "apple" and looks["rouge"] == "red"
    assert result.target_tokens.index("pomme") < result.target_tokens.index("rouge")


def test_attention_helps_and_both_are_measured():
    with_, without = (Translator.load(shipped(name)).facts for name in NAMES)
    for facts in (with_, without):
        lengths = json.loads(facts["bleu_by_length"])
        assert sum(group["sentences"] for group in lengths.values()) == int(facts["held_out"])
    for beam in ("bleu_greedy", "bleu_beam_4"):
        assert float(with_[beam]) > float(without[beam])
    assert float(with_["bleu_beam_4"]) >= 34
    longer, shorter = (
        json.loads(with_["bleu_by_length"])[n]["bleu"] - json.loads(without["bleu_by_length"])[n]["bleu"]
        for n in ("7", "1–4")
    )
    assert longer > shorter  # the bottleneck costs more the more there is to carry


def test_a_beam_may_end_with_another_sentence():
    """As the page's things to notice say, shown by one of its examples."""
    model = Translator.load()
    examples = lessons.load("translation")["examples"]
    assert any(model.translate(text, 1).text != model.translate(text, 4).text for text in examples)


def test_the_score_is_h_times_w_a_times_s():
    model, r = tiny(), np.random.default_rng(1)
    h, states = r.normal(size=(5,)), r.normal(size=(3, 5))
    linear = torch.nn.Linear(5, 5, bias=False)
    linear.weight.data = torch.from_numpy(model.tensors["attention.weight"])
    with torch.inference_mode():
        expected = linear(torch.from_numpy(h).float()) @ torch.from_numpy(states).float().T
    score = np.array([h @ model.attention @ s for s in states])
    np.testing.assert_allclose(score, expected, atol=1e-5)
    np.testing.assert_allclose(model.attend(h, states), expected.softmax(0), atol=1e-5)


def test_what_is_copied_is_the_word_that_is_looked_at_most_and_each_only_once():
    known = [False, True, False, True]
    attention = np.array(
        [
            [0.1, 0.3, 0.6, 0.0],  # the second unknown word
            [0.3, 0.6, 0.1, 0.0],  # no rare word: nothing copied
            [0.2, 0.1, 0.7, 0.0],  # the second is taken, so the first
            [0.9, 0.1, 0.0, 0.0],  # nothing is left
        ]
    )
    target = [UNKNOWN, "et", UNKNOWN, UNKNOWN]
    assert copied(target, known, attention) == [2, None, 0, None]
    assert copied(target, known, None) == [0, None, 2, None]  # in their order


def test_a_rare_word_is_written_only_where_there_is_one_to_copy(model):
    for text in ("Zxqv is tall.", "I have 378 cats and 412 dogs.", "It is late."):
        result = model.translate(text, beam=4)
        unknown = result.encoder.known.count(False)
        for hypothesis in (h for step in result.steps for h in step):
            assert hypothesis.tokens.count(UNKNOWN) <= unknown and START not in hypothesis.tokens
        for word, said, j in zip(result.words, result.target_tokens, result.copied, strict=True):
            assert (j is None) == (said != UNKNOWN)
            assert word == (said if j is None else result.source_tokens[j])


def test_names_and_numbers_are_kept_in_nine_of_ten_sentences():
    model, sentences = Translator.load(), lessons.load("kept")
    assert len(sentences) == 50
    kept = [set(s["kept"]) <= set(model.translate(s["text"]).words) for s in sentences]
    assert sum(kept) >= 45


@pytest.mark.parametrize("text", [s["text"] for s in lessons.load("kept")])
def test_what_is_to_be_kept_stands_in_the_sentence(text):
    (sentence,) = [s for s in lessons.load("kept") if s["text"] == text]
    assert set(sentence["kept"]) <= set(Translator.load().encode(text).tokens)


def test_what_cannot_be_translated_gets_a_sentence(model):
    with pytest.raises(EmptyText, match="type a short English sentence"):
        model.translate(" \n")
    with pytest.raises(TextError, match="one short sentence at a time"):
        model.translate("very " * 400)
    with pytest.raises(ValueError, match="at least one"):
        model.translate("Go!", beam=0)
    assert model.translate("🙂 zxqv").encoder.known[:2] == [False, False]


def test_what_is_no_translator_is_refused():
    model = tiny()
    with pytest.raises(ModelError, match="source"):
        Translator(model.tensors, {})
    with pytest.raises(ModelError, match="do not fit"):
        Translator(model.tensors | {"bias": np.zeros(3, np.float32)}, model.facts)
    with pytest.raises(ModelError, match="decoder"):
        Translator({n: t for n, t in model.tensors.items() if n != "decoder.bias_hh_l0"}, model.facts)


def test_a_saved_translator_translates_alike(tmp_path):
    model = tiny()
    model.save(tmp_path / "t.safetensors")
    again = Translator(*translation.checkpoints.read(tmp_path / "t.safetensors"))
    np.testing.assert_allclose(again.translate("go").scores, model.translate("go").scores, atol=0.05)

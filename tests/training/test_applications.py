"""The training programs of the applications: their networks are the models, their splits are clean."""

import numpy as np
import torch

from lstm_viz.inputs import sound
from lstm_viz.inputs.text import END, Vocabulary
from lstm_viz.models.sentiment import VERDICTS
from lstm_viz.models.translation import START
from lstm_viz.nn import lstm
from training import sentiment, speech, translation
from training.texts import IGNORE

SENTENCE = "it 's a charming and often affecting journey"


def test_sst_lines_are_read_as_a_reader_would_type_them(tmp_path):
    path = tmp_path / "sst.tsv"
    path.write_text(
        "sentence\tlabel\ndo n't see it -lrb- ever -rrb- \t0\nthe film 's best \t1\n", "utf-8"
    )
    assert sentiment.read(path) == [
        (["do", "n't", "see", "it", "(", "ever", ")"], VERDICTS.index("negative")),
        (["the", "film", "'s", "best"], VERDICTS.index("positive")),
    ]


def test_no_long_phrase_of_a_held_out_sentence_is_trained_on():
    sentences = [f"{k} " + SENTENCE for k in "abcdefghij"] + [
        f"a film about {k} and its end" for k in "xyz"
    ]
    examples = [
        (s.split()[i:j], 1)
        for s in sentences
        for i in range(3)
        for j in range(i + 1, len(s.split()) + 1)
    ]
    kept, held_out = sentiment.split(examples, 0.2, seed=0)
    assert kept and held_out
    texts = [" ".join(tokens) for tokens, _ in held_out]
    assert not [
        tokens for tokens, _ in kept if len(tokens) > 2 and any(" ".join(tokens) in t for t in texts)
    ]
    assert all(text in sentences for text in texts)


def test_the_sentiment_network_is_the_model():
    torch.manual_seed(0)
    words = Vocabulary.build("the film is bad".split())
    network = sentiment.Network(
        np.random.default_rng(0).normal(size=(5, 6)).astype(np.float32), 7, 0.5, 0.1
    )
    network.eval()
    model = network.to_model(words.tokens)
    ids = torch.from_numpy(words.encode(["the", "film"]))[None]
    loss = network.losses(ids, torch.tensor([[IGNORE, 1]]))
    expected = -np.log(model.trace(["the", "film"]).positive[-1])
    np.testing.assert_allclose(
        loss.detach(), [[0, expected]], atol=2e-3
    )  # the model is rounded to float16


def test_the_speech_network_is_the_model_and_padding_costs_nothing():
    torch.manual_seed(0)
    network = speech.Network(7, 0.5)
    network.eval()
    frames = torch.randn(1, 9, sound.BANDS)
    targets = torch.full((1, 9), 3)
    padded = torch.cat([frames, torch.randn(1, 4, sound.BANDS)], dim=1)
    more = torch.cat([targets, torch.full((1, 4), IGNORE)], dim=1)
    whole = network.losses(padded, more).detach()
    np.testing.assert_allclose(whole[:, :9], network.losses(frames, targets).detach(), atol=1e-6)
    assert (whole[:, 9:] == 0).all()
    model = network.to_model()
    scores = model.scores(lstm.run(model.parameters, frames[0].numpy()).hidden_state)
    h, _ = network.lstm(frames)
    np.testing.assert_allclose(scores, network.head(h)[0].detach(), atol=5e-3)


def test_versions_of_a_recording_differ_and_blanking_keeps_the_size():
    random = np.random.default_rng(0)
    tone = (0.3 * np.sin(np.arange(4000) / 3)).astype(np.float32)
    first, second = speech.vary(tone, random), speech.vary(tone, random)
    assert len(first) != len(second) or not np.allclose(first, second)
    frames = np.ones((20, sound.BANDS), np.float32)
    blanked = speech.blank(frames, random)
    assert blanked.shape == frames.shape and (frames == 1).all() and set(np.unique(blanked)) <= {0, 1}


def test_the_translation_network_is_the_model_with_and_without_attention():
    source = Vocabulary.build(["go", "home", END])
    target = Vocabulary.build(["va", "chez", "toi", END, START])
    for attends in (True, False):
        torch.manual_seed(0)
        network = translation.Network(len(source), len(target), 6, 7, attends, 0.3)
        network.eval()
        model = network.to_model(source, target)
        result = model.translate("go home")
        read = torch.from_numpy(target.encode(result.decoder.tokens))[None]
        wanted = torch.from_numpy(target.encode(result.target_tokens))[None]
        ids = torch.from_numpy(source.encode(result.source_tokens))[None]
        scores, _ = network.scores(ids, read, wanted)
        np.testing.assert_allclose(result.scores, scores.detach(), atol=0.02)


def test_bleu_of_the_references_themselves_is_100():
    class Parrot:
        def translate(self, text, beam):
            return type("Translation", (), {"text": {"a b c d": "un deux trois quatre cinq"}[text]})

    held_out = {"a b c d": [["autre", "chose"], "un deux trois quatre cinq".split()]}
    score, signature = translation.bleu(Parrot(), held_out, 1)
    assert score == 100 and "version" in signature

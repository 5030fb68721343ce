"""What the network expects next, and where the words stand on the map."""

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from lstm_viz.look.narration import show
from lstm_viz.nn import embeddings
from lstm_viz.nn.softmax import softmax
from tests.browser.gates.page import assert_predictions, button, expect_step, expect_tokens, read


def test_next_words_are_those_of_the_model(reading, everyday, bear):
    page = reading
    for t in (0, 4, len(bear) - 1):
        page.locator(f'.chip[data-t="{t}"]').click()
        expect_step(page, t)
        assert_predictions(page, everyday.predict(bear, t))


def test_temperature(reading, everyday, bear):
    page = reading
    button(page, "Last step").click()
    slider = page.get_by_label("Temperature", exact=True)
    slider.focus()
    scores = everyday.scores(bear.hidden_state[-1])
    for key, tau in (("Home", 0.2), ("End", 2.0), ("ArrowLeft", 1.9)):
        page.keyboard.press(key)
        expect(page.locator(".temperature output")).to_have_text(f"{tau:.1f}")
        p = softmax(scores.astype(np.float64) / tau)
        best = np.argsort(-p)[:10]
        assert_predictions(page, [(everyday.vocabulary.tokens[k], p[k]) for k in best])
    expect_step(page, len(bear) - 1)  # the keys moved the slider, not the step


def take_best(page: Page, predicted) -> str:
    """Take the likeliest word that can be added to a text."""
    word = next(word for word, _ in predicted if word[0].isalpha())
    page.locator(".bars li button:not([disabled])", has=page.get_by_text(word, exact=True)).click()
    return word


def test_take_a_word(typing, everyday):
    page = typing
    read(page, "The dog")
    expect_tokens(page, ["the", "dog"])
    expect_step(page, 1)  # one stands at the word that one types
    taken = ["the", "dog"]
    for t in (2, 3):
        taken.append(take_best(page, everyday.predict(everyday.trace(taken))))
        expect_tokens(page, taken)
        expect_step(page, t)
        expect(page.get_by_label("Your text", exact=True)).to_have_value(
            " ".join(["The", *taken[1:]])  # as it was typed
        )
    trace = everyday.trace(taken)
    assert_predictions(page, everyday.predict(trace))
    # in the middle: what followed there is replaced
    page.locator('.chip[data-t="0"]').click()
    expect_step(page, 0)
    word = take_best(page, everyday.predict(trace, 0))
    expect_tokens(page, ["the", word])
    expect_step(page, 1)
    button(page, "Undo").click()  # brings back what followed there
    expect_tokens(page, taken)


def test_word_map_names_the_neighbours(reading, everyday, bear):
    page = reading
    names = page.locator(".map .name").all_text_contents()
    assert names == list(dict.fromkeys(bear.tokens))
    word = "bear"
    page.locator(f'.map .word-dot[data-place="{names.index(word)}"]').hover()
    unit_vectors = embeddings.normalize(everyday.embeddings)
    caption = page.locator(".map .caption")
    expect(caption).to_contain_text(f"Nearest to {word}")
    for row, cosine in embeddings.neighbours(unit_vectors, everyday.vocabulary.index[word]):
        expect(caption).to_contain_text(f"{show(everyday.vocabulary.tokens[row])} {cosine:.2f}")


def test_word_map_joins_the_words_read_so_far(reading):
    page = reading
    for t in (0, 3, 8):
        page.locator(f'.chip[data-t="{t}"]').click()
        points = page.locator(".map .path").get_attribute("points").split()
        assert len(points) == t + 1
        dot = page.locator(".map .word-dot.now")
        x, y = map(float, points[-1].split(","))
        assert (float(dot.get_attribute("cx")), float(dot.get_attribute("cy"))) == pytest.approx((x, y))

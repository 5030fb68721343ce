"""The figures of the two pages about words hold the numbers they are given."""

import numpy as np
import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_viz.figures import analogy, cells, context, labels, matrices, strips, word_map
from lstm_viz.look.groups import groups
from lstm_viz.look.roles import ATTENTION
from lstm_viz.nn.embeddings import PCA

RANDOM = np.random.default_rng(0)
WORDS = [f"word{k}" for k in range(40)]
POINTS = RANDOM.normal(size=(40, 10))


def boxes(points, names, box, size, positions):
    """Left, bottom, right, top of every written name in pixels."""
    for (x, y), name, position in zip(points, names, positions, strict=True):
        if position:
            across, up = labels.POSITIONS[position]
            px = (x - box[0]) / (box[1] - box[0]) * size[0] + across * (8 + (6.6 * len(name) + 4) / 2)
            py = (y - box[2]) / (box[3] - box[2]) * size[1] + up * 15 * (1 if across == 0 else 0.8)
            w, h = 6.6 * len(name) + 4, 14
            yield px - w / 2, py - h / 2, px + w / 2, py + h / 2


@given(st.integers(1, 60), st.integers(0, 5))
def test_no_name_covers_another(count, seed):
    points = np.random.default_rng(seed).uniform(0, 1, (count, 2))
    names = [f"n{k}" * (k % 4 + 1) for k in range(count)]
    box, size = (-0.1, 1.1, -0.1, 1.1), (500, 400)
    positions = labels.place(points, names, box, size)
    written = list(boxes(points, names, box, size, positions))
    for k, a in enumerate(written):
        assert min(a[0], a[1]) >= 0 and a[2] <= size[0] and a[3] <= size[1]
        for b in written[:k]:
            assert a[2] < b[0] or a[0] > b[2] or a[3] < b[1] or a[1] > b[3]


def test_a_lone_name_is_written():
    assert labels.place(np.array([[0.5, 0.5]]), ["a"], (0, 1, 0, 1), (300, 300)) == ["middle right"]


@pytest.mark.parametrize("dimensions", [2, 3])
def test_every_word_is_on_the_map_once(dimensions):
    pca = PCA.fit(POINTS, 5)
    points = pca.transform(POINTS)[:, :dimensions]
    some = [(groups()[0], [1, 2, 3]), (groups()[1], [7])]
    figure = word_map.word_map(pca, WORDS, points, some)
    dots = [t for t in figure.data if t.mode == "markers"]
    assert sorted(word for t in dots for word in t.text) == sorted(WORDS)
    for trace in dots:
        rows = [WORDS.index(word) for word in trace.text]
        np.testing.assert_allclose(trace.x, points[rows, 0], atol=1e-6)
        np.testing.assert_allclose(trace.y, points[rows, 1], atol=1e-6)
    assert {t.name for t in dots} == {"other words", groups()[0].name, groups()[1].name}


def test_ten_thousand_words_are_drawn_by_webgl():
    X = RANDOM.normal(size=(10_000, 8))
    pca = PCA.fit(X)
    figure = word_map.word_map(pca, ["w"] * 10_000, pca.transform(X), [], searched=3, near=[4, 5])
    large = [t for t in figure.data if t.x is not None and len(t.x) > 500]
    assert large and all(t.type == "scattergl" for t in large)
    assert len(figure.to_json()) < 600_000


def test_the_searched_word_is_named_and_joined_to_its_neighbours():
    pca = PCA.fit(POINTS)
    points = pca.transform(POINTS)
    figure = word_map.word_map(pca, WORDS, points, [], searched=5, near=[9, 11])
    lines = [t for t in figure.data if t.mode == "lines"]
    assert [tuple(np.round(line.x, 6)) for line in lines] == [
        tuple(np.round(points[[5, row], 0], 6)) for row in (9, 11)
    ]
    written = [text for t in figure.data if t.mode == "markers+text" for text in t.text]
    assert "<b>word5</b>" in written


def test_scree():
    figure = word_map.scree(np.array([0.5, 0.3, 0.1]), used=2)
    np.testing.assert_allclose(figure.data[0].y, [0.5, 0.3, 0.1])
    np.testing.assert_allclose(figure.data[1].y, [0.5, 0.8, 0.9])
    assert figure.data[0].marker.color[1] != figure.data[0].marker.color[2]


def test_the_parallelogram_lies_flat():
    a, b, c = RANDOM.normal(size=(3, 10))
    corners = np.stack([a, b, c, a - b + c])
    plane = PCA.fit(corners)
    assert plane.explained.sum() == pytest.approx(1)
    points = plane.transform(corners)
    np.testing.assert_allclose(points[0] - points[1], points[3] - points[2], atol=1e-9)
    figure = analogy.parallelogram(points, ["a", "b", "c", "sum"], points[:2] + 0.1, ["d", "e"])
    arrows = {(n.ax, n.ay, n.x, n.y) for n in figure.layout.annotations}
    assert (*points[1], *points[0]) in arrows and (*points[2], *points[3]) in arrows


def test_strips_share_one_scale():
    figure = strips.strips(["a", "b"], POINTS[:2])
    (heat,) = figure.data
    np.testing.assert_allclose(heat.z, POINTS[:2], atol=1e-6)
    assert heat.zmin == -heat.zmax


def test_matrices_print_their_numbers_while_they_can_be_read():
    layers = [trace.text[0] for trace in matrices.pairs(np.eye(3), WORDS[:3], 0, 0).data]
    assert ["".join(texts).strip() for texts in zip(*layers, strict=True)] == ["1", "0", "0"]
    assert matrices.pairs(np.eye(16), WORDS[:16], 0, 0).data[0].text is None
    assert matrices.one_hot(np.eye(3), WORDS[:3], WORDS[:3]).data[0].z.tolist() == np.eye(3).tolist()


def test_expected_words_mark_the_guess():
    figure = context.expected([("fish", 0.6), ("the", 0.3)], "the")
    assert figure.layout.yaxis.ticktext == ("fish", "<b>the</b> ←")
    assert context.parting([0, 0.4, 0.9], 2).data[0].marker.size == (7, 13, 7)


def test_printed_numbers_can_be_read_on_every_colour():
    """By WCAG's contrast, 4.5 : 1, which needs neither theme nor browser."""

    def luminance(colour):
        parts = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return float(np.dot(linear, [0.2126, 0.7152, 0.0722]))

    values = np.linspace(-1, 1, 121)[None]
    for ends in ((strips.NEGATIVE, strips.POSITIVE), ("#000000", "#FFFFFF"), (cells.PAPER, ATTENTION)):
        heat = go.Heatmap(z=values, zmin=-1, zmax=1, colorscale=[[0, ends[0]], [1, ends[1]]])
        black, white = cells.with_numbers(heat, [["0"] * 121])
        assert [white.textfont.color, black.textfont.color] == ["#FFFFFF", "#000000"]
        below, above = ([int(end[k : k + 2], 16) for k in (1, 3, 5)] for end in ends)
        for share, text in zip(np.linspace(0, 1, 121), white.text[0], strict=True):
            mixed = [round(a + share * (b - a)) for a, b in zip(below, above, strict=True)]
            cell = luminance("#" + "".join(f"{c:02x}" for c in mixed))
            ink = 1.0 if text == "0" else 0.0
            high, low = max(cell, ink), min(cell, ink)
            assert (high + 0.05) / (low + 0.05) > 4.5


@pytest.mark.parametrize("paper", [cells.PAPER, cells.DARK_PAPER])
def test_an_empty_cell_is_the_papers_colour_and_its_number_can_be_read(paper):
    figure = matrices.pairs(np.eye(3), WORDS[:3], 0, 0, paper)
    assert figure.data[0].colorscale[0][1] == paper
    black, white = figure.data
    drawn_white = white.text[0][1].strip("\u2007") != ""
    assert drawn_white == (paper == cells.DARK_PAPER)
    assert black.textfont.color == "#000000" and white.textfont.color == "#FFFFFF"

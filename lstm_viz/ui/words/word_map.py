"""The word map: PCA explained, and used to look for words."""

import numpy as np
import streamlit as st

from lstm_viz import lessons
from lstm_viz.figures.word_map import KEY, STYLE, scree, word_map
from lstm_viz.look.groups import groups
from lstm_viz.models.word_vectors import WordVectors
from lstm_viz.nn import embeddings
from lstm_viz.nn.embeddings import PCA
from lstm_viz.ui import frame
from lstm_viz.ui.charts import STILL, chart, twin
from lstm_viz.ui.choice import one_of

from .vectors import pick

AMOUNTS = {"groups only": 0, "1,000 commonest": 1_000, "10,000": 10_000}
NEAR = 8
SCREE = 20


def draw(vectors: WordVectors) -> None:
    page = lessons.load("words")
    st.markdown(
        f"Nobody can see {vectors.vectors.shape[1]} dimensions. **PCA** turns the cloud of words so "
        f"that its widest "
        "side faces us, and shows that."
    )
    left, middle, right = st.columns([3, 3, 2])
    amount = one_of(
        left.segmented_control,
        "Words on the map",
        list(AMOUNTS),
        default="1,000 commonest",
        key="map-amount",
        persist_state="session",
        wrap=True,
    )
    word = pick(middle, "Search a word", vectors, "map-word", index=_row(vectors, "king"))
    dimensions = one_of(
        right.segmented_control,
        "Axes",
        [2, 3],
        default=2,
        format_func=lambda d: f"{d}-D",
        key="map-axes",
        persist_state="session",
    )
    names = [group.name for group in groups()]
    shown_groups = (
        st.pills(
            "Groups",
            names,
            default=names,
            selection_mode="multi",
            key="map-groups",
            persist_state="session",
        )
        or []
    )
    rows = _rows(vectors, AMOUNTS[amount], shown_groups, word)
    if len(rows) < 4:
        st.warning(
            "Fewer than four words are left to draw: choose a group, or more words.",
            icon=":material/edit:",
        )
        return
    unit = vectors.unit[rows]
    pca = embeddings.PCA.fit(unit, min(SCREE, *unit.shape))
    spread = int((pca.explained > 1e-9).sum())  # how many axes these words fill
    if spread < dimensions:
        shape = {0: "at one point", 1: "on one line"}.get(spread, "in one plane")
        st.warning(
            f"These {len(rows):,} words all lie {shape}, so there is no map of them with {dimensions} axes. "
            "Choose other words, or vectors with more numbers a word.",
            icon=":material/edit:",
        )
        return
    points = pca.transform(unit)[:, :dimensions]
    place = {row: k for k, row in enumerate(rows)}
    near = []
    if word and vectors.has_direction(word):
        near = embeddings.neighbours(vectors.unit, vectors.index[word], NEAR)
    frame.style(STYLE)
    chart(
        word_map(
            pca,
            [vectors.words[row] for row in rows],
            points,
            [
                (g, [place[vectors.index[w]] for w in g.words if vectors.index.get(w, -1) in place])
                for g in groups()
                if g.name in shown_groups
            ],
            place[vectors.index[word]] if word else None,
            [place[row] for row, _ in near],
        ),
        f"Map of {len(rows):,} words on {dimensions} principal axes"
        + (f"; nearest to {word}: {', '.join(vectors.words[row] for row, _ in near)}." if near else "."),
        key=KEY if dimensions == 2 else f"{KEY}-3d",
        config={
            "displaylogo": False,
            "scrollZoom": True,
            "modeBarButtons": [["toImage", "zoom2d", "resetScale2d"]],
        },
    )
    if word and not vectors.has_direction(word):
        st.info(
            f"“{frame.escape(word)}” has zeros alone: its vector points nowhere, so no word is near it.",
            icon=":material/info:",
        )
    elif word and near:
        _neighbours(vectors, word, near, rows, points, place)
    _axes(pca, dimensions, vectors.vectors.shape[1])
    frame.notice(*page["parts"]["word_map"]["notice"])
    frame.check("words-word_map", **page["parts"]["word_map"]["check"])


def _row(vectors: WordVectors, word: str) -> int:
    return vectors.index.get(vectors.find(word) or "", 0) if word else 0


def _rows(vectors: WordVectors, amount: int, shown_groups: list[str], word: str | None) -> list[int]:
    """Rows on the map: the commonest, the groups' words, the searched word and its neighbours."""
    rows = list(range(min(amount, len(vectors))))
    rows += [
        vectors.index[w]
        for g in groups()
        if g.name in shown_groups
        for w in g.words
        if w in vectors.index
    ]
    if word:
        row = vectors.index[word]
        rows += [row, *(near for near, _ in embeddings.neighbours(vectors.unit, row, NEAR))]
    return list(dict.fromkeys(rows))


def _neighbours(
    vectors: WordVectors,
    word: str,
    near: list[tuple[int, float]],
    rows: list[int],
    points: np.ndarray,
    place: dict[int, int],
) -> None:
    here = points[place[vectors.index[word]]]
    distance = np.linalg.norm(points - here, axis=1)
    distance[place[vectors.index[word]]] = np.inf
    on_map = [rows[k] for k in np.argsort(distance)[: len(near)]]
    true = {row for row, _ in near}
    agree = sum(row in true for row in on_map)
    st.markdown(
        f"Nearest to **{frame.escape(word)}** by cosine, of all {len(vectors):,} words in the full "
        f"space (lines on "
        f"the map): "
        + ", ".join(f"{frame.escape(vectors.words[row])} {cosine:.2f}" for row, cosine in near)
        + f".  \nNearest **on the map**: "
        f"{frame.escape(', '.join(vectors.words[row] for row in on_map))}. "
        f"**{agree} of {len(near)}** are true neighbours: "
        + (
            "here the map tells the truth."
            if agree > len(near) * 0.6
            else "here the map misleads, because it shows only its own axes."
        )
    )
    numbers = {
        "word": [vectors.words[row] for row, _ in near],
        "cosine": [cosine for _, cosine in near],
        "distance on the map": [float(distance[place[row]]) for row, _ in near],
    }
    twin("Neighbours as a table", "map-table", numbers, hide_index=True)


def _axes(pca: PCA, dimensions: int, E: int) -> None:
    st.header("What the axes are", anchor=False)
    left, right = st.columns([3, 2])
    chart(
        scree(pca.explained, dimensions),
        "Share of the spread along each axis: "
        + ", ".join(f"{100 * share:.1f} %" for share in pca.explained[:6]),
        place=left,
        key="map-scree",
        config=STILL,
    )
    right.markdown(
        f"The words lie in a space of **{E}** dimensions. The first axis is the direction along which "
        f"they spread "
        f"most: **{100 * pca.explained[0]:.1f} %** of all their spread (variance). The second is the "
        f"widest at a right "
        f"angle to it: **{100 * pca.explained[1]:.1f} %**. So the map shows "
        f"**{100 * pca.explained[:dimensions].sum():.0f} %**, and "
        f"**{100 - 100 * pca.explained[:dimensions].sum():.0f} %** "
        "is flattened away."
    )
    right.markdown(
        r"$y = P\,(x-\bar{x})$: the rows of $P$ are the axes, the eigenvectors of the words' covariance "
        "with the largest eigenvalues."
    )

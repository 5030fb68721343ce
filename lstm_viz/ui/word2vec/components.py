"""The two views of the word2vec page as components; stepping and playing send nothing."""

from lstm_viz.ui.component import component

_CSS = "shared/shared.css word2vec/views.css"
network = component("network", "word2vec/network.js", _CSS)
moving_map = component("moving-map", "word2vec/moving-map.js", _CSS)

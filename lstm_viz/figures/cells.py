"""Numbers in the cells of a heat map, black or white: whichever can be read on the cell's colour.

The cells are opaque, so that their colour, and with it the number's, is known; whoever draws says with
`paper` what an empty cell looks like on the reader's page.
"""

import numpy as np
import plotly.graph_objects as go

PAPER, DARK_PAPER = "#F1F0F6", "#2A2735"  # a cell that holds nothing, on a light and on a dark page


def with_numbers(heat: go.Heatmap, texts: list[list[str]]) -> list[go.Heatmap]:
    """The heat map with a text in every cell: its black ones, and a clear heat map of the white ones.

    Plotly gives all texts of a heat map one colour; two of them keep its fitting of the size to the cells.

    Args:
        heat: with z, zmin, zmax and an opaque colour scale of stops “#RRGGBB”.
        texts: as many rows and columns as z.
    """
    values = np.asarray(heat.z, np.float64)
    shares = np.clip((values - heat.zmin) / (heat.zmax - heat.zmin), 0, 1)
    stops, colours = zip(*heat.colorscale, strict=True)
    channels = np.array([[int(c[k : k + 2], 16) for k in (1, 3, 5)] for c in colours])  # (stops, 3)
    cells = np.stack([np.interp(shares, stops, channel) for channel in channels.T], axis=-1)
    dark = _luminance(cells) < _MIDDLE
    said = np.array(texts, object)
    # blanks as wide as the widest text: the size is fitted to the longest, and should be one
    blank = "\u2007" * max(map(len, said.flat))
    over = go.Heatmap(
        z=heat.z,
        x=heat.x,
        y=heat.y,
        colorscale=[[0, "rgba(0, 0, 0, 0)"], [1, "rgba(0, 0, 0, 0)"]],
        showscale=False,
        hoverinfo="skip",
    )
    for layer, colour, here in ((heat, "#000000", ~dark), (over, "#FFFFFF", dark)):
        layer.update(
            text=np.where(here, said, blank).tolist(),
            texttemplate="%{text}",
            textfont={"color": colour},
        )
    return [heat, over]


# where (1 + 0.05) / (L + 0.05) = (L + 0.05) / 0.05: white and black are equally far, 4.6 : 1 by WCAG
_MIDDLE = np.sqrt(1.05 * 0.05) - 0.05


def _luminance(colours: np.ndarray) -> np.ndarray:
    """Relative luminance 0…1 (WCAG 2) of sRGB colours 0…255: (…, 3) → (…)."""
    c = colours / 255
    linear = np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)
    return linear @ [0.2126, 0.7152, 0.0722]

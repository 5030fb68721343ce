"""Two aligned texts as an HTML table: words above each other, changes marked, a bar for the distance."""

from html import escape

import numpy as np

from lstm_viz.look.narration import show
from lstm_viz.studies.alignment import Comparison

_STYLE = """<style>
.wi-pairs { overflow-x: auto; padding-bottom: 6px; }
.wi-pairs table { border-collapse: separate; border-spacing: 3px; }
.wi-pairs th[scope=row] { text-align: left; padding-right: 10px; font-weight: 600; white-space: nowrap; }
.wi-pairs td { text-align: center; padding: 4px 8px; border-radius: 7px; white-space: pre; }
.wi-pairs td.same, .wi-pairs td.other { background: rgba(128, 128, 128, 0.12); }
.wi-pairs td.other { outline: 2px solid #C98500; font-weight: 700; }
.wi-pairs td.none { background: none; }
.wi-pairs td.bar { background: none; padding: 0 4px; min-width: 46px; font-size: 0.8rem; }
.wi-pairs .track { height: 8px; border-radius: 4px; background: rgba(128, 128, 128, 0.18); }
.wi-pairs .fill { height: 8px; border-radius: 4px; background: #0072B2; }
</style>"""


def aligned(first: list[str], second: list[str], result: Comparison) -> str:
    """The table; words with no partner or another word as partner are framed.

    Args:
        result: an `alignment.Comparison` of the two.
    """
    rows = []
    for side, (name, tokens) in enumerate((("first", first), ("second", second))):
        cells = []
        for pair in result.pairs:
            k, (a, b) = pair[side], pair
            if k is None:
                cells.append('<td class="none">–</td>')
                continue
            same = a is not None and b is not None and first[a] == second[b]
            cells.append(f'<td class="{"same" if same else "other"}">{escape(show(tokens[k]))}</td>')
        rows.append(f'<tr><th scope="row">{name}</th>{"".join(cells)}</tr>')
    bars = []
    for apart in result.memory:
        if np.isnan(apart):
            bars.append('<td class="none"></td>')
        else:
            fill = f'<div class="fill" style="width: {100 * apart:.1f}%"></div>'
            bars.append(f'<td class="bar">{apart:.0%}<div class="track">{fill}</div></td>')
    rows.append(f'<tr><th scope="row">memories apart</th>{"".join(bars)}</tr>')
    region = 'class="wi-pairs" tabindex="0" role="region" aria-label="The two texts, aligned"'
    return f"{_STYLE}<div {region}><table>{''.join(rows)}</table></div>"

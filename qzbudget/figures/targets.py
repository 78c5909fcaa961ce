"""Indicators by kind, as bars of what their targets are."""

from __future__ import annotations

import pandas as pd

from qzbudget.breakdown.naming import name_of
from qzbudget.figures.canvas import Figure, canvas, label_ends, legend, name_rows, segment, styled
from qzbudget.figures.colours import ink_on
from qzbudget.figures.ranked import MOST_BARS
from qzbudget.wording import phrase

COLOURS = {"measured": "#0072B2", "number": "#A6D8F5", "words": "#E69F00", "blank": "#F0F0F0"}
"""Blues for what has a number, Okabe and Ito's orange for words; lightened so that all four differ in print without colour."""


@styled
def target_bars(counted: pd.DataFrame, lang: str = "zh") -> Figure | None:
    """Draw for each kind of indicator how many targets can be measured, and how many are words.

    Parameters
    ----------
    counted : DataFrame
        As :func:`qzbudget.projects.by_level` gives it.
    lang : {"zh", "en"}
        Language.

    Returns
    -------
    Figure or None
        Of more than twelve kinds the most frequent, in their order.  None where there are no indicators.
    """
    if counted.empty:
        return None
    chosen = counted["n"].sort_values(ascending=False, kind="stable").head(MOST_BARS).index
    rows = counted.loc[sorted(chosen)]
    title = phrase("title.targets" if len(rows) == len(counted) else "title.targets.most", lang, n=len(rows))
    figure, axes = canvas(len(rows) + 0.8, title, phrase("figure.targets", lang))
    widest, ends = float(rows["n"].max()), []
    for place, row in enumerate(rows.to_dict("records")):
        left = 0.0
        for status, colour in COLOURS.items():
            segment(axes, left, place - 0.35, float(row[status]), 0.7, colour, edge=1.0)
            if row[status] > widest * 0.03:
                middle = left + row[status] / 2
                axes.text(middle, place, str(row[status]), ha="center", va="center", fontsize=9.5, color=ink_on(colour))
            left += float(row[status])
        ends.append(left)
    name_rows(axes, [level_name(row["level1"], row["level2"], lang) for row in rows.to_dict("records")])
    label_ends(axes, ends, [str(int(end)) for end in ends])
    shown = [status for status in COLOURS if rows[status].any()]
    legend(axes, {phrase(f"target.{status}", lang): COLOURS[status] for status in shown}, above=True)
    return figure


def level_name(level1: str, level2: str, lang: str) -> str:
    """Return what an indicator is called by its levels.

    Examples
    --------
    >>> level_name("产出指标", "数量指标", "zh"), level_name("产出指标", "数量指标", "en"), level_name("", "", "en")
    ('产出指标·数量指标', 'Output: Quantity', 'No level printed')
    """
    names = [name_of(level, None, lang) for level in (level1, level2)]
    return phrase("target.levels", lang).join(filter(None, names)) or phrase("target.no_level", lang)

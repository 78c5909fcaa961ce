"""Expenditure by kind as one bar, and below its basic part what that is made of."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from qzbudget.breakdown.naming import NamedPart, named_parts
from qzbudget.figures.canvas import Axes, Figure, canvas, drawable, segment, styled
from qzbudget.figures.captions import figure_footnote, figure_title
from qzbudget.figures.colours import FAINT, ink_on, kind_colour
from qzbudget.wording import MoneyUnit, in_unit, money_unit, percent, phrase

NARROW = 0.14
"""A segment below this part of the whole has no room for its label."""


@styled
def nested_bars(kinds: pd.DataFrame, basic: pd.DataFrame, lang: str = "zh") -> Figure | None:
    """Draw expenditure by kind as one bar, and below its basic part the personnel and operating expenditure in it.

    Parameters
    ----------
    kinds, basic : DataFrame
        Compositions by ``"kind"`` and by ``"basic"``; without rows in ``basic`` the lower bar is left out.
    lang : {"zh", "en"}
        Language.

    Returns
    -------
    Figure or None
        Both bars in one scale; None where ``kinds`` has no positive part.
    """
    kinds = kinds[kinds["amount_yuan"] > 0]
    if kinds.empty:
        return None
    upper = sorted(named_parts(kinds, lang), key=lambda part: part.key != "basic")
    whole = sum(part.amount for part in upper)
    lower = named_parts(basic[basic["amount_yuan"] > 0], lang) if upper[0].key == "basic" else []
    unit = money_unit(max(part.amount for part in upper), lang)
    source = pd.concat([kinds, basic]) if lower else kinds
    figure, axes = canvas(
        4.8 if lower else 2.4, figure_title(kinds, "kind", "class", lang), figure_footnote(source, unit, lang)
    )
    axes.set_xlim(0, whole)
    axes.set_ylim(2.75 if lower else 1.1, -0.55)
    _stack(axes, 0, upper, unit, "{share}")
    if lower:
        axes.plot([0, 0], [0.5, 1.1], [upper[0].amount] * 2, [0.5, 1.1], color=FAINT, linewidth=0.8, linestyle=":")
        _stack(axes, 1.6, lower, unit, phrase("share.of", lang, scope=upper[0].name, share="{share}"))
    axes.set_axis_off()
    return figure


def _stack(axes: Axes, place: float, parts: Sequence[NamedPart], unit: MoneyUnit, share: str) -> None:
    """Draw one bar of segments; a label that has no room in its segment stands below it."""
    whole, left, below = axes.get_xlim()[1], 0.0, place + 0.62
    for index, part in enumerate(parts):
        colour = kind_colour(part.key, index)
        segment(axes, left, place - 0.5, part.amount, 1, colour, edge=1.5)
        lines = (drawable(part.name), f"{in_unit(part.amount, unit)}　{share.format(share=percent(part.share))}")
        centre = left + part.amount / 2
        if part.amount >= NARROW * whole:
            ink = ink_on(colour)
            axes.text(centre, place, "\n".join(lines), ha="center", va="center", color=ink, linespacing=1.5)
        else:
            side = "right" if centre > 0.75 * whole else "left"
            axes.text(centre, below, "　".join(lines), ha=side, va="top", fontsize=10)
            below += 0.3
        left += part.amount

"""Expenditure by kind as one bar, and below its basic part what that is made of."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from qzbudget.breakdown.analysis import basic_apart
from qzbudget.breakdown.naming import NamedPart, named_parts
from qzbudget.cited.marks import NO_MARKS, Marks
from qzbudget.figures.canvas import WIDTH, Axes, Figure, canvas, drawable, hatched, segment, styled
from qzbudget.figures.captions import figure_footnote, figure_title, marked, marks_note, noted, width_of
from qzbudget.figures.colours import FAINT, ink_on, kind_colour
from qzbudget.number_format import MoneyUnit, common_unit, in_unit, percent
from qzbudget.wording import phrase

BAR_WIDTH, EDGE = WIDTH - 0.3, 0.25
"""Inches of the bar of the whole, and of a segment beside its label."""

TURN = 0.75
"""Part of the bar beyond which a label below it stands on the left of its line."""


@styled
def nested_bars(kinds: pd.DataFrame, basic: pd.DataFrame, lang: str = "zh", marks: Marks = NO_MARKS) -> Figure | None:
    """Draw expenditure by kind as one bar, and below its basic part the personnel and operating expenditure in it.

    Parameters
    ----------
    kinds, basic : DataFrame
        Compositions by ``"kind"`` and by ``"basic"``; without rows in ``basic`` the lower bar is left out.
    lang : {"zh", "en"}
        Language.
    marks : Marks, optional
        What casts doubt on numbers.

    Returns
    -------
    Figure or None
        Both bars in one scale; what the lower one leaves of the basic part is hatched: its table does not print it.  None where
        ``kinds`` has no positive part.
    """
    kinds = kinds[kinds["amount_yuan"] > 0]
    if kinds.empty:
        return None
    upper = sorted(named_parts(kinds, lang, marks), key=lambda part: part.key != "basic")
    whole = sum(part.amount for part in upper)
    lower = named_parts(basic[basic["amount_yuan"] > 0], lang, marks) if upper[0].key == "basic" else []
    unit = common_unit((part.amount for part in [*upper, *lower]), lang)
    source = pd.concat([kinds, basic]) if lower else kinds
    doubts = (part.mark for part in [*upper, *lower])
    apart = basic_apart(kinds, basic) if lower else 0.0
    left_out = phrase("nested.rest", lang, money=in_unit(apart, unit)) if apart > 0 else ""
    footnote = noted(lang, figure_footnote(source, unit, lang), left_out, marks_note(doubts, lang))
    figure, axes = canvas(4.8 if lower else 2.4, figure_title(kinds, "kind", "class", lang), footnote)
    axes.set_xlim(0, whole)
    axes.set_ylim(2.75 if lower else 1.1, -0.55)
    _stack(axes, 0, upper, unit, "{share}")
    if lower:
        axes.plot([0, 0], [0.5, 1.1], [upper[0].amount] * 2, [0.5, 1.1], color=FAINT, linewidth=0.8, linestyle=":")
        share = phrase("share.of", lang, scope=upper[0].name, share="{share}")
        _stack(axes, 1.6, lower, unit, phrase("share.of.listed", lang, share="{share}") if apart else share)
        if apart > 0:
            hatched(axes, upper[0].amount - apart, 1.1, apart, 1)
    axes.set_axis_off()
    return figure


def _stack(axes: Axes, place: float, parts: Sequence[NamedPart], unit: MoneyUnit, share: str) -> None:
    """Draw one bar of segments; a label that has no room in its segment stands below it, a line leads to it."""
    whole, left, outside = axes.get_xlim()[1], 0.0, []
    for index, part in enumerate(parts):
        colour = kind_colour(part.key, index)
        segment(axes, left, place - 0.5, part.amount, 1, colour, edge=1.5)
        lines = (drawable(marked(part.name, part.mark)), f"{in_unit(part.amount, unit)}　{share.format(share=percent(part.share))}")
        centre = left + part.amount / 2
        if max(map(width_of, lines)) + EDGE <= part.amount / whole * BAR_WIDTH:
            ink = ink_on(colour)
            axes.text(centre, place, "\n".join(lines), ha="center", va="center", color=ink, linespacing=1.5)
        else:
            outside.append((centre, "　".join(lines)))
        left += part.amount
    for row, (centre, text) in enumerate(sorted(outside, key=lambda label: _turn(label[0], whole))):
        below = place + 0.62 + 0.3 * row
        side, shift = ("right", -4) if centre > TURN * whole else ("left", 4)
        axes.plot([centre, centre], [place + 0.52, below + 0.24], color=FAINT, linewidth=0.8)
        back = {"facecolor": "white", "edgecolor": "none", "pad": 0.6}
        axes.annotate(text, (centre, below), (shift, 0), textcoords="offset points", ha=side, va="top", fontsize=10, bbox=back)


def _turn(centre: float, whole: float) -> tuple[bool, float]:
    """Return the order of the labels below a bar, in which no line crosses a text."""
    on_left = centre > TURN * whole
    return on_left, centre if on_left else -centre

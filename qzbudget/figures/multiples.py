"""Expenditure by function, a panel for each kind of expenditure, all in one scale."""

from __future__ import annotations

import pandas as pd

from qzbudget.breakdown.naming import name_of, named_parts, scope_of
from qzbudget.cited.marks import NO_MARKS, Marks
from qzbudget.figures.canvas import BARS_WIDTH, Figure, drawable, label_beside, name_rows, side_by_side, styled
from qzbudget.figures.captions import figure_footnote, marked, marks_note, noted, width_of
from qzbudget.figures.colours import kind_colour
from qzbudget.figures.ranked import MOST_BARS
from qzbudget.number_format import common_unit, in_unit
from qzbudget.wording import phrase

MOST_PANELS = 3
"""Panels beside each other that leave room for the names of the bars."""

BETWEEN = 0.2
"""Inches between a bar, its label, and the next panel."""


@styled
def kind_panels(parts: pd.DataFrame, lang: str = "zh", marks: Marks = NO_MARKS) -> Figure | None:
    """Draw expenditure by function as bars, in a panel for each kind of expenditure.

    Parameters
    ----------
    parts : DataFrame
        As :func:`qzbudget.breakdown.analysis.function_by_kind` gives it.
    lang : {"zh", "en"}
        Language.
    marks : Marks, optional
        What casts doubt on numbers.

    Returns
    -------
    Figure or None
        The same functions in each panel, the largest twelve, in the order of their sums; a function without a bar has nothing of
        that kind.  The largest three kinds have a panel.  None where no part is positive.
    """
    positive = parts[parts["amount_yuan"] > 0]
    if positive.empty:
        return None
    amounts = positive["amount_yuan"].astype(float)
    sizes = amounts.groupby(positive["code"], sort=False).sum().sort_values(ascending=False, kind="stable")
    kinds = amounts.groupby(positive["kind"], sort=False).sum().sort_values(ascending=False, kind="stable")
    codes = list(sizes.index[:MOST_BARS])
    shown = sorted(kinds.index[:MOST_PANELS], key=lambda kind: not str(kind).endswith("basic"))
    drawn = positive[positive["code"].isin(codes) & positive["kind"].isin(shown)]
    named = {(part.code, kind): part for part, kind in zip(named_parts(drawn, lang, marks), drawn["kind"], strict=True)}
    unit = common_unit(amounts, lang)
    title = phrase("title.function_kind", lang, scope=scope_of(parts, "kind", lang))
    note = marks_note((part.mark for part in named.values()), lang)
    left_out = phrase("figure.left_out", lang, n=len(sizes) - len(codes)) if len(sizes) > len(codes) else ""
    footnote = noted(lang, figure_footnote(drawn, unit, lang), left_out, note)
    figure, every = side_by_side(len(shown), len(codes), title, footnote)
    kind_names = dict(zip(drawn["kind"], drawn["kind_name"], strict=True))
    names = dict(zip((part.code for part in named.values()), (part.name for part in named.values()), strict=True))
    wide = max(width_of(marked(in_unit(part.amount, unit), part.mark)) for part in named.values()) + BETWEEN
    most = float(amounts.max()) / max(1 - wide * len(shown) / BARS_WIDTH, 0.3)
    for place, (kind, axes) in enumerate(zip(shown, every, strict=True)):
        axes.set_title(drawable(name_of(kind_names[kind], kind, lang)), loc="left", fontsize=11)
        found = [(row, named[code, kind]) for row, code in enumerate(codes) if (code, kind) in named]
        rows, of_kind = [row for row, _ in found], [part for _, part in found]
        colour = kind_colour(str(kind).rpartition(".")[2], place)
        axes.barh(rows, [part.amount for part in of_kind], color=colour, height=0.7)
        texts = [marked(in_unit(part.amount, unit), part.mark) for part in of_kind]
        label_beside(axes, rows, [part.amount for part in of_kind], texts, most)
        if place == 0:
            name_rows(axes, [names[code] for code in codes])
    return figure

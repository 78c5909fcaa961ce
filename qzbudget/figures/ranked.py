"""The parts of a composition as bars, largest on top."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from qzbudget.breakdown.naming import NamedPart, named_parts
from qzbudget.cited.marks import NO_MARKS, Marks
from qzbudget.figures.canvas import Figure, canvas, label_ends, legend, name_rows, styled
from qzbudget.figures.captions import figure_footnote, figure_title, marked, marks_note, noted
from qzbudget.figures.colours import REST, class_colours
from qzbudget.number_format import common_unit, in_unit, percent
from qzbudget.wording import label, phrase

MOST_BARS = 12
"""Bars that one figure can hold and still be read."""


@styled
def ranked_bars(
    composed: pd.DataFrame, by: str, level: str = "class", lang: str = "zh", marks: Marks = NO_MARKS
) -> Figure | None:
    """Draw the parts of a composition as bars, largest on top.

    Parameters
    ----------
    composed : DataFrame
        As :func:`qzbudget.composition` gives it.
    by, level : str
        What it was composed by, for the title.
    lang : {"zh", "en"}
        Language.
    marks : Marks, optional
        What casts doubt on numbers.

    Returns
    -------
    Figure or None
        One bar per part, labelled with amount and share; beyond twelve parts the smallest are one bar.  Classification
        codes below class level are coloured by class.  None where no part is positive.
    """
    positive = composed[composed["amount_yuan"] > 0]
    if positive.empty:
        return None
    parts = named_parts(positive, lang, marks)
    colours = class_colours(_classes(parts), apart=level != "class")
    bars, rest = (parts, []) if len(parts) <= MOST_BARS else (parts[: MOST_BARS - 1], parts[MOST_BARS - 1 :])
    names = [marked(part.name, part.mark) for part in bars]
    names += [marked(phrase("row.others", lang, n=len(rest)), "".join(part.mark for part in rest))] * bool(rest)
    amounts = [part.amount for part in bars] + [sum(part.amount for part in rest)] * bool(rest)
    shares = [part.share for part in bars] + [sum(part.share for part in rest)] * bool(rest)
    unit = common_unit(amounts, lang)
    footnote = noted(lang, figure_footnote(positive, unit, lang), marks_note((part.mark for part in parts), lang))
    figure, axes = canvas(len(names), figure_title(composed, by, level, lang), footnote)
    axes.barh(range(len(bars)), amounts[: len(bars)], color=[colours[p.code[:3]] for p in bars], height=0.7)
    axes.barh(range(len(bars), len(amounts)), amounts[len(bars) :], color=REST, height=0.7)
    name_rows(axes, names)
    texts = [f"{in_unit(amount, unit)}　{percent(share)}" for amount, share in zip(amounts, shares, strict=True)]
    label_ends(axes, amounts, texts)
    if len(set(colours.values())) > 1:
        shown = [code for code in colours if colours[code] != REST and any(part.code.startswith(code) for part in bars)]
        told = {f"{code} {label(code, lang) or ''}": colours[code] for code in shown}
        legend(axes, told | ({phrase("legend.rest", lang): REST} if REST in {colours[part.code[:3]] for part in bars} else {}))
    return figure


def _classes(parts: Sequence[NamedPart]) -> list[str]:
    """Return the classes of some parts, the one with most money first, so that a class has one colour at every level."""
    sums: dict[str, float] = {}
    for part in parts:
        sums[part.code[:3]] = sums.get(part.code[:3], 0.0) + part.amount
    return sorted(sums, key=lambda code: (-round(sums[code], 2), code))

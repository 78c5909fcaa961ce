"""Expenditure of several documents of one unit, a bar for each."""

from __future__ import annotations

import pandas as pd

from qzbudget.change.frame import each
from qzbudget.cited.marks import NO_MARKS, Marks
from qzbudget.cited.numbers import sum_of
from qzbudget.figures.canvas import Figure, canvas, label_ends, legend, name_rows, segment, styled
from qzbudget.figures.captions import marked, marks_note, noted, places_of
from qzbudget.figures.colours import REST, kind_colour
from qzbudget.number_format import common_unit, in_unit
from qzbudget.wording import label, phrase

WHOLE = "total_expenditure"
_TOTALS = ("total_revenue", WHOLE)


@styled
def year_bars(found: pd.DataFrame, lang: str = "zh", marks: Marks = NO_MARKS) -> Figure | None:
    """Draw the expenditure of each document as a bar of its kinds, budgets and final accounts apart.

    Parameters
    ----------
    found : DataFrame
        As :func:`qzbudget.change.by_year` gives it.
    lang : {"zh", "en"}
        Language.
    marks : Marks, optional
        What casts doubt on numbers.

    Returns
    -------
    Figure or None
        A document that does not print the kinds has a bar of one colour.  None with fewer than two documents.
    """
    wholes = found[(found["key"] == WHOLE) & (found["amount_yuan"] > 0)]
    if len(wholes) < 2:
        return None
    kinds = found[~found["key"].isin(_TOTALS) & (found["amount_yuan"] > 0)]
    colours = {key: kind_colour(str(key), place) for place, key in enumerate(dict.fromkeys(kinds["key"]))}
    unit = common_unit(wholes["amount_yuan"], lang)
    places = phrase("figure.unit", lang, places=places_of(wholes, lang), unit=phrase(f"unit.{unit.name}", lang))
    doubts = [marks.of(sum_of(found.loc[found["document_id"] == document, "cells"]), lang) for document in wholes["document_id"]]
    figure, axes = canvas(len(wholes) + 0.8, phrase("title.years", lang), noted(lang, places, marks_note(doubts, lang)))
    for place, whole in enumerate(each(wholes)):
        left, parts = 0.0, kinds[kinds["document_id"] == whole.document_id]
        for part in each(parts):
            segment(axes, left, place - 0.35, float(part.amount_yuan), 0.7, colours[part.key])
            left += float(part.amount_yuan)
        if parts.empty:
            segment(axes, 0, place - 0.35, float(whole.amount_yuan), 0.7, REST)
    names = [f"{row.year} {label(row.kind, lang)}" for row in each(wholes)]
    name_rows(axes, [marked(name, doubt) for name, doubt in zip(names, doubts, strict=True)])
    amounts = [float(amount) for amount in wholes["amount_yuan"]]
    label_ends(axes, amounts, [in_unit(amount, unit) for amount in amounts])
    if colours:
        legend(axes, {label(key, lang) or key: colour for key, colour in colours.items()}, above=True)
    return figure

"""Both readings of the functions of government as two bars for each heading."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from qzbudget.cited.marks import NO_MARKS, Marks
from qzbudget.figures.canvas import Figure, canvas, label_ends, legend, name_rows, segment, styled
from qzbudget.figures.captions import figure_footnote, marked, marks_note, noted
from qzbudget.figures.colours import LAST, MORE
from qzbudget.number_format import common_unit, in_unit, percent
from qzbudget.views.readings import Heading, headings, same_readings
from qzbudget.wording import phrase


@styled
def reading_bars(
    booked: pd.DataFrame, returned: pd.DataFrame, lang: str = "zh", marks: Marks = NO_MARKS
) -> Figure | None:
    """Draw each heading as it is booked, and with the cost of the unit's own staff returned to what the unit does.

    Parameters
    ----------
    booked, returned : DataFrame
        As :func:`qzbudget.view` gives it in its two readings.
    lang : {"zh", "en"}
        Language.
    marks : Marks, optional
        What casts doubt on numbers.

    Returns
    -------
    Figure or None
        The largest heading on top; one bar each where both readings are the same.  None where no amount is positive.
    """
    found = [heading for heading in headings(booked, returned, lang, marks) if heading.size > 0]
    if not found:
        return None
    once = same_readings(booked, returned)
    unit = common_unit((heading.size for heading in found), lang)
    footnote = noted(lang, figure_footnote(pd.concat([booked, returned]), unit, lang), marks_note((h.mark for h in found), lang))
    figure, axes = canvas(len(found) if once else 1.7 * len(found) + 0.6, phrase("title.cofog", lang), footnote)
    ends, texts, places = [], [], []
    for place, heading in enumerate(found):
        for row, part in enumerate((heading.booked,) if once else (heading.booked, heading.returned)):
            amount, share = (part.amount, part.share) if part else (0.0, 0.0)
            top, height = (place - 0.35, 0.7) if once else (place - 0.38 + 0.4 * row, 0.36)
            segment(axes, 0, top, max(amount, 0.0), height, MORE if once or row else LAST)
            ends.append(max(amount, 0.0))
            texts.append(f"{in_unit(amount, unit)}　{percent(share)}" if part else "0")
            places.append(top + height / 2)
    name_rows(axes, _names(found))
    label_ends(axes, ends, texts, places)
    if not once:
        legend(axes, {phrase("legend.booked", lang): LAST, phrase("legend.returned", lang): MORE}, above=True)
    return figure


def _names(found: Sequence[Heading]) -> list[str]:
    codes = (f"{heading.code} " if heading.code.isdigit() else "" for heading in found)
    return [marked(f"{code}{heading.name}", heading.mark) for code, heading in zip(codes, found, strict=True)]

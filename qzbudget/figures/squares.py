"""Where each 100 yuan goes, as 100 squares."""

from __future__ import annotations

import pandas as pd

from qzbudget.breakdown.analysis import per_hundred
from qzbudget.breakdown.naming import named_parts
from qzbudget.cited.marks import NO_MARKS, Marks
from qzbudget.figures.canvas import Figure, legend, segment, square_canvas, styled
from qzbudget.figures.captions import marked, marks_note
from qzbudget.figures.colours import kind_colour
from qzbudget.wording import phrase


@styled
def hundred_squares(uses: pd.DataFrame, lang: str = "zh", marks: Marks = NO_MARKS) -> Figure | None:
    """Draw 100 squares, one for each yuan of 100, in the colour of the use that it goes to.

    Parameters
    ----------
    uses : DataFrame
        As :func:`qzbudget.breakdown.analysis.uses` gives it.
    lang : {"zh", "en"}
        Language.
    marks : Marks, optional
        What casts doubt on numbers.

    Returns
    -------
    Figure or None
        Squares in whole yuan, amounts in the legend to the fen; None where no part is positive.
    """
    whole, exact = per_hundred(uses, places=0), per_hundred(uses)
    if whole.empty:
        return None
    parts = named_parts(exact, lang, marks)
    colours = [kind_colour(part.key, index) for index, part in enumerate(parts)]
    squares = [c for c, n in zip(colours, whole["of_100"], strict=True) for _ in range(int(n))]
    figure, axes = square_canvas(phrase("title.uses", lang), marks_note((part.mark for part in parts), lang))
    for place, colour in enumerate(squares):
        segment(axes, place % 10 + 0.05, place // 10 + 0.05, 0.9, 0.9, colour)
    axes.set(xlim=(0, 10), ylim=(10, 0))
    amounts = [f"{amount:.2f}" for amount in exact["of_100"]]
    texts = [phrase("of_100", lang, name=marked(part.name, part.mark), amount=a) for part, a in zip(parts, amounts, strict=True)]
    named = dict(zip(texts, colours, strict=True))
    legend(axes, named, loc="center left", bbox_to_anchor=(1.05, 0.5), fontsize=12)
    return figure

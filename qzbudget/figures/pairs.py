"""Two amounts of each thing as two bars, the base in grey above the other."""

from __future__ import annotations

import pandas as pd

from qzbudget.change.frame import each
from qzbudget.change.words import against, base_name, short_name
from qzbudget.cited.marks import NO_MARKS, Marks
from qzbudget.figures.canvas import Figure, canvas, label_ends, legend, name_rows, segment, styled
from qzbudget.figures.captions import marked, marks_note, noted, places_of
from qzbudget.figures.colours import LAST, MORE
from qzbudget.number_format import common_unit, in_unit, signed_percent
from qzbudget.wording import phrase

MOST_PAIRS = 10
"""Pairs that one figure can hold and still be read."""


@styled
def paired_bars(
    found: pd.DataFrame, title: str = "three_public", lang: str = "zh", marks: Marks = NO_MARKS
) -> Figure | None:
    """Draw the base and the amount of each change as two bars.

    Parameters
    ----------
    found : DataFrame
        A frame of changes of one base.
    title : {"three_public", "execution"}
        What is compared.
    lang : {"zh", "en"}
        Language.
    marks : Marks, optional
        What casts doubt on numbers.

    Returns
    -------
    Figure or None
        The ten largest in their order; None where no amount is positive.
    """
    known = found[found["amount_yuan"].notna() & found["base_yuan"].notna()].drop_duplicates("key")
    if not (known[["amount_yuan", "base_yuan"]] > 0).any(axis=None):
        return None
    largest = (
        known[["amount_yuan", "base_yuan"]].max(axis=1).sort_values(ascending=False, kind="stable").head(MOST_PAIRS)
    )
    rows = known.loc[sorted(largest.index)]
    unit = common_unit([*rows["amount_yuan"], *rows["base_yuan"]], lang)
    places = phrase("figure.unit", lang, places=places_of(rows, lang), unit=phrase(f"unit.{unit.name}", lang))
    doubts = [against(row, marks, lang) for row in each(rows)]
    footnote = noted(lang, places, marks_note(doubts, lang))
    figure, axes = canvas(1.7 * len(rows) + 0.6, phrase(f"title.{title}", lang), footnote)
    for place, row in enumerate(each(rows)):
        segment(axes, 0, place - 0.38, float(row.base_yuan), 0.36, LAST)
        segment(axes, 0, place + 0.02, float(row.amount_yuan), 0.36, MORE)
    name_rows(axes, [marked(short_name(row, lang), doubt) for row, doubt in zip(each(rows), doubts, strict=True)])
    ends, texts, heights = [], [], []
    for place, row in enumerate(each(rows)):
        ends += [float(row.base_yuan), float(row.amount_yuan)]
        pct = "" if pd.isna(row.change_pct) else f"　{signed_percent(row.change_pct)}"
        texts += [in_unit(row.base_yuan, unit), f"{in_unit(row.amount_yuan, unit)}{pct}"]
        heights += [place - 0.2, place + 0.2]
    label_ends(axes, ends, texts, heights)
    now = phrase("legend.executed" if title == "execution" else "legend.now", lang)
    legend(axes, {base_name(str(rows["base_kind"].iloc[0]), lang): LAST, now: MORE}, above=True)
    return figure

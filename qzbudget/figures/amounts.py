"""Amounts as bars, largest on top, coloured by what they are kinds of."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from qzbudget.cited.marks import NO_MARKS, Marks
from qzbudget.cited.numbers import sum_of
from qzbudget.figures.canvas import Figure, canvas, label_ends, legend, name_rows, styled
from qzbudget.figures.captions import marked, marks_note, noted, places_of
from qzbudget.figures.colours import PALETTE, REST
from qzbudget.figures.ranked import MOST_BARS
from qzbudget.number_format import common_unit, in_unit, percent
from qzbudget.wording import phrase


@styled
def amount_bars(
    found: pd.DataFrame, title: str, groups: Mapping[str, str], lang: str = "zh", marks: Marks = NO_MARKS
) -> Figure | None:
    """Draw amounts as bars, each with its share at its end.

    Parameters
    ----------
    found : DataFrame
        ``name``, ``key``, ``amount_yuan``, ``share_pct``, ``role``, ``number_printed``, ``page``, ``cells``, largest first.
    title : str
        What is shown.
    groups : mapping of str to str
        The keys that have colours of their own, with the words of the legend, in the order of the palette; beside bars of
        such keys those of other keys are grey.
    lang : {"zh", "en"}
        Language.
    marks : Marks, optional
        What casts doubt on numbers.

    Returns
    -------
    Figure or None
        Beyond twelve amounts the smallest are one bar.  None where no amount is positive.
    """
    positive = found[found["amount_yuan"] > 0]
    if positive.empty:
        return None
    bars = positive if len(positive) <= MOST_BARS else positive.head(MOST_BARS - 1)
    rest = positive.iloc[len(bars) :]
    amounts = [*bars["amount_yuan"], *([rest["amount_yuan"].sum()] if len(rest) else [])]
    shares = [*bars["share_pct"], *([rest["share_pct"].sum()] if len(rest) else [])]
    doubts = [marks.of(cells, lang) for cells in bars["cells"]] + [marks.of(sum_of(rest["cells"]), lang)] * bool(len(rest))
    names = [*bars["name"], *([phrase("row.others", lang, n=len(rest))] if len(rest) else [])]
    colours = dict(zip(groups, PALETTE, strict=False))
    other = REST if set(bars["key"]) & set(colours) else PALETTE[0]
    own = [colours.get(key, other) for key in bars["key"]]
    unit = common_unit(amounts, lang)
    source = phrase("figure.unit", lang, places=places_of(positive, lang), unit=phrase(f"unit.{unit.name}", lang))
    shown = {words: colours[key] for key, words in groups.items() if key in set(bars["key"])}
    footnote = noted(lang, source, marks_note(doubts, lang))
    figure, axes = canvas(len(names) + 0.8 * (len(shown) > 1), title, footnote)
    axes.barh(range(len(amounts)), amounts, color=[*own, *[REST] * bool(len(rest))], height=0.7)
    name_rows(axes, [marked(name, doubt) for name, doubt in zip(names, doubts, strict=True)])
    pairs = zip(amounts, shares, strict=True)
    texts = [in_unit(yuan, unit) + ("" if pd.isna(share) else f"　{percent(share)}") for yuan, share in pairs]
    label_ends(axes, amounts, texts)
    if len(shown) > 1:
        legend(axes, shown, above=True)
    return figure

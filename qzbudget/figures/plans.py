"""Plans of spending over the year, a bar for each project."""

from __future__ import annotations

import pandas as pd

from qzbudget.cited.marks import NO_MARKS, Marks
from qzbudget.cited.numbers import sum_of
from qzbudget.figures.canvas import Figure, canvas, label_ends, legend, name_rows, segment, styled
from qzbudget.figures.captions import marked, marks_note, noted, places_of
from qzbudget.figures.colours import ink_on
from qzbudget.figures.ranked import MOST_BARS
from qzbudget.number_format import common_unit, in_unit, percent
from qzbudget.wording import phrase

SHADES = {3: "#08306B", 6: "#2171B5", 10: "#6BAED6", 12: "#C6DBEF"}
"""One hue from dark to light over the year: the order shows in print without colour too (ColorBrewer Blues)."""

_NARROWEST = 9.0
"""Per cent of the axis that a number inside a bar needs."""


@styled
def plan_bars(planned: pd.DataFrame, lang: str = "zh", marks: Marks = NO_MARKS) -> Figure | None:
    """Draw for each project what part of its budget is planned to be spent by the end of which month.

    Parameters
    ----------
    planned : DataFrame
        As :func:`qzbudget.projects.plans` gives it.
    lang : {"zh", "en"}
        Language.
    marks : Marks, optional
        What casts doubt on numbers.

    Returns
    -------
    Figure or None
        Bars of the cumulative share of the budget, its amount at the end; a month for which nothing is printed has no shade
        of its own.  The first twelve projects whose plan never falls; None where there are none.
    """
    known = planned[planned["share_pct"].notna()]
    grows = known.groupby("project_id")["amount_yuan"].transform(lambda yuan: yuan.is_monotonic_increasing)
    known = known[grows.astype(bool)]
    projects = list(dict.fromkeys(known["project_id"]))[:MOST_BARS]
    known = known[known["project_id"].isin(projects)]
    if known.empty or not (known["amount_yuan"] > 0).any():
        return None
    wholes = known.drop_duplicates("project_id")
    unit = common_unit(wholes["budget_yuan"], lang)
    widest = float(known["share_pct"].max())
    sources = known.assign(role="performance_target", number_printed="")
    words = {"places": places_of(sources, lang), "unit": phrase(f"unit.{unit.name}", lang)}
    cells = [sum_of(known.loc[known["project_id"] == project, ["budget_cells", "cells"]].to_numpy().flat) for project in projects]
    doubts = [marks.of(of_project, lang) for of_project in cells]
    footnote = noted(lang, phrase("figure.plans", lang, **words), marks_note(doubts, lang))
    figure, axes = canvas(len(projects) + 0.8, phrase("title.plans", lang), footnote)
    ends = []
    for place, project in enumerate(projects):
        left = 0.0
        for month, share in known.loc[known["project_id"] == project, ["month", "share_pct"]].itertuples(index=False):
            colour = SHADES[int(month)]
            segment(axes, left, place - 0.35, share - left, 0.7, colour, edge=1.0)
            if share - left > _NARROWEST * widest / 100:
                middle = (left + share) / 2
                axes.text(middle, place, percent(share), ha="center", va="center", fontsize=9.5, color=ink_on(colour))
            left = share
        ends.append(left)
    name_rows(axes, [marked(name, doubt) for name, doubt in zip(wholes["name"].fillna(""), doubts, strict=True)])
    label_ends(axes, ends, [in_unit(yuan, unit) for yuan in wholes["budget_yuan"]])
    months = [month for month in SHADES if month in set(known["month"])]
    legend(
        axes,
        {phrase("plan.until", lang, month=phrase(f"month.{month}", lang)): SHADES[month] for month in months},
        above=True,
    )
    return figure

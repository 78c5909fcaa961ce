"""How the checks of each category ended, as stacked bars."""

from __future__ import annotations

import pandas as pd

from qzbudget.figures.canvas import Figure, canvas, label_ends, legend, name_rows, segment, styled
from qzbudget.wording import phrase

COLOURS = {"pass": "#56B4E9", "rounding": "#E69F00", "fail": "#D55E00"}
"""Okabe and Ito's colours; lighter for what holds, so that they differ in grey too."""


@styled
def check_bars(counted: pd.DataFrame, lang: str = "zh") -> Figure | None:
    """Draw for each category how many checks hold, hold but for rounding, and fail.

    Parameters
    ----------
    counted : DataFrame
        As :func:`qzbudget.reconcile.by_category` gives it.
    lang : {"zh", "en"}
        Language.

    Returns
    -------
    Figure or None
        A bar for each category, its counts in words at its end: a single failure among hundreds is too thin to be seen.
        None where nothing was compared.
    """
    if counted.empty:
        return None
    names = [phrase(f"category.{name}", lang) for name in counted["category"]]
    figure, axes = canvas(len(names) + 0.8, phrase("title.checks", lang), phrase("figure.checks", lang))
    ends, texts = [], []
    for place, row in enumerate(counted.to_dict("records")):
        left = 0.0
        for status, colour in COLOURS.items():
            segment(axes, left, place - 0.35, float(row[status]), 0.7, colour)
            left += float(row[status])
        ends.append(left)
        told = [f"{phrase(f'status.{status}', lang)} {row[status]:,}" for status in COLOURS if row[status]]
        texts.append(" · ".join(told))
    name_rows(axes, names)
    label_ends(axes, ends, texts)
    legend(axes, {phrase(f"status.{status}", lang): colour for status, colour in COLOURS.items()}, above=True)
    return figure

"""Expenditure by function, each bar stacked by kind of expenditure."""

from __future__ import annotations

import pandas as pd

from qzbudget.breakdown.naming import name_of, scope_of
from qzbudget.figures.canvas import Figure, canvas, label_ends, legend, name_rows, styled
from qzbudget.figures.captions import figure_footnote
from qzbudget.figures.colours import kind_colour
from qzbudget.figures.ranked import MOST_BARS
from qzbudget.wording import in_unit, money_unit, phrase


@styled
def stacked_bars(parts: pd.DataFrame, lang: str = "zh") -> Figure | None:
    """Draw expenditure by function, each bar stacked by kind of expenditure.

    Parameters
    ----------
    parts : DataFrame
        As :func:`qzbudget.breakdown.analysis.function_by_kind` gives it.
    lang : {"zh", "en"}
        Language.

    Returns
    -------
    Figure or None
        One bar per function, the largest twelve on top of each other; None where no part is positive.
    """
    parts = parts[parts["amount_yuan"] > 0]
    if parts.empty:
        return None
    cells = parts.assign(amount=parts["amount_yuan"].astype(float))
    table = cells.pivot_table(index="code", columns="kind", values="amount", aggfunc="sum", fill_value=0.0, sort=False)
    table = table.loc[table.sum(axis=1).sort_values(ascending=False, kind="stable").index].head(MOST_BARS)
    names = dict(zip(parts["code"], parts["name"], strict=True))
    pairs = zip(parts["kind"], parts["kind_name"], strict=True)
    kinds = dict(sorted(pairs, key=lambda pair: not pair[0].endswith("basic")))
    unit = money_unit(float(table.to_numpy().max()), lang)
    title = phrase("title.function_kind", lang, scope=scope_of(parts, "kind", lang))
    figure, axes = canvas(len(table), title, figure_footnote(parts, unit, lang))
    left = [0.0] * len(table)
    colours = {kind: kind_colour(str(kind).rpartition(".")[2], index) for index, kind in enumerate(kinds)}
    for kind, colour in colours.items():
        axes.barh(range(len(table)), table[kind], left=left, color=colour, height=0.7)
        left = [start + amount for start, amount in zip(left, table[kind], strict=True)]
    name_rows(axes, [name_of(names[code], code, lang) for code in table.index])
    label_ends(axes, left, [in_unit(amount, unit) for amount in left])
    legend(axes, {name_of(kinds[kind], kind, lang): colour for kind, colour in colours.items()})
    return figure

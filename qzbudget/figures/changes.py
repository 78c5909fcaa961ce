"""Changes as bars to both sides of a line; the contributions to the change of a whole as a waterfall."""

from __future__ import annotations

from collections.abc import Iterable
from types import SimpleNamespace

import pandas as pd

from qzbudget.change.frame import each
from qzbudget.change.words import Change, against, base_name, by_base, short_name
from qzbudget.cited.marks import MARK, NO_MARKS, Marks
from qzbudget.figures.canvas import (
    Axes,
    Figure,
    canvas,
    label_right,
    label_sides,
    legend,
    name_rows,
    panels,
    segment,
    styled,
)
from qzbudget.figures.captions import marked, marks_note, noted, places_of
from qzbudget.figures.colours import FAINT, LESS, MORE, REST
from qzbudget.number_format import MoneyUnit, common_unit, signed, signed_percent
from qzbudget.wording import phrase

MOST_CHANGES = 12
"""Bars of one base that a figure can hold and still be read."""


@styled
def change_bars(found: pd.DataFrame, lang: str = "zh", marks: Marks = NO_MARKS) -> Figure | None:
    """Draw changes as bars to both sides of a line, the changes of each base in a panel of their own.

    Parameters
    ----------
    found : DataFrame
        A frame of changes (:data:`qzbudget.change.frame.COLUMNS`).
    lang : {"zh", "en"}
        Language.
    marks : Marks, optional
        What casts doubt on numbers.

    Returns
    -------
    Figure or None
        In each panel the twelve largest changes in the order of the document, labelled with change and percentage.  None
        where nothing changed.
    """
    moved = found[found["change_yuan"].notna() & (found["change_yuan"] != 0)].drop_duplicates(["base_kind", "key"])
    groups = [(base, _largest(rows)) for base, rows in by_base(moved)]
    if not groups:
        return None
    unit = common_unit(moved["change_yuan"], lang)
    names = [[_name(row, marks, lang) for row in each(rows)] for _, rows in groups]
    scales = phrase("figure.scales", lang) if len(groups) > 1 else ""
    note = noted(lang, _footnote(moved, unit, lang), scales, _marks_note(names, lang))
    figure, every = panels([len(rows) for _, rows in groups], phrase("title.changes", lang), note)
    for axes, (base, rows), of_base in zip(every, groups, names, strict=True):
        axes.set_title(phrase("figure.base", lang, base=base_name(base, lang)), loc="left", fontsize=11)
        changes = [float(change) for change in rows["change_yuan"]]
        for place, change in enumerate(changes):
            segment(axes, min(change, 0), place - 0.35, abs(change), 0.7, _colour(change))
        name_rows(axes, of_base)
        pairs = zip(changes, rows["change_pct"], strict=True)
        label_sides(axes, changes, [_text(change, pct, unit) for change, pct in pairs])
    return figure


def _name(row: Change, marks: Marks, lang: str) -> str:
    return marked(short_name(row, lang), against(row, marks, lang))


def _marks_note(names: Iterable[Iterable[str]], lang: str) -> str:
    return marks_note((MARK in name for of_base in names for name in of_base), lang)


def _largest(rows: pd.DataFrame) -> pd.DataFrame:
    largest = rows["change_yuan"].abs().sort_values(ascending=False, kind="stable").head(MOST_CHANGES).index
    return rows.loc[sorted(largest)]


def _text(change: float, pct: float, unit: MoneyUnit) -> str:
    return signed(change, unit) if pd.isna(pct) else f"{signed(change, unit)}　{signed_percent(pct)}"


def _colour(change: float) -> str:
    return MORE if change >= 0 else LESS


def _footnote(found: pd.DataFrame, unit: MoneyUnit, lang: str) -> str:
    return phrase("figure.unit", lang, places=places_of(found, lang), unit=phrase(f"unit.{unit.name}", lang))


@styled
def waterfall(found: pd.DataFrame | None, lang: str = "zh", marks: Marks = NO_MARKS) -> Figure | None:
    """Draw what each part contributes to the change of a whole; every bar starts where the one before ended.

    Parameters
    ----------
    found : DataFrame or None
        As :func:`qzbudget.change.contributions` gives it.
    lang : {"zh", "en"}
        Language.
    marks : Marks, optional
        What casts doubt on numbers.

    Returns
    -------
    Figure or None
        From the line of the base at zero to the change of the whole, which is the last bar.  None where nothing changed.
    """
    if found is None or not (found["change_yuan"] != 0).any():
        return None
    moved = found[found["change_yuan"] != 0]
    bars, rest = (
        (moved, moved.head(0))
        if len(moved) <= MOST_CHANGES
        else (moved.head(MOST_CHANGES - 1), moved[MOST_CHANGES - 1 :])
    )
    whole = float(found["whole_change_yuan"].iloc[0])
    steps = [float(change) for change in bars["change_yuan"]] + [float(rest["change_yuan"].sum())] * bool(len(rest))
    points = [*bars["points"]] + [float(rest["points"].sum())] * bool(len(rest))
    names = [_name(row, marks, lang) for row in each(bars)]
    names += [phrase("row.others", lang, n=len(rest))] * bool(len(rest))
    unit = common_unit(steps, lang)
    zero = phrase("figure.zero", lang, base=base_name(str(found["base_kind"].iloc[0]), lang))
    footnote = noted(lang, _footnote(found, unit, lang), zero, _marks_note([names], lang))
    figure, axes = canvas(len(steps) + 1, _title(found, lang), footnote)
    _steps(axes, [*steps, whole], unit, [*points, _growth(found)], lang)
    name_rows(axes, [*names, phrase("legend.sum", lang)])
    legend(axes, {phrase("legend.more", lang): MORE, phrase("legend.less", lang): LESS}, above=True)
    return figure


def _title(found: pd.DataFrame, lang: str) -> str:
    first = next(each(found))
    whole = SimpleNamespace(key=first.whole_key, name=first.whole_name, role=first.whole_role)
    return phrase("title.contributions", lang, name=short_name(whole, lang))


def _growth(found: pd.DataFrame) -> float:
    base = float(found["whole_base_yuan"].iloc[0])
    return float(found["whole_change_yuan"].iloc[0]) / base * 100 if base > 0 else float("nan")


def _steps(axes: Axes, steps: list[float], unit: MoneyUnit, points: list[float], lang: str) -> None:
    """Draw each step from where the one before ended, and the last one, the whole, from the line."""
    starts = [sum(steps[:place]) for place in range(len(steps) - 1)] + [0.0]
    ends = [start + step for start, step in zip(starts, steps, strict=True)]
    for place, (start, end) in enumerate(zip(starts, ends, strict=True)):
        is_whole = place == len(steps) - 1
        segment(axes, min(start, end), place - 0.35, abs(end - start), 0.7, REST if is_whole else _colour(end - start))
        if not is_whole:
            axes.plot([end, end], [place - 0.35, place + 1.35], color=FAINT, linewidth=0.8)
    axes.axvline(0, color=FAINT, linewidth=0.8)
    texts = [
        signed(step, unit) if pd.isna(point) else f"{signed(step, unit)}　{_points(point, lang)}"
        for step, point in zip(steps, points, strict=True)
    ]
    label_right(axes, [max(pair) for pair in zip(starts, ends, strict=True)], texts, min(0.0, *ends))


def _points(points: float, lang: str) -> str:
    return phrase("change.points", lang, points=signed_percent(points).removesuffix("%"))

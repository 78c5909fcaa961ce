"""What a composition is called: its scope, its parts, and where its numbers stand."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from qzbudget.breakdown.cells import steps
from qzbudget.breakdown.parts import recipes
from qzbudget.cited.marks import NO_MARKS, Marks
from qzbudget.cited.numbers import formula
from qzbudget.naming import table_of
from qzbudget.wording import label, phrase, translated, visible

_TWO_SIDED = ("revenue_expenditure_summary", "appropriation_summary")


@dataclass(frozen=True, slots=True)
class NamedPart:
    """One row of a composition in the reader's language.

    ``code`` is its classification code and empty where it has none, ``full`` the code or the whole measure, ``key`` the last
    step of that.
    ``place`` says on which page of which table the number stands, ``cells`` names the cells, ``whole_cells`` those of the
    whole that it is a part of, and ``mark`` says what is against the number; it is empty where nothing is.
    """

    name: str
    code: str
    full: str
    key: str
    amount: float
    share: float
    place: str
    cells: str
    whole_cells: str
    mark: str


def named_parts(composed: pd.DataFrame, lang: str, marks: Marks = NO_MARKS) -> list[NamedPart]:
    """Return the rows of a composition in the reader's language.

    Parameters
    ----------
    composed : DataFrame
        As :func:`qzbudget.composition` gives it.
    lang : {"zh", "en"}
        In Chinese names are as printed; in English translated, where the package knows a translation.
    marks : Marks, optional
        What casts doubt on numbers, as :func:`qzbudget.cited.marks.marks_of` gives it; a part that is not ``proved`` is marked
        in any case.

    Returns
    -------
    list of NamedPart
        In the order of the rows; amounts in yuan, shares in per cent.
    """
    columns = (
        composed[name] for name in ("name", "code", "amount_yuan", "share_pct", "cells", "whole_cells", "proved")
    )
    places = _places(composed, lang)
    return [
        NamedPart(
            name=name_of(name, code, lang),
            code=str(code) if isinstance(code, str) and code.isdigit() else "",
            full=str(code) if isinstance(code, str) else "",
            key=steps(str(code))[-1],
            amount=float(amount),
            share=float(share),
            place=place,
            cells=str(cells),
            whole_cells=str(whole_cells),
            mark=marks.of(cells, lang) or ("" if pd.isna(proved) or proved else phrase("unproved", lang)),
        )
        for name, code, amount, share, cells, whole_cells, proved, place in zip(*columns, places, strict=True)
    ]


def _places(composed: pd.DataFrame, lang: str) -> list[str]:
    keys = zip(composed["role"], composed["number_printed"], composed["page"], composed["cells"], strict=True)
    places = []
    for role, number, page, cells in keys:
        place = phrase("place", lang, table=table_of(role, number, lang), page=page)
        behind = formula(str(cells))
        n, is_sum = len(behind.cells), not behind.relation and not behind.taken_off
        places.append(place if n == 1 else phrase("places" if is_sum else "places.computed", lang, place=place, n=n))
    return places


def name_of(name: object, code: object, lang: str) -> str:
    """Return the name of a part: as printed in Chinese; in English translated, where the package knows it.

    Examples
    --------
    >>> name_of("行政运行", "2010301", "en"), name_of("基本支出", "total.basic", "en"), name_of("某项支出", "2010399", "en")
    ('Administrative operation', 'Basic expenditure', '某项支出')
    """
    printed = visible(name) if isinstance(name, str) else ""
    if lang == "zh":
        return printed
    return (label(steps(code)[-1], lang) if isinstance(code, str) else None) or translated(printed) or printed


def gap_name(gap: str, step: str, lang: str, scope: str) -> str:
    """Return what a difference in a flow is called; ``scope`` is what its expenditure is called.

    Examples
    --------
    >>> gap_name("surplus", "kind", "zh", "支出"), gap_name("unlisted", "function", "en", "")
    ('收入多于支出', 'Not itemised by function')
    """
    return phrase(f"flow.{gap}.{step}" if gap in ("unlisted", "excess") else f"flow.{gap}", lang, expenditure=scope)


def scope_of(composed: pd.DataFrame, by: str, lang: str) -> str:
    """Return what a composition breaks down, such as revenue, expenditure or basic expenditure.

    Examples
    --------
    >>> composed = pd.DataFrame({"role": ["basic_expenditure_department"], "measure": ["total.basic"]})
    >>> scope_of(composed, "department_economic", "zh")
    '基本支出'
    """
    role, measure = str(composed["role"].iloc[0]), str(composed["measure"].iloc[0])
    if by == "basic":
        return phrase("scope.basic", lang)
    part = label(steps(measure)[-1], lang) if measure.startswith("total.") else None
    if part is not None and by not in ("kind", "source"):
        return part
    side = f".{'revenue' if by == 'source' else 'expenditure'}" if role in _TWO_SIDED else ""
    return phrase(f"scope.{role}{side}", lang)


def tables_for(by: str, lang: str) -> list[str]:
    """Return the names of the tables in which a composition can be found."""
    roles = dict.fromkeys(recipe.role for recipe in recipes() if recipe.by == by)
    return [table_of(role, None, lang) for role in roles]


def pages_of(composed: pd.DataFrame, lang: str) -> str:
    """Return the tables and pages that a composition was taken from, each once.

    Examples
    --------
    >>> pages_of(pd.DataFrame({"role": "expenditure_summary", "number_printed": "公开表6", "page": [17, 18]}), "zh")
    '公开表6 第 17–18 页'
    """
    found = []
    for (role, number), rows in composed.fillna({"number_printed": ""}).groupby(["role", "number_printed"], sort=False):
        first, last = int(rows["page"].min()), int(rows["page"].max())
        pages = str(first) if first == last else f"{first}–{last}"
        found.append(phrase("place", lang, table=table_of(role, number, lang), page=pages))
    return phrase("separator", lang).join(found)

"""International views of the same amounts: COFOG by function, GFSM 2014 by economic type."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

import pandas as pd

from qzbudget.codebook.book import read_csv
from qzbudget.codebook.regroup import UNLISTED, UNMAPPED, Cell, Target, regrouped
from qzbudget.composition import best_parts
from qzbudget.errors import UsageError
from qzbudget.load import Dataset
from qzbudget.parts import Parts
from qzbudget.wording import check_language

AS_BOOKED, RETURNED = "as_booked", "employer_cost_returned"
READINGS = (AS_BOOKED, RETURNED)
VIEWS: Mapping[str, tuple[str, ...]] = {
    "cofog": ("function",),
    "gfsm": ("department_economic", "government_economic"),
}
"""The views, and the compositions that they regroup, the finer one first."""

_LEVELS = {"function": "item", "department_economic": "section", "government_economic": "section"}
_MAPS = {"cofog": "function_to_cofog", "gfsm": "economic_to_gfsm"}
_NAMES = {
    "zh": {UNMAPPED: "没有对应", UNLISTED: "合计里没有列出的"},
    "en": {UNMAPPED: "Not mapped", UNLISTED: "In the total, not listed"},
}


@dataclass(frozen=True, slots=True)
class Mapped:
    """Where a code and the codes below it go; ``target`` is empty where nothing fits, and the reason says why."""

    code: str
    target: str
    employer_cost: bool
    confidence: str
    reason: str


def view(
    data: Dataset | pd.DataFrame,
    by: str = "cofog",
    *,
    reading: str = AS_BOOKED,
    detail: bool = False,
    measure: str | None = None,
    lang: str = "zh",
) -> pd.DataFrame:
    """Show expenditure in an international classification.

    Parameters
    ----------
    data : Dataset or DataFrame
        A dataset, or amount cells as in ``Dataset.amounts``.
    by : {"cofog", "gfsm"}
        ``"cofog"``: functions of government, from the functional classification; ``"gfsm"``: the economic classification
        of the Government Finance Statistics Manual 2014, from the department economic classification, or where a
        document has none, the government one.
    reading : {"as_booked", "employer_cost_returned"}
        China books what a unit pays for its own staff's pensions (20805), medical insurance (21011) and housing fund
        (22102) under social protection, health and housing; COFOG puts it into the function that the unit performs.
        ``"employer_cost_returned"`` gives it back to the main function of each unit: the one that has most of the unit's
        other money.  Both readings of ``"gfsm"`` are the same, since there it is what is paid that counts.
    detail : bool, default False
        COFOG groups (01.1) and three digits of GFSM (211) instead of divisions (01) and two digits (21).
    measure : str, optional
        The column to show, such as ``"total.project"``; by default the one that is the whole.
    lang : {"zh", "en"}
        Language of the names.

    Returns
    -------
    DataFrame
        One row per heading: ``code``, ``name``, ``amount_yuan``, ``share_pct`` of ``whole_yuan`` (the printed total),
        ``confidence`` (the lowest of the mappings behind the row), ``from_codes`` (the printed codes, joined by ``+``),
        ``document_id``, ``role``, ``measure``, ``table_id``, ``cells`` (every cell as ``table_id:row:col``, joined by ``+``),
        ``proved``.  What no mapping covers is the row ``unmapped``, what the printed total has beyond its parts
        (withheld lines, rounding) the row ``unlisted``; the rows add up to ``whole_yuan``.  No rows where the document
        prints no such classification.

    Raises
    ------
    UsageError
        If ``by``, ``reading`` or ``lang`` is none of the above.

    Notes
    -----
    No official table from the Chinese classifications to COFOG or GFSM was found; the rows of
    ``function_to_cofog.csv`` and ``economic_to_gfsm.csv`` are this package's, each with its reason and confidence.
    Headings 31, 32 and 33 of GFSM are transactions in assets and liabilities, no expense.

    Examples
    --------
    >>> frame = pd.DataFrame({
    ...     "table_id": "t", "role": "expenditure_summary", "measure": "total", "col": 3, "row": [0, 1, 2],
    ...     "parent_row": [None, 0, 0], "item_code": [None, "2010301", "2210201"], "row_type": ["total", "item", "item"],
    ...     "item_name": ["合计", "行政运行", "住房公积金"], "amount_yuan": [400.0, 300.0, 100.0],
    ... })
    >>> view(frame)[["code", "name", "amount_yuan", "cells"]]
      code    name  amount_yuan  cells
    0   01  一般公共服务        300.0  t:1:3
    1   10    社会保护        100.0  t:2:3
    >>> view(frame, reading="employer_cost_returned")[["code", "amount_yuan", "cells"]]
      code  amount_yuan        cells
    0   01        400.0  t:1:3+t:2:3
    """
    _refuse_unknown(by, reading)
    names = _NAMES[check_language(lang)]
    parts = next((found for of in VIEWS[by] if (found := best_parts(data, of, measure, _LEVELS[of]))), None)
    own = _main_functions(parts) if parts is not None and by == "cofog" and reading == RETURNED else {}

    def target(cell: Cell) -> Target | None:
        row = mapping(by, str(cell["part"]))
        code = row.target if row is not None else ""
        if row is not None and row.employer_cost:
            code = own.get(_unit(cell)) or own.get(None) or code
        if row is None or not code:
            return None
        shown = code if detail else code[:2]
        return Target(shown, _headings(by, lang).get(shown, shown), row.confidence)

    return regrouped(parts, target, names)


def mapping(by: str, code: str) -> Mapped | None:
    """Return the row of a view that covers a code: the one of the code itself, else of the nearest code above it.

    Examples
    --------
    >>> mapping("cofog", "2080505").target, mapping("cofog", "2080505").employer_cost
    ('10.2', True)
    >>> mapping("gfsm", "30199").reason
    '其余的工资福利以工资为主'
    >>> mapping("cofog", "2270101").target, mapping("cofog", "999")
    ('', None)
    """
    rows = _mappings(by)
    return next((rows[code[:length]] for length in range(len(code), 2, -1) if code[:length] in rows), None)


def _refuse_unknown(by: str, reading: str) -> None:
    for name, value, known in (("by", by, VIEWS), ("reading", reading, READINGS)):
        if value not in known:
            near = get_close_matches(value, known, n=1)
            hint = f"是不是 {near[0]!r}？" if near else ""
            raise UsageError(f"{name}={value!r} 未知。{hint}可用的有：{'、'.join(known)}。")


def _main_functions(parts: Parts) -> dict[str | None, str]:
    """Return the function that most of each unit's money goes to, employer cost left out; None stands for all units."""
    sums: dict[tuple[str | None, str], float] = {}
    for cell in parts.cells[parts.cells["amount_yuan"].notna()].to_dict("records"):
        row = mapping("cofog", str(cell["part"]))
        if row is None or not row.target or row.employer_cost:
            continue
        for unit in {_unit(cell), None}:
            sums[unit, row.target] = sums.get((unit, row.target), 0.0) + float(cell["amount_yuan"])
    largest: dict[str | None, str] = {}
    for unit, code in sorted(sums, key=lambda key: (sums[key], key[1])):
        largest[unit] = code
    return largest


def _unit(cell: Cell) -> str | None:
    unit = cell["unit_name"]
    return unit if isinstance(unit, str) else None


@cache
def _mappings(by: str) -> Mapping[str, Mapped]:
    return {
        row["code"]: Mapped(
            row["code"], row["target"], row.get("employer_cost") == "yes", row["confidence"], row["reason"]
        )
        for row in read_csv(_MAPS[by])
    }


@cache
def _headings(by: str, lang: str) -> Mapping[str, str]:
    return {row["code"]: row["name" if lang == "zh" else "name_en"] for row in read_csv(by)}

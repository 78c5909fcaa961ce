"""International views of the same amounts: COFOG by function, GFSM 2014 by economic type."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache

import pandas as pd

from qzbudget.codebook.book import read_csv, verdict
from qzbudget.dataset.load import Dataset
from qzbudget.errors import UsageError
from qzbudget.views.regroup import UNLISTED, UNMAPPED, Target, regrouped
from qzbudget.views.shares import Share, shares_of
from qzbudget.wording import check_language

AS_BOOKED, RETURNED = "as_booked", "employer_cost_returned"
READINGS = (AS_BOOKED, RETURNED)
VIEWS: Mapping[str, tuple[str, ...]] = {
    "cofog": ("function",),
    "gfsm": ("department_economic", "government_economic"),
}
"""The views, and the compositions that they regroup, the finer one first."""

_MAPS = {"cofog": "function_to_cofog", "gfsm": "economic_to_gfsm"}
_NAMES = {
    "zh": {UNMAPPED: "没有对应", UNLISTED: "合计与各行之差"},
    "en": {UNMAPPED: "Not mapped", UNLISTED: "Total less its rows"},
}


@dataclass(frozen=True, slots=True)
class Mapped:
    """Where a code and the codes below it go; ``target`` is empty where nothing fits, and the reason says why."""

    code: str
    valid_from: int | None
    valid_to: int | None
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
        ``document_id``, ``role``, ``measure``, ``table_id``, ``cells`` (every cell as ``table_id:row:col``, joined by ``+``, and
        by ``-`` where a section holds more than the items it lists: that part goes where the section goes), ``proved``.
        What no mapping covers is the row ``unmapped``, what the printed total has beyond every row (withheld lines,
        rounding) the row ``unlisted``; the rows add up to ``whole_yuan``.  No rows where the document
        prints no such classification.

    Raises
    ------
    UsageError
        If ``by``, ``reading`` or ``lang`` is none of the above.

    Notes
    -----
    Where a printed name contradicts its code (a unit that numbers its lines itself), only the class of the code is
    believed, with low confidence.

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
    shares = next((found for of in VIEWS[by] if (found := shares_of(data, of, measure))), None)
    own = _main_functions(shares.shares) if shares is not None and by == "cofog" and reading == RETURNED else {}

    def target(share: Share) -> Target | None:
        row = _mapped(by, share)
        if row is None or not row.target:
            return None
        code = (own.get(share.unit) or own.get(None) or row.target) if row.employer_cost else row.target
        shown = code if detail else code[:2]
        return Target(shown, _headings(by, lang)[shown], row.confidence)

    return regrouped(shares, target, names)


def mapping(by: str, code: str, year: int | None = None) -> Mapped | None:
    """Return the row of a view that covers a code in a year: the one of the code itself, else of the nearest above it.

    Examples
    --------
    >>> mapping("cofog", "2080505").target, mapping("cofog", "2080505").employer_cost
    ('10.2', True)
    >>> mapping("gfsm", "30311", 2017).target, mapping("gfsm", "30311", 2026).target
    ('212', '27')
    >>> mapping("cofog", "2270101").reason, mapping("cofog", "999")
    ('预备费还没有分配到职能', None)
    """
    rows = _mappings(by)
    above = (code[:length] for length in range(len(code), 2, -1))
    covering = (row for part in above for row in rows.get(part, ()) if _holds(row, year))
    return next(covering, None)


def holds_employer_cost(codes: Iterable[str]) -> bool:
    """Tell whether below some codes there are others for what a unit pays for its own staff, which these do not tell apart.

    Examples
    --------
    >>> holds_employer_cost(["201", "208"]), holds_employer_cost(["2010301", "2080505"])
    (True, False)
    """
    costs = {code for code, rows in _mappings("cofog").items() if any(row.employer_cost for row in rows)}
    return any(cost.startswith(code) for code in codes if code not in costs for cost in costs)


def _holds(row: Mapped, year: int | None) -> bool:
    if year is None:
        return row.valid_to is None
    return (row.valid_from or year) <= year <= (row.valid_to or year)


def _mapped(by: str, share: Share) -> Mapped | None:
    """Return the row that covers an amount; where the printed name contradicts the code, only its class is believed."""
    if verdict(share.code, share.name, share.year) != "differs":
        return mapping(by, share.code, share.year)
    row = mapping(by, share.code[:3], share.year)
    return replace(row, employer_cost=False, confidence="low") if row is not None else None


def _refuse_unknown(by: str, reading: str) -> None:
    for name, value, known in (("by", by, VIEWS), ("reading", reading, READINGS)):
        if value not in known:
            near = get_close_matches(value, known, n=1)
            hint = f"是不是 {near[0]!r}？" if near else ""
            raise UsageError(f"{name}={value!r} 未知。{hint}可用的有：{'、'.join(known)}。")


def _main_functions(shares: Sequence[Share]) -> dict[str | None, str]:
    """Return the function that most of each unit's money goes to, employer cost left out; None stands for all units."""
    sums: dict[tuple[str | None, str], float] = {}
    for share in shares:
        row = _mapped("cofog", share)
        if row is None or not row.target or row.employer_cost:
            continue
        for unit in {share.unit, None}:
            sums[unit, row.target] = sums.get((unit, row.target), 0.0) + float(share.amount)
    largest: dict[str | None, str] = {}
    for unit, code in sorted(sums, key=lambda key: (sums[key], key[1])):
        largest[unit] = code
    return largest


@cache
def _mappings(by: str) -> Mapping[str, tuple[Mapped, ...]]:
    grouped: dict[str, list[Mapped]] = {}
    for row in read_csv(_MAPS[by]):
        mapped = Mapped(
            code=row["code"],
            valid_from=int(row["valid_from"]) if row["valid_from"] else None,
            valid_to=int(row["valid_to"]) if row["valid_to"] else None,
            target=row["target"],
            employer_cost=row.get("employer_cost") == "yes",
            confidence=row["confidence"],
            reason=row["reason"],
        )
        grouped.setdefault(row["code"], []).append(mapped)
    return {code: tuple(rows) for code, rows in grouped.items()}


@cache
def _headings(by: str, lang: str) -> Mapping[str, str]:
    return {row["code"]: row["name" if lang == "zh" else "name_en"] for row in read_csv(by)}

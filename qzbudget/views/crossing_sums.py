"""Both economic classifications of one document against each other: whether each 5xx holds what its 3xx hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from qzbudget.breakdown.composition import best_parts
from qzbudget.breakdown.parts import Parts
from qzbudget.codebook.crosswalk import INSTITUTION, crossings
from qzbudget.dataset.load import FEN, Dataset
from qzbudget.views.shares import nonzero, place_of, rounding

COLUMNS: tuple[str, ...] = ("department_codes", "government_codes", "department_yuan", "government_yuan")
COLUMNS += ("difference_yuan", "tolerance_yuan", "status", "department_cells", "government_cells")
"""Columns of :func:`crossing_sums`."""

Group = tuple[list[str], list[str]]


def crossing_sums(data: Dataset | pd.DataFrame) -> pd.DataFrame:
    """Compare the amounts of both economic classifications where a document prints a table of each for the same money.

    Parameters
    ----------
    data : Dataset or DataFrame
        A dataset, or amount cells as in ``Dataset.amounts``.

    Returns
    -------
    DataFrame
        One row per group of codes that the crosswalk ties together: ``department_codes`` and ``government_codes`` (joined
        by ``+``), their sums ``department_yuan`` and ``government_yuan``, ``difference_yuan`` (department less government),
        ``tolerance_yuan`` (half a printed digit for each amount), ``status`` (``pass``, ``rounding``, ``fail``),
        ``department_cells`` and ``government_cells``.  A government code is a group of its own where the department codes
        that an agency books there make its amount; codes that agencies and institutions share otherwise form one group
        together.  A code that is tied to nothing printed stands alone, with zero on the other side.  No rows where the
        document does not print both tables, or prints them for different totals.

    Notes
    -----
    Source: :func:`qzbudget.codebook.crosswalk.crosswalk`.  Tables that print both codes in one row prove their pairs, not
    sums, and give no rows here.

    Examples
    --------
    >>> def table(role, *rows):
    ...     frame = pd.DataFrame(rows, columns=["item_code", "item_name", "row_type", "amount_yuan"])
    ...     return frame.assign(role=role, table_id=role, measure="total.basic", col=3, row=frame.index, parent_row=None)
    >>> both = pd.concat([
    ...     table("basic_expenditure_department", ("30101", "基本工资", "section", 10.0), ("30102", "津贴补贴", "section", 20.0)),
    ...     table("basic_expenditure_government", ("50101", "工资奖金津补贴", "section", 30.0)),
    ... ])
    >>> crossing_sums(both)[["department_codes", "government_codes", "difference_yuan", "status"]]
      department_codes government_codes  difference_yuan status
    0      30101+30102            50101              0.0   pass
    """
    department = best_parts(data, "department_economic", level="section")
    government = best_parts(data, "government_economic", level="section")
    if department is None or government is None or not _same_money(department, government):
        return pd.DataFrame(columns=list(COLUMNS))
    ours, theirs = nonzero(department.cells), nonzero(government.cells)
    rows = [_sums(ours, theirs, group) for group in _groups(ours, theirs)]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _same_money(department: Parts, government: Parts) -> bool:
    tables = [frozenset(parts.cells["table_id"]) for parts in (department, government)]
    wholes = [
        round((parts.whole if len(parts.whole) else parts.cells)["amount_yuan"].sum(), FEN)
        for parts in (department, government)
    ]
    return tables[0] != tables[1] and bool(wholes[0] == wholes[1])


def _groups(department: pd.DataFrame, government: pd.DataFrame) -> Iterator[Group]:
    """Yield the government codes whose own department codes make them, then what is left, tied together."""
    ours, theirs = set(department["part"]), set(government["part"])
    for code in sorted(theirs):
        group = sorted(one for one in ours if _belongs(one, code)), [code]
        if group[0] and _sums(department, government, group)["status"] != "fail":
            ours -= set(group[0])
            theirs.discard(code)
            yield group
    yield from _tied(ours, theirs)


def _belongs(department_code: str, government_code: str) -> bool:
    """Tell whether agencies book a department code under a government code, as more than one stray document has it."""
    return any(
        row.government_code.startswith(government_code) and row.body != INSTITUTION and row.confidence != "low"
        for row in crossings(department_code)
    )


def _tied(ours: set[str], theirs: set[str]) -> Iterator[Group]:
    """Yield the codes that the crosswalk ties together, directly or over others."""
    left, right = set(ours), set(theirs)
    while left or right:
        mine, other = (set[str](), {min(right)}) if right else ({min(left)}, set[str]())
        while True:
            more = {code for code in left - mine if any(_meets(code, one) for one in other)}
            others = {code for code in right - other if any(_meets(one, code) for one in mine | more)}
            if not more and not others:
                break
            mine |= more
            other |= others
        yield sorted(mine), sorted(other)
        left -= mine
        right -= other


def _meets(department_code: str, government_code: str) -> bool:
    return any(row.government_code.startswith(government_code) for row in crossings(department_code))


def _sums(department: pd.DataFrame, government: pd.DataFrame, group: Group) -> dict[str, Any]:
    left, right = (
        cells[cells["part"].isin(codes)] for cells, codes in zip((department, government), group, strict=True)
    )
    sums = [round(cells["amount_yuan"].sum(), FEN) for cells in (left, right)]
    difference = round(sums[0] - sums[1], FEN)
    tolerance = round(rounding(left) + rounding(right), FEN)
    return {
        "department_codes": "+".join(group[0]),
        "government_codes": "+".join(group[1]),
        "department_yuan": sums[0],
        "government_yuan": sums[1],
        "difference_yuan": difference,
        "tolerance_yuan": tolerance,
        "status": "pass" if difference == 0 else "rounding" if abs(float(difference)) <= tolerance else "fail",
        "department_cells": "+".join(map(place_of, left.to_dict("records"))),
        "government_cells": "+".join(map(place_of, right.to_dict("records"))),
    }

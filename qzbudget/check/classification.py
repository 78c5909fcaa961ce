"""Checks against the code book and the crosswalk of the two economic classifications."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from decimal import Decimal

import pandas as pd

from qzbudget.check.figures import Figure, side
from qzbudget.check.findings import Finding, compared
from qzbudget.check.material import Material, own_tables
from qzbudget.check.rules import Rule
from qzbudget.check.tables import CODED, Cell, CheckedTable
from qzbudget.check.within import listed
from qzbudget.codebook.book import verdict
from qzbudget.views.crossing_sums import crossing_sums

_ECONOMIC = ("basic_expenditure_department", "basic_expenditure_government")


def code_names(table: CheckedTable) -> Iterator[Finding]:
    """Tell whether every code of a table has a name that the code book knows for it.

    A line below the one of the same code names a project, not the code.
    """
    coded = {cell.row: cell for cell in table.cells if cell.item_code and cell.row_type in CODED and cell.item_name}
    codes: dict[int | None, str | None] = {row: cell.item_code for row, cell in coded.items()}
    coded = {row: cell for row, cell in coded.items() if codes.get(cell.parent_row) != cell.item_code}
    if coded:
        yield listed(table, [[cell] for cell in coded.values() if _differs(cell)], "check.code_name")


def _differs(cell: Cell) -> bool:
    assert cell.item_code is not None
    assert cell.item_name is not None
    return verdict(cell.item_code, cell.item_name, cell.fiscal_year) == "differs"


def crosswalk(rule: Rule, of: Material) -> Iterator[Finding]:
    """Compare the amounts of both economic classifications, group by group of the crosswalk."""
    tables = own_tables(of.tables, *_ECONOMIC)
    if {table.record.role for table in tables} != set(_ECONOMIC):
        return
    figures = {f.where: f for table in tables for f in table.figures.values()}
    cells = [asdict(cell) for table in tables for cell in table.own]
    sums = crossing_sums(pd.DataFrame(cells).astype({"amount_yuan": float}))
    for row in sums.itertuples():
        left, right = (_sides(str(text), figures) for text in (row.department_cells, row.government_cells))
        yield compared(str(row.government_codes or row.department_codes), _subject(row), side(left), side(right))


def _sides(cells: str, figures: dict[str, Figure]) -> list[Figure]:
    return [figures.get(where) or Figure(where, Decimal(0), Decimal(0)) for where in filter(None, cells.split("+"))]


def _subject(row: object) -> str:
    return f"{getattr(row, 'department_codes', '')} → {getattr(row, 'government_codes', '')}"

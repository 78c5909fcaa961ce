"""The money unit of a table that prints none: the one in which other tables of the document print the same numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from qzbudget.amounts import is_number, parse_number
from qzbudget.join import PrintedTable

_TELLING = 5
"""A number with so many digits is hardly ever printed twice by chance."""


def with_settled_units(tables: Sequence[PrintedTable]) -> list[PrintedTable]:
    """Give each table that prints no money unit the one that the document's other tables settle.

    Its largest number must stand, digit for digit, in tables of one printed unit and in none of another.  What nothing
    settles stays None: a unit is never guessed.

    Parameters
    ----------
    tables : sequence of PrintedTable
        The tables of one document.
    """
    if all(table.money_unit for table in tables):
        return list(tables)
    printed: dict[str, set[Decimal]] = {}
    for table in tables:
        if table.money_unit:
            printed.setdefault(table.money_unit, set()).update(_numbers(table))
    return [table if table.money_unit or table.other_unit else replace(table, money_unit=_settled(table, printed)) for table in tables]


def _settled(table: PrintedTable, printed: dict[str, set[Decimal]]) -> str | None:
    largest = max(_numbers(table), key=abs, default=Decimal(0))
    if len(largest.normalize().as_tuple().digits) < _TELLING:
        return None
    units = [unit for unit, numbers in printed.items() if largest in numbers]
    return units[0] if len(units) == 1 else None


def _numbers(table: PrintedTable) -> Iterator[Decimal]:
    """Yield the numbers of the body that print decimals: codes and counts have none."""
    for cell in {cell for row in table.rows for cell in row.cells}:
        if "." in cell.text and is_number(cell.text) and (number := parse_number(cell.text)) is not None:
            yield number

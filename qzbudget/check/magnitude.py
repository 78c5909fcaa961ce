"""Checks of magnitude: sums are scale-free, so a table in the wrong unit or full of column numbers adds up as well."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from qzbudget.amounts import is_number, parse_number
from qzbudget.check.figures import PASS, Figure, side
from qzbudget.check.findings import Finding, compared, failed
from qzbudget.check.material import Material
from qzbudget.check.reference import Missing, resolve
from qzbudget.check.rules import Rule, concept_of
from qzbudget.check.tables import Cell, CheckedTable
from qzbudget.narrative.absences import absences
from qzbudget.narrative.words import narrative_words

_FEWEST = 3
"""So many columns that count 1, 2, 3 … are column numbers."""


def within_total(rule: Rule, of: Material) -> Iterator[Finding]:
    """Compare the largest amount of each table with what the whole document spends or receives."""
    wholes = [found for term in rule.right.split(" | ") if not isinstance(found := resolve(term, of.tables), Missing)]
    if not wholes:
        return
    most = max((sides[0] for sides in wholes), key=lambda one: one.yuan)
    for table in of.tables:
        figures = [f for cell in table.own if (f := table.figure(cell)) is not None and _is_year_money(cell)]
        if figures and table.record.role not in rule.roles:
            largest = max(figures, key=lambda figure: figure.yuan)
            finding = compared(table.table_id, table.record.title_printed or "", side([largest]), most, at_most=True)
            yield finding


def _is_year_money(cell: Cell) -> bool:
    return (cell.measure or "").startswith("total")


def amounts_are_amounts(table: CheckedTable) -> Iterator[Finding]:
    """Tell whether a table's amounts are amounts: no years, no column numbers."""
    years = [place for cell in table.cells if _is_year(table, cell) for place in [_place(cell)]]
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell)
    numbers = [_place(cells[0]) for cells in rows.values() if _counts_up(cells)]
    name = table.record.title_printed or table.table_id
    if not table.cells:
        return
    if years or numbers:
        yield failed(table.table_id, name, side([*years, *numbers]), "check.no_amounts_there")
    else:
        yield Finding(table.table_id, name, PASS)


def _is_year(table: CheckedTable, cell: Cell) -> bool:
    year = table.document.fiscal_year
    if year is None or not max(table.decimals.values(), default=0) or not is_number(cell.amount_printed):
        return False
    return cell.amount_printed.strip() in (str(year), str(year - 1)) and cell.amount_yuan is not None


def _counts_up(cells: list[Cell]) -> bool:
    printed = [cell.amount_printed.strip() for cell in sorted(cells, key=lambda c: c.col)]
    numbers = [parse_number(text) for text in printed if text.isdigit()]
    if len(numbers) < max(_FEWEST, len(printed)):
        return False
    return all(a is not None and b is not None and b - a == 1 for a, b in pairwise(numbers))


def _place(cell: Cell) -> Figure:
    return Figure(f"{cell.table_id}:{cell.row}:{cell.col}", cell.amount_yuan or Decimal(0), Decimal(0))


def empty_says_so(table: CheckedTable) -> Iterator[Finding]:
    """Tell whether a table's note and its amounts agree.

    A note says that the table is empty, or that there is none of the money that it is about.
    """
    notes = _CONDITIONAL.sub("", (table.record.notes_printed or "").replace("\n", ""))
    if not _EMPTY.search(notes) and not _says_none(notes, table):
        return
    nonzero = [f for cell in table.own if (f := table.figure(cell)) is not None and f.yuan != 0]
    name = table.record.title_printed or table.table_id
    if nonzero:
        yield failed(table.table_id, name, side(nonzero[:1]), "check.not_empty")
    else:
        yield Finding(table.table_id, name, PASS)


def _says_none(notes: str, table: CheckedTable) -> bool:
    names = [name for name in (table.document.unit_name, table.document.unit_key, table.record.unit_name) if name]
    about, year = concept_of(table.record.role), table.document.fiscal_year
    said = (found for note in notes.split("。") for found in absences(note, narrative_words(), year, names))
    return about is not None and any(found.concept == about for found in said)


_CONDITIONAL = re.compile(r"(?:若|如|如果|凡)[^。；;，,]{0,6}(?:为空|空表|无数据)[^。；;]*")
"""注：若为空表，则为该部门（单位）无政府性基金收支: what would be so, not what is."""
_EMPTY = re.compile(r"[本此该]表(?:无数据|为空)|无发生额|空表|(?:无|没有)(?:相关|此项|该项|此类)(?:收支|支出|预算)")

"""The tables of a document indexed for checking: cells by row and column, each with its figure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from qzbudget.amounts import YUAN_IN, parse_number
from qzbudget.check.figures import Figure
from qzbudget.dataset.records import AmountRecord, DocumentRecord, TableRecord
from qzbudget.errors import AmountError

Cell = AmountRecord
CODED = ("class", "section", "item")


@dataclass(frozen=True, slots=True)
class Key:
    """Cells that stand under the same heading of time: the year and phase that they are about."""

    year: int | None
    phase: str | None


def period(cell: Cell) -> Key:
    """Return the year and phase of a cell."""
    return Key(cell.fiscal_year, cell.phase)


@dataclass(frozen=True)
class CheckedTable:
    """One table: its record, its amount cells, and what its document is about."""

    record: TableRecord
    cells: tuple[Cell, ...]
    document: DocumentRecord

    @property
    def table_id(self) -> str:
        """Identifier of the table."""
        return self.record.table_id

    @cached_property
    def decimals(self) -> dict[str, int]:
        """The most decimals that the table prints in each money unit: 8,723.4 beside 8,723.41 has lost a zero."""
        finest: dict[str, int] = {}
        for cell in self.cells:
            number = _number(cell.amount_printed)
            if number is not None and cell.money_unit:
                finest[cell.money_unit] = max(finest.get(cell.money_unit, 0), decimals(number))
        return finest

    @cached_property
    def figures(self) -> dict[tuple[int, int], Figure]:
        """The figure of each cell that prints an amount, by row and column."""
        found = {}
        for cell in self.cells:
            yuan = cell.amount_yuan if cell.corrected_yuan is None else cell.corrected_yuan
            if yuan is not None and cell.money_unit:
                step = YUAN_IN[cell.money_unit].scaleb(-self.decimals.get(cell.money_unit, 0))
                found[cell.row, cell.col] = Figure(place(cell), yuan, step)
        return found

    def figure(self, cell: Cell) -> Figure | None:
        """Return the figure of a cell, None where it prints no amount."""
        return self.figures.get((cell.row, cell.col))

    @cached_property
    def columns(self) -> dict[int, dict[int, Cell]]:
        """Cells by column, then row."""
        found: dict[int, dict[int, Cell]] = {}
        for cell in self.cells:
            found.setdefault(cell.col, {})[cell.row] = cell
        return found

    @cached_property
    def own(self) -> tuple[Cell, ...]:
        """Cells about the table's own year: the latest one, and of that executed before approved amounts."""
        money = [cell for cell in self.cells if cell.measure is not None]
        year = max((cell.fiscal_year for cell in money if cell.fiscal_year is not None), default=None)
        of_year = [cell for cell in money if cell.fiscal_year == year]
        phases = [phase for phase in ("executed", "approved", "adjusted") if any(c.phase == phase for c in of_year)]
        return tuple(cell for cell in of_year if not phases or cell.phase == phases[0])

    def children(self, column: dict[int, Cell]) -> Iterator[tuple[Cell, list[Cell]]]:
        """Yield each cell of a column that has parts in it, with these parts."""
        parts: dict[int, list[Cell]] = {}
        for cell in column.values():
            if cell.parent_row is not None:
                parts.setdefault(cell.parent_row, []).append(cell)
        for row, cells in parts.items():
            if row in column:
                yield column[row], cells


def checked_tables(
    document: DocumentRecord, tables: Sequence[TableRecord], amounts: Iterable[AmountRecord]
) -> tuple[CheckedTable, ...]:
    """Index the tables of a document; those without amounts are among them."""
    cells: dict[str, list[Cell]] = {table.table_id: [] for table in tables}
    for amount in amounts:
        cells[amount.table_id].append(amount)
    return tuple(CheckedTable(table, tuple(cells[table.table_id]), document) for table in tables)


def place(cell: Cell) -> str:
    """Return the address of a cell.

    Examples
    --------
    The contract writes it as table, row and column: ``expenditure_summary:0:3``.
    """
    return f"{cell.table_id}:{cell.row}:{cell.col}"


def code_of(cell: Cell) -> str | None:
    """Return the code of a line, printed or inferred from its name."""
    return cell.item_code or cell.code_inferred


def decimals(number: Decimal) -> int:
    """Return how many decimals a number prints."""
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _number(printed: str) -> Decimal | None:
    try:
        return parse_number(printed)
    except AmountError:
        return None

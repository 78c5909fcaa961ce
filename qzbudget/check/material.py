"""Everything that was read of a document, as the rules see it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from qzbudget.amounts import YUAN_IN, parse_number
from qzbudget.check.figures import Figure, Side, side
from qzbudget.check.tables import CheckedTable, checked_tables, decimals
from qzbudget.dataset.records import (
    OF_THE_YEAR,
    AmountRecord,
    DocumentRecord,
    ProjectRecord,
    Record,
    StatementRecord,
    TableRecord,
)
from qzbudget.errors import AmountError


@dataclass(frozen=True, eq=False)
class Material:
    """What the rules are applied to.

    ``statements`` and ``projects`` are None where the dataset comes from a reader that did not know the part: such rules
    are not run.  ``beside`` is what the narrative says that there is none of, and what it says of another year.
    """

    document: DocumentRecord
    tables: tuple[CheckedTable, ...]
    statements: tuple[StatementRecord, ...] | None
    projects: tuple[ProjectRecord, ...] | None
    beside: tuple[StatementRecord, ...] = ()

    @cached_property
    def own_statements(self) -> tuple[StatementRecord, ...]:
        """Statements of this year's money: not of last year's, and of no day."""
        own = "executed" if self.document.kind == "final_accounts" else "budget"
        return tuple(s for s in self.statements or () if s.measure == own and s.as_of is None)

    def stated(self, concept: str) -> tuple[StatementRecord, ...]:
        """Return the statements of an amount of a concept."""
        return tuple(s for s in self.own_statements if s.concept == concept and s.amount_yuan is not None)


def material(document: DocumentRecord, records: Iterable[Record]) -> Material:
    """Sort the rows of every CSV of a document."""
    rows = list(records)
    tables = [row for row in rows if isinstance(row, TableRecord)]
    amounts = [row for row in rows if isinstance(row, AmountRecord)]
    statements = [row for row in rows if isinstance(row, StatementRecord)]
    return Material(
        document,
        checked_tables(document, tables, amounts),
        tuple(row for row in statements if row.measure in OF_THE_YEAR),
        tuple(row for row in rows if isinstance(row, ProjectRecord)),
        tuple(row for row in statements if row.measure not in OF_THE_YEAR),
    )


def stated_figure(statement: StatementRecord) -> Figure | None:
    """Return the figure of a statement's amount, with the worth of the last digit that it prints."""
    if statement.amount_yuan is None:
        return None
    return Figure(statement.statement_id, statement.amount_yuan, step_of(statement))


def step_of(statement: StatementRecord) -> Decimal:
    """Return the worth of the last printed digit of a statement."""
    unit = YUAN_IN.get(statement.money_unit or "", Decimal(1))
    try:
        number = parse_number(statement.amount_printed or "")
    except AmountError:
        number = None
    return unit if number is None else unit.scaleb(-decimals(number))


def change_figure(statement: StatementRecord) -> Figure | None:
    """Return the figure of a statement's change."""
    if statement.change_yuan is None:
        return None
    return Figure(
        statement.statement_id, statement.change_yuan, _change_step(statement.change_yuan, step_of(statement))
    )


def _change_step(change: Decimal, step: Decimal) -> Decimal:
    """Return the worth of the last digit of a change that is printed beside an amount: the coarser of what both show."""
    finest = step
    while finest > Decimal("0.01") and change % finest != 0:
        finest /= 10
    return finest


def places_of(statements: Sequence[StatementRecord]) -> Side:
    """Return where statements stand; no money."""
    return side(Figure(s.statement_id, s.amount_yuan or Decimal(0), Decimal(0)) for s in statements)


def subject_of(statement: StatementRecord) -> str:
    """Return the words for what a statement is about: its section and its subject."""
    return " ".join(filter(None, [statement.section, statement.subject]))


def own_tables(tables: Sequence[CheckedTable], *roles: str) -> list[CheckedTable]:
    """Return the tables of some roles that print amounts."""
    return [table for table in tables if table.record.role in roles and table.cells]

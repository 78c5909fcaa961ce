"""The blocks of a table that stand side by side, each with its own labels, amounts and rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from qzbudget.amounts import is_number, parse_number
from qzbudget.join import BodyRow, PrintedTable
from qzbudget.know.column import AMOUNT, KnownColumn
from qzbudget.know.columns import know_columns
from qzbudget.know.hierarchy import Line, leaves, parents
from qzbudget.know.inference import infer_codes
from qzbudget.know.levels import Amount, nested
from qzbudget.know.rows import KnownRow, know_rows
from qzbudget.know.spanning import measure_over_blocks
from qzbudget.terms import EXPENDITURE, Knowledge

CodesOfNames = dict[str, frozenset[str]]
"""The functional codes that a document prints beside each name."""


@dataclass(frozen=True)
class Block:
    """Amount columns and rows that belong together: one side of a two-sided table, or a whole table."""

    columns: tuple[KnownColumn, ...]
    rows: tuple[KnownRow, ...]


def know_blocks(printed: PrintedTable, role: str, knowledge: Knowledge) -> list[Block]:
    """Tell the blocks of a table; its rows do not know yet what they are a part of."""
    columns = know_columns(printed, role, knowledge)
    line_numbers = [column for column in columns if column.kind == "line_no"]
    blocks = []
    for number in sorted({column.block for column in columns}):
        of_block = [column for column in columns if column.block == number]
        amounts = tuple(column for column in of_block if column.kind == AMOUNT)
        if amounts:
            labels = of_block if number == 0 else [*line_numbers, *of_block]
            rows = know_rows(printed.rows, labels, role, knowledge)
            blocks.append(Block(amounts, tuple(_with_sums_of_blocks(rows, printed.rows, columns, number))))
    return blocks


def _with_sums_of_blocks(
    rows: Sequence[KnownRow], body: Sequence[BodyRow], columns: Sequence[KnownColumn], block: int
) -> Iterator[KnownRow]:
    """Say of a line over several blocks what it sums; the blocks that only its label covers have no such line."""
    for row in rows:
        measure = measure_over_blocks(body[row.row], columns, block) if row.row_type in ("total", "subtotal") else None
        if measure is None or any(c.block == block and is_number(body[row.row].cells[c.index].text) for c in columns):
            yield replace(row, measure=measure)


def settle(block: Block, body: Sequence[BodyRow], role: str, book: CodesOfNames) -> Block:
    """Complete the rows of a block: codes that names stand for, parents, leaves.

    Parameters
    ----------
    block : Block
        The block as :func:`know_blocks` returns it.
    body : sequence of BodyRow
        The rows of the whole table.
    role : str
        The table's role.
    book : dict
        The functional codes of the names that the document prints with their codes.
    """
    rows = [row for row in block.rows if row.measure is None]
    if block.columns[0].direction == EXPENDITURE:
        rows = infer_codes(rows, book)
    names_purchases = role == "procurement" and any("procurement_name" in row.labels for row in rows)
    totals = [_total(body[row.row], block.columns) for row in rows]
    lines = [_line(row, names_purchases, total) for row, total in zip(rows, totals, strict=True)]
    above = nested(parents(lines), [_amount(total) for total in totals], [line.code for line in lines])
    ends = leaves(lines, above, totals)
    settled = [
        replace(
            row,
            parent=None if parent is None else rows[parent].row,
            is_leaf=is_leaf,
            concept=_concept_below(row.concept, _concepts_above(position, rows, above)),
        )
        for position, (row, parent, is_leaf) in enumerate(zip(rows, above, ends, strict=True))
    ]
    over_blocks = [replace(row, is_leaf=False) for row in block.rows if row.measure is not None]
    return replace(block, rows=tuple(sorted([*settled, *over_blocks], key=lambda row: row.row)))


def _line(row: KnownRow, names_purchases: bool, total: Decimal | None) -> Line:
    heads = row.row_type not in ("total", "subtotal") and (
        "procurement_name" not in row.labels or "unit_code" in row.labels
    )
    return Line(
        row.row_type,
        row.code or row.code_inferred,
        row.enumerator,
        row.concept,
        row.labels.get("unit_code") if row.code is None or names_purchases else None,
        names_purchases and heads,
        total,
        row.part_of,
    )


def _total(body_row: BodyRow, columns: Sequence[KnownColumn]) -> Decimal | None:
    """Return the first amount that a row prints: the columns begin with the total, or with an opening balance."""
    totals_first = sorted(columns, key=lambda column: (column.measure or "") in _BALANCES)
    texts = (body_row.cells[column.index].text for column in totals_first)
    return next((parse_number(text) for text in texts if is_number(text)), None)


_BALANCES = ("carried_over", "carried_forward")


def _amount(number: Decimal | None) -> Amount | None:
    if number is None:
        return None
    exponent = number.as_tuple().exponent
    return Amount(number, Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0))


def _concepts_above(position: int, rows: Sequence[KnownRow], above: Sequence[int | None]) -> list[str | None]:
    """Return the concepts of the lines that a line is a part of, the nearest first."""
    found: list[str | None] = []
    parent = above[position]
    while parent is not None and len(found) < len(rows):
        found.append(rows[parent].concept)
        parent = above[parent]
    return found


def _concept_below(concept: str | None, parents: Sequence[str | None]) -> str | None:
    """Name a fund's part of the balance carried over or forward after both; a part of a count (车辆数合计) is one too."""
    if concept is None:
        return next((above for above in parents if above and above.endswith("_count")), None)
    parent = parents[0] if parents else None
    if concept is not None and parent in ("carried_over", "carried_forward") and concept.endswith("_appropriation"):
        return f"{parent}.{concept.removesuffix('_appropriation')}"
    return concept

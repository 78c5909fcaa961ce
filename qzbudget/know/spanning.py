"""Totals over blocks: one line 合计 below 人员经费 and 公用经费, whose label is merged over the columns of both."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from qzbudget.join import BodyRow
from qzbudget.know.column import AMOUNT, KnownColumn


def measure_over_blocks(body_row: BodyRow, columns: Sequence[KnownColumn], block: int) -> str | None:
    """Return the measure of a line that sums several blocks; None for a line of one block, or of blocks of one measure.

    Parameters
    ----------
    body_row : BodyRow
        The row, whose label may begin in a block before this one or end in one after it.
    columns : sequence of KnownColumn
        All columns of the table.
    block : int
        The block in which the row is read.
    """
    own = [column for column in columns if column.block == block]
    label = body_row.cells[own[0].index]
    end = label.col + label.col_span
    if not label.text.strip() or (label.col >= own[0].index and end <= own[-1].index):
        return None
    last = next((column.index for column in columns if column.index >= end and column.kind == AMOUNT), end)
    measures = {c.measure for c in columns if c.kind == AMOUNT and label.col <= c.index <= last}
    if len(measures) < 2 or None in measures:
        return None
    levels = zip(*(measure.split(".") for measure in measures if measure), strict=False)
    return ".".join(names[0] for names in takewhile(lambda names: len(set(names)) == 1, levels)) or None

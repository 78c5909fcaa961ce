"""The header of a table without vertical rules: which words stand over which columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from qzbudget.read.blocks import Block, Leaf, blocks_of, overlap
from qzbudget.read.columns import Column
from qzbudget.read.groups import Group, grouped
from qzbudget.read.pieces import Row
from qzbudget.shapes import Box, Rule


@dataclass(frozen=True)
class Header:
    """Leaves from left to right and the groups over them, the lowest first."""

    leaves: tuple[Leaf, ...]
    groups: tuple[Group, ...]


def header_of(head: Sequence[Row], columns: Sequence[Column], rules: Sequence[Rule]) -> Header | None:
    """Tell which words of a header stand over which columns; None where nothing tells it for certain.

    Parameters
    ----------
    head : sequence of Row
        The lines of the header without those that number the columns.
    columns : sequence of Column
        The columns of the body.
    rules : sequence of Rule
        The horizontal rules of the page.
    """
    blocks = blocks_of(head, columns, rules)
    if not blocks:
        return Header(tuple(Leaf(None, (column,)) for column in columns), ())
    parted = _parted(blocks, columns)
    if parted is None:
        return None
    lowest, over = parted
    leaves = _matched(lowest, columns)
    if leaves is None or any(left.x1 >= right.x0 for left, right in pairwise(leaves)):
        return None
    groups = grouped(over, leaves)
    return None if groups is None else Header(tuple(leaves), tuple(groups))


def _parted(blocks: Sequence[Block], columns: Sequence[Column]) -> tuple[list[Block], list[Block]] | None:
    """Part the texts over one column each from those over several; None where one may be either."""
    lowest: list[Block] = []
    over: list[Block] = []
    top, bottom = min(b.box.top for b in blocks), max(b.box.bottom for b in blocks)
    for block in sorted(blocks, key=lambda b: -b.box.bottom):
        below = [b for b in lowest if b.box.top >= block.box.bottom - 0.25 * block.height]
        if any(overlap(block.box, b.box) > 0 for b in below):
            over.append(block)
            continue
        left = max((b for b in lowest if b.middle < block.middle), key=lambda b: b.middle, default=None)
        right = min((b for b in lowest if b.middle > block.middle), key=lambda b: b.middle, default=None)
        flanked = left in below and right in below and left is not None and right is not None
        own = any(
            column.overlap_box(block.box) > 0 and not any(column.overlap_box(b.box) > 0 for b in lowest)
            for column in columns
        )
        if flanked and own and not all(_has_column(b, columns) for b in (left, right)):
            return None
        if not flanked or own:
            lowest.append(block)
        elif _is_between(block, left, right, columns):
            over.append(block)
        elif abs((block.box.top + block.box.bottom) - (top + bottom)) < 0.4 * (bottom - top):
            return None
        else:
            over.append(block)
    return sorted(lowest, key=lambda b: b.middle), over


def _has_column(block: Block | None, columns: Sequence[Column]) -> bool:
    return block is not None and any(column.overlap_box(block.box) > 0 for column in columns)


def _is_between(block: Block, left: Block | None, right: Block | None, columns: Sequence[Column]) -> bool:
    """Tell whether two lower texts leave no column between them for a text that stands above them."""
    if left is None or right is None:
        return False
    return right.box.x0 - left.box.x1 < block.box.x1 - block.box.x0 + block.height


def _matched(lowest: Sequence[Block], columns: Sequence[Column]) -> list[Leaf] | None:
    """Give each column the text over it; None where a column has two, or a column of amounts has none."""
    if _is_one_to_one(lowest, columns):
        return [Leaf(block, (column,)) for block, column in zip(lowest, columns, strict=True)]
    over: dict[int, list[Column]] = {index: [] for index in range(len(lowest))}
    loose: list[Column] = []
    for column in columns:
        texts = [index for index, block in enumerate(lowest) if column.overlap_box(block.box) > 0]
        if len(texts) > 1:
            return None
        if texts:
            over[texts[0]].append(column)
        else:
            loose.append(column)
    bare: list[Column] = []
    for column in loose:
        free = [index for index, of in over.items() if not of]
        beside = sorted(free, key=lambda index: _distance(lowest[index].box, column))
        near = [i for i in beside if not _anything_between(lowest, columns, i, column)]
        if len(near) == 1 or (near and not column.prints_amounts and _is_much_nearer(lowest, near, column)):
            over[near[0]].append(column)
        elif near or column.prints_amounts:
            return None
        else:
            bare.append(column)
    leaves = [Leaf(block, tuple(over[index])) for index, block in enumerate(lowest)]
    for column in bare:
        whole = [leaf for leaf in leaves if leaf.columns and _is_part(leaf, column, leaves)]
        if len(whole) != 1:
            return None
        leaves[leaves.index(whole[0])] = Leaf(whole[0].block, tuple(sorted((*whole[0].columns, column), key=_left)))
    if any(len(leaf.columns) > 1 and any(c.prints_amounts for c in leaf.columns) for leaf in leaves):
        return None
    return sorted(leaves, key=lambda leaf: leaf.x0)


def _is_one_to_one(lowest: Sequence[Block], columns: Sequence[Column]) -> bool:
    """Tell whether there are as many texts as columns, and no column stands under the text of another."""
    return len(lowest) == len(columns) and all(
        column.overlap_box(block.box) <= 0 or i == j for i, block in enumerate(lowest) for j, column in enumerate(columns)
    )


def _is_much_nearer(lowest: Sequence[Block], near: Sequence[int], column: Column) -> bool:
    """Tell whether the first text is less than half as far as the second: enough for labels, too little for amounts."""
    first, second = (_distance(lowest[index].box, column) for index in near[:2])
    return 2 * first < second


def _left(column: Column) -> float:
    return column.x0


def _is_part(leaf: Leaf, column: Column, leaves: Sequence[Leaf]) -> bool:
    """Tell whether a text stands in the middle of its columns and one more beside them: 科目编码 over 类, 款 and 项."""
    x0, x1 = min(leaf.x0, column.x0), max(leaf.x1, column.x1)
    if leaf.block is None or any(x0 < (other.x0 + other.x1) / 2 < x1 for other in leaves if other is not leaf):
        return False
    own = [*leaf.columns, column]
    middle = (min(c.x0 for c in own) + max(c.x1 for c in own)) / 2
    without = (min(c.x0 for c in leaf.columns) + max(c.x1 for c in leaf.columns)) / 2
    return abs(leaf.block.middle - middle) < abs(leaf.block.middle - without)


def _distance(box: Box, column: Column) -> float:
    return -column.overlap_box(box)


def _anything_between(lowest: Sequence[Block], columns: Sequence[Column], index: int, column: Column) -> bool:
    box = lowest[index].box
    left, right = min(box.x1, column.x1), max(box.x0, column.x0)
    texts = (b.middle for b in lowest if b is not lowest[index])
    others = ((c.x0 + c.x1) / 2 for c in columns if c is not column)
    return any(left < x < right for x in (*texts, *others))

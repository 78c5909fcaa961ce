"""The header of a table without vertical rules: which words stand over which columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from qzbudget.read.columns import Column
from qzbudget.read.pieces import Piece, Row
from qzbudget.shapes import Box, Rule, enclosing

_SPACED = 5.0
"""Single characters of one word (项 目) stand no further apart, in heights of the characters."""

_LEADING = 1.45
"""Lines of one wrapped text are no further apart, from baseline to baseline, in heights of the characters."""

_SAME_LINE = 3.0
"""Texts of one row of a header have their middles within so many points."""

_CENTRED = 0.3
"""The middle of a text over several columns is off theirs by no more than this share of the narrowest of them."""


@dataclass(frozen=True)
class Block:
    """The words of one header cell, line by line."""

    lines: tuple[tuple[Piece, ...], ...]

    @property
    def box(self) -> Box:
        """Box around its glyphs."""
        return enclosing(piece.box for line in self.lines for piece in line)

    @property
    def middle(self) -> float:
        """Its middle from left to right."""
        return (self.box.x0 + self.box.x1) / 2

    @property
    def centre(self) -> float:
        """Its middle from top to bottom."""
        return (self.box.top + self.box.bottom) / 2

    @property
    def height(self) -> float:
        """Height of its first line."""
        first = enclosing(piece.box for piece in self.lines[0])
        return first.bottom - first.top


@dataclass(frozen=True)
class Leaf:
    """The slot of one or more columns under one lowest header text; ``columns`` is 0 where nothing is printed below it."""

    block: Block | None
    columns: tuple[Column, ...]

    @property
    def x0(self) -> float:
        """Left end of what it prints."""
        return min([c.x0 for c in self.columns] + ([self.block.box.x0] if self.block else []))

    @property
    def x1(self) -> float:
        """Right end of what it prints."""
        return max([c.x1 for c in self.columns] + ([self.block.box.x1] if self.block else []))

    @property
    def width(self) -> int:
        """How many columns it takes."""
        return max(len(self.columns), 1)


@dataclass(frozen=True)
class Group:
    """A header text over several leaves: from which to which, both counted, and at which level from below."""

    block: Block
    first: int
    last: int

    def count(self, nodes: Sequence[Group]) -> int:
        """Return over how many of the texts it stands."""
        return sum(self.first <= node.first and node.last <= self.last for node in nodes)


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
    groups = _grouped(over, leaves)
    return None if groups is None else Header(tuple(leaves), tuple(groups))


def blocks_of(head: Sequence[Row], columns: Sequence[Column], rules: Sequence[Rule]) -> list[Block]:
    """Gather the pieces of a header into texts: single characters of a spaced word, and the lines of a wrapped text."""
    found: list[Block] = []
    for row in head:
        line = list(_words(row, columns))
        for block in line:
            above = [b for b in found if _goes_on(b, block, rules)]
            if len(above) == 1 and sum(_goes_on(above[0], other, rules) for other in line) == 1:
                found[found.index(above[0])] = Block((*above[0].lines, *block.lines))
            else:
                found.append(block)
    return found


def _words(row: Row, columns: Sequence[Column]) -> Iterator[Block]:
    def under(piece: Piece) -> set[int]:
        return {index for index, column in enumerate(columns) if column.overlap(piece) > 0}

    word: list[Piece] = []
    for piece in row.pieces:
        height = piece.box.bottom - piece.box.top
        spaced = word and all(len(p.text) == 1 for p in (*word, piece))
        apart = bool(word) and (piece.box.x0 - word[-1].box.x1 > _SPACED * height or len(under(word[-1]) | under(piece)) > 1)
        if word and (not spaced or apart):
            yield Block((tuple(word),))
            word = []
        word.append(piece)
    yield Block((tuple(word),))


def _goes_on(above: Block, below: Block, rules: Sequence[Rule]) -> bool:
    """Tell whether a line is the next one of a wrapped text."""
    last, first = above.lines[-1][0], below.lines[0][0]
    pitch = first.characters[0].baseline - last.characters[0].baseline
    if not 0 < pitch <= _LEADING * max(above.height, below.height):
        return False
    if any(last.box.bottom <= r.at <= first.box.top and r.start < below.middle < r.end for r in rules):
        return False
    widest = max(above.box.x1 - above.box.x0, below.box.x1 - below.box.x0)
    under = min(above.box.x1, below.box.x1) > max(above.box.x0, below.box.x0)
    centred = abs(above.middle - below.middle) <= _CENTRED * widest
    return under and (centred or abs(above.box.x0 - below.box.x0) <= 2.0)


def _parted(blocks: Sequence[Block], columns: Sequence[Column]) -> tuple[list[Block], list[Block]] | None:
    """Part the texts over one column each from those over several; None where one may be either."""
    lowest: list[Block] = []
    over: list[Block] = []
    top, bottom = min(b.box.top for b in blocks), max(b.box.bottom for b in blocks)
    for block in sorted(blocks, key=lambda b: -b.box.bottom):
        below = [b for b in lowest if b.box.top >= block.box.bottom - 0.25 * block.height]
        if any(_overlap(block.box, b.box) > 0 for b in below):
            over.append(block)
            continue
        left = max((b for b in lowest if b.middle < block.middle), key=lambda b: b.middle, default=None)
        right = min((b for b in lowest if b.middle > block.middle), key=lambda b: b.middle, default=None)
        flanked = left in below and right in below and left is not None and right is not None
        own = any(
            column.overlap_box(block.box) > 0 and not any(column.overlap_box(b.box) > 0 for b in lowest)
            for column in columns
        )
        if not flanked or own:
            lowest.append(block)
        elif _is_between(block, left, right, columns):
            over.append(block)
        elif abs((block.box.top + block.box.bottom) - (top + bottom)) < 0.4 * (bottom - top):
            return None
        else:
            over.append(block)
    return sorted(lowest, key=lambda b: b.middle), over


def _is_between(block: Block, left: Block | None, right: Block | None, columns: Sequence[Column]) -> bool:
    """Tell whether two lower texts leave no column between them for a text that stands above them."""
    if left is None or right is None:
        return False
    return right.box.x0 - left.box.x1 < block.box.x1 - block.box.x0 + block.height


def _overlap(one: Box, other: Box) -> float:
    return min(one.x1, other.x1) - max(one.x0, other.x0)


def _matched(lowest: Sequence[Block], columns: Sequence[Column]) -> list[Leaf] | None:
    """Give each column the text over it; None where a column has two, or a column of amounts has none."""
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
        if near and (len(near) == 1 or 2 * _distance(lowest[near[0]].box, column) < _distance(lowest[near[1]].box, column)):
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


def _grouped(over: Sequence[Block], leaves: Sequence[Leaf]) -> list[Group] | None:
    """Say over which leaves each text stands, the lowest line of texts first; None where it could be others."""
    edges = _edges(leaves)
    lines = _lines(over)
    heights = [line[0].centre for line in lines] + [max(leaf.block.centre for leaf in leaves if leaf.block)]
    nodes = [Group(leaf.block, index, index) for index, leaf in enumerate(leaves) if leaf.block]
    found: list[Group] = []
    for number in reversed(range(len(lines))):
        below = [node for node in nodes if _is_below(node, number, heights)]
        placed = _placed(lines[number], below, nodes, edges)
        if placed is None:
            return None
        for group in placed:
            found.append(group)
            nodes = [n for n in nodes if not (group.first <= n.first and n.last <= group.last)] + [group]
        nodes.sort(key=lambda node: node.first)
    return found


def _lines(over: Sequence[Block]) -> list[list[Block]]:
    """Gather texts whose middles stand at one height, from top to bottom, each line from left to right."""
    lines: list[list[Block]] = []
    for block in sorted(over, key=lambda b: b.centre):
        if lines and block.centre - lines[-1][0].centre <= _SAME_LINE:
            lines[-1].append(block)
        else:
            lines.append([block])
    return [sorted(line, key=lambda b: b.middle) for line in lines]


def _is_below(node: Group, number: int, heights: Sequence[float]) -> bool:
    """Tell whether a text stands in the rows below a line of texts: in the middle of a row below, or of all of them."""
    here, following, last = heights[number], heights[number + 1], heights[-1]
    least = following if node.first != node.last else (following + last) / 2
    return node.block.centre >= least - (following - here) / 4


def _edges(leaves: Sequence[Leaf]) -> list[float]:
    """Return where the slots of the leaves begin and end: in the middle of the white between them."""
    inner = [(left.x1 + right.x0) / 2 for left, right in pairwise(leaves)]
    half = min([(right.x0 - left.x1) / 2 for left, right in pairwise(leaves)], default=2.0)
    return [leaves[0].x0 - half, *inner, leaves[-1].x1 + half]


def _placed(
    line: Sequence[Block], below: Sequence[Group], nodes: Sequence[Group], edges: Sequence[float]
) -> list[Group] | None:
    """Choose for the texts of a line the runs of columns whose middles are theirs.

    Texts in the middle of their rows leave none of those below without one above.  Where that cannot be, the middles alone must
    tell, without a second choice that is nearly as good.
    """
    whole = [c for c in _choices(line, below, edges, -1) if sum(g.count(below) for g in c[1]) == len(below)]
    return _best(whole, edges) or _best(list(_choices(line, nodes, edges, -1)), edges)


def _best(choices: Sequence[tuple[float, list[Group]]], edges: Sequence[float]) -> list[Group] | None:
    ordered = sorted(choices, key=lambda choice: choice[0])
    if not ordered:
        return None
    error, groups = ordered[0]
    narrowest = min(edges[i + 1] - edges[i] for group in groups for i in range(group.first, group.last + 1))
    tight = error <= max(_CENTRED * narrowest, 4.0) * len(groups)
    apart = len(ordered) == 1 or ordered[1][0] >= 2 * error + 0.1 * narrowest
    return groups if tight and apart else None


def _choices(
    line: Sequence[Block], nodes: Sequence[Group], edges: Sequence[float], after: int
) -> Iterator[tuple[float, list[Group]]]:
    """Yield every way to put texts over runs of what stands below them, with how far their middles are off.

    A text stands over all that it overlaps, and over nothing beyond which it reaches itself.
    """
    if not line:
        yield 0.0, []
        return
    block, *others = line
    below = [n for n in nodes if n.first > after and n.block.box.top >= block.box.bottom - 0.25 * block.height]
    under = {n.first for n in below if _overlap(block.box, n.block.box) > 1.0}
    for i, first in enumerate(below):
        for j, last in enumerate(below[i:], i):
            run = below[i : j + 1]
            if any(a.last + 1 != b.first for a, b in pairwise(run)):
                break
            left, right = edges[first.first], edges[last.last + 1]
            reaches = left - block.height <= block.box.x0 and block.box.x1 <= right + block.height
            if not reaches or not under <= {n.first for n in run}:
                continue
            error = abs(block.middle - (left + right) / 2)
            if error <= (right - left) / (last.last - first.first + 1):
                for rest, groups in _choices(others, nodes, edges, last.last):
                    yield error + rest, [Group(block, first.first, last.last), *groups]


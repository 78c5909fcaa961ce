"""The texts of a header that stand over several columns: over which ones, told by their middles and their rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from qzbudget.read.blocks import Block, Leaf, overlap

_SAME_LINE = 3.0
"""Texts of one row of a header have their middles within so many points."""

_CENTRED = 0.3
"""The middle of a text over several columns is off theirs by no more than this share of the narrowest of them."""


@dataclass(frozen=True)
class Group:
    """A header text over several leaves: from which to which, both counted."""

    block: Block
    first: int
    last: int

    def count(self, nodes: Sequence[Group]) -> int:
        """Return over how many of the texts it stands."""
        return sum(self.first <= node.first and node.last <= self.last for node in nodes)


def grouped(over: Sequence[Block], leaves: Sequence[Leaf]) -> list[Group] | None:
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
    under = {n.first for n in below if overlap(block.box, n.block.box) > 1.0}
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

"""The columns of a table without vertical rules: where no line of its body prints anything."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qzbudget.read.pieces import Piece
from qzbudget.shapes import Box

_NARROWEST = 0.25
"""White between two columns is at least so many heights of the characters wide."""

_SUM = re.compile(r"[合总小计]|.{0,12}[合总小]计")
"""Words of a line of sums, which may stand in the middle of several columns of labels."""

_ALIGNED = 2.5
"""Amounts of one column end, begin, or have their middles, within so many points."""


@dataclass(frozen=True)
class Column:
    """What a column prints: from where to where, and whether amounts."""

    x0: float
    x1: float
    prints_amounts: bool

    def overlap(self, piece: Piece) -> float:
        """Return on how many points a piece stands over or under the column."""
        return self.overlap_box(piece.box)

    def overlap_box(self, box: Box) -> float:
        """Return on how many points a box stands over or under the column; less than nothing is their distance."""
        return min(self.x1, box.x1) - max(self.x0, box.x0)


def is_sum(piece: Piece) -> bool:
    """Tell whether a piece is of the words of a line of sums: 合计, or one character of it."""
    return _SUM.fullmatch(piece.text) is not None


def columns_of(body: Sequence[Piece]) -> list[Column]:
    """Return the columns that the pieces of a body stand in, from left to right.

    Words of sums are left out: they may stand over several columns.
    """
    height = sorted(piece.box.bottom - piece.box.top for piece in body)[len(body) // 2]
    found: list[list[Piece]] = []
    reach = 0.0
    for piece in sorted((p for p in body if not is_sum(p)), key=lambda p: p.box.x0):
        if not found or piece.box.x0 - reach > _NARROWEST * height:
            found.append([])
            reach = piece.box.x1
        found[-1].append(piece)
        reach = max(reach, piece.box.x1)
    return [_column(pieces) for pieces in found]


def _column(pieces: Sequence[Piece]) -> Column:
    amounts = sum(piece.is_amount for piece in pieces)
    return Column(min(p.box.x0 for p in pieces), max(p.box.x1 for p in pieces), 2 * amounts > len(pieces))


def is_aligned(amounts: Iterable[Piece]) -> bool:
    """Tell whether the amounts of a column end at one edge, begin at one, or have their middles below each other."""
    boxes = [piece.box for piece in amounts]
    edges = ([b.x1 for b in boxes], [b.x0 for b in boxes], [(b.x0 + b.x1) / 2 for b in boxes])
    return not boxes or any(max(of) - min(of) <= _ALIGNED for of in edges)

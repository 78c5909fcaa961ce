"""The texts of a header without vertical rules: single characters of a spaced word, and the lines of a wrapped one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qzbudget.read.columns import Column
from qzbudget.read.pieces import Piece, Row
from qzbudget.shapes import Box, Rule, enclosing

_SPACED = 5.0
"""Single characters of one word (项 目) stand no further apart, in heights of the characters."""

_LEADING = 1.45
"""Lines of one wrapped text are no further apart, from baseline to baseline, in heights of the characters."""

_CENTRED = 0.3
"""The middles of the lines of one text differ by no more than this share of the wider one."""


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
    """The slot of one or more columns under one lowest header text; ``columns`` is empty where nothing is printed below it."""

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


def overlap(one: Box, other: Box) -> float:
    """Return on how many points two boxes stand over each other."""
    return min(one.x1, other.x1) - max(one.x0, other.x0)

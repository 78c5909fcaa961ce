"""Pieces: what stands together on a line outside the ruled tables, cut where white stands between."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from qzbudget.shapes import Box, Character, Grid, Page, character_rows, enclosing

_GROUPED = r"\d{1,3}(?:[,，]\d{3})+(?:[.．]\d+)?"
_DECIMAL = r"\d+[.．]\d{1,6}"
_AMOUNT = re.compile(rf"[(（]?[-－−+]?[¥￥]?(?:{_GROUPED}|{_DECIMAL}|0)[)）]?[%％]?")

_WIDE, _WIDE_BESIDE_DIGITS, _WIDE_BETWEEN_STRINGS = 1.0, 0.6, 0.25
"""A gap of more than this many heights of the characters ends a piece: inside a string, between its digits, between two."""

_LETTERS = 1.5
"""Fewer characters than this in a string on average: each is drawn for itself, and strings tell nothing."""

_AROUND = 1.0
"""A character so many points outside a ruled table belongs to it."""


@dataclass(frozen=True)
class Piece:
    """Characters of one line with no white between them."""

    characters: tuple[Character, ...]

    @cached_property
    def text(self) -> str:
        """What it says."""
        return "".join(character.text for character in self.characters)

    @cached_property
    def box(self) -> Box:
        """Box around its glyphs."""
        return enclosing(Box(c.x0, c.top, c.x1, c.bottom) for c in self.characters)

    @property
    def is_amount(self) -> bool:
        """Whether it is an amount: a number with decimals or separated thousands, or a zero."""
        return _AMOUNT.fullmatch(self.text) is not None


@dataclass(frozen=True)
class Row:
    """The pieces on one baseline, from left to right."""

    pieces: tuple[Piece, ...]

    @property
    def baseline(self) -> float:
        """Height of the baseline."""
        return self.pieces[0].characters[0].baseline

    @cached_property
    def box(self) -> Box:
        """Box around its glyphs."""
        return enclosing(piece.box for piece in self.pieces)

    @property
    def text(self) -> str:
        """Its pieces with a space between them."""
        return " ".join(piece.text for piece in self.pieces)

    @cached_property
    def amounts(self) -> tuple[Piece, ...]:
        """Its amounts."""
        return tuple(piece for piece in self.pieces if piece.is_amount)


def rows_outside(page: Page, grids: Sequence[Grid]) -> list[Row]:
    """Return the lines of a page that stand in none of its ruled tables, from top to bottom."""
    outside = [c for c in page.characters if not any(_holds(grid.box, c) for grid in grids)]
    return [Row(tuple(pieces(row))) for row in character_rows(outside)]


def _holds(box: Box, character: Character) -> bool:
    x, y = character.middle
    return box.x0 - _AROUND <= x <= box.x1 + _AROUND and box.top - _AROUND <= y <= box.bottom + _AROUND


def pieces(row: Sequence[Character]) -> list[Piece]:
    """Cut the characters of one line, from left to right, where white stands between them."""
    height = max(c.bottom - c.top for c in row)
    has_strings = len(row) >= _LETTERS * len({c.piece for c in row})
    found = [[row[0]]]
    for left, right in pairwise(row):
        if right.x0 - left.x1 > height * _wide(left, right, has_strings=has_strings):
            found.append([])
        found[-1].append(right)
    return [Piece(tuple(characters)) for characters in found]


def _wide(left: Character, right: Character, *, has_strings: bool) -> float:
    if has_strings and left.piece != right.piece:
        return _WIDE_BETWEEN_STRINGS
    return _WIDE_BESIDE_DIGITS if left.text.isdigit() and right.text.isdigit() else _WIDE

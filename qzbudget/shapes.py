"""The shapes that travel from the page to the tidy rows: boxes, characters, rules, pages, cells, grids.

Lengths are points.  On a page the origin is the top left corner of the page as displayed and y grows downwards.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle on a page."""

    x0: float
    top: float
    x1: float
    bottom: float

    def contains(self, x: float, y: float) -> bool:
        """Tell whether the point lies inside, borders included."""
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom


def enclosing(boxes: Iterable[Box]) -> Box:
    """Return the smallest box around all the boxes."""
    x0s, tops, x1s, bottoms = zip(*boxes, strict=True)
    return Box(min(x0s), min(tops), max(x1s), max(bottoms))


class Character(NamedTuple):
    """One visible character: its tight glyph box, the height of its baseline, the text object that draws it.

    ``piece`` is the same for characters that one drawing operation shows: they are one string.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    baseline: float
    piece: int = 0

    @property
    def middle(self) -> tuple[float, float]:
        """Middle of the glyph box."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2


class Rule(NamedTuple):
    """A straight ruled line: at ``at`` across its direction, from ``start`` to ``end`` along it."""

    at: float
    start: float
    end: float


@dataclass(frozen=True)
class Page:
    """What one page shows: characters and rules, in the frame in which its text stands upright.

    ``turn`` says by how many degrees the text frame is turned clockwise against the page as displayed (0 for almost all
    pages; a landscape table drawn sideways on a portrait page has 90 or 270).
    """

    number: int
    width: float
    height: float
    turn: int
    characters: tuple[Character, ...]
    horizontal: tuple[Rule, ...]
    vertical: tuple[Rule, ...]
    pictures: int

    def displayed(self, box: Box) -> Box:
        """Return where a box of the text frame stands on the page as displayed."""
        x0, top, x1, bottom = box
        if self.turn == 90:
            return Box(self.height - bottom, x0, self.height - top, x1)
        if self.turn == 180:
            return Box(self.width - x1, self.height - bottom, self.width - x0, self.height - top)
        if self.turn == 270:
            return Box(top, self.width - x1, bottom, self.width - x0)
        return box

    @cached_property
    def lines(self) -> tuple[TextLine, ...]:
        """The lines of text, top to bottom, characters left to right."""
        return tuple(text_lines(self.characters))


class TextLine(NamedTuple):
    """Characters on one baseline; ``text`` has a space where a gap is wider than a character."""

    text: str
    box: Box


def text_lines(characters: Iterable[Character], tolerance: float = 3.0) -> list[TextLine]:
    """Gather characters into lines by their baselines (within ``tolerance`` points)."""
    return [_text_line(row) for row in character_rows(characters, tolerance)]


def character_rows(characters: Iterable[Character], tolerance: float = 3.0) -> list[list[Character]]:
    """Gather characters into rows by their baselines (within ``tolerance`` points), each from left to right."""
    rows: list[list[Character]] = []
    for character in sorted(characters, key=lambda c: c.baseline):
        if rows and character.baseline - rows[-1][0].baseline <= tolerance:
            rows[-1].append(character)
        else:
            rows.append([character])
    return [sorted(row, key=lambda c: c.x0) for row in rows]


def _text_line(row: list[Character]) -> TextLine:
    height = max(c.bottom - c.top for c in row)
    pieces = [row[0].text]
    for left, right in itertools.pairwise(row):
        if right.x0 - left.x1 > height:
            pieces.append(" ")
        pieces.append(right.text)
    return TextLine("".join(pieces), enclosing(Box(c.x0, c.top, c.x1, c.bottom) for c in row))


@dataclass(frozen=True, slots=True)
class Cell:
    """A region of the grid bounded by rules: a plain cell, or several that are merged.

    ``row`` and ``col`` are the top left grid position; ``lines`` are the printed lines of text; ``box`` is its place on
    ``page``.
    """

    row: int
    col: int
    row_span: int
    col_span: int
    lines: tuple[str, ...]
    box: Box
    page: int

    @property
    def text(self) -> str:
        """The text with its wrapped lines joined."""
        return "".join(self.lines)


WHITE = "white gaps"
"""The reading of a table without a lattice: by the white between its columns."""


@dataclass(frozen=True)
class Grid:
    """One table as it stands on one page.

    ``reading`` names how it was read; ``faults`` lists what the proof found wrong (empty: the reading proved itself).
    """

    page: int
    reading: str
    box: Box
    column_edges: tuple[float, ...]
    row_edges: tuple[float, ...]
    cells: tuple[Cell, ...]
    faults: tuple[str, ...] = ()

    @property
    def n_rows(self) -> int:
        """Number of grid rows."""
        return len(self.row_edges) - 1

    @property
    def n_cols(self) -> int:
        """Number of grid columns."""
        return len(self.column_edges) - 1

    @cached_property
    def at(self) -> dict[tuple[int, int], Cell]:
        """The cell that covers each grid position."""
        return {
            (row, col): cell
            for cell in self.cells
            for row in range(cell.row, cell.row + cell.row_span)
            for col in range(cell.col, cell.col + cell.col_span)
        }

    def row(self, index: int) -> tuple[Cell, ...]:
        """Return the cell at each column of one grid row (a merged cell repeats)."""
        return tuple(self.at[index, col] for col in range(self.n_cols))

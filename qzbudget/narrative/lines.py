"""The lines of running text on the pages: outside the tables, without page numbers and running heads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from qzbudget.shapes import Character, Grid, Page, character_rows
from qzbudget.text import plain_character

_PAGE_NUMBER = re.compile(r"[-—–－−·.~～/]*第?(\d{1,3}|[ivxIVX]{1,5})页?([/／,，]?共?\d{1,3}页?)?[-—–－−·.~～]*")
_DIGITS = re.compile(r"\d+")
_SPEAKS = re.compile(r"[，。；]|万?元")
_MARGIN = 0.13
"""Share of a page's height at its top and bottom in which page numbers and running heads stand."""
_REPEATED = 3
"""On how many pages a line in the margin must stand to be a running head."""
_SAME_EDGE = 8.0
"""Within how many points two lines begin, or end, at the same edge."""
_WORD_GAP = 0.2
"""Which gap between Latin letters is a blank, in heights of their characters."""


@dataclass(frozen=True)
class Line:
    """One line of running text; ``left`` and ``right`` are the edges of the text that it stands in.

    ``text`` has as many letters as ``characters``; lines with the same ``block`` have no table between them.
    """

    page: Page
    text: str
    characters: tuple[Character, ...]
    left: float
    right: float
    block: int

    @property
    def x0(self) -> float:
        """Left end of the line."""
        return self.characters[0].x0

    @property
    def x1(self) -> float:
        """Right end of the line."""
        return self.characters[-1].x1

    @property
    def baseline(self) -> float:
        """Height of the baseline from the top of the page."""
        return self.characters[0].baseline

    @property
    def height(self) -> float:
        """Height of its tallest character; one point for a line of glyphs without height."""
        return max(c.bottom - c.top for c in self.characters) or 1.0


_Row = tuple[str, tuple[Character, ...]]


def body_lines(pages: Iterable[tuple[Page, Sequence[Grid]]]) -> Iterator[Line]:
    """Yield the lines of running text in reading order."""
    found = [(page, [g for g in grids if len(g.cells) > 1]) for page, grids in pages]
    rows = [[_row(row) for row in character_rows(_outside(page, grids))] for page, grids in found]
    heads = _running_heads([page for page, _ in found], rows)
    tables = 0
    for (page, grids), of_page in zip(found, rows, strict=True):
        kept = [row for row in of_page if not _is_margin(page, row, heads)]
        yield from _framed(page, grids, kept, tables)
        tables += len(grids)


def _outside(page: Page, grids: Sequence[Grid]) -> list[Character]:
    outside = list(page.characters)
    for x0, top, x1, bottom in (grid.box for grid in grids):
        outside = [
            c for c in outside if not (2 * x0 <= c.x0 + c.x1 <= 2 * x1 and 2 * top <= c.top + c.bottom <= 2 * bottom)
        ]
    return outside


def _row(characters: Sequence[Character]) -> _Row:
    """Return plain text and its characters, one for one; a blank shares the character before it."""
    text: list[str] = []
    behind: list[Character] = []
    for character in characters:
        plain = plain_character(character.text)
        if behind and _stands_apart(text[-1], behind[-1], plain, character):
            text.append(" ")
            behind.append(behind[-1])
        text.extend(plain)
        behind.extend([character] * len(plain))
    return "".join(text), tuple(behind)


def _stands_apart(left: str, before: Character, right: str, character: Character) -> bool:
    gap, height = character.x0 - before.x1, character.bottom - character.top
    if left.isascii() and left.isalpha() and right.isascii() and right.isalpha():
        return gap > _WORD_GAP * height
    return left.isdigit() and right.isdigit() and gap > height


def _framed(page: Page, grids: Sequence[Grid], rows: Sequence[_Row], tables: int) -> Iterator[Line]:
    """Give the lines of a page the edges of the text between two tables."""
    blocks: dict[int, list[_Row]] = {}
    for row in rows:
        above = tables + sum(grid.box.bottom <= row[1][0].baseline for grid in grids)
        blocks.setdefault(above, []).append(row)
    right = -_edge([-characters[-1].x1 for _, characters in rows]) if rows else 0.0
    for above, block in blocks.items():
        left = _edge([characters[0].x0 for _, characters in block])
        for text, characters in block:
            yield Line(page, text, characters, left, right, above)


def _edge(ends: Sequence[float]) -> float:
    """Return the outermost end that two lines share; what sticks out alone is a label of a chart or a caption."""
    ordered = sorted(ends)
    shared = (first for first, second in pairwise(ordered) if second - first < _SAME_EDGE)
    return next(shared, ordered[0])


def _running_heads(pages: Sequence[Page], rows: Sequence[Sequence[_Row]]) -> set[str]:
    """Return the texts, their digits left out, that stand in the margin of several pages."""
    heads: Counter[str] = Counter()
    for page, of_page in zip(pages, rows, strict=True):
        heads.update({_DIGITS.sub("", text) for text, characters in of_page if _in_margin(page, characters)})
    return {head for head, count in heads.items() if count >= _REPEATED and _SPEAKS.search(head) is None}


def _is_margin(page: Page, row: _Row, heads: set[str]) -> bool:
    text, characters = row
    if not _in_margin(page, characters):
        return False
    return _PAGE_NUMBER.fullmatch(text) is not None or _DIGITS.sub("", text) in heads


def _in_margin(page: Page, characters: Sequence[Character]) -> bool:
    baseline = characters[0].baseline
    return baseline < _MARGIN * page.height or baseline > (1 - _MARGIN) * page.height

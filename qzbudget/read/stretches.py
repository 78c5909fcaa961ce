"""Stretches of a page that look like a table and stand in no ruled one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from qzbudget.amounts import ANY_UNIT
from qzbudget.read.pieces import Piece, Row, rows_outside
from qzbudget.shapes import Box, Grid, Page, enclosing
from qzbudget.text import match_key

IsTitle = Callable[[str], bool]
"""Tells whether a line is the title of a disclosure table, as the knowledge of titles has it."""

_UNIT = re.compile(rf"(?:金额)?单位[:：]?(?:人民币)?(?:{ANY_UNIT})(?![^)）\s])|[(](?:单位[:：])?(?:{ANY_UNIT})[)]$")
_TITLE = re.compile(r"[^。；;，,:：]{2,60}表(?:[(][^()]{1,30}[)])?")
_NUMBER = re.compile(r"[(\[【]?(?:[^\d。，；]{0,8}表[-\s]?[0-9一二三四五六七八九十]{1,3}(?:[-—]\d{1,2})?|.{2,6}\d{1,3}表)[)\]】]?[:：]?")
_CONTINUED = re.compile(r"[(（]?续表?[)）]?.{0,3}")
_CLOSING = re.compile(r"(?:备?注|说明|表注)[:：0-9①].*|[*※][^*※\d].{3,}|第\d{1,4}页(?:[,，/]?共\d{1,4}页)?")
_PAGE_NUMBER = re.compile(r"[-—–]*\d{1,4}[-—–]*|\d{1,4}/\d{1,4}")
_BEGINS = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[、.．](?!\d)|\[?\d{3}(?:\d\d){0,2}(?:\D|$)"
)
_SENTENCE = re.compile(r"。|；$|，.*，")
_PROSE = re.compile(r"[。，；]|\s(?:[百千]?[万亿]?元|[万亿]$)")
_PROSE_GOES_ON = re.compile(r"[万亿]?元")

_SAME_EDGE = 2.0
"""Amounts of one column end, or have their middles, within so many points."""

_FEWEST = 3
"""So many lines with amounts below each other are a table."""

_MOST_CAPTION = 60
"""A line of a caption has no more letters."""

_NEAR = 3.0
"""Lines of one table are no further apart, in heights of their characters, unless a caption says that it is one."""


@dataclass(frozen=True)
class Stretch:
    """Lines of a page that look like a table: those of its header, and those of its body."""

    page: int
    head: tuple[Row, ...]
    body: tuple[Row, ...]
    is_captioned: bool
    caption: tuple[Row, ...] = ()
    """Lines above that say its number, title or money unit."""
    left_over: tuple[Row, ...] = ()
    """Lines with amounts above and below that are not of the stretch."""

    @cached_property
    def box(self) -> Box:
        """Box around its glyphs."""
        return enclosing(row.box for row in (*self.head, *self.body))

    @property
    def rows(self) -> tuple[Row, ...]:
        """All its lines, those of its caption first."""
        return (*self.caption, *self.head, *self.body)


def stretches(page: Page, grids: Sequence[Grid], is_title: IsTitle, before: Stretch | None = None) -> list[Stretch]:
    """Find the stretches of a page that look like a table and that no ruled table covers.

    Either at least three lines print amounts below each other and words beside them, or a line says the money unit and words
    stand in columns below it.

    Parameters
    ----------
    page : Page
        The page.
    grids : sequence of Grid
        Its ruled tables, in the frame of its upright text.
    is_title : callable
        Tells whether a line is the title of a disclosure table.
    before : Stretch or None
        The stretch that ends the page before: its rest needs but one line with amounts, its header, or a code at the top.
    """
    rows = [row for row in rows_outside(page, grids) if _is_shown(page, row)]
    found = []
    for number, segment in enumerate(_segments(rows, grids, is_title)):
        rest = before is not None and number == 0 and all(g.box.top > segment.rows[0].baseline for g in grids)
        fewest = _fewest(before, segment.rows) if before and rest else _FEWEST
        if stretch := _stretch(page.number, segment, fewest):
            found.append(stretch)
    return found


def _fewest(before: Stretch, rows: Sequence[Row]) -> int:
    """Return how many lines with amounts the rest of a table has at least."""
    head = [row.text for row in before.head]
    repeats = bool(head) and [row.text for row in rows[: len(head)]] == head and len(rows) > len(head)
    return 0 if repeats or (len(rows[0].pieces) > 1 and _begins(rows[0])) else 1


def ends_with(page: Page, grids: Sequence[Grid], found: Sequence[Stretch]) -> bool:
    """Tell whether the last table of a page is one of the stretches that were found on it."""
    return bool(found) and all(grid.box.top < found[-1].box.bottom for grid in grids)


def _is_shown(page: Page, row: Row) -> bool:
    x, y = (row.box.x0 + row.box.x1) / 2, (row.box.top + row.box.bottom) / 2
    return 0 <= x <= page.width and 0 <= y <= page.height


@dataclass(frozen=True)
class _Segment:
    """Lines between two captions, notes or ruled tables."""

    rows: tuple[Row, ...]
    caption: tuple[Row, ...]
    has_unit: bool
    has_title: bool
    is_before_grid: bool


def _segments(rows: Sequence[Row], grids: Sequence[Grid], is_title: IsTitle) -> Iterator[_Segment]:
    def above(row: Row) -> int:
        return sum(grid.box.bottom <= row.baseline for grid in grids)

    for zone, of_zone in groupby(rows, key=above):
        parts = [(kind, tuple(part)) for kind, part in groupby(of_zone, key=lambda row: _kind(row, is_title))]
        captions: tuple[Row, ...] = ()
        for number, (kind, part) in enumerate(parts):
            if kind == _CAPTION:
                captions = part
            elif kind == _OTHER:
                said = [match_key(row.text) for row in captions]
                yield _Segment(
                    part,
                    captions,
                    any(_UNIT.search(text) for text in said),
                    any(is_title(row.text) for row in captions),
                    number == len(parts) - 1 and zone < len(grids),
                )
                captions = ()
            else:
                captions = ()


_CAPTION, _CLOSES, _OTHER = "caption", "closing", "other"


def _kind(row: Row, is_title: IsTitle) -> str:
    key = match_key(row.text)
    if _CLOSING.fullmatch(key) or (len(row.pieces) == 1 and _PAGE_NUMBER.fullmatch(key)):
        return _CLOSES
    if row.amounts or len(key) > _MOST_CAPTION or _SENTENCE.search(key):
        return _OTHER
    titled = _TITLE.fullmatch(key) is not None and is_title(row.text)
    marked = _UNIT.search(key) or _NUMBER.fullmatch(key) or _CONTINUED.fullmatch(key)
    return _CAPTION if titled or marked else _OTHER


def _stretch(page: int, segment: _Segment, fewest: int) -> Stretch | None:
    rows = segment.rows
    after = [*rows[1:], None]
    figures = [i for i, row in enumerate(rows) if _prints_figures(row, after[i]) and _aligned(row, rows, fewest)]
    columns = [index for index, row in enumerate(rows) if len(row.pieces) > 1]
    captioned = segment.has_unit
    if not columns or (len(figures) < fewest and not (captioned and not segment.is_before_grid)):
        return None
    least = -1 if fewest < _FEWEST else columns[0]
    first = next((i for i, row in enumerate(rows) if row.amounts or (least < i and _begins(row))), len(rows))
    start = 0 if captioned else _start(rows, min(first, columns[0]), fewest=2 if fewest == _FEWEST else 1)
    stop = _stop(rows, max([*figures, *(i for i, row in enumerate(rows) if len(row.amounts) > 0), columns[-1]]))
    rest = tuple(row for row in (*rows[:start], *rows[stop:]) if row.amounts and _prints_figures(row, None))
    return Stretch(page, rows[start:first], rows[first:stop], captioned or segment.has_title, segment.caption, rest)


def _prints_figures(row: Row, after: Row | None) -> bool:
    """Tell whether a line has several pieces and does not read like a sentence, in which numbers may stand apart too."""
    goes_on = after is not None and _PROSE_GOES_ON.match(after.text) is not None
    return len(row.pieces) > 1 and not goes_on and _PROSE.search(row.text) is None


def _aligned(row: Row, rows: Sequence[Row], fewest: int) -> bool:
    """Tell whether an amount of a line stands below or above those of enough other lines."""
    return any(
        sum(any(_is_below(one, other) for other in others.amounts) for others in rows if others is not row) >= fewest - 1
        for one in row.amounts
    )


def _is_below(one: Piece, other: Piece) -> bool:
    ends = abs(one.box.x1 - other.box.x1)
    middles = abs(one.box.x0 + one.box.x1 - other.box.x0 - other.box.x1) / 2
    return min(ends, middles) <= _SAME_EDGE


def _begins(row: Row) -> bool:
    """Tell whether a line begins as lines of a table do; a line number may stand before its code."""
    return any(_BEGINS.match(match_key(piece.text)) for piece in row.pieces[:2])


def _start(rows: Sequence[Row], first: int, *, fewest: int) -> int:
    """Go up from the first line that is of a table while the lines above are close to it and have enough pieces."""
    while first > 0 and len(rows[first - 1].pieces) >= fewest and _is_near(rows[first - 1], rows[first]):
        first -= 1
    return first


def _stop(rows: Sequence[Row], last: int) -> int:
    """Go down from the last line with amounts while the lines below begin lines of a table."""
    stop = last + 1
    while stop < len(rows) and _is_near(rows[stop - 1], rows[stop]) and not _SENTENCE.search(rows[stop].text):
        stop += 1
    return stop


def _is_near(one: Row, other: Row) -> bool:
    height = max(one.box.bottom - one.box.top, other.box.bottom - other.box.top)
    return other.baseline - one.baseline <= _NEAR * height

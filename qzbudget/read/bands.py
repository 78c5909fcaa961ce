"""The rows of a table without a lattice: lines that belong together, by rules, amounts and the distance of lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from qzbudget.read.columns import Column
from qzbudget.read.pieces import Piece, Row
from qzbudget.shapes import Box, Rule, enclosing

_WITHIN = 0.8
"""Lines of one row are closer than this share of the distance of rows."""

_MOST_OF = 0.6
"""A rule over this share of the width of a table parts its rows."""

_LEADING = 2.0
"""Two lines of one wrapped text are no further apart, from baseline to baseline, in heights of the characters."""

_ONE_MORE = 1.2
"""A line with room for one more character is this many heights of a character shorter than its column."""

_BEGINS = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,2}[）)]|\d{1,2}[、.．](?!\d)|\[?\d{3,7}(?![\d年,.])"
    r"|其中|.*[合总小]计$|上年|年[初末]|结转"
)


@dataclass(frozen=True)
class Band:
    """The lines of one row of a table; ``is_sure`` says whether something tells that they are."""

    rows: tuple[Row, ...]
    is_sure: bool = True

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Its pieces, from top to bottom."""
        return tuple(piece for row in self.rows for piece in row.pieces)

    @property
    def box(self) -> Box:
        """Box around its glyphs."""
        return enclosing(row.box for row in self.rows)

    @property
    def has_amounts(self) -> bool:
        """Whether it prints an amount."""
        return any(row.amounts for row in self.rows)


def crossing(rules: Sequence[Rule], box: Box) -> list[float]:
    """Return the heights of the rules that run over most of the width of a box and stand between its top and bottom."""
    width = box.x1 - box.x0
    covered: dict[float, float] = {}
    for rule in rules:
        if box.top <= rule.at <= box.bottom:
            shared = min(rule.end, box.x1) - max(rule.start, box.x0)
            covered[rule.at] = covered.get(rule.at, 0.0) + max(shared, 0.0)
    return sorted(at for at, length in covered.items() if length >= _MOST_OF * width)


def bands(body: Sequence[Row], rules: Sequence[Rule], columns: Sequence[Column]) -> list[Band]:
    """Gather the lines of a body into rows.

    Where rules part all lines with amounts, they part the rows.  Elsewhere a line without amounts belongs to the row whose
    line is clearly closer to it than rows are to each other; an equal distance makes it a row of its own, which is not sure
    where the line above runs to the end of its column.

    Parameters
    ----------
    body : sequence of Row
        The lines from top to bottom.
    rules : sequence of Rule
        The horizontal rules of the page.
    columns : sequence of Column
        The columns that the lines stand in.
    """
    if not body:
        return []
    cuts = crossing(rules, enclosing(row.box for row in body))
    if _part_all(body, cuts):
        return _between(body, cuts)
    groups = [part for group in _close(_around_amounts(body), cuts) for part in _one_row_each(group)]
    return [Band(tuple(group), _is_sure(groups, index, columns)) for index, group in enumerate(groups)]


def _around_amounts(body: Sequence[Row]) -> list[list[Row]]:
    """Join a line of nothing but amounts with the lines of words that stand as far above it as below it."""
    found: list[list[Row]] = []
    taken = 0
    for index, row in enumerate(body):
        if index < taken:
            continue
        amounts, below = (body[at] if at < len(body) else None for at in (index + 1, index + 2))
        if amounts and below and _stands_between(row, amounts, below):
            found.append([row, amounts, below])
            taken = index + 3
        else:
            found.append([row])
    return found


def _stands_between(above: Row, amounts: Row, below: Row) -> bool:
    if above.amounts or below.amounts or not all(piece.is_amount for piece in amounts.pieces):
        return False
    rise, fall = amounts.baseline - above.baseline, below.baseline - amounts.baseline
    return abs(rise - fall) <= 1.0 and rise + fall <= _LEADING * (above.box.bottom - above.box.top)


def _close(lines: Sequence[list[Row]], cuts: Sequence[float]) -> list[list[Row]]:
    """Join lines that are clearly closer to each other than two rows that print amounts."""
    alone = [(a[0].amounts and len(a) == 1, b[0].amounts and len(b) == 1) for a, b in pairwise(lines)]
    pitches = [b[0].baseline - a[0].baseline for (a, b), (one, two) in zip(pairwise(lines), alone, strict=True) if one and two]
    nearest = _WITHIN * min(pitches, default=0.0)
    found = [list(lines[0])]
    for above, below in pairwise(lines):
        apart = below[0].baseline - above[-1].baseline > nearest or _is_marked(below[0])
        if apart or any(above[-1].baseline < at < below[0].baseline for at in cuts):
            found.append([])
        found[-1] += below
    return found


def _part_all(body: Sequence[Row], cuts: Sequence[float]) -> bool:
    figures = [row for row in body if row.amounts]
    return len(figures) > 1 and all(
        any(above.baseline < at < below.baseline for at in cuts) for above, below in pairwise(figures)
    )


def _between(body: Sequence[Row], cuts: Sequence[float]) -> list[Band]:
    found: dict[int, list[Row]] = {}
    for row in body:
        found.setdefault(sum(at < row.baseline for at in cuts), []).append(row)
    return [Band(tuple(rows), sum(bool(row.amounts) for row in rows) < 2) for rows in found.values()]


def _one_row_each(group: Sequence[Row]) -> list[list[Row]]:
    """Part lines so that each part has one line with amounts: a line without goes to the one that is nearest."""
    figures = [row for row in group if row.amounts]
    if len(figures) < 2:
        return [list(group)]
    parts: list[list[Row]] = [[] for _ in figures]
    for row in group:
        nearest = min(range(len(figures)), key=lambda index: abs(figures[index].baseline - row.baseline))
        parts[nearest].append(row)
    return parts


def _is_sure(groups: Sequence[Sequence[Row]], index: int, columns: Sequence[Column]) -> bool:
    """Tell whether a row of words alone is no rest of the row above: it begins a line, or there was room above."""
    group = groups[index]
    if any(row.amounts for row in group):
        return _leads_nowhere(groups, index, columns)
    return _begins(group) or index == 0 or _has_room(groups[index - 1], group, columns)


def _leads_nowhere(groups: Sequence[Sequence[Row]], index: int, columns: Sequence[Column]) -> bool:
    """Tell whether a row with amounts is no end of a name that begins in a row of words alone above it."""
    above = groups[index - 1] if index else ()
    is_words = bool(above) and not any(row.amounts for row in above)
    return not is_words or _begins(groups[index]) or _has_room(above, groups[index], columns)


def _is_marked(row: Row) -> bool:
    """Tell whether a line begins as lines of a table do: with an enumerator, a code, 其中, or words of a sum."""
    first = row.pieces[0]
    return not first.is_amount and _BEGINS.match(first.text) is not None


def _begins(group: Sequence[Row]) -> bool:
    return _is_marked(group[0]) or sum(not p.is_amount for row in group for p in row.pieces) > 1


def _has_room(above: Sequence[Row], below: Sequence[Row], columns: Sequence[Column]) -> bool:
    """Tell whether the words above those of a row leave room for one more character in their column."""
    under = below[0].pieces[0]
    column = next((c for c in columns if c.overlap(under) > 0), None)
    words = [p for row in above for p in row.pieces if column and column.overlap(p) > 0]
    if column is None or not words:
        return True
    height = words[-1].box.bottom - words[-1].box.top
    return words[-1].box.x1 + _ONE_MORE * height < column.x1

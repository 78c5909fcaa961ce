"""Which row is a part of which: by codes, by enumeration (一、（一）1.), by totals that open or close a block."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

TOTAL, SUBTOTAL, UNIT, CARRIED, FIRST, SECOND, THIRD, FOURTH, OF_WHICH, DETAIL = range(10)
"""Levels of lines from the whole to the part; a line is a part of the nearest line above it with a lower level."""

_ENUMERATIONS = (
    (FIRST, re.compile(r"[一二三四五六七八九十]+[、.]")),
    (SECOND, re.compile(r"\([一二三四五六七八九十]+\)")),
    (THIRD, re.compile(r"\d{1,2}[、.]")),
    (FOURTH, re.compile(r"\(\d{1,2}\)|[①-⑳]|\d{1,2}")),
)


@dataclass(frozen=True, slots=True)
class Line:
    """What the place of a row in the hierarchy depends on."""

    row_type: str | None
    code: str | None
    enumerator: str
    concept: str | None
    is_unit: bool = False


def parents(lines: Sequence[Line]) -> list[int | None]:
    """Return for each line the position of the line that it is a part of, None for a line that is part of none.

    A total or subtotal that comes after its parts takes the lines before it that have no parent yet.

    Examples
    --------
    >>> parents([Line("total", None, "", None), Line("class", "201", "", None), Line("section", "20103", "", None)])
    [None, 0, 1]
    >>> parents([Line("category", None, "一、", None), Line("category", None, "二、", None),
    ...          Line("subtotal", None, "", None), Line("total", None, "", None)])
    [2, 2, 3, None]
    """
    levels = _levels(lines)
    above: list[int | None] = [None] * len(lines)
    for position, line in enumerate(lines):
        open_lines = _open_lines(lines, above, position)
        if line.row_type in ("total", "subtotal") and not line.enumerator and open_lines:
            for before in open_lines:
                above[before] = position
        else:
            above[position] = _nearest(levels, lines, above, position)
    return above


def _open_lines(lines: Sequence[Line], above: Sequence[int | None], position: int) -> list[int]:
    """Return the lines before a total that are part of none yet; a total that opened a block is none of them."""
    return [before for before in range(position) if above[before] is None and lines[before].row_type != "total"]


def _levels(lines: Sequence[Line]) -> list[int]:
    levels: list[int] = []
    after_subtotal = False
    for line in lines:
        levels.append(_level(line, after_subtotal, levels))
        if line.row_type == "subtotal":
            after_subtotal = True
    return levels


def _level(line: Line, after_subtotal: bool, before: Sequence[int]) -> int:
    for level, pattern in _ENUMERATIONS:
        if line.enumerator and pattern.fullmatch(line.enumerator):
            return level
    if line.row_type in ("total", "subtotal"):
        return TOTAL if line.row_type == "total" else SUBTOTAL
    if line.is_unit:
        return UNIT
    if line.row_type == "of_which":
        return OF_WHICH
    if line.code is not None and line.row_type != "detail":
        return FIRST + (len(line.code) - 3) // 2
    if line.concept in ("carried_over", "carried_forward") or (after_subtotal and line.row_type == "category"):
        return CARRIED
    return FIRST if line.row_type == "category" else DETAIL


def _nearest(levels: Sequence[int], lines: Sequence[Line], above: Sequence[int | None], position: int) -> int | None:
    for before in range(position - 1, -1, -1):
        lower = levels[before] < levels[position]
        if lower and not _is_closing(before, above) and _may_hold(lines, before, position):
            return before
    return None


def _is_closing(position: int, above: Sequence[int | None]) -> bool:
    """Tell whether a line has taken lines before it: nothing that follows is a part of it."""
    return any(parent == position for parent in above[:position])


def _may_hold(lines: Sequence[Line], before: int, position: int) -> bool:
    code, other = lines[position].code, lines[before].code
    if code is None or other is None or lines[position].row_type == "detail":
        return True
    return code.startswith(other)

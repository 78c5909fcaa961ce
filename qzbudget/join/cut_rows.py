"""A row that a page break cuts in two: told from two rows, and made whole."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from qzbudget.amounts import is_number
from qzbudget.shapes import Cell

Row = tuple[Cell, ...]
"""The cell at each column of a table."""


def goes_on(rows: Sequence[Row], row: Row) -> bool:
    """Tell whether the first row of a page only goes on with texts of the last row of the pages before it.

    Parameters
    ----------
    rows : sequence of Row
        The rows of the pages before.
    row : Row
        The first row of the page.
    """
    return _adds_words(rows[-1], row) or _is_cut(rows, row)


def with_rest(above: Row, row: Row) -> Row:
    """Return a row with what the next page prints of it."""
    return tuple(replace(a, lines=(*a.lines, *b.lines)) for a, b in zip(above, row, strict=True))


def _adds_words(above: Row, row: Row) -> bool:
    """Tell whether a row prints words and no number, beside or below the label of a row with numbers.

    It begins no line of its own, and it prints that row's first label only where the label above is enumerated (一、…), or
    where prose beside the label goes on too.
    """
    first = next((i for i, cell in enumerate(above) if cell.text.strip()), None)
    printed = _printed(row)
    return (
        first is not None
        and bool(printed)
        and not _numbers(row)
        and (
            first not in printed
            or _ENUMERATED.match(above[first].text.strip()) is not None
            or any(_breaks_off(above[i].text) for i in printed if i != first)
        )
        and not any(_BEGINS.match(row[i].text.strip()) for i in printed)
        and all(above[i].text.strip() for i in printed)
        and bool(_numbers(above))
    )


def _is_cut(rows: Sequence[Row], row: Row) -> bool:
    """Tell whether each label of a row goes on with one above that breaks off; the row's numbers stand on one of the two pages.

    A label breaks off inside a bracket that its rest closes, or where its column ends in a table in which every other row
    prints its numbers.
    """
    above = rows[-1]
    numbers, words = _numbers(above) | _numbers(row), _printed(row) - _numbers(row)
    if not words or not numbers or _numbers(above) & _numbers(row):
        return False
    if any(_BEGINS.match(row[i].text.strip()) for i in words):
        return False
    if all(_is_open(above[i].text) and not _is_open(above[i].text + row[i].text) for i in words):
        return True
    all_print_numbers = len(rows) > 1 and all(_numbers(other) & numbers for other in rows[:-1])
    return all_print_numbers and all(_fills_its_column(rows, i) for i in words)


def _printed(row: Row) -> set[int]:
    return {i for i, cell in enumerate(row) if cell.text.strip()}


def _numbers(row: Row) -> set[int]:
    return {i for i, cell in enumerate(row) if is_number(cell.text)}


def _is_open(text: str) -> bool:
    """Tell whether a bracket of a text is not closed."""
    return sum(text.count(sign) for sign in "（(“") > sum(text.count(sign) for sign in "）)”")


def _fills_its_column(rows: Sequence[Row], col: int) -> bool:
    """Tell whether the last line of a label is as long as the lines that its column wraps."""
    lines = rows[-1][col].lines
    wrapped = [_width(line) for row in rows for line in row[col].lines[:-1]]
    return bool(lines) and bool(wrapped) and _width(lines[-1]) >= max(wrapped) - 1


def _width(line: str) -> float:
    """Return the width of a line in Chinese characters."""
    return sum(1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.5 for character in line.strip())


def _breaks_off(text: str) -> bool:
    """Tell whether a text is prose that does not end where it stops."""
    printed = "".join(text.split())
    return len(printed) >= _PROSE and printed[-1] not in "。；;.!！）)"


_PROSE = 12
_ENUMERATED = re.compile(r"[一二三四五六七八九十]{1,3}[、.．]")
_BEGINS = re.compile(
    rf"{_ENUMERATED.pattern}|[（(][一二三四五六七八九十\d]{{1,3}}[）)]|\[?\d{{3}}(?:\d\d){{0,2}}[\]\-—\u4e00-\u9fff]"
    r"|其中|.*[合小总]\s*计$"
)

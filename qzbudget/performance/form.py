"""The fields of a sheet's form: labels and the values beside or below them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qzbudget.amounts import is_number
from qzbudget.performance.lines import Line
from qzbudget.performance.words import GOALS, MONEY, Words
from qzbudget.shapes import Box, Cell
from qzbudget.text import match_key, tidy_name

_WITH_UNIT = re.compile(r"(.+?)(万?元)")


@dataclass(frozen=True, slots=True)
class Field:
    """A value of the form, with the label's place on the page; ``page`` and ``box`` are those of the value, if known."""

    kind: str
    text: str
    left: float
    right: float
    page: int = 0
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class _Awaited:
    """A label whose value stands below it, in the row ``row`` of the same grid."""

    kind: str
    left: float
    right: float
    row: int


def form_fields(lines: Iterable[Line], words: Words) -> list[Field]:
    """Read the fields of a form.

    A value stands to the right of its label, or below it where labels stand side by side.  Text at the top of a page
    without a label goes on with the text field before it.

    Parameters
    ----------
    lines : iterable of Line
        The rows of the form.
    words : Words
        Which labels name which field.
    """
    fields: list[Field] = []
    awaited: list[_Awaited] = []
    tasks: list[_Awaited] = []
    in_tasks = False
    grid = None
    for line in lines:
        if line.grid is not grid:
            grid, awaited = line.grid, []
            fields += _continued(line, fields, words)
        claimed, below, awaited = _below(line, awaited, words)
        fields += below
        labels = [(cell, kind) for cell in line.cells if (kind := words.label(cell.text)) is not None]
        in_tasks = in_tasks or any(kind == "tasks" for _, kind in labels)
        if any(kind == "sum_row" and cell.row == line.row for cell, kind in labels):
            fields += _sums(line, tasks)
            in_tasks = False
            continue
        for cell, kind in labels:
            value = _beside(line, cell, claimed, words)
            if value is not None and value.text.strip() and _fits(kind, value.text):
                fields.append(Field(kind, value.text, *line.reach(cell), line.page, value.box))
            elif (value is None or value.text.strip()) and cell.row == line.row and _may_stand_above(kind, cell):
                place = _Awaited(kind, *line.reach(cell), line.row + cell.row_span)
                (tasks if in_tasks else awaited).append(place)
    return fields


def _may_stand_above(kind: str, cell: Cell) -> bool:
    return kind in MONEY or (kind in GOALS and cell.row_span == 1)


def _fits(kind: str, text: str) -> bool:
    return kind not in MONEY or is_number(amount_and_unit(text)[0])


def amount_and_unit(text: str) -> tuple[str, str | None]:
    """Split an amount that carries its own unit.

    Examples
    --------
    >>> amount_and_unit("5.00万元")
    ('5.00', '万元')
    >>> amount_and_unit("1,384.87")
    ('1,384.87', None)
    """
    match = _WITH_UNIT.fullmatch(match_key(text))
    return (match[1], match[2]) if match else (text, None)


def _beside(line: Line, label: Cell, claimed: set[Cell], words: Words) -> Cell | None:
    """Return the value to the right of a label: the next cell, where it begins in this row and is no label."""
    right = label.col + label.col_span
    cell = next((c for c in line.cells if c.col == right), None)
    if cell is None or cell.row != line.row or cell in claimed or words.label(cell.text) is not None:
        return None
    if not cell.text.strip() and _is_margin(line, cell):
        return None
    return cell if cell.text.strip() or label.row < line.row or label.row_span == 1 else None


def _is_margin(line: Line, cell: Cell) -> bool:
    """Tell whether a blank cell stands in the grid's last columns, which print nothing: the margin of a print area."""
    return not any(c.text.strip() and c.col + c.col_span > cell.col for c in line.grid.cells)


def _below(line: Line, awaited: list[_Awaited], words: Words) -> tuple[set[Cell], list[Field], list[_Awaited]]:
    """Give the labels of the rows above the values that stand below them in this row."""
    claimed: set[Cell] = set()
    fields: list[Field] = []
    left_over = [place for place in awaited if place.row > line.row]
    for place in awaited:
        cell = _overlapping(line, place) if place.row == line.row else None
        kind = words.label(cell.text) if cell else None
        if cell is None:
            continue
        if kind == "sum":
            left_over.append(_Awaited(place.kind, *line.reach(cell), line.row + cell.row_span))
        elif kind is None and _fits(place.kind, cell.text):
            claimed.add(cell)
            fields.append(Field(place.kind, cell.text, place.left, place.right, line.page, cell.box))
    return claimed, fields, left_over


def _overlapping(line: Line, place: _Awaited) -> Cell | None:
    for cell in line.cells:
        left, right = line.reach(cell)
        if cell.row == line.row and min(right, place.right) - max(left, place.left) > (right - left) / 2:
            return cell
    return None


def _sums(line: Line, tasks: list[_Awaited]) -> Iterator[Field]:
    """Read the sums below a list of tasks, under the heads of its money columns."""
    for place in tasks:
        cell = _overlapping(line, place)
        if cell is not None and place.kind in MONEY and _fits(place.kind, cell.text):
            yield Field(place.kind, cell.text, place.left, place.right, line.page, cell.box)


def _continued(line: Line, fields: list[Field], words: Words) -> Iterator[Field]:
    """Read text at the top of a page that goes on with the text field before it."""
    before = fields[-1] if fields else None
    if before is None or before.kind not in (*GOALS, "purpose") or not line.own:
        return
    if line.cells[0].text.strip() or any(words.label(cell.text) for cell in line.own):
        return
    yield Field(before.kind, "".join(cell.text for cell in line.own), before.left, before.right)


def joined(fields: Iterable[Field], kind: str) -> str | None:
    """Return the text of a kind of field, its pieces joined."""
    return tidy_name("".join(field.text for field in fields if field.kind == kind)) or None

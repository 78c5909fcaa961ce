"""Tables without a lattice, read by the white between their columns and the distance of their lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from qzbudget.read.bands import Band, bands, crossing
from qzbudget.read.blocks import overlap
from qzbudget.read.columns import columns_of, is_aligned, is_sum
from qzbudget.read.heads import Header, header_of
from qzbudget.read.pieces import Piece, Row
from qzbudget.read.placed import MARGIN, Placed, is_tiled, row_edges
from qzbudget.read.stretches import Stretch
from qzbudget.shapes import WHITE, Box, Cell, Grid, Page, Rule, enclosing

_NUMBER = r"[(（]?\d{1,2}[)）]?"
_COLUMN_NUMBER = re.compile(rf"栏次|行次|\*\*|(?:{_NUMBER}=)?{_NUMBER}(?:[-+×*/÷~…]+{_NUMBER})*|[甲乙丙丁]|[A-Z]|[-—类款项]")
_FEWEST_AMOUNTS = 2
_BROKEN = re.compile(r"[-－−\d]*[,，.．][-\d,，.．]*")
"""Digits with a sign that is no amount: a piece of an amount that is wrapped over two lines."""


@dataclass(frozen=True)
class Part:
    """A stretch on its page, parted into header words, rows that number the columns, and the rows of the body."""

    page: Page
    words: tuple[Row, ...]
    numbers: tuple[Row, ...]
    body: tuple[Row, ...]

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """What its body and its column numbers print."""
        return tuple(piece for row in self.body for piece in row.pieces)


def read_white(parts: Sequence[tuple[Page, Stretch]]) -> list[Grid]:
    """Read a table that stands on one page or on several with the same columns.

    Parameters
    ----------
    parts : sequence of (Page, Stretch)
        Its pages in order, each with the stretch of it that is the table's.

    Returns
    -------
    list of Grid
        One for each page; none where it has no header or fewer than two amounts, where amounts are wrapped, or where nothing
        tells for certain which words stand over which columns.
    """
    split = [_part(page, stretch) for page, stretch in parts]
    pieces = [piece for part in split for piece in part.pieces]
    if not split[0].words or sum(piece.is_amount for piece in pieces) < _FEWEST_AMOUNTS:
        return []
    if any(_BROKEN.fullmatch(piece.text) and not piece.is_amount for piece in pieces):
        return []
    columns = columns_of(pieces)
    header = header_of(split[0].words, columns, split[0].page.horizontal)
    if header is None or sum(leaf.width for leaf in header.leaves) < 2:
        return []
    edges = _edges(list(_slots(header)))
    grids = []
    for part in split:
        own = header_of(part.words, columns, part.page.horizontal) if part.words else header
        grid = _grid(part, own, edges) if own and len(own.leaves) == len(header.leaves) else None
        if grid is None:
            return []
        grids.append(grid)
    return grids


def _part(page: Page, stretch: Stretch) -> Part:
    words, first = _parted(stretch.head, stretch.body, page.horizontal)
    start = len(words)
    while start > 0 and _numbers_columns(words[start - 1]):
        start -= 1
    return Part(page, tuple(words[:start]), tuple(words[start:]), (*first, *stretch.body))


def _numbers_columns(row: Row) -> bool:
    return all(_COLUMN_NUMBER.fullmatch(piece.text) for piece in row.pieces)


def _parted(head: Sequence[Row], body: Sequence[Row], rules: Sequence[Rule]) -> tuple[list[Row], list[Row]]:
    """Part the lines above the first amounts into those of the header and those of the first row: a name over two lines.

    These are below the last rule, or beside the amounts, and stand over no amount.
    """
    lines = list(head)
    if not body:
        return lines, []
    first = body[0]
    table = enclosing(row.box for row in (*head, *body))
    amounts = [piece.box for row in body for piece in row.amounts]
    rule = max(crossing(rules, Box(table.x0, table.top, table.x1, first.box.top)), default=table.top)
    start = len(lines)
    while start > 1 and not _numbers_columns(lines[start - 1]):
        row = lines[start - 1]
        is_below = table.top < rule <= row.box.top or row.box.bottom > first.box.top
        if not is_below or any(overlap(piece.box, box) > 0 for piece in row.pieces for box in amounts):
            break
        start -= 1
    return lines[:start], lines[start:]


def _slots(header: Header) -> Iterator[tuple[float, float]]:
    """Yield from where to where each column of the grid prints something."""
    for leaf in header.leaves:
        if len(leaf.columns) < 2:
            yield leaf.x0, leaf.x1
            continue
        # a text over several columns reaches over the ends of the outer ones
        first, *inner, last = leaf.columns
        yield min(first.x0, leaf.x0), first.x1
        yield from ((column.x0, column.x1) for column in inner)
        yield last.x0, max(last.x1, leaf.x1)


def _edges(slots: Sequence[tuple[float, float]]) -> tuple[float, ...]:
    inner = ((left[1] + right[0]) / 2 for left, right in pairwise(slots))
    return slots[0][0] - MARGIN, *inner, slots[-1][1] + MARGIN


def _grid(part: Part, header: Header, edges: tuple[float, ...]) -> Grid | None:
    page = part.page
    heads = list(_head_cells(header)) if part.words else []
    levels = max((cell.row + cell.row_span for cell in heads), default=0)
    numbers = list(_number_bands(part.numbers))
    of_body = bands(part.body, page.horizontal, [c for leaf in header.leaves for c in leaf.columns])
    cells = [*heads]
    faults: list[str] = []
    for index, band in enumerate([*numbers, *of_body], levels):
        placed = _body_cells(band, index, edges)
        if placed is None:
            return None
        cells += placed
        if not band.is_sure:
            faults.append(f"第 {index} 行没有框线隔开，看不出是另一行还是上一行的续行")
        if band.has_amounts and all(piece.is_amount for piece in band.pieces) and _has_labels(of_body):
            faults.append(f"第 {index} 行有金额而没有名称")
    if not is_tiled(cells, levels + len(numbers) + len(of_body), len(edges) - 1):
        return None
    rows = row_edges(heads, levels, [*numbers, *of_body], page.horizontal, edges)
    faults += _unaligned(cells, levels, edges)
    box = Box(edges[0], rows[0], edges[-1], rows[-1])
    made = tuple(_cell(cell, edges, rows, page.number) for cell in cells)
    return Grid(page.number, WHITE, box, edges, rows, made, tuple(faults))


def _number_bands(rows: Sequence[Row]) -> Iterator[Band]:
    """Yield the rows that number the columns; 类, 款 and 项 stand beside them, a little lower."""
    band: tuple[Row, ...] = ()
    for row in rows:
        if band and any(all(piece.text in "类款项" for piece in r.pieces) for r in (band[-1], row)):
            band = (*band, row)
        else:
            if band:
                yield Band(band)
            band = (row,)
    if band:
        yield Band(band)


def _has_labels(rows: Sequence[Band]) -> bool:
    return any(not piece.is_amount for band in rows for piece in band.pieces)


def _cell(cell: Placed, edges: Sequence[float], rows: Sequence[float], page: int) -> Cell:
    box = Box(edges[cell.col], rows[cell.row], edges[cell.col + cell.col_span], rows[cell.row + cell.row_span])
    lines = tuple("".join(piece.text for piece in line) for line in cell.lines)
    return Cell(cell.row, cell.col, cell.row_span, cell.col_span, lines, box, page)


def _head_cells(header: Header) -> Iterator[Placed]:
    """Yield the cells of a header: groups from the top down, each leaf from below its groups to the bottom."""
    starts, column = [], 0
    for leaf in header.leaves:
        starts.append(column)
        column += leaf.width
    starts.append(column)
    over = {index: [g for g in header.groups if g.first <= index <= g.last] for index in range(len(header.leaves))}
    levels = max(len(groups) for groups in over.values()) + 1
    for group in header.groups:
        level = sum(g is not group and g.first <= group.first and group.last <= g.last for g in over[group.first])
        first, stop = starts[group.first], starts[group.last + 1]
        yield Placed(level, first, 1, stop - first, group.block.lines)
    for index, leaf in enumerate(header.leaves):
        level = len(over[index])
        lines = leaf.block.lines if leaf.block else ()
        yield Placed(level, starts[index], levels - level, leaf.width, lines)


def _body_cells(band: Band, row: int, edges: Sequence[float]) -> list[Placed] | None:
    """Return the cells of a row; None where a piece stands in two columns, or an amount beside something else."""
    of_column: dict[int, list[Piece]] = {}
    spans: dict[int, tuple[int, list[Piece]]] = {}
    count = len(edges) - 1
    for piece in band.pieces:
        first, last = (_column_at(edges, x) for x in (piece.box.x0, piece.box.x1))
        if first == last:
            of_column.setdefault(first, []).append(piece)
        elif is_sum(piece):
            spans.setdefault(first, (last, []))[1].append(piece)
        else:
            return None
    if any(len(pieces) > 1 and any(p.is_amount for p in pieces) for pieces in of_column.values()):
        return None
    cells, col = [], 0
    while col < count:
        last, pieces = spans.get(col, (col, of_column.get(col, [])))
        if any(c in of_column or c in spans for c in range(col + 1, last + 1)) or (col in spans and col in of_column):
            return None
        cells.append(Placed(row, col, 1, last - col + 1, tuple(_lines(pieces))))
        col = last + 1
    return cells


def _column_at(edges: Sequence[float], x: float) -> int:
    return min(max(sum(edge <= x for edge in edges) - 1, 0), len(edges) - 2)


def _lines(pieces: Sequence[Piece]) -> Iterator[tuple[Piece, ...]]:
    line: list[Piece] = []
    for piece in pieces:
        if line and piece.characters[0].baseline - line[0].characters[0].baseline > 1.0:
            yield tuple(line)
            line = []
        line.append(piece)
    if line:
        yield tuple(line)


def _unaligned(cells: Sequence[Placed], body: int, edges: Sequence[float]) -> Iterator[str]:
    """Say of a column of amounts that they are not below each other."""
    for col in range(len(edges) - 1):
        amounts = [piece for cell in cells if cell.col == col and cell.row >= body for line in cell.lines for piece in line]
        if not is_aligned(piece for piece in amounts if piece.is_amount):
            yield f"第 {col} 列的金额没有对齐，看不出是不是一栏"



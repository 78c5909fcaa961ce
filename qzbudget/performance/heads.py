"""Heads of indicator tables and of project lists: which column of the page says what."""

from __future__ import annotations

from dataclasses import dataclass

from qzbudget.performance.lines import Line, outside, printed_unit
from qzbudget.performance.words import Words
from qzbudget.shapes import Cell
from qzbudget.text import tidy_name

_NAMES = frozenset({"level1", "level2", "level3"})


@dataclass(frozen=True, slots=True)
class HeadColumn:
    """One column: what it is (``level1``, ``target``, ``project``, …) and where it stands on the page."""

    kind: str
    left: float
    right: float


@dataclass(frozen=True)
class Head:
    """The head of an indicator table or of a list of projects.

    ``depth`` is its number of grid rows, ``money_unit`` the one that it prints, as in 预算数（单位：万元）.
    """

    columns: tuple[HeadColumn, ...]
    depth: int
    money_unit: str | None = None

    @property
    def kinds(self) -> frozenset[str]:
        """What its columns are."""
        return frozenset(column.kind for column in self.columns)

    @property
    def lists_projects(self) -> bool:
        """Tell whether its rows name their projects."""
        return "project" in self.kinds

    def cells(self, line: Line) -> dict[str, Cell]:
        """Return the cell of a row under each column; a column that the row's grid lacks is absent."""
        found = {c.kind: _under(line, c) or outside(line, c.left, c.right) for c in self.columns}
        return {kind: cell for kind, cell in found.items() if cell is not None}


def _under(line: Line, column: HeadColumn) -> Cell | None:
    """Return the cell that covers most of a column, at least half of it."""

    def cover(cell: Cell) -> float:
        left, right = line.reach(cell)
        return min(right, column.right) - max(left, column.left)

    best = max(line.cells, key=cover)
    return best if 2 * cover(best) >= column.right - column.left else None


def head_at(line: Line, words: Words) -> Head | None:
    """Return the head that begins in a row, None where none does.

    A head of indicators names a target and at least one level; a head of projects names the project, its money and its
    goals.
    """
    depth = next((c.row_span for c in line.own if words.header((tidy_name(c.text),)) in ("target", "goals")), None)
    if depth is None or line.row + depth > line.grid.n_rows:
        return None
    rows = [Line(line.grid, row) for row in range(line.row, line.row + depth)]
    head = Head(_columns(line, depth, words), depth, printed_unit(rows))
    is_indicators = "target" in head.kinds and bool(head.kinds & _NAMES)
    is_list = {"project", "goals"} <= head.kinds and "budget" in head.kinds
    return head if is_indicators or is_list else None


def _columns(line: Line, depth: int, words: Words) -> tuple[HeadColumn, ...]:
    columns: dict[str, HeadColumn] = {}
    edges = line.grid.column_edges
    last: tuple[Cell, ...] = ()
    for col in range(line.grid.n_cols):
        path = tuple(dict.fromkeys(line.grid.at[row, col] for row in range(line.row, line.row + depth)))
        if any(cell.row < line.row or cell.row + cell.row_span > line.row + depth for cell in path):
            continue
        printed = tuple(tidy_name(cell.text) for cell in path if cell.text.strip())
        for kind in (words.header(printed) or "").split("|") if printed else ():
            if kind and kind not in columns:
                columns[kind] = HeadColumn(kind, edges[col], edges[col + 1])
            elif kind and path == last and columns[kind].right == edges[col]:
                columns[kind] = HeadColumn(kind, columns[kind].left, edges[col + 1])
        last = path
    return tuple(columns.values())

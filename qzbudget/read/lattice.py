"""Ruled tables read with camelot: its lattice fed with PDFium's rules and runs, or its stock reader.

The only module that imports camelot.  The fed lattice leans on methods of camelot that are not public, hence the pin to
``camelot-py==2.0.*``; a test holds both readers equal on every page where both prove themselves.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import camelot
from camelot.image_processing import find_joints_from_lines
from camelot.parsers.lattice import Lattice

from qzbudget.read.regions import Region, regions
from qzbudget.read.runs import Run, lines_of, runs
from qzbudget.shapes import Box, Cell, Grid, Page

FED = "fed lattice"
STOCK_VECTOR = "camelot vector"
STOCK_COMBINED = "camelot combined"

_OFF = 0.01
"""camelot loses text whose middle stands exactly on a rule, as in a cell merged over two rows; so much above it is enough."""

_STOCK_OPTIONS: dict[str, Any] = {
    "flavor": "lattice",
    "suppress_stdout": True,
    "layout_kwargs": {"boxes_flow": None, "detect_vertical": False, "char_margin": 0.2},
}


class _Token(NamedTuple):
    """What camelot takes for a text line; its text only names the run, so that the run can be found again."""

    x0: float
    y0: float
    x1: float
    y1: float
    name: str

    def get_text(self) -> str:
        return self.name

    @property
    def bbox(self) -> tuple[float, float, float, float]:
        return self.x0, self.y0, self.x1, self.y1


class _FedLattice(Lattice):  # type: ignore[misc]
    """camelot's lattice, handed ruled lines instead of a picture to find them in."""

    def _generate_table_bbox(self) -> None:
        self.horizontal_segments, self.vertical_segments = self.layout
        joints = find_joints_from_lines(self.horizontal_segments, self.vertical_segments)
        self.table_bbox_parses = {bbox: {"joints": points} for bbox, points in joints.items()}
        self._compute_table_anchors()

    def _reject_table(self, table: Any) -> bool:
        """Keep sparse tables: a unit without government funds prints a table that is almost empty."""
        return False


def read_fed(page: Page) -> list[Grid]:
    """Read the ruled tables of a page with the lattice fed by PDFium."""
    if len(page.horizontal) < 2 or len(page.vertical) < 2:
        return []
    found = runs(page)
    tokens = [
        _Token(run.box.x0, page.height - run.box.bottom + _OFF, run.box.x1, page.height - run.box.top + _OFF, f"{index} ")
        for index, run in enumerate(found)
    ]
    horizontal = [(rule.start, page.height - rule.at, rule.end, page.height - rule.at) for rule in page.horizontal]
    vertical = [(rule.at, page.height - rule.end, rule.at, page.height - rule.start) for rule in page.vertical]
    parser = _FedLattice(engine="vector", split_text=False)
    parser.prepare_page_parse(
        "page", (horizontal, vertical), (page.width, page.height), page.number, [], tokens, [], "", layout_kwargs={}
    )
    return [_fed_grid(page, table, found) for table in parser.extract_tables() if len(table.rows) * len(table.cols) > 1]


def _fed_grid(page: Page, table: Any, found: list[Run]) -> Grid:
    def lines(region: Region) -> tuple[str, ...]:
        names = " ".join(table.cells[row][col].text for row, col in region.positions).split()
        return tuple(lines_of(found[int(name)] for name in names))

    return _grid(page, table, FED, lines)


def read_stock(path: Path, page: Page, engine: str) -> list[Grid]:
    """Read the ruled tables of a page with camelot's own reader.

    Parameters
    ----------
    path : Path
        The PDF file.
    page : Page
        The page, whose size places the cells.
    engine : {"vector", "combined"}
        camelot's way of finding rules.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            tables = camelot.read_pdf(str(path), pages=str(page.number), engine=engine, **_STOCK_OPTIONS)
        except Exception:
            # camelot fails in many ways on unusual pages; a way of reading that fails has read nothing, and proves nothing
            return []

    def lines(table: Any) -> Any:
        def of_region(region: Region) -> tuple[str, ...]:
            text = "\n".join(table.cells[row][col].text for row, col in region.positions)
            return tuple(line.strip() for line in text.split("\n") if line.strip())

        return of_region

    reading = STOCK_VECTOR if engine == "vector" else STOCK_COMBINED
    return [_grid(page, table, reading, lines(table)) for table in tables if len(table.rows) * len(table.cols) > 1]


def _grid(page: Page, table: Any, reading: str, lines: Any) -> Grid:
    column_edges = (*(left for left, _ in table.cols), table.cols[-1][1])
    row_edges = tuple(page.height - y for y in (*(top for top, _ in table.rows), table.rows[-1][1]))
    cells, faults = _cells(page, table, column_edges, row_edges, lines)
    box = Box(column_edges[0], row_edges[0], column_edges[-1], row_edges[-1])
    return Grid(page.number, reading, box, column_edges, row_edges, tuple(cells), tuple(faults))


def _cells(
    page: Page, table: Any, column_edges: tuple[float, ...], row_edges: tuple[float, ...], lines: Any
) -> tuple[list[Cell], list[str]]:
    cells, faults = [], []
    for region in regions(table.cells):
        if not region.is_rectangle:
            faults.append(f"第 {region.top} 行第 {region.left} 列的格子不是矩形")
        box = Box(
            column_edges[region.left],
            row_edges[region.top],
            column_edges[region.right + 1],
            row_edges[region.bottom + 1],
        )
        cells.append(
            Cell(
                region.top,
                region.left,
                region.bottom - region.top + 1,
                region.right - region.left + 1,
                lines(region),
                box,
                page.number,
            )
        )
    return cells, faults


def read_ways(path: Path, page: Page) -> Iterator[list[Grid]]:
    """Yield the grids of a page in one way of reading after the other, the cheapest and best first."""
    yield read_fed(page)
    if page.turn == 0:
        yield read_stock(path, page, "vector")
        yield read_stock(path, page, "combined")

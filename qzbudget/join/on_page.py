"""The tables of one page: each grid with its caption and the rows where header and body begin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qzbudget.join.captions import Caption, caption
from qzbudget.join.grids import sides, without_margins
from qzbudget.join.layout import Layout, layout
from qzbudget.shapes import Grid, Page
from qzbudget.text import match_key, tidy_name


@dataclass(frozen=True)
class TableOnPage:
    """One grid with its caption and the rows where header and body begin.

    ``beside`` are the grids of later pages that ``grid`` holds as its right part, where a table too wide for its page goes
    on sideways.
    """

    grid: Grid
    caption: Caption
    rows: Layout
    beside: tuple[Grid, ...] = ()

    @property
    def header_texts(self) -> tuple[str, ...]:
        """Distinct header words in order, for comparison with another page's header."""
        cells = dict.fromkeys(cell for row in self.rows.header_rows for cell in self.grid.row(row))
        return tuple(match_key(cell.text) for cell in cells if cell.text)

    @property
    def heads(self) -> tuple[tuple[str, ...], ...]:
        """The header words of each column from top to bottom."""
        paths = (self.rows.header_path(self.grid, col) for col in range(self.grid.n_cols))
        return tuple(tuple(tidy_name(cell.text) for cell in path) for path in paths)

    @property
    def pages(self) -> tuple[int, ...]:
        """The pages that it stands on."""
        return (self.grid.page, *(grid.page for grid in self.beside))

    @property
    def faults(self) -> tuple[str, ...]:
        """What the proof found wrong, with its page."""
        return tuple(f"第 {grid.page} 页：{fault}" for grid in (self.grid, *self.beside) for fault in grid.faults)


def tables_on_page(page: Page, grids: list[Grid], heads: frozenset[str]) -> Iterator[TableOnPage]:
    """Yield the tables of a page: side by side from left to right, below each other from top to bottom.

    Parameters
    ----------
    page : Page
        The page with its lines of text.
    grids : list of Grid
        What was read of it.
    heads : frozenset of str
        Running heads, which belong to no table.
    """
    for side, of_side in sides(page, [without_margins(grid) for grid in grids]):
        yield from _on_side(side, of_side, heads)


def _on_side(page: Page, grids: list[Grid], heads: frozenset[str]) -> Iterator[TableOnPage]:
    ordered = sorted(grids, key=lambda grid: grid.box.top)
    for index, grid in enumerate(ordered):
        above = ordered[index - 1].box.bottom if index else 0.0
        below = ordered[index + 1].box.top if index + 1 < len(ordered) else page.height
        rows = layout(grid)
        yield TableOnPage(grid, caption(page, grid, rows, (above, below), heads), rows)

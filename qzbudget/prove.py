"""A reading proves itself: it accounts for every character on the page, each in its own cell.

The proof needs no label and no second reader.  Sums and line numbers are no part of it: documents contradict themselves,
and that is for the ledger of checks to tell.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from qzbudget.amounts import is_number
from qzbudget.pages.characters import UNREADABLE
from qzbudget.read.pieces import pieces
from qzbudget.read.runs import Run, runs
from qzbudget.shapes import WHITE, Cell, Character, Grid, Page, Rule, character_rows

_GROUPED = r"[-－−]?\d{1,3}(?:,\d{3})+(?:\.\d+)?"
_DECIMAL = r"[-－−]?\d+\.\d{2,6}"
_AMOUNT_INSIDE = re.compile(rf"{_GROUPED}|{_DECIMAL}")
_FIGURES = re.compile(r"[-－−\d,.%％\s]+")
_DECIMALS = re.compile(r"\.\d\d")
_DAY = r"(?:19|20)\d\d\.\d{1,2}(?:\.\d{1,2})?"
_DATE = re.compile(rf"{_DAY}(?:\s*[-－−]\s*{_DAY})?")
_AMOUNT = re.compile(rf"\(?(?:{_GROUPED}|{_DECIMAL}|0)\)?%?")
_GLUED = re.compile(rf"[\u4e00-\u9fff]\s*(?:{_GROUPED}|{_DECIMAL})$|^(?:{_GROUPED}|{_DECIMAL})\s*[\u4e00-\u9fff]")


_LIST = re.compile(r"(?:\d{1,2}|\d{5}|\d{7})(?:[.,](?:\d{1,2}|\d{5}|\d{7}))+")
_BROKEN = re.compile(r"[-－−]?[.,]?\d[\d.,]*[.,][\d.,]*")


def faults(page: Page, grid: Grid) -> tuple[str, ...]:
    """List what speaks against a reading of a table; nothing listed means that it proved itself.

    Parameters
    ----------
    page : Page
        The page with all its characters.
    grid : Grid
        One table read from it.

    Returns
    -------
    tuple of str
        One sentence for each fault; the faults that the reader itself found come first.
    """
    inside = [character for character in page.characters if grid.box.contains(*character.middle)]
    standing = _standing(page, grid)
    return (
        *grid.faults,
        *_lost_or_invented(inside, grid),
        *_displaced(standing, grid),
        *_overprinted(standing),
        *_glued(page, grid),
        *_unreadable(inside),
        *_shared_cells(grid),
    )


def _lost_or_invented(inside: Iterable[Character], grid: Grid) -> Iterator[str]:
    printed = Counter(character.text for character in inside)
    read = Counter(char for cell in grid.cells for line in cell.lines for char in line if not char.isspace())
    if lost := printed - read:
        yield f"页上有、格里没有的字：{_shown(lost)}"
    if invented := read - printed:
        yield f"格里有、页上没有的字：{_shown(invented)}"


def _standing(page: Page, grid: Grid) -> dict[Cell, list[Run]]:
    """Return the runs of characters whose middle stands between the rules of each cell."""
    standing: dict[Cell, list[Run]] = {cell: [] for cell in grid.cells}
    for run in _strings(page, grid):
        inside = tuple(character for character in run.characters if grid.box.contains(*character.middle))
        if inside:
            x0, top, x1, bottom = run.box
            cell = _cell_around(grid, (x0 + x1) / 2, (top + bottom) / 2)
            if cell is not None:
                standing[cell].append(Run(inside))
    return standing


def _strings(page: Page, grid: Grid) -> Iterable[Run]:
    """Return what stands together on a line: cut by the rules of a lattice, by the white between columns where none is."""
    if grid.reading != WHITE:
        return runs(page)
    return (Run(piece.characters) for row in character_rows(page.characters) for piece in pieces(row))


def _displaced(standing: Mapping[Cell, Sequence[Run]], grid: Grid) -> Iterator[str]:
    """Compare what each cell reads with the runs that stand in it."""
    for cell in grid.cells:
        there = Counter(character.text for run in standing[cell] for character in run.characters)
        read = Counter(char for line in cell.lines for char in line if not char.isspace())
        if read != there:
            yield (
                f"第 {cell.row} 行第 {cell.col} 列读作 {cell.text!r}，"
                f"而框线之间是 {_shown(there) or '空白'}"
            )


def _overprinted(standing: Mapping[Cell, Sequence[Run]]) -> Iterator[str]:
    """Find cells in which one line is printed over another: text too tall for the cell that it belongs to."""
    for cell, found in standing.items():
        for one, other in itertools.combinations(found, 2):
            if _is_over(one, other):
                yield f"第 {cell.row} 行第 {cell.col} 列两行字叠在一起：{one.text!r}、{other.text!r}"


def _is_over(one: Run, other: Run) -> bool:
    height = min(max(c.bottom - c.top for c in run.characters) for run in (one, other))
    close = abs(one.baseline - other.baseline) < _LEAST_LEADING * height
    return close and any(
        2 * (min(a.x1, b.x1) - max(a.x0, b.x0)) > min(a.x1 - a.x0, b.x1 - b.x0)
        for a, b in itertools.product(one.characters, other.characters)
    )


_LEAST_LEADING = 0.8
"""Baselines of two lines are at least this share of the height of their glyphs apart."""

_CLEAR = 2.0
"""A rule that stands further than this many points inside a cell is none of the cell's own edges."""


def _glued(page: Page, grid: Grid) -> Iterator[str]:
    """Find cells that a printed rule cuts in two, with text on both sides."""
    for cell in grid.cells:
        x0, top, x1, bottom = cell.box
        upright = [rule.at for rule in _across(page.vertical, (x0, x1), (top, bottom))]
        level = [rule.at for rule in _across(page.horizontal, (top, bottom), (x0, x1))]
        if cell.text and (upright or level):
            middles = [character.middle for character in page.characters if cell.box.contains(*character.middle)]
            sides = [{x < at for x, _ in middles} for at in upright] + [{y < at for _, y in middles} for at in level]
            if any(len(side) > 1 for side in sides):
                yield f"第 {cell.row} 行第 {cell.col} 列读作一格 {cell.text!r}，而页上有框线隔开"


def _across(rules: Sequence[Rule], between: tuple[float, float], along: tuple[float, float]) -> Iterator[Rule]:
    """Yield the rules, sorted by their place, that stand between two edges and run the whole way along."""
    first = bisect_left(rules, between[0] + _CLEAR, key=lambda rule: rule.at)
    for rule in itertools.takewhile(lambda rule: rule.at < between[1] - _CLEAR, rules[first:]):
        if rule.start <= along[0] + _CLEAR and rule.end >= along[1] - _CLEAR:
            yield rule


def _cell_around(grid: Grid, x: float, y: float) -> Cell | None:
    row = sum(edge <= y for edge in grid.row_edges) - 1
    col = sum(edge <= x for edge in grid.column_edges) - 1
    return grid.at.get((min(max(row, 0), grid.n_rows - 1), min(max(col, 0), grid.n_cols - 1)))


def _unreadable(inside: Iterable[Character]) -> Iterator[str]:
    count = sum(character.text == UNREADABLE for character in inside)
    if count:
        yield f"有 {count} 个字，字体没有说明是什么字"


def _shared_cells(grid: Grid) -> Iterator[str]:
    """Find cells with two amounts, and cells of an amount column with an amount and a name or with a part of one."""
    amount_columns = {col for col in range(grid.n_cols) if _is_amount_column(grid, col)}
    for cell in grid.cells:
        if _holds_several_amounts(cell):
            yield f"第 {cell.row} 行第 {cell.col} 列一格里有两个金额：{cell.text!r}"
        elif cell.col in amount_columns and _GLUED.search(cell.text):
            yield f"第 {cell.row} 行第 {cell.col} 列金额和名称同在一格：{cell.text!r}"
        elif (cell.col in amount_columns or "," in cell.text) and _is_broken(cell.text):
            yield f"第 {cell.row} 行第 {cell.col} 列的 {cell.text!r} 不是完整的数，可能有字印在页面以外"


def _is_broken(text: str) -> bool:
    """Tell whether a text has digits and the separators of an amount, and is no number."""
    printed = "".join(text.split())
    if is_number(printed) or _DATE.fullmatch(printed) or _LIST.fullmatch(printed):
        return False
    return _BROKEN.fullmatch(printed) is not None


def _holds_several_amounts(cell: Cell) -> bool:
    """Tell whether a cell prints amounts and nothing else, and more than one; an amount may be wrapped over lines."""
    text = " ".join(cell.lines)
    if _AMOUNT.fullmatch(cell.text) or _DATE.fullmatch(text) or not _FIGURES.fullmatch(text):
        return False
    return len(_AMOUNT_INSIDE.findall(text)) > 1 or len(_DECIMALS.findall(text)) > 1


def _is_amount_column(grid: Grid, col: int) -> bool:
    texts = [cell.text for cell in grid.cells if cell.col == col and cell.text]
    amounts = sum(_AMOUNT.fullmatch(text) is not None for text in texts)
    return amounts >= 2 and 2 * amounts >= len(texts)


def _shown(characters: Counter[str]) -> str:
    return "".join(sorted(characters.elements()))[:40]

"""Where the caption rows, the header rows and the body of a grid begin."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from qzbudget.amounts import is_blank, is_number
from qzbudget.shapes import Cell, Grid
from qzbudget.text import match_key

_CAPTION = re.compile(
    r"[(]?(金额)?单位[:：]?.{0,2}元.*|.*(单位|部门|机关|名称)(名称)?[:：].*|.*(预算|公开|附)?表\d{1,2}.*|.*表"
)
_NUMBER = r"[(]?\d{1,2}[)]?"
_FORMULA = rf"{_NUMBER}(?:[-+×*/÷~…]+{_NUMBER})+"
_COLUMN_NUMBERS = re.compile(rf"栏次|行次|\*\*|{_NUMBER}|({_NUMBER}=)?{_FORMULA}|[甲乙丙丁]|[A-Z]|合计|[-—]")
_ITS_NUMBER = re.compile(r"[(]?(\d{1,2})[)]?(?==|$)")
_WORDS_BESIDE_NUMBERS = {"类", "款", "项", "类款项"}
_CODE = re.compile(r"\d{3}(\d\d){0,3}|\[?\d{3,7}\]?[-_—\]].+")
_LINE_NUMBER = re.compile(r"\d{1,4}")
_MOST_HEADER_ROWS = 6


@dataclass(frozen=True)
class Layout:
    """Row numbers of a grid: the caption ends before ``header``, the header before ``body``.

    ``column_numbers`` are the rows of the header that number the columns (栏次).
    """

    header: int
    body: int
    column_numbers: tuple[int, ...]

    @property
    def header_rows(self) -> tuple[int, ...]:
        """The header rows that say what the columns are."""
        return tuple(row for row in range(self.header, self.body) if row not in self.column_numbers)

    def header_path(self, grid: Grid, col: int) -> tuple[Cell, ...]:
        """Return the printed cells that say what a column is, top to bottom; 类, 款 and 项 may stand in a row of 栏次."""
        cells = dict.fromkeys(
            grid.at[row, col]
            for row in range(self.header, self.body)
            if row not in self.column_numbers or match_key(grid.at[row, col].text) in _WORDS_BESIDE_NUMBERS
        )
        return tuple(cell for cell in cells if cell.text.strip())


def layout(grid: Grid) -> Layout:
    """Find the caption rows, header rows and body of a grid.

    A header ends where its merged cells end; a group head that spans columns has at least one more row below it.  A grid
    that begins with data, as on a continuation page, has no header.
    """
    header = _end_of_caption(grid)
    body = _end_of_words(grid, header)
    numbers = []
    while body < grid.n_rows and _numbers_columns(grid, body):
        numbers.append(body)
        body += 1
    return Layout(header, body, tuple(numbers))


def _texts(grid: Grid, row: int) -> list[str]:
    """Texts of the distinct cells that touch a row."""
    return [cell.text for cell in dict.fromkeys(grid.row(row))]


def _end_of_caption(grid: Grid) -> int:
    row = 0
    while row < grid.n_rows and _is_caption(grid, row):
        row += 1
    return row


def _is_caption(grid: Grid, row: int) -> bool:
    texts = [match_key(text) for text in _texts(grid, row) if text.strip()]
    if not texts:
        return row + 1 < grid.n_rows
    if len(texts) > 3 or any(cell.row < row and cell.text for cell in grid.row(row)):
        return False
    widest = max((cell.col_span for cell in grid.row(row) if cell.text), default=1)
    full_width = len(texts) == 1 and 2 * widest >= grid.n_cols > 2 and not is_number(texts[0])
    return all(_CAPTION.fullmatch(text) for text in texts) or (full_width and _has_words_below(grid, row))


def _has_words_below(grid: Grid, row: int) -> bool:
    return row + 1 < grid.n_rows and not is_data(grid, row + 1) and sum(bool(t) for t in _texts(grid, row + 1)) > 1


def _end_of_words(grid: Grid, start: int) -> int:
    end = start
    limit = min(grid.n_rows, start + _MOST_HEADER_ROWS)
    while end < limit and not is_data(grid, end) and not _numbers_columns(grid, end) and _goes_on(grid, start, end):
        end += 1
    return end


def _goes_on(grid: Grid, start: int, row: int) -> bool:
    """Tell whether a row still belongs to the header that began at ``start``."""
    if row == start:
        return any(text.strip() for text in _texts(grid, row))
    above = [cell for cell in grid.row(row - 1) if cell.text]
    spans_into = any(cell.row + cell.row_span > row for cell in above if cell.row >= start)
    group_above = any(cell.col_span > 1 and cell.row + cell.row_span == row for cell in above)
    return spans_into or (group_above and not _looks_like_total(grid, row))


def _looks_like_total(grid: Grid, row: int) -> bool:
    texts = [text for text in _texts(grid, row) if text.strip()]
    return len(texts) <= 1


def _numbers_columns(grid: Grid, row: int) -> bool:
    """Tell whether a row only numbers the columns: 栏次 1 2 3, or ** 1 2 3."""
    printed = [match_key(text) for text in _texts(grid, row) if text.strip()]
    texts = [text for text in printed if text not in _WORDS_BESIDE_NUMBERS]
    numbers = [int(match[1]) for text in texts for match in [_ITS_NUMBER.match(text)] if match]
    if _prints_codes_of_columns(grid, row):
        return True
    if not texts or not all(_COLUMN_NUMBERS.fullmatch(text) for text in texts):
        return False
    rising = all(left < right for left, right in itertools.pairwise(numbers))
    marked = any(text in ("栏次", "行次", "**", "甲") for text in texts)
    return rising and ((marked and len(texts) > 1) or (len(numbers) >= 3 and numbers[0] in (1, 2)))


def _prints_codes_of_columns(grid: Grid, row: int) -> bool:
    """Tell whether a row prints the codes of the economic classes that its columns are of, and nothing else: 501 502."""
    own = [match_key(cell.text) for cell in dict.fromkeys(grid.row(row)) if cell.row == row and cell.text.strip()]
    texts = [text for text in own if text not in _WORDS_BESIDE_NUMBERS]
    rising = all(left < right for left, right in itertools.pairwise(texts))
    return len(texts) >= _FEWEST_CODES and rising and all(_CLASS_CODE.fullmatch(text) for text in texts)


def _names_classes(cells: Sequence[Cell]) -> bool:
    """Tell whether cells are heads that print economic classes with their codes: 301-工资福利支出 | 302-商品和服务支出."""
    if any(_is_amount(cell) for cell in cells):
        return False
    named = [match[1] for cell in cells for match in [_NAMED_CLASS.fullmatch(match_key(cell.text))] if match]
    return len(named) > 1 and len(set(named)) == 1


_NAMED_CLASS = re.compile(r"[\[(]?([35])\d\d(?:\d\d)?[\])]?[-_—]?[^\d,.].+")
_CLASS_CODE = re.compile(r"[35]\d\d(?:\d\d)?")
_FEWEST_CODES = 4


def is_data(grid: Grid, row: int) -> bool:
    """Tell whether a row holds data: an amount, a classification code, or a line number with text beside it."""
    if _numbers_columns(grid, row):
        return False
    cells = [cell for cell in dict.fromkeys(grid.row(row)) if cell.row == row and cell.text.strip()]
    if _names_classes(cells):
        return False
    if any(_is_amount(cell) or _CODE.fullmatch(match_key(cell.text)) for cell in cells):
        return True
    return len(cells) > 1 and cells[0].col <= 1 and _LINE_NUMBER.fullmatch(cells[0].text.strip()) is not None


def _is_amount(cell: Cell) -> bool:
    text = cell.text.strip()
    return not is_blank(text) and ("." in text or "," in text or text == "0") and is_number(text)

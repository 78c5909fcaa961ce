"""Rows of cells → a table as HTML, in which each number carries the formula of its cells, and as plain text."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from html import escape

import pandas as pd

from qzbudget.number_format import WAN, in_unit
from qzbudget.wording import phrase

_RIGHT = ' style="text-align:right"'
_PAGE = re.compile(r"(?<=第) (?=\d)|(?<=\d) (?=页)|(?<=\bp\.) (?=\d)")
"""The blanks of a page number, at which no line is to end."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table as HTML for a page and as text for a terminal."""

    html: str
    text: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell; ``is_number`` sets it flush right, ``cells`` is the formula of the cells behind it."""

    text: str
    is_number: bool = False
    cells: str = ""


def heads(names: Sequence[str], lang: str, numbers: Collection[str] = ()) -> list[Cell]:
    """Return the heads of named columns, those of ``numbers`` flush right; a head of amounts tells that they are in 万元.

    Examples
    --------
    >>> [(cell.text, cell.is_number) for cell in heads(("name", "amount"), "zh", {"amount"})]
    [('名称', False), ('金额（万元）', True)]
    """
    unit = phrase(f"unit.{WAN.name}", lang)
    return [Cell(phrase(f"column.{name}", lang, unit=unit), name in numbers) for name in names]


def amount_cell(yuan: float, cells: str) -> Cell:
    """Return an amount in 万元; a blank for one that is not known, since blank is not zero.

    Examples
    --------
    >>> amount_cell(12_345_600.0, "t:0:1").text, amount_cell(float("nan"), "").text
    ('1,234.56', '')
    """
    return Cell("", is_number=True) if pd.isna(yuan) else Cell(in_unit(yuan, WAN), is_number=True, cells=cells)


def left_out_row(n: int, columns: int, lang: str, *, at: int = 0) -> list[list[Cell]]:
    """Return the row that tells how many more rows there are, in the column ``at``; none where nothing is left out.

    Examples
    --------
    >>> [[cell.text for cell in row] for row in left_out_row(3, 3, "zh", at=1)], left_out_row(0, 3, "zh")
    ([['', '另有 3 行', '']], [])
    """
    row = [Cell("")] * columns
    row[at] = Cell(phrase("row.more", lang, n=n))
    return [row] if n else []


def laid_out(
    kind: str, head: Sequence[Cell], body: Sequence[Sequence[Cell]], foot: Sequence[Sequence[Cell]] = ()
) -> Table:
    """Lay out a table; what its cells hold is shown and never taken for markup.

    Parameters
    ----------
    kind : str
        The class of the HTML table, such as ``"qz-parts"``.
    head, body, foot
        The cells: of the head one row, of body and foot rows of the same length.

    Examples
    --------
    >>> print(laid_out("qz-kinds", [Cell("名称"), Cell("金额")], [[Cell("a<b"), Cell("1.00", True, "t:0:1")]]).html)
    <table class="qz-kinds">
    <thead>
    <tr><th>名称</th><th>金额</th></tr>
    </thead>
    <tbody>
    <tr><td>a&lt;b</td><td style="text-align:right" data-cells="t:0:1">1.00</td></tr>
    </tbody>
    </table>
    """
    html = (
        f'<table class="{kind}">\n'
        f"<thead>\n{_row(head, 'th')}</thead>\n"
        f"<tbody>\n{''.join(_row(row, 'td') for row in body)}</tbody>\n"
        + (f"<tfoot>\n{''.join(_row(row, 'td') for row in foot)}</tfoot>\n" if foot else "")
        + "</table>"
    )
    return Table(html, _text([head, *body, *foot]))


def _row(cells: Sequence[Cell], tag: str) -> str:
    return f"<tr>{''.join(_element(cell, tag) for cell in cells)}</tr>\n"


def _element(cell: Cell, tag: str) -> str:
    source = f' data-cells="{escape(cell.cells)}"' if cell.cells else ""
    text = _PAGE.sub("&nbsp;", escape(cell.text))
    return f"<{tag}{_RIGHT if cell.is_number else ''}{source}>{text}</{tag}>"


def _text(rows: Sequence[Sequence[Cell]]) -> str:
    return "\n".join("\t".join(" ".join(cell.text.split()) for cell in row) for row in rows)

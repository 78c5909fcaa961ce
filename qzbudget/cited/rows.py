"""Rows of cells → a table as HTML, in which each number carries the formula of its cells, and as plain text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

_RIGHT = ' style="text-align:right"'


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
    return f"<{tag}{_RIGHT if cell.is_number else ''}{source}>{escape(cell.text)}</{tag}>"


def _text(rows: Sequence[Sequence[Cell]]) -> str:
    return "\n".join("\t".join(" ".join(cell.text.split()) for cell in row) for row in rows)

"""A document becomes the bytes of a PDF: the same bytes every time, real text, an embedded subset of the font."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Literal

from reportlab.pdfgen.canvas import Canvas

from typeset.font import font_name
from typeset.layout import Document
from typeset.place import PlacedPage, PlacedTable, PlacedText, place
from typeset.rules import DRAWINGS, Drawing, Segment, polygon, rectangle, segments, strokes

Rotation = Literal[0, 90, 180, 270]
Shown = Callable[[PlacedTable, Segment], bool]
"""Tells whether a piece of a table's rules is drawn."""


def draw(
    document: Document,
    rules: Drawing = "strokes",
    rotate: Rotation = 0,
    shown: Shown = lambda table, piece: True,
) -> bytes:
    """Return the document as a PDF.

    Parameters
    ----------
    document
        What to draw.
    rules
        How the rules of the tables are drawn: ``strokes``, or thin filled ``rectangles`` or ``polygons``.
    rotate
        The ``/Rotate`` entry of every page in degrees clockwise.  The content is turned the other way, so that the page
        as displayed looks the same for every value.
    shown
        Which pieces of the rules are drawn; by default all are.

    Raises
    ------
    ValueError
        If there is no such drawing or rotation, or the content of a page does not fit on it.
    """
    if rules not in DRAWINGS or rotate not in (0, 90, 180, 270):
        raise ValueError(f"cannot draw rules as {rules!r}, rotated by {rotate!r}")
    width, height = document.size
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(width, height), invariant=1)
    canvas.setTitle(document.title)
    for page in place(document):
        canvas.setPageRotation(rotate)
        canvas.transform(*_turn(width, height, rotate))
        _draw_page(canvas, page, rules, shown)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _turn(width: float, height: float, rotate: Rotation) -> tuple[float, float, float, float, float, float]:
    """Return the matrix from the page as displayed (origin top left, y downwards) to the page as stored."""
    return {
        0: (1, 0, 0, -1, 0, height),
        90: (0, 1, 1, 0, 0, 0),
        180: (-1, 0, 0, 1, width, 0),
        270: (0, -1, -1, 0, height, width),
    }[rotate]


def _draw_page(canvas: Canvas, page: PlacedPage, rules: Drawing, shown: Shown) -> None:
    for table in page.tables:
        _draw_rules(canvas, table, rules, shown)
        for cell in table.cells:
            for text in cell.lines:
                _draw_text(canvas, text)
    for text in page.texts:
        _draw_text(canvas, text)


def _draw_text(canvas: Canvas, text: PlacedText) -> None:
    writing = canvas.beginText()
    writing.setFont(font_name(), text.size)
    writing.setCharSpace(text.spacing)
    writing.setTextTransform(1, 0, 0, -1, text.x, text.baseline)
    writing.textOut(text.text)
    canvas.drawText(writing)


def _draw_rules(canvas: Canvas, table: PlacedTable, rules: Drawing, shown: Shown) -> None:
    pieces = [piece for piece in segments(table) if shown(table, piece)]
    if rules == "strokes":
        canvas.setLineWidth(table.thickness)
        canvas.setLineCap(2)
        for piece in strokes(pieces):
            canvas.line(*piece.ends)
        return
    outline = rectangle if rules == "rectangles" else polygon
    for piece in pieces:
        path = canvas.beginPath()
        first, *others = outline(piece, table.thickness)
        path.moveTo(*first)
        for point in others:
            path.lineTo(*point)
        path.close()
        canvas.drawPath(path, stroke=0, fill=1)

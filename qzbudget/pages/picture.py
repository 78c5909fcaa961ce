"""Pictures of page parts with a cell framed."""

from __future__ import annotations

from collections.abc import Sequence

from PIL import Image, ImageDraw

from qzbudget.pages.document import Document
from qzbudget.shapes import Box, enclosing

FRAME = (200, 30, 30)
"""Red of the frame; it stands out from black print, also for readers who do not tell red from green."""


def page_part(
    document: Document, number: int, boxes: Sequence[Box], *, margin: float = 60, scale: float = 2
) -> Image.Image:
    """Draw the part of a page around boxes, each box framed; the whole page where there is none.

    Parameters
    ----------
    document : Document
        The opened PDF.
    number : int
        The page, counted from 1.
    boxes : sequence of Box
        Cells on the page as displayed, in points.
    margin : float, default 60
        Points of the page to show around them.
    scale : float, default 2
        Pixels per point.
    """
    raw_page = document.pdf[number - 1]
    try:
        picture: Image.Image = raw_page.render(scale=scale).to_pil().convert("RGB")
    finally:
        raw_page.close()
    if not boxes:
        return picture
    draw = ImageDraw.Draw(picture)
    for box in boxes:
        draw.rectangle([edge * scale for edge in box], outline=FRAME, width=max(2, round(scale)))
    around = enclosing(boxes)
    top, bottom = max(0, around.top - margin) * scale, (around.bottom + margin) * scale
    width, height = picture.size
    # the whole width shows the row's name and the column's neighbours
    part: Image.Image = picture.crop((0, int(top), width, int(min(height, bottom))))
    return part

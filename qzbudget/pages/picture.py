"""Pictures of pages: a part with a cell framed, or a whole page made small."""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image, ImageDraw

from qzbudget.pages.document import Document
from qzbudget.shapes import Box, enclosing

FRAME = (200, 30, 30)
"""Red of the frame; it stands out from black print, also for readers who do not tell red from green."""

GREYS = 16
"""Shades of a small picture: print stays readable and takes a quarter of the room."""

LONGEST_SIDE = 2600
"""Pixels of the longer side of a small picture at most; an A4 page keeps two pixels a point."""


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
    width = max(2, round(scale))
    for x0, top, x1, bottom in boxes:
        outside = (x0 * scale - width, top * scale - width, x1 * scale + width, bottom * scale + width)
        draw.rectangle(outside, outline=FRAME, width=width)
    around = enclosing(boxes)
    top, bottom = max(0, around.top - margin) * scale, (around.bottom + margin) * scale
    # the whole width shows the row's name and the column's neighbours
    part: Image.Image = picture.crop((0, int(top), picture.width, int(min(picture.height, bottom))))
    return part


def whole_page(document: Document, number: int) -> tuple[bytes, float, float]:
    """Draw a whole page in grey, as small as it stays readable.

    Parameters
    ----------
    document : Document
        The opened PDF.
    number : int
        The page, counted from 1.

    Returns
    -------
    bytes, float, float
        A WebP file without loss, and width and height of the page as displayed, in points.
    """
    raw_page = document.pdf[number - 1]
    try:
        width, height = raw_page.get_size()
        scale = min(2.0, LONGEST_SIDE / max(width, height))
        picture: Image.Image = raw_page.render(scale=scale, grayscale=True).to_pil().convert("L")
    finally:
        raw_page.close()
    step = 255 // (GREYS - 1)
    content = io.BytesIO()
    picture.point(lambda shade: round(shade / step) * step).save(content, "WEBP", lossless=True, method=4)
    return content.getvalue(), float(width), float(height)

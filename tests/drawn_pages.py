"""Pages drawn for one test, in the coordinates in which they are read: points from the top left corner."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from qzbudget.pages import open_document
from qzbudget.shapes import Page
from typeset.font import font_name

SIZE = (400.0, 300.0)


class Sheet:
    """A canvas whose lengths are points from the top left corner; ``canvas`` is for what has no method of its own."""

    def __init__(self, canvas: Canvas, height: float) -> None:
        self.canvas, self._height = canvas, height

    def line(self, x0: float, top: float, x1: float, bottom: float, width: float = 0.5) -> None:
        """A stroke."""
        self.canvas.setLineWidth(width)
        self.canvas.line(x0, self._height - top, x1, self._height - bottom)

    def filled(self, *points: tuple[float, float]) -> None:
        """A filled polygon without an outline."""
        path = self.canvas.beginPath()
        path.moveTo(points[0][0], self._height - points[0][1])
        for x, y in points[1:]:
            path.lineTo(x, self._height - y)
        path.close()
        self.canvas.drawPath(path, stroke=0, fill=1)

    def filled_box(self, x0: float, top: float, x1: float, bottom: float) -> None:
        """A filled rectangle without an outline."""
        self.canvas.rect(x0, self._height - bottom, x1 - x0, bottom - top, stroke=0, fill=1)

    def picture(self, x0: float, top: float, x1: float, bottom: float) -> None:
        """A picture."""
        dot = ImageReader(Image.new("RGB", (2, 2), "black"))
        self.canvas.drawImage(dot, x0, self._height - bottom, x1 - x0, bottom - top)

    def text(self, x: float, baseline: float, text: str, size: float = 8.0) -> None:
        """A string in one piece."""
        self.canvas.setFont(font_name(), size)
        self.canvas.drawString(x, self._height - baseline, text)

    def ruled(self, xs: Sequence[float], ys: Sequence[float]) -> None:
        """All the rules of a grid without merged cells."""
        for y in ys:
            self.line(xs[0], y, xs[-1], y)
        for x in xs:
            self.line(x, ys[0], x, ys[-1])


def drawn_bytes(
    draw: Callable[[Sheet], None], size: tuple[float, float] = SIZE, rotate: int = 0, *, compressed: bool = True
) -> bytes:
    """The bytes of a PDF of one page; its size is as displayed, what is drawn is then turned clockwise."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=size, invariant=1, pageCompression=int(compressed))
    canvas.setPageRotation(rotate)
    draw(Sheet(canvas, size[rotate % 180 == 0]))
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def page_read(pdf: bytes | Path, folder: Path) -> tuple[Path, Page]:
    """The first page of a PDF as it is read, and the file that it is read from."""
    path = folder / "a.pdf"
    path.write_bytes(pdf if isinstance(pdf, bytes) else pdf.read_bytes())
    with open_document(path) as document:
        return path, document.page(1)


def drawn_page(
    draw: Callable[[Sheet], None], folder: Path, size: tuple[float, float] = SIZE, rotate: int = 0
) -> tuple[Path, Page]:
    """What is drawn, as a page that is read, and the file that it is read from."""
    return page_read(drawn_bytes(draw, size, rotate), folder)

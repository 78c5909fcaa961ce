"""A PDF that names a font and does not hold it reads the same on every machine, with Chinese fonts and without."""

import ctypes
import io

import pypdfium2 as pdfium
import pytest
from fontTools.ttLib import TTFont
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from qzbudget.font import font_path
from qzbudget.pages import open_document
from qzbudget.pages.substitute import SubstituteFont, use_substitute_font

SIZE, LEFT, BASELINE, HEIGHT = 20.0, 100.0, 700.0, 842.0


@pytest.fixture
def page(tmp_path):
    """A page that prints 限 and 天, each by itself, in a Song font that the file does not hold."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, HEIGHT))
    canvas.setFont("STSong-Light", SIZE)
    canvas.drawString(LEFT, BASELINE, "限")
    canvas.drawString(LEFT, BASELINE - 50, "天")
    canvas.save()
    path = tmp_path / "a.pdf"
    path.write_bytes(out.getvalue())
    with open_document(path) as document:
        yield document.page(1)


def printed_box(text):
    """Where the font of the package prints a character: left, top, right and bottom, as it says itself."""
    font = TTFont(font_path())
    glyph = font["glyf"][font.getBestCmap()[ord(text)]]
    unit = SIZE / font["head"].unitsPerEm
    x0, y0, x1, y1 = (edge * unit for edge in (glyph.xMin, glyph.yMin, glyph.xMax, glyph.yMax))
    return LEFT + x0, HEIGHT - BASELINE - y1, LEFT + x1, HEIGHT - BASELINE - y0


def test_every_character_is_read(page):
    assert "".join(character.text for character in page.characters) == "限天"


def test_its_box_is_that_of_the_font_of_the_package(page):
    box = page.characters[0]
    assert (box.x0, box.top, box.x1, box.bottom) == pytest.approx(printed_box("限"), abs=0.3)


def test_the_font_is_set_up_once_for_a_process(page):
    font = pdfium.PdfSysfontBase.SINGLETON
    use_substitute_font()
    assert isinstance(font, SubstituteFont)
    assert pdfium.PdfSysfontBase.SINGLETON is font


@pytest.mark.parametrize(
    ("charset", "name", "answered"),
    [
        (134, b"SimSun", True),
        (0, b"SimSun", True),
        (0, b"Times-Roman", False),
        (0, b"Helvetica", False),
        (2, b"Wingdings", False),
    ],
)
def test_every_text_font_that_pdfium_does_not_carry_is_the_one_of_the_package(charset, name, answered):
    face = ctypes.cast(ctypes.c_char_p(name), ctypes.c_void_p)
    assert bool(SubstituteFont().MapFont(None, 400, 0, charset, 0, face, None)) is answered

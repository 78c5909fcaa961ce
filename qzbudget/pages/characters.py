"""The visible characters of a page, each with its box and baseline, as PDFium's text layer has them."""

from __future__ import annotations

import ctypes
import math
from collections import Counter

import pypdfium2.raw as pdfium_c

from qzbudget.pages.frame import Transform
from qzbudget.shapes import Character

UNREADABLE = "\ufffd"
"""Stands for a glyph whose font does not say which character it is; no reading that holds one proves itself."""

_BLANKS = {0x20, 0xA0, 0x3000, 0xAD, 0xFEFF, *range(0x2000, 0x2010), 0x202F, 0x205F, 0x2060}
_LINE_END_HYPHEN = 2
"""What PDFium says for a hyphen that ends a line; in a table it is a minus sign or stands for nothing reported."""

_SAMPLE = 50
_BOLD_SHIFT = 0.15
"""A second drawing for bold is moved by no more than this share of the glyph's height."""


def text_turn(text_page: ctypes.c_void_p, rotation: int) -> int:
    """Return by how many degrees (0, 90, 180, 270) most of the text is turned clockwise on the page as displayed."""
    count = pdfium_c.FPDFText_CountChars(text_page)
    angles: Counter[int] = Counter()
    for index in range(0, count, max(1, count // _SAMPLE)):
        if pdfium_c.FPDFText_GetUnicode(text_page, index) > 0x20:
            radians = pdfium_c.FPDFText_GetCharAngle(text_page, index)
            angles[round(math.degrees(radians) / 90) * 90 % 360] += 1
    if not angles:
        return 0
    # PDFium counts the angle clockwise in PDF space; /Rotate turns the displayed page clockwise as well.
    return (angles.most_common(1)[0][0] + rotation) % 360


def page_characters(text_page: ctypes.c_void_p, to_frame: Transform) -> tuple[Character, ...]:
    """Return the visible characters in the order of the text layer, blanks left out."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    origin_x, origin_y = ctypes.c_double(), ctypes.c_double()
    characters: dict[tuple[str, int, int], Character] = {}
    high = 0
    for index in range(pdfium_c.FPDFText_CountChars(text_page)):
        code = pdfium_c.FPDFText_GetUnicode(text_page, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        text = _text(text_page, index, code, high)
        if text is None or pdfium_c.FPDFText_IsGenerated(text_page, index) == 1:
            continue
        pdfium_c.FPDFText_GetCharBox(text_page, index, left, right, bottom, top)
        pdfium_c.FPDFText_GetCharOrigin(text_page, index, origin_x, origin_y)
        x0, y0 = to_frame(left.value, bottom.value)
        x1, y1 = to_frame(right.value, top.value)
        _, baseline = to_frame(origin_x.value, origin_y.value)
        piece = ctypes.cast(pdfium_c.FPDFText_GetTextObject(text_page, index), ctypes.c_void_p).value or 0
        character = Character(text, min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1), baseline, piece)
        if not _drawn_before(character, characters):
            characters[text, round(character.x0), round(baseline)] = character
    return tuple(characters.values())


def _text(text_page: ctypes.c_void_p, index: int, code: int, high: int) -> str | None:
    """Return what a character says, None for a blank."""
    # without a map to Unicode the number is the glyph's own: it may look like a digit and be another one
    if code in (0, 0xFFFE, 0xFFFF) or pdfium_c.FPDFText_HasUnicodeMapError(text_page, index) == 1:
        return UNREADABLE
    if code == _LINE_END_HYPHEN:
        return "-"
    if 0xDC00 <= code < 0xE000:
        return chr(0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00))
    return None if code <= 0x20 or code in _BLANKS else chr(code)


def _drawn_before(character: Character, characters: dict[tuple[str, int, int], Character]) -> bool:
    """Tell whether the same glyph already stands within a point or so: some producers draw text twice for bold."""
    column, line = round(character.x0), round(character.baseline)
    reach = _BOLD_SHIFT * (character.bottom - character.top)
    for x in (column - 1, column, column + 1):
        for y in (line - 1, line, line + 1):
            other = characters.get((character.text, x, y))
            if (
                other is not None
                and abs(other.x0 - character.x0) <= reach
                and abs(other.baseline - character.baseline) <= reach
            ):
                return True
    return False

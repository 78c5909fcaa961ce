"""The visible characters of a page, each with its box and baseline, as PDFium's text layer has them."""

from __future__ import annotations

import ctypes
import functools
import math
from collections import Counter
from collections.abc import Callable

import pypdfium2.raw as pdfium_c

from qzbudget.pages.frame import Transform
from qzbudget.pages.matrices import IDENTITY, Matrix, applied, form_matrices
from qzbudget.pages.stamps import Stamps
from qzbudget.shapes import Box, Character

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


def page_characters(
    raw_page: ctypes.c_void_p, text_page: ctypes.c_void_p, to_frame: Transform
) -> tuple[Character, ...]:
    """Return the visible characters in the order of the text layer, blanks left out."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    origin_x, origin_y = ctypes.c_double(), ctypes.c_double()
    characters: dict[tuple[str, int, int], Character] = {}
    high = 0
    forms = form_matrices(raw_page)
    window_of = functools.cache(lambda piece: _window(piece, forms.get(piece, IDENTITY), to_frame))
    common = _common_window(text_page, window_of)
    stamped = Stamps(text_page)
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
        if stamped(index, piece):
            continue
        box = Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
        window = window_of(piece)
        if window is not None and window != common:
            box = _shown(box, window)
        character = Character(text, *box, baseline, piece)
        if not _drawn_before(character, characters):
            characters[text, round(character.x0), round(baseline)] = character
    return tuple(characters.values())


def _text(text_page: ctypes.c_void_p, index: int, code: int, high: int) -> str | None:
    """Return what a character says, None for a blank."""
    # without a map to Unicode the number is the glyph's own: it may look like a digit and be another one
    if code in (0, 0xFFFE, 0xFFFF) or _is_guessed(code) or pdfium_c.FPDFText_HasUnicodeMapError(text_page, index) == 1:
        return UNREADABLE
    if code == _LINE_END_HYPHEN:
        return "-"
    if 0xDC00 <= code < 0xE000:
        return chr(0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00))
    return None if code <= 0x20 or code in _BLANKS else chr(code)


def _is_guessed(code: int) -> bool:
    """Tell whether PDFium took a glyph's own number for a letter (ÿ, Þ, ā): budgets print no letter with an accent."""
    return 0x80 <= code < 0x250 and code not in _SIGNS


_SIGNS = {ord(sign) for sign in "\u00a0\u00ad·°±×÷²³§¥¢£©®«»µ¼½¾¹"}


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


def _common_window(text_page: ctypes.c_void_p, window_of: Callable[[int], Box | None]) -> Box | None:
    """Return the window of most characters: it shows the page, not a cell."""
    pieces = Counter(
        ctypes.cast(pdfium_c.FPDFText_GetTextObject(text_page, index), ctypes.c_void_p).value or 0
        for index in range(pdfium_c.FPDFText_CountChars(text_page))
    )
    windows: Counter[Box | None] = Counter()
    for piece, count in pieces.items():
        windows[window_of(piece)] += count
    return max(windows, key=lambda window: windows[window]) if windows else None


def _window(piece: int, form: Matrix, to_frame: Transform) -> Box | None:
    """Return what the page shows of a text object, where its clip paths overlap; None where nothing clips it."""
    clip = pdfium_c.FPDFPageObj_GetClipPath(ctypes.cast(piece, pdfium_c.FPDF_PAGEOBJECT)) if piece else None
    count = pdfium_c.FPDFClipPath_CountPaths(clip) if clip else 0
    if count <= 0:
        return None
    # the last path clips closest; two opposite corners of a rectangle are enough
    x, y = ctypes.c_float(), ctypes.c_float()
    points = []
    for index in (0, 2):
        segment = pdfium_c.FPDFClipPath_GetPathSegment(clip, count - 1, index)
        if not segment or not pdfium_c.FPDFPathSegment_GetPoint(segment, x, y):
            return None
        points.append(to_frame(*applied(form, x.value, y.value)))
    (x0, y0), (x1, y1) = points
    window = Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
    return window if window.x0 < window.x1 and window.top < window.bottom else None


_EDGE = 1.0
"""How far inside its window a hidden glyph is put: on the edge it would stand on the rule of the cell."""


def _shown(box: Box, window: Box) -> Box:
    """Move a glyph that its clip hides to the nearest place inside: text too large for its cell stays with its cell."""
    dx = _inward((box.x0 + box.x1) / 2, window.x0, window.x1)
    dy = _inward((box.top + box.bottom) / 2, window.top, window.bottom)
    return Box(box.x0 + dx, box.top + dy, box.x1 + dx, box.bottom + dy)


def _inward(middle: float, low: float, high: float) -> float:
    edge = min(_EDGE, (high - low) / 2)
    return max(low + edge - middle, 0.0) + min(high - edge - middle, 0.0)

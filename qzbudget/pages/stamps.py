"""Text that lies over a page and is none of it: watermarks, the ring of a seal."""

from __future__ import annotations

import ctypes
from math import inf
from statistics import median

import pypdfium2.raw as pdfium_c

_SLANT = 0.05
"""Tangent of the angle from which on text is slanted; scanned pages lie askew by less."""

_LARGE = 2.5
"""A watermark is so many times as large as the text of the page."""

_PALE = 128
"""A colour whose darkest part is at least this, or that covers no more than this, of 255 is pale."""

_TITLE_PAGE = 100
"""A title page has at most so many characters."""

_SAMPLE = 200


class Stamps:
    """Tells of each character whether it is stamped: its line is slanted, or it is both much larger and paler than the text."""

    def __init__(self, text_page: ctypes.c_void_p) -> None:
        self._text_page = text_page
        self._known: dict[int, bool] = {}
        count = pdfium_c.FPDFText_CountChars(text_page)
        sizes = [_height(text_page, index) for index in range(0, count, max(1, count // _SAMPLE))]
        # a title page may print its title large and pale
        self._large = _LARGE * median([size for size in sizes if size > 0] or [0.0]) if count > _TITLE_PAGE else inf

    def __call__(self, index: int, piece: int) -> bool:
        """Tell whether a character of a text object is stamped."""
        if piece not in self._known:
            self._known[piece] = self._is_stamped(index)
        return self._known[piece]

    def _is_stamped(self, index: int) -> bool:
        matrix = pdfium_c.FS_MATRIX()
        if not pdfium_c.FPDFText_GetMatrix(self._text_page, index, matrix):
            return False
        along, across = sorted((abs(matrix.a), abs(matrix.b)), reverse=True)
        if across > _SLANT * along:
            return True
        return _height(self._text_page, index) > self._large and _is_pale(self._text_page, index)


def _height(text_page: ctypes.c_void_p, index: int) -> float:
    """Return the size of a character on the page in points, 0 for a blank."""
    if pdfium_c.FPDFText_GetUnicode(text_page, index) <= 0x20:
        return 0.0
    matrix = pdfium_c.FS_MATRIX()
    pdfium_c.FPDFText_GetMatrix(text_page, index, matrix)
    size: float = pdfium_c.FPDFText_GetFontSize(text_page, index) * max(abs(matrix.a), abs(matrix.b))
    return size


def _is_pale(text_page: ctypes.c_void_p, index: int) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium_c.FPDFText_GetFillColor(text_page, index, red, green, blue, alpha):
        return False
    return min(red.value, green.value, blue.value) >= _PALE or alpha.value <= _PALE

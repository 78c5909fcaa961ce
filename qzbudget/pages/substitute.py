"""The font that stands in for fonts that a PDF names and does not hold: one and the same on every machine.

PDFium takes the boxes of such glyphs from whatever font the system has; where it has none with Chinese characters, some of
them have no extent, and it drops them without a word.
"""

from __future__ import annotations

import ctypes
import re
from functools import cached_property

import pypdfium2 as pdfium

from qzbudget.font import font_path

_SYMBOLS = 2
"""The character set of symbols: their glyphs are in no text font."""
_GB2312 = 134
_PDFIUMS_OWN = re.compile(rb"Times|Helvetica|Courier|Symbol|Zapf|Chrome")
"""Fonts that PDFium carries itself."""
_FONT = 1
"""How PDFium is to call the one font that there is."""


class SubstituteFont(pdfium.PdfSysfontBase):  # type: ignore[misc]
    """Answers every question of PDFium for a font of the system with the one font that this package carries."""

    @cached_property
    def content(self) -> bytes:
        """The font file."""
        return font_path().read_bytes()

    def EnumFonts(self, _: object, mapper: object) -> None:
        """Name no font of the system."""

    def MapFont(
        self, _: object, weight: int, italic: int, charset: int, pitch: int, face: ctypes.c_void_p | None, exact: object
    ) -> int | None:
        """Return the font for a name; None for symbols and for what PDFium carries itself."""
        name = ctypes.cast(face, ctypes.c_char_p).value or b"" if face else b""
        return None if charset == _SYMBOLS or _PDFIUMS_OWN.match(name) else _FONT

    def GetFont(self, _: object, face: object) -> None:
        """Have no other font by its name."""

    def GetFontData(self, _: object, font: int, table: int, buffer: int | None, size: int) -> int:
        """Copy the font file where there is room, and return its size; its single tables are not given."""
        if table:
            return 0
        if buffer and size >= len(self.content):
            ctypes.memmove(buffer, self.content, len(self.content))
        return len(self.content)

    def GetFaceName(self, _: object, font: int, buffer: object, size: int) -> int:
        """Give the font no name."""
        return 0

    def GetFontCharset(self, _: object, font: int) -> int:
        """Return the character set of the font."""
        return _GB2312

    def DeleteFont(self, _: object, font: int) -> None:
        """Keep the font: it is read once."""


def use_substitute_font() -> None:
    """Let PDFium take the package's font for those that a PDF does not hold, from now on in this process."""
    if not isinstance(pdfium.PdfSysfontBase.SINGLETON, SubstituteFont):
        SubstituteFont().setup()

"""The typeface: Noto Sans SC (SIL Open Font License), taken from the installed zhplot distribution."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

CENTRE = 0.38
"""Height of the middle of a Chinese character above the baseline, in ems."""


@cache
def font_name() -> str:
    """Register the font file with reportlab at first use and return the name to ask for it by."""
    pdfmetrics.registerFont(TTFont("NotoSansSC", font_path()))
    return "NotoSansSC"


def font_path() -> Path:
    """Return the path of the font file, without importing the package that ships it.

    Raises
    ------
    FileNotFoundError
        If zhplot is not installed.
    """
    spec = find_spec("zhplot")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        path = Path(folder) / "fonts" / "NotoSansSC-Regular.ttf"
        if path.is_file():
            return path
    raise FileNotFoundError("NotoSansSC-Regular.ttf not found: install zhplot==1.0.0, which ships the font")


def text_width(text: str, size: float) -> float:
    """Return how wide the text is at a type size, in points."""
    return float(pdfmetrics.stringWidth(text, font_name(), size))


def wrap(text: str, width: float, size: float) -> list[str]:
    """Return the printed lines of a text: its own line breaks kept, longer lines broken between characters."""
    lines = []
    for given in text.split("\n"):
        line = ""
        for character in given:
            if line and text_width(line + character, size) > width:
                lines.append(line)
                line = ""
            line += character
        lines.append(line)
    return lines

"""The letters that a page needs, as a font inside the page."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from qzbudget.font import font_path


def embedded_font(texts: Iterable[str]) -> str:
    """Return a data URI of the Chinese font with the characters of some texts only.

    Parameters
    ----------
    texts : iterable of str
        Everything that the pages show.

    Returns
    -------
    str
        ``data:font/woff;base64,…``, some hundred bytes for each character.  Characters that the font lacks are left to
        the fonts of the reader's machine.
    """
    letters = {letter for text in texts for letter in text}
    options = Options(flavor="woff", layout_features=["kern", "tnum", "locl"], hinting=False, name_IDs=[0, 1, 2, 13])
    with TTFont(font_path(), lazy=True, recalcTimestamp=False) as font:
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=map(ord, sorted(letters)))
        subsetter.subset(font)
        font.flavor = options.flavor
        woff = io.BytesIO()
        font.save(woff)
    return f"data:font/woff;base64,{base64.b64encode(woff.getvalue()).decode('ascii')}"

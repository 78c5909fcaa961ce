"""One spelling for one text: glyph variants folded, wrapped lines joined, blanks of justified names removed."""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import cache
from importlib import resources

_CJK = r"\u3001-\u303f\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffef“”‘’—…"
_INNER_BLANK = re.compile(rf"(?<=[{_CJK}])\s+(?=[{_CJK}])")
_BLANKS = re.compile(r"\s+")


@cache
def _variants() -> dict[int, str]:
    """Map each CJK radical, Kangxi radical and compatibility ideograph to the character that it stands for.

    Source: Unicode Character Database, EquivalentUnifiedIdeograph.txt; compatibility ideographs by NFKC.
    """
    text = (resources.files("qzbudget.knowledge") / "radicals.csv").read_text(encoding="utf-8")
    variants = {ord(row["variant"]): row["unified"] for row in csv.DictReader(text.splitlines())}
    for code in (*range(0xF900, 0xFB00), *range(0x2F00, 0x2FD6)):
        variants[code] = unicodedata.normalize("NFKC", chr(code))
    return variants


def fold_glyphs(text: str) -> str:
    """Replace glyph variants (radicals, compatibility ideographs) by the plain character; nothing else changes.

    Parameters
    ----------
    text : str
        Text as a PDF's fonts spell it.

    Returns
    -------
    str
        The same text with plain characters.

    Examples
    --------
    >>> fold_glyphs("⽀出")
    '支出'
    >>> fold_glyphs("公务⽤⻋（1）")
    '公务用车（1）'
    """
    return text.translate(_variants())


def tidy_name(text: str) -> str:
    """Return a printed name without glyph variants, full-width letters and digits, and the blanks of its layout.

    Brackets and punctuation stay as printed.

    Parameters
    ----------
    text : str
        A name, its wrapped lines already joined.

    Examples
    --------
    >>> tidy_name("　　资 金 来 源")
    '资金来源'
    >>> tidy_name("Ａ类　服务（一）")
    'A类服务（一）'
    """
    narrow = "".join(plain_character(character) for character in text)
    return _INNER_BLANK.sub("", _BLANKS.sub(" ", narrow)).strip()


@cache
def plain_character(character: str) -> str:
    """Fold one glyph variant, full-width letter or full-width digit; anything else stays as it is.

    Examples
    --------
    >>> plain_character("⽀"), plain_character("\uff15"), plain_character("，")
    ('支', '5', '，')
    """
    character = fold_glyphs(character)
    wide_alphanumeric = (
        "\uff10" <= character <= "\uff19" or "\uff21" <= character <= "\uff3a" or "\uff41" <= character <= "\uff5a"
    )
    return unicodedata.normalize("NFKC", character) if wide_alphanumeric else character


def match_key(text: str) -> str:
    """Return the spelling by which titles, header words and names are compared: NFKC, no blanks, plain quotes.

    Examples
    --------
    >>> match_key("“三公”经费 支出 表（⼀）")
    '"三公"经费支出表(一)'
    """
    folded = unicodedata.normalize("NFKC", fold_glyphs(text))
    return _BLANKS.sub("", folded).translate(_QUOTES)


_QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "﹣": "-", "−": "-", "–": "-", "〔": "(", "〕": ")"})

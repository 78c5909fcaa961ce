"""The words around a figure: its title, its footnote, the names of its rows."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable

import pandas as pd

from qzbudget.breakdown.naming import pages_of, scope_of
from qzbudget.cited.marks import MARK
from qzbudget.number_format import MoneyUnit
from qzbudget.wording import label, phrase

LETTERS_A_LINE = 16
FIRST_CJK = 0x2E80

WIDE, NARROW, LATIN = 0.146, 0.083, 0x2000
"""Inches: width of a Chinese and of a Latin letter of a label, and where the Latin letters end."""

_WORD = re.compile(r"[!-⹿]+\s*|\S[，。；：、）”]*\s*|\s+")


def figure_title(composed: pd.DataFrame, by: str, level: str, lang: str) -> str:
    """Return what a figure of a composition shows."""
    return phrase(f"title.{by}", lang, scope=scope_of(composed, by, lang), level=label(level, lang))


def figure_footnote(composed: pd.DataFrame, unit: MoneyUnit, lang: str) -> str:
    """Return where the numbers of a figure stand and in which unit they are drawn."""
    name = phrase(f"unit.{unit.name}", lang)
    return phrase("figure.source", lang, places=pages_of(composed, lang), unit=name)


def places_of(found: pd.DataFrame, lang: str) -> str:
    """Return the tables, or the pages of the narrative, that changes or amounts were taken from."""
    in_tables = found[found["role"].fillna("") != ""]
    stated = found[found["role"].fillna("") == ""]["page"].dropna()
    listed = phrase("separator", lang).join(str(page) for page in sorted(set(stated)))
    pages = phrase("figure.narrative", lang, pages=listed) if listed else ""
    tables = pages_of(in_tables, lang) if len(in_tables) else ""
    return phrase("separator", lang).join(filter(None, (tables, pages)))


def marked(name: str, mark: str) -> str:
    """Return the name of a number with a sign behind it where something is against the number.

    Examples
    --------
    >>> marked("项目支出", "⚠ 核对不符"), marked("项目支出", "")
    ('项目支出 ⚠', '项目支出')
    """
    return f"{name} {MARK}" if mark else name


def marks_note(doubts: Iterable[object], lang: str) -> str:
    """Return what a footnote says of the sign, empty where no number has one."""
    return phrase("figure.marked", lang) if any(doubts) else ""


def noted(lang: str, *notes: str) -> str:
    """Join the notes of a footnote, those that are empty left out."""
    return phrase("semicolon", lang).join(filter(None, notes))


def wrapped(name: str, letters: int = LETTERS_A_LINE) -> str:
    r"""Break a long name into lines of about the same length; Latin letters are half as wide as Chinese ones.

    Examples
    --------
    >>> wrapped("机关事业单位基本养老保险缴费支出补助")
    '机关事业单位基本养\n老保险缴费支出补助'
    >>> wrapped("State capital operations appropriation")
    'State capital operations\nappropriation'
    """
    most = letters if is_chinese(name) else 2 * letters
    lines = -(-len(name) // most) or 1
    broken_at = [textwrap.wrap(name, width) for width in range(-(-len(name) // lines) or 1, most + 1)]
    fitting = (found for found in broken_at if len(found) <= lines)
    return "\n".join(next(fitting, broken_at[-1] if broken_at else []))


def is_chinese(text: str) -> bool:
    """Tell whether a text has letters as wide as a Chinese one."""
    return any(ord(letter) >= FIRST_CJK for letter in text)


def shortened(name: str) -> str:
    r"""Break a long name into two lines; what has no room there is left out, the mark at its end stays.

    Examples
    --------
    >>> shortened("甲" * 40)
    '甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲\n甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲…'
    """
    most = 2 * LETTERS_A_LINE * (1 if is_chinese(name) else 2)
    mark = f" {MARK}" if name.endswith(f" {MARK}") else ""
    room = most - len(mark)
    bare = name.removesuffix(mark)
    return wrapped(name if len(bare) <= room else f"{bare[: room - 1]}…{mark}")


def width_of(text: str) -> float:
    """Return about how many inches a line of a label is wide."""
    return sum(WIDE if ord(letter) > LATIN else NARROW for letter in text)


def broken(text: str, inches: float) -> str:
    """Break a text into lines that are no wider than so many inches, at its spaces or between Chinese letters."""
    lines = [""]
    for word in _WORD.findall(text):
        if lines[-1] and width_of(lines[-1] + word.rstrip()) > inches:
            lines.append("")
        lines[-1] += word
    return "\n".join(line.strip() for line in lines)

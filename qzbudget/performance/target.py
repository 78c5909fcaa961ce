"""What an indicator is to reach: comparator, value and unit of a printed target; words stay words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from qzbudget.amounts import is_number, parse_number
from qzbudget.performance.words import Words
from qzbudget.text import fold_glyphs, match_key, tidy_name

_NUMBER = r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_TARGET = re.compile(rf"(?P<comparator>[^\w\s.(-]{{0,2}})(?P<value>{_NUMBER})(?P<unit>(?:\D|(?<=m)[23])*)")
_FIRST_NUMBER = re.compile(rf"(\D*{_NUMBER})\s*(.*)")
_BRACKETS = re.compile(r"[(（](.+)[)）]")
_IN_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_NO_UNIT = re.compile(
    r".*[,;:，。；：=<>≥≤≧≦~+].*|.*[.、]|.+[前后内外上下起]|[余多几].*|.*(?:完成|月底|月前).*|[%‰].+|[-—]+.*"
)
# 95%以上, 10月底前, 30日内 say in words what a comparator would: they stay words
_DATE_YEARS = (1949, 2100)
_NARROW = str.maketrans({0xFF01 + offset: 0x21 + offset for offset in range(94)})
# full-width forms only: NFKC would also turn the unit ㎡ into m2


@dataclass(frozen=True, slots=True)
class Target:
    """A printed target and what it says; ``value`` is None where it is said in words."""

    printed: str | None
    comparator: str | None = None
    value: Decimal | None = None
    unit: str | None = None


def parse_target(text: str, words: Words) -> Target:
    """Read a target that stands in one cell.

    Parameters
    ----------
    text : str
        The cell, its wrapped lines joined.
    words : Words
        What comparators look like.

    Returns
    -------
    Target
        Comparator (``≥ ≤ = > <`` or None), value and unit; all None where the target is said in words.  Value and unit are
        printed with a space between them, whatever gap the page has, except before ``%`` and ``‰``.

    Examples
    --------
    >>> from qzbudget.performance.words import performance_words
    >>> parse_target("≥12万艘次", performance_words())
    Target(printed='≥12 万艘次', comparator='≥', value=Decimal('12'), unit='万艘次')
    >>> parse_target("有效改进，效率提升", performance_words())
    Target(printed='有效改进，效率提升', comparator=None, value=None, unit=None)
    >>> parse_target("10月底前", performance_words()).value is None
    True
    """
    printed = tidy_name(text)
    match = _TARGET.fullmatch(_compact(text))
    if match is None:
        return Target(printed or None)
    comparator = words.comparators.get(match["comparator"]) if match["comparator"] else None
    value = Decimal(match["value"].replace(",", ""))
    number, tail = _number_and_tail(printed)
    unit = _unit(tail)
    if unit is None or (match["comparator"] and comparator is None) or (comparator is None and _is_year(value, unit)):
        return Target(printed)
    space = " " if unit and unit[0] not in "%‰" else ""
    return Target(f"{number}{space}{tail}", comparator, value, unit or None)


def _number_and_tail(printed: str) -> tuple[str, str]:
    match = _FIRST_NUMBER.fullmatch(printed)
    return (match[1], match[2].replace("％", "%").replace("／", "/")) if match else (printed, "")


def _compact(text: str) -> str:
    return re.sub(r"\s", "", fold_glyphs(text)).translate(_NARROW)


def _unit(text: str) -> str | None:
    """Return the unit that stands behind a number, None where what stands there is no unit."""
    bare = _BRACKETS.fullmatch(text)
    unit = bare[1] if bare else text
    return None if _NO_UNIT.fullmatch(_IN_BRACKETS.sub("", unit)) else unit


def _is_year(value: Decimal, unit: str) -> bool:
    return unit.startswith("年") and _DATE_YEARS[0] <= value <= _DATE_YEARS[1]


def parse_split_target(nature: str, value: str, unit: str, words: Words) -> Target:
    """Read a target whose comparator (指标性质), value and unit stand in cells of their own.

    Parameters
    ----------
    nature, value, unit : str
        The three cells; a layout without one of them gives ``""``.
    words : Words
        What comparators and natures look like.

    Examples
    --------
    >>> from qzbudget.performance.words import performance_words
    >>> parse_split_target("≥", "98", "%", performance_words())
    Target(printed='≥98 %', comparator='≥', value=Decimal('98'), unit='%')
    >>> parse_split_target("定性", "优", "", performance_words())
    Target(printed='优', comparator=None, value=None, unit=None)
    """
    key = match_key(nature)
    comparator = words.comparators.get(key) or words.natures.get(key) or None
    number, measure = tidy_name(value), tidy_name(unit)
    sign = tidy_name(nature) if comparator else ""
    printed = " ".join(filter(None, (sign + number if number else "", measure))) or None
    if is_number(number) and not number.endswith("%"):
        bare = _BRACKETS.fullmatch(_compact(unit))
        return Target(printed, comparator, parse_number(number), (bare[1] if bare else measure) or None)
    alone = parse_target(value, words)
    if alone.value is None or (comparator and alone.comparator):
        return Target(printed)
    return Target(printed, comparator or alone.comparator, alone.value, measure or alone.unit)

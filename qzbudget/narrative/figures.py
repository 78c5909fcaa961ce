"""The figures that a sentence prints: sums of money, percentages, counts; and the words that say "no change"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from qzbudget.narrative.words import Words

NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_FIGURE = re.compile(
    rf"(?<![\d.,A-Za-z])(?P<number>[-−－]?{NUMBER})"
    r"(?:(?<=为0)(?P<nothing>(?=[；;，,。、]))|(?P<money>亿元|万元|元|万(?=[（(，,。；;、]))|(?P<percent>[%％])|(?=(?P<counted>[^\d\s])))"
)
_BOUND = re.compile(
    r"(?:万|亿)?元?(?:[（(]含(?:税)?[）)]|[（(]不含[）)])?(?:及|或|含)?(?:以上|以下|以内|之内|左右|上下)|[/／每]|[-~—–至到]\d"
)
_ROUGH = re.compile(r"左右|上下|以上|以下|以内|之内|[-~—–至到]\d")
_NOT_EXACT = re.compile(
    r"(?:(?:每|[人月年日车户次批]均)[^，。；]{0,8}|不超过|不低于|不高于|不少于|低于|高于|突破|接近|近|约|逾|至少|至多|最多|最少|[-~—–至到≥≤><\uff1c\uff1e]|\d，)$"
)

_LIKE_LAST_YEAR = re.compile(r"(?<=[，,；;（(、])同(?:上年度?|去年|20\d\d年)(?:预算|决算)?(?:数)?(?=[；;，,。、）)])")
_ABOUT = re.compile(r"(?:约|近|逾|至少|至多|最多|最少|不超过|不少于)$")
_BETWEEN = re.compile(r"[，,预算数]*(?:相(?=[未无没]))?")

YEAR = r"(?:上一年|上年|去年|上一度|20\d\d年)度?(?:同期)?(?:[（(][^（）()]{1,12}同[）)])?"
_WHAT = (
    r"(?:(?:年初|当年|全年|部门|单位|财政拨款|一般公共预算|“三公”经费|批复|调整|收入|支出|收支|的)*"
    r"(?:预算执行|预算|执行|决算|完成)(?:安排|支出|收入)?(?:数字|数据|总?数|总额|金额|数额)?|年初数?|累计支出数?|支出数|数(?!\w))?"
)
BASE = re.compile(
    rf"(?:同比|[与比较同和]|小于|少于|大于|多于|等于|低于|高于|相较于?|对比)(?P<base>{YEAR}{_WHAT}|(?:本年度?|当年)?(?:年初|调整|全年)预算数?|年初|预算数|(?<=[比较])预算)"
    r"(?:相比较?|比较|相较|对比|比)?|(?P<on_year>同比)"
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure in a paragraph; ``start`` and ``end`` enclose the number, ``stop`` is where its unit ends.

    ``kind`` is ``money``, ``percent``, ``count``, ``same`` or ``about`` (words that say that nothing, or hardly anything, has
    changed; ``printed`` are the words, ``number`` is zero).
    """

    kind: str
    printed: str
    number: Decimal
    unit: str
    start: int
    end: int
    stop: int


def figures(text: str, start: int, end: int, words: Words) -> list[Figure]:
    """Return the figures of a sentence from left to right; bounds, ranges, rates and rough figures are none."""
    found = [*_numbers(text, start, end, words), *_same(text, start, end, words)]
    return sorted(found, key=lambda figure: figure.start)


def _numbers(text: str, start: int, end: int, words: Words) -> Iterator[Figure]:
    for match in _FIGURE.finditer(text, start, end):
        kind, unit, stop = _unit(text, match, end, words)
        if kind == "count" and not unit:
            continue
        if kind == "count" and _ABOUT.search(text, start, match.start()):
            continue
        if kind != "count" and _NOT_EXACT.search(text, start, match.start()):
            continue
        if kind != "count" and (_BOUND if kind == "money" else _ROUGH).match(text, stop, end):
            continue
        printed = match["number"]
        yield Figure(kind, printed, _decimal(printed), unit, match.start(), match.end("number"), stop)


def _unit(text: str, match: re.Match[str], end: int, words: Words) -> tuple[str, str, int]:
    """Return kind and unit of a number, and where the unit ends."""
    if match["counted"]:
        for unit in words.units:
            if found := unit.pattern.match(text, match.end(), end):
                return "count", unit.name, found.end()
        return "count", "", match.end()
    if match["percent"]:
        return "percent", "%", match.end()
    money = match["money"] or ""
    return "money", "万元" if money == "万" else money, match.end()


def _decimal(printed: str) -> Decimal:
    return Decimal(printed.replace(",", "").replace("−", "-").replace("－", "-"))


def _same(text: str, start: int, end: int, words: Words) -> Iterator[Figure]:
    for base in BASE.finditer(text, start, end):
        at = base.end()
        if text[base.start() : base.start() + 2] == "等于":
            yield Figure("same", base[0], Decimal(0), "", base.start(), at, at)
            continue
        if _LIKE_LAST_YEAR.match(text, base.start(), end):
            yield Figure("same", base[0], Decimal(0), "", base.start(), at, at)
            continue
        if between := _BETWEEN.match(text, at, end):
            at = between.end()
        for word in words.same:
            match = word.pattern.match(text, at, end)
            if match:
                kind = "same" if word.name == "yes" else "about"
                yield Figure(kind, match[0], Decimal(0), "", base.start(), match.end(), match.end())
                break

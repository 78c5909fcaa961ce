"""A number in a student's own words: with or without a unit, in digits or characters, as an amount or a percentage."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from qzbudget.errors import UsageError

_UNITS = {
    "亿元": 100_000_000, "亿": 100_000_000, "billion": 1_000_000_000,
    "千万元": 10_000_000, "百万元": 1_000_000, "十万元": 100_000,
    "万元": 10_000, "万": 10_000, "wan": 10_000, "million": 1_000_000,
    "千元": 1000, "百元": 100, "thousand": 1000,
    "元": 1, "yuan": 1, "rmb": 1, "cny": 1, "¥": 1,
}  # fmt: skip
_NARROW = str.maketrans(
    {0xFF01 + offset: 0x21 + offset for offset in range(94)} | {0x3000: " ", 0x2212: "-", 0x2013: "-", 0xFFE5: "¥"}
)
_FALLS = re.compile("降|减|低于|(?<![至多不])少|decreas|fell|fall|down|drop|less")
_NUMBER = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|[-+]?\.\d+")
_BESIDE = re.compile(r"\d{4}年|第\d+页|表\d+|练习\d\.\d|page\d+|table\d+")
"""Numbers that say where or when, not how much."""
_OTHER_MONEY = re.compile(r"[^\d%]{0,4}?(?:元|币|美金|usd|eur|dollar|euro)")

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_POWERS = {"十": 10, "百": 100, "千": 1000}
_CHARACTERS = re.compile(
    "([零〇一二两三四五六七八九十百千]+)(?:点([零〇一二三四五六七八九]+))?(?=[十百千]?万|[百千]?元|亿|[%辆条个]|$)"
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it was written: ``yuan`` in each of its units (None where no unit is written), decimals, sign after it."""

    value: Decimal
    decimals: int
    yuan: Decimal | None = None
    is_percent: bool = False
    is_points: bool = False


class TooManyError(UsageError):
    """More than one answer where one is asked for."""


class UnreadableError(UsageError):
    """Nothing that could be the answer."""


class UnknownUnitError(UsageError):
    """An amount in a unit that no budget is written in."""


def narrow(text: str) -> str:
    """Return a text with plain digits, signs and blanks for the full-width ones.

    Examples
    --------
    >>> narrow("\uff0d12.3\u3000\uff05")
    '-12.3 %'
    """
    return text.translate(_NARROW)


def numbers_in(text: str) -> list[Number]:
    """Read the numbers of a text that say how much, each once.

    Raises
    ------
    UnknownUnitError
        If one is an amount in another unit of money.

    Examples
    --------
    >>> [(str(found.value), found.yuan) for found in numbers_in("公务接待费 280 万元")]
    [('280', Decimal('10000'))]
    >>> [(str(found.value), found.is_percent) for found in numbers_in("2023年下降1.13%")]
    [('-1.13', True)]
    >>> [str(found.value) for found in numbers_in("两百八十万元")]
    ['280']
    """
    compact = _BESIDE.sub("", narrow(text).lower().replace(" ", ""))
    is_percent = "百分之" in compact
    compact = compact.replace("百分之", "")
    if not re.search(r"\d", compact):
        compact = _CHARACTERS.sub(lambda found: _in_digits(found[1], found[2]), compact)
    falls = bool(_FALLS.search(compact) or re.fullmatch(r"\(.*\)", compact))
    found = [_number(compact, match) for match in _NUMBER.finditer(compact)]
    found = [replace(one, is_percent=one.is_percent or is_percent) for one in found]
    return list(dict.fromkeys(replace(one, value=-abs(one.value)) if falls else one for one in found))


def of_value(value: Decimal) -> Number:
    """Return a number that has no words around it."""
    return Number(value, _decimals(value))


def _number(text: str, match: re.Match[str]) -> Number:
    value = Decimal(match[0].replace(",", ""))
    before, after = text[: match.start()], text[match.end() :].lstrip("(")
    yuan = next((Decimal(yuan) for name, yuan in _UNITS.items() if after.startswith(name)), None)
    if yuan is None and before.endswith(("¥", "rmb", "cny")):
        yuan = Decimal(1)
    if yuan is None and _OTHER_MONEY.match(after):
        raise UnknownUnitError(text)
    is_points = after.startswith(("个百分点", "百分点", "percentagepoint", "pp", "point"))
    return Number(value, _decimals(value), yuan, after.startswith(("%", "percent")) and not is_points, is_points)


def _in_digits(whole: str, decimals: str | None) -> str:
    total, digit = 0, None
    for character in whole:
        if character in _POWERS:
            total, digit = total + (1 if digit is None else digit) * _POWERS[character], None
        else:
            digit = _DIGITS[character]
    after = "".join(str(_DIGITS[character]) for character in decimals or "")
    return f"{total + (digit or 0)}.{after}".rstrip(".")


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0

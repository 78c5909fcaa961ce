"""Printed amounts: what is a number, what stands for "nothing reported", and how many yuan it is."""

from __future__ import annotations

import re
from decimal import Decimal

from qzbudget.errors import AmountError

YUAN_IN = {"元": Decimal(1), "万元": Decimal(10_000)}
"""Yuan in each printed money unit."""

ANY_UNIT = r"(?:[百千十]?万|[百千十亿])?元|万?(?:美|港|欧)元"
"""Every money unit that a table may print, as a regular expression; those that :data:`YUAN_IN` lacks are never converted."""

_NARROW = str.maketrans({0xFF01 + offset: 0x21 + offset for offset in range(94)})
# full-width forms only: NFKC would also turn a footnote mark (①, ²) into a digit

_NEGATIVE_SIGNS = "-−－–△▲"
_BLANK = re.compile(r"[-−－–—―─/／*×﹣…]*|无")
_NUMBER = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+")
_CURRENCY = re.compile(r"^([-－−–(]?)[¥￥]")
_BRACKETED = re.compile(r"\((.+)\)")


def parse_number(text: str) -> Decimal | None:
    """Read one printed number.

    Parameters
    ----------
    text : str
        Cell text, e.g. ``"1,234.56"``, ``"-5.00"``, ``"（5.00）"``, ``"12.5%"``, ``"¥5.00"``.  The signs of per cent and of yuan are
        dropped.

    Returns
    -------
    Decimal or None
        The number with the digits that are printed; None for a blank, a dash or a slash: "not reported" is not zero.

    Raises
    ------
    AmountError
        If the text is neither a number nor a recognised blank.

    Examples
    --------
    >>> parse_number("1,234.56")
    Decimal('1234.56')
    >>> parse_number("－5.00")
    Decimal('-5.00')
    >>> parse_number("（5.00）")
    Decimal('-5.00')
    >>> parse_number("—") is None
    True
    """
    compact = re.sub(r"\s", "", text).translate(_NARROW)
    if _BLANK.fullmatch(compact):
        return None
    compact = _CURRENCY.sub(r"\1", compact.removesuffix("%"))
    negative = False
    if bracketed := _BRACKETED.fullmatch(compact):
        negative, compact = True, bracketed[1]
    if compact[:1] and compact[0] in _NEGATIVE_SIGNS:
        negative, compact = not negative, compact[1:]
    elif compact[:1] == "+":
        compact = compact[1:]
    if not _NUMBER.fullmatch(compact):
        raise AmountError(f"{text!r} 不是金额：应为数字（如 1,234.56）、空白或横线。请对照原文件检查这个单元格。")
    number = Decimal(compact.replace(",", ""))
    return -number if negative else number


def is_number(text: str) -> bool:
    """Tell whether a cell prints a number (blanks and dashes are none).

    Examples
    --------
    >>> is_number("0.00"), is_number("-"), is_number("3 个")
    (True, False, False)
    """
    try:
        return parse_number(text) is not None
    except AmountError:
        return False


def is_blank(text: str) -> bool:
    """Tell whether a cell prints nothing, or a dash or slash that stands for nothing."""
    return _BLANK.fullmatch(re.sub(r"\s", "", text)) is not None


def parse_amount(text: str, unit: str) -> Decimal | None:
    """Convert one printed amount to yuan.

    Parameters
    ----------
    text : str
        Cell text.
    unit : {"元", "万元"}
        Money unit of the table; 1 万元 = 10,000 yuan.

    Returns
    -------
    Decimal or None
        Exact yuan; None for a blank.

    Raises
    ------
    AmountError
        If the text is no amount, or the unit is none of the two.

    Examples
    --------
    >>> parse_amount("1,234.56", unit="万元")
    Decimal('12345600.00')
    >>> parse_amount("", unit="元") is None
    True
    """
    if unit not in YUAN_IN:
        raise AmountError(f"金额单位 {unit!r} 未知：应为 {'、'.join(YUAN_IN)}。")
    number = parse_number(text)
    return None if number is None else in_yuan(number, unit)


def in_yuan(number: Decimal, unit: str) -> Decimal:
    """Return the exact yuan of a number printed in a money unit, with at least two decimals."""
    yuan = number * YUAN_IN[unit]
    places = yuan.as_tuple().exponent
    return yuan if isinstance(places, int) and places <= -2 else yuan.quantize(Decimal("0.01"))

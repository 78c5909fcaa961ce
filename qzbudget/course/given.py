"""What a student wrote: numbers with or without a unit, names, lists, frames, in any of the usual ways."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from numbers import Integral, Real
from typing import Any

import pandas as pd

from qzbudget.errors import UsageError

AMOUNT = "amount_yuan"
_UNITS = {
    "亿元": Decimal(100_000_000), "亿": Decimal(100_000_000), "billion": Decimal(1_000_000_000),
    "万元": Decimal(10_000), "万": Decimal(10_000), "million": Decimal(1_000_000),
    "元": Decimal(1), "yuan": Decimal(1), "rmb": Decimal(1), "cny": Decimal(1), "¥": Decimal(1),
}  # fmt: skip
_NARROW = str.maketrans(
    {0xFF01 + offset: 0x21 + offset for offset in range(94)} | {0x3000: " ", 0x2212: "-", 0xFFE5: "¥"}
)
_FALLS = re.compile("下降|减少|降低|decreas|fell|fall|down|less")
_NUMBER = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|[-+]?\.\d+")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it was written: ``yuan`` in each of its units (None where no unit is written), decimals, percent sign."""

    value: Decimal
    decimals: int
    yuan: Decimal | None = None
    is_percent: bool = False


class TooManyError(UsageError):
    """More than one answer where one is asked for."""


class UnreadableError(UsageError):
    """Nothing that could be the answer."""


def is_blank(answer: Any) -> bool:
    """Tell whether nothing has been filled in yet.

    Examples
    --------
    >>> is_blank(...), is_blank("  "), is_blank(None), is_blank(0)
    (True, True, True, False)
    """
    if answer is ... or answer is None or (isinstance(answer, str) and not answer.strip(" .…")):
        return True
    return isinstance(answer, list | tuple | set | dict | pd.Series | pd.DataFrame) and len(answer) == 0


def number(answer: Any) -> Number:
    """Read the one number that an answer consists of.

    Parameters
    ----------
    answer : object
        A number, a text with or without a unit, a Series or a list of one number, a row or a frame with
        ``amount_yuan``.

    Raises
    ------
    TooManyError
        If it holds several numbers that differ.
    UnreadableError
        If it holds none.

    Examples
    --------
    >>> number("17,332.62 万元").value, number("17,332.62 万元").yuan
    (Decimal('17332.62'), Decimal('10000'))
    >>> number(pd.Series([91.6])).value, number("下降１.13％").value
    (Decimal('91.6'), Decimal('-1.13'))
    """
    if isinstance(answer, str):
        return _of_text(answer)
    values = list(dict.fromkeys(_plain(answer)))
    if len(values) > 1:
        raise TooManyError(str(len(values)))
    if not values:
        raise UnreadableError(repr(answer))
    [value] = values
    if isinstance(value, str):
        return _of_text(value)
    if isinstance(value, bool) or not isinstance(value, Real | Decimal):
        raise UnreadableError(repr(value))
    exact = (
        value
        if isinstance(value, Decimal)
        else Decimal(repr(int(value) if isinstance(value, Integral) else float(value)))
    )
    if not exact.is_finite():
        raise UnreadableError(repr(value))
    return Number(exact, _decimals(exact))


def texts(answer: Any) -> tuple[str, ...]:
    """Read the names or codes that an answer consists of, each as it was written.

    Examples
    --------
    >>> texts("公开表3、公开表5"), texts({201}), texts(pd.Series(["20805"]))
    (('公开表3、公开表5',), ('201',), ('20805',))
    """
    values = [answer] if isinstance(answer, str) else list(_plain(answer, names=True))
    written = tuple(dict.fromkeys(filter(None, map(_name, values))))
    if not written:
        raise UnreadableError(repr(answer))
    return written


def _name(value: Any) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).translate(_NARROW).strip()


def _of_text(text: str) -> Number:
    compact = text.translate(_NARROW).lower().replace(" ", "")
    found: list[str] = _NUMBER.findall(compact)
    if len(found) > 1:
        raise TooManyError(str(len(found)))
    if not found:
        raise UnreadableError(text)
    value = Decimal(found[0].replace(",", ""))
    if _FALLS.search(compact) or re.fullmatch(r"\(.*\)", compact):
        value = -abs(value)
    after = compact[compact.index(found[0]) + len(found[0]) :].lstrip("(")
    unit = next((yuan for name, yuan in _UNITS.items() if after.startswith(name)), None)
    if unit is None and compact.startswith(("¥", "rmb", "cny")):
        unit = Decimal(1)
    return Number(value, _decimals(value), unit, is_percent="%" in after or "百分" in compact)


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _plain(answer: Any, *, names: bool = False) -> Iterator[Any]:
    """Yield the plain values of an answer; of a frame or a row its amount, or its code or name."""
    match answer:
        case pd.DataFrame():
            yield from _plain(answer[_telling(answer.columns, names)], names=names)
        case pd.Series():
            row = _telling(answer.index, names, required=False)
            yield from [answer[row]] if row is not None else answer.dropna().tolist()
        case str() | bool() | Decimal():
            yield answer
        case _ if getattr(answer, "ndim", None) == 0:
            yield answer.item()
        case Iterable():
            yield from (plain for one in answer for plain in _plain(one, names=names))
        case _:
            yield answer


def _telling(labels: Iterable[Any], names: bool, *, required: bool = True) -> Any:
    wanted = ("code", "item_code", "name", "item_name", "number_printed", "role") if names else (AMOUNT,)
    present = set(labels)
    found = next((label for label in wanted if label in present), None)
    if found is None and required:
        raise UnreadableError("、".join(map(str, present)))
    return found

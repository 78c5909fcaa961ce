"""What a student gave: a number, a text, a list, a row, a column or a frame → the one number, or the names in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from numbers import Integral, Real
from typing import Any, Literal

import pandas as pd

from qzbudget.course.written import Number, TooManyError, UnreadableError, narrow, numbers_in, of_value
from qzbudget.errors import UsageError

Kind = Literal["money", "percent", "count"]
_COLUMNS: Mapping[Kind, tuple[str, ...]] = {
    "money": ("amount_yuan",),
    "percent": ("share_pct", "change_pct"),
    "count": ("count",),
}
"""The columns of a frame that hold what is asked for."""

CODES = ("code", "item_code", "编码", "name", "item_name", "名称", "phase", "kind")
TABLES = ("table_id", "number_printed", "title_printed", "role")
"""The columns of a frame, and the labels of a row, that name a code or a table."""


class UncountedError(UsageError):
    """A frame or a column of true and false where the number of its rows is asked for."""


def is_blank(answer: Any) -> bool:
    """Tell whether nothing has been filled in yet.

    Examples
    --------
    >>> is_blank(...), is_blank("  "), is_blank(None), is_blank(0)
    (True, True, True, False)
    """
    return answer is ... or answer is None or (isinstance(answer, str) and not answer.strip(" .…"))


def is_empty(answer: Any) -> bool:
    """Tell whether an answer is a list, a column or a frame that holds nothing.

    Examples
    --------
    >>> is_empty([]), is_empty([0]), is_empty("")
    (True, False, False)
    """
    if getattr(answer, "size", None) == 0:
        return True
    return isinstance(answer, list | tuple | set | frozenset | dict) and not answer


def number(answer: Any, kind: Kind = "money") -> Number:
    """Read the one number that an answer consists of.

    Parameters
    ----------
    answer : object
        A number, a text with or without a unit, a Series or a list of one number, a row or a frame with
        a column of what is asked for, or with one number alone.
    kind : {"money", "percent", "count"}
        What is asked for: a text that names an amount and a percentage gives the one of this kind.

    Raises
    ------
    TooManyError
        If it holds several numbers that differ.
    UnreadableError
        If it holds none.
    UnknownUnitError
        If it is an amount in a unit that no budget is written in.
    UncountedError
        If the rows of it should have been counted first.

    Examples
    --------
    >>> number("17,332.62 万元").value, number("17,332.62 万元").yuan
    (Decimal('17332.62'), Decimal('10000'))
    >>> number(pd.Series([91.6]), "percent").value, number("5 万元，下降１.13％", "percent").value
    (Decimal('91.6'), Decimal('-1.13'))
    """
    values = list(_numbers(answer, kind))
    if kind == "count" and (isinstance(answer, pd.DataFrame) or (values and all(isinstance(v, bool) for v in values))):
        raise UncountedError(repr(len(values)))
    found = list(dict.fromkeys(one for value in values for one in _read(value, kind)))
    if len(found) > 1:
        raise TooManyError(str(max(len(values), len(found))))
    if not found:
        raise UnreadableError(repr(answer))
    return found[0]


def texts(answer: Any, columns: tuple[str, ...] = CODES) -> tuple[str, ...]:
    """Read the names or codes that an answer consists of, each as it was written.

    Parameters
    ----------
    answer : object
        A text, a number, a list, a Series (its labels, where it holds amounts of named things), a row or a frame.
    columns : tuple of str
        Where a row or a frame holds the names, the telling ones first: :data:`CODES` or :data:`TABLES`.

    Examples
    --------
    >>> texts("公开表3、公开表5"), texts({201}), texts(pd.Series({"20805": 5.3}))
    (('公开表3、公开表5',), ('201',), ('20805',))
    """
    written = tuple(dict.fromkeys(filter(None, map(_name, _names(answer, columns)))))
    if not written:
        raise UnreadableError(repr(answer))
    return written


def _read(value: Any, kind: Kind) -> list[Number]:
    if isinstance(value, str):
        found = numbers_in(value)
        wanted = [one for one in found if one.is_percent] if kind == "percent" else []
        wanted = [one for one in found if one.yuan is not None] if kind == "money" else wanted
        return wanted if len(wanted) == 1 else found
    if isinstance(value, bool) or not isinstance(value, Real | Decimal):
        return []
    exact = value if isinstance(value, Decimal) else Decimal(repr(int(value) if isinstance(value, Integral) else float(value)))
    return [of_value(exact)] if exact.is_finite() else []


def _name(value: Any) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else narrow(str(value)).strip()


def _numbers(answer: Any, kind: Kind) -> Iterator[Any]:
    """Yield the plain values of an answer that may be its number."""
    match answer:
        case pd.DataFrame() | pd.Series():
            labels = answer.columns if isinstance(answer, pd.DataFrame) else answer.index
            column = _first_of(_COLUMNS[kind], labels)
            if column is not None:
                yield from _plain(answer[column])
                return
            values = list(_plain(answer))
            figures = [value for value in values if not isinstance(value, str)]
            yield from figures or values
        case _:
            yield from _plain(answer)


def _names(answer: Any, columns: tuple[str, ...]) -> Iterator[Any]:
    match answer:
        case pd.DataFrame():
            column = _first_of(columns, answer.columns)
            yield from _plain(answer[column]) if column is not None else ()
        case pd.Series():
            label = _first_of(columns, answer.index)
            labelled = all(isinstance(label, str) for label in answer.index)
            if label is not None:
                yield answer[label]
            elif labelled and not any(isinstance(value, str) for value in answer):
                yield from answer.index
            else:
                yield from _plain(answer)
        case _:
            yield from _plain(answer)


def _first_of(wanted: Iterable[str], labels: Iterable[Any]) -> str | None:
    present = set(labels)
    return next((label for label in wanted if label in present), None)


def _plain(answer: Any) -> Iterator[Any]:
    match answer:
        case pd.DataFrame():
            yield from (plain for name in answer.columns for plain in _plain(answer[name]))
        case pd.Series():
            yield from answer.dropna().tolist()
        case str() | bool() | Decimal():
            yield answer
        case Mapping():
            yield from (plain for one in answer.values() for plain in _plain(one))
        case _ if getattr(answer, "ndim", None) == 0:
            yield answer.item()
        case Iterable():
            yield from (plain for one in answer for plain in _plain(one))
        case _:
            yield answer

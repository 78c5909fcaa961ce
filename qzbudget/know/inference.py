"""Codes of lines that print a name only: the same document prints the name with its code in another table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from qzbudget.know.rows import KnownRow
from qzbudget.text import match_key

_FUNCTIONAL = "2"


def printed_codes(rows: Iterable[KnownRow]) -> dict[str, frozenset[str]]:
    """Gather the functional codes that a document prints beside each name."""
    codes: dict[str, set[str]] = {}
    for row in rows:
        if row.code and row.name and row.code.startswith(_FUNCTIONAL):
            codes.setdefault(match_key(row.name), set()).add(row.code)
    return {name: frozenset(found) for name, found in codes.items()}


def infer_codes(rows: Sequence[KnownRow], book: Mapping[str, frozenset[str]]) -> list[KnownRow]:
    """Give lines under a functional class the code that their name stands for.

    A name that several sections share (行政运行) gets the code that lies below the section, else the class, before it;
    where none lies there, or more than one, it gets none.

    Parameters
    ----------
    rows : sequence of KnownRow
        Rows of one side of a table.
    book : mapping
        As :func:`printed_codes` returns it.
    """
    inferred = []
    context = ""
    for row in rows:
        code = row.code or row.code_inferred
        if code is None and context and row.name and row.row_type == "detail":
            code = _below(context, book.get(match_key(row.name), frozenset()))
            inferred.append(replace(row, code_inferred=code, row_type="category" if code else row.row_type))
        else:
            inferred.append(row)
        if code is not None:
            context = code
        elif row.row_type != "detail":
            context = ""
    return inferred


def _below(context: str, codes: frozenset[str]) -> str | None:
    for prefix in (context[:5], context[:3]):
        below = sorted(code for code in codes if code.startswith(prefix) and code != context)
        # a section and its only item often share their name (其他教育支出 20599, 2059999): the section comes first
        if below and all(code.startswith(below[0]) for code in below):
            return below[0]
    return None

"""Tables of procurement, and the names that their figures carry."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from qzbudget.change.frame import each
from qzbudget.cited.marks import NO_MARKS, Marks
from qzbudget.cited.numbers import share_of
from qzbudget.cited.rows import Cell, Table, amount_cell, heads, laid_out, left_out_row
from qzbudget.naming import table_of
from qzbudget.number_format import percent
from qzbudget.purchases.kinds import KINDS
from qzbudget.wording import phrase, visible

_NUMBERS = ("amount", "share")
MOST_LINES = 60
"""Rows of a table of purchases that a page can hold; ``tables/procurement.csv`` has them all."""


def purchases_table(lines: pd.DataFrame, lang: str = "zh", marks: Marks = NO_MARKS) -> Table | None:
    """Lay out the purchases, largest first, with their kind, share and place; the last row is the whole.

    Parameters
    ----------
    lines : DataFrame
        As :func:`qzbudget.purchases.purchase_lines` gives it.
    lang : {"zh", "en"}
        Language.
    marks : Marks, optional
        What casts doubt on numbers.

    Returns
    -------
    Table or None
        The first sixty; a row tells how many more there are.  None where there are none.
    """
    if lines.empty:
        return None
    head = heads(("rank", "purchase", "code", "kind", "amount", "share", "place"), lang, _NUMBERS)
    body = [
        [
            Cell(str(rank)),
            Cell(visible(row.name)),
            Cell(visible(row.code)),
            Cell(kind_name(row.key, lang)),
            *_amount(row, lang, marks),
        ]
        for rank, row in enumerate(each(lines.head(MOST_LINES)), start=1)
    ]
    first, blank = next(each(lines)), [Cell("")] * 2
    whole = amount_cell(first.whole_yuan, first.whole_cells)
    foot = [Cell(""), Cell(phrase("row.whole", lang)), *blank, whole, *blank]
    return laid_out("qz-purchases", head, body, [*left_out_row(len(lines) - len(body), len(head), lang, at=1), foot])


def terms_table(found: pd.DataFrame, lang: str = "zh", marks: Marks = NO_MARKS) -> Table | None:
    """Lay out kinds of purchases, or what is reserved: amount, share and place of each.

    Parameters
    ----------
    found : DataFrame
        As :func:`qzbudget.purchases.purchase_kinds` or :func:`qzbudget.purchases.reserved` gives it.
    lang, marks
        As in :func:`purchases_table`.
    """
    if found.empty:
        return None
    body = [[Cell(kind_name(row.key, lang)), *_amount(row, lang, marks)] for row in each(found)]
    return laid_out("qz-purchases", heads(("kind", "amount", "share", "place"), lang, _NUMBERS), body)


def named(found: pd.DataFrame, lang: str = "zh") -> pd.DataFrame:
    """Return kinds of purchases, or what is reserved, with ``name`` in the reader's language, largest first."""
    names = [kind_name(key, lang) for key in found["key"]]
    return found.assign(name=names).sort_values("amount_yuan", ascending=False, kind="stable", ignore_index=True)


def kind_names(lang: str = "zh") -> Mapping[str, str]:
    """Return the names of the kinds of purchases; goods and services, the most frequent, get the colours that differ most."""
    return {kind: kind_name(kind, lang) for kind in (KINDS[0], KINDS[2], KINDS[1])}


def kind_name(key: str, lang: str) -> str:
    """Return the name of a kind of purchases, or of what is reserved.

    Examples
    --------
    >>> kind_name("goods", "zh"), kind_name("", "en")
    ('货物', 'Kind not told')
    """
    return phrase(f"purchase.{key or 'unknown'}", lang)


def _amount(row: Any, lang: str, marks: Marks) -> list[Cell]:
    known = not pd.isna(row.share_pct)
    where = (
        phrase("place", lang, table=table_of(row.role, row.number_printed, lang), page=row.page)
        if row.role
        else phrase("purchases.source.stated", lang, page=row.page)
    )
    n = row.cells.count("+") + 1
    place = where if n == 1 else phrase("places", lang, place=where, n=n)
    return [
        amount_cell(row.amount_yuan, row.cells),
        Cell(percent(row.share_pct), is_number=True, cells=share_of(row.cells, row.whole_cells) if known else ""),
        Cell(marks.beside(place, row.cells, lang)),
    ]

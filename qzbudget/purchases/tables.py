"""Tables of procurement, and the names that their figures carry."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from qzbudget.change.frame import each
from qzbudget.cited.marks import NO_MARKS, Marks
from qzbudget.cited.numbers import share_of
from qzbudget.cited.rows import Cell, Table, laid_out
from qzbudget.naming import table_of
from qzbudget.purchases.kinds import KINDS
from qzbudget.wording import WAN, in_unit, percent, phrase, visible

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
    heads = ("rank", "purchase", "code", "kind", "amount", "share", "place")
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
    first, left_out, blank = next(each(lines)), len(lines) - len(body), [Cell("")] * 2
    more = [Cell(""), Cell(phrase("row.more", lang, n=left_out)), *[Cell("")] * 5]
    whole = Cell(in_unit(first.whole_yuan, WAN), is_number=True, cells=first.whole_cells)
    foot = [Cell(""), Cell(phrase("row.whole", lang)), *blank, whole, *blank]
    return laid_out("qz-purchases", _head(heads, lang), body, [*([more] if left_out else []), foot])


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
    return laid_out("qz-purchases", _head(("kind", "amount", "share", "place"), lang), body)


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


def _head(names: tuple[str, ...], lang: str) -> list[Cell]:
    unit = phrase(f"unit.{WAN.name}", lang)
    return [Cell(phrase(f"column.{name}", lang, unit=unit), name in ("amount", "share")) for name in names]


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
        Cell(in_unit(row.amount_yuan, WAN), is_number=True, cells=row.cells),
        Cell(percent(row.share_pct), is_number=True, cells=share_of(row.cells, row.whole_cells) if known else ""),
        Cell(" ".join(filter(None, (place, marks.of(row.cells, lang))))),
    ]

"""Ruled tables whose numbers no column heads: they are in no CSV, so their pages are told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qzbudget.know.role import OTHER, TitledTable
from qzbudget.tidy import TidyTable

_MONEY = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)\.\d{2,6}|-?\d{1,3}(?:,\d{3})+")
"""A number with decimals or separated thousands; years, counts and line numbers have neither."""
_FEWEST = 2


def pages_without_amounts(titled: Sequence[TitledTable], tidied: Sequence[TidyTable]) -> Iterator[int]:
    """Yield the first page of each table of no known role that prints money and of which no amount was taken.

    Parameters
    ----------
    titled : sequence of TitledTable
        The tables of a document.
    tidied : sequence of TidyTable
        The same tables as records.
    """
    for table, tidy in zip(titled, tidied, strict=True):
        if tidy.table.role == OTHER and not tidy.table.amounts:
            cells = dict.fromkeys(cell for row in table.printed.rows for cell in row.cells)
            if sum(_MONEY.fullmatch(cell.text.strip()) is not None for cell in cells) >= _FEWEST:
                yield tidy.table.page_first

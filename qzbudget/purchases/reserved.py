"""What of the purchases is reserved for, or awarded to, smaller firms (中小企业、小微企业)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from qzbudget.breakdown.cells import column_of, completed, current, printed_total, whole_measure
from qzbudget.cited.numbers import sum_of
from qzbudget.dataset.load import FEN, Dataset
from qzbudget.purchases.frame import named_cells, purchases
from qzbudget.purchases.lines import ROLE
from qzbudget.purchases.stated import AWARDED, RESERVED, WHOLE, stated

TERMS = (*RESERVED, *AWARDED)


def reserved(data: Dataset) -> pd.DataFrame:
    """Return what is reserved for, or awarded to, smaller firms, and its share of all purchases.

    Parameters
    ----------
    data : Dataset
        A loaded dataset.

    Returns
    -------
    DataFrame
        A frame of purchases with ``key`` one of :data:`TERMS`: from the columns of the first table that has such, else from
        the narrative.  No rows where neither tells, which does not say that nothing is reserved.
    """
    cells = completed(data.amounts)
    with_terms = cells.loc[cells["measure"].isin(TERMS) & cells["amount_yuan"].notna(), "table_id"].unique()
    for table_id in with_terms:
        printed = purchases(_printed(current(cells[cells["table_id"] == table_id])))
        if len(printed):
            return printed
    found = stated(data)
    return found[found["key"].isin(TERMS)].reset_index(drop=True)


def _printed(table: pd.DataFrame) -> Iterator[dict[str, Any]]:
    whole = printed_total(column_of(table, _whole_measure(table)))
    for term in TERMS:
        total = printed_total(column_of(table, term))
        if len(total):
            yield {
                "key": term,
                "amount_yuan": round(total["amount_yuan"].sum(), FEN),
                "cells": sum_of(named_cells(total)),
                "whole_yuan": round(whole["amount_yuan"].sum(), FEN) if len(whole) else None,
                "whole_cells": sum_of(named_cells(whole)),
                **{name: total[name].iloc[0] for name in ("role", "number_printed", "page")},
            }


def _whole_measure(table: pd.DataFrame) -> str:
    """Return the measure of all purchases: a column of a table of expenditure, or the whole of a table of purchases."""
    of_purchases = whole_measure(table["measure"].dropna().unique()) if (table["role"] == ROLE).all() else None
    return WHOLE if (table["measure"] == WHOLE).any() or of_purchases is None else of_purchases

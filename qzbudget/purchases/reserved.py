"""What of the purchases is reserved for, or awarded to, small and medium firms (中小企业、小微企业)."""

from __future__ import annotations

import pandas as pd

from qzbudget.cells import column_of, completed, current, printed_total
from qzbudget.cited import sum_of
from qzbudget.load import FEN, Dataset
from qzbudget.purchases.frame import named_cells, purchases
from qzbudget.purchases.lines import ROLE, columns
from qzbudget.purchases.stated import stated

TERMS = ("sme_reserved", "smb_reserved", "sme_awarded", "smb_awarded")
"""For small and medium, and for small and micro firms; budgets reserve, final accounts tell what was awarded."""


def reserved(data: Dataset) -> pd.DataFrame:
    """Return what is reserved for, or awarded to, smaller firms, and its share of all purchases.

    Parameters
    ----------
    data : Dataset
        A loaded dataset.

    Returns
    -------
    DataFrame
        A frame of purchases with ``key`` as in :data:`TERMS`: from the column of the procurement table, else from the
        narrative.  No rows where neither tells, which does not say that nothing is reserved.
    """
    printed = _printed(data)
    if len(printed):
        return printed
    found = stated(data)
    return found[found["key"].isin(TERMS)].reset_index(drop=True)


def _printed(data: Dataset) -> pd.DataFrame:
    cells = completed(data.amounts)
    for whole in columns(data):
        table = current(cells[(cells["role"] == ROLE) & (cells["table_id"] == whole["table_id"].iloc[0])])
        of = printed_total(whole)
        rows = [
            {
                "key": term,
                "amount_yuan": round(total["amount_yuan"].sum(), FEN),
                "cells": sum_of(named_cells(total)),
                "whole_yuan": round(of["amount_yuan"].sum(), FEN) if len(of) else None,
                "whole_cells": sum_of(named_cells(of)),
                **{name: total[name].iloc[0] for name in ("role", "number_printed", "page")},
            }
            for term in TERMS
            if len(total := printed_total(column_of(table, term)))
        ]
        if rows:
            return purchases(rows)
    return purchases([])

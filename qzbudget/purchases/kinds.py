"""Purchases by kind: goods, works and services (货物、工程、服务)."""

from __future__ import annotations

import pandas as pd

from qzbudget.cited.numbers import sum_of
from qzbudget.dataset.load import FEN, Dataset
from qzbudget.purchases.frame import purchases
from qzbudget.purchases.lines import tables_of
from qzbudget.purchases.stated import KINDS, stated

__all__ = ["KINDS", "added_up", "purchase_kinds"]


def purchase_kinds(data: Dataset) -> pd.DataFrame:
    """Return what is spent on goods, works and services.

    Parameters
    ----------
    data : Dataset
        A loaded dataset.

    Returns
    -------
    DataFrame
        A frame of purchases with ``key`` as in :data:`KINDS`: the lines of the first procurement table added up, where each
        of them tells its kind, else what the narrative says.  A kind that neither tells has no row.
    """
    lines = next(tables_of(data), purchases([]))
    if len(lines) and (lines["key"] != "").all():
        return added_up(lines)
    found = stated(data)
    return found[found["key"].isin(KINDS)].reset_index(drop=True)


def added_up(lines: pd.DataFrame) -> pd.DataFrame:
    """Add up purchases of each kind; a kind without lines has no row."""
    groups = [(kind, lines[lines["key"] == kind]) for kind in KINDS]
    return purchases(
        {
            **{str(name): value for name, value in rows.iloc[0].items()},
            "name": "",
            "code": "",
            "amount_yuan": round(rows["amount_yuan"].sum(), FEN),
            "cells": sum_of(rows["cells"]),
        }
        for _, rows in groups
        if len(rows)
    )

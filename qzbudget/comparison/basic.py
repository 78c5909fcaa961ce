"""Personnel and operating expenditure as the narrative states them, where no table prints both."""

from __future__ import annotations

import pandas as pd

from qzbudget.breakdown.analysis import ROUNDING_YUAN
from qzbudget.breakdown.composition import COLUMNS

PARTS = ("personnel", "operating")


def stated_basic(statements: pd.DataFrame) -> pd.DataFrame:
    """Return basic expenditure broken down as a narrative states it.

    Parameters
    ----------
    statements : DataFrame
        As ``Dataset.statements``.

    Returns
    -------
    DataFrame
        A composition.  No rows unless the narrative states one amount of personnel and one of operating expenditure that
        together make basic expenditure that it states too, but for the rounding of 0.01 万元 of each.

    Examples
    --------
    >>> statements = pd.DataFrame({"statement_id": ["s1", "s2", "s3"], "concept": ["basic", "personnel", "operating"],
    ...     "measure": "budget", "amount_yuan": [4e6, 3e6, 1e6], "section": "五", "page": 9})
    >>> stated_basic(statements)[["code", "share_pct", "cells", "whole_cells"]]
                        code  share_pct cells whole_cells
    0  total.basic.personnel       75.0    s2          s1
    1  total.basic.operating       25.0    s3          s1
    """
    stated = statements[(statements["measure"] == "budget") & statements["amount_yuan"].notna()]
    parts = [stated[stated["concept"] == name] for name in PARTS]
    if any(len(set(part["amount_yuan"])) != 1 for part in parts):
        return pd.DataFrame(columns=list(COLUMNS))
    found = pd.concat([part.head(1) for part in parts], ignore_index=True)
    total = float(found["amount_yuan"].sum())
    basic = stated[stated["concept"] == "basic"]
    whole = basic[(basic["amount_yuan"] - total).abs() <= ROUNDING_YUAN * len(PARTS)].head(1)
    if whole.empty:
        return pd.DataFrame(columns=list(COLUMNS))
    of = float(whole["amount_yuan"].iloc[0])
    composed = found.assign(
        rank=[1, 2],
        name=["人员经费", "公用经费"],
        code=[f"total.basic.{name}" for name in PARTS],
        share_pct=found["amount_yuan"].astype(float) / of * 100,
        whole_yuan=of,
        role="",
        measure="total.basic",
        proved=True,
        cells=found["statement_id"],
        whole_cells=str(whole["statement_id"].iloc[0]),
    )
    return composed.reindex(columns=list(COLUMNS)).sort_values("share_pct", ascending=False, kind="stable", ignore_index=True)

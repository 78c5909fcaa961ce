"""What the narrative says of procurement."""

from __future__ import annotations

import pandas as pd

from qzbudget.load import Dataset
from qzbudget.purchases.frame import purchases

WHOLE = "procurement"
_MEASURES = {"budget": "budget", "final_accounts": "executed"}


def stated(data: Dataset) -> pd.DataFrame:
    """Return the amounts of the first section that speaks of procurement, each term once.

    Parameters
    ----------
    data : Dataset
        A loaded dataset.

    Returns
    -------
    DataFrame
        A frame of purchases; ``key`` is the term below ``procurement`` (``goods``, ``sme_reserved`` …), empty for the whole.
        Budgets say what is budgeted, final accounts what was executed.  A term of which the section says two different
        amounts is left out, since nothing tells which of them is meant.
    """
    said = data.statements
    measure = _MEASURES.get(str(data.document["kind"]))
    said = said[said["concept"].fillna("").str.match(rf"{WHOLE}(\.|$)") & said["amount_yuan"].notna()]
    said = said[said["measure"] == measure]
    if said.empty:
        return purchases([])
    said = said[said["section"].fillna("") == said["section"].fillna("").iloc[0]]
    amounts = said.groupby("concept")["amount_yuan"].transform("nunique")
    once = said[amounts == 1].drop_duplicates("concept")
    whole = once[once["concept"] == WHOLE]
    shared = {
        "whole_yuan": whole["amount_yuan"].iloc[0] if len(whole) else None,
        "whole_cells": whole["statement_id"].iloc[0] if len(whole) else "",
    }
    return purchases(
        {
            "key": row["concept"][len(WHOLE) + 1 :],
            "name": row["subject"],
            "amount_yuan": row["amount_yuan"],
            "cells": row["statement_id"],
            "page": row["page"],
            **shared,
        }
        for row in once.to_dict("records")
    )


def stated_whole(data: Dataset) -> pd.DataFrame:
    """Return what the narrative says of all purchases: one row, or none."""
    found = stated(data)
    return found[found["key"] == ""].reset_index(drop=True)

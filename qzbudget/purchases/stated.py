"""What the narrative says of procurement."""

from __future__ import annotations

import pandas as pd

from qzbudget.dataset.load import Dataset
from qzbudget.purchases.frame import purchases

WHOLE = "procurement"
KINDS = ("goods", "works", "services")
RESERVED = ("sme_reserved", "smb_reserved")
AWARDED = ("sme_awarded", "smb_awarded")
"""For small and medium, and for small and micro firms; budgets reserve, final accounts tell what was awarded."""

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
        Budgets say what is budgeted, final accounts what was executed; what is reserved is budgeted in both, and has no
        share of what was executed.  Terms of which the section says two different amounts are left out, since nothing tells
        which of them is meant; of goods, works and services then all.
    """
    own = _MEASURES.get(str(data.document["kind"]))
    said = data.statements
    said = said[said["concept"].fillna("").str.match(rf"{WHOLE}(\.|$)") & said["amount_yuan"].notna()]
    said = said.assign(key=said["concept"].str[len(WHOLE) + 1 :], section=said["section"].fillna(""))
    said = said[(said["measure"] == own) | (said["key"].isin(RESERVED) & (said["measure"] == "budget"))]
    if said.empty:
        return purchases([])
    said = said[said["section"] == said["section"].iloc[0]]
    unclear = set(said.loc[said.groupby("key")["amount_yuan"].transform("nunique") > 1, "key"])
    unclear |= set(KINDS) if unclear & set(KINDS) else set()
    once = said[~said["key"].isin(unclear)].drop_duplicates("key")
    whole = once[once["key"] == ""]
    shared = {"whole_yuan": None, "whole_cells": ""}
    if len(whole):
        shared = {"whole_yuan": whole["amount_yuan"].iloc[0], "whole_cells": whole["statement_id"].iloc[0]}
    return purchases(
        {
            "key": row["key"],
            "name": row["subject"],
            "amount_yuan": row["amount_yuan"],
            "cells": row["statement_id"],
            "page": row["page"],
            **(shared if row["measure"] == own else {}),
        }
        for row in once.to_dict("records")
    )


def stated_whole(data: Dataset) -> pd.DataFrame:
    """Return what the narrative says of all purchases: one row, or none."""
    found = stated(data)
    return found[found["key"] == ""].reset_index(drop=True)

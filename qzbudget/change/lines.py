"""The change of the lines of expenditure: from last year's document, else from the columns of last year."""

from __future__ import annotations

import pandas as pd

from qzbudget.change.contributions import contributions, stated_contributions
from qzbudget.change.documents import Related, between, execution, previous
from qzbudget.change.frame import TOTAL, changes
from qzbudget.change.printed import printed_changes
from qzbudget.change.recoded import renamed
from qzbudget.change.stated import executions

ROLES = ("expenditure_summary", "general_budget_expenditure")
"""Tables that can print last year's expenditure by function, the widest first."""


def function_changes(documents: Related, level: str = "class") -> pd.DataFrame:
    """Compare expenditure by function with last year.

    Parameters
    ----------
    documents : Related
        As :func:`qzbudget.change.related` gives it.
    level : {"class", "section", "item"}
        Level of the comparison of two documents; a table with both years gives every level that it prints.

    Returns
    -------
    DataFrame
        A frame of changes with a row ``"total"``: from last year's document, where it is at hand and prints the same table;
        else from the columns of this and last year in one table; no rows where neither is there.
    """
    last = previous(documents)
    found = between(last, documents.own, "function", level) if last is not None else changes([])
    for role in ROLES:
        found = renamed(printed_changes(documents.own.amounts, role)) if found.empty else found
    return found


def kind_contributions(documents: Related, stated: pd.DataFrame) -> pd.DataFrame | None:
    """Tell what basic and project expenditure contribute to the change of expenditure.

    Parameters
    ----------
    documents : Related
        As :func:`qzbudget.change.related` gives it.
    stated : DataFrame
        As :func:`qzbudget.change.stated_changes` gives it.

    Returns
    -------
    DataFrame or None
        As :func:`qzbudget.change.contributions` gives it: what the narrative states, else the difference from last year's
        document; None where neither tells.
    """
    found, last = stated_contributions(stated), previous(documents)
    if found is not None or last is None:
        return found
    kinds = between(last, documents.own, "kind")
    whole = kinds[kinds["key"] == TOTAL]
    return None if whole.empty else contributions(whole.iloc[0], kinds[kinds["key"] != TOTAL])


def execution_changes(documents: Related) -> pd.DataFrame:
    """Compare the budget with the final accounts of the same year.

    Parameters
    ----------
    documents : Related
        As :func:`qzbudget.change.related` gives it.

    Returns
    -------
    DataFrame
        A frame of changes whose base is the budget: from the two documents, where both are at hand and print the same
        table; else what the narrative states of both; no rows where neither is there.
    """
    pair = execution(documents)
    found = between(*pair) if pair is not None else changes([])
    own = documents.own
    return executions(own.statements, own.document["fiscal_year"]) if found.empty else found

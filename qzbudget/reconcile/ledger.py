"""The ledger counted and sorted: pure functions over ``checks.csv``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import pandas as pd

from qzbudget.change.documents import Related
from qzbudget.check.datasets import of_dataset
from qzbudget.check.figures import FAIL, INSUFFICIENT, NOT_RUN, PASS, ROUNDING, STATUSES
from qzbudget.check.rules import rules
from qzbudget.check.years import cross_checks
from qzbudget.dataset.load import load

COMPARED = (PASS, ROUNDING, FAIL)
"""Statuses of checks that compared something, the harmless first."""


def ledger_of(documents: Related) -> pd.DataFrame:
    """Return every check of a document, also those against last year's document where it is at hand.

    Parameters
    ----------
    documents : Related
        As :func:`qzbudget.change.related` gives it.

    Returns
    -------
    DataFrame
        Columns as in ``checks.csv``.  A rule between documents that the document alone could not run is left out once
        it was run.
    """
    own = documents.own
    if not documents.others:
        return own.checks
    materials = [of_dataset(load(data.folder, exact=True)) for data in documents.every]
    records = [r for r in cross_checks(materials) if r.document_id == own.document["document_id"]]
    between = pd.DataFrame([asdict(record) for record in records], columns=list(own.checks.columns))
    yuan = [name for name in between.columns if name.endswith("_yuan")]
    between = between.astype(dict.fromkeys(yuan, "float64"))
    run_since = (own.checks["status"] == NOT_RUN) & own.checks["rule"].isin(between["rule"])
    return pd.concat([own.checks[~run_since], between], ignore_index=True) if len(between) else own.checks


def by_category(checks: pd.DataFrame) -> pd.DataFrame:
    """Count the checks that compared something, by category of their rule.

    Parameters
    ----------
    checks : DataFrame
        ``rule`` and ``status`` as in ``checks.csv``.

    Returns
    -------
    DataFrame
        ``category`` and a column for each of :data:`COMPARED`, in the order of the rules; categories that compared nothing
        are left out.

    Examples
    --------
    >>> checks = pd.DataFrame({"rule": ["rows_add_up", "rows_add_up", "crosswalk"], "status": ["pass", "fail", "not_run"]})
    >>> by_category(checks)
           category  pass  rounding  fail
    0  within_table     1         0     1
    """
    known = checks.assign(category=[rules()[rule].category if rule in rules() else rule for rule in checks["rule"]])
    return _counted(known, "category", list(dict.fromkeys(rule.category for rule in rules().values())))


def by_rule(checks: pd.DataFrame) -> pd.DataFrame:
    """Count the checks that compared something, by rule; columns as :func:`by_category`, with ``rule``."""
    return _counted(checks, "rule", list(rules()))


def _counted(checks: pd.DataFrame, by: str, order: Sequence[str]) -> pd.DataFrame:
    ran = checks[checks["status"].isin(COMPARED)]
    counts = pd.crosstab(ran[by], ran["status"]) if len(ran) else pd.DataFrame()
    every = counts.reindex(index=[name for name in order if name in counts.index], columns=list(COMPARED), fill_value=0)
    every.columns.name = None
    return every.rename_axis(by).reset_index()


def with_status(checks: pd.DataFrame, *statuses: str) -> pd.DataFrame:
    """Return the checks of some statuses, worst first: by status, severity, and how far the sides differ.

    Examples
    --------
    >>> checks = pd.DataFrame({"rule": "rows_add_up", "status": ["rounding", "fail", "fail"], "difference_yuan": [1.0, 2.0, -3.0]})
    >>> with_status(checks, "fail", "rounding")["difference_yuan"].tolist()
    [-3.0, 2.0, 1.0]
    """
    chosen = checks[checks["status"].isin(statuses)]
    ranks: dict[str, Any] = {
        "worst": chosen["status"].map({status: rank for rank, status in enumerate(STATUSES)}),
        "mild": [rule in rules() and rules()[rule].severity != "error" for rule in chosen["rule"]],
        "far": -chosen["difference_yuan"].abs().astype(float),
    }
    return (
        chosen.assign(**ranks).sort_values(list(ranks), kind="stable").drop(columns=list(ranks)).reset_index(drop=True)
    )


def unchecked(checks: pd.DataFrame) -> pd.DataFrame:
    """Return what could not be checked, and why: ``rule``, ``status``, ``message``, and how many checks say so (``n``).

    Examples
    --------
    >>> checks = pd.DataFrame({"rule": "crosswalk", "status": ["not_run", "pass"], "message": ["没有上一年的文件", ""]})
    >>> unchecked(checks)
            rule   status   message  n
    0  crosswalk  not_run  没有上一年的文件  1
    """
    open_ones = checks[checks["status"].isin([INSUFFICIENT, NOT_RUN])]
    names = ["rule", "status", "message"]
    return open_ones.groupby(names, sort=False, dropna=False).size().rename("n").reset_index()


def corrected(amounts: pd.DataFrame) -> pd.DataFrame:
    """Return the amounts that a declared correction puts right; both values stay in the row."""
    return amounts[amounts["correction_id"].notna()].reset_index(drop=True)

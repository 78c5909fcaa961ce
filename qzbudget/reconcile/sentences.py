"""Sentences about the ledger; every number is computed, every amount carries its cells."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from qzbudget.check.figures import FAIL, RAN, STATUSES
from qzbudget.cited.numbers import check_of, cited, difference_of
from qzbudget.dataset.load import Dataset
from qzbudget.naming import document_name
from qzbudget.reconcile.words import Check, reason_of, rule_name, sides_of, subject_of
from qzbudget.wording import YUAN, in_unit, phrase, plain


def overview(budget: Dataset, checks: pd.DataFrame, lang: str = "zh") -> str:
    """Tell how many checks were made, and how they ended.

    Parameters
    ----------
    budget : Dataset
        The document.
    checks : DataFrame
        Its ledger.
    lang : {"zh", "en"}
        Language.
    """
    counts = Counter(checks["status"])
    values = {status: f"{counts[status]:,}" for status in STATUSES}
    ran = sum(counts[status] for status in RAN)
    if not ran:
        return phrase("reconcile.nothing", lang, document=plain(document_name(budget.document, lang)))
    key = "reconcile.overview.fail" if counts[FAIL] else "reconcile.overview"
    return phrase(key, lang, document=plain(document_name(budget.document, lang)), n=f"{ran:,}", **values)


def findings(found: pd.DataFrame, status: str = FAIL, lang: str = "zh") -> str:
    """Tell how many checks ended so, by rule; or that none did.

    Parameters
    ----------
    found : DataFrame
        As :func:`qzbudget.reconcile.with_status` gives it, of one status.
    status : {"fail", "rounding"}
        The status.
    lang : {"zh", "en"}
        Language.
    """
    if found.empty:
        return phrase(f"reconcile.none.{status}", lang)
    counts = found["rule"].value_counts(sort=True)
    told = [phrase("reconcile.counted", lang, rule=rule_name(str(rule), lang), n=n) for rule, n in counts.items()]
    return phrase(f"reconcile.some.{status}", lang, n=len(found), list=phrase("semicolon", lang).join(told))


def finding(check: Check, number: int, lang: str = "zh") -> str:
    """Tell one finding: the rule, the subject, both sides and how far they differ.

    Parameters
    ----------
    check : tuple
        A row of the ledger.
    number : int
        Its number among the findings.
    lang : {"zh", "en"}
        Language.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> from qzbudget.cited.numbers import without_cells
    >>> check = SimpleNamespace(rule="rows_add_up", status="fail", subject="合计", left_where="a:0:1",
    ...     right_where="a:1:1+a:2:1", left_yuan=400.0, right_yuan=300.0, difference_yuan=100.0, message=None)
    >>> without_cells(finding(check, 1))
    '**1. 不符**　每一行等于它下级各行之和（合计）：左边 400.00 元，右边 300.00 元，相差 100.00 元。'
    """
    left, right = sides_of(check)
    subject = plain(subject_of(check))
    head = phrase(
        "reconcile.finding",
        lang,
        n=number,
        status=phrase(f"status.{check.status}", lang),
        rule=rule_name(check.rule, lang),
        subject=phrase("reconcile.subject", lang, subject=subject) if subject else "",
    )
    tail = [plain(reason)] if (reason := reason_of(check, lang)) else []
    if pd.notna(check.left_yuan) and pd.notna(check.right_yuan):
        compared = phrase(
            "reconcile.compared",
            lang,
            left=cited(_exact(check.left_yuan, lang), left),
            right=cited(_exact(check.right_yuan, lang), right),
            difference=cited(_exact(abs(check.difference_yuan), lang), difference_of(left, right)),
        )
        tail = [compared, *tail]
    elif left:
        tail = [cited(phrase("reconcile.places", lang, n=len(left.split("+"))), check_of(left, right)), *tail]
    return phrase("reconcile.said", lang, head=head, tail=phrase("semicolon", lang).join(tail))


def _exact(yuan: float, lang: str) -> str:
    """Print an amount to the fen: what is rounded away could be all that two sides differ by."""
    return phrase(f"money.{YUAN.name}", lang, number=in_unit(yuan, YUAN))


def unchecked(found: pd.DataFrame, lang: str = "zh") -> str:
    """Tell how many checks could not be made for want of data; the table says why.

    Parameters
    ----------
    found : DataFrame
        As :func:`qzbudget.reconcile.unchecked` gives it.
    lang : {"zh", "en"}
        Language.
    """
    if found.empty:
        return phrase("reconcile.none.unchecked", lang)
    return phrase("reconcile.some.unchecked", lang, n=int(found["n"].sum()), rules=len(found["rule"].unique()))


def corrections(found: pd.DataFrame, lang: str = "zh") -> str:
    """Tell how many amounts a declared correction puts right.

    Parameters
    ----------
    found : DataFrame
        As :func:`qzbudget.reconcile.corrected` gives it.
    lang : {"zh", "en"}
        Language.
    """
    key = "reconcile.some.corrected" if len(found) else "reconcile.none.corrected"
    return phrase(key, lang, n=len(found))

"""Sentences about the ledger; every number is computed, every amount carries its cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pandas as pd

from qzbudget.check.figures import FAIL, INSUFFICIENT, NOT_APPLICABLE, NOT_RUN, RAN, ROUNDING, STATUSES
from qzbudget.cited.numbers import check_of, cited, difference_of
from qzbudget.dataset.load import Dataset
from qzbudget.naming import document_name
from qzbudget.number_format import YUAN, in_unit
from qzbudget.reconcile.words import Check, reason_of, rule_name, sides_of, subject_of
from qzbudget.wording import phrase, plain


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
    ran = sum(counts[status] for status in RAN)
    document = plain(document_name(budget.document, lang))
    if not ran:
        return phrase("reconcile.nothing", lang, document=document)
    ended = _counted(counts, "reconcile.ended", [status for status in reversed(STATUSES) if status in RAN], lang)
    ended += [] if counts[FAIL] else [phrase("reconcile.ended.none", lang)]
    open_ones = _counted(counts, "reconcile.rest", (INSUFFICIENT, NOT_RUN, NOT_APPLICABLE), lang)
    comma = phrase("comma", lang)
    rest = phrase("reconcile.rest", lang, list=comma.join(open_ones)) if open_ones else ""
    return phrase("reconcile.overview", lang, document=document, n=f"{ran:,}", list=comma.join(ended), rest=rest)


def _counted(counts: Counter[str], key: str, statuses: Sequence[str], lang: str) -> list[str]:
    return [phrase(f"{key}.{status}", lang, n=f"{counts[status]:,}") for status in statuses if counts[status]]


def categories(counted: pd.DataFrame, lang: str = "zh") -> str | None:
    """Tell in which parts of the document checks fail or differ by rounding; None where nothing was checked.

    Parameters
    ----------
    counted : DataFrame
        As :func:`qzbudget.reconcile.by_category` gives it.
    lang : {"zh", "en"}
        Language.

    Examples
    --------
    >>> counted = pd.DataFrame({"category": ["within_table", "narrative"], "pass": [9, 9], "rounding": [6, 0], "fail": [0, 3]})
    >>> categories(counted)
    '不符的：正文与表 3 处；只差尾数的：表内 6 处。'
    """
    if counted.empty:
        return None
    told = []
    for status in (FAIL, ROUNDING):
        some = counted[counted[status] > 0]
        named = [
            phrase("reconcile.where.one", lang, name=phrase(f"category.{category}", lang), n=n)
            for category, n in zip(some["category"], some[status], strict=True)
        ]
        told += [phrase(f"reconcile.where.{status}", lang, list=phrase("separator", lang).join(named))] if named else []
    listed = phrase("semicolon", lang).join(told)
    return phrase("reconcile.where", lang, list=listed) if told else phrase("reconcile.where.none", lang)


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
    >>> print(without_cells(finding(check, 1)))
    **1. 不符**　“每一行等于它下级各行之和”（合计）：左边 400.00 元，右边 300.00 元，相差 100.00 元。
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

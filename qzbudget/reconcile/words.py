"""The words of a check, in Chinese as the ledger has them, or in English."""

from __future__ import annotations

from typing import Any

import pandas as pd

from qzbudget.check.findings import in_language
from qzbudget.check.rules import rules
from qzbudget.wording import phrase

Check = Any
"""A row of ``checks.csv``, as ``itertuples`` gives it."""


def rule_name(rule: str, lang: str) -> str:
    """Return the sentence of a rule; a rule that this version does not know keeps its name.

    Examples
    --------
    >>> rule_name("rows_add_up", "en"), rule_name("no_such_rule", "zh")
    ('Each line is the sum of its parts', 'no_such_rule')
    """
    return rules()[rule].said(lang) if rule in rules() else rule


def reason_of(check: Check, lang: str) -> str:
    """Return what the ledger says beyond the rule and the two sides.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> check = SimpleNamespace(rule="rows_add_up", left_yuan=float("nan"), message="每一行等于它下级各行之和；没有上一年的文件")
    >>> reason_of(check, "zh"), reason_of(check, "en")
    ('没有上一年的文件', "last year's document is not at hand")
    """
    if pd.isna(check.message):
        return ""
    joint = phrase("check.joint", lang)
    told = in_language(check.rule, str(check.message), lang)
    said = told.removeprefix(rule_name(check.rule, lang)).removeprefix(joint).split(joint)
    return joint.join(said if pd.isna(check.left_yuan) else said[1:])


def subject_of(check: Check) -> str:
    """Return what was checked; empty where the rule is about the whole document."""
    return "" if pd.isna(check.subject) else str(check.subject)


def sides_of(check: Check) -> tuple[str, str]:
    """Return the cells on both sides; empty where a side has none."""
    return tuple("" if pd.isna(side) else str(side) for side in (check.left_where, check.right_where))  # type: ignore[return-value]

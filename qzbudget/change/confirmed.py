"""Which of the stated changes the ledger confirms, and which rest on their words alone."""

from __future__ import annotations

import pandas as pd

from qzbudget.change.frame import BASES
from qzbudget.cited.numbers import cited
from qzbudget.wording import phrase, plain

_MOST = 8


def confirmed(statements: pd.DataFrame, lang: str = "zh") -> str | None:
    """Tell how many of the changes that a narrative states other figures confirm, and name those that none confirms.

    Parameters
    ----------
    statements : DataFrame
        As ``Dataset.statements``.
    lang : {"zh", "en"}
        Language.

    Returns
    -------
    str or None
        None where no change is stated.

    Examples
    --------
    >>> statements = pd.DataFrame({
    ...     "statement_id": ["s1", "s2"], "subject": ["公务接待费", "收入预算"], "base_kind": "prior_budget",
    ...     "change_yuan": [-5e4, 36e4], "change_pct": None, "proved_by": ["stated_change_pct", None],
    ... })
    >>> confirmed(statements)
    '这 2 个增减里，1 个由表格、百分比或加总印证；只凭文字读出的是[收入预算](#s2)。'
    """
    moved = statements["change_yuan"].notna() | statements["change_pct"].notna()
    changes = statements[moved & statements["base_kind"].isin(BASES)]
    if changes.empty:
        return None
    alone = changes[changes["proved_by"].isna()]
    n, sure = len(changes), len(changes) - len(alone)
    if alone.empty:
        return phrase("change.confirmed.all", lang, n=n)
    names = [cited(plain(row["subject"]), row["statement_id"]) for _, row in alone.head(_MOST).iterrows()]
    listed = phrase("separator", lang).join(names)
    key = "change.confirmed.more" if len(alone) > _MOST else "change.confirmed"
    return phrase(key, lang, n=n, sure=sure, names=listed, alone=len(alone))

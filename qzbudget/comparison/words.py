"""The words of a comparison: the names of documents and shares, and in what they are not like."""

from __future__ import annotations

from typing import Any

import pandas as pd

from qzbudget.breakdown.naming import name_of
from qzbudget.number_format import percent
from qzbudget.wording import label, phrase, visible

Share = Any
"""A row of the frame of shares, as ``itertuples`` gives it."""


def unit_of(row: Share, lang: str) -> str:
    """Return the unit of a share, with its year where that is not the own one."""
    name = visible(row.unit) if isinstance(row.unit, str) and row.unit else phrase("overview.no_unit", lang)
    return f"{name} {row.year}" if "year" in row.differs.split("+") and pd.notna(row.year) else name


def unlike_words(differs: str, lang: str) -> str:
    """Return in what a document or share is not like the own one; empty where in nothing.

    Examples
    --------
    >>> unlike_words("year+level", "zh"), unlike_words("", "en")
    ('⚠ 年度、级次不同', '')
    """
    if not differs:
        return ""
    names = phrase("separator", lang).join(phrase(f"compare.differs.{name}", lang) for name in differs.split("+"))
    return phrase("compare.unlike", lang, names=names)


def share_name(key: str, name: object, lang: str) -> str:
    """Return what a share is of.

    Examples
    --------
    >>> share_name("project", "项目支出", "zh"), share_name("205", "教育支出", "en")
    ('项目支出', 'Education')
    """
    return label(key, lang) or name_of(name, key, lang)


def share_text(share_pct: float) -> str:
    """Print a share in per cent: with one decimal, below one per cent with two.

    Examples
    --------
    >>> share_text(49.68), share_text(0.1217), share_text(0.0)
    ('49.7%', '0.12%', '0.0%')
    """
    return f"{share_pct:.2f}%" if 0.005 <= abs(share_pct) < 1 else percent(share_pct)

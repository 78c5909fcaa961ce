"""What a comparison is with: last year's budget, last year's execution, or this year's own budget."""

from __future__ import annotations

import re

from qzbudget.narrative.words import Words

_YEAR = re.compile(r"20\d\d")
_LAST_YEAR = re.compile(r"上年|上一年|上一度|去年|同比")


def base_kind(base: str | None, fiscal_year: int | None, words: Words) -> str | None:
    """Return ``prior_budget``, ``prior_executed``, ``prior_unspecified`` or ``budget``; None where it is none of them.

    Examples
    --------
    >>> from qzbudget.narrative.words import narrative_words
    >>> base_kind("上年预算", 2023, narrative_words()), base_kind("2025年执行数", 2026, narrative_words())
    ('prior_budget', 'prior_executed')
    >>> base_kind("上一年", 2023, narrative_words()), base_kind("年初预算", 2024, narrative_words())
    ('prior_unspecified', 'budget')
    >>> base_kind("2019年", 2026, narrative_words()) is None
    True
    """
    if base is None:
        return None
    kind = words.base(base)
    year = _YEAR.search(base)
    if year is not None and fiscal_year is not None and int(year[0]) != fiscal_year - 1:
        return "budget" if int(year[0]) == fiscal_year and kind == "budget" else None
    if year is None and not _LAST_YEAR.search(base):
        return "budget" if kind == "budget" else None
    return f"prior_{kind}"

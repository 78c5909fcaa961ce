"""What a document and a table are called, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qzbudget.terms import knowledge
from qzbudget.wording import label, phrase, visible


def document_name(document: Mapping[str, Any], lang: str) -> str:
    """Return unit, year, level and kind of a document in a few words.

    Examples
    --------
    >>> document_name({"unit_name": "甲局", "fiscal_year": 2023, "level": "unit", "kind": "budget"}, "zh")
    '甲局 2023 年单位预算'
    """
    return phrase(
        "page.heading" if document["fiscal_year"] else "page.heading.no_year",
        lang,
        unit=visible(document["unit_name"] or phrase("overview.no_unit", lang)),
        year=document["fiscal_year"],
        level=label(document["level"], lang),
        kind=label(document["kind"], lang),
    )


def table_of(role: object, number_printed: object, lang: str) -> str:
    """Return the number that a table prints, else the name of its role.

    Examples
    --------
    >>> table_of("expenditure_summary", "公开表3", "zh"), table_of("expenditure_summary", float("nan"), "en")
    ('公开表3', 'Expenditure summary')
    """
    if isinstance(number_printed, str) and number_printed:
        return visible(number_printed)
    known = knowledge().roles[str(role)]
    return known.name if lang == "zh" else known.name_en

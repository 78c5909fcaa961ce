"""What a composition is called: its scope, its parts, and where its numbers stand."""

from __future__ import annotations

import pandas as pd

from qzbudget import terms
from qzbudget.cells import steps
from qzbudget.parts import recipes
from qzbudget.wording import label, phrase

_TWO_SIDED = ("revenue_expenditure_summary", "appropriation_summary")


def name_of(name: object, code: object, lang: str) -> str:
    """Return the name of a part: as printed in Chinese; in English translated, where the package knows it.

    Parameters
    ----------
    name, code : object
        ``name`` and ``code`` of a row of a composition; NaN where there is none.
    lang : {"zh", "en"}
        Language.

    Examples
    --------
    >>> name_of("行政运行", "2010301", "en"), name_of("基本支出", "total.basic", "en")
    ('行政运行', 'Basic expenditure')
    """
    printed = "" if pd.isna(name) else str(name)
    if lang == "zh" or pd.isna(code):
        return printed
    return label(steps(str(code))[-1], lang) or printed


def code_of(code: object) -> str:
    """Return the classification code of a part, empty for lines and columns that have none.

    Examples
    --------
    >>> code_of("201"), code_of("total.basic"), code_of(float("nan"))
    ('201', '', '')
    """
    return str(code) if isinstance(code, str) and code.isdigit() else ""


def scope_of(composed: pd.DataFrame, by: str, lang: str) -> str:
    """Return what is broken down: revenue, expenditure, basic expenditure, …

    Examples
    --------
    >>> composed = pd.DataFrame({"role": ["basic_expenditure_department"], "measure": ["total.basic"]})
    >>> scope_of(composed, "department_economic", "zh")
    '基本支出'
    """
    role, measure = str(composed["role"].iloc[0]), str(composed["measure"].iloc[0])
    if by == "basic":
        return phrase("scope.basic", lang)
    part = label(steps(measure)[-1], lang) if by != "kind" and measure.startswith("total.") else None
    if part is not None and by != "source":
        return part
    side = f".{'revenue' if by == 'source' else 'expenditure'}" if role in _TWO_SIDED else ""
    return phrase(f"scope.{role}{side}", lang)


def table_of(role: object, number_printed: object, lang: str) -> str:
    """Return the number that a table prints, else the name of its role.

    Examples
    --------
    >>> table_of("expenditure_summary", "公开表3", "zh"), table_of("expenditure_summary", float("nan"), "en")
    ('公开表3', 'Expenditure summary')
    """
    if isinstance(number_printed, str) and number_printed:
        return number_printed
    known = terms.roles()[str(role)]
    return known.name if lang == "zh" else known.name_en


def tables_for(by: str, lang: str) -> list[str]:
    """Return the names of the tables in which a composition can be found."""
    roles = dict.fromkeys(recipe.role for recipe in recipes() if recipe.by == by)
    return [table_of(role, None, lang) for role in roles]

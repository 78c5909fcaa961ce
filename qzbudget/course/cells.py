"""Amounts that several exercises ask about."""

from __future__ import annotations

import pandas as pd

from qzbudget.breakdown.cells import current
from qzbudget.breakdown.composition import composition
from qzbudget.change.three_public import chosen_line
from qzbudget.course.goals import Several, Slip
from qzbudget.course.named import tables_named
from qzbudget.dataset.load import Dataset
from qzbudget.errors import UsageError
from qzbudget.naming import table_of
from qzbudget.terms import knowledge
from qzbudget.wording import visible

FEN_YUAN = 0.005
BESIDE_TABLES = ("other", "performance_target")
TOTAL, TOTAL_SPELLINGS = "合计", ("总计", "合计行", "total")
"""The line that has no code, as an answer where a code is asked for."""


def disclosure_tables(budget: Dataset) -> pd.DataFrame:
    """Return the tables of known roles, the performance sheets left out."""
    return budget.tables[~budget.tables["role"].isin(BESIDE_TABLES)]


def table_spellings(budget: Dataset) -> dict[str, tuple[str, ...]]:
    """Return how each table can be named: number, title, bare number, role, name of the role."""
    spellings = {}
    for table in disclosure_tables(budget).itertuples(index=False):
        number = table.number_printed if isinstance(table.number_printed, str) else ""
        bare = "".join(letter for letter in number if letter.isdigit()).lstrip("0")
        role = knowledge().roles[str(table.role)]
        numbers = (bare, f"表{bare}", f"table {bare}") if bare else ()
        ways = (number, str(table.title_printed), *numbers, str(table.role), role.name, role.name_en)
        spellings[str(table.table_id)] = tuple(way for way in ways if way and way != "nan")
    return spellings


def tables_asked_for(budget: Dataset, rights: frozenset[str]) -> Several:
    """Return the goal of naming tables; one that is listed beside the disclosure tables is told so."""
    asked = table_spellings(budget)
    others = budget.tables[~budget.tables["table_id"].isin(asked.keys()) & budget.tables["title_printed"].notna()]
    titles = {str(key): (str(title),) for key, title in zip(others["table_id"], others["title_printed"], strict=True)}
    return Several(rights, asked | titles, dict.fromkeys(titles, "slip.beside_tables"))


def table_named(budget: Dataset, name: str | int) -> str | None:
    """Return the identifier of the table that a reader names by number, title or role; None where there is no such table.

    Raises
    ------
    UsageError
        If the name fits no table and is no role.
    """
    if name in knowledge().roles:
        of_role = budget.tables.loc[budget.tables["role"] == name, "table_id"]
        return None if of_role.empty else str(of_role.min())
    asked = tables_asked_for(budget, frozenset()).spellings
    found = tables_named(asked, str(name))
    if not found:
        known = "、".join(ways[0] for ways in asked.values())
        raise UsageError(f"这份文件里没有“{name}”这张表。可以写：{known}。")
    return min(found)


def of_kind(budget: Dataset, kind: str) -> float | None:
    """Return the printed total of basic or project expenditure; None where no table prints it."""
    kinds = composition(budget, "kind", zeros=True)
    found = kinds[kinds["code"].astype(str).str.endswith(f".{kind}")]
    return None if found.empty else float(found["amount_yuan"].iloc[0])


def whole(budget: Dataset) -> float | None:
    """Return the printed total of expenditure; None where no table prints it."""
    composed = composition(budget, "function")
    return None if composed.empty else float(composed["whole_yuan"].iloc[0])


def role_in_words(budget: Dataset, role: str, lang: str) -> str:
    """Return how the first table of a role is called: the number or the title that it prints, else the role's name."""
    found = budget.tables[budget.tables["role"] == role].sort_values("table_id")
    if found.empty or pd.notna(found["number_printed"].iloc[0]) or pd.isna(found["title_printed"].iloc[0]):
        return table_of(role, None if found.empty else found["number_printed"].iloc[0], lang)
    return f"《{visible(str(found['title_printed'].iloc[0]))}》"


def of_three_public(budget: Dataset, part: str) -> pd.DataFrame:
    """Return this year's amount of a part of the three public expenses, such as ``reception``, for the whole document.

    Documents print the parts as lines or as columns; the cell is that of the line that stands for all.
    """
    cells = current(budget.role("three_public_expenses"))
    measure = cells["measure"].astype(str)
    found = cells[(cells["concept"] == f"three_public.{part}") & ((measure == "total") | measure.str.endswith(f".{part}"))]
    found = found[found["amount_yuan"].notna()]
    return chosen_line(found, str(budget.document["unit_name"]))


def apart(right: float, slips: tuple[Slip, ...]) -> tuple[Slip, ...]:
    """Drop the slips that are the right answer in this document, and those that are nothing."""
    return tuple(slip for slip in slips if abs(slip.value - right) > FEN_YUAN and slip.value)

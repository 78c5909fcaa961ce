"""Lesson 1, reading a unit budget: which tables there are, how they hang together, 元 and 万元, approved and executed."""

from __future__ import annotations

import pandas as pd

from qzbudget.amounts import YUAN_IN
from qzbudget.breakdown.cells import current
from qzbudget.course.cells import (
    FEN_YUAN,
    apart,
    disclosure_tables,
    of_kind,
    of_three_public,
    role_in_words,
    table_spellings,
    tables_asked_for,
    whole,
)
from qzbudget.course.goals import Choice, Money, Percent, Slip, Task
from qzbudget.course.numbered import ONE_DECIMAL
from qzbudget.dataset.load import Dataset

_KINDS = {
    "budget": ("预算", "批准", "批准数", "预算数", "年初预算", "approved", "budget"),
    "final_accounts": ("决算", "执行", "执行数", "决算数", "实际支出", "executed", "final accounts", "final_accounts"),
}


def empty_tables(budget: Dataset, lang: str) -> Task | None:
    """Ask for the tables that are published though they hold no money."""
    money = budget.amounts[budget.amounts["amount_yuan"].fillna(0) != 0]
    empty = disclosure_tables(budget).loc[lambda tables: ~tables["table_id"].isin(money["table_id"]), "table_id"]
    spellings = table_spellings(budget)
    if empty.empty:
        return None
    return Task(tables_asked_for(budget, frozenset(empty)), {"tables": str(len(spellings))})


def found_on_the_page(budget: Dataset, lang: str) -> Task | None:
    """Ask for the reception expenses, to be found on the page and in the data."""
    cells = of_three_public(budget, "reception")
    right = 0.0 if cells.empty else float(cells["amount_yuan"].iloc[0])
    if not right:
        return None
    others = budget.role("three_public_expenses")["amount_yuan"].dropna().unique()
    slips = apart(right, tuple(Slip(float(other), "slip.other_line") for other in others))
    facts = {
        "table": role_in_words(budget, "three_public_expenses", lang),
        "page": str(cells["page"].iloc[0]),
        "unit": str(cells["money_unit"].iloc[0]),
    }
    return Task(Money((right,), slips), facts)


def in_the_other_unit(budget: Dataset, lang: str) -> Task | None:
    """Ask for total expenditure in yuan where 万元 is printed, in 万元 where yuan is printed."""
    right = whole(budget)
    if not right:
        return None
    parts = [(of_kind(budget, "basic"), "slip.basic_not_all"), (of_kind(budget, "project"), "slip.project_not_all")]
    cells = current(budget.role("expenditure_summary"))
    columns = [cells["amount_yuan"], cells.loc[cells["measure"] == "total", "amount_yuan"]]
    parts += [(float(column.sum()), "slip.counted_twice") for column in columns]
    slips = apart(right, tuple(Slip(value, reason) for value, reason in parts if value))
    printed = "元" if (cells["money_unit"] == "元").any() else "万元"
    asked = "万元" if printed == "元" else "元"
    facts = {"table": role_in_words(budget, "expenditure_summary", lang), "printed": printed, "asked": asked}
    return Task(Money((right,), slips, bare=YUAN_IN[asked]), facts)


def where_basic_stands(budget: Dataset, lang: str) -> Task | None:
    """Ask for every table that prints the total of basic expenditure."""
    basic = of_kind(budget, "basic")
    if not basic:
        return None
    spellings = table_spellings(budget)
    same = budget.amounts[(budget.amounts["amount_yuan"] - basic).abs() < FEN_YUAN]
    tables = frozenset(same["table_id"]) & spellings.keys()
    if len(tables) < 2:
        return None
    return Task(tables_asked_for(budget, tables), {"tables": str(len(spellings))})


def approved_or_executed(budget: Dataset, lang: str) -> Task | None:
    """Ask whether the amounts of the document are approved or executed."""
    kind = str(budget.document["kind"])
    if kind not in _KINDS:
        return None
    slips = {other: f"slip.kind.{kind}" for other in _KINDS if other != kind}
    return Task(Choice(frozenset({kind}), _KINDS, slips), {"year": str(budget.document["fiscal_year"] or "")})


def change_in_per_cent(budget: Dataset, lang: str) -> Task | None:
    """Ask for the change of the three public expenses against last year, in per cent."""
    stated = stated_changes(budget)
    if stated.empty:
        return None
    return change_task(stated.iloc[0], stated["change_pct"].iloc[1:])


def stated_changes(budget: Dataset) -> pd.DataFrame:
    """Return the figures of the narrative about the three public expenses that changed and name last year's amount."""
    stated = budget.statements
    is_about = stated["concept"].fillna("").astype(str).str.startswith("three_public")
    return stated[is_about & (stated["change_yuan"].fillna(0) != 0) & (stated["prior_year_yuan"].fillna(0) > 0)]


def change_task(stated: pd.Series, elsewhere: pd.Series) -> Task:
    """Return the task to compute the percentage of one stated change; other sentences print those ``elsewhere``."""
    amount, change, prior = (float(stated[name]) for name in ("amount_yuan", "change_yuan", "prior_year_yuan"))
    right = change / prior * 100
    slips = [Slip(amount / prior * 100, "slip.share_not_change"), Slip(change / 10_000, "slip.amount_not_percent")]
    if amount:
        slips.insert(0, Slip(change / amount * 100, "slip.this_years_base"))
    if not pd.isna(stated["change_pct"]) and abs(float(stated["change_pct"]) - right) > ONE_DECIMAL:
        slips.insert(0, Slip(float(stated["change_pct"]), "slip.as_printed"))
    slips += [Slip(float(printed), "slip.other_sentence") for printed in elsewhere.dropna() if abs(printed - right) > ONE_DECIMAL]
    facts = {"subject": str(stated["subject"]), "page": str(stated["page"]), "text": str(stated["text"])}
    return Task(Percent(right, apart(right, tuple(slips)), "change"), facts)

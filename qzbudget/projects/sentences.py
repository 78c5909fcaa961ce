"""Sentences about projects, their plans of spending and their indicators."""

from __future__ import annotations

import pandas as pd

from qzbudget.change.frame import each
from qzbudget.change.words import Teller
from qzbudget.cited.marks import NO_MARKS, Marks
from qzbudget.cited.numbers import cited, share_of, sum_of
from qzbudget.figures.targets import level_name
from qzbudget.number_format import percent
from qzbudget.projects.plans import MONTHS, summed_plan
from qzbudget.projects.targets import STATUSES, by_level, in_words
from qzbudget.wording import phrase, plain


def listed(found: pd.DataFrame, lang: str = "zh", marks: Marks = NO_MARKS) -> str:
    """Tell how many projects have sheets, what they cost, and which is the largest; or that there are none.

    Parameters
    ----------
    found : DataFrame
        As :func:`qzbudget.projects.sheets` gives it.
    lang : {"zh", "en"}
        Language.
    marks : Marks, optional
        What casts doubt on numbers.
    """
    if found.empty:
        return phrase("projects.none", lang)
    tell, known = Teller(lang, marks), found[found["amount_yuan"].notna()]
    if known.empty:
        return phrase("projects.no_budget", lang, n=len(found))
    first, cells = next(each(known)), sum_of(known["cells"])
    told = phrase(
        "projects.one" if len(found) == 1 else "projects.told" if first.amount_yuan > 0 else "projects.zero",
        lang,
        n=len(found),
        whole=tell.money(known["amount_yuan"].sum(), cells),
        name=plain(_name(first.name, lang)),
        money=tell.money(first.amount_yuan, first.cells),
        share=cited(percent(first.share_pct), share_of(first.cells, cells)),
    )
    blank = phrase("projects.blank", lang, n=len(found) - len(known)) if len(known) < len(found) else ""
    return _joined([told, blank, phrase("projects.one_more", lang)], lang)


def _name(name: object, lang: str) -> str:
    return name if isinstance(name, str) and name else phrase("projects.unnamed", lang)


def _joined(told: list[str], lang: str) -> str:
    return (" " if lang == "en" else "").join(filter(None, told))


def planned(found: pd.DataFrame, plan: pd.DataFrame, lang: str = "zh", marks: Marks = NO_MARKS) -> str:
    """Tell what is planned to be spent by the end of each month, and for which months nothing is printed.

    Parameters
    ----------
    found, plan : DataFrame
        As :func:`qzbudget.projects.sheets` and :func:`qzbudget.projects.plans` give them.
    lang, marks
        As in :func:`listed`.
    """
    if plan.empty:
        return phrase("plan.none", lang)
    tell, summed, projects = Teller(lang, marks), summed_plan(plan), plan["project_id"].nunique()
    told = [
        phrase(
            "plan.month",
            lang,
            month=phrase(f"month.{row.month}", lang),
            money=tell.money(row.amount_yuan, row.cells),
            share=cited(percent(row.share_pct), share_of(row.cells, row.budget_cells)),
        )
        for row in each(summed)
    ]
    of = int(plan.loc[plan["budget_yuan"].notna(), "project_id"].nunique()) if told else projects
    head = phrase("plan.told" if told else "plan.no_sum", lang, n=of, list=phrase("semicolon", lang).join(told))
    some = set(plan["month"]) - set(summed["month"]) if told else set()
    none = set(MONTHS.values()) - set(plan["month"])
    return _joined(
        [head, _months("plan.blank", none, lang), _months("plan.some_blank", some, lang), _unit(found, lang)], lang
    )


def _months(key: str, months: set[int], lang: str) -> str:
    named = [phrase(f"month.{month}", lang) for month in sorted(months)]
    return phrase(key, lang, months=phrase("separator", lang).join(named)) if named else ""


def _unit(found: pd.DataFrame, lang: str) -> str:
    """Tell of how many sheets the plan is headed per cent and is money."""
    names = [f"plan_{name}_yuan" for name in MONTHS]
    n = int(((found["plan_unit_printed"] == "%") & found[names].notna().any(axis=1)).sum())
    return phrase("plan.unit", lang, n=n) if n else ""


def targets(found: pd.DataFrame, lang: str = "zh") -> str:
    """Tell how many indicators there are, and of how many the target can be measured.

    Parameters
    ----------
    found : DataFrame
        As :func:`qzbudget.projects.with_status` gives it.
    lang : {"zh", "en"}
        Language.
    """
    if found.empty:
        return phrase("targets.none", lang)
    counts = {status: int((found["status"] == status).sum()) for status in STATUSES}
    blank = phrase("targets.blank", lang, n=counts["blank"]) if counts["blank"] else ""
    number = phrase("targets.number", lang, n=counts["number"]) if counts["number"] else ""
    told = phrase("targets.told", lang, n=len(found), **(counts | {"blank": blank, "number": number}))
    kinds = by_level(found)
    largest = next(each(kinds.sort_values("n", ascending=False, kind="stable")))
    if len(kinds) == 1 or not (largest.level1 or largest.level2):
        return told
    most = phrase("targets.largest", lang, name=plain(level_name(largest.level1, largest.level2, lang)), n=largest.n)
    return _joined([told, most], lang)


def words(found: pd.DataFrame, lang: str = "zh") -> str | None:
    """Introduce the indicators without a number; None where there are no indicators.

    Parameters
    ----------
    found : DataFrame
        As :func:`qzbudget.projects.with_status` gives it.
    lang : {"zh", "en"}
        Language.
    """
    n = len(in_words(found))
    return phrase("targets.words" if n else "targets.all_numbers", lang, n=n) if len(found) else None

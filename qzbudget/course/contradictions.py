"""Lesson 3, finding what does not add up: sums against the printed totals, and both against the ledger."""

from __future__ import annotations

import pandas as pd

from qzbudget.course.cells import FEN_YUAN, TOTAL, TOTAL_SPELLINGS, apart, role_in_words, table_spellings
from qzbudget.course.goals import Choice, Count, Money, Several, Slip, Task
from qzbudget.course.reading import change_task
from qzbudget.dataset.load import Dataset

SUMMARY, BY_FUNCTION, ECONOMIC = "revenue_expenditure_summary", "expenditure_summary", "basic_expenditure_department"
ROWS, COLUMNS = "rows_add_up", "columns_add_up"
_KIND_SPELLINGS = {
    "basic": ("基本支出", "基本", "基本支出栏", "basic expenditure"),
    "project": ("项目支出", "项目", "项目支出栏", "project expenditure", "projects"),
}


def failing(budget: Dataset, rule: str, role: str) -> pd.DataFrame:
    """Return the failing checks of a rule on the tables of a role, each with the cell that prints the sum."""
    checks = budget.checks
    found = checks[(checks["rule"] == rule) & (checks["status"] == "fail")].copy()
    found["cell"] = found["left_where"].astype(str)
    cells = budget.role(role)
    cells = cells.assign(cell=cells["table_id"] + ":" + cells["row"].astype(str) + ":" + cells["col"].astype(str))
    kept = ["cell", "item_code", "item_name", "measure", "amount_yuan", "row_type"]
    return found.merge(cells[kept], on="cell", how="inner")


def total_that_is_wrong(budget: Dataset, lang: str) -> Task | None:
    """Ask by how much a printed sum of the summary differs from its parts."""
    found = failing(budget, ROWS, SUMMARY)
    return None if found.empty else Task(_difference(found), {"table": role_in_words(budget, SUMMARY, lang)})


def code_that_does_not_add_up(budget: Dataset, lang: str) -> Task | None:
    """Ask for the code whose lines do not make its amount."""
    found = failing(budget, ROWS, BY_FUNCTION)
    found = found[found["item_code"].notna()]
    if found.empty:
        return None
    return Task(_code_of(budget, BY_FUNCTION, found, "slip.code_above"), {"table": role_in_words(budget, BY_FUNCTION, lang)})


def amount_that_is_missing(budget: Dataset, lang: str) -> Task | None:
    """Ask how much is missing below a code of the expenditure table."""
    found = failing(budget, ROWS, BY_FUNCTION)
    found = found[found["item_code"].notna()]
    if found.empty:
        return None
    facts = {"table": role_in_words(budget, BY_FUNCTION, lang), "page": _page(budget, BY_FUNCTION)}
    return Task(_difference(found), facts)


def cell_at_the_crossing(budget: Dataset, lang: str) -> Task | None:
    """Ask for the line whose own columns do not add up: where it crosses a failing sum, the misread figure stands."""
    found = failing(budget, COLUMNS, ECONOMIC)
    found = found[found["item_code"].notna()]
    if found.empty:
        return None
    return Task(_code_of(budget, ECONOMIC, found, "slip.above_the_crossing"), {"table": role_in_words(budget, ECONOMIC, lang)})


def amount_that_should_stand(budget: Dataset, lang: str) -> Task | None:
    """Ask what should be printed in that line."""
    found = failing(budget, COLUMNS, ECONOMIC)
    found = found[found["item_code"].notna()]
    if found.empty:
        return None
    rights = tuple(dict.fromkeys(found["right_yuan"].astype(float)))
    slips = [Slip(float(value), "slip.printed_amount") for value in found["left_yuan"]]
    slips += [Slip(abs(float(value)), "slip.only_the_difference") for value in found["difference_yuan"]]
    return Task(Money(rights, apart(rights[0], tuple(slips))), {"table": role_in_words(budget, ECONOMIC, lang)})


def percentage_that_is_wrong(budget: Dataset, lang: str) -> Task | None:
    """Ask for the percentage that a sentence should have printed."""
    checks = budget.checks
    found = checks[(checks["rule"] == "stated_change_pct") & (checks["status"] == "fail")]
    stated = budget.statements[budget.statements["statement_id"].isin(found["left_where"])]
    stated = stated[(stated["prior_year_yuan"].fillna(0) > 0) & stated["change_yuan"].notna()]
    if stated.empty:
        return None
    return change_task(stated.iloc[0], budget.statements["change_pct"])


def vehicles_counted(budget: Dataset, lang: str) -> Task | None:
    """Ask how many vehicles the kinds make together."""
    checks = budget.checks
    found = checks[(checks["rule"] == "vehicles_add_up") & checks["left_where"].notna() & checks["right_where"].notna()]
    if found.empty:
        return None
    first = found.iloc[0]
    counts = budget.statements.set_index("statement_id")["count"]
    kinds = counts.reindex(str(first["right_where"]).split("+")).dropna()
    stated = int(counts.reindex(str(first["left_where"]).split("+")).sum())
    right = int(kinds.sum())
    if not right:
        return None
    slips = [Slip(float(stated), "slip.stated_total"), Slip(float(right + stated), "slip.counted_twice_total")]
    return Task(Count(right, tuple(slip for slip in slips if slip.value != right)))


def failures_of_the_ledger(budget: Dataset, lang: str) -> Task | None:
    """Ask how many checks of the ledger fail."""
    status = budget.checks["status"]
    right = int((status == "fail").sum())
    slips = [
        Slip(float((status != "pass").sum()), "slip.not_passed"),
        Slip(float(status.isin(["fail", "rounding"]).sum()), "slip.with_rounding"),
        Slip(float(len(status)), "slip.every_check"),
        Slip(float(budget.checks.loc[status == "fail", "rule"].nunique()), "slip.rules_not_checks"),
    ]
    return Task(Count(right, tuple(slip for slip in slips if slip.value != right)), {"checks": str(len(status))})


def table_not_searched(budget: Dataset, lang: str) -> Task | None:
    """Ask for the tables whose own sums fail in the ledger, though no exercise asked about them."""
    checks = budget.checks
    failed = checks[checks["rule"].isin([ROWS, COLUMNS]) & (checks["status"] == "fail")]
    tables = frozenset(str(where).partition(":")[0] for where in failed["left_where"])
    spellings = table_spellings(budget)
    searched = frozenset(budget.tables.loc[budget.tables["role"].isin([SUMMARY, BY_FUNCTION, ECONOMIC]), "table_id"])
    rights = (tables & spellings.keys()) - searched
    if not rights:
        return None
    slips = {
        table: "slip.found_before" if table in tables & searched else "slip.table_adds_up"
        for table in spellings
        if table not in rights
    }
    return Task(Several(rights, spellings, slips))


def column_of_the_gap(budget: Dataset, lang: str) -> Task | None:
    """Ask whether basic or project expenditure has the gap."""
    found = failing(budget, ROWS, BY_FUNCTION)
    kinds = frozenset(str(measure).rpartition(".")[2] for measure in found["measure"].dropna()) & _KIND_SPELLINGS.keys()
    if not kinds:
        return None
    slips = {kind: "slip.column_adds_up" for kind in _KIND_SPELLINGS if kind not in kinds}
    return Task(Choice(kinds, _KIND_SPELLINGS, slips), {"table": role_in_words(budget, BY_FUNCTION, lang)})


def _difference(found: pd.DataFrame) -> Money:
    """Return the goal of naming a difference, whichever of the failing sums it is."""
    rights = tuple(dict.fromkeys(found["difference_yuan"].astype(float).abs()))
    slips = [Slip(float(value), "slip.printed_sum") for value in found["left_yuan"]]
    slips += [Slip(float(value), "slip.sum_of_parts") for value in found["right_yuan"]]
    others = tuple(slip for slip in slips if all(abs(slip.value - right) > FEN_YUAN for right in rights))
    return Money((*rights, *(-right for right in rights)), others)


def _code_of(budget: Dataset, role: str, found: pd.DataFrame, above: str) -> Choice:
    lines = budget.role(role).dropna(subset=["item_code"]).drop_duplicates("item_code")
    spellings = {str(line.item_code): (str(line.item_name),) for line in lines.itertuples(index=False)}
    rights = frozenset(found["item_code"].astype(str))
    slips = {code: _why_not(code, rights, above) for code in spellings if code not in rights}
    return Choice(rights, spellings | {TOTAL: TOTAL_SPELLINGS}, slips | {TOTAL: "slip.total_row"})


def _why_not(code: str, rights: frozenset[str], above: str) -> str:
    if any(right.startswith(code) for right in rights):
        return above
    if any(code.startswith(right) for right in rights):
        return "slip.code_below"
    return "slip.code_adds_up"


def _page(budget: Dataset, role: str) -> str:
    pages = budget.role(role)["page"].dropna()
    return str(int(pages.min())) if len(pages) else ""

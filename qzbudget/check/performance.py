"""Checks of performance sheets: their own parts, their sum, and the tables and sentences about the same projects."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from qzbudget.amounts import YUAN_IN
from qzbudget.check.figures import FAIL, PASS, Figure, closest, side
from qzbudget.check.findings import Finding, compared, failed, insufficient
from qzbudget.check.material import Material, own_tables, stated_figure
from qzbudget.check.reference import Missing, resolve
from qzbudget.check.rules import Rule
from qzbudget.dataset.records import ProjectRecord
from qzbudget.text import match_key

CENT = Decimal("0.01")


def sheet_parts(rule: Rule, of: Material) -> Iterator[Finding]:
    """Compare the budget of each sheet with its fiscal and other money; some sheets print further sources."""
    for project in of.projects or ():
        parts = [
            figure
            for name in ("fiscal_yuan", "other_yuan")
            if (figure := _figure(project, name, f"{project.project_id}:{name[:-5]}")) is not None
        ]
        budget = budget_of(project)
        if budget is None or not parts:
            continue
        finding = compared(project.project_id, _subject(project), side([budget]), side(parts))
        if finding.status == FAIL and budget.yuan > side(parts).yuan:
            yield insufficient(project.project_id, _subject(project), "check.part_blank")
        else:
            yield finding


def sheet_plan(rule: Rule, of: Material) -> Iterator[Finding]:
    """Compare the last amount of each sheet's plan of spending with its budget; the amounts never fall."""
    for project in of.projects or ():
        names = ("plan_march_yuan", "plan_june_yuan", "plan_october_yuan", "plan_december_yuan")
        plan = [figure for name in names if (figure := _figure(project, name, f"{project.project_id}:{name[:-5]}"))]
        budget = budget_of(project)
        if budget is None or not plan:
            continue
        if any(later.yuan < earlier.yuan for earlier, later in pairwise(plan)):
            yield failed(project.project_id, _subject(project), side(plan), "check.plan_falls")
        else:
            yield compared(project.project_id, _subject(project), side(plan[-1:]), side([budget]))


def sheet_plan_unit(rule: Rule, of: Material) -> Iterator[Finding]:
    """Yield for each plan of spending whether the unit in its head is that of its numbers."""
    for project in of.projects or ():
        names = ("plan_march_yuan", "plan_june_yuan", "plan_october_yuan", "plan_december_yuan")
        plan = side(f for name in names if (f := _figure(project, name, f"{project.project_id}:{name[:-5]}")))
        if project.plan_unit_printed is None or not plan.figures:
            continue
        if project.plan_unit_printed == "%":
            yield failed(project.project_id, _subject(project), plan, "check.plan_unit", unit=project.money_unit)
        else:
            yield Finding(project.project_id, _subject(project), PASS, plan)


def sheets_sum(rule: Rule, of: Material) -> Iterator[Finding]:
    """Compare the budgets of all sheets of projects with what the tables or sentences say of all projects."""
    sheets = [p for p in of.projects or () if p.sheet_kind == "project"]
    budgets = [f for p in sheets if (f := budget_of(p)) is not None]
    found = resolve(rule.right, of.tables)
    if not budgets or isinstance(found, Missing):
        return
    counts = {s.count for s in of.statements or () if s.concept == "performance.projects"}
    if len(sheets) not in counts:
        yield insufficient("", "", "check.other_sheets")
        return
    left = side(budgets)
    yield compared("", "", left, closest(left, found), at_most=True)


def sheets_stated(rule: Rule, of: Material) -> Iterator[Finding]:
    """Compare number and money of the sheets with what the narrative says of them, where it speaks of all of them."""
    sheets = [p for p in of.projects or () if p.sheet_kind == "project"]
    counts = [s for s in of.statements or () if s.concept == "performance.projects" and s.count is not None]
    if not sheets or not counts:
        return
    count = counts[0].count
    assert count is not None
    values: dict[str, object] = {"stated": count, "sum": len(sheets), "unit": counts[0].count_unit or ""}
    if count != len(sheets):
        yield insufficient("count", counts[0].subject or "", "check.counted", **values)
        return
    places = side(Figure(s.statement_id, Decimal(0), Decimal(0)) for s in counts[:1])
    yield Finding("count", counts[0].subject or "", PASS, places, why="check.counted", values=values)
    funds = [f for s in of.stated("performance.funds") if (f := stated_figure(s)) is not None]
    budgets = [f for p in sheets if (f := budget_of(p)) is not None]
    if funds and len(budgets) == len(sheets):
        yield compared("funds", "", side(funds[:1]), side(budgets))


def sheet_in_table(rule: Rule, of: Material) -> Iterator[Finding]:
    """Compare the budget of each sheet with the line of the same project in the table of projects.

    A sheet can print the money of all years of a project (实施期资金总额), so only one that prints less is wrong.
    """
    for table in own_tables(of.tables, rule.right):
        lines: dict[str, list[Figure]] = {}
        for cell in table.own:
            figure = table.figure(cell)
            if figure is not None and cell.measure == "total.project" and cell.row_type == "detail":
                for name in {cell.project_code, match_key(cell.project_name or ""), match_key(cell.item_name or "")}:
                    if name:
                        lines.setdefault(name, []).append(figure)
        projects = [p for p in of.projects or () if p.sheet_kind == "project"]
        sheets = Counter(name for p in projects for name in {p.project_code, match_key(p.project_name or "")})
        for project in projects:
            names = (project.project_code, match_key(project.project_name or ""))
            # one line and one sheet: sheets of several units or purposes can share a name
            same = next((lines[n] for n in names if n and len(lines.get(n, ())) == 1 and sheets[n] == 1), None)
            budget = budget_of(project)
            if same is not None and budget is not None:
                key = f"{project.project_id}:{table.table_id}"
                finding = compared(key, _subject(project), side([budget]), side(same))
                several_years = finding.status == FAIL and budget.yuan > side(same).yuan
                yield insufficient(key, _subject(project), "check.several_years") if several_years else finding


def budget_of(project: ProjectRecord) -> Figure | None:
    """Return the figure of a sheet's budget."""
    return _figure(project, "budget_yuan", f"{project.project_id}:budget")


def _figure(project: ProjectRecord, name: str, where: str) -> Figure | None:
    yuan = getattr(project, name)
    if yuan is None:
        return None
    unit = YUAN_IN.get(project.money_unit or "", Decimal(1))
    return Figure(where, yuan, max(CENT, unit * CENT))


def _subject(project: ProjectRecord) -> str:
    return " ".join(filter(None, [project.project_code, project.project_name]))

"""Checks of performance sheets: their own parts, their sum, and the tables and sentences about the same projects."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from qzbudget.amounts import YUAN_IN
from qzbudget.check.figures import FAIL, PASS, Figure, closest, side
from qzbudget.check.findings import Finding, compared, failed, insufficient
from qzbudget.check.material import Material, own_tables, stated_figure
from qzbudget.check.reference import Missing, resolve
from qzbudget.check.rules import Rule
from qzbudget.check.tables import Cell, CheckedTable
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
        if finding.status == FAIL and finding.why is None and budget.yuan > side(parts).yuan:
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
    sheets = _sheets(of)
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
    sheets = _sheets(of)
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

    A sheet can print the money of all years of a project (实施期资金总额): one that prints more is wrong only where the
    narrative states the money of all sheets, and that is right with the amount of the table.
    """
    sheets = Counter(name for p in _sheets(of) for name in _names(p))
    for table in own_tables(of.tables, rule.right):
        lines: dict[str, list[Figure]] = {}
        for cell in _lines(table):
            for name in _line_names(cell):
                lines.setdefault(name, []).extend(filter(None, [table.figure(cell)]))
        for project in _sheets(of):
            # one line and one sheet: sheets of several units or purposes can share a name
            same = next((lines[n] for n in _names(project) if len(lines.get(n, ())) == 1 and sheets[n] == 1), None)
            budget = budget_of(project)
            if same is None or budget is None:
                continue
            key = f"{project.project_id}:{table.table_id}"
            finding = compared(key, _subject(project), side([budget]), side(same))
            if finding.status != FAIL or finding.why is not None or budget.yuan < side(same).yuan:
                yield finding
            elif _all_money_with(project, same[0], of):
                yield replace(finding, why="check.stated_with_table")
            else:
                yield insufficient(key, _subject(project), "check.several_years")


def _all_money_with(project: ProjectRecord, line: Figure, of: Material) -> bool:
    """Tell whether the sheets make up the money that the narrative states of all of them, with a line instead of a sheet."""
    sheets = _sheets(of)
    funds = [f for s in of.stated("performance.funds") if (f := stated_figure(s)) is not None]
    if _stated_count(of) != len(sheets) or not funds:
        return False
    others = [f for p in sheets if p is not project and (f := budget_of(p)) is not None]
    return len(others) == len(sheets) - 1 and compared("", "", side(funds[:1]), side([*others, line])).status != FAIL


def sheets_complete(rule: Rule, of: Material) -> Iterator[Finding]:
    """Tell whether every project of the table has a sheet, and every sheet a project in the table.

    A project without a sheet is missed where the narrative counts as many projects with targets as the table lists, and more
    than there are sheets.  Sheets of money that is passed on to others stand in no line of the table, which proves nothing.
    """
    sheets = {name for project in _sheets(of) for name in _names(project)}
    for table in own_tables(of.tables, rule.right):
        lines = list(_lines(table))
        projects = {
            _line_names(c)[0]: c for c in lines if c.is_leaf and (f := table.figure(c)) and f.yuan and _line_names(c)
        }
        missed = {name: cell for name, cell in projects.items() if not sheets.intersection(_line_names(cell))}
        if len(missed) == len(projects):
            continue
        name, count = table.record.title_printed or table.table_id, _stated_count(of)
        key = f"lines:{table.table_id}"
        if not missed:
            yield Finding(key, name, PASS)
        elif count == len(projects) and count > len(_sheets(of)):
            places = side(f for cell in missed.values() if (f := table.figure(cell)))
            yield failed(key, name, places, "check.no_sheet", names="、".join(missed))
        else:
            yield insufficient(key, name, "check.other_sheets")
        listed = {n for cell in lines for n in _line_names(cell)}
        unlisted = [p for p in _sheets(of) if not listed.intersection(_names(p))]
        key = f"sheets:{table.table_id}"
        if unlisted:
            yield insufficient(key, name, "check.no_line_of_sheet", n=len(unlisted), name=unlisted[0].project_name)
        else:
            yield Finding(key, name, PASS)


def _sheets(of: Material) -> list[ProjectRecord]:
    return [project for project in of.projects or () if project.sheet_kind == "project"]


def _stated_count(of: Material) -> Decimal | None:
    """Return how many projects with performance targets the narrative counts."""
    return next(
        (s.count for s in of.statements or () if s.concept == "performance.projects" and s.count is not None), None
    )


def _lines(table: CheckedTable) -> Iterator[Cell]:
    return (cell for cell in table.own if cell.measure == "total.project" and cell.row_type == "detail")


def _line_names(cell: Cell) -> list[str]:
    """Return what a line of the table of projects can be found by: name first."""
    names = (match_key(cell.project_name or ""), match_key(cell.item_name or ""), cell.project_code)
    return list(dict.fromkeys(name for name in names if name))


def _names(project: ProjectRecord) -> list[str]:
    return list(dict.fromkeys(name for name in (project.project_code, match_key(project.project_name or "")) if name))


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

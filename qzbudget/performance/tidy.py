"""Performance sheets → records: one for each sheet, one for each indicator, with exact yuan, page and box."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path

from qzbudget.amounts import in_yuan, is_number, parse_number
from qzbudget.dataset.records import ProjectRecord, TargetRecord
from qzbudget.know.document import DocumentFacts
from qzbudget.know.role import TitledTable
from qzbudget.performance.body import BodyLine, BodyRow
from qzbudget.performance.form import Field, amount_and_unit
from qzbudget.performance.levels import Levels, levels_of
from qzbudget.performance.lines import sheet_sources
from qzbudget.performance.pieces import pieces
from qzbudget.performance.sheets import Sheet, field_text, sheets
from qzbudget.performance.target import Target, parse_split_target, parse_target
from qzbudget.performance.words import GOALS, Words, performance_words
from qzbudget.shapes import Box, Grid, Page, enclosing
from qzbudget.text import match_key, tidy_name

_CENT = Decimal("0.01")
_UNIT_CODE = re.compile(r"(?:\[\d+\]|\d+)[-_—]?")
_TITLE_END = re.compile(r"(?:项目)?(?:支出)?绩效目标(?:申报|填报|批复)?\s*表.*")
_TITLE_NUMBER = re.compile(r"^(?:[(（]?[0-9一二三四五六七八九十]{1,3}[)）]?[.、．])")


def performance_records(
    document_id: str,
    facts: DocumentFacts,
    tables: Sequence[TitledTable],
    pages: Sequence[tuple[Page, list[Grid]]],
    own_knowledge: Path | None = None,
) -> tuple[list[ProjectRecord], list[TargetRecord]]:
    """Turn the performance sheets of a document into records.

    Parameters
    ----------
    document_id : str
        The document's identifier.
    facts : DocumentFacts
        Its unit, for sheets that name none, and the money unit that a user knows.
    tables : sequence of TitledTable
        All its titled tables, in order.
    pages : sequence of tuple
        Its pages with the grids that the tables were made of.
    own_knowledge : Path, optional
        A folder with the user's own rows of knowledge.

    Returns
    -------
    tuple of list
        One record for each sheet or project of a list, one for each indicator; both empty where there is none.
    """
    words = performance_words(own_knowledge)
    projects: list[ProjectRecord] = []
    targets: list[TargetRecord] = []
    listed: set[tuple[str | None, Decimal | None, str | None]] = set()
    for sheet in sheets(pieces(sheet_sources(tables, pages), words), words):
        project = _project(document_id, f"project-{len(projects) + 1}", facts, sheet, words)
        if not _is_filled(project, sheet):
            continue
        same = (project.project_name, project.budget_yuan, project.goals)
        if not sheet.rows and same in listed:
            continue  # the same project in a second list, as 重点项目 after all projects
        listed.add(same)
        projects.append(project)
        levels = levels_of(sheet.rows, words)
        rows = zip(sheet.rows, levels, strict=True)
        targets += [_target(project, number, row, of_row, words) for number, (row, of_row) in enumerate(rows)]
    return projects, targets


def _is_filled(project: ProjectRecord, sheet: Sheet) -> bool:
    """Tell whether a sheet was filled in: some documents print an empty form."""
    is_named = project.project_name is not None or project.sheet_kind == "department"
    return bool(sheet.rows) or (is_named and (project.goals is not None or project.budget_yuan is not None))


def _project(document_id: str, project_id: str, facts: DocumentFacts, sheet: Sheet, words: Words) -> ProjectRecord:
    unit = sheet.money_unit or facts.money_unit
    budget = _field(sheet, ("budget_year", "budget"))
    fiscal, other = (_part(sheet, kind, budget) for kind in ("fiscal", "other"))
    name = field_text(sheet, "project_name") or field_text(sheet, "fund_name")
    kind = _sheet_kind(sheet, name, words)
    plan = _plan(sheet, budget, unit)
    places = {month: _printed_at(_field(sheet, (f"plan_{month}",)), unit) for month, yuan in plan.items() if yuan is not None}
    return ProjectRecord(
        document_id=document_id,
        project_id=project_id,
        sheet_kind=kind,
        unit_name=_unit_name(sheet, facts),
        project_code=field_text(sheet, "project_code"),
        project_name=name or (_name_in_title(sheet, words) if kind == "project" else None),
        money_unit=unit,
        budget_yuan=_yuan(budget, unit),
        fiscal_yuan=_yuan(fiscal, unit),
        other_yuan=_yuan(other, unit),
        purpose=field_text(sheet, "purpose"),
        plan_unit_printed=sheet.plan_unit,
        plan_march_yuan=plan["march"],
        plan_june_yuan=plan["june"],
        plan_october_yuan=plan["october"],
        plan_december_yuan=plan["december"],
        goals=next(filter(None, (field_text(sheet, kind) for kind in GOALS)), None),
        page_first=sheet.page_first,
        page_last=sheet.page_last,
        budget_box=_printed_at(budget, unit),
        fiscal_box=_printed_at(fiscal, unit),
        other_box=_printed_at(other, unit),
        plan_march_box=places.get("march"),
        plan_june_box=places.get("june"),
        plan_october_box=places.get("october"),
        plan_december_box=places.get("december"),
    )


_MONTHS = ("march", "june", "october", "december")


def _plan(sheet: Sheet, budget: Field | None, unit: str | None) -> dict[str, Decimal | None]:
    """Return the plan of spending; under a head that says %, numbers that can be percentages are no money."""
    plan = {month: _yuan(_field(sheet, (f"plan_{month}",)), unit) for month in _MONTHS}
    last = next((amount for amount in reversed(plan.values()) if amount is not None), None)
    if sheet.plan_unit != "%" or last is None or unit is None or last == _yuan(budget, unit):
        return plan
    return plan if last > in_yuan(_WHOLE, unit) else dict.fromkeys(plan)


def _printed_at(field: Field | None, unit: str | None) -> str | None:
    """Return page and box of an amount in one text; None where there is no amount, or its place is not known."""
    if field is None or field.box is None or _yuan(field, unit) is None:
        return None
    edges = (field.box.x0, field.box.top, field.box.x1, field.box.bottom)
    return " ".join([str(field.page), *(str(_points(edge)) for edge in edges)])


_WHOLE = Decimal(100)


def _field(sheet: Sheet, kinds: Iterable[str]) -> Field | None:
    return next((field for kind in kinds for field in sheet.fields if field.kind == kind), None)


def _part(sheet: Sheet, kind: str, budget: Field | None) -> Field | None:
    """Return a part of the budget: where several years' money stands beside the year's, the one below the budget taken."""
    found = [field for field in sheet.fields if field.kind == kind]
    under = [field for field in found if budget and field.left < budget.right and budget.left < field.right]
    return next(iter(under or found), None)


def _yuan(field: Field | None, unit: str | None) -> Decimal | None:
    if field is None:
        return None
    amount, own_unit = amount_and_unit(field.text)
    number = parse_number(amount) if is_number(amount) else None
    unit = own_unit or unit
    return None if number is None or unit is None else in_yuan(number, unit)


def _sheet_kind(sheet: Sheet, name: str | None, words: Words) -> str:
    """Return whose sheet it is, by its labels, else by its title; the name of a project in its title says nothing."""
    kinds = {field.kind for field in sheet.fields}
    if "fund_name" in kinds:
        return "fund"
    title = match_key(sheet.source.table.title or "")
    rest = title.replace(match_key(name), "") if name else title
    kind = words.sheet_kind(rest)
    return "department" if kind == "project" and "department_name" in kinds and name is None else kind


def _unit_name(sheet: Sheet, facts: DocumentFacts) -> str | None:
    printed = field_text(sheet, "unit") or field_text(sheet, "department_name")
    if printed:
        return _UNIT_CODE.sub("", printed, count=1) if _UNIT_CODE.match(printed) else printed
    return sheet.source.table.printed.unit_name or facts.unit_name


def _name_in_title(sheet: Sheet, words: Words) -> str | None:
    """Return the project that a title names, as in 市行政中心保安服务项目绩效目标表."""
    if sheet.listed:
        return None
    title = _TITLE_NUMBER.sub("", tidy_name(sheet.source.table.title or ""))
    name = _TITLE_END.sub("", title)
    return name if name and name != title and words.label(name + "名称") is None else None


def _target(project: ProjectRecord, number: int, row: BodyRow, levels: Levels, words: Words) -> TargetRecord:
    target = _parsed(row, words)
    page, box = _place(row.lines)
    return TargetRecord(
        document_id=project.document_id,
        project_id=project.project_id,
        project_code=project.project_code,
        row=number,
        level1=levels.level1 or None,
        level2=levels.level2 or None,
        level3=levels.level3 or None,
        description=row.texts["description"] or None,
        target_printed=target.printed,
        comparator=target.comparator,
        target_value=target.value,
        target_unit=target.unit,
        weight=_number(row.texts["weight"]),
        basis=row.texts["basis"] or None,
        page=page,
        x0=_points(box.x0),
        top=_points(box.top),
        x1=_points(box.x1),
        bottom=_points(box.bottom),
    )


def _parsed(row: BodyRow, words: Words) -> Target:
    if any(row.texts[kind] for kind in ("comparator", "target_unit")):
        return parse_split_target(row.texts["comparator"], row.texts["target"], row.texts["target_unit"], words)
    return parse_target(row.texts["target"], words)


def _number(text: str) -> Decimal | None:
    bare = text.removesuffix("分")
    return parse_number(bare) if is_number(bare) else None


def _place(lines: Sequence[BodyLine]) -> tuple[int, Box]:
    """Return page and box of the target; of a row that a page break cuts, where the target is printed."""
    line = next((line for line in lines if line.text("target")), lines[0])
    kinds = [kind for kind in ("comparator", "target", "target_unit") if kind in line.cells]
    cells = [line.cells[kind] for kind in kinds] or list(line.cells.values())
    return line.line.page, enclosing(cell.box for cell in cells)


def _points(edge: float) -> Decimal:
    return Decimal(edge).quantize(_CENT)

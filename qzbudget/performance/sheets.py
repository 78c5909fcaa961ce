"""Pieces put together into sheets: one form with its indicators, or one project of a list."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from qzbudget.performance.body import BodyRow, body_rows, project_text
from qzbudget.performance.form import Field, form_fields, joined
from qzbudget.performance.lines import Line, Source, printed_plan_unit, printed_unit
from qzbudget.performance.pieces import Piece, openers
from qzbudget.performance.words import Words

_CODE_AND_NAME = re.compile(r"([0-9A-Z]{12,})[-—_ ](.+)")
_SUM = re.compile(r"(合\s*计|总\s*计|小\s*计)")


@dataclass(frozen=True)
class Sheet:
    """One performance sheet as printed: the fields of its form and its indicator rows."""

    source: Source
    fields: tuple[Field, ...]
    rows: tuple[BodyRow, ...]
    money_unit: str | None
    page_first: int
    page_last: int
    listed: bool
    """Whether it is one of the projects of a list, whose title names none of them."""
    plan_unit: str | None = None
    """What the head of the plan of spending prints behind it."""


@dataclass(frozen=True)
class _Draft:
    """The pieces of one form."""

    pieces: tuple[Piece, ...]

    @property
    def form(self) -> list[Line]:
        return [line for piece in self.pieces if piece.head is None for line in piece.lines]

    @property
    def has_rows(self) -> bool:
        return any(piece.head is not None for piece in self.pieces)


def sheets(all_pieces: Iterable[Piece], words: Words) -> Iterator[Sheet]:
    """Put pieces together into sheets, in the order of the document.

    A table with a title of its own, or a label that opens a sheet where the form has that label or its indicators
    already, begins a new sheet; each project of a list is a sheet.
    """
    draft = _Draft(())
    for is_list, group in itertools.groupby(all_pieces, key=lambda p: p.head is not None and p.head.lists_projects):
        if is_list:
            yield from _form_sheet(draft, words)
            draft = _Draft(())
            yield from _list_sheets(list(group), words)
            continue
        for piece in group:
            if draft.pieces and _begins(draft, piece, words):
                yield from _form_sheet(draft, words)
                draft = _Draft(())
            draft = _Draft((*draft.pieces, piece))
    yield from _form_sheet(draft, words)


def _begins(draft: _Draft, piece: Piece, words: Words) -> bool:
    if piece.opens:
        same_title = piece.source.table.title == draft.pieces[0].source.table.title
        return piece.head is None or not same_title or not draft.has_rows
    if piece.head is not None:
        return False
    new = openers(piece.lines, words)
    return bool(new) and (draft.has_rows or bool(new & openers(draft.form, words)))


def _form_sheet(draft: _Draft, words: Words) -> Iterator[Sheet]:
    if not draft.pieces:
        return
    tables = [piece for piece in draft.pieces if piece.head is not None]
    rows = body_rows([x for p in tables for x in p.lines], [x for p in tables for x in p.heads])
    first = draft.pieces[0]
    pages = [line.page for piece in draft.pieces for line in piece.lines]
    yield Sheet(
        first.source,
        tuple(form_fields(draft.form, words)),
        tuple(row for row in rows if says_something(row)),
        printed_unit(draft.form) or first.source.table.printed.money_unit,
        min(pages),
        max(pages),
        listed=False,
        plan_unit=printed_plan_unit(draft.form),
    )


def _list_sheets(parts: Sequence[Piece], words: Words) -> Iterator[Sheet]:
    """Turn lists of projects into sheets; a row without goals and indicators is no project but a sum or a unit."""
    for run in _lists(parts):
        source, unit = run[0].source, None
        money_unit = next((head.money_unit for part in run for head in part.heads if head.money_unit), None)
        rows = body_rows([x for p in run for x in p.lines], [x for p in run for x in p.heads])
        for _, group in itertools.groupby(rows, key=lambda row: row.project):
            of_project = list(group)
            indicators = tuple(row for row in of_project if says_something(row))
            fields = tuple(_list_fields(of_project, unit))
            if not indicators and not any(field.kind == "goals" for field in fields):
                unit = _unit_row(of_project) or unit
                continue
            pages = [line.line.page for row in of_project for line in row.lines]
            unit_of_money = money_unit or source.table.printed.money_unit
            yield Sheet(source, fields, indicators, unit_of_money, min(pages), max(pages), listed=True)


def _lists(parts: Sequence[Piece]) -> list[list[Piece]]:
    """Group pieces of one list: what goes on without a title belongs to the list before it."""
    runs: list[list[Piece]] = []
    for piece in parts:
        if runs and not piece.opens:
            runs[-1].append(piece)
        else:
            runs.append([piece])
    return runs


def _list_fields(rows: Sequence[BodyRow], unit: str | None) -> Iterator[Field]:
    name = project_text(rows, "project")
    coded = _CODE_AND_NAME.fullmatch(name or "")
    texts = {
        "project_code": coded[1] if coded else None,
        "project_name": coded[2] if coded else name,
        "unit": project_text(rows, "unit") or unit,
        **{kind: project_text(rows, kind) for kind in ("budget", "fiscal", "other", "goals")},
    }
    lines = [line for row in rows for line in row.lines]
    for kind, text in texts.items():
        if text:
            at = next((line for line in lines if line.text(kind)), None)
            yield Field(kind, text, 0.0, 0.0, at.line.page if at else 0, at.cells[kind].box if at else None)


def _unit_row(rows: Sequence[BodyRow]) -> str | None:
    """Return the unit that a row without goals names; the projects below it are the unit's."""
    name = project_text(rows, "project")
    return None if name is None or _SUM.fullmatch(name) else name


def says_something(row: BodyRow) -> bool:
    """Tell whether a row is an indicator: it prints a name or a target, and not dots alone."""
    name = re.sub(r"^(指标\s*\d*\s*[:：])+|[.…·。\s]+", "", row.texts["level3"] or row.texts["description"])
    return bool(name or any(row.texts[kind] for kind in ("target",)))


def field_text(sheet: Sheet, kind: str) -> str | None:
    """Return the text of a field of a sheet."""
    return joined(sheet.fields, kind)

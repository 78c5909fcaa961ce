"""Rows below a head: merged cells filled down, also over a page break, and rows that a page break cuts joined."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from qzbudget.performance.heads import Head
from qzbudget.performance.lines import Line
from qzbudget.shapes import Cell
from qzbudget.text import tidy_name

ENUMERATED = re.compile(r"指标\s*(\d*)\s*[:：]\s*(?:指标\s*\d*\s*[:：]\s*)*")
"""The number before the name of an indicator, as in 指标1：…"""

_PROJECT = ("project", "budget", "goals")
_TARGET = ("comparator", "target", "target_unit")
_FILLED = ("project", "unit", "level1", "level2")
_OWN = ("level3", "description", *_TARGET, "weight", "basis")


@dataclass(frozen=True)
class BodyLine:
    """One printed row below a head: the line and its cell under each column."""

    line: Line
    cells: dict[str, Cell]

    def text(self, kind: str) -> str:
        """Return the text of the cell under a column, ``""`` where the page lacks it."""
        cell = self.cells.get(kind)
        return cell.text.strip() if cell else ""


@dataclass(frozen=True)
class BodyRow:
    """One indicator, or one row of a list: its texts, its project's number, and the lines that it is printed on."""

    texts: dict[str, str]
    project: int
    lines: tuple[BodyLine, ...]


def body_rows(lines: Sequence[Line], heads: Sequence[Head]) -> list[BodyRow]:
    """Turn the lines below a head into rows with all their texts.

    Parameters
    ----------
    lines : sequence of Line
        The lines, over all pages.
    heads : sequence of Head
        The head that holds for each.
    """
    body = list(map(BodyLine, lines, (head.cells(line) for line, head in zip(lines, heads, strict=True))))
    body = [line for line in body if any(cell.text.strip() for cell in line.cells.values())]
    levels = {kind: _filled(body, kind) for kind in _FILLED}
    projects = _projects(body)
    rows: list[BodyRow] = []
    for index, line in enumerate(body):
        texts = {kind: tidy_name(line.text(kind)) for kind in _OWN}
        texts |= {kind: tidy_name(filled[index]) for kind, filled in levels.items()}
        row = BodyRow(texts, projects[index], (line,))
        if rows and (_is_cut(rows[-1], row, first_on_page=_breaks(body, index)) or _shares_target(rows[-1], row)):
            rows[-1] = _joined(rows[-1], row)
        else:
            rows.append(row)
    return rows


def _breaks(body: Sequence[BodyLine], index: int) -> bool:
    """Tell whether a page break stands before a line."""
    return index > 0 and body[index].line.grid is not body[index - 1].line.grid


def _runs(body: Sequence[BodyLine], kind: str) -> list[list[int]]:
    """Group the lines that share one cell under a column."""
    runs: list[list[int]] = []
    for index, line in enumerate(body):
        if runs and not _breaks(body, index) and body[index - 1].cells.get(kind) == line.cells.get(kind):
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs


def _filled(body: Sequence[BodyLine], kind: str) -> list[str]:
    """Return the text of a column in every line: a merged cell's text may stand on either side of a page break."""
    groups: list[tuple[str, list[int]]] = []
    for run in _runs(body, kind):
        text = body[run[0]].text(kind)
        if groups and _breaks(body, run[0]) and not (text and groups[-1][0]):
            groups[-1] = (groups[-1][0] or text, groups[-1][1] + run)
        else:
            groups.append((text, run))
    return list(itertools.chain.from_iterable([text] * len(run) for text, run in groups))


def _projects(body: Sequence[BodyLine]) -> list[int]:
    """Return the number of the project of every line, from 0.

    Where the name, the amount or the goals change, another project begins; a name can stand over several.  A project that
    a page break cuts prints its amount on one side of it, since an amount is never cut.
    """
    groups: list[list[int]] = []
    for index in range(len(body)):
        if groups and (_goes_on(body, groups[-1], index) if _breaks(body, index) else _same_cells(body, index)):
            groups[-1].append(index)
        else:
            groups.append([index])
    return list(itertools.chain.from_iterable([number] * len(group) for number, group in enumerate(groups)))


def _same_cells(body: Sequence[BodyLine], index: int) -> bool:
    return all(body[index - 1].cells.get(kind) == body[index].cells.get(kind) for kind in _PROJECT)


def _goes_on(body: Sequence[BodyLine], group: Sequence[int], index: int) -> bool:
    """Tell whether the first line of a page belongs to the project at the end of the page before."""
    before, here = body[index - 1], body[index]
    if all(before.text(kind) == here.text(kind) for kind in _PROJECT):
        return True
    had_amount, has_amount = any(body[i].text("budget") for i in group), bool(here.text("budget"))
    if had_amount != has_amount:
        return True
    return not had_amount and not (before.text("project") and here.text("project"))


def _has_target(row: BodyRow) -> bool:
    return any(row.texts[kind] for kind in _TARGET)


def _is_cut(above: BodyRow, row: BodyRow, *, first_on_page: bool) -> bool:
    """Tell whether a page break cuts one printed row into two: only one of the pieces prints the target."""
    if not first_on_page or above.project != row.project or _has_target(above) == _has_target(row):
        return False
    own_level = [line.text("level2") for piece in (above, row) for line in piece.lines]
    return not all(own_level) and (bool(above.texts["level3"]) or bool(row.texts["level3"]))


def _shares_target(above: BodyRow, row: BodyRow) -> bool:
    """Tell whether a rule cuts the wrapped name of a numbered indicator (指标1：…): both pieces stand beside one target cell."""
    target = row.lines[0].cells.get("target")
    if target is None or above.lines[-1].cells.get("target") != target or target.row_span == 1:
        return False
    return bool(ENUMERATED.match(above.texts["level3"])) and not ENUMERATED.match(row.texts["level3"])


def _joined(above: BodyRow, row: BodyRow) -> BodyRow:
    shared = {cell for piece in above.lines for cell in piece.cells.values()}
    own = {kind: "" if row.lines[0].cells.get(kind) in shared else row.texts[kind] for kind in _OWN}
    texts = {kind: above.texts[kind] + own[kind] for kind in _OWN}
    levels = {kind: above.texts[kind] or row.texts[kind] for kind in _FILLED}
    return BodyRow(texts | levels, above.project, (*above.lines, *row.lines))


def project_text(rows: Sequence[BodyRow], kind: str) -> str | None:
    """Return what a list prints about a project under a column, the pieces of a cell that a page break cuts joined."""
    if kind in _FILLED:
        return "".join(dict.fromkeys(row.texts[kind] for row in rows)) or None
    cells: dict[tuple[int, Cell], str] = {}
    for line in itertools.chain.from_iterable(row.lines for row in rows):
        if kind in line.cells:
            cells[line.line.page, line.cells[kind]] = line.text(kind)
    return tidy_name("".join(dict.fromkeys(cells.values()))) or None

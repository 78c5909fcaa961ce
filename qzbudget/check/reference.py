"""References of rules to figures: ``role/line/measure``, summed with ``+``, alternatives with ``|``, others with ``else``.

A line is ``total`` (the table's top total), ``code:30201`` (where its name is that of the code) or a concept such as
``three_public.reception``; ``{…}`` behind the role is a pattern that the title must show.  Without a measure, the column that
is the whole is meant.  A concept is found in both layouts, printed as a row or as a column.  What stands behind ``else``
counts only where the document prints nothing of what stands before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from qzbudget.breakdown.cells import steps, whole_measure
from qzbudget.check.figures import Figure, Side, side
from qzbudget.check.tables import Cell, CheckedTable, code_of
from qzbudget.codebook.book import verdict

_TERM = re.compile(r"(?P<role>[a-z_]+)(?:\{(?P<title>[^}]*)\})?/(?P<line>[^/]+)(?:/(?P<measure>.+))?")
_CODE = "code:"
_SIDES = {"total_revenue": "revenue", "total_expenditure": "expenditure"}


@dataclass(frozen=True, slots=True)
class Missing:
    """Why a reference leads to no figure; ``absent`` where the document prints no such table, line or column."""

    why: str
    absent: bool = False
    values: dict[str, object] = field(default_factory=dict)


def resolve(expression: str, tables: Sequence[CheckedTable]) -> list[Side] | Missing:
    """Return the sides that the alternatives of an expression lead to, or why there is none."""
    *before, last = expression.split(" else ")
    for choice in before:
        sides = _alternatives(choice, tables)
        if not isinstance(sides, Missing) or not sides.absent:
            return sides
    return _alternatives(last, tables)


def _alternatives(expression: str, tables: Sequence[CheckedTable]) -> list[Side] | Missing:
    found: list[Side] = []
    missing: Missing | None = None
    for alternative in expression.split("|"):
        summed = _sum(alternative, tables)
        if isinstance(summed, Missing):
            missing = missing if missing is not None and not missing.absent else summed
        else:
            found.append(summed)
    if found:
        return found
    assert missing is not None
    return missing


def _sum(expression: str, tables: Sequence[CheckedTable]) -> Side | Missing:
    figures: list[Figure] = []
    for term in expression.split(" + "):
        found = figure_of(term.strip(), tables)
        if isinstance(found, Missing):
            return found
        figures.extend(found)
    return side(figures)


def figure_of(term: str, tables: Sequence[CheckedTable]) -> list[Figure] | Missing:
    """Return the figures of one term: one, or where a blank total has printed parts, those of the parts."""
    table, matched = table_of(term, tables)
    if isinstance(table, Missing):
        return table
    cell = line_of(table, matched["line"], matched["measure"])
    if isinstance(cell, Missing):
        return cell
    figure = table.figure(cell)
    if figure is None:
        return Missing("check.blank", values={"place": cell.item_name or matched["line"], "table": named(table)})
    return [figure]


def table_of(term: str, tables: Sequence[CheckedTable]) -> tuple[CheckedTable | Missing, dict[str, str]]:
    """Return the one table that a term is about."""
    matched = _TERM.fullmatch(term)
    assert matched is not None, f"check_rules.csv: {term!r}"
    parts = matched.groupdict()
    of_role = [t for t in tables if t.record.role == parts["role"]]
    if parts["title"]:
        of_role = [t for t in of_role if re.search(parts["title"], t.record.title_printed or "")]
    with_cells = [t for t in of_role if t.cells]
    if not of_role:
        return Missing("check.no_table", absent=True, values={"role": parts["role"]}), parts
    if not with_cells:
        return Missing("check.no_amounts", values={"role": parts["role"]}), parts
    if len(with_cells) > 1:
        return Missing("check.several_tables", values={"role": parts["role"], "n": len(with_cells)}), parts
    return with_cells[0], parts


def line_of(table: CheckedTable, line: str, measure: str | None) -> Cell | Missing:
    """Return the cell of a line of a table, in the column of a measure."""
    if line.startswith(_CODE):
        cells = [c for c in table.own if code_of(c) == line[len(_CODE) :] and c.row_type in _LINES]
        if other := next((c.item_name for c in cells if _names_another(c)), None):
            return Missing("check.other_name", values={"line": line[len(_CODE) :], "name": other, "table": named(table)})
    elif line == "total":
        cells = top_totals(table)
    else:
        cells = [c for c in table.own if c.concept == line] or _side_total(table, line)
        rows = {c.row for c in cells if c.row_type == "total"}
        cells = [c for c in cells if c.row in rows] if rows else cells
        if measure is None:
            cells = _least([c for c in cells if steps(c.measure or "")[0] == "total"])
    if measure is not None:
        cells = [c for c in cells if c.measure == measure]
    elif line.startswith(_CODE) or line == "total":
        whole = whole_measure({c.measure for c in cells if c.measure})
        cells = [c for c in cells if c.measure == whole]
    return _single(table, cells, line)


def _names_another(cell: Cell) -> bool:
    """Tell whether the name beside a printed code is that of another one: nothing tells then which of both is meant."""
    if not cell.item_code or not cell.item_name:
        return False
    return verdict(cell.item_code, cell.item_name, cell.fiscal_year) == "differs"


_LINES = ("class", "section", "item", "category", None)


def _least(cells: Sequence[Cell]) -> list[Cell]:
    """Return the cells whose measure has the fewest steps."""
    fewest = min((_depth(c) for c in cells), default=None)
    return [c for c in cells if _depth(c) == fewest]


def _depth(cell: Cell) -> tuple[bool, int]:
    measure = cell.measure or ""
    return "@" in measure, len(steps(measure))


def _side_total(table: CheckedTable, line: str) -> list[Cell]:
    """Return the total of one side where it is called 总计 only."""
    direction = _SIDES.get(line)
    return [c for c in table.own if direction and c.direction == direction and c.row_type == "total"]


def top_totals(table: CheckedTable) -> list[Cell]:
    """Return the cells of the total that is part of nothing; where there are several such rows, of the first."""
    totals = [c for c in table.own if c.row_type == "total" and c.parent_row is None]
    first = min((c.row for c in totals), default=None)
    return [c for c in totals if c.row == first]


def _single(table: CheckedTable, cells: Iterable[Cell], line: str) -> Cell | Missing:
    """Return the one cell that is meant; of several, the one that is printed, if they do not differ."""
    found = list(cells)
    printed = [c for c in found if table.figure(c) is not None]
    amounts = {c.amount_yuan for c in printed}
    if len(amounts) == 1:
        return printed[0]
    if len(amounts) > 1:
        return Missing("check.several_lines", values={"line": line, "table": named(table)})
    if found:
        return found[0]
    return Missing("check.no_line", absent=True, values={"line": line, "table": named(table)})


def named(table: CheckedTable) -> str:
    """Return what a reader calls a table: its number, else its title, else its identifier."""
    return table.record.number_printed or table.record.title_printed or table.table_id

"""Checks between the tables of a document: totals, lines and codes that stand in several of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qzbudget.breakdown.cells import whole_measure
from qzbudget.check.figures import Side, closest, side
from qzbudget.check.findings import Finding, compared, insufficient, not_applicable
from qzbudget.check.material import Material
from qzbudget.check.reference import Missing, resolve, table_of
from qzbudget.check.rules import Rule
from qzbudget.check.tables import CODED, CheckedTable, code_of


def sides_compare(rule: Rule, of: Material) -> Iterator[Finding]:
    """Compare the two expressions of a rule."""
    tables = of.tables
    guard = _guard(rule.applies_if, tables)
    left, right = resolve(rule.left, tables), resolve(rule.right, tables)
    missing = [found for found in (left, right) if isinstance(found, Missing)]
    if missing:
        yield _missing(next((found for found in missing if found.absent), missing[0]))
        return
    if guard is not None:
        yield guard
        return
    assert not isinstance(left, Missing)
    assert not isinstance(right, Missing)
    yield compared("", "", left[0], closest(left[0], right), at_most=rule.relation == "<=")


def rows_compare(rule: Rule, of: Material) -> Iterator[Finding]:
    """Compare the lines of two tables that have the same code."""
    tables = of.tables
    found = [table_of(term, tables) for term in (rule.left, rule.right)]
    for table, _ in found:
        if isinstance(table, Missing):
            yield _missing(table)
            return
    guard = _guard(rule.applies_if, tables)
    if guard is not None:
        yield guard
        return
    left, right = (_by_code(table, parts["measure"]) for table, parts in found if isinstance(table, CheckedTable))
    common = [code for code in left if code in right]
    for code in common:
        yield compared(code, code, left[code][0], right[code][0], at_most=rule.relation == "<=")
    if not common:
        yield insufficient("", "", "check.no_common_code")


def _by_code(table: CheckedTable, measure: str | None) -> dict[str, tuple[Side, str]]:
    """Return the figures of each code in one column; those of several units are added up."""
    whole = measure or whole_measure({c.measure for c in table.own if c.measure and c.direction != "revenue"})
    if table.record.role == "revenue_summary" and measure is None:
        whole = whole_measure({c.measure for c in table.own if c.measure})
    cells = [c for c in table.own if c.measure == whole and (c.row_type in CODED or c.code_inferred)]
    first = min((c.col for c in cells), default=0)
    lines: dict[str, list[object]] = {}
    for cell in cells:
        code, figure = code_of(cell), table.figure(cell)
        if code is not None and figure is not None and cell.col == first:
            lines.setdefault(code, []).append(figure)
    return {code: (side(figures), code) for code, figures in lines.items()}  # type: ignore[arg-type]


def _guard(condition: str, tables: Sequence[CheckedTable]) -> Finding | None:
    """Return why a rule does not apply, None where it does.

    A condition is ``A = B``, or ``A`` alone: all its figures are zero.  A table that is absent adds nothing.
    """
    for part in filter(None, condition.split(" & ")):
        left, _, right = part.partition(" = ")
        found = resolve(left, tables)
        other = resolve(right, tables) if right and right != "0" else None
        if isinstance(found, Missing):
            if right == "0":
                continue
            return insufficient("", "", found.why, **found.values)
        if isinstance(other, Missing):
            return insufficient("", "", other.why, **other.values)
        target = other[0] if other else side(())
        if abs(found[0].yuan - target.yuan) > found[0].slack + target.slack:
            return not_applicable("", "", "check.guard", condition=part)
    return None


def _missing(found: Missing) -> Finding:
    return (not_applicable if found.absent else insufficient)("", "", found.why, **found.values)

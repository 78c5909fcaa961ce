"""Checks of the narrative against the rest of the document: its tables, its vehicles, its year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from qzbudget.check.figures import FAIL, HALF, PASS, Side, closest, side
from qzbudget.check.findings import Finding, compared, failed, insufficient, not_applicable
from qzbudget.check.material import Material, places_of, stated_figure, step_of, subject_of
from qzbudget.check.reference import Missing, resolve
from qzbudget.check.rules import Rule, expression_of
from qzbudget.dataset.records import NONE, StatementRecord


def stated(rule: Rule, of: Material) -> Iterator[Finding]:
    """Compare each statement of a concept with the cell that the tables print for it."""
    for statement in of.stated(rule.left):
        yield against_tables(statement, rule.right, of, at_most=rule.relation == "<=")


def stated_codes(rule: Rule, of: Material) -> Iterator[Finding]:
    """Compare each statement of a classified item with the lines of its code."""
    for statement in of.own_statements:
        expression = expression_of(statement.concept) if (statement.concept or "").isdigit() else None
        if expression is not None and statement.amount_yuan is not None:
            yield against_tables(statement, expression, of)


def against_tables(statement: StatementRecord, expression: str, of: Material, *, at_most: bool = False) -> Finding:
    """Compare an amount with the tables; one in coarser units may be cut off instead of rounded.

    A difference is named where the amount is what a table prints for last year.
    """
    found = resolve(expression, of.tables)
    if isinstance(found, Missing):
        without = not_applicable if found.absent else insufficient
        return without(statement.statement_id, subject_of(statement), found.why, **found.values)
    finding = _compared(statement, found, at_most=at_most)
    if finding.status == FAIL and finding.why is None and not at_most and is_last_years(statement, expression, of):
        return replace(finding, why="check.last_years_number")
    return finding


def _compared(statement: StatementRecord, found: Sequence[Side], *, at_most: bool = False) -> Finding:
    left = side(filter(None, [stated_figure(statement)]))
    right = closest(left, found)
    step = step_of(statement)
    coarser = any(other.step < step for other in right.figures)
    extra = step * HALF if coarser else Decimal(0)
    return compared(statement.statement_id, subject_of(statement), left, right, at_most=at_most, extra=extra)


def is_last_years(statement: StatementRecord, expression: str, of: Material) -> bool:
    """Tell whether an amount is what the tables print for the year before the document's."""
    year = of.document.fiscal_year
    before = [
        replace(table, cells=tuple(cell for cell in table.cells if year and cell.fiscal_year == year - 1))
        for table in of.tables
    ]
    found = resolve(expression, before)
    return not isinstance(found, Missing) and bool(statement.amount_yuan) and _compared(statement, found).status != FAIL


def stated_none(rule: Rule, of: Material) -> Iterator[Finding]:
    """Tell whether the tables print money of what the narrative says that there is none of."""
    for statement in of.beside:
        expression = expression_of(statement.concept)
        if statement.measure != NONE or expression is None:
            continue
        key, about, words = statement.statement_id, subject_of(statement), places_of([statement])
        found = resolve(expression, of.tables)
        if not isinstance(found, Missing):
            some = [one for one in found if one.yuan != 0]
            if len(some) == len(found):
                yield replace(
                    failed(key, about, words, "check.said_none", amount=f"{some[0].yuan:,.2f}"), right=some[0]
                )
            else:
                yield Finding(key, about, PASS, words)
        elif found.absent:
            yield not_applicable(key, about, found.why, **found.values)
        elif found.why in _PRINTS_NOTHING:
            yield Finding(key, about, PASS, words)
        else:
            yield insufficient(key, about, found.why, **found.values)


_PRINTS_NOTHING = ("check.blank", "check.no_amounts")


def stated_some(rule: Rule, of: Material) -> Iterator[Finding]:
    """Tell whether a table prints any money where the narrative states an amount of it."""
    for concept in rule.left.split(" | "):
        role = (expression_of(concept) or "").partition("/")[0]
        tables = [table for table in of.tables if table.record.role == role]
        stated = [s for s in of.stated(concept) if s.amount_yuan]
        if not stated or not tables:
            continue
        name = tables[0].record.title_printed or tables[0].table_id
        if any(figure.yuan for table in tables for figure in table.figures.values()):
            yield Finding(stated[0].statement_id, subject_of(stated[0]), PASS, places_of(stated[:1]))
        else:
            yield failed(
                stated[0].statement_id, subject_of(stated[0]), places_of(stated[:1]), "check.table_empty", table=name
            )


def fee_without_vehicles(rule: Rule, of: Material) -> Iterator[Finding]:
    """Tell whether money is set aside to run vehicles where the narrative says that there are none."""
    counts = [s for s in of.statements or () if s.concept == rule.left and s.count is not None]
    found = resolve(rule.right, of.tables)
    if not counts or isinstance(found, Missing):
        return
    fee = found[0]
    if counts[0].count == 0 and fee.yuan > 0:
        finding = failed(counts[0].statement_id, subject_of(counts[0]), places_of(counts[:1]), "check.no_vehicles")
        yield replace(finding, right=fee)
    else:
        yield Finding(counts[0].statement_id, subject_of(counts[0]), PASS, places_of(counts[:1]), fee)

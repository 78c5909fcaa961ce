"""Checks of the narrative against the rest of the document: its tables, its vehicles, its year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from qzbudget.check.figures import HALF, PASS, closest, side
from qzbudget.check.findings import Finding, compared, failed, insufficient, not_applicable
from qzbudget.check.material import Material, places_of, stated_figure, subject_of
from qzbudget.check.reference import Missing, resolve
from qzbudget.check.rules import Rule, expression_of
from qzbudget.dataset.records import NONE, StatementRecord

_BEGINNING = 12
"""A sentence that is about a year names it in so many characters; later ones belong to what the money is for."""
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?=年)")
_OTHER_TIMES = re.compile(
    r"《[^》]*》|〔[^〕]*〕|\([^)]*\)|（[^）]*）|截至[^，,。]*|(比|较|与|同|对|自|从|至|于)20\d\d年"
)


def stated(rule: Rule, of: Material) -> Iterator[Finding]:
    """Compare each statement of a concept with the cell that the tables print for it."""
    for statement in of.stated(rule.left):
        yield from _against_tables(rule, rule.right, statement, of)


def stated_codes(rule: Rule, of: Material) -> Iterator[Finding]:
    """Compare each statement of a classified item with the lines of its code."""
    for statement in of.own_statements:
        code = statement.concept or ""
        if code.isdigit() and statement.amount_yuan is not None:
            yield from _against_tables(rule, rule.right.replace("{code}", code), statement, of)


def _against_tables(rule: Rule, expression: str, statement: StatementRecord, of: Material) -> Iterator[Finding]:
    """Compare a statement with the tables; one in coarser units may be cut off instead of rounded."""
    figure = stated_figure(statement)
    found = resolve(expression, of.tables)
    if figure is None:
        return
    if isinstance(found, Missing):
        without = not_applicable if found.absent else insufficient
        yield without(statement.statement_id, subject_of(statement), found.why, **found.values)
        return
    left = side([figure])
    right = closest(left, found)
    coarser = any(other.step < figure.step for other in right.figures)
    extra = figure.step * HALF if coarser else Decimal(0)
    at_most = rule.relation == "<="
    yield compared(statement.statement_id, subject_of(statement), left, right, at_most=at_most, extra=extra)


def stated_none(rule: Rule, of: Material) -> Iterator[Finding]:
    """Tell whether the tables print money of what the narrative says that there is none of."""
    for statement in of.statements or ():
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


def year_stated(rule: Rule, of: Material) -> Iterator[Finding]:
    """Tell whether a sentence about this year's amounts names this year, and not only another one."""
    year = of.document.fiscal_year
    seen: set[str] = set()
    for statement in of.own_statements:
        if not statement.amount_printed or (statement.concept or "").startswith("assets"):
            continue
        before = _OTHER_TIMES.sub("", statement.text.partition(statement.amount_printed)[0])[:_BEGINNING]
        years = {int(found) for found in _YEAR.findall(before)}
        if year is None or not years or statement.text in seen:
            continue
        seen.add(statement.text)
        if year in years or f"{year}年" in statement.text:
            yield Finding(statement.statement_id, subject_of(statement), PASS, places_of([statement]))
        else:
            names = "、".join(str(y) for y in sorted(years))
            yield failed(
                statement.statement_id,
                subject_of(statement),
                places_of([statement]),
                "check.year",
                years=names,
                year=year,
            )

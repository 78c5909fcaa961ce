"""Checks of the years that a document names: its own where this year is meant, last year's nowhere in its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from qzbudget.check.figures import PASS, ROUNDING, side
from qzbudget.check.findings import Finding, failed, insufficient
from qzbudget.check.material import Material, places_of, subject_of
from qzbudget.check.narrative import against_tables, is_last_years
from qzbudget.check.rules import Rule, expression_of
from qzbudget.check.tables import CheckedTable
from qzbudget.dataset.records import OTHER_YEAR, StatementRecord

_BEGINNING = 12
"""A sentence that is about a year names it in so many characters; later ones belong to what the money is for."""
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?=年)")
_OTHER_TIMES = re.compile(
    r"《[^》]*》|〔[^〕]*〕|\([^)]*\)|（[^）]*）|截至[^，,。]*|(比|较|与|同|对|自|从|至|于)20\d\d年"
)
_LOOKS_BACK = re.compile(r"执行|完成|决算|评价|自评|上年|结转|结余|占用|资产|年末|年底|截至|20\d\d年?[-—至]")


def year_stated(rule: Rule, of: Material) -> Iterator[Finding]:
    """Tell whether headings and sentences about this year's amounts name this year, and not only another one."""
    year = of.document.fiscal_year
    if year is None:
        return
    seen: set[str] = set()
    for statement in of.own_statements:
        if not statement.amount_printed or (statement.concept or "").startswith("assets"):
            continue
        before = _OTHER_TIMES.sub("", statement.text.partition(statement.amount_printed)[0])[:_BEGINNING]
        years = {int(found) for found in _YEAR.findall(before)}
        if not years or statement.text in seen:
            continue
        seen.add(statement.text)
        if year in years or f"{year}年" in statement.text:
            yield Finding(statement.statement_id, subject_of(statement), PASS, places_of([statement]))
        else:
            yield _other_year(statement, years, year)
    for statement in of.beside:
        if statement.measure == OTHER_YEAR:
            yield _about_last_year(statement, year, of)


def _other_year(statement: StatementRecord, years: Iterable[int], year: int) -> Finding:
    names = "、".join(str(y) for y in sorted(years))
    where = places_of([statement])
    return failed(statement.statement_id, subject_of(statement), where, "check.year", years=names, year=year)


def _about_last_year(statement: StatementRecord, year: int, of: Material) -> Finding:
    """Judge a heading or sentence that names last year only.

    A heading of an explanation means this year; a sentence does where its amount is this year's in the tables, and no table
    prints it as last year's.
    """
    years = {int(found) for found in _YEAR.findall(_OTHER_TIMES.sub("", statement.text))}
    if statement.amount_yuan is None:
        return _other_year(statement, years, year)
    expression = expression_of(statement.concept)
    found = against_tables(statement, expression, of) if expression and statement.amount_yuan else None
    if found is None or found.status not in (PASS, ROUNDING) or is_last_years(statement, expression or "", of):
        return insufficient(statement.statement_id, subject_of(statement), "check.about_last_year")
    return replace(_other_year(statement, years, year), right=found.right, why="check.year_of_number")


def title_year(table: CheckedTable) -> Iterator[Finding]:
    """Tell whether a title that names a year names the document's; one that looks back may name another."""
    title, year = table.record.title_printed or "", table.document.fiscal_year
    is_final = table.document.kind == "final_accounts"
    looks_back = _LOOKS_BACK.search(title.replace("决算", "") if is_final else title)
    years = {int(found) for found in _YEAR.findall(title)}
    if year is None or not years or looks_back:
        return
    if year in years:
        yield Finding(table.table_id, title, PASS)
    else:
        names = "、".join(str(y) for y in sorted(years))
        page = table.record.page_first
        yield failed(table.table_id, title, side(()), "check.title_year", years=names, year=year, page=page)

"""The ledger: every rule on everything that was read of a document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from qzbudget.check import (
    between,
    classification,
    lists,
    magnitude,
    narrative,
    percentages,
    performance,
    stated_years,
    sums,
    unread,
    within,
    years,
)
from qzbudget.check.figures import NOT_RUN
from qzbudget.check.findings import Finding, not_applicable, record
from qzbudget.check.material import Material, material
from qzbudget.check.rules import Rule, rules
from qzbudget.check.tables import CheckedTable
from qzbudget.dataset.records import CheckRecord, DocumentRecord, Record

_IN_TABLE: dict[str, Callable[[CheckedTable], Iterator[Finding]]] = {
    "rows_add_up": within.rows_add_up,
    "of_which_within": within.of_which_within,
    "columns_add_up": within.columns_add_up,
    "codes_once": within.codes_once,
    "codes_under_parents": within.codes_under_parents,
    "code_names": classification.code_names,
    "amounts_are_amounts": magnitude.amounts_are_amounts,
    "empty_says_so": magnitude.empty_says_so,
    "title_year": stated_years.title_year,
}
_IN_DOCUMENT: dict[str, Callable[[Rule, Material], Iterator[Finding]]] = {
    "compare": between.sides_compare,
    "compare_rows": between.rows_compare,
    "crosswalk": classification.crosswalk,
    "within_total": magnitude.within_total,
    "tables_found": unread.tables_found,
}
_NARRATIVE: dict[str, Callable[[Rule, Material], Iterator[Finding]]] = {
    "stated": narrative.stated,
    "stated_codes": narrative.stated_codes,
    "stated_change_pct": percentages.stated_change_pct,
    "stated_share": percentages.stated_share,
    "stated_prior": sums.stated_prior,
    "stated_sum": sums.stated_sum,
    "stated_list": lists.stated_list,
    "stated_same": sums.stated_same,
    "counted_parts": sums.counted_parts,
    "stated_none": narrative.stated_none,
    "stated_some": narrative.stated_some,
    "fee_without_vehicles": narrative.fee_without_vehicles,
    "year_stated": stated_years.year_stated,
}
_PERFORMANCE: dict[str, Callable[[Rule, Material], Iterator[Finding]]] = {
    "sheet_parts": performance.sheet_parts,
    "sheet_plan": performance.sheet_plan,
    "sheet_plan_unit": performance.sheet_plan_unit,
    "sheets_sum": performance.sheets_sum,
    "sheets_stated": performance.sheets_stated,
    "sheet_in_table": performance.sheet_in_table,
    "sheets_complete": performance.sheets_complete,
}


def check_document(document: DocumentRecord, records: Iterable[Record]) -> list[CheckRecord]:
    """Run every rule on a document.

    Parameters
    ----------
    document : DocumentRecord
        The document.
    records : iterable of Record
        The rows of all its CSV files.

    Returns
    -------
    list of CheckRecord
        In the order of the rules; every rule has at least one row, also where it could not run.
    """
    return check_material(material(document, records))


def check_material(of: Material) -> list[CheckRecord]:
    """Run every rule on what was read of a document; see :func:`check_document`."""
    return [
        record(of.document.document_id, rule, finding) for rule in rules().values() for finding in _findings(rule, of)
    ]


def _findings(rule: Rule, of: Material) -> Iterator[Finding]:
    found = list(_run(rule, of))
    yield from found or [not_applicable("", "", "check.nothing")]


def _run(rule: Rule, of: Material) -> Iterator[Finding]:
    if rule.kind in _IN_TABLE:
        for table in of.tables:
            if not rule.roles or table.record.role in rule.roles:
                yield from _IN_TABLE[rule.kind](table)
    elif rule.kind in _IN_DOCUMENT:
        yield from _IN_DOCUMENT[rule.kind](rule, of)
    elif rule.kind == years.KIND:
        yield Finding("", "", NOT_RUN, why="check.other_document")
    elif (rule.kind in _NARRATIVE and of.statements is None) or (rule.kind in _PERFORMANCE and of.projects is None):
        yield Finding("", "", NOT_RUN, why="check.not_read")
    else:
        yield from {**_NARRATIVE, **_PERFORMANCE}[rule.kind](rule, of)

"""The ledger: every rule on everything that was read of a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qzbudget.check import between, within
from qzbudget.check.findings import Finding, not_applicable, record
from qzbudget.check.rules import Rule, rules
from qzbudget.check.tables import CheckedTable, checked_tables
from qzbudget.records import AmountRecord, CheckRecord, DocumentRecord, TableRecord

_IN_TABLE = {
    "rows_add_up": within.rows_add_up,
    "of_which_within": within.of_which_within,
    "columns_add_up": within.columns_add_up,
    "codes_once": within.codes_once,
    "codes_under_parents": within.codes_under_parents,
}
_BETWEEN = {"compare": between.sides_compare, "compare_rows": between.rows_compare}


def check_document(
    document: DocumentRecord, tables: Sequence[TableRecord], amounts: Sequence[AmountRecord]
) -> list[CheckRecord]:
    """Run every rule on a document."""
    checked = checked_tables(document, tables, amounts)
    return [
        record(document.document_id, rule, finding)
        for rule in rules().values()
        for finding in _findings(rule, checked)
    ]


def _findings(rule: Rule, tables: Sequence[CheckedTable]) -> Iterator[Finding]:
    if rule.kind in _BETWEEN:
        yield from _BETWEEN[rule.kind](rule, tables)
        return
    found = False
    for table in tables:
        if not rule.roles or table.record.role in rule.roles:
            for finding in _IN_TABLE[rule.kind](table):
                found = True
                yield finding
    if not found:
        yield not_applicable("", "", "check.nothing")

"""Checks between two documents of one unit: this year's figures of last year against last year's own document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from qzbudget.check.figures import FAIL, Side, closest, side
from qzbudget.check.findings import Finding, compared, insufficient, record
from qzbudget.check.material import Material, stated_figure
from qzbudget.check.reference import Missing, resolve
from qzbudget.check.rules import Rule, rules
from qzbudget.check.tables import Cell, CheckedTable, code_of
from qzbudget.dataset.records import CheckRecord, StatementRecord

KIND = "last_year"
_PHASES = {"approved": {"approved", "prior_year"}, "executed": {"executed", "prior_year"}}


def cross_checks(documents: Iterable[Material]) -> list[CheckRecord]:
    """Compare every document with the one of the same unit and level a year before.

    Parameters
    ----------
    documents : iterable of Material
        What was read of each document.

    Returns
    -------
    list of CheckRecord
        ``document_id`` is the later document; the places of the other one begin with its ``document_id#``.
    """
    every = list(documents)
    return [
        record(later.document.document_id, rule, replace(finding, right=_of_other(finding.right, earlier)))
        for later in every
        for earlier in every
        if follows(later, earlier)
        for rule in rules().values()
        if rule.kind == KIND
        for finding in _KINDS[rule.rule](rule, later, earlier)
    ]


def follows(later: Material, earlier: Material) -> bool:
    """Tell whether two documents are of one unit and level, one year apart."""
    ours, theirs = later.document, earlier.document
    years = (
        ours.fiscal_year is not None and theirs.fiscal_year is not None and ours.fiscal_year - theirs.fiscal_year == 1
    )
    return years and ours.unit_key is not None and (ours.unit_key, ours.level) == (theirs.unit_key, theirs.level)


def _of_other(of: Side, earlier: Material) -> Side:
    return side(replace(f, where=f"{earlier.document.document_id}#{f.where}") for f in of.figures)


def printed_last_year(rule: Rule, later: Material, earlier: Material) -> Iterator[Finding]:
    """Compare the columns of last year with the same lines of last year's own tables."""
    phase = "executed" if earlier.document.kind == "final_accounts" else "approved"
    own = {table.record.role: table for table in earlier.tables if table.cells}
    once = Counter(table.record.role for table in (*later.tables, *earlier.tables) if table.cells)
    for table in later.tables:
        other = own.get(table.record.role)
        if other is None or once[table.record.role] != 2:
            continue
        lines = _lines(other, other.own)
        prior = [c for c in table.cells if c.fiscal_year == earlier.document.fiscal_year and c.phase in _PHASES[phase]]
        for key, cell in _lines(table, prior).items():
            figure, same = table.figure(cell), lines.get(key)
            if figure is not None and same is not None and (last := other.figure(same)) is not None:
                finding = compared(figure.where, " ".join(map(str, filter(None, key))), side([figure]), side([last]))
                yield _doubtful(finding) if cell.phase == "prior_year" else finding


def _lines(table: CheckedTable, cells: Iterable[Cell]) -> dict[tuple[str | None, ...], Cell]:
    """Return the cells of lines that can be told apart: by code, concept or as the total, and by measure."""
    found: dict[tuple[str | None, ...], list[Cell]] = {}
    for cell in cells:
        line = code_of(cell) or cell.concept or ("total" if cell.row_type == "total" else None)
        if line is not None and cell.measure is not None:
            found.setdefault((line, cell.measure, cell.direction), []).append(cell)
    return {key: of_line[0] for key, of_line in found.items() if len(of_line) == 1}


def stated_last_year(rule: Rule, later: Material, earlier: Material) -> Iterator[Finding]:
    """Compare what the narrative says of last year, or implies by its change, with last year's own tables."""
    for statement in later.own_statements:
        if statement.prior_year_yuan is None or not _is_about(statement, earlier):
            continue
        expression = next(
            (r.right for r in rules().values() if r.kind == "stated" and r.left == statement.concept), None
        )
        found = resolve(expression, earlier.tables) if expression else None
        figure = stated_figure(statement)
        if found is None or figure is None or isinstance(found, Missing):
            continue
        steps = 2 if statement.prior_year_source == "implied" else 1
        left = side([replace(figure, yuan=statement.prior_year_yuan, step=figure.step * steps)])
        finding = compared(statement.statement_id, statement.subject or "", left, closest(left, found))
        yield _doubtful(finding) if statement.base_kind == "prior_unspecified" else finding


def _is_about(statement: StatementRecord, earlier: Material) -> bool:
    executed = earlier.document.kind == "final_accounts"
    wanted = "prior_executed" if executed else "prior_budget"
    return statement.base_kind in (wanted, "prior_unspecified")


def balance_brought_forward(rule: Rule, later: Material, earlier: Material) -> Iterator[Finding]:
    """Compare what is brought forward with what last year's final accounts carry forward."""
    if earlier.document.kind != "final_accounts":
        return
    left, right = resolve(rule.left, later.tables), resolve(rule.right, earlier.tables)
    if not isinstance(left, Missing) and not isinstance(right, Missing):
        yield compared("", "", left[0], closest(left[0], right))


def _doubtful(finding: Finding) -> Finding:
    """Where the document does not say whether it means last year's budget or execution, a difference proves nothing."""
    return insufficient(finding.key, finding.subject, "check.base") if finding.status == FAIL else finding


_KINDS = {
    "last_year_printed": printed_last_year,
    "last_year_stated": stated_last_year,
    "balance_brought_forward": balance_brought_forward,
}

"""Checks of the percentages that the narrative states, recomputed from the amounts that it states."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from qzbudget.check.figures import FAIL, HALF, PASS, ROUNDING, Figure, side
from qzbudget.check.findings import Finding, compared, failed, insufficient
from qzbudget.check.material import Material, change_figure, stated_figure, subject_of
from qzbudget.check.rules import Rule
from qzbudget.check.tables import decimals
from qzbudget.dataset.records import StatementRecord

HUNDRED = Decimal(100)
_TOTALS = ("total_revenue", "total_expenditure", "revenue_and_expenditure")


def stated_change_pct(rule: Rule, of: Material) -> Iterator[Finding]:
    """Recompute each stated percentage of change from the stated amounts."""
    for statement in of.statements or ():
        change, pct, prior = statement.change_yuan, statement.change_pct, statement.prior_year_yuan
        if change is None or pct is None or prior is None:
            continue
        if prior == 0:
            yield _of_nothing(statement, pct, change)
            continue
        yield _recomputed(statement, pct, change, prior, change_figure(statement))


def _of_nothing(statement: StatementRecord, pct: Decimal, change: Decimal) -> Finding:
    key, about = statement.statement_id, subject_of(statement)
    if pct == 0 and change == 0:
        return Finding(key, about, PASS)
    return failed(key, about, side([Figure(key, change, Decimal(0))]), "check.pct_of_zero", pct=pct)


def stated_share(rule: Rule, of: Material) -> Iterator[Finding]:
    """Recompute each stated share; its whole is a total stated before it."""
    before: list[StatementRecord] = []
    for statement in of.statements or ():
        if statement.share_pct is not None and statement.amount_yuan is not None:
            yield _share(statement, before)
        if statement.amount_yuan is not None:
            before.append(statement)


def _share(statement: StatementRecord, before: Sequence[StatementRecord]) -> Finding:
    assert statement.share_pct is not None
    assert statement.amount_yuan is not None
    wholes = [s for s in before if s.amount_yuan is not None and s.amount_yuan >= statement.amount_yuan > 0]
    above = [s for s in wholes if s.section == statement.section and _is_above(s.concept, statement.concept)]
    findings = [
        _recomputed(statement, statement.share_pct, statement.amount_yuan, whole.amount_yuan, stated_figure(statement))
        for whole in reversed(wholes)
        if whole.amount_yuan
    ]
    fitting = [f for f in findings if f.status != FAIL]
    if fitting:
        return fitting[0]
    if statement.share_pct == 0 and statement.amount_yuan == 0:
        return Finding(statement.statement_id, subject_of(statement), PASS)
    if above and above[-1] in wholes:
        return findings[list(reversed(wholes)).index(above[-1])]
    return insufficient(statement.statement_id, subject_of(statement), "check.no_whole")


def _is_above(whole: str | None, part: str | None) -> bool:
    """Tell whether a concept is the whole of another: its beginning, or a total that comes before everything."""
    if whole is None or part is None or whole == part:
        return False
    return part.startswith(f"{whole}.") or whole in _TOTALS


def _recomputed(
    statement: StatementRecord, pct: Decimal, part: Decimal, whole: Decimal, figure: Figure | None
) -> Finding:
    """Compare a part with a printed percentage of its whole; the percentage has to be right to its last digit.

    A percentage that is cut off instead of rounded counts as rounding.
    """
    digits = Decimal(1).scaleb(-decimals(pct))
    exact = part / whole * HUNDRED
    left = side([figure or Figure(statement.statement_id, part, Decimal(0))])
    right = side([Figure(statement.statement_id, whole * pct / HUNDRED, Decimal(0))])
    tolerance = abs(whole) * digits * HALF / HUNDRED
    finding = compared(statement.statement_id, subject_of(statement), left, right, extra=tolerance)
    if exact.quantize(digits, ROUND_HALF_UP) == pct:
        return replace(finding, status=PASS, why=None)
    if exact.quantize(digits, ROUND_DOWN) == pct:
        return replace(finding, status=ROUNDING, why="check.cut_off")
    if finding.status == FAIL:
        printed = exact.quantize(digits, ROUND_HALF_UP)
        return replace(finding, why="check.pct", values={"stated": pct, "computed": printed})
    return replace(finding, status=ROUNDING)

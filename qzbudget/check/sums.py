"""Checks of the sums that the narrative states: wholes and parts, this year and last, one figure in several places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from qzbudget.check.figures import FAIL, PASS, Figure, side
from qzbudget.check.findings import Finding, compared
from qzbudget.check.material import Material, change_figure, places_of, stated_figure, subject_of
from qzbudget.check.rules import Rule
from qzbudget.dataset.records import StatementRecord


def stated_prior(rule: Rule, of: Material) -> Iterator[Finding]:
    """Compare each stated change with this year's and last year's amount where all three are stated."""
    for statement in of.statements or ():
        figure, change, prior = stated_figure(statement), change_figure(statement), statement.prior_year_yuan
        if statement.prior_year_source == "stated" and figure and change and prior is not None:
            last = Figure(statement.statement_id, prior, figure.step)
            yield compared(statement.statement_id, subject_of(statement), side([figure]), side([last, change]))


def stated_sum(rule: Rule, of: Material) -> Iterator[Finding]:
    """Compare what is stated of a whole with the sum of its parts stated after it, amounts and changes."""
    parts = {part.strip().removesuffix("?"): not part.strip().endswith("?") for part in rule.right.split("+")}
    rows = [s for s in of.statements or () if s.as_of is None and s.count is None]
    for index, whole in enumerate(rows):
        if whole.concept == rule.left:
            yield from _sum_of(whole, rows[index + 1 :], parts, rule.left)


def _sum_of(
    whole: StatementRecord, after: Sequence[StatementRecord], parts: Mapping[str, bool], concept: str
) -> Iterator[Finding]:
    following = []
    for statement in after:
        if statement.section != whole.section or statement.concept == concept:
            break
        following.append(statement)
    for suffix, figure_of in (("", stated_figure), (":change", change_figure)):
        figure = figure_of(whole)
        found: dict[str, Figure] = {}
        for statement in following:
            part = figure_of(statement)
            if statement.concept in parts and statement.concept is not None and part is not None:
                found.setdefault(statement.concept, part)
        required = {part for part, needed in parts.items() if needed}
        if figure is not None and len(found) > 1 and required <= found.keys():
            key = f"{whole.statement_id}{suffix}"
            yield compared(key, subject_of(whole), side([figure]), side(found.values()))


def stated_same(rule: Rule, of: Material) -> Iterator[Finding]:
    """Compare the figures of a concept wherever the narrative states it."""
    for concept in rule.left.split(" | "):
        first: dict[str, Figure] = {}
        for statement in of.stated(concept):
            figure = stated_figure(statement)
            if figure is None:
                continue
            if statement.measure in first:
                other = side([first[statement.measure]])
                yield compared(statement.statement_id, subject_of(statement), side([figure]), other)
            else:
                first[statement.measure] = figure


def counted_parts(rule: Rule, of: Material) -> Iterator[Finding]:
    """Compare a count with the sum of the counts of its parts."""
    rows = [s for s in of.statements or () if s.count is not None]
    for index, whole in enumerate(rows):
        if whole.concept != rule.left or whole.count is None:
            continue
        parts = []
        for statement in rows[index + 1 :]:
            if statement.concept == rule.left or not (statement.concept or "").startswith(f"{rule.left}."):
                break
            parts.append(statement)
        total = sum((s.count for s in parts if s.count is not None), Decimal(0))
        if len(parts) > 1:
            yield _counted(whole, parts, total)


def _counted(whole: StatementRecord, parts: Sequence[StatementRecord], total: Decimal) -> Finding:
    assert whole.count is not None
    status = PASS if total == whole.count else FAIL
    values: dict[str, object] = {"stated": whole.count, "sum": total, "unit": whole.count_unit or ""}
    return Finding(
        whole.statement_id,
        subject_of(whole),
        status,
        places_of([whole]),
        places_of(parts),
        why="check.counted",
        values=values,
    )

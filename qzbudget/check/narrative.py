"""Checks of the narrative: against the tables, and of its own arithmetic."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from qzbudget.check.figures import FAIL, HALF, PASS, ROUNDING, Figure, Side, closest, side
from qzbudget.check.findings import Finding, compared, failed, insufficient, not_applicable
from qzbudget.check.material import Material, change_figure, stated_figure
from qzbudget.check.reference import Missing, resolve
from qzbudget.check.rules import Rule
from qzbudget.check.tables import decimals
from qzbudget.records import StatementRecord

HUNDRED = Decimal(100)
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
        yield without(statement.statement_id, _subject(statement), found.why, **found.values)
        return
    left = side([figure])
    right = closest(left, found)
    coarser = any(other.step < figure.step for other in right.figures)
    extra = figure.step * HALF if coarser else Decimal(0)
    at_most = rule.relation == "<="
    yield compared(statement.statement_id, _subject(statement), left, right, at_most=at_most, extra=extra)


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
    key, about = statement.statement_id, _subject(statement)
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
        return Finding(statement.statement_id, _subject(statement), PASS)
    if above and above[-1] in wholes:
        return findings[list(reversed(wholes)).index(above[-1])]
    return insufficient(statement.statement_id, _subject(statement), "check.no_whole")


def _is_above(whole: str | None, part: str | None) -> bool:
    """Tell whether a concept is the whole of another: its beginning, or a total that comes before everything."""
    if whole is None or part is None or whole == part:
        return False
    return part.startswith(f"{whole}.") or whole in _TOTALS


_TOTALS = ("total_revenue", "total_expenditure", "revenue_and_expenditure")


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
    finding = compared(statement.statement_id, _subject(statement), left, right, extra=tolerance)
    if exact.quantize(digits, ROUND_HALF_UP) == pct:
        return replace(finding, status=PASS, why=None)
    if exact.quantize(digits, ROUND_DOWN) == pct:
        return replace(finding, status=ROUNDING, why="check.cut_off")
    if finding.status == FAIL:
        printed = exact.quantize(digits, ROUND_HALF_UP)
        return replace(finding, why="check.pct", values={"stated": pct, "computed": printed})
    return replace(finding, status=ROUNDING)


def stated_prior(rule: Rule, of: Material) -> Iterator[Finding]:
    """Compare each stated change with this year's and last year's amount where all three are stated."""
    for statement in of.statements or ():
        figure, change, prior = stated_figure(statement), change_figure(statement), statement.prior_year_yuan
        if statement.prior_year_source == "stated" and figure and change and prior is not None:
            last = Figure(statement.statement_id, prior, figure.step)
            yield compared(statement.statement_id, _subject(statement), side([figure]), side([last, change]))


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
            yield compared(key, _subject(whole), side([figure]), side(found.values()))


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
                yield compared(statement.statement_id, _subject(statement), side([figure]), other)
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
        _subject(whole),
        status,
        _places([whole]),
        _places(parts),
        why="check.counted",
        values=values,
    )


def fee_without_vehicles(rule: Rule, of: Material) -> Iterator[Finding]:
    """Tell whether money is set aside to run vehicles where the narrative says that there are none."""
    counts = [s for s in of.statements or () if s.concept == rule.left and s.count is not None]
    found = resolve(rule.right, of.tables)
    if not counts or isinstance(found, Missing):
        return
    fee = found[0]
    if counts[0].count == 0 and fee.yuan > 0:
        finding = failed(counts[0].statement_id, _subject(counts[0]), _places(counts[:1]), "check.no_vehicles")
        yield replace(finding, right=fee)
    else:
        yield Finding(counts[0].statement_id, _subject(counts[0]), PASS, _places(counts[:1]), fee)


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
            yield Finding(statement.statement_id, _subject(statement), PASS, _places([statement]))
        else:
            names = "、".join(str(y) for y in sorted(years))
            yield failed(
                statement.statement_id, _subject(statement), _places([statement]), "check.year", years=names, year=year
            )


def _places(statements: Sequence[StatementRecord]) -> Side:
    """Return where statements stand; no money."""
    return side(Figure(s.statement_id, s.amount_yuan or Decimal(0), Decimal(0)) for s in statements)


def _subject(statement: StatementRecord) -> str:
    return " ".join(filter(None, [statement.section, statement.subject]))

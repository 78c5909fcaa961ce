"""What a check found, before it is written: sides, status, and the words for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal

from qzbudget.check.figures import (
    FAIL,
    INSUFFICIENT,
    NOT_APPLICABLE,
    ROUNDING,
    STATUSES,
    Side,
    Verdict,
    compare,
    side,
)
from qzbudget.check.rules import Rule, rules
from qzbudget.dataset.records import CheckRecord
from qzbudget.wording import phrase, readable, rephrased

NOTHING = side(())


@dataclass(frozen=True, slots=True)
class Finding:
    """One check of one subject.

    ``key`` tells the check apart from the others of its rule and stays the same between versions of a document; ``why``
    is a key of ``knowledge/phrases.csv`` with its ``values``, for what numbers alone do not say.
    """

    key: str
    subject: str
    status: str
    left: Side = NOTHING
    right: Side = NOTHING
    verdict: Verdict | None = None
    why: str | None = None
    values: dict[str, object] = field(default_factory=dict)


def compared(
    key: str, subject: str, left: Side, right: Side, *, at_most: bool = False, extra: Decimal = Decimal(0)
) -> Finding:
    """Return what the comparison of two sides found; a factor of ten thousand is named as what it is."""
    verdict = compare(left, right, at_most=at_most, extra=extra)
    why = None
    if verdict.status != ROUNDING and verdict.difference != 0 and _is_unit_slip(left.yuan, right.yuan):
        verdict, why = replace(verdict, status=FAIL), "check.unit"
    return Finding(key, subject, verdict.status, left, right, verdict, why)


def failed(key: str, subject: str, places: Side, why: str, **values: object) -> Finding:
    """Return a failure that no difference of sums shows."""
    return Finding(key, subject, FAIL, places, why=why, values=values)


def insufficient(key: str, subject: str, why: str, **values: object) -> Finding:
    """Return that the document does not print enough to tell."""
    return Finding(key, subject, INSUFFICIENT, why=why, values=values)


def not_applicable(key: str, subject: str, why: str, **values: object) -> Finding:
    """Return that the rule does not hold for this document."""
    return Finding(key, subject, NOT_APPLICABLE, why=why, values=values)


def record(document_id: str, rule: Rule, finding: Finding) -> CheckRecord:
    """Return the row of ``checks.csv`` for a finding."""
    return CheckRecord(
        document_id=document_id,
        check_id=f"{rule.rule}:{finding.key}" if finding.key else rule.rule,
        rule=rule.rule,
        subject=finding.subject,
        left_where=finding.left.where or None,
        left_yuan=_cents(finding.left.yuan) if finding.verdict else None,
        right_where=finding.right.where or None,
        right_yuan=_cents(finding.right.yuan) if finding.verdict else None,
        difference_yuan=_cents(finding.verdict.difference) if finding.verdict else None,
        tolerance_yuan=_cents(finding.verdict.tolerance) if finding.verdict else None,
        status=finding.status,
        message=message(rule, finding, "zh"),
    )


def message(rule: Rule, finding: Finding, lang: str) -> str:
    """Say what was found: the rule's sentence, the two sides, and the reason."""
    parts = [rule.said(lang)]
    if finding.verdict is not None:
        parts.append(
            phrase(
                "check.compared",
                lang,
                left=_printed(finding.left.yuan),
                right=_printed(finding.right.yuan),
                difference=_printed(finding.verdict.difference),
            )
        )
    if finding.why is not None:
        parts.append(phrase(finding.why, lang, **finding.values))
    return phrase("check.joint", lang).join(parts)


def _cents(yuan: Decimal) -> Decimal:
    """Return an amount with at least two decimals, and no more than it needs."""
    places = yuan.normalize().as_tuple().exponent
    return yuan.quantize(Decimal(1).scaleb(min(-2, places if isinstance(places, int) else -2)))


def _printed(yuan: Decimal) -> str:
    return f"{yuan:,.2f}"


def _is_unit_slip(left: Decimal, right: Decimal) -> bool:
    """Tell whether one side is ten thousand times the other: 元 where 万元 is meant, or the other way."""
    small, large = sorted((abs(left), abs(right)))
    return small > 0 and abs(large / small - 10_000) < Decimal("0.5")


def in_language(rule: str, said: str, lang: str) -> str:
    """Say the message of a check in a language: the rule's sentence, the two sides, and the reason.

    Parameters
    ----------
    rule : str
        The check's rule; what this version does not know stays as it is printed.
    said : str
        ``message`` of ``checks.csv``, which is Chinese.
    lang : {"zh", "en"}
        Language.

    Examples
    --------
    >>> in_language("fee_without_vehicles", "没有车辆就没有公务用车运行维护费；没有车辆，却安排了公务用车运行维护费", "en")
    'No vehicles, no money to run them; there are no vehicles and yet money to run them'
    """
    if lang == "zh" or rule not in rules():
        return readable(said, lang)
    joint = phrase("check.joint", "zh")
    rest = said.removeprefix(rules()[rule].sentence).removeprefix(joint)
    parts = [rules()[rule].said(lang)]
    sides, _, reason = rest.partition(joint)
    if (compared_sides := rephrased(sides, "check.compared", lang)) is not None:
        parts, rest = [*parts, compared_sides], reason
    if rest:
        parts.append(rephrased(rest, "check.", lang) or rest)
    return readable(phrase("check.joint", lang).join(parts), lang)


def worst_first(records: Iterable[CheckRecord]) -> list[CheckRecord]:
    """Sort records by status, worst first, keeping their order otherwise."""
    rank = {status: index for index, status in enumerate(STATUSES)}
    return sorted(records, key=lambda record: rank[record.status])

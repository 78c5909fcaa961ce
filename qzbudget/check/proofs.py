"""What the ledger proves of a figure in the narrative: the rules that hold for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from qzbudget.check.figures import PASS, ROUNDING
from qzbudget.check.rules import Rule, rules
from qzbudget.dataset.records import CheckRecord, Record, StatementRecord

_SAME_WORDS = "stated_same"
"""The kind of rule whose two sides are read by the same words: where these are misread, both sides are."""


def with_proofs(records: Iterable[Record], checks: Iterable[CheckRecord]) -> list[Record]:
    """Write into each statement which rules of the ledger prove it.

    Parameters
    ----------
    records : iterable of Record
        The rows of a document's CSV files.
    checks : iterable of CheckRecord
        Its ledger.

    Returns
    -------
    list of Record
        The same rows in the same order; the ``proved_by`` of a statement names the rules, with spaces between, that set it
        equal to other figures and hold.  It stays None where a statement rests on its words alone.

    Examples
    --------
    >>> with_proofs([], [])
    []
    """
    proofs = _rules_of_places(checks)
    return [
        replace(record, proved_by=" ".join(proofs[record.statement_id]) or None)
        if isinstance(record, StatementRecord)
        else record
        for record in records
    ]


def _rules_of_places(checks: Iterable[CheckRecord]) -> dict[str, list[str]]:
    """Return the rules that hold at each place, in the order of the ledger."""
    places: dict[str, dict[str, None]] = defaultdict(dict)
    for check in checks:
        if check.status in (PASS, ROUNDING) and _proves(rules()[check.rule]):
            for side in filter(None, (check.left_where, check.right_where)):
                for place in side.split("+"):
                    places[place][check.rule] = None
    return defaultdict(list, {place: list(names) for place, names in places.items()})


def _proves(rule: Rule) -> bool:
    return rule.relation == "=" and rule.kind != _SAME_WORDS

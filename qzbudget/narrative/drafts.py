"""Statements while a paragraph is read: what has been said of one subject so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from qzbudget.narrative.figures import Figure
from qzbudget.narrative.sections import Passage


@dataclass
class Draft:
    """One row of statements.csv in the making; ``sentence`` is where its sentence begins and ends in the paragraph.

    ``measured`` tells that its own words say whether it is budgeted or executed, ``is_target`` that it is the budget of which
    the amount before has completed a part.
    """

    passage: Passage
    sentence: tuple[int, int]
    subject: str
    concept: str | None
    measure: str
    figure: Figure
    amount_yuan: Decimal | None = None
    change_yuan: Decimal | None = None
    change_pct: Decimal | None = None
    about_same: bool = False
    change_base: str | None = None
    prior_stated: Decimal | None = None
    prior_executed: bool = False
    adjusted: bool = False
    share_pct: Decimal | None = None
    completion_pct: Decimal | None = None
    count: Decimal | None = None
    as_of: str | None = None
    reason: str | None = None
    measured: bool = False
    is_target: bool = False

    @property
    def is_amount(self) -> bool:
        """Whether the row has an amount of money."""
        return self.amount_yuan is not None

    @property
    def compared(self) -> bool:
        """Whether it is said how the amount has changed."""
        return self.about_same or self.change_yuan is not None or self.change_pct is not None

    @property
    def direction(self) -> str | None:
        """Which way it has changed; words that say "about the same" count only where no figure says more."""
        change = self.change_pct if self.change_yuan is None else self.change_yuan
        if change is None:
            return "about_unchanged" if self.about_same else None
        return "increase" if change > 0 else "decrease" if change < 0 else "unchanged"

    @property
    def takes_change(self) -> bool:
        """Whether a change that names no subject can be its own."""
        return self.measure not in ("count", "share") and self.change_pct is None

    def is_about(self, subject: str, concept: str | None) -> bool:
        """Tell whether the row is about a subject."""
        return self.subject == subject or (concept is not None and concept == self.concept)


def measure_of_parts(rows: Sequence[Draft], own: str, given: str | None = None) -> str | None:
    """Return the measure of the parts of the last amount, None where that is the document's own or not to be known.

    Parameters
    ----------
    rows : sequence of Draft
        The rows before the list.
    own : str
        The measure that the document is of.
    given : str, optional
        The measure of the list that this one stands in.
    """
    amounts = [row for row in rows if row.is_amount and not row.is_target]
    if not amounts or not amounts[-1].measured:
        return given
    *others, whole = amounts
    beside = bool(others) and others[-1].measure == own and others[-1].is_about(whole.subject, whole.concept)
    return None if beside or whole.measure == own else whole.measure

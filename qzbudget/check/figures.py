"""Figures as they are printed, and what their rounding allows when they are compared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

PASS, ROUNDING, FAIL = "pass", "rounding", "fail"
NOT_APPLICABLE, INSUFFICIENT, NOT_RUN = "not_applicable", "insufficient_data", "not_run"
STATUSES = (FAIL, INSUFFICIENT, ROUNDING, PASS, NOT_APPLICABLE, NOT_RUN)
"""Every status of a check, worst first."""
RAN = frozenset({PASS, ROUNDING, FAIL})
"""Statuses of checks that compared something."""

HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Figure:
    """One printed number: where it stands, its worth in yuan, and the worth of a last printed digit."""

    where: str
    yuan: Decimal
    step: Decimal


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a check: figures that are added up."""

    figures: tuple[Figure, ...]

    @property
    def yuan(self) -> Decimal:
        """Sum of the figures."""
        return sum((figure.yuan for figure in self.figures), Decimal(0))

    @property
    def slack(self) -> Decimal:
        """How far the printed figures can be from the true sum: half a last digit each."""
        return sum((figure.step for figure in self.figures), Decimal(0)) * HALF

    @property
    def where(self) -> str:
        """The places of the figures, joined by ``+``."""
        return "+".join(figure.where for figure in self.figures)


def side(figures: Iterable[Figure]) -> Side:
    """Return a side of the figures."""
    return Side(tuple(figures))


@dataclass(frozen=True, slots=True)
class Verdict:
    """How two sides compare: signed difference, what rounding allows, and the status."""

    difference: Decimal
    tolerance: Decimal
    status: str


def compare(left: Side, right: Side, *, at_most: bool = False, extra: Decimal = Decimal(0)) -> Verdict:
    """Compare two sides.

    Parameters
    ----------
    left, right : Side
        What is compared.
    at_most : bool, default False
        Whether the left side may be less than the right one.
    extra : Decimal
        Rounding in yuan beside that of the figures: of a printed percentage.

    Examples
    --------
    In 公开表6 the classes add up to 8,723.42 where 8,723.41 is printed; each is rounded to 0.01 万元:

    >>> figures = lambda *amounts: side(Figure("", Decimal(a) * 10000, Decimal(100)) for a in amounts)
    >>> compare(figures("8723.41"), figures("6634.79", "551.17", "1452.21", "85.25"))
    Verdict(difference=Decimal('-100.00'), tolerance=Decimal('250.0'), status='rounding')
    """
    difference = left.yuan - right.yuan
    tolerance = left.slack + right.slack + extra
    if difference == 0 or (at_most and difference < 0):
        return Verdict(difference, tolerance, PASS)
    return Verdict(difference, tolerance, ROUNDING if abs(difference) <= tolerance else FAIL)


def closest(left: Side, candidates: Sequence[Side]) -> Side:
    """Return the side that is closest to the left one; the first of equals."""
    return min(candidates, key=lambda candidate: abs(left.yuan - candidate.yuan))

"""A number against the one asked for: an amount, a percentage, a count."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from qzbudget.course.goals import Count, Money, Percent, Slip
from qzbudget.course.verdict import RIGHT, WRONG, Mark
from qzbudget.course.written import Number

TOO_COARSE = 0.0005
"""The part of an amount beyond which a rounding is too coarse: 1.73 亿元 for 17,332.62 万元 is, 17,333 is not."""
NEAR, NEAR_POINTS = 0.002, 0.1
"""What is off by no more than this part of the amount, or by this many points, was copied or rounded wrong at its end."""
AN_AMOUNT = 1000
"""No share or change of a lesson is as large as this many per cent: it is an amount."""
ONE_DECIMAL = 0.05
_UNITS = (1e4, 1e-4, 1e8, 1e-8)
_POINTS = (10.0, 0.1, 100.0, 0.01, 1000.0, 0.001)
_HUNDRED = (100.0, 0.01)
_SLACK = 1e-9


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to take a written number: its value in the goal's unit and half of its last written digit."""

    value: float
    half: float

    def is_(self, wanted: float) -> bool:
        """Tell whether it is the wanted number, rounded as written but not too coarsely."""
        return self.is_near(wanted) and abs(self.value - wanted) <= max(TOO_COARSE * abs(wanted), 0.005) + _SLACK

    def is_near(self, wanted: float) -> bool:
        """Tell whether it is the wanted number as far as it is written."""
        return abs(self.value - wanted) <= self.half * (1 + 1e-6) + _SLACK

    def times(self, factor: float) -> Reading:
        """Return the same digits with the decimal point elsewhere."""
        return Reading(self.value * factor, self.half * factor)


def mark_money(goal: Money, given: Number) -> Mark:
    """Compare an amount; a number without a unit is taken for yuan or for 万元, whichever fits."""
    readings = _amounts(goal, given)
    if any(reading.is_(right) for right in goal.rights for reading in readings):
        return Mark(RIGHT, "right.unit" if given.yuan is None and goal.bare is None else "right")
    if any(reading.is_near(right) for reading in readings for right in goal.rights):
        return Mark(WRONG, "wrong.coarse")
    if given.is_percent:
        return Mark(WRONG, "wrong.not_per_cent")
    return (
        _slip(goal.slips, readings)
        or _moved(goal.rights, readings, _UNITS, "wrong.unit")
        or _moved(goal.rights, readings, _POINTS, "wrong.point")
        or _sign(goal.rights, readings)
        or _near(readings, [(right, NEAR * abs(right)) for right in goal.rights])
        or Mark(WRONG, "wrong.money")
    )


def mark_percent(goal: Percent, given: Number) -> Mark:
    """Compare a percentage; 0.25 is 25 % where no sign is written."""
    readings = [Reading(float(given.value), max(0.5 * 10.0**-given.decimals, 0.005))]
    if not given.is_percent and not given.is_points and given.yuan is None and given.decimals > 1:
        readings.append(Reading(float(given.value) * 100, max(50 * 10.0**-given.decimals, 0.005)))
    rights = (goal.right, -goal.right) if goal.either_sign else (goal.right,)
    if given.yuan is not None and not (goal.measure == "yuan" and given.yuan == Decimal(1)):
        return _slip(goal.slips, readings) or Mark(WRONG, f"wrong.in_money.{goal.measure}")
    if any(reading.is_near(right) and abs(reading.value - right) <= ONE_DECIMAL + _SLACK for reading in readings for right in rights):
        return Mark(RIGHT, _right_percent(goal, given))
    if any(reading.is_near(right) for reading in readings for right in rights):
        return Mark(WRONG, "wrong.coarse_percent")
    return (
        _slip(goal.slips, readings)
        or _sign(rights, readings)
        or _hundred(rights, readings)
        or _near(readings, [(right, max(NEAR_POINTS, abs(right) / 100)) for right in rights])
        or (Mark(WRONG, "wrong.an_amount") if abs(given.value) >= AN_AMOUNT else None)
        or (Mark(WRONG, "wrong.over_hundred") if goal.measure != "change" and abs(given.value) > 100 else None)
        or Mark(WRONG, "wrong.percent")
    )


def mark_count(goal: Count, given: Number) -> Mark:
    """Compare a count, which is exact."""
    if given.value == goal.right:
        return Mark(RIGHT, "right")
    return _slip(goal.slips, [Reading(float(given.value), 0.0)]) or Mark(WRONG, "wrong.count")


def _right_percent(goal: Percent, given: Number) -> str:
    if goal.measure == "points":
        return "right.points" if given.is_percent else "right"
    return "right.per_cent" if given.is_points else "right"


def _amounts(goal: Money, given: Number) -> list[Reading]:
    unit = goal.bare if given.yuan is None else given.yuan
    units = [Decimal(1), Decimal(10_000)] if unit is None else [unit]
    half = Decimal(5).scaleb(-given.decimals - 1)
    return [Reading(float(given.value * unit), max(float(half * unit), 0.005)) for unit in units]


def _slip(slips: Iterable[Slip], readings: Iterable[Reading]) -> Mark | None:
    found = (slip for slip in slips for reading in readings if reading.is_near(slip.value))
    slip = next(found, None)
    return None if slip is None else Mark(WRONG, slip.reason)


def _moved(rights: Iterable[float], readings: Iterable[Reading], factors: Iterable[float], reason: str) -> Mark | None:
    """Tell a wrong unit, and a point that slipped by one to three digits."""
    moved = [reading.times(factor) for reading in readings for factor in factors]
    return Mark(WRONG, reason) if any(right and one.is_(right) for right in rights for one in moved) else None


def _hundred(rights: Iterable[float], readings: Iterable[Reading]) -> Mark | None:
    moved = [reading.times(factor) for reading in readings for factor in _HUNDRED]
    near = any(one.is_near(right) and one.half <= abs(right) / 10 for right in rights for one in moved)
    return Mark(WRONG, "wrong.hundred") if near else None


def _sign(rights: Iterable[float], readings: Iterable[Reading]) -> Mark | None:
    opposite = any(right and reading.is_near(-right) for right in rights for reading in readings)
    return Mark(WRONG, "wrong.sign") if opposite else None


def _near(readings: Iterable[Reading], rights: Iterable[tuple[float, float]]) -> Mark | None:
    near = any(abs(reading.value - right) <= off for right, off in rights for reading in readings)
    return Mark(WRONG, "wrong.near") if near else None

"""An answer against what is asked for: right, or wrong and why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from qzbudget.course.given import Number, TooManyError, UnreadableError, is_blank, number, texts
from qzbudget.course.goals import Choice, Count, Goal, Money, Percent, Several, Slip
from qzbudget.text import match_key

RIGHT, WRONG, BLANK, ABSENT = "right", "wrong", "blank", "absent"
TOO_COARSE = 0.0005
"""The part of an amount beyond which a rounding is too coarse: 1.73 亿元 for 17,332.62 万元 is, 17,333 is not."""
_TEN_THOUSAND = 1e4
_BETWEEN = tuple(map(re.compile, (r"[、,，;；\n]+", r"[、,，;；\s]+", r"[、,，;；\s]+|和|与|及|\band\b")))
_SLACK = 1e-9


@dataclass(frozen=True, slots=True)
class Mark:
    """The outcome for one answer: ``status``, and the key of the message with what it mentions."""

    status: str
    reason: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the student is told; a notebook shows it as a sentence."""

    status: str
    message: str

    @property
    def is_right(self) -> bool:
        """Whether the answer is right."""
        return self.status == RIGHT

    def __str__(self) -> str:
        return self.message

    def __repr__(self) -> str:
        return self.message

    def _repr_markdown_(self) -> str:
        sign = {RIGHT: "✅", WRONG: "❌", BLANK: "✏️", ABSENT: "⏭️"}[self.status]
        return f"{sign} {self.message}"


def mark(goal: Goal | None, answer: Any) -> Mark:
    """Compare an answer with what is asked for.

    Parameters
    ----------
    goal : Money, Percent, Count, Choice, Several or None
        None where the document does not have what the exercise is about.
    answer : object
        Anything a student may write; ``...`` is "not yet".

    Examples
    --------
    >>> goal = Money((173_326_200.0,))
    >>> mark(goal, "1.733262亿元").status, mark(goal, 17332.62).status, mark(goal, "17,332.62元").reason
    ('right', 'right', 'wrong.unit')
    """
    if goal is None:
        return Mark(ABSENT, "absent")
    if is_blank(answer):
        return Mark(BLANK, "blank")
    try:
        marked = _marked(goal, answer)
    except TooManyError as error:
        return Mark(WRONG, "too_many", {"n": str(error)})
    except UnreadableError:
        return Mark(WRONG, f"unreadable.{type(goal).__name__.lower()}")
    if marked.reason == "right.unit" and not isinstance(answer, str | int | float):
        return replace(marked, reason="right")
    return marked


def _marked(goal: Goal, answer: Any) -> Mark:
    match goal:
        case Money():
            return _money(goal, number(answer))
        case Percent():
            return _percent(goal, number(answer))
        case Count():
            return _count(goal, number(answer))
        case Choice():
            return _choice(goal, texts(answer))
        case Several():
            return _several(goal, texts(answer))


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to take a written number: its value in the goal's unit and half of its last written digit."""

    value: float
    half: float

    def is_(self, wanted: float) -> bool:
        """Tell whether it is the wanted number, rounded as written but not too coarsely."""
        return self.is_near(wanted) and abs(self.value - wanted) <= max(TOO_COARSE * abs(wanted), 0.005) + _SLACK

    def is_near(self, wanted: float) -> bool:
        return abs(self.value - wanted) <= self.half * (1 + 1e-6) + _SLACK


def _money(goal: Money, given: Number) -> Mark:
    readings = _amounts(goal, given)
    for right in goal.rights:
        if any(reading.is_(right) for reading in readings):
            return Mark(RIGHT, "right.unit" if given.yuan is None and not goal.in_yuan else "right")
    if any(reading.is_near(right) for reading in readings for right in goal.rights):
        return Mark(WRONG, "wrong.coarse")
    return (
        _slip(goal.slips, readings)
        or _factor(goal.rights, readings)
        or _sign(goal.rights, readings)
        or Mark(WRONG, "wrong.money")
    )


def _amounts(goal: Money, given: Number) -> list[_Reading]:
    units = [given.yuan] if given.yuan is not None else [Decimal(1)] if goal.in_yuan else [Decimal(1), Decimal(10_000)]
    half = Decimal(5).scaleb(-given.decimals - 1)
    return [_Reading(float(given.value * unit), max(float(half * unit), 0.005)) for unit in units]


def _percent(goal: Percent, given: Number) -> Mark:
    half = max(0.5 * 10.0**-given.decimals, 0.005)
    readings = [_Reading(float(given.value), half)]
    if not given.is_percent and given.decimals > 1:
        readings.append(_Reading(float(given.value) * 100, max(half * 100, 0.005)))
    rights = (goal.right, -goal.right) if goal.either_sign else (goal.right,)
    one_decimal = 0.05 + _SLACK
    for right in rights:
        if any(reading.is_near(right) and abs(reading.value - right) <= one_decimal for reading in readings):
            return Mark(RIGHT, "right")
    if any(reading.is_near(right) for reading in readings for right in rights):
        return Mark(WRONG, "wrong.coarse_percent")
    return (
        _slip(goal.slips, readings)
        or _sign(rights, readings)
        or _factor_hundred(rights, readings)
        or Mark(WRONG, "wrong.percent")
    )


def _count(goal: Count, given: Number) -> Mark:
    if given.value == goal.right:
        return Mark(RIGHT, "right")
    return _slip(goal.slips, [_Reading(float(given.value), 0.0)]) or Mark(WRONG, "wrong.count")


def _slip(slips: Iterable[Slip], readings: Iterable[_Reading]) -> Mark | None:
    found = (slip for slip in slips for reading in readings if reading.is_near(slip.value))
    slip = next(found, None)
    return None if slip is None else Mark(WRONG, slip.reason)


def _factor(rights: Iterable[float], readings: Iterable[_Reading]) -> Mark | None:
    """Tell a wrong unit, and a point that slipped by one to three digits."""
    for right in rights:
        for reading in readings:
            ratio = reading.value / right if right else 0.0
            for power in (_TEN_THOUSAND, _TEN_THOUSAND**2):
                if any(abs(ratio / factor - 1) < 1e-6 for factor in (power, 1 / power)):
                    return Mark(WRONG, "wrong.unit")
            if any(abs(ratio / factor - 1) < 1e-6 for factor in (10, 0.1, 100, 0.01, 1000, 0.001)):
                return Mark(WRONG, "wrong.point")
    return None


def _factor_hundred(rights: Iterable[float], readings: Iterable[_Reading]) -> Mark | None:
    near = any(
        _Reading(reading.value * factor, reading.half * factor).is_near(right)
        for right in rights
        for reading in readings
        for factor in (100, 0.01)
    )
    return Mark(WRONG, "wrong.hundred") if near else None


def _sign(rights: Iterable[float], readings: Iterable[_Reading]) -> Mark | None:
    opposite = any(right and reading.is_near(-right) for right in rights for reading in readings)
    return Mark(WRONG, "wrong.sign") if opposite else None


def _choice(goal: Choice, written: tuple[str, ...]) -> Mark:
    things = [_things(goal.spellings, text) for text in _pieces(goal.spellings, written)]
    known = [thing for thing in things if thing]
    if not known:
        return Mark(WRONG, "unknown.choice", {"text": written[0]})
    common = set.intersection(*known)
    if not common:
        return Mark(WRONG, "too_many", {"n": len(known)})
    if common & goal.rights:
        return Mark(RIGHT, "right")
    reasons = (goal.slips[thing] for thing in sorted(common) if thing in goal.slips)
    return Mark(WRONG, next(reasons, "wrong.choice"))


def _several(goal: Several, written: tuple[str, ...]) -> Mark:
    things = {text: _things(goal.spellings, text) for text in _pieces(goal.spellings, written)}
    unknown = [text for text, found in things.items() if not found]
    if unknown:
        return Mark(WRONG, "unknown.several", {"text": unknown[0]})
    named = {thing for found in things.values() for thing in (found & goal.rights or found)}
    extra = [text for text, found in things.items() if not found & goal.rights]
    missing = len(goal.rights - named)
    if extra:
        return Mark(WRONG, "wrong.extra", {"text": extra[0], "n": missing})
    return Mark(WRONG, "wrong.missing", {"n": missing}) if missing else Mark(RIGHT, "right")


def _pieces(spellings: Mapping[str, tuple[str, ...]], written: Iterable[str]) -> list[str]:
    """Take lists in a text apart; what is a name as it stands stays whole, since names hold 和, 及 and blanks too."""
    pieces = []
    for text in written:
        ways = [[text], *([piece for piece in between.split(text) if piece.strip()] for between in _BETWEEN)]
        known = (way for way in ways if all(_things(spellings, piece) for piece in way))
        pieces += next(known, ways[2])
    return list(dict.fromkeys(pieces))


def _things(spellings: Mapping[str, tuple[str, ...]], text: str) -> set[str]:
    """Return what a text may name: what is written exactly so, else what alone contains it."""
    key = _key(text)
    exact = {thing for thing, ways in spellings.items() if key in {_key(way) for way in (thing, *ways)}}
    if exact or len(key) < 2:
        return exact
    within = {thing for thing, ways in spellings.items() if any(key in _key(way) for way in ways)}
    return within if len(within) == 1 else set()


def _key(text: str) -> str:
    return match_key(text).lower().removesuffix("支出")

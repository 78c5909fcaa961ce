"""What an exercise asks for: the right answers, and the wrong ones that students typically give, each with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, TypeAlias

Measure = Literal["share", "change", "points", "yuan"]


@dataclass(frozen=True, slots=True)
class Slip:
    """A typical wrong number; ``reason`` is a key of ``course_messages.csv``."""

    value: float
    reason: str


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in yuan; several where the document has several that answer the question.

    ``bare`` is the unit of a number without one, in yuan, where turning one unit into the other is the exercise; else such a
    number may be in 元 or in 万元.
    """

    rights: tuple[float, ...]
    slips: tuple[Slip, ...] = ()
    bare: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Percent:
    """A percentage: the share of a part, a change, a number of points between two shares, or the yuan of each 100 yuan.

    ``either_sign`` tells that the question leaves the direction open.
    """

    right: float
    slips: tuple[Slip, ...] = ()
    measure: Measure = "share"
    either_sign: bool = False


@dataclass(frozen=True, slots=True)
class Count:
    """A number of things."""

    right: int
    slips: tuple[Slip, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One or more things that can each be written in several ways; one of ``rights`` is enough.

    ``spellings`` has for every thing that can be named its ways of writing; ``slips`` the reason why a thing is wrong.
    """

    rights: frozenset[str]
    spellings: Mapping[str, tuple[str, ...]]
    slips: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Several:
    """A set of things, all of which must be named and no other."""

    rights: frozenset[str]
    spellings: Mapping[str, tuple[str, ...]]
    slips: Mapping[str, str] = field(default_factory=dict)


Goal: TypeAlias = Money | Percent | Count | Choice | Several


@dataclass(frozen=True, slots=True)
class Task:
    """An exercise on one document: what is asked for, and the names that the question mentions."""

    goal: Goal
    facts: Mapping[str, str] = field(default_factory=dict)

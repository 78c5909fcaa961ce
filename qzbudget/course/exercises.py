"""The exercises: what each asks, its hints, and how its answer is computed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from qzbudget.codebook.book import read_csv
from qzbudget.course import composing, contradictions, reading
from qzbudget.course.goals import Task
from qzbudget.dataset.load import Dataset
from qzbudget.errors import KnowledgeError, UsageError
from qzbudget.wording import check_language

OneUnit = Callable[[Dataset, str], Task | None]

ONE_UNIT: Mapping[str, OneUnit] = {
    "1.1": reading.empty_tables,
    "1.2": reading.found_on_the_page,
    "1.3": reading.in_the_other_unit,
    "1.4": reading.where_basic_stands,
    "1.5": reading.approved_or_executed,
    "1.6": reading.change_in_per_cent,
    "2.1": composing.largest_function,
    "2.2": composing.share_of_the_largest,
    "2.3": composing.sum_of_the_lowest,
    "2.4": composing.personnel_in_basic,
    "2.5": composing.personnel_in_a_hundred,
    "2.6": composing.wages_paid_elsewhere,
    "2.7": composing.cost_of_staff_abroad,
    "3.1": contradictions.total_that_is_wrong,
    "3.2": contradictions.code_that_does_not_add_up,
    "3.3": contradictions.cell_at_the_crossing,
    "3.4": contradictions.amount_that_should_stand,
    "3.5": contradictions.percentage_that_is_wrong,
    "3.6": contradictions.vehicles_counted,
    "3.7": contradictions.failures_of_the_ledger,
    "3.8": contradictions.table_not_searched,
}
OTHER_UNIT: Mapping[str, OneUnit] = {
    "3.9": contradictions.amount_that_is_missing,
    "3.10": contradictions.column_of_the_gap,
}
"""Exercises about the second document of a lesson."""

TWO_UNITS = "2.8"
KEYS = tuple(sorted([*ONE_UNIT, *OTHER_UNIT, TWO_UNITS], key=lambda key: tuple(map(int, key.split(".")))))


@dataclass(frozen=True, slots=True)
class Exercise:
    """The words of an exercise in one language; ``question`` and ``hints`` mention facts of the document in braces."""

    key: str
    title: str
    question: str
    absent: str
    hints: tuple[str, ...]


def exercise(key: str, lang: str) -> Exercise:
    """Return an exercise.

    Raises
    ------
    UsageError
        If there is none of that number.

    Examples
    --------
    >>> exercise("1.6", "en").title
    'Working out a change'
    """
    check_language(lang)
    known = _exercises()
    if key not in known:
        raise UsageError(f"没有 {key!r} 这道练习。可用的有：{'、'.join(known)}。")
    row = known[key]
    hints = tuple(hint[lang] for hint in read_csv("course_hints") if hint["exercise"] == key)
    return Exercise(key, row[f"title_{lang}"], row[f"question_{lang}"], row[f"absent_{lang}"], hints)


def task(key: str, budget: Dataset, other: Dataset | None, lang: str) -> Task | None:
    """Return what an exercise asks for in these documents; None where they do not have it."""
    if key == TWO_UNITS:
        return composing.two_units(budget, other, lang)
    if key in OTHER_UNIT:
        return OTHER_UNIT[key](other, lang) if other is not None else None
    return ONE_UNIT[key](budget, lang)


def said(key: str, lang: str, /, **values: object) -> str:
    """Return a message to the student.

    Examples
    --------
    >>> said("blank", "en")
    'No answer yet. Replace the three dots by your answer and run the cell again.'
    """
    words = _messages().get(key)
    if words is None:
        raise KnowledgeError(f"course_messages.csv：没有 {key!r} 这一条。请补上中文和英文。")
    return words[check_language(lang)].format(**values)


@cache
def _exercises() -> Mapping[str, Mapping[str, str]]:
    return {row["exercise"]: row for row in read_csv("course_exercises")}


@cache
def _messages() -> Mapping[str, Mapping[str, str]]:
    return {row["key"]: row for row in read_csv("course_messages")}

"""An answer against what is asked for: right, or wrong and why."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from qzbudget.course.given import CODES, TABLES, UncountedError, is_blank, is_empty, number, texts
from qzbudget.course.goals import Choice, Count, Goal, Money, Percent, Several
from qzbudget.course.named import mark_choice, mark_several
from qzbudget.course.numbered import mark_count, mark_money, mark_percent
from qzbudget.course.verdict import ABSENT, BLANK, WRONG, Mark
from qzbudget.course.written import TooManyError, UnknownUnitError, UnreadableError

TOO_MANY_GROUPS = 5
"""No amount of a budget has as many groups of three digits."""


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
    if is_empty(answer):
        return Mark(BLANK, "empty")
    if isinstance(goal, Money | Percent | Count) and _is_torn(answer):
        return Mark(WRONG, "unreadable.thousands")
    try:
        marked = _marked(goal, answer)
    except TooManyError as error:
        return Mark(WRONG, "too_many", {"n": str(error)})
    except UnknownUnitError:
        return Mark(WRONG, "unreadable.unit")
    except UncountedError:
        return Mark(WRONG, "unreadable.uncounted")
    except UnreadableError:
        return Mark(WRONG, f"unreadable.{type(goal).__name__.lower()}")
    if marked.reason == "right.unit" and type(answer) not in (str, int, float):
        return replace(marked, reason="right")
    return marked


def _is_torn(answer: Any) -> bool:
    """Tell a number with thousands commas, which Python takes for several: ``17,332.62`` is 17 and 332.62."""
    if not isinstance(answer, tuple) or not 1 < len(answer) < TOO_MANY_GROUPS:
        return False
    numbers = [part for part in answer if isinstance(part, int | float) and not isinstance(part, bool)]
    return len(numbers) == len(answer) and all(isinstance(n, int) for n in numbers[:-1]) and all(n < 1000 for n in numbers)


def _marked(goal: Goal, answer: Any) -> Mark:
    match goal:
        case Money():
            return mark_money(goal, number(answer, "money"))
        case Percent():
            return mark_percent(goal, number(answer, "percent"))
        case Count():
            return mark_count(goal, number(answer, "count"))
        case Choice():
            return mark_choice(goal, texts(answer, CODES))
        case Several():
            return mark_several(goal, texts(answer, TABLES))

"""Whether a list of lines adds up in levels that nothing but the amounts tell: each line, or the lines after it, make it up."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from qzbudget.check.figures import HALF, Figure

MOST_STATES = 20_000
"""Longer lists are given up: nothing prints levels that deep."""


def roots(whole: Figure, lines: Sequence[Figure]) -> list[Figure] | None:
    """Return the lines of the first level below a whole, None where no levels make the amounts add up.

    Each line is either a leaf or followed by the lines that it is the sum of.  Zeros tell nothing and are left out.

    Examples
    --------
    >>> figures = [Figure(name, Decimal(yuan), Decimal(0)) for name, yuan in [("a", 5), ("a1", 2), ("a2", 3), ("b", 4)]]
    >>> [line.where for line in roots(Figure("whole", Decimal(9), Decimal(0)), figures)]
    ['a', 'b']
    >>> roots(Figure("whole", Decimal(8), Decimal(0)), figures) is None
    True
    """
    amounts = [line for line in lines if line.yuan != 0]
    if any(line.yuan < 0 for line in amounts):
        return None
    ends: list[tuple[int, ...]] = [() for _ in amounts]
    states = 0
    for index in reversed(range(len(amounts))):
        reached = _reach(amounts, ends, index + 1, amounts[index])
        states += len(reached)
        if states > MOST_STATES:
            return None
        ends[index] = tuple({e for (e, _), path in reached.items() if path and _fits(amounts[index], path, amounts)})
    for (end, _), path in _reach(amounts, ends, 0, whole).items():
        if end == len(amounts) and path and _fits(whole, path, amounts):
            return [amounts[i] for i in path]
    return None


def _reach(
    lines: Sequence[Figure], ends: Sequence[tuple[int, ...]], start: int, whole: Figure
) -> dict[tuple[int, Decimal], tuple[int, ...]]:
    """Return how far lines can be taken as parts of a whole: by position and sum, the lines of the first level."""
    limit = whole.yuan + (whole.step + sum((line.step for line in lines[start:]), Decimal(0))) * HALF
    reached: dict[tuple[int, Decimal], tuple[int, ...]] = {(start, Decimal(0)): ()}
    todo = [(start, Decimal(0))]
    while todo and len(reached) <= MOST_STATES:
        position, total = todo.pop()
        if position == len(lines) or total + lines[position].yuan > limit:
            continue
        for following in (position + 1, *ends[position]):
            state = (following, total + lines[position].yuan)
            if state not in reached:
                reached[state] = (*reached[position, total], position)
                todo.append(state)
    return reached


def _fits(whole: Figure, path: Sequence[int], lines: Sequence[Figure]) -> bool:
    difference = whole.yuan - sum((lines[i].yuan for i in path), Decimal(0))
    return abs(difference) <= (whole.step + sum((lines[i].step for i in path), Decimal(0))) * HALF

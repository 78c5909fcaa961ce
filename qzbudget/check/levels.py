"""Whether a list of lines adds up in levels that nothing but the amounts tell: each line, or the lines after it, make it up."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from qzbudget.check.figures import HALF, Figure

MOST_STATES = 50_000
"""Lists with more ways to add up are given up."""
SURE = (2, 5, 1000)
"""How many lines after a line have to add up to it so that it is surely their whole: few first, chance sums at last."""


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
    return next(filter(None, (_roots(whole, amounts, sure) for sure in SURE)), None)


def _roots(whole: Figure, lines: Sequence[Figure], sure: int) -> list[Figure] | None:
    """Look for levels; a line that so many lines after it add up to is taken for their whole without a doubt."""
    after: list[tuple[int, ...]] = [(index + 1,) for index in range(len(lines))]
    states = 0
    for index in reversed(range(len(lines))):
        reached = _reach(lines, after, index + 1, lines[index])
        states += len(reached)
        if states > MOST_STATES:
            return None
        ends = {end for (end, _), path in reached.items() if _fits(lines[index], path, lines)}
        is_whole = any(end > index + sure for end in ends)
        after[index] = tuple(sorted(ends if is_whole else {index + 1, *ends}))
    for (end, _), path in _reach(lines, after, 0, whole).items():
        if end == len(lines) and _fits(whole, path, lines):
            return [lines[i] for i in path]
    return None


def _reach(
    lines: Sequence[Figure], after: Sequence[tuple[int, ...]], start: int, whole: Figure
) -> dict[tuple[int, Decimal], tuple[int, ...]]:
    """Return how far lines can be taken as parts of a whole: by position and sum, the lines of the first level."""
    limit = whole.yuan + (whole.step + sum((line.step for line in lines[start:]), Decimal(0))) * HALF
    reached: dict[tuple[int, Decimal], tuple[int, ...]] = {(start, Decimal(0)): ()}
    todo = [(start, Decimal(0))]
    while todo and len(reached) <= MOST_STATES:
        position, total = todo.pop()
        if position == len(lines) or total + lines[position].yuan > limit:
            continue
        for following in after[position]:
            state = (following, total + lines[position].yuan)
            if state not in reached:
                reached[state] = (*reached[position, total], position)
                todo.append(state)
    return reached


def _fits(whole: Figure, path: Sequence[int], lines: Sequence[Figure]) -> bool:
    difference = whole.yuan - sum((lines[i].yuan for i in path), Decimal(0))
    return bool(path) and abs(difference) <= (whole.step + sum((lines[i].step for i in path), Decimal(0))) * HALF

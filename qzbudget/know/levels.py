"""Levels of lines that nothing but the amounts tell: a line whose following lines make it up is their whole."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

MOST_STATES = 50_000
"""Lists with more ways to add up are given up."""
SURE = (2, 5, 1000)
"""How many lines after a line have to add up to it so that it is surely their whole: few first, chance sums at last."""
_HALF = Decimal("0.5")


class Amount(NamedTuple):
    """A printed amount and what its last printed digit is worth, in the same unit."""

    value: Decimal
    step: Decimal


_NOTHING = Amount(Decimal(0), Decimal(0))


def first_level(whole: Amount, lines: Sequence[Amount]) -> list[int] | None:
    """Return the positions of the lines that make up a whole directly, None where no levels make the amounts add up.

    Each line is either a leaf or followed by the lines that it is the sum of.  Zeros tell nothing and are left out.

    Examples
    --------
    >>> amounts = [Amount(Decimal(value), Decimal(0)) for value in (5, 2, 3, 4)]
    >>> first_level(Amount(Decimal(9), Decimal(0)), amounts)
    [0, 3]
    >>> first_level(Amount(Decimal(8), Decimal(0)), amounts) is None
    True
    """
    printed = [position for position, line in enumerate(lines) if line.value != 0]
    if any(lines[position].value < 0 for position in printed):
        return None
    amounts = [lines[position] for position in printed]
    found = next(filter(None, (_first_level(whole, amounts, sure) for sure in SURE)), None)
    return None if found is None else [printed[index] for index in found]


def nested(above: Sequence[int | None], amounts: Sequence[Amount | None], codes: Sequence[str | None]) -> list[int | None]:
    """Put lines below the line that they make up, where the parts of a whole do not add up to it but do so in levels.

    Parameters
    ----------
    above : sequence of int or None
        The line that each line is a part of, as its words tell.
    amounts : sequence of Amount or None
        What each line prints in the column of the total.
    codes : sequence of str or None
        The classification code of each line; where every part of a whole has one of its own, the codes tell the levels.

    Examples
    --------
    >>> amounts = [Amount(Decimal(value), Decimal(0)) for value in (5, 5, 2, 3)]
    >>> nested([None, 0, 0, 0], amounts, [None] * 4)
    [None, 0, 1, 1]
    """
    settled = list(above)
    parts: dict[int, list[int]] = {}
    for line, whole in enumerate(above):
        if whole is not None:
            parts.setdefault(whole, []).append(line)
    for whole, lines in parts.items():
        told = {code for line in lines if (code := codes[line])}
        if len(told) < len(lines):
            _nest(whole, lines, amounts, settled)
    _gather([line for line, whole in enumerate(above) if whole is None], amounts, codes, settled)
    return settled


def _gather(
    roots: Sequence[int], amounts: Sequence[Amount | None], codes: Sequence[str | None], settled: list[int | None]
) -> None:
    """Put lines that are part of none below the first of them, or each classified line below the unit that it follows."""
    if len(roots) < 2 or codes[roots[0]] is not None:
        return
    total, rest = amounts[roots[0]], [amounts[line] or _NOTHING for line in roots[1:]]
    if total is not None and (_adds_up(total, rest) or first_level(total, rest) is not None):
        for line in roots[1:]:
            settled[line] = roots[0]
        _nest(roots[0], roots[1:], amounts, settled)
        return
    units = [position for position, line in enumerate(roots) if codes[line] is None]
    for first, following in pairwise([*units, len(roots)]):
        whole, below = amounts[roots[first]], roots[first + 1 : following]
        if whole is not None and below and _adds_up(whole, [amounts[line] or _NOTHING for line in below]):
            for line in below:
                settled[line] = roots[first]


def _nest(whole: int, lines: Sequence[int], amounts: Sequence[Amount | None], settled: list[int | None]) -> None:
    total, printed = amounts[whole], [amounts[line] or _NOTHING for line in lines]
    if total is None or len(lines) < 2 or _adds_up(total, printed):
        return
    heads = first_level(total, printed)
    if heads is None:
        return
    for head, following in pairwise([*heads, len(lines)]):
        below = lines[head + 1 : following]
        if any(amount.value for amount in printed[head + 1 : following]):
            for line in below:
                settled[line] = lines[head]
            _nest(lines[head], below, amounts, settled)


def _adds_up(whole: Amount, lines: Sequence[Amount]) -> bool:
    return abs(whole.value - sum(line.value for line in lines)) <= (whole.step + sum(line.step for line in lines)) * _HALF


def _first_level(whole: Amount, lines: Sequence[Amount], sure: int) -> list[int] | None:
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
            return list(path)
    return None


def _reach(
    lines: Sequence[Amount], after: Sequence[tuple[int, ...]], start: int, whole: Amount
) -> dict[tuple[int, Decimal], tuple[int, ...]]:
    """Return how far lines can be taken as parts of a whole: by position and sum, the lines of the first level."""
    limit = whole.value + (whole.step + sum((line.step for line in lines[start:]), Decimal(0))) * _HALF
    reached: dict[tuple[int, Decimal], tuple[int, ...]] = {(start, Decimal(0)): ()}
    todo = [(start, Decimal(0))]
    while todo and len(reached) <= MOST_STATES:
        position, total = todo.pop()
        if position == len(lines) or total + lines[position].value > limit:
            continue
        for following in after[position]:
            state = (following, total + lines[position].value)
            if state not in reached:
                reached[state] = (*reached[position, total], position)
                todo.append(state)
    return reached


def _fits(whole: Amount, path: Sequence[int], lines: Sequence[Amount]) -> bool:
    difference = whole.value - sum((lines[i].value for i in path), Decimal(0))
    return bool(path) and abs(difference) <= (whole.step + sum((lines[i].step for i in path), Decimal(0))) * _HALF

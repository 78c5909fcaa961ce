"""Whether a list of lines adds up in levels that nothing but the amounts tell: each line, or the lines after it, make it up."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from qzbudget.check.figures import HALF, Figure

MOST_LINES = 400
"""Longer lists are not tried: nothing prints levels that deep."""


def roots(whole: Figure, lines: Sequence[Figure]) -> list[Figure] | None:
    """Return the lines of the first level below a whole, None where no levels make the amounts add up.

    Each line is either a leaf or followed by the lines that it is the sum of.

    Examples
    --------
    >>> figures = [Figure(name, Decimal(yuan), Decimal(0)) for name, yuan in [("a", 5), ("a1", 2), ("a2", 3), ("b", 4)]]
    >>> [line.where for line in roots(Figure("whole", Decimal(9), Decimal(0)), figures)]
    ['a', 'b']
    >>> roots(Figure("whole", Decimal(8), Decimal(0)), figures) is None
    True
    """
    if len(lines) > MOST_LINES or any(line.yuan < 0 for line in lines):
        return None
    slack = [line.step * HALF for line in lines]

    @cache
    def ends(start: int, left: Decimal, rounding: Decimal) -> tuple[tuple[int, tuple[int, ...]], ...]:
        """Return where the parts of an amount can end, each with the parts of the first level."""
        found = [(start, ())] if abs(left) <= rounding else []
        if start < len(lines) and left + rounding >= 0:
            line = lines[start]
            rest, loose = left - line.yuan, rounding + slack[start]
            if rest + loose >= 0:
                after = {start + 1, *(end for end, parts in ends(start + 1, line.yuan, slack[start]) if parts)}
                for following in sorted(after):
                    found += [(end, (start, *parts)) for end, parts in ends(following, rest, loose)]
        return tuple(dict(reversed(found)).items())

    whole_parts = dict(ends(0, whole.yuan, whole.step * HALF)).get(len(lines))
    return None if whole_parts is None else [lines[index] for index in whole_parts]

"""Headers on shading alone: coloured cells, or one coloured band, right above the ruled body of a table."""

from __future__ import annotations

from collections.abc import Sequence

from qzbudget.shapes import Box, Character, Rule

_TOUCH = 2.0
"""Edges within this many points are the same edge."""

_MOST_ROWS = 5
"""A header has at most so many rows."""

_LOWEST, _HIGHEST = 6.0, 90.0
"""A shaded area of such a height, in points, can be a header."""


def with_shaded_headers(
    horizontal: Sequence[Rule], vertical: Sequence[Rule], shaded: Sequence[Box], characters: Sequence[Character]
) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    """Return the rules of a page with the edges of shaded headers that no rule draws.

    A band over several columns is cut where the rules of the body below it would go on, unless a text stands there: then
    nothing tells the columns of the header.

    Parameters
    ----------
    horizontal, vertical : sequence of Rule
        The rules that the page draws.
    shaded : sequence of Box
        Its shaded areas.
    characters : sequence of Character
        Its characters.
    """
    level, upright = tuple(horizontal), tuple(vertical)
    for _ in range(_MOST_ROWS):
        heads = [box for box in dict.fromkeys(shaded) if _stands_on_a_body(box, level, upright)]
        if not heads:
            break
        level += tuple(Rule(y, box.x0, box.x1) for box in heads for y in (box.top, box.bottom))
        upright += tuple(Rule(x, box.top, box.bottom) for box in heads for x in _columns(box, upright, characters))
    return level, upright


def _columns(box: Box, vertical: Sequence[Rule], characters: Sequence[Character]) -> list[float]:
    """Return the edges of the columns of a shaded area."""
    cuts = [rule.at for rule in _below(box, vertical) if box.x0 + _TOUCH < rule.at < box.x1 - _TOUCH]
    return [box.x0, box.x1] if any(_crosses(at, box, characters) for at in cuts) else [box.x0, *cuts, box.x1]


def _stands_on_a_body(box: Box, horizontal: Sequence[Rule], vertical: Sequence[Rule]) -> bool:
    """Tell whether a shaded area has a ruled body below it and no rule above it or in it."""
    if not _LOWEST <= box.bottom - box.top <= _HIGHEST or not any(True for _ in _below(box, vertical)):
        return False
    over = [rule for rule in horizontal if rule.start < box.x1 - _TOUCH and rule.end > box.x0 + _TOUCH]
    on_edge = any(abs(rule.at - box.bottom) <= _TOUCH for rule in over)
    return on_edge and not any(box.top - _TOUCH <= rule.at < box.bottom - _TOUCH for rule in over)


def _below(box: Box, vertical: Sequence[Rule]) -> list[Rule]:
    """Return the vertical rules that begin at the bottom of a box."""
    return [
        rule
        for rule in vertical
        if abs(rule.start - box.bottom) <= _TOUCH and box.x0 - _TOUCH <= rule.at <= box.x1 + _TOUCH
    ]


def _crosses(at: float, box: Box, characters: Sequence[Character]) -> bool:
    """Tell whether one string of the box stands on both sides of a place, or a character on it."""
    inside = [c for c in characters if box.contains(*c.middle)]
    sides: dict[tuple[int, float], set[bool]] = {}
    for character in inside:
        sides.setdefault((character.piece, character.baseline), set()).add(character.middle[0] > at)
    return any(c.x0 + 1 < at < c.x1 - 1 for c in inside) or any(len(found) > 1 for found in sides.values())

"""Runs: characters that belong together on one line, cut where a vertical rule stands between them."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from qzbudget.shapes import Box, Character, Page, Rule, enclosing

SAME_LINE = 3.0
"""Baselines within this many points are one line."""

TIGHT = 0.35
"""Characters of one string stand no further apart than this share of their height."""

JUMP = 20.0
"""A gap or a step back of more than this many points ends a run."""


@dataclass(frozen=True)
class Run:
    """Characters of one line between two vertical rules."""

    characters: tuple[Character, ...]

    @property
    def text(self) -> str:
        """The characters of the run."""
        return "".join(character.text for character in self.characters)

    @property
    def baseline(self) -> float:
        """Height of the run's baseline."""
        return self.characters[0].baseline

    @cached_property
    def box(self) -> Box:
        """Box around the glyphs of the run."""
        return enclosing(Box(c.x0, c.top, c.x1, c.bottom) for c in self.characters)


def runs(page: Page) -> list[Run]:
    """Cut the characters of a page into runs, in the order of the text layer."""
    column_of = _ColumnFinder(page.vertical)
    found: list[Run] = []
    current: list[Character] = []
    column = -1
    for character in page.characters:
        here = column_of((character.x0 + character.x1) / 2, (character.top + character.bottom) / 2)
        crosses = here != column and not _overhangs(current[-1:], character)
        if current and (crosses or _apart(current[-1], character, current[0].baseline)):
            found.append(Run(tuple(_left_to_right(current))))
            current = []
        if not current:
            column = here
        current.append(character)
    if current:
        found.append(Run(tuple(_left_to_right(current))))
    return found


def _overhangs(last: list[Character], character: Character) -> bool:
    """Tell whether a character behind a rule goes on with a string that began before it: text too wide for its cell."""
    if not last or last[0].piece != character.piece:
        return False
    size = max(character.bottom - character.top, last[0].bottom - last[0].top)
    return abs(character.x0 - last[0].x1) <= TIGHT * size


def _apart(last: Character, character: Character, baseline: float) -> bool:
    return (
        abs(character.baseline - baseline) > SAME_LINE
        or character.x0 - last.x1 > JUMP
        or character.x0 < last.x0 - SAME_LINE
    )


class _ColumnFinder:
    """Counts the vertical rules to the left of a point at its height, remembering each height's rules."""

    def __init__(self, vertical: Iterable[Rule]) -> None:
        self._vertical = sorted(vertical)
        self._at_height: dict[int, list[float]] = {}

    def __call__(self, x: float, y: float) -> int:
        height = round(y)
        positions = self._at_height.get(height)
        if positions is None:
            positions = [rule.at for rule in self._vertical if rule.start - 1 <= y <= rule.end + 1]
            self._at_height[height] = positions
        return bisect(positions, x)


def lines_of(found: Iterable[Run]) -> Iterator[str]:
    """Join the runs of one cell into its printed lines, top to bottom, left to right."""
    lines: list[list[Run]] = []
    for run in sorted(found, key=lambda run: (run.baseline, run.box.x0)):
        if lines and run.baseline - lines[-1][0].baseline <= SAME_LINE:
            lines[-1].append(run)
        else:
            lines.append([run])
    return ("".join(character.text for character in _line(line)) for line in lines)


def _line(runs_of_line: Sequence[Run]) -> list[Character]:
    """Return the characters of a line in order; where one string is printed over another, each string stays whole."""
    mixed = _left_to_right(character for run in runs_of_line for character in run.characters)
    if any(left.x1 - right.x0 > _OVER * (left.x1 - left.x0) for left, right in pairwise(mixed)):
        return [c for run in sorted(runs_of_line, key=lambda run: run.box.x0) for c in run.characters]
    return mixed


_OVER = 0.5
"""Of two characters that stand side by side, less than this share of one lies over the other."""


def _left_to_right(characters: Iterable[Character]) -> list[Character]:
    """Sort characters as they stand: the text layer of a turned page can have a comma behind its number."""
    return sorted(characters, key=lambda character: character.x0 + character.x1)

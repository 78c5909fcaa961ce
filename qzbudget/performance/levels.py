"""The three levels of the indicators of a sheet: printed, split from one cell, or told by the rows around."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from qzbudget.performance.body import ENUMERATED, BodyRow
from qzbudget.performance.words import Words


class Levels(NamedTuple):
    """First, second and third level of one indicator; ``""`` where none is printed."""

    level1: str
    level2: str
    level3: str


def levels_of(rows: Iterable[BodyRow], words: Words) -> list[Levels]:
    """Tell the levels of the indicators of one sheet, in their order.

    A blank cell can be a piece of a larger one which a rule cuts.  Then the levels are those above where the numbers of the
    indicators (指标4：…) go on from the row above, and the first level is the one to which a known second level belongs.
    Text that a cell is too small for stands at the head of the next one, before the levels of its own, and goes back.
    """
    found: list[Levels] = []
    above, number_above = Levels("", "", ""), None
    for row in rows:
        spilt, printed = _spilt(_printed(row, words), words)
        if spilt and found:
            found[-1] = found[-1]._replace(level3=found[-1].level3 + spilt)
        number = _number(row)
        level1, level2 = printed.level1, printed.level2
        if not level2 and level1 in ("", above.level1) and number_above and number == number_above + 1:
            level1, level2 = above.level1, above.level2
        elif not level1 or _is_glued(level1, words):
            level1 = words.parents.get(level2, "")
        above, number_above = Levels(level1, level2, printed.level3), number
        found.append(above)
    return found


def _spilt(levels: Levels, words: Words) -> tuple[str, Levels]:
    """Cut off what stands before the levels in a cell that prints all three: the end of the cell above."""
    if levels.level1 or levels.level2:
        return "", levels
    for level1 in sorted(words.levels[0]):
        for level2 in sorted(words.levels[1]):
            before, mark, behind = levels.level3.partition(level1 + level2)
            if mark and before and behind:
                return before, Levels(level1, level2, behind)
    return "", levels


def _is_glued(level1: str, words: Words) -> bool:
    """Tell whether several first levels stand in one cell, for want of the rules between them: which is whose is not known."""
    return sum(level1.count(name) for name in words.levels[0]) > 1


def _number(row: BodyRow) -> int | None:
    """Return the number before the name of an indicator; where it is printed twice, the one that stands first."""
    match = ENUMERATED.match(row.texts["level3"])
    return int(match[1]) if match and match[1] else None


def _printed(row: BodyRow, words: Words) -> Levels:
    """Return the levels as printed; a cell that prints all three, one after the other, is split at the known ones."""
    level1, level2, level3 = row.texts["level1"], row.texts["level2"], row.texts["level3"]
    if ENUMERATED.match(level3):
        level3 = ENUMERATED.sub("", level3, count=1)
    if not level1 and not level2:
        level1 = next((name for name in words.levels[0] if level3.startswith(name)), "")
        rest = level3.removeprefix(level1) if level1 else level3
        level2 = next((name for name in words.levels[1] if level1 and rest.startswith(name)), "")
        if level2 and rest != level2:
            level3 = rest.removeprefix(level2)
        else:
            level1 = level2 = ""
    return Levels(level1, level2, level3)

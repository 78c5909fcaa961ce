"""Which row is a part of which: by codes, by enumeration (一、（一）1.), by totals that open or close a block."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import takewhile

TOTAL, SUBTOTAL, UNIT, CARRIED, FIRST, SECOND, THIRD, FOURTH, OF_WHICH, DETAIL = range(10)
"""Levels of lines from the whole to the part; a line is a part of the nearest line above it with a lower level."""

_ENUMERATIONS = (
    (FIRST, re.compile(r"[一二三四五六七八九十]+[、.]")),
    (SECOND, re.compile(r"\([一二三四五六七八九十]+\)")),
    (THIRD, re.compile(r"\d{1,2}[、.]")),
    (FOURTH, re.compile(r"\(\d{1,2}\)|[①-⑳]|\d{1,2}")),
)
_ROUNDING = Decimal("0.05")


@dataclass(frozen=True, slots=True)
class Line:
    """What the place of a row in the hierarchy depends on.

    ``heads_purchases`` is True for a row of a procurement table that names no purchase of its own; ``amount`` is what the
    line prints in the column of the total; ``part_of`` is the concept of the line whose part it may be (一般公共预算拨款:
    fiscal_appropriation).
    """

    row_type: str | None
    code: str | None = None
    enumerator: str = ""
    concept: str | None = None
    unit_code: str | None = None
    heads_purchases: bool = False
    amount: Decimal | None = None
    part_of: str | None = None


def parents(lines: Sequence[Line]) -> list[int | None]:
    """Return for each line the position of the line that it is a part of, None for a line that is part of none.

    A total or subtotal that comes after its parts takes the lines before it that have no parent yet.

    Examples
    --------
    >>> parents([Line("total"), Line("class", "201"), Line("section", "20103")])
    [None, 0, 1]
    >>> parents([Line("category", enumerator="一、"), Line("category", enumerator="二、"), Line("subtotal"), Line("total")])
    [2, 2, 3, None]
    """
    levels = _below_their_whole(_levels(lines), lines)
    above: list[int | None] = [None] * len(lines)
    for position, line in enumerate(lines):
        open_lines = [before for before in _open_lines(lines, above, position) if _may_close(line, lines[before])]
        if line.row_type in ("total", "subtotal") and not line.enumerator and open_lines:
            for before in open_lines:
                above[before] = position
        else:
            above[position] = _nearest(levels, lines, above, position)
    return above


def leaves(lines: Sequence[Line], above: Sequence[int | None], amounts: Sequence[Decimal | None]) -> list[bool]:
    """Tell for each line whether it is a leaf: the leaves add up without counting twice.

    Lines under 其中 are parts only where they make up their whole; where they do not, the whole is the leaf and they are
    none.  So it is where a line prints an amount and nothing below it prints any.

    Parameters
    ----------
    lines : sequence of Line
        The lines.
    above : sequence of int or None
        Their parents, as :func:`parents` returns them.
    amounts : sequence of Decimal or None
        The amount that each line prints in the column of the total.

    Examples
    --------
    >>> lines = [Line("category"), Line("of_which"), Line("of_which")]
    >>> leaves(lines, [None, 0, 0], [Decimal(5), Decimal(2), Decimal(3)])
    [False, True, True]
    >>> leaves(lines, [None, 0, 0], [Decimal(5), Decimal(2), None])
    [True, False, False]
    """
    children: dict[int, list[int]] = {}
    for position, parent in enumerate(above):
        if parent is not None:
            children.setdefault(parent, []).append(position)
    memo: set[int] = set()
    for parent, parts in children.items():
        below = _below(parts, children)
        in_part = any(lines[part].row_type == "of_which" for part in parts) and not _adds_up(parent, parts, amounts)
        if in_part or (amounts[parent] and not any(amounts[part] for part in below)):
            memo.update(below)
    wholes = {parent for parent, parts in children.items() if not memo.issuperset(parts)}
    return [position not in wholes and position not in memo for position in range(len(lines))]


def _adds_up(whole: int, parts: Sequence[int], amounts: Sequence[Decimal | None]) -> bool:
    printed = [amount for part in parts if (amount := amounts[part]) is not None]
    total = amounts[whole]
    if total is None:
        return not printed
    return bool(printed) and abs(total - sum(printed)) <= _ROUNDING


def _below(parts: Sequence[int], children: dict[int, list[int]]) -> list[int]:
    return [line for part in parts for line in (part, *_below(children.get(part, []), children))]


def _open_lines(lines: Sequence[Line], above: Sequence[int | None], position: int) -> list[int]:
    """Return the lines before a total that are part of none yet; a total that opened a block is none of them."""
    return [before for before in range(position) if above[before] is None and lines[before].row_type != "total"]


def _may_close(line: Line, before: Line) -> bool:
    """Tell whether a total can be the sum of a line before it: “three public” expenses are made of their own kinds."""
    return line.concept != _THREE_PUBLIC or (before.concept or "").startswith(f"{_THREE_PUBLIC}.")


_THREE_PUBLIC = "three_public"


def _levels(lines: Sequence[Line]) -> list[int]:
    enumerated = any(_enumerated_level(line.enumerator) == FIRST for line in lines)
    # 一、本年收入 … 二、上年结转: the balance is a line beside the subtotal, not one of a list
    in_sections = any(line.row_type == "subtotal" and line.enumerator for line in lines)
    levels: list[int] = []
    after_subtotal = False
    for position, line in enumerate(lines):
        opens = line.row_type == "subtotal" and _opens_a_list(lines[position:])
        levels.append(SUBTOTAL if opens else _level(line, after_subtotal, enumerated, in_sections))
        if line.row_type == "subtotal" and not line.enumerator:
            after_subtotal = True
    return levels


def _opens_a_list(lines: Sequence[Line]) -> bool:
    """Tell whether the enumeration begins anew below the first line: 一、本年支出, then 一、一般公共服务支出 and so on."""
    own = _enumerated_level(lines[0].enumerator)
    following = next((line.enumerator for line in lines[1:] if line.enumerator), "")
    return own is not None and own == _enumerated_level(following) and following.strip("()、.") in ("一", "1", "①")


def _below_their_whole(levels: Sequence[int], lines: Sequence[Line]) -> list[int]:
    """Put lines that no enumeration tells from their whole below it: 财政拨款, then the funds that it is made of.

    The whole is the line before them, and their amounts make it up.
    """
    settled = list(levels)
    for whole, line in enumerate(lines):
        parts = _of_concept(line.concept, lines[whole + 1 :])
        if parts and _adds_up(0, range(1, parts + 1), [part.amount for part in lines[whole : whole + parts + 1]]):
            for part in range(whole + 1, whole + parts + 1):
                settled[part] = max(levels[part], levels[whole] + 1)
    return settled


def _of_concept(whole: str | None, lines: Sequence[Line]) -> int:
    """Count the lines at the beginning that may be parts of a line with a concept."""
    return sum(1 for _ in takewhile(lambda line: whole is not None and line.part_of == whole, lines))


def _level(line: Line, after_subtotal: bool, enumerated: bool, in_sections: bool) -> int:
    balance = line.concept in ("carried_over", "carried_forward")
    if line.row_type == "total":
        return TOTAL
    if (level := _enumerated_level(line.enumerator)) is not None and not (balance and in_sections):
        return level
    if line.row_type == "subtotal":
        return SUBTOTAL
    if line.heads_purchases:
        return _purchase_head(line)
    if line.unit_code is not None and line.code is None:
        return UNIT
    if line.row_type == "of_which":
        return OF_WHICH
    if line.code is not None and line.row_type != "detail":
        return FIRST + (len(line.code) - 3) // 2
    if balance and in_sections:
        return SUBTOTAL
    if balance or (after_subtotal and line.row_type in ("category", "detail")):
        return CARRIED
    return FIRST if line.row_type == "category" and not enumerated else DETAIL


def _purchase_head(line: Line) -> int:
    """Kinds of purchases hold units, units hold purchases."""
    if line.row_type == "category":
        return FIRST
    return SECOND if line.unit_code is None else THIRD


def _enumerated_level(enumerator: str) -> int | None:
    return next((level for level, pattern in _ENUMERATIONS if pattern.fullmatch(enumerator)), None)


def _nearest(levels: Sequence[int], lines: Sequence[Line], above: Sequence[int | None], position: int) -> int | None:
    for before in range(position - 1, -1, -1):
        lower = levels[before] < levels[position] or _is_superior(lines[before], lines[position])
        if lower and not _is_closing(before, above) and _may_hold(lines[before], lines[position]):
            return before
    return None


def _is_superior(other: Line, line: Line) -> bool:
    """Tell whether a unit is the department of another: its code is the beginning of the other's."""
    if other.unit_code is None or line.unit_code is None:
        return False
    return other.unit_code != line.unit_code and line.unit_code.startswith(other.unit_code)


def _is_closing(position: int, above: Sequence[int | None]) -> bool:
    """Tell whether a line has taken lines before it: nothing that follows is a part of it."""
    return any(parent == position for parent in above[:position])


def _may_hold(other: Line, line: Line) -> bool:
    if other.concept == _THREE_PUBLIC and line.concept and not line.concept.startswith(_THREE_PUBLIC):
        return False
    unlisted = other.row_type == "category" and line.row_type == "detail" and not (other.enumerator or line.enumerator)
    if unlisted and line.amount and not other.amount and not line.code and not other.code and not other.heads_purchases:
        return False
    if line.code is None and other.code is not None:
        return other.amount is None or line.amount is None or line.amount <= other.amount + _ROUNDING
    if line.code is None or other.code is None or line.row_type == "detail":
        return True
    return line.code.startswith(other.code)

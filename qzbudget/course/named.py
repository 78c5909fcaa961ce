"""Names and codes against those asked for: one of them, or all of a set."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from qzbudget.course.goals import Choice, Several
from qzbudget.course.verdict import RIGHT, WRONG, Mark
from qzbudget.course.written import UnknownUnitError, numbers_in
from qzbudget.text import match_key

Spellings = Mapping[str, tuple[str, ...]]

FEW = 3
"""A choice of so few is named in full when an answer is none of them."""
_BETWEEN = tuple(
    map(re.compile, (r"[、,，;；\n+/／]+", r"[、,，;；\s+/／]+", r"[、,，;；\s()（）+/／]+|和|与|及|以及|\band\b"))
)
_NOT = re.compile(r"(?:不是|并非|而非|not)[^,，。;；]*")
_TABLE = re.compile(r"(?:公开|附|预算|第|table|表|no\.?|号|张)*0*(\d+|[一二三四五六七八九十]+)(?:号|张)?表?")
_NONE = frozenset({"没有", "无", "都没有", "none", "no", "0张"})


def mark_choice(goal: Choice, written: tuple[str, ...]) -> Mark:
    """Compare one name or code; several words for the same thing are one answer."""
    known = [things for text in _pieces(goal.spellings, written) if (things := _things(goal.spellings, text))]
    known = known or [things for text in written if (things := _mentioned(goal.spellings, text))]
    if not known:
        return _unknown_choice(goal, written[0])
    common = set.intersection(*known)
    if not common:
        return Mark(WRONG, "too_many", {"n": len(known)})
    if common & goal.rights:
        return Mark(RIGHT, "right")
    reasons = (goal.slips[thing] for thing in sorted(common) if thing in goal.slips)
    return Mark(WRONG, next(reasons, "wrong.choice"))


def mark_several(goal: Several, written: tuple[str, ...]) -> Mark:
    """Compare a set: what does not belong to it is told first, then how many are missing."""
    things = {text: tables_named(goal.spellings, text) for text in _pieces(goal.spellings, written)}
    unknown = [text for text, found in things.items() if not found]
    if unknown:
        return _unknown_table(goal, unknown[0])
    named = {thing for found in things.values() for thing in (found & goal.rights or found)}
    extra = {text: min(found) for text, found in things.items() if not found & goal.rights}
    if not extra:
        missing = len(goal.rights - named)
        return Mark(WRONG, "wrong.missing", {"n": missing}) if missing else Mark(RIGHT, "right")
    if _are_row_numbers(goal, things):
        return Mark(WRONG, "slip.row_numbers")
    text, thing = next(iter(extra.items()))
    if thing in goal.slips:
        return Mark(WRONG, goal.slips[thing], {"text": text})
    missing = len(goal.rights - named)
    label = goal.spellings[thing][0]
    told = text if match_key(text) == match_key(label) else f"{text} ({label})"
    return Mark(WRONG, "wrong.extra_and_missing" if missing else "wrong.extra", {"text": told, "n": missing})


def _unknown_choice(goal: Choice, text: str) -> Mark:
    if len(goal.spellings) <= FEW:
        return Mark(WRONG, "unknown.of_few", {"text": text, "choices": "、".join(w[0] for w in goal.spellings.values())})
    if re.fullmatch(r"\d{3,}", text):
        return Mark(WRONG, "unknown.code", {"text": text})
    if re.fullmatch(r"\d{1,2}", text):
        return Mark(WRONG, "unknown.row", {"text": text})
    return Mark(WRONG, "unknown.amount" if _is_amount(text) else "unknown.choice", {"text": text})


def _unknown_table(goal: Several, text: str) -> Mark:
    if match_key(text).lower() in _NONE:
        return Mark(WRONG, "unknown.none")
    example = next(iter(goal.spellings.values()))[0]
    is_number = re.fullmatch(r"[-\d.,]{3,}", text) or _is_amount(text)
    return Mark(WRONG, "unknown.no_table" if is_number else "unknown.several", {"text": text, "example": example})


def _is_amount(text: str) -> bool:
    try:
        return any(found.yuan is not None or found.is_percent or found.decimals for found in numbers_in(text))
    except UnknownUnitError:
        return True


def _are_row_numbers(goal: Several, things: Mapping[str, set[str]]) -> bool:
    """Tell whether the numbers are those at the left of the frame, which begin with 0, and not those of the tables."""
    following = [_things(goal.spellings, str(int(text) + 1)) for text in things if text.isdigit()]
    return len(following) == len(things) and set().union(*following) == goal.rights


def _pieces(spellings: Spellings, written: Iterable[str]) -> list[str]:
    """Take lists in a text apart; what is a name as it stands stays whole, since names hold 和, 及 and blanks too."""
    pieces = []
    for text in written:
        ways = [[text], *([piece for piece in between.split(text) if piece.strip()] for between in _BETWEEN)]
        known = (way for way in ways if all(tables_named(spellings, piece) for piece in way))
        pieces += next(known, ways[2])
    return list(dict.fromkeys(pieces))


def tables_named(spellings: Spellings, text: str) -> set[str]:
    """Return what a text may name, 表八 and 第8张 like 8."""
    numbered = _TABLE.fullmatch(match_key(text).lower())
    return _things(spellings, text) or (_things(spellings, _in_digits(numbered[1])) if numbered else set())


def _things(spellings: Spellings, text: str) -> set[str]:
    """Return what a text may name: what is written exactly so, else what alone contains it."""
    key = _key(text)
    exact = {thing for thing, ways in spellings.items() if key in {_key(way) for way in (thing, *ways)}}
    if exact or len(key) < 2:
        return exact
    within = {thing for thing, ways in spellings.items() if any(key in _key(way) for way in ways)}
    return within if len(within) == 1 else set()


def _mentioned(spellings: Spellings, text: str) -> set[str]:
    """Return the one thing that a sentence mentions, but for what it says it is not."""
    key = _key(_NOT.sub("", match_key(text).lower()))
    names = {_key(way): thing for thing, ways in spellings.items() for way in ways if len(_key(way)) > 1 and not way.isascii()}
    found = {name: thing for name, thing in names.items() if name in key}
    longest = {thing for name, thing in found.items() if not any(name != other and name in other for other in found)}
    return longest if len(longest) == 1 else set()


def _key(text: str) -> str:
    return match_key(text).lower().removesuffix("表").removesuffix("支出")


def _in_digits(number: str) -> str:
    return number if number.isdigit() else str(numbers_in(number)[0].value)

"""Reasons: the part of a sentence that says why a figure has changed."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CHANGED = r"(?:增加|减少|增长|下降|降低|上升|提高|压减|变化|变动|增减(?:变化|变动)?|差异|持平|相同)"
_REASON = re.compile(
    rf"(?:(?P<whose>[^，,；;。：:（）()]{{0,40}}?)(?P<changed>{_CHANGED}(?:的|较大的|较多的)?))?其?(?:主要)?原因(?:主要)?(?:为|是|系|在于|如下)?[:：，,]?(?:是|为)?"
    r"|主要(?:是|系|为)?(?:由于|因为|因(?!公)|受)|主要(?:是|系)(?!用于)|(?<=[，,；;])(?:系|由于|因为|因(?!公))"
)
_MOVES = re.compile(r"[增减升降]|持平|相同|变化")
_GOES_ON = re.compile(r"[一二三四五六七八九]是|[（(]?[\d一二三四五六]{1,2}[）)、.．]|[①-⑳]")
_FIRST_POINT = re.compile(r"(?:说明|如下)?[:：，是]?(?:(?P<word>一)是|(?P<digit>1)[.、．])")
_MONEY = re.compile(r"\d(?:万|亿)?元")
"""A list behind an amount that a reason gives is of that amount."""
_STOPS = re.compile(r"[；;]|[，,。；;]?其中[:：，,]|[，,；;]主要用于")


@dataclass(frozen=True, slots=True)
class Span:
    """Where a reason stands in a paragraph: from ``start`` (the words that open it) to ``end``; its text from ``begin``.

    ``whose`` are the words that name the subject (收支预算增加的主要原因), empty where none do.
    """

    start: int
    begin: int
    end: int
    whose: str


def reasons(text: str, start: int, end: int) -> list[Span]:
    """Return the reasons that a sentence gives, from left to right."""
    spans: list[Span] = []
    at = start
    while match := _REASON.search(text, at, end):
        since = 0 if match.start() == start else start
        if match[0].startswith("主要") and not _MOVES.search(text, since, match.start()):
            at = match.end()
            continue
        stop = _stop(text, match.end(), end)
        spans.append(Span(match.start("changed") if match["changed"] else match.start(), match.end(), stop, match["whose"] or ""))
        at = max(stop, match.end())
    return spans


def _stop(text: str, begin: int, end: int) -> int:
    for match in _STOPS.finditer(text, _last_point(text, begin, end), end):
        if match[0] in "；;" and _GOES_ON.match(text, match.end(), end):
            continue
        if "其中" in match[0] and _MONEY.search(text, begin, match.start()):
            continue
        return match.start()
    return end


def _last_point(text: str, begin: int, end: int) -> int:
    """Return where the last point of a reason that counts its points (一是…；二是…) begins."""
    first = _FIRST_POINT.match(text, begin, end)
    if first is None:
        return begin
    numbers, mark = ("二三四五六七八九", "是") if first["word"] else ("23456789", r"[.、．]")
    again = re.compile(first["word"] + mark if first["word"] else rf"[；;]1{mark}").search(text, first.end(), end)
    at, limit = begin, again.start() if again else end
    for number in numbers:
        point = re.compile(number + mark).search(text, at, limit)
        if point is None:
            break
        at = point.start()
    return at

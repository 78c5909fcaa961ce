"""Headings: where in the document a paragraph stands, and what that part of the document is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qzbudget.narrative.text import Paragraph
from qzbudget.narrative.words import Words

NUMERALS = "一二三四五六七八九十"
_PART = re.compile(rf"第[{NUMERALS}]部分[:：]?")
_LEVELS = (
    re.compile(rf"(?P<number>[{NUMERALS}]{{1,3}})[、.．]"),
    re.compile(rf"[（(](?P<number>[{NUMERALS}]{{1,3}})[）)][、.．]?"),
    re.compile(r"(?P<number>\d{1,2})[、.．](?!\d)"),
    re.compile(r"[（(](?P<number>\d{1,2})[）)][、.．]?|[①-⑳]"),
)
_SPEAKS = re.compile(r"[。；;，,]|\d(?:万|亿)?元|[：:]$|[\d.]+[%％]")
_LONGEST_HEADING = 45
_LONGEST_TITLE = 30


@dataclass(frozen=True)
class Passage:
    """A paragraph that speaks, and the headings above it.

    ``start`` is where its text begins after its enumerator; ``section`` is the path of the numbered headings (``一（五）``),
    ``kind`` what that part of the document is about, ``topic`` the words of the nearest heading.
    """

    paragraph: Paragraph
    start: int
    section: str
    kind: str | None
    topic: str | None
    numbered: bool


def passages(paragraphs: Iterable[Paragraph], words: Words) -> Iterator[Passage]:
    """Yield the paragraphs that are no headings, each with its headings."""
    numbers = ["", ""]
    headings: list[str | None] = [None] * 5
    part_kind = section_kind = None
    for paragraph in paragraphs:
        level, number, start = _enumerator(paragraph.text)
        heading = paragraph.text[start:]
        is_heading = _is_heading(heading)
        if level is None:
            kind = words.section(heading) if is_heading and len(heading) <= _LONGEST_TITLE else None
            if _PART.match(paragraph.text) or kind is not None:
                part_kind, section_kind = kind, None
                numbers, headings = ["", ""], [None] * 5
            if is_heading and kind is not None:
                continue
        else:
            if level < len(numbers):
                numbers[level:] = [number, *[""] * (len(numbers) - level - 1)]
            headings[level:] = [heading if is_heading else None, *[None] * (4 - level)]
            if level == 0 and is_heading:
                section_kind = words.section(heading)
            if is_heading:
                continue
        topic = next((h for h in reversed(headings) if h), None)
        yield Passage(paragraph, start, _path(numbers), section_kind or part_kind, topic, level is not None)


def heading_of(paragraph: Paragraph) -> str | None:
    """Return the words of a numbered heading, None where a paragraph is none."""
    level, _, start = _enumerator(paragraph.text)
    words = paragraph.text[start:]
    return words if level is not None and _is_heading(words) else None


def _is_heading(words: str) -> bool:
    return len(words) <= _LONGEST_HEADING and _SPEAKS.search(words) is None


def _enumerator(text: str) -> tuple[int | None, str, int]:
    """Return the level of an enumerator, its number, and where the text after it begins."""
    if part := _PART.match(text):
        return None, "", part.end()
    for level, pattern in enumerate(_LEVELS):
        if match := pattern.match(text):
            return level, match["number"] or "", match.end()
    return None, "", 0


def _path(numbers: list[str]) -> str:
    first, second = numbers
    return first + (f"（{second}）" if second else "")

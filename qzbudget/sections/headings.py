"""The running text cut at its headings: which paragraphs are about duties, offices, units below, and terms."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from qzbudget.narrative import Paragraph
from qzbudget.sections.numbering import Number, number_of, split_items
from qzbudget.sections.words import Words
from qzbudget.text import match_key

DUTY, OFFICE, UNIT, GLOSSARY = "duty", "office", "unit", "glossary"
_END = "end"
_PART = re.compile(r"第[一二三四五六七八九十]{1,3}(?:部分|章|节|篇)[:：]?")
_LEADERS = re.compile(r"[.．…·。]{2,}[\d\s-]*$")
_NO_TEXT = re.compile(r"[-—–\d\s/]*")
_LONGEST_HEADING = 45
_CLOSED = re.compile(r".*[。；;：:，,、！？”）)]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Item:
    """A piece of a section: a paragraph, or one of several numbered items in it; ``text`` without the number."""

    number: Number | None
    text: str
    page: int


@dataclass(frozen=True)
class Section:
    """The paragraphs below one heading."""

    kind: str
    heading: str
    items: tuple[Item, ...]


@dataclass
class _Open:
    """The section that is being read, and the numbers of the headings that it stands under."""

    kind: str
    heading: str
    numbers: dict[str, int] = field(default_factory=dict)
    items: list[Item] = field(default_factory=list)


def sections(paragraphs: Iterable[Paragraph], words: Words) -> list[Section]:
    """Find the sections whose kind the headings tell, in the order of the document.

    A section ends at the next heading: a part (第四部分), the next number in the style of its own heading, or a short line
    that is no item.  Entries of a table of contents are headings without anything below, and drop out.
    """
    found: list[Section] = []
    now: _Open | None = None
    for paragraph in paragraphs:
        kind, number = heading_kind(paragraph.text, words), number_of(_PART.sub("", paragraph.text))
        if _NO_TEXT.fullmatch(paragraph.text):
            continue
        if now is not None and kind == now.kind and number is None and not _PART.match(paragraph.text):
            continue  # 主要职能包括： below 主要职能
        if kind in (DUTY, OFFICE, UNIT, GLOSSARY):
            numbers = dict(now.numbers) if now and not _PART.match(paragraph.text) else {}
            found += _closed(now)
            now = _Open(kind, paragraph.text, numbers | ({number.style: number.first} if number else {}))
        elif now is not None and (kind == _END or _ends(now, paragraph.text, number)):
            found += _closed(now)
            now = None
        elif now is not None:
            now.items += _items(paragraph, now.kind)
    return [*found, *_closed(now)]


def _closed(section: _Open | None) -> list[Section]:
    if section is None or not section.items:
        return []
    return [Section(section.kind, section.heading, tuple(section.items))]


def heading_kind(text: str, words: Words) -> str | None:
    """Return what stands below a heading: duty, office, unit, glossary, or end for another; None where it is no heading.

    Examples
    --------
    >>> from qzbudget.sections.words import section_words
    >>> texts = ("二、部门预算单位构成", "第四部分名词解释", "四、履行职责。负责市政工作")
    >>> [heading_kind(text, section_words()) for text in texts]
    ['unit', 'glossary', None]
    """
    bare = _LEADERS.sub("", _PART.sub("", text))
    if len(bare) > _LONGEST_HEADING:
        return None
    number = number_of(bare)
    key = match_key(bare[number.length :] if number else bare)
    return next((kind for kind, pattern in words.headings if pattern.fullmatch(key)), None)


def _ends(section: _Open, text: str, number: Number | None) -> bool:
    if _PART.match(text):
        return True
    short = len(text) <= _LONGEST_HEADING
    if number is not None:
        follows = section.numbers.get(number.style) == number.first - 1
        return short and follows and "。" not in text[:-1]
    is_name = section.kind in (OFFICE, UNIT)
    return short and not _CLOSED.fullmatch(text) and not is_name


def _items(paragraph: Paragraph, kind: str) -> list[Item]:
    starts = split_items(paragraph.text, led=kind != GLOSSARY, anywhere=kind in (OFFICE, UNIT))
    items = []
    for start, end in zip(starts, [*starts[1:], len(paragraph.text)], strict=True):
        piece = paragraph.text[start:end]
        number = number_of(piece)
        text = piece[number.length :] if number else piece
        items.append(Item(number, text.strip(), paragraph.glyphs[start][0].number))
    return items

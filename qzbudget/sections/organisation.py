"""The unit's duties, its offices, and the units below it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from qzbudget.dataset.records import OrganisationRecord
from qzbudget.know.role import TitledTable
from qzbudget.narrative import Paragraph
from qzbudget.sections.entries import Entry, unit_entries
from qzbudget.sections.headings import DUTY, GLOSSARY, OFFICE, UNIT, Item, Section, sections
from qzbudget.sections.numbering import Number
from qzbudget.sections.offices import kind_led, listed_offices, named_office
from qzbudget.sections.words import Words, section_words

_GROUP = 30
"""Up to how many characters an item that has items below it only names their group."""


def organisation_records(
    document_id: str,
    paragraphs: Iterable[Paragraph],
    tables: Sequence[TitledTable] = (),
    own_knowledge: Path | None = None,
) -> list[OrganisationRecord]:
    """Turn the sections of duties, offices and units below into records, in the order of the document.

    Parameters
    ----------
    document_id : str
        The document's identifier.
    paragraphs : iterable of Paragraph
        Its running text.
    tables : sequence of TitledTable
        Its tables: one that follows a section can list the units (单位名称).
    own_knowledge : Path, optional
        A folder with the user's own rows of knowledge.

    Returns
    -------
    list of OrganisationRecord
        Kind ``duty``, ``office`` or ``unit``; empty where the document has no such section.

    A unit below that a second section names again counts once.
    """
    words = section_words(own_knowledge)
    entries: list[Entry] = []
    for section in sections(paragraphs, words):
        if section.kind == DUTY:
            entries += _duties(section, words)
        elif section.kind != GLOSSARY:
            entries += [*_offices(section, words), *unit_entries(section, tables)]
    entries = [e for e, later in _seen(entries) if not later]
    return [
        OrganisationRecord(document_id, row, e.kind, e.number, e.name, e.description, e.page)
        for row, e in enumerate(entries)
    ]


def _seen(entries: Iterable[Entry]) -> Iterator[tuple[Entry, bool]]:
    """Say of each entry whether it is a unit that was named before."""
    units: set[str | None] = set()
    for entry in entries:
        yield entry, entry.kind == UNIT and entry.name in units
        if entry.kind == UNIT:
            units.add(entry.name)


def _duties(section: Section, words: Words) -> Iterator[Entry]:
    """Yield the numbered duties; where none is numbered, each paragraph that does not only lead to others.

    Below a heading 主要职责及机构设置 a paragraph can list the offices.
    """
    listing = [item for item in section.items if item.number is None and _lists_offices(item.text, words)]
    duties = [item for item in section.items if item not in listing]
    for group in _grouped(duties):
        text = "".join(_printed(item) for item in group[1:])
        yield Entry(DUTY, _number(group[0].number), None, group[0].text + text, group[0].page)
    if not any(item.number for item in duties):
        for item in duties:
            if not item.text.endswith(("：", ":")):
                yield Entry(DUTY, None, None, item.text, item.page)
    yield from _offices(replace(section, kind=OFFICE, items=tuple(listing)), words)


def _lists_offices(text: str, words: Words) -> bool:
    return "设" in text and len([o for o in listed_offices(text, DUTY, words) if o.kind == OFFICE]) > 1


def _grouped(items: Sequence[Item]) -> list[list[Item]]:
    """Group numbered items with the paragraphs that belong to them.

    The first style counts; an item that only names a group of others (1、局本级。) gives way to them.
    """
    groups: list[list[Item]] = []
    style: str | None = None
    styles: list[str] = []
    for item in items:
        if item.number is None:
            if groups:
                groups[-1].append(item)
            continue
        if item.number.style not in styles:
            styles.append(item.number.style)
        deeper = style is not None and styles.index(item.number.style) > styles.index(style)
        if deeper and len(groups[-1]) == 1 and len(groups[-1][0].text) <= _GROUP:
            groups.pop()
        elif deeper:
            groups[-1].append(item)
            continue
        style = item.number.style
        groups.append([item])
    return groups


def _printed(item: Item) -> str:
    return f"{item.number.printed if item.number else ''}{item.text}"


def _number(number: Number | None) -> str | None:
    return number.printed if number else None


def _offices(section: Section, words: Words) -> list[Entry]:
    """Return the offices: numbered ones with what is said of each, and those that a sentence lists."""
    entries: list[Entry] = []
    kind = section.kind
    for item in section.items:
        if item.number is None and item.text.endswith(("：", ":")):
            kind = kind_led(item.text, words) or section.kind
            continue
        listed = listed_offices(item.text, section.kind, words)
        if listed:
            entries += [Entry(office.kind, _number(item.number), office.name, None, item.page) for office in listed]
            continue
        named = named_office(item.text, words, numbered=item.number is not None)
        if named is not None:
            names, description = named
            numbers = _numbers(item.number, len(names))
            entries += [
                Entry(kind, number, name, description, item.page)
                for number, name in zip(numbers, names, strict=True)
            ]
        elif item.number is None and kind_led(item.text, words) == UNIT and not entries:
            kind = UNIT
        elif entries and entries[-1].number is not None and item.number is None:
            text = f"{entries[-1].description or ''}{item.text}"
            entries[-1] = replace(entries[-1], description=text)
    return entries


def _numbers(number: Number | None, count: int) -> list[str | None]:
    """Return the number of each of several offices that one item names: a printed range, or the same for all."""
    if number is None:
        return [None] * count
    return [*number.each] if len(number.each) == count else [number.printed] * count

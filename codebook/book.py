"""From what documents print to the code book: one name for a code and a year, and the other spellings that are printed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from codebook.lists import SOURCES, Listed
from codebook.observe import Document, Printed
from qzbudget.codebook.book import CodeName, Spelling
from qzbudget.text import match_key

ENOUGH = 2
"""Documents that must print another name before the code book believes that a name changed, and no misprint happened."""

NEAR = 0.8
"""Similarity from which another spelling counts as the same name, written otherwise."""

PRINTED = ("printed_elsewhere",)
"""Lists that repeat what documents outside the corpus print."""

SHOWN = 3
"""Documents that an evidence names; the others are counted."""


@dataclass(frozen=True, slots=True)
class _Name:
    """One name of one code with the documents that print it."""

    name: str
    documents: tuple[Document, ...]

    @property
    def years(self) -> tuple[int, int]:
        years = [document.year for document in self.documents]
        return min(years), max(years)

    @property
    def places(self) -> int:
        return len({document.place for document in self.documents})

    @property
    def rank(self) -> tuple[int, int, str]:
        """Most places first, then most documents; the name settles what is left, so that the book is always the same."""
        return -self.places, -len(self.documents), self.name


def build(names: Iterable[Printed], lists: Sequence[Listed]) -> tuple[list[CodeName], list[Spelling]]:
    """Build the code book.

    Parameters
    ----------
    names : iterable of Printed
        What documents print.
    lists : sequence of Listed
        What lists say, the most trustworthy first.

    Returns
    -------
    tuple of list
        The entries and the other spellings, by code and year.
    """
    printed: dict[str, set[Printed]] = defaultdict(set)
    for seen in names:
        printed[seen.code].add(seen)
    listed: dict[str, list[Listed]] = defaultdict(list)
    for row in lists:
        listed[row.code].append(row)
    entries: list[CodeName] = []
    spellings: list[Spelling] = []
    for code in sorted({*printed, *listed}):
        found, others = _of_code(code, printed[code], listed[code])
        entries += found
        spellings += others
    return entries, spellings


def _of_code(code: str, printed: set[Printed], listed: list[Listed]) -> tuple[list[CodeName], list[Spelling]]:
    with_code = {seen for seen in printed if not seen.inferred}
    if not with_code and not listed:
        return [], []  # a name alone tells no code
    names = _names(with_code or printed)
    periods = sorted(_periods(names, listed), key=lambda name: name.years)
    entries = [_printed_entry(code, name, listed, coded=bool(with_code)) for name in periods]
    entries = _bounded([*_listed_before(code, periods, listed), *entries])
    others = [name for name in names if name not in periods and with_code]
    return entries, [_spelling(code, other, periods) for other in sorted(others, key=lambda name: name.rank)]


def _names(printed: Iterable[Printed]) -> list[_Name]:
    """Gather the names by the spelling in which names are compared, the name of most documents of most places first."""
    by_key: dict[str, list[Printed]] = defaultdict(list)
    for seen in sorted(printed):
        by_key[match_key(seen.name)].append(seen)
    return sorted(
        (
            _Name(_usual(seen.name for seen in group), tuple(sorted({seen.document for seen in group})))
            for group in by_key.values()
        ),
        key=lambda name: name.rank,
    )


def _usual(spellings: Iterable[str]) -> str:
    """Return the most frequent spelling, the one with full-width brackets where two are as frequent."""
    counts = Counter(spellings)
    return min(counts, key=lambda spelling: (-counts[spelling], "(" in spelling, spelling))


def _periods(names: Sequence[_Name], listed: Sequence[Listed]) -> Iterator[_Name]:
    """Yield the usual name, and names that documents print only before or only after all the others.

    One document alone is believed only where a list calls the code the same.
    """
    known = {match_key(row.name) for row in listed}
    chosen: list[_Name] = []
    for name in names:
        apart = all(name.years[1] < other.years[0] or other.years[1] < name.years[0] for other in chosen)
        if not chosen or (apart and (len(name.documents) >= ENOUGH or match_key(name.name) in known)):
            chosen.append(name)
    yield from chosen


def _printed_entry(code: str, name: _Name, listed: list[Listed], *, coded: bool) -> CodeName:
    first, last = name.years
    of_then = [row for row in listed if (row.valid_from or first) <= last and first <= (row.valid_to or last)]
    key = match_key(name.name)
    agreeing = {row.source for row in of_then if match_key(row.name) == key}
    places = {document.place for document in name.documents}
    independent = any(match_key(row.name) == key and row.place not in places for row in of_then)
    differing = [f"{row.source}:{row.name}" for row in of_then if match_key(row.name) != key]
    same = [row for row in listed if match_key(row.name) == key]
    return CodeName(
        code,
        name.name,
        min((row.valid_from for row in same if row.valid_from and row.source in PRINTED), default=None),
        max((row.valid_to for row in same if row.valid_to and row.valid_to >= last), default=None),
        first if coded else None,
        last if coded else None,
        len(name.documents) if coded else 0,
        name.places if coded else 0,
        _confidence(name, agrees=independent, coded=coded),
        "|".join(source for source in SOURCES if source in agreeing),
        "|".join(dict.fromkeys(differing)),
        evidence_of(name.documents) if coded else f"编码未印，只印名称：{evidence_of(name.documents)}",
    )


def _confidence(name: _Name, *, agrees: bool, coded: bool) -> str:
    if not coded:
        return "low"
    if name.places >= ENOUGH:
        return "high"
    return "medium" if agrees or len(name.documents) >= ENOUGH else "low"


def _trust(row: Listed) -> str:
    return "low" if row.source in PRINTED else "unverified"


def _listed_before(code: str, periods: Sequence[_Name], listed: list[Listed]) -> list[CodeName]:
    """Take from the lists what no document prints: the whole code, or what it was called before the first document."""
    first = min((name.years[0] for name in periods), default=None)
    known = {match_key(name.name) for name in periods}
    best: dict[tuple[int | None, int | None], Listed] = {}
    for row in listed:
        ended = first is not None and row.valid_to is not None and row.valid_to < first
        if (first is None or ended) and match_key(row.name) not in known:
            best.setdefault((row.valid_from, row.valid_to), row)
    return [
        CodeName(code, row.name, row.valid_from, row.valid_to, None, None, 0, 0, _trust(row), row.source, "", row.evidence)
        for row in sorted(best.values(), key=lambda row: row.valid_to or 9999)
    ]


def _bounded(entries: list[CodeName]) -> list[CodeName]:
    """Close the ends at which one name meets another: a name is known from its first to its last document only."""
    bounded = []
    for index, entry in enumerate(entries):
        start, end = entry.valid_from, entry.valid_to
        if not index and entry.printed_from is not None:
            start = None
        elif index and start is None:
            before = entries[index - 1]
            start = before.valid_to + 1 if before.printed_to is None and before.valid_to else entry.printed_from
        elif start is not None and entry.printed_from is not None:
            start = min(start, entry.printed_from)
        if index + 1 < len(entries) and entry.printed_to is not None:
            end = entry.printed_to
        bounded.append(replace(entry, valid_from=start, valid_to=end))
    return bounded


def _spelling(code: str, other: _Name, periods: Sequence[_Name]) -> Spelling:
    first, last = other.years
    period = min(periods, key=lambda name: max(name.years[0] - last, first - name.years[1], 0))
    return Spelling(
        code,
        period.name,
        other.name,
        _kind(match_key(other.name), match_key(period.name)),
        first,
        last,
        len(other.documents),
        other.places,
        evidence_of(other.documents),
    )


def _kind(spelling: str, name: str) -> str:
    """Tell a name that is cut off (``cut``) or written otherwise (``near``) from a name of something else (``other``)."""
    if name.startswith(spelling) or spelling.startswith(name):
        return "cut"
    return "near" if SequenceMatcher(None, spelling, name, autojunk=False).ratio() >= NEAR else "other"


def evidence_of(documents: Sequence[Document]) -> str:
    """Name a few documents, of as many places as there are, and count all."""
    by_place: dict[str, Document] = {}
    for document in sorted(documents, key=lambda document: (-document.year, document)):
        by_place.setdefault(document.place, document)
    first = [*by_place.values(), *(document for document in documents if document not in by_place.values())]
    shown = "；".join(str(document) for document in first[:SHOWN])
    return f"{shown} 等 {len(documents)} 份" if len(documents) > SHOWN else shown

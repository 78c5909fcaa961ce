"""The code book: the name of each classification code, year by year, with its evidence."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

from qzbudget.errors import KnowledgeError
from qzbudget.text import match_key

SCHEMES: Mapping[str, str] = {
    "functional": "functional_codes",
    "department_economic": "department_economic_codes",
    "government_economic": "government_economic_codes",
}
"""The three classifications, and the CSV that holds the code book of each."""

SCHEME_OF: Mapping[str, str] = {"2": "functional", "3": "department_economic", "5": "government_economic"}
"""The classification of a code, by its first digit."""

LEVELS: Mapping[int, str] = {3: "class", 5: "section", 7: "item"}
"""Level of a code by its length: 类, 款, 项."""

CONFIDENCES = ("high", "medium", "low", "unverified")
"""``high``: printed by documents of several places; ``medium``: by several documents of one place, or by one document and
a list agrees; ``low``: by one document alone, or the name without its code, or by documents that are not at hand;
``unverified``: by no document, only a list has it."""

Verdict = Literal["agrees", "spelling", "differs", "unknown"]


_NAMES_OF_TODAY = 2021
"""From this year on the names of the classification are those that the documents at hand print."""


@dataclass(frozen=True, slots=True)
class CodeName:
    """What a code is called in a span of years: a row of the code book.

    ``valid_from`` and ``valid_to`` are None where no other name is known before or after.  ``documents`` of ``places``
    print it with its code, from ``printed_from`` to ``printed_to``; ``agrees_with`` and ``differs_from`` say what lists have.
    """

    code: str
    name: str
    valid_from: int | None
    valid_to: int | None
    printed_from: int | None
    printed_to: int | None
    documents: int
    places: int
    confidence: str
    agrees_with: str
    differs_from: str
    evidence: str

    @property
    def scheme(self) -> str:
        """The classification that the code belongs to."""
        return SCHEME_OF[self.code[0]]

    def is_valid(self, year: int | None) -> bool:
        """Tell whether the code has this name in a year; without a year, whether it has it still."""
        if year is None:
            return self.valid_to is None
        return (self.valid_from or year) <= year <= (self.valid_to or year)

    def tells_of(self, year: int | None) -> bool:
        """Tell whether the evidence of the name speaks of a year.

        Many codes were renamed until 2021 (21301 农业 became 农业农村): what only later documents print tells nothing of then.
        """
        if year is None or year >= _NAMES_OF_TODAY or self.valid_from is not None or self.printed_from is None:
            return True
        return self.printed_from <= year


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name that documents print for a code beside ``name``, the one of the code book.

    ``kind``: ``cut`` (cut off), ``near`` (written otherwise), ``other`` (the name of something else, a misprint).
    """

    code: str
    name: str
    spelling: str
    kind: str
    printed_from: int
    printed_to: int
    documents: int
    places: int
    evidence: str


def name_of(code: str, year: int | None = None) -> str | None:
    """Return what a code is called in a fiscal year.

    Parameters
    ----------
    code : str
        A code of 3, 5 or 7 digits.
    year : int, optional
        The fiscal year; by default the name that holds now.

    Returns
    -------
    str or None
        None where the code book does not know the code, or not in that year.

    Examples
    --------
    >>> name_of("30311", 2017), name_of("30311", 2026), name_of("30311", 2020)
    ('住房公积金', '代缴社会保险费', None)
    >>> name_of("2080505")
    '机关事业单位基本养老保险缴费支出'
    """
    return next((row.name for row in code_names(code) if row.is_valid(year)), None)


def code_names(code: str) -> tuple[CodeName, ...]:
    """Return every name that a code has had, the oldest first; empty where the code book does not know the code.

    Examples
    --------
    >>> [(row.name, row.valid_from, row.valid_to, row.confidence) for row in code_names("30307")]
    [('医疗费', None, 2017, 'medium'), ('医疗费补助', 2018, None, 'high')]
    """
    return _by_code().get(code, ())


def verdict(code: str, name: str, year: int | None = None) -> Verdict:
    """Judge whether a printed name is what the code book calls the code.

    Parameters
    ----------
    code, name : str
        As printed.
    year : int, optional
        The fiscal year of the document.

    Returns
    -------
    str
        ``"agrees"``, ``"spelling"``, ``"differs"`` or ``"unknown"``.
        ``"spelling"``: documents are known to write the name so (cut off, or a word more or less).  ``"unknown"``: the
        code book does not know the code in that year, or knows it only from a list that nothing confirms and that
        says something else.

    Examples
    --------
    >>> verdict("30202", "印刷费", 2026), verdict("30202", "咨询费", 2026)
    ('agrees', 'differs')
    >>> verdict("303", "对个人和家庭补助", 2026)
    'spelling'
    >>> verdict("30311", "住房公积金", 2026), verdict("30311", "住房公积金", 2020), verdict("20899", "某某支出", 2026)
    ('differs', 'unknown', 'differs')
    """
    rows = code_names(code)
    key = match_key(name)
    valid = [row for row in rows if row.is_valid(year)]
    if any(match_key(row.name) == key for row in valid):
        return "agrees"
    if any(match_key(row.spelling) == key and row.kind != "other" for row in _spellings().get(code, ())):
        return "spelling"
    known = [row for row in valid if row.confidence in ("high", "medium") and row.tells_of(year)]
    return "differs" if known else "unknown"


def level_of(code: str) -> str | None:
    """Return the level of a code, None where it has the length of none.

    Examples
    --------
    >>> [level_of(code) for code in ("208", "20805", "2080505", "208050501")]
    ['class', 'section', 'item', None]
    """
    return LEVELS.get(len(code))


def parent_of(code: str) -> str | None:
    """Return the code one level up, None for a class.

    Examples
    --------
    >>> parent_of("2080505"), parent_of("301")
    ('20805', None)
    """
    return code[:-2] if len(code) > min(LEVELS) else None


def spellings(code: str) -> tuple[Spelling, ...]:
    """Return the other names that documents print for a code, the most frequent first."""
    return _spellings().get(code, ())


@cache
def book() -> tuple[CodeName, ...]:
    """Return every row of the code book, by classification, code and year."""
    return tuple(_code_name(scheme, row) for scheme, name in SCHEMES.items() for row in read_csv(name))


@cache
def _by_code() -> Mapping[str, tuple[CodeName, ...]]:
    grouped: dict[str, list[CodeName]] = {}
    for row in book():
        grouped.setdefault(row.code, []).append(row)
    return {code: tuple(rows) for code, rows in grouped.items()}


@cache
def _spellings() -> Mapping[str, tuple[Spelling, ...]]:
    grouped: dict[str, list[Spelling]] = {}
    for row in read_csv("code_spellings"):
        grouped.setdefault(row["code"], []).append(
            Spelling(
                code=row["code"],
                name=row["name"],
                spelling=row["spelling"],
                kind=row["kind"],
                printed_from=int(row["printed_from"]),
                printed_to=int(row["printed_to"]),
                documents=int(row["documents"]),
                places=int(row["places"]),
                evidence=row["evidence"],
            )
        )
    return {code: tuple(sorted(rows, key=lambda row: -row.documents)) for code, rows in grouped.items()}


def _code_name(scheme: str, row: Mapping[str, str]) -> CodeName:
    try:
        if SCHEME_OF[row["code"][:1]] != scheme:
            raise ValueError(row["code"])
        return CodeName(
            code=row["code"],
            name=row["name"],
            valid_from=_year(row["valid_from"]),
            valid_to=_year(row["valid_to"]),
            printed_from=_year(row["printed_from"]),
            printed_to=_year(row["printed_to"]),
            documents=int(row["documents"]),
            places=int(row["places"]),
            confidence=row["confidence"],
            agrees_with=row["agrees_with"],
            differs_from=row["differs_from"],
            evidence=row["evidence"],
        )
    except (KeyError, ValueError) as error:
        raise KnowledgeError(f"{SCHEMES[scheme]}.csv：无法理解 {row} 这一行（{error}）。请重新生成编码表。") from error


def _year(text: str) -> int | None:
    return int(text) if text else None


def read_csv(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a knowledge CSV."""
    text = (resources.files("qzbudget.knowledge") / f"{name}.csv").read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())

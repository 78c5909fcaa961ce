"""The knowledge of the package: titles, header words, line words, classes, each a CSV with its evidence."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from qzbudget.errors import KnowledgeError
from qzbudget.text import match_key

REVENUE, EXPENDITURE = "revenue", "expenditure"


@dataclass(frozen=True, slots=True)
class TitlePattern:
    """A table title that tells the table's role."""

    role: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Role:
    """A kind of disclosure table: its names, its direction of money, the part of the total that it breaks down."""

    role: str
    name: str
    name_en: str
    direction: str | None
    base: str | None


@dataclass(frozen=True, slots=True)
class HeaderWord:
    """What a word in a table's header means.

    ``kind`` is the kind of a label column (``code``, ``name``, …), or ``part`` (of a complete split, called ``segment``, in
    the split ``split``, below ``under``), ``root`` (a measure of its own), ``value`` (the amount itself), ``group`` (says
    nothing about the amount), ``change``, or a side of a two-sided table (``revenue``, ``expenditure``).
    """

    pattern: re.Pattern[str]
    kind: str
    segment: str | None
    split: str | None
    under: str | None
    roles: frozenset[str]


@dataclass(frozen=True, slots=True)
class LineWord:
    """What a printed line without a code means."""

    pattern: re.Pattern[str]
    direction: str | None
    row_type: str | None
    concept: str | None


@dataclass(frozen=True, slots=True)
class FunctionalClass:
    """A class (类) of the functional classification and the names that documents print for it."""

    code: str
    name: str
    pattern: re.Pattern[str]


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = (resources.files("qzbudget.knowledge") / f"{name}.csv").read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())


def _pattern(text: str, source: str) -> re.Pattern[str]:
    try:
        return re.compile(match_key_pattern(text))
    except re.error as error:
        raise KnowledgeError(f"{source}.csv：表达式 {text!r} 无法解释（{error}）。请改正这一行。") from error


def match_key_pattern(text: str) -> str:
    """Return a knowledge pattern in the spelling of :func:`qzbudget.text.match_key`."""
    return text.replace("“", '"').replace("”", '"')


@cache
def title_patterns() -> tuple[TitlePattern, ...]:
    """Titles and the roles that they tell; the first that matches counts."""
    return tuple(TitlePattern(row["role"], _pattern(row["pattern"], "table_titles")) for row in _rows("table_titles"))


@cache
def header_roles() -> tuple[TitlePattern, ...]:
    """Header words that tell the role of a table without a title; the first that matches counts."""
    return tuple(TitlePattern(row["role"], _pattern(row["pattern"], "header_roles")) for row in _rows("header_roles"))


@cache
def roles() -> dict[str, Role]:
    """All roles by identifier."""
    return {
        row["role"]: Role(row["role"], row["name"], row["name_en"], row["direction"] or None, row["base"] or None)
        for row in _rows("roles")
    }


@cache
def header_words() -> tuple[HeaderWord, ...]:
    """Header words; the first that matches counts."""
    return tuple(
        HeaderWord(
            _pattern(row["pattern"], "header_words"),
            row["kind"],
            row["segment"] or None,
            row["split"] or None,
            row["under"] or None,
            frozenset(filter(None, row["roles"].split("|"))),
        )
        for row in _rows("header_words")
    )


@cache
def line_words() -> tuple[LineWord, ...]:
    """Line words; the first that matches counts."""
    return tuple(
        LineWord(
            _pattern(row["pattern"], "line_words"),
            row["direction"] or None,
            row["row_type"] or None,
            row["concept"] or None,
        )
        for row in _rows("line_words")
    )


@cache
def functional_classes() -> tuple[FunctionalClass, ...]:
    """Classes of the functional classification."""
    return tuple(
        FunctionalClass(row["code"], row["name"], _pattern(row["pattern"], "functional_classes"))
        for row in _rows("functional_classes")
    )


def header_word(text: str, role: str) -> HeaderWord | None:
    """Return what a header word means in a table of a role, None where the knowledge does not cover it."""
    key = match_key(text)
    return next((w for w in header_words() if (not w.roles or role in w.roles) and w.pattern.fullmatch(key)), None)


def line_word(name: str, direction: str | None) -> LineWord | None:
    """Return what a line means on one side of a table, None where the knowledge does not cover it."""
    key = match_key(name)
    return next(
        (w for w in line_words() if w.direction in (None, direction) and w.pattern.fullmatch(key)), None
    )


def functional_class(name: str) -> FunctionalClass | None:
    """Return the functional class that a name without a code stands for."""
    key = match_key(name)
    return next((c for c in functional_classes() if c.pattern.fullmatch(key)), None)

"""The knowledge of the package: titles, header words, line words, classes, each a CSV with its evidence.

A folder of a user's own may hold CSV files of the same names; its rows come before those of the package.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from qzbudget.knowledge.rows import Row, check_folder, key_pattern, knowledge_rows
from qzbudget.text import match_key

REVENUE, EXPENDITURE = "revenue", "expenditure"


@dataclass(frozen=True, slots=True)
class RolePattern:
    """A table title, or a header word, that tells the table's role."""

    role: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Role:
    """A kind of disclosure table: its names, its direction of money, the part of the total and the fund that it is about."""

    role: str
    name: str
    name_en: str
    direction: str | None
    base: str | None
    fund: str | None


@dataclass(frozen=True, slots=True)
class HeaderWord:
    """What a word in a table's header means.

    ``kind`` is the kind of a label column (``code``, ``name``, …), or ``part`` (of a complete split, called ``segment``, in
    the split ``split``, below ``under``), ``root`` (a measure of its own), ``value`` (the amount itself), ``group`` (says
    nothing about the amount), ``change``, ``rate`` (of the change above it), or a side of a two-sided table (``revenue``,
    ``expenditure``).
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
    roles: frozenset[str]


@dataclass(frozen=True, slots=True)
class FunctionalClass:
    """A class (类) of the functional classification and the spellings of its name, also those of former years."""

    code: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """What a user knows of one document that it does not print: by its sha256, or by the name that it gives its unit."""

    sha256: str | None
    printed_name: str | None
    unit_name: str | None
    fiscal_year: int | None
    money_unit: str | None


@dataclass(frozen=True, slots=True)
class Correction:
    """One corrected cell of one document.

    ``printed`` and ``corrected`` are written as the document prints amounts, in the money unit of the cell; ``reason`` says
    how the fault is known and ``said_by`` who says so.
    """

    correction_id: str
    sha256: str
    table_id: str
    row: int
    col: int
    printed: str
    corrected: str
    reason: str
    said_by: str


@dataclass(frozen=True)
class Knowledge:
    """All knowledge that the reading of a document needs; of several rows that fit, the first counts."""

    titles: tuple[RolePattern, ...]
    header_roles: tuple[RolePattern, ...]
    roles: dict[str, Role]
    header_words: tuple[HeaderWord, ...]
    line_words: tuple[LineWord, ...]
    functional_classes: tuple[FunctionalClass, ...]
    documents: tuple[KnownDocument, ...]
    corrections: tuple[Correction, ...] = ()
    line_parts: tuple[tuple[str, str], ...] = ()
    """Concepts of lines, each with the concept of the line that it is a part of where that stands right above."""
    folder: Path | None = None
    """Where a user's own rows are, also those of the words of narrative, performance sheets and sections."""

    def role_of_title(self, title: str) -> str | None:
        """Return the role that a title tells, None where no row covers it."""
        key = match_key(title)
        return next((title.role for title in self.titles if title.pattern.search(key)), None)

    def role_of_header(self, words: set[str]) -> str | None:
        """Return the role that header words tell, None where no row covers them."""
        return next((h.role for h in self.header_roles if any(h.pattern.fullmatch(word) for word in words)), None)

    def header_word(self, text: str, role: str) -> HeaderWord | None:
        """Return what a header word means in a table of a role, None where no row covers it."""
        key = match_key(text)
        return next(
            (w for w in self.header_words if (not w.roles or role in w.roles) and w.pattern.fullmatch(key)), None
        )

    def line_word(self, name: str, direction: str | None, role: str) -> LineWord | None:
        """Return what a line means on one side of a table of a role, None where no row covers it."""
        key = match_key(name)
        fitting = (w for w in self.line_words if w.direction in (None, direction) and (not w.roles or role in w.roles))
        return next((word for word in fitting if word.pattern.fullmatch(key)), None)

    def part_of(self, concept: str | None) -> str | None:
        """Return the concept of the line that lines of a concept are a part of, None where they are part of none."""
        return next((whole for part, whole in self.line_parts if part == concept), None)

    def functional_class(self, name: str) -> FunctionalClass | None:
        """Return the functional class that a name without a code stands for."""
        key = match_key(name)
        return next((c for c in self.functional_classes if c.pattern.fullmatch(key)), None)

    def document(self, sha256: str, printed_name: str | None) -> KnownDocument | None:
        """Return what is known of a document by its content, else by the name that it prints for its unit."""
        by_content = (d for d in self.documents if d.sha256 == sha256)
        by_name = (d for d in self.documents if d.sha256 is None and d.printed_name == printed_name and printed_name)
        return next(by_content, None) or next(by_name, None)


@cache
def knowledge(folder: Path | None = None) -> Knowledge:
    """Load the knowledge of the package, with a user's own rows before it.

    Parameters
    ----------
    folder : Path, optional
        A folder with CSV files named and headed like those of the package; each may be absent.

    Raises
    ------
    KnowledgeError
        If the folder does not exist, holds a CSV of another name, or a row cannot be understood.

    Examples
    --------
    >>> knowledge().role_of_title("2023年一般公共预算财政拨款支出表")
    'general_budget_expenditure'
    """
    check_folder(folder)
    roles = knowledge_rows(
        "roles",
        folder,
        lambda r: Role(
            r["role"], r["name"], r["name_en"], r["direction"] or None, r["base"] or None, r["fund"] or None
        ),
    )
    return Knowledge(
        titles=knowledge_rows("table_titles", folder, _role_pattern),
        header_roles=knowledge_rows("header_roles", folder, _role_pattern),
        roles={role.role: role for role in reversed(roles)},
        header_words=knowledge_rows("header_words", folder, _header_word),
        line_words=knowledge_rows("line_words", folder, _line_word),
        functional_classes=knowledge_rows("functional_classes", folder, lambda r: FunctionalClass(r["code"], key_pattern(r["pattern"]))),
        documents=knowledge_rows("documents", folder, _known_document),
        corrections=knowledge_rows("corrections", folder, _correction),
        folder=folder,
        line_parts=knowledge_rows("line_parts", folder, lambda r: (r["part"], r["whole"])),
    )


def _role_pattern(row: Row) -> RolePattern:
    return RolePattern(row["role"], key_pattern(row["pattern"]))


def _header_word(row: Row) -> HeaderWord:
    return HeaderWord(
        key_pattern(row["pattern"]),
        row["kind"],
        row["segment"] or None,
        row["split"] or None,
        row["under"] or None,
        frozenset(filter(None, row["roles"].split("|"))),
    )


def _line_word(row: Row) -> LineWord:
    return LineWord(
        key_pattern(row["pattern"]),
        row["direction"] or None,
        row["row_type"] or None,
        row["concept"] or None,
        frozenset(filter(None, row["roles"].split("|"))),
    )


def _known_document(row: Row) -> KnownDocument:
    return KnownDocument(
        row["sha256"] or None,
        row["printed_name"] or None,
        row["unit_name"] or None,
        int(row["fiscal_year"]) if row["fiscal_year"] else None,
        row["money_unit"] or None,
    )


def _correction(row: Row) -> Correction:
    place: dict[str, Any] = {name: int(row[name]) for name in ("row", "col")}
    words = ("correction_id", "sha256", "table_id", "printed", "corrected", "reason", "said_by")
    return Correction(**place | {name: row[name] for name in words})

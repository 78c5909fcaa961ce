"""The words of performance sheets: labels of form fields, headers of indicator columns, comparators, kinds of sheet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from qzbudget.knowledge.rows import key_pattern, knowledge_rows
from qzbudget.text import match_key

OPENERS = frozenset({"project_name", "project_code", "fund_name", "department_name"})
"""Kinds of label that open a sheet."""

MONEY = frozenset({
    "budget", "budget_year", "fiscal", "other", "plan_march", "plan_june", "plan_october", "plan_december",
})  # fmt: skip
"""Kinds of label whose value is money."""

GOALS = ("goals_year", "goals", "goals_period")
"""Kinds of label whose value is the goals text: the year's goals count before those of several years."""


@dataclass(frozen=True, slots=True)
class Word:
    """What a printed word is: ``kind`` is the field or the column that it names."""

    kind: str
    pattern: re.Pattern[str]


@dataclass(frozen=True)
class Words:
    """All knowledge that the reading of a performance sheet needs; of several rows that fit, the first counts."""

    labels: tuple[Word, ...]
    headers: tuple[Word, ...]
    sheet_kinds: tuple[Word, ...]
    levels: tuple[frozenset[str], frozenset[str]]
    parents: dict[str, str]
    comparators: dict[str, str]
    natures: dict[str, str]

    def label(self, text: str) -> str | None:
        """Return which field a cell labels, None where it is no label.

        Examples
        --------
        >>> performance_words().label("其中：财政拨款")
        'fiscal'
        >>> performance_words().label("信息化运行维护") is None
        True
        """
        return _kind(self.labels, match_key(text).rstrip(":"))

    def header(self, path: tuple[str, ...]) -> str | None:
        """Return what a column is by its header words from top to bottom, None where no row covers them.

        Examples
        --------
        >>> performance_words().header(("其中：", "财政资金"))
        'fiscal'
        """
        keys = [match_key(text) for text in path]
        candidates = ("/".join(keys), *reversed(keys))
        return next((kind for key in candidates if (kind := _kind(self.headers, key))), None)

    def sheet_kind(self, title: str) -> str:
        """Return ``department``, ``fund`` or ``project`` by the title of a sheet without its project's name."""
        key = match_key(title)
        return next((word.kind for word in self.sheet_kinds if word.pattern.search(key)), "project")


def _kind(words: tuple[Word, ...], key: str) -> str | None:
    return next((word.kind for word in words if word.pattern.fullmatch(key)), None)


@cache
def performance_words(folder: Path | None = None) -> Words:
    """Load the words of performance sheets, a user's own rows before those of the package."""

    def words(name: str) -> tuple[Word, ...]:
        return knowledge_rows(f"performance_{name}", folder, lambda row: Word(row["kind"], key_pattern(row["pattern"])))

    def pairs(name: str) -> dict[str, str]:
        rows = knowledge_rows(f"performance_{name}", folder, lambda row: (row["printed"], row["comparator"]))
        return dict(reversed(rows))

    levels = knowledge_rows("performance_levels", folder, lambda row: (row["level"], row["name"], row["parent"]))
    return Words(
        labels=words("labels"),
        headers=words("headers"),
        sheet_kinds=words("sheet_kinds"),
        levels=(
            frozenset(name for level, name, _ in levels if level == "1"),
            frozenset(name for level, name, _ in levels if level == "2"),
        ),
        parents={name: parent for _, name, parent in reversed(levels) if parent},
        comparators=pairs("comparators"),
        natures=pairs("natures"),
    )

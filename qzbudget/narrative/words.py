"""The words of the narrative: directions, bases of comparison, subjects, counted things, headings, what there is none of."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from qzbudget.text import match_key

_AFTER_VERB = r"(?:了|额度?|数额?|率|幅度?|比例|比率|金额|约|共|达到?|为|是|[:：])*"


@dataclass(frozen=True, slots=True)
class Named:
    """What a word or phrase stands for; ``unit`` is the unit of a counted thing."""

    pattern: re.Pattern[str]
    name: str
    unit: str = ""


@dataclass(frozen=True)
class Words:
    """All knowledge that the reading of the narrative needs; of several rows that fit, the first counts.

    ``verbs`` finds a word of direction, with what may follow it, at the end of the words before a figure.
    """

    signs: dict[str, int]
    verbs: re.Pattern[str]
    same: tuple[Named, ...]
    bases: tuple[Named, ...]
    sections: tuple[Named, ...]
    subjects: tuple[Named, ...]
    nouns: tuple[Named, ...]
    counts: tuple[Named, ...]
    units: tuple[Named, ...]
    absences: tuple[Named, ...]

    def concept(self, subject: str) -> str | None:
        """Return the term for a subject of money, None where no row covers it.

        Examples
        --------
        >>> narrative_words().concept("公务用车运行维护费")
        'three_public.vehicles.operation'
        """
        key = match_key(subject)
        keys = {key: None, key.removesuffix("预算"): None}
        return next((word.name for k in keys for word in self.subjects if word.pattern.fullmatch(k)), None)

    def is_money(self, subject: str) -> bool:
        """Tell whether a phrase without a term of its own names money."""
        key = match_key(subject)
        return any(word.pattern.search(key) for word in self.nouns)

    def counted(self, subject: str, unit: str) -> str | None:
        """Return the term for a counted thing; where nothing is counted no unit need be printed (机要通信用车为0).

        Examples
        --------
        >>> narrative_words().counted("机要通信用车", "辆")
        'assets.vehicles.confidential'
        """
        key = match_key(subject)
        return next((word.name for word in self.counts if unit in ("", *word.unit.split("|")) and word.pattern.fullmatch(key)), None)

    def section(self, heading: str) -> str | None:
        """Return what stands under a heading, None where no row covers it.

        Examples
        --------
        >>> narrative_words().section("名词解释")
        'glossary'
        """
        key = match_key(heading)
        return next((word.name for word in self.sections if word.pattern.search(key)), None)

    def base(self, phrase: str) -> str:
        """Return which figure a comparison is with: ``executed``, ``budget``, or ``unspecified``."""
        return next((word.name for word in self.bases if word.pattern.search(phrase)), "unspecified")


@cache
def narrative_words() -> Words:
    """Load the words of the narrative from the package's CSV files."""
    signs = {row["word"]: int(row["sign"]) for row in _rows("directions")}
    verbs = "|".join(sorted(signs, key=len, reverse=True))
    return Words(
        signs=signs,
        verbs=re.compile(rf"(?P<verb>{verbs})(?P<other>[（(](?:{verbs})[）)])?{_AFTER_VERB}$"),
        same=tuple(Named(re.compile(row["pattern"]), row["exact"]) for row in _rows("same")),
        bases=tuple(Named(re.compile(row["pattern"]), row["kind"]) for row in _rows("bases")),
        sections=tuple(Named(re.compile(row["pattern"]), row["kind"]) for row in _rows("sections")),
        subjects=tuple(Named(re.compile(row["pattern"]), row["concept"]) for row in _rows("subjects")),
        nouns=tuple(Named(re.compile(f"(?:{row['pattern']})$"), "") for row in _rows("nouns")),
        counts=tuple(Named(re.compile(row["subject"]), row["concept"], row["unit"]) for row in _rows("counts")),
        units=tuple(Named(re.compile(row["pattern"]), row["unit"]) for row in _rows("units")),
        absences=tuple(Named(re.compile(row["pattern"]), row["concept"]) for row in _rows("absences")),
    )


def _rows(name: str) -> Iterator[dict[str, str]]:
    path = resources.files("qzbudget.knowledge") / f"narrative_{name}.csv"
    return csv.DictReader(path.read_text(encoding="utf-8").splitlines())

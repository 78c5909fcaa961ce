"""The words of the narrative: directions, bases of comparison, subjects, counted things, headings, what there is none of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from qzbudget.knowledge.rows import key_pattern, knowledge_rows
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
    counts_behind: tuple[Named, ...]
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

    def counted_behind(self, behind: str, unit: str) -> str | None:
        """Return the term for a thing that is named behind its number.

        Examples
        --------
        >>> narrative_words().counted_behind("项目纳入绩效目标管理", "个")
        'performance.projects'
        """
        key = match_key(behind)
        return next((word.name for word in self.counts_behind if word.unit == unit and word.pattern.fullmatch(key)), None)

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
def narrative_words(folder: Path | None = None) -> Words:
    """Load the words of the narrative, a user's own rows before those of the package."""

    def named(name: str, column: str, column_of_unit: str = "") -> tuple[Named, ...]:
        return knowledge_rows(
            f"narrative_{name}",
            folder,
            lambda row: Named(key_pattern(row["pattern"]), row[column], row[column_of_unit] if column_of_unit else ""),
        )

    signs = dict(reversed(knowledge_rows("narrative_directions", folder, lambda row: (row["word"], int(row["sign"])))))
    verbs = "|".join(sorted(map(re.escape, signs), key=len, reverse=True))
    return Words(
        signs=signs,
        verbs=re.compile(rf"(?P<verb>{verbs})(?P<other>[（(](?:{verbs})[）)])?{_AFTER_VERB}$"),
        same=named("same", "exact"),
        bases=named("bases", "kind"),
        sections=named("sections", "kind"),
        subjects=named("subjects", "concept"),
        nouns=knowledge_rows("narrative_nouns", folder, lambda row: Named(key_pattern(f"(?:{row['pattern']})$"), "")),
        counts=named("counts", "concept", "unit"),
        counts_behind=named("counts_behind", "concept", "unit"),
        units=named("units", "unit"),
        absences=named("absences", "concept"),
    )

"""The words of sections: headings of duties, offices, units and terms; what leads to a list of offices, how their names end."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from qzbudget.knowledge.rows import key_pattern, knowledge_rows


@dataclass(frozen=True)
class Words:
    """All knowledge that the reading of sections needs; of several headings that fit, the first counts.

    ``leads`` finds what leads to a list of offices, ``before_verb`` the name before what an office does; a clause with one of
    ``unit_words`` is about units below, one with one of ``office_words`` about offices; ``suffixes`` are how names end.
    """

    headings: tuple[tuple[str, re.Pattern[str]], ...]
    unit_words: tuple[str, ...]
    office_words: tuple[str, ...]
    suffixes: tuple[str, ...]
    leads: re.Pattern[str]
    before_verb: re.Pattern[str]


@cache
def section_words(folder: Path | None = None) -> Words:
    """Load the words of sections, a user's own rows before, and beside, those of the package."""
    words: dict[str, list[str]] = defaultdict(list)
    for kind, listed in knowledge_rows("office_words", folder, lambda row: (row["kind"], row["words"].split())):
        words[kind] += listed
    return Words(
        headings=knowledge_rows("section_headings", folder, lambda row: (row["kind"], key_pattern(row["pattern"]))),
        unit_words=tuple(words["unit"]),
        office_words=tuple(words["office"]),
        suffixes=tuple(words["suffix"]),
        leads=re.compile(rf"(?:{_any_of(words['lead'])})[:：]?|[:：]"),
        before_verb=re.compile(
            rf"(.{{1,25}}?(?:{_any_of(words['suffix'])})(?:[（(][^）)]*[）)])?)(?={_any_of(words['verb'])})"
        ),
    )


def _any_of(words: list[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))

"""From pairs of codes in one row to the crosswalk of the two economic classifications."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from codebook.book import ENOUGH, evidence_of
from codebook.lists import FOLDER
from codebook.observe import Document, Pair
from qzbudget.codebook.crosswalk import Crossing

BODIES = {
    "501": "agency",
    "502": "agency",
    "503": "agency",
    "504": "agency",
    "505": "institution",
    "506": "institution",
}
"""Whose money a government economic class is: 机关 and what is managed like one, or 事业单位; the others are both's."""

UNLISTED = "文件在同一行印有这两个编码；对照清单里没有，也可能是某个单位的误用"


@dataclass(frozen=True, slots=True)
class Listed:
    """A pair in a list; a department code of three digits stands for every code below it."""

    department_code: str
    government_code: str
    body: str
    source: str
    reason: str
    evidence: str


def load_list() -> tuple[Listed, ...]:
    """Load the list of pairs."""
    with (FOLDER / "crosswalk.csv").open(encoding="utf-8", newline="") as file:
        return tuple(Listed(**row) for row in csv.DictReader(file))


def build(pairs: Iterable[Pair], listed: Sequence[Listed]) -> list[Crossing]:
    """Build the crosswalk: every pair that documents print in one row, and every pair that a list has."""
    documents: dict[tuple[str, str], set[Document]] = defaultdict(set)
    for pair in pairs:
        documents[pair.department_code, pair.government_code].add(pair.document)
    by_codes = {(row.department_code, row.government_code): row for row in listed}
    return [
        _crossing(
            *codes, sorted(documents.get(codes, ())), by_codes.get(codes) or by_codes.get((codes[0][:3], codes[1]))
        )
        for codes in sorted({*documents, *by_codes})
    ]


def _crossing(department: str, government: str, documents: Sequence[Document], listed: Listed | None) -> Crossing:
    places = len({document.place for document in documents})
    return Crossing(
        department,
        government,
        listed.body if listed else BODIES.get(government[:3], "any"),
        len(documents),
        places,
        _confidence(len(documents), places, listed),
        listed.source if listed else "",
        listed.reason if listed else UNLISTED,
        evidence_of(documents) if documents else listed.evidence if listed else "",
    )


def _confidence(documents: int, places: int, listed: Listed | None) -> str:
    if not documents:
        return "unverified"
    if places >= ENOUGH:
        return "high"
    return "medium" if listed or documents >= ENOUGH else "low"

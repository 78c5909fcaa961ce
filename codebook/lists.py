"""Lists of codes from elsewhere: they check what documents print, and name what no document prints."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "lists"
SOURCES = ("printed_elsewhere", "second_hand", "recalled")
"""The lists, the most trustworthy first."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A code in a list; ``place`` is set where the list repeats what documents of one place print."""

    code: str
    name: str
    source: str
    valid_from: int | None
    valid_to: int | None
    place: str | None
    evidence: str


def load_lists(folder: Path = FOLDER) -> tuple[Listed, ...]:
    """Load every list, the most trustworthy first."""
    return tuple(listed for source in SOURCES for listed in _load(folder / f"{source}.csv", source))


def without(lists: Iterable[Listed], place: str) -> tuple[Listed, ...]:
    """Return the lists without what documents of one place print."""
    return tuple(listed for listed in lists if listed.place != place)


def _load(path: Path, source: str) -> Iterable[Listed]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield Listed(
                row["code"],
                row["name"],
                source,
                int(row["valid_from"]) if row["valid_from"] else None,
                int(row["valid_to"]) if row["valid_to"] else None,
                row["place"] or None,
                row["evidence"],
            )

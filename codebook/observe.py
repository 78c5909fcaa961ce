"""What documents print: each code beside its name, and the two economic codes that stand in one row."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from qzbudget.text import tidy_name

CODE_COLUMNS = (
    ("item_code", "item_name"),
    ("functional_code", "functional_name"),
    ("department_code", "department_name"),
    ("government_code", "government_name"),
)
LENGTHS = {"2": (3, 5, 7), "3": (3, 5), "5": (3, 5)}
"""Length of a code at each level, by the first digit of its classification; longer ones are subdivisions of one place."""

NOT_CLASSIFIED = frozenset({"procurement"})
"""Roles whose rows carry the code of a classification beside the name of something else."""

Row = dict[str, str]


@dataclass(frozen=True, order=True, slots=True)
class Document:
    """A document that prints codes, named so that anyone can find it again."""

    place: str
    unit: str
    year: int
    sha8: str

    def __str__(self) -> str:
        return f"{self.unit} {self.year}（{self.sha8}）"


@dataclass(frozen=True, order=True, slots=True)
class Printed:
    """A name that a document prints; ``code`` is empty where only the name stands there and its code is inferred."""

    code: str
    name: str
    document: Document
    inferred: bool = False


@dataclass(frozen=True, order=True, slots=True)
class Pair:
    """A department economic code and a government economic code that a document prints in one row."""

    department_code: str
    government_code: str
    document: Document


@dataclass(frozen=True, slots=True)
class Observations:
    """Everything that a corpus prints about codes."""

    names: frozenset[Printed]
    pairs: frozenset[Pair]

    def documents(self) -> set[Document]:
        """Return the documents that print anything."""
        return {name.document for name in self.names} | {pair.document for pair in self.pairs}

    def without(self, place: str) -> Observations:
        """Return what the documents of every other place print."""
        return self._of(lambda document: document.place != place)

    def only(self, place: str) -> Observations:
        """Return what the documents of one place print."""
        return self._of(lambda document: document.place == place)

    def _of(self, keeps: Callable[[Document], bool]) -> Observations:
        return Observations(
            frozenset(seen for seen in self.names if keeps(seen.document)),
            frozenset(seen for seen in self.pairs if keeps(seen.document)),
        )


def is_code(text: str) -> bool:
    """Tell whether a text is a code of one of the three classifications.

    Examples
    --------
    >>> [is_code(text) for text in ("2080505", "30101", "50101", "3010101", "103001")]
    [True, True, True, False, False]
    """
    return text.isdigit() and len(text) in LENGTHS.get(text[:1], ())


def observe(folders: Iterable[Path], places: Mapping[str, str]) -> Observations:
    """Gather what dataset folders print.

    Parameters
    ----------
    folders : iterable of Path
        Dataset folders, as ``qzbudget batch`` writes them.
    places : mapping
        Place by sha256 of the PDF, for documents that do not name their place.
    """
    names: set[Printed] = set()
    pairs: set[Pair] = set()
    for folder in folders:
        document = _document(folder, places)
        proved = {row["table_id"] for row in _rows(folder / "tables.csv") if row["proved"] == "true"}
        for path in sorted((folder / "tables").glob("*.csv")):
            if path.stem in NOT_CLASSIFIED:
                continue
            rows = [row for row in _rows(path) if row["table_id"] in proved]
            names.update(Printed(code, name, document, inferred) for code, name, inferred in _names(rows))
            pairs.update(
                Pair(row["department_code"][:5], row["government_code"], document)
                for row in rows
                if row.get("department_code") and is_code(row.get("government_code") or "")
            )
    return Observations(frozenset(names), frozenset(pairs))


def _names(rows: list[Row]) -> Iterator[tuple[str, str, bool]]:
    code_of = {(row["table_id"], row["row"]): row["item_code"] for row in rows}
    for row in rows:
        # a project below its item repeats the item's code beside its own name
        repeats = row["item_code"] and code_of.get((row["table_id"], row["parent_row"])) == row["item_code"]
        for code, name in CODE_COLUMNS[1:] if repeats else CODE_COLUMNS:
            if row.get(name) and is_code(row.get(code) or ""):
                yield row[code], tidy_name(row[name]), False
        if row["code_inferred"] and len(row["code_inferred"]) == 3 and row["item_name"]:
            yield row["code_inferred"], tidy_name(row["item_name"]), True


def _document(folder: Path, places: Mapping[str, str]) -> Document:
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    about, sha256 = package["document"], package["sources"][0]["sha256"]
    place = places.get(sha256) or about["place"] or about["unit_name"]
    return Document(place, about["unit_name"], about["fiscal_year"], sha256[:8])


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))

"""The documents that are compared: one's own, and the others beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from qzbudget.dataset.beside import beside, datasets_in
from qzbudget.dataset.descriptor import FILE_NAME
from qzbudget.dataset.load import Dataset, load
from qzbudget.errors import DatasetError
from qzbudget.locate import find_source
from qzbudget.source import open_source

ALIKE = {"year": "fiscal_year", "level": "level", "kind": "kind"}
"""What must be the same for like to be compared with like, and what a document calls it."""


@dataclass(frozen=True)
class Peers:
    """A document and those that it is compared with."""

    own: Dataset
    others: tuple[Dataset, ...]

    @property
    def every(self) -> tuple[Dataset, ...]:
        """All of them, the own one first."""
        return (self.own, *self.others)

    @property
    def listed(self) -> pd.DataFrame:
        """The ``document_id`` of each."""
        return pd.DataFrame({"document_id": [str(data.document["document_id"]) for data in self.every]})


def peers(budget: Dataset, sources: Sequence[str | Path] = ()) -> Peers:
    """Find the documents to compare with.

    Parameters
    ----------
    budget : Dataset
        The document in question.
    sources : sequence of path, optional
        PDFs, dataset folders, and folders of dataset folders.  By default the datasets beside that of the document, and those
        in the folder ``units`` there.

    Returns
    -------
    Peers
        Each document once; those that are like the own one first, then by name.

    Raises
    ------
    SourceError, DatasetError
        If one of the given sources cannot be opened.
    """
    found = _given(sources) if sources else _near(budget)
    by_id: dict[str, Dataset] = {}
    for data in found:
        by_id.setdefault(str(data.document["document_id"]), data)
    by_id.pop(str(budget.document["document_id"]), None)
    return Peers(budget, tuple(sorted(by_id.values(), key=lambda data: _order(budget, data))))


def _order(budget: Dataset, data: Dataset) -> tuple[bool, str]:
    return bool(unlike(budget.document, data.document)), str(data.document["document_id"])


def unlike(own: Mapping[str, Any], other: Mapping[str, Any]) -> tuple[str, ...]:
    """Return in what a document differs from the own one: ``year``, ``level``, ``kind``; what is not known differs.

    Examples
    --------
    >>> own = {"fiscal_year": 2026, "level": "unit", "kind": "budget"}
    >>> unlike(own, {"fiscal_year": 2026, "level": "department", "kind": "budget"})
    ('level',)
    """
    return tuple(name for name, key in ALIKE.items() if own[key] is None or own[key] != other[key])


def _given(sources: Iterable[str | Path]) -> Iterator[Dataset]:
    for source in sources:
        found = find_source(source)
        inside = datasets_in(found) if found.is_dir() and not (found / FILE_NAME).is_file() else []
        yield from map(load, inside) if inside else [open_source(found)]


def _near(budget: Dataset) -> Iterator[Dataset]:
    """Yield the datasets beside a document; one that cannot be loaded is no evidence."""
    for folder in beside(budget.folder):
        try:
            yield load(folder)
        except DatasetError:
            continue

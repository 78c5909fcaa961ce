"""Many PDFs into many dataset folders: what is unchanged is left alone, what fails costs itself only."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from qzbudget.batch.entries import Entry, entry_of, held_documents, unchanged_entry, write_summary
from qzbudget.batch.workers import Limits, Outcome, run_all
from qzbudget.build import Reading, read_document
from qzbudget.check.datasets import of_dataset
from qzbudget.check.years import cross_checks
from qzbudget.dataset.descriptor import FILE_NAME
from qzbudget.dataset.load import load
from qzbudget.dataset.schema import CHECKS
from qzbudget.dataset.write import csv_of
from qzbudget.identity import reader_version
from qzbudget.locate import find_pdfs

DEFAULT_LIMITS = Limits(seconds=300, megabytes=1500)
SUMMARY, CROSS_CHECKS = "batch.csv", "cross_checks.csv"


@dataclass(frozen=True)
class _Task:
    path: Path
    own_knowledge: Path | None


def batch(
    sources: Sequence[str | Path],
    out: str | Path,
    *,
    workers: int | None = None,
    limits: Limits = DEFAULT_LIMITS,
    force: bool = False,
    own_knowledge: str | Path | None = None,
    entry_done: Callable[[Entry, int], None] = lambda entry, count: None,
) -> list[Entry]:
    """Read many PDFs into dataset folders.

    Parameters
    ----------
    sources : sequence of str or Path
        PDF files, folders (all PDFs below them) and glob patterns.
    out : str or Path
        Where the dataset folders and ``batch.csv`` go.
    workers : int, optional
        Number of processes; default the number of processors.
    limits : Limits
        Time and memory for each document.
    force : bool, default False
        Read again what is unchanged.
    own_knowledge : str or Path, optional
        A folder with the user's own rows of knowledge.
    entry_done : callable, optional
        Called with each entry as it is done and the number of files, for a progress display.

    Returns
    -------
    list of Entry
        One for each file, in the order of the files.  Datasets are written in that order too, so that the same input
        gives the same folders however the work was spread.

    Raises
    ------
    UsageError
        If no PDF is found.
    """
    paths, out = find_pdfs(sources), Path(out)
    own = Path(own_knowledge) if own_knowledge else None
    known = {} if force else held_documents(out, reader_version(own))
    entries: dict[int, Entry] = {}
    for index, path in enumerate(paths):
        if (entry := unchanged_entry(path, known)) is not None:
            entries[index] = entry
            entry_done(entry, len(paths))
    todo = [index for index in range(len(paths)) if index not in entries]
    tasks = [_Task(paths[index], own) for index in todo]
    outcomes = run_all(_read, tasks, workers=workers or os.cpu_count() or 1, limits=limits)
    for outcome in _in_order(outcomes):
        entry = entry_of(paths[todo[outcome.index]], outcome, out)
        entries[todo[outcome.index]] = entry
        entry_done(entry, len(paths))
    ordered = [entries[index] for index in range(len(paths))]
    write_summary(ordered, out / SUMMARY)
    _write_cross_checks(ordered, out)
    return ordered


def _write_cross_checks(entries: Sequence[Entry], out: Path) -> None:
    """Check every document against last year's of the same unit, where both have been read."""
    folders = sorted({out / entry.document_id for entry in entries if entry.document_id is not None})
    facts = {folder: json.loads((folder / FILE_NAME).read_text(encoding="utf-8"))["document"] for folder in folders}
    units: dict[tuple[str, str], set[int]] = {}
    for document in facts.values():
        if document["unit_key"] is not None and document["fiscal_year"] is not None:
            units.setdefault((document["unit_key"], document["level"]), set()).add(document["fiscal_year"])
    pairs = [f for f, d in facts.items() if len(units.get((d["unit_key"], d["level"]), ())) > 1]
    records = cross_checks(of_dataset(load(folder, exact=True)) for folder in pairs)
    (out / CROSS_CHECKS).write_bytes(csv_of(CHECKS, records))


def _read(task: _Task) -> Reading:
    return read_document(task.path, task.own_knowledge)


def _in_order(outcomes: Iterable[Outcome[Reading]]) -> Iterator[Outcome[Reading]]:
    """Hold outcomes back until those before them have come."""
    early: dict[int, Outcome[Reading]] = {}
    following = 0
    for outcome in outcomes:
        early[outcome.index] = outcome
        while following in early:
            yield early.pop(following)
            following += 1

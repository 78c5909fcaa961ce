"""Many PDFs into many dataset folders: what is unchanged is left alone, what fails costs itself only."""

from __future__ import annotations

import csv
import glob
import hashlib
import json
import os
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from qzbudget.build import Reading, read_document, reader_version, write_reading
from qzbudget.check.datasets import of_dataset
from qzbudget.check.figures import FAIL, RAN
from qzbudget.check.years import cross_checks
from qzbudget.dataset.descriptor import FILE_NAME
from qzbudget.dataset.load import load
from qzbudget.dataset.records import OF_THE_YEAR, CheckRecord, StatementRecord
from qzbudget.dataset.schema import CHECKS
from qzbudget.dataset.write import csv_of
from qzbudget.errors import QzbudgetError, UsageError
from qzbudget.workers import Limits, Outcome, run_all

READ, UNCHANGED, REFUSED, CRASHED = "read", "unchanged", "refused", "crashed"
DEFAULT_LIMITS = Limits(seconds=300, megabytes=1500)
SUMMARY, CROSS_CHECKS = "batch.csv", "cross_checks.csv"


@dataclass(frozen=True)
class Entry:
    """One file of a batch and what became of it; unit of observation of ``batch.csv``.

    ``status`` is ``read``, ``unchanged`` (the same content was read by the same reader before), ``refused`` (cannot be
    read, ``message`` says why) or ``crashed`` (the program failed, or a limit was reached).  ``statements`` counts the figures
    of the narrative, ``unread`` its sentences that print money and were not understood, ``checks`` the checks of the ledger
    that compared something, ``failed`` those that fail.
    """

    file: str
    status: str
    document_id: str | None = None
    unit_name: str | None = None
    fiscal_year: int | None = None
    kind: str | None = None
    level: str | None = None
    tables: int | None = None
    amounts: int | None = None
    proved: int | None = None
    statements: int | None = None
    unread: int | None = None
    checks: int | None = None
    failed: int | None = None
    seconds: float | None = None
    sha256: str | None = None
    message: str | None = None


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
        if (entry := _unchanged(path, known)) is not None:
            entries[index] = entry
            entry_done(entry, len(paths))
    todo = [index for index in range(len(paths)) if index not in entries]
    tasks = [_Task(paths[index], own) for index in todo]
    outcomes = run_all(_read, tasks, workers=workers or os.cpu_count() or 1, limits=limits)
    for outcome in _in_order(outcomes):
        entry = _entry(paths[todo[outcome.index]], outcome, out)
        entries[todo[outcome.index]] = entry
        entry_done(entry, len(paths))
    ordered = [entries[index] for index in range(len(paths))]
    _write_summary(ordered, out / SUMMARY)
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


def find_pdfs(sources: Iterable[str | Path]) -> list[Path]:
    """Return the PDF files that files, folders and glob patterns name, sorted, each once."""
    found: set[Path] = set()
    for source in sources:
        path = Path(source)
        if path.is_dir():
            found.update(p for p in path.rglob("*") if p.suffix.lower() == ".pdf" and p.is_file())
        elif path.exists():
            found.add(path)
        else:
            found.update(Path(p) for p in glob.glob(str(source), recursive=True))  # noqa: PTH207 - a pattern may be absolute
    if not found:
        raise UsageError(f"{'、'.join(map(str, sources))}：没有找到任何 PDF 文件。请检查路径或通配符。")
    return sorted(found)


def held_documents(out: Path, version: str) -> dict[str, Path]:
    """Return the folders of the datasets that this reader has written before, by the sha256 of their source."""
    held = {}
    for path in sorted(out.glob(f"*/{FILE_NAME}")):
        try:
            package = json.loads(path.read_text(encoding="utf-8"))
            if package["document"]["reader_version"] == version:
                held[package["sources"][0]["sha256"]] = path.parent
        except (OSError, ValueError, LookupError, TypeError):
            continue  # no whole dataset: it is read again, and write_dataset says what stands in the way
    return held


def _unchanged(path: Path, known: dict[str, Path]) -> Entry | None:
    if not known:
        return None
    try:
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None
    folder = known.get(sha256)
    if folder is None:
        return None
    package = json.loads((folder / FILE_NAME).read_text(encoding="utf-8"))
    tables, statements, checks = (_rows(folder / f"{name}.csv") for name in ("tables", "statements", CHECKS.name))
    statuses = [check["status"] for check in checks]
    document = package["document"]
    return Entry(
        file=str(path),
        status=UNCHANGED,
        **{name: document[name] for name in ("document_id", "unit_name", "fiscal_year", "kind", "level")},
        tables=len(tables),
        amounts=sum(int(table["amounts"]) for table in tables),
        proved=sum(table["proved"] == "true" for table in tables),
        statements=len(statements),
        unread=document["unread_sentences"],
        checks=sum(status in RAN for status in statuses),
        failed=statuses.count(FAIL),
        sha256=sha256,
    )


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


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


def _entry(path: Path, outcome: Outcome[Reading], out: Path) -> Entry:
    seconds = round(outcome.seconds, 2)
    if isinstance(outcome.error, QzbudgetError):
        return Entry(str(path), REFUSED, seconds=seconds, message=str(outcome.error))
    if outcome.error is not None:
        return Entry(str(path), CRASHED, seconds=seconds, message=f"{type(outcome.error).__name__}: {outcome.error}")
    if outcome.result is None:
        return Entry(str(path), CRASHED, seconds=seconds, message=outcome.lost)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            folder = write_reading(outcome.result, out, force=True)
        except QzbudgetError as error:
            return Entry(str(path), CRASHED, seconds=seconds, message=str(error))
    tables = [tidied.table for tidied in outcome.result.tables]
    statements = sum(isinstance(r, StatementRecord) and r.measure in OF_THE_YEAR for r in outcome.result.beside)
    statuses = [record.status for record in outcome.result.beside if isinstance(record, CheckRecord)]
    document = asdict(outcome.result.document) | {"document_id": folder.name}
    return Entry(
        file=str(path),
        status=READ,
        **{name: document[name] for name in ("document_id", "unit_name", "fiscal_year", "kind", "level")},
        tables=len(tables),
        amounts=sum(table.amounts for table in tables),
        proved=sum(table.proved for table in tables),
        statements=statements,
        unread=outcome.result.document.unread_sentences,
        checks=sum(status in RAN for status in statuses),
        failed=statuses.count(FAIL),
        seconds=seconds,
        sha256=outcome.result.document.source_sha256,
        message="；".join(str(warning.message) for warning in caught) or None,
    )


def _write_summary(entries: Sequence[Entry], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    names = [field.name for field in fields(Entry)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(
            {name: "" if value is None else value for name, value in asdict(entry).items()} for entry in entries
        )

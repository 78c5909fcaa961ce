"""What became of each file of a batch, and the summary that tells it."""

from __future__ import annotations

import csv
import hashlib
import json
import warnings
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from qzbudget.batch.workers import Outcome
from qzbudget.build import Reading, write_reading
from qzbudget.check.figures import FAIL, RAN
from qzbudget.dataset.descriptor import FILE_NAME
from qzbudget.dataset.records import OF_THE_YEAR, CheckRecord, StatementRecord
from qzbudget.dataset.schema import CHECKS
from qzbudget.errors import QzbudgetError

READ, UNCHANGED, REFUSED, CRASHED = "read", "unchanged", "refused", "crashed"


@dataclass(frozen=True)
class Entry:
    """One file of a batch and what became of it; unit of observation of ``batch.csv``.

    ``status`` is ``read``, ``unchanged`` (the same content was read by the same reader before), ``refused`` (cannot be
    read, ``message`` says why) or ``crashed`` (the program failed, or a limit was reached).  ``statements`` counts the figures
    of the narrative, ``unread`` its sentences that print money and were not understood, ``unread_tables`` what looks like a table
    and was not read, ``checks`` the checks of the ledger that compared something, ``failed`` those that fail.
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
    unread_tables: int | None = None
    checks: int | None = None
    failed: int | None = None
    seconds: float | None = None
    sha256: str | None = None
    message: str | None = None


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


def unchanged_entry(path: Path, known: dict[str, Path]) -> Entry | None:
    """Return the entry of a file whose content is among the ``known``, None for any other."""
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
        statements=sum(statement["measure"] in OF_THE_YEAR for statement in statements),
        unread=document["unread_sentences"],
        unread_tables=len(document.get("unread_table_pages") or ()),
        checks=sum(status in RAN for status in statuses),
        failed=statuses.count(FAIL),
        sha256=sha256,
    )


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def entry_of(path: Path, outcome: Outcome[Reading], out: Path) -> Entry:
    """Write the dataset of a file that was read, and return its entry."""
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
        unread_tables=len(outcome.result.document.unread_table_pages or ()),
        checks=sum(status in RAN for status in statuses),
        failed=statuses.count(FAIL),
        seconds=seconds,
        sha256=outcome.result.document.source_sha256,
        message="；".join(str(warning.message) for warning in caught) or None,
    )


def write_summary(entries: Sequence[Entry], path: Path) -> None:
    """Write one row for each file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    names = [field.name for field in fields(Entry)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(
            {name: "" if value is None else value for name, value in asdict(entry).items()} for entry in entries
        )

"""What documents print and the knowledge does not cover yet: titles of tables, words of headers."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from qzbudget.build import read_document
from qzbudget.dataset.descriptor import FILE_NAME
from qzbudget.dataset.records import AmountRecord, TableRecord
from qzbudget.errors import SourceError, UsageError


@dataclass(frozen=True)
class UnknownWord:
    """A title or a header that no row of the knowledge covers.

    ``kind`` is ``title`` or ``header``; ``count`` says how many tables, or how many amounts, wait for it;
    ``document_id`` and ``page`` name its first place.
    """

    kind: str
    text: str
    role: str | None
    count: int
    document_id: str
    page: int


def unknown_words(folder: str | Path, own_knowledge: str | Path | None = None) -> list[UnknownWord]:
    """List titles and headers that the knowledge does not cover, the most frequent first.

    Parameters
    ----------
    folder : str or Path
        A folder with dataset folders, or with PDFs, which are read for this without being written.
    own_knowledge : str or Path, optional
        A folder with the user's own rows of knowledge, for PDFs.

    Returns
    -------
    list of UnknownWord
        Titles of tables with amounts whose role is ``other``; headers of amount columns without a measure.

    Raises
    ------
    UsageError
        If the folder holds neither datasets nor PDFs.
    """
    folder = Path(folder)
    datasets = sorted(path.parent for path in folder.rglob(FILE_NAME))
    pdfs = [] if datasets else sorted(folder.rglob("*.pdf"))
    if not datasets and not pdfs:
        raise UsageError(f"{folder}：这里没有数据集，也没有 PDF。请检查路径。")
    own = Path(own_knowledge) if own_knowledge else None
    found = [word for dataset in datasets for word in _of_dataset(dataset)]
    found += [word for pdf in pdfs for word in _of_pdf(pdf, own)]
    return sorted(_counted(found), key=lambda word: (word.kind, -word.count, word.text))


def _of_dataset(folder: Path) -> Iterator[UnknownWord]:
    for table in _rows(folder / "tables.csv"):
        if table["role"] == "other" and int(table["amounts"]):
            yield UnknownWord("title", table["title_printed"], None, 1, table["document_id"], int(table["page_first"]))
    for path in sorted((folder / "tables").glob("*.csv")):
        for row in _rows(path):
            if not row["measure"] and row["amount_printed"]:
                yield UnknownWord("header", row["header"], row["role"], 1, row["document_id"], int(row["page"]))


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _of_pdf(pdf: Path, own_knowledge: Path | None) -> Iterator[UnknownWord]:
    try:
        reading = read_document(pdf, own_knowledge)
    except SourceError:
        return
    for tidied in reading.tables:
        yield from _of_table(tidied.table)
        yield from _of_amounts(tidied.amounts)


def _of_table(table: TableRecord) -> Iterator[UnknownWord]:
    if table.role == "other" and table.amounts:
        yield UnknownWord("title", table.title_printed or "", None, 1, table.document_id, table.page_first)


def _of_amounts(amounts: Iterable[AmountRecord]) -> Iterator[UnknownWord]:
    for amount in amounts:
        if amount.measure is None and amount.amount_printed:
            yield UnknownWord("header", amount.header, amount.role, 1, amount.document_id, amount.page)


def _counted(words: Iterable[UnknownWord]) -> Iterable[UnknownWord]:
    counted: dict[tuple[str, str, str | None], UnknownWord] = {}
    for word in words:
        key = word.kind, word.text, word.role
        before = counted.get(key)
        counted[key] = word if before is None else replace(before, count=before.count + 1)
    return counted.values()

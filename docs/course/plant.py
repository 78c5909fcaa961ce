"""Write the dataset with planted faults that lesson 3 is about: ``python docs/course/plant.py``.

The published document is typeset with the faults, under the name of a place that does not exist, and read like any other.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from qzbudget.build import Reading, read_document  # noqa: E402
from qzbudget.dataset.write import write_dataset  # noqa: E402
from typeset import faults  # noqa: E402
from typeset.draw import draw  # noqa: E402
from typeset.layout import Document, Line, Page  # noqa: E402
from typeset.transcription import load_transcription  # noqa: E402

FOLDER = ROOT / "data" / "course"
DOCUMENT_ID = "教学练习_设有错误_不是真实文件-2023-budget-unit"
TITLE = "教学练习：设有错误的单位预算，不是任何单位的真实文件"
FILE = "planted-faults-not-a-real-document.pdf"
PLACE, NO_PLACE = "青岛", "假想"
PLANTED: tuple[Callable[[Document], Document], ...] = (
    faults.a_total_wrong,
    faults.a_row_lost,
    faults.a_digit_misread,
    faults.a_purchase_wrong,
    faults.a_percentage_wrong,
    faults.vehicles_miscounted,
)


def planted(document: Document) -> Document:
    """Return the document with every fault of the course, and the name of no place."""
    for fault in PLANTED:
        document = fault(document)
    tables = tuple(
        replace(table, body=tuple(replace(cell, text=_elsewhere(cell.text)) for cell in table.body))
        for table in document.tables
    )
    return replace(document, title=TITLE, tables=tables, pages=tuple(map(_page, document.pages)))


def _page(page: Page) -> Page:
    blocks = (replace(b, text=_elsewhere(b.text)) if isinstance(b, Line) else b for b in page.blocks)
    return replace(page, blocks=tuple(blocks))


def _elsewhere(text: str) -> str:
    return text.replace(PLACE, NO_PLACE)


def named(reading: Reading) -> Reading:
    """Return the reading under an identifier and a title that nobody can mistake for the real document's."""
    document = replace(
        reading.document, document_id=DOCUMENT_ID, place=None, unit_code=None, source_title=TITLE, source_path=FILE
    )
    tables = tuple(
        replace(
            tidied,
            table=replace(tidied.table, document_id=DOCUMENT_ID),
            amounts=tuple(replace(amount, document_id=DOCUMENT_ID) for amount in tidied.amounts),
        )
        for tidied in reading.tables
    )
    beside = tuple(replace(record, document_id=DOCUMENT_ID) for record in reading.beside)
    return replace(reading, document=document, tables=tables, beside=beside)


def write(out: Path = FOLDER) -> Path:
    """Typeset, read and write; return the dataset folder."""
    with TemporaryDirectory() as folder:
        pdf = Path(folder, FILE)
        pdf.write_bytes(draw(planted(load_transcription())))
        reading = named(read_document(pdf))
    return write_dataset(reading.document, reading.records, out, force=True)


if __name__ == "__main__":
    print(write())  # noqa: T201

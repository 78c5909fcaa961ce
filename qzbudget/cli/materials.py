"""What to check: PDFs, dataset folders, and folders of either."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from qzbudget.check.datasets import of_dataset
from qzbudget.check.material import Material, material
from qzbudget.dataset.descriptor import FILE_NAME
from qzbudget.dataset.load import load
from qzbudget.locate import find_pdfs


def materials(sources: Sequence[str | Path], own_knowledge: Path | None = None) -> Iterator[Material]:
    """Yield what the rules see of each source; a PDF is read for it and nothing is written.

    Parameters
    ----------
    sources : sequence of str or Path
        PDF files, dataset folders, folders with datasets or PDFs below them, glob patterns.
    own_knowledge : Path, optional
        A folder with the user's own rows of knowledge.

    Raises
    ------
    UsageError, SourceError, DatasetError
        If a source holds nothing to check, or cannot be read.
    """
    from qzbudget.build import read_document

    for source in map(Path, sources):
        folders = (
            [source] if (source / FILE_NAME).is_file() else sorted(p.parent for p in source.glob(f"*/{FILE_NAME}"))
        )
        for folder in folders:
            yield of_dataset(load(folder, exact=True))
        for pdf in find_pdfs([source]) if not folders else ():
            reading = read_document(pdf, own_knowledge)
            yield material(reading.document, reading.records)

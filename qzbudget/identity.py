"""What a dataset says of its document: its readable identifier, its source, and the reader that read it."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from qzbudget.dataset.records import DocumentRecord
from qzbudget.know.document import DocumentFacts
from qzbudget.pages import Document
from qzbudget.version import __version__


def document_record(path: Path, document: Document, facts: DocumentFacts, version: str) -> DocumentRecord:
    """Make the record of a document; ``version`` is that of the reader, see :func:`reader_version`."""
    return DocumentRecord(
        document_id=document_id(facts, document.sha256),
        unit_name=facts.unit_name,
        unit_key=facts.unit_key,
        unit_code=facts.unit_code,
        place=facts.place,
        fiscal_year=facts.fiscal_year,
        kind=facts.kind,
        level=facts.level,
        reader_version=version,
        source_title=facts.title or _readable(path.stem),
        source_path=_readable(path.name),
        source_sha256=document.sha256,
        source_pages=len(document),
    )


def _readable(name: str) -> str:
    """Return a file name as text; bytes that are no UTF-8 (a name in GBK) become replacement marks."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


_UNSAFE = re.compile(r"[^\w\u4e00-\u9fff]+")
_LONGEST_NAME = 40


def document_id(facts: DocumentFacts, sha256: str) -> str:
    """Make the readable, path-safe identifier of a document from unit, year, kind and level.

    A document that does not name its unit or year is told apart by the first digits of its content hash.

    Examples
    --------
    >>> facts = DocumentFacts("甲局（本级）", "甲局", None, None, 2023, "budget", "unit")
    >>> document_id(facts, "0c14414a")
    '甲局-2023-budget-unit'
    >>> facts = DocumentFacts(None, None, None, None, None, "budget", "department")
    >>> document_id(facts, "0c14414ad0ff")
    'unknown-unit-unknown-year-budget-department-0c14414a'
    """
    name = _UNSAFE.sub("_", facts.unit_key or "").strip("_")[:_LONGEST_NAME] or "unknown-unit"
    readable = f"{name}-{facts.fiscal_year or 'unknown-year'}-{facts.kind}-{facts.level}"
    return readable if facts.unit_key and facts.fiscal_year else f"{readable}-{sha256[:8]}"


def reader_version(own_knowledge: Path | None = None) -> str:
    """Return the version that a dataset names as its reader; own knowledge is a part of it.

    Examples
    --------
    >>> reader_version() == __version__
    True
    """
    if own_knowledge is None:
        return __version__
    digest = hashlib.sha256()
    for path in sorted(own_knowledge.glob("*.csv")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return f"{__version__}+knowledge.{digest.hexdigest()[:8]}"

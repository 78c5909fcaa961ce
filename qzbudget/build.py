"""From a PDF to a dataset folder: every step from the pages to the written files, in order."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from qzbudget.check import check_document, with_proofs
from qzbudget.check.reading import with_sums_proved
from qzbudget.corrections import correct
from qzbudget.dataset.records import DocumentRecord, Record
from qzbudget.dataset.write import write_dataset
from qzbudget.errors import SourceError
from qzbudget.identity import document_record, reader_version
from qzbudget.join import join_pages
from qzbudget.know.document import DocumentFacts, document_facts
from qzbudget.know.money_unit import with_settled_units
from qzbudget.know.role import TitledTable, titled_tables
from qzbudget.narrative import Paragraph, paragraph_statements, running_text
from qzbudget.pages import open_document
from qzbudget.pages.characters import UNREADABLE
from qzbudget.performance import performance_records
from qzbudget.prove import faults
from qzbudget.sections import glossary_records, organisation_records
from qzbudget.shapes import Grid, Page
from qzbudget.terms import Knowledge, knowledge
from qzbudget.text import fold_glyphs
from qzbudget.tidy import TidyTable, tidy_tables
from qzbudget.unread import pages_without_amounts
from qzbudget.unruled import LookedThrough, look_through, read_unruled, without

PageDone = Callable[[int, int], None]
"""Called after each page with its number and the number of pages."""


@dataclass(frozen=True)
class Reading:
    """A document that has been read: what it is, its tables, and its rows of every CSV beside the tables."""

    document: DocumentRecord
    tables: tuple[TidyTable, ...]
    beside: tuple[Record, ...] = ()

    @property
    def records(self) -> list[Record]:
        """The rows of every CSV."""
        tables = [tidied.table for tidied in self.tables]
        amounts = [amount for tidied in self.tables for amount in tidied.amounts]
        return [*tables, *amounts, *self.beside]


def read_document(
    path: Path, own_knowledge: Path | None = None, page_done: PageDone = lambda number, count: None
) -> Reading:
    """Read one PDF without writing anything.

    Parameters
    ----------
    path : Path
        The PDF.
    own_knowledge : Path, optional
        A folder with the user's own rows of knowledge.
    page_done : callable, optional
        Called after each page, for a progress display.

    Raises
    ------
    SourceError
        If the file cannot be read, shows only pictures, or has neither a ruled table nor a budget's narrative.
    """
    known = knowledge(own_knowledge)

    def is_title(line: str) -> bool:
        return known.role_of_title(line) is not None

    with open_document(path) as document:
        lines: list[list[str]] = []
        looked: list[LookedThrough] = []
        pictures = 0
        for page in document.pages():
            lines.append([fold_glyphs(line.text) for line in page.lines])
            pictures += page.pictures
            looked.append(look_through(page, _best_reading(path, page), is_title, looked[-1] if looked else None))
            page_done(page.number, len(document))
        _refuse_without_text(path, lines, pictures)
        unruled, unread_tables = read_unruled(looked)
        unread_pages = [stretch.page for stretch in unread_tables]
        read = [(without(of.page, unread_tables), _all_grids(of, unruled)) for of in looked]
        tables = join_pages(read)
        facts = _settled(document_facts(lines, tables), document.sha256, known)
        record = document_record(path, document, facts, reader_version(own_knowledge))
    titled = titled_tables(with_settled_units(tables), known)
    tidied = tidy_tables(record.document_id, facts, titled, known)
    tidied = with_sums_proved(record, correct(tidied, known.corrections, document.sha256, str(path)))
    paragraphs = running_text(read)
    statements, unread = paragraph_statements(record.document_id, facts, paragraphs, tidied, known)
    beside = _beside(record.document_id, facts, titled, read, paragraphs, own_knowledge)
    if not tables:
        _refuse_other_text(path, facts, (*statements, *beside), unread_pages)
    unread_pages = sorted([*unread_pages, *pages_without_amounts(titled, tidied)])
    record = replace(record, unread_sentences=unread, unread_table_pages=tuple(unread_pages))
    reading = Reading(record, tuple(tidied), (*statements, *beside))
    checks = check_document(record, reading.records)
    return replace(reading, beside=(*with_proofs(reading.beside, checks), *checks))


def _beside(
    document_id: str,
    facts: DocumentFacts,
    titled: Sequence[TitledTable],
    pages: Sequence[tuple[Page, list[Grid]]],
    paragraphs: Sequence[Paragraph],
    own_knowledge: Path | None,
) -> tuple[Record, ...]:
    """Read what stands beside tables and figures: performance sheets, duties and offices, terms."""
    projects, targets = performance_records(document_id, facts, titled, pages, own_knowledge)
    organisation = organisation_records(document_id, paragraphs, titled, own_knowledge)
    return (*projects, *targets, *organisation, *glossary_records(document_id, paragraphs, own_knowledge))


def read_page(path: Path, page: Page) -> list[Grid]:
    """Read the tables of a page; where a reading does not prove itself, read again in another way.

    The reading with the fewest faults wins, the earlier one of equals; its faults stay with it.
    """
    return [_displayed(page, grid) for grid in _best_reading(path, page)]


def _best_reading(path: Path, page: Page) -> list[Grid]:
    """Return the grids of a page in the frame of its upright text."""
    # camelot takes a second to import: what only loads datasets shall not pay for it
    from qzbudget.read.lattice import read_ways  # noqa: PLC0415

    best: list[Grid] = []
    best_faults: int | None = None
    for grids in read_ways(path, page):
        proved = [replace(grid, faults=faults(page, grid)) for grid in grids]
        count = sum(len(grid.faults) for grid in proved)
        if best_faults is None or (grids and count < best_faults):
            best, best_faults = proved, count
        if best_faults == 0:
            break
    return best


def _all_grids(looked: LookedThrough, unruled: Sequence[Grid]) -> list[Grid]:
    """Return the grids of a page on the page as displayed."""
    own = [grid for grid in unruled if grid.page == looked.page.number]
    return [_displayed(looked.page, grid) for grid in (*looked.grids, *own)]


def _displayed(page: Page, grid: Grid) -> Grid:
    """Move the boxes of the cells from the frame of upright text to the page as displayed."""
    if page.turn == 0:
        return grid
    return replace(grid, cells=tuple(replace(cell, box=page.displayed(cell.box)) for cell in grid.cells))


def _refuse_without_text(path: Path, lines: list[list[str]], pictures: int) -> None:
    has_text = any(lines)
    if not has_text and pictures:
        raise SourceError(
            f"{path}：这份 PDF 是扫描件，每页只有图片、没有文字。请向发布单位索取文字版 PDF，或先做文字识别（OCR）。"
        )
    shown = "".join(chain.from_iterable(lines))
    if shown.count(UNREADABLE) > len(_CHINESE.findall(shown)):
        raise SourceError(
            f"{path}：这份 PDF 的多数文字读不出来：字体没有说明是什么字（例如经虚拟打印机转换过）。"
            "请向发布单位索取原来的 PDF，或先做文字识别（OCR）。"
        )
    if not has_text:
        raise SourceError(f"{path}：这份 PDF 没有任何文字。请检查是不是下载错了文件。")


_CHINESE = re.compile(r"[\u3400-\u9fff]")


def _refuse_other_text(path: Path, facts: DocumentFacts, beside: Sequence[Record], unread: Sequence[int]) -> None:
    """Refuse a text without tables, unless it names the year of a budget or final accounts and holds some part of one."""
    if facts.fiscal_year is None or not beside:
        if unread:
            pages = "、".join(map(str, dict.fromkeys(unread)))
            raise SourceError(
                f"{path}：第 {pages} 页有像表的内容，但没有框线，读不出。请对照原页抄录，或向发布单位索取有框线的版本。"
            )
        raise SourceError(
            f"{path}：没有找到任何带框线的表格。请确认这是含有预算表的公开文件；表格也可能在另一个附件里。"
        )


def _settled(facts: DocumentFacts, sha256: str, known: Knowledge) -> DocumentFacts:
    """Let what the user knows of this document stand before what it prints."""
    own = known.document(sha256, facts.unit_name)
    if own is None:
        return facts
    return facts.with_known(own)


def read(
    pdf: str | Path,
    out: str | Path = "data/processed",
    *,
    force: bool = False,
    own_knowledge: str | Path | None = None,
    page_done: PageDone = lambda number, count: None,
) -> Path:
    """Read a budget PDF into a dataset folder.

    Parameters
    ----------
    pdf : str or Path
        The PDF of one unit budget or final accounts.
    out : str or Path, default "data/processed"
        Where dataset folders stand; the folder ``<out>/<document_id>/`` is written as a whole or not at all.
    force : bool, default False
        Read again even where the same file has been read by the same reader.
    own_knowledge : str or Path, optional
        A folder with the user's own rows of knowledge, as ``--knowledge`` takes it.
    page_done : callable, optional
        Called after each page with its number and the number of pages, for a progress display.

    Returns
    -------
    Path
        The dataset folder; :func:`qzbudget.load` opens it.

    Raises
    ------
    SourceError
        If the file is no PDF, damaged, locked, scanned, or has neither a ruled table nor the narrative of a budget or
        final accounts.  Nothing is written then.

    Examples
    --------
    >>> import qzbudget as qz
    >>> folder = qz.read("data/raw/qingdao-government-office-2023-unit-budget.pdf")  # doctest: +SKIP
    """
    reading = read_document(Path(pdf), Path(own_knowledge) if own_knowledge else None, page_done)
    return write_reading(reading, Path(out), force=force)


def write_reading(reading: Reading, out: Path, *, force: bool = False) -> Path:
    """Write a document that has been read to its dataset folder; see :func:`qzbudget.dataset.write.write_dataset`."""
    return write_dataset(reading.document, reading.records, out, force=force)

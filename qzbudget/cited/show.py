"""Where a number comes from: the picture of its cells on the pages of the published document."""

from __future__ import annotations

import base64
import hashlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

import pandas as pd
from PIL import Image

from qzbudget.cited.cite import Row, dataset_of, places_of, refuse_frame, told
from qzbudget.cited.places import Library, Place
from qzbudget.dataset.load import Dataset, load
from qzbudget.errors import SourceError, UsageError
from qzbudget.pages import open_document
from qzbudget.pages.picture import page_part
from qzbudget.shapes import Box
from qzbudget.wording import check_language, phrase

COLOURS = 64
"""Colours of a page picture: black on white, and the frame."""


@dataclass(frozen=True)
class Source:
    """Where a number stands: words, and a picture of each page part with the cells framed.

    A notebook shows it; ``str()`` gives the words; ``pictures`` are :class:`PIL.Image.Image`, none where the PDF is not at
    hand: the words tell page and box then.
    """

    words: str
    pictures: tuple[Image.Image, ...] = ()

    def __str__(self) -> str:
        return self.words

    def __repr__(self) -> str:
        return self.words

    def _repr_html_(self) -> str:
        lines = "<br>".join(map(escape, self.words.splitlines()))
        return f"<p>{lines}</p>" + "".join(f'<img src="{_address(p)}" style="max-width:100%">' for p in self.pictures)


def show_source(row: Row, *, budget: Dataset | None = None, pdf: str | Path | None = None, lang: str = "zh") -> Source:
    """Show where a number stands: the part of the page that prints it, its cell framed.

    Parameters
    ----------
    row : Series or mapping
        One row of ``budget.amounts``, ``budget.role(…)``, a composition, ``budget.statements``, ``budget.projects``,
        ``budget.targets`` or ``checks.csv``; an amount that is computed has several cells, on one or more pages.
    budget : Dataset, optional
        The dataset of the row; by default the one that the frame was loaded from, or the folder of the row's
        ``document_id`` in the nearest ``data/processed``.
    pdf : str or Path, optional
        The document; by default it is found by its sha256 beside the dataset and under ``data/raw``.
    lang : {"zh", "en"}
        Language of the words.

    Returns
    -------
    Source
        A notebook shows its words and pictures.  Without the PDF there are no pictures, and the words tell page and box.

    Raises
    ------
    UsageError
        If the row is of no such frame, or its dataset is not found.
    SourceError
        If a given PDF is not the document.

    Examples
    --------
    >>> import qzbudget as qz
    >>> budget = qz.load("data/processed/青岛市人民政府办公厅-2023-budget-unit")  # doctest: +SKIP
    >>> qz.show_source(budget.role("expenditure_summary").iloc[0])  # doctest: +SKIP
    公开表3 单位预算支出总表，第 13 页，“合计”行，“合计”栏：17,332.62 万元
    """
    check_language(lang)
    refuse_frame(row)
    library = Library(budget or dataset_of(row), lang)
    return source_of(library, places_of(library, row), pdf, lang)


def source_of(library: Library, places: Sequence[Place], pdf: str | Path | None = None, lang: str = "zh") -> Source:
    """Show some places: each page part once, all cells on it framed.

    Parameters
    ----------
    library : Library
        The datasets that the places are of.
    places : sequence of Place
        The places.
    pdf, lang
        As in :func:`show_source`.
    """
    pictures: list[Image.Image] = []
    lines = [told(place, lang) for place in places]
    for document_id in dict.fromkeys(place.document_id for place in places):
        dataset = library.dataset(document_id) or library.budget
        here = [place for place in places if place.document_id == document_id]
        path = _pdf_of(dataset, pdf if dataset is library.budget else None)
        if path is None:
            lines += [_told_without_pdf(here, dataset, lang)]
        else:
            pictures += _pictures(path, here)
    return Source("\n".join(lines), tuple(pictures))


def save_cell_picture(
    dataset: str | Path, table: str, row: int, col: int, out: str | Path, *, pdf: str | Path | None = None
) -> str:
    """Draw the part of the page that prints one amount, its cell framed, and return a line that says what it shows.

    Parameters
    ----------
    dataset : str or Path
        A dataset folder.
    table : str
        A ``table_id``, or a role, which stands for the document's first table of that role.
    row, col : int
        As in ``tables/<role>.csv``.
    out : str or Path
        The PNG file to write.
    pdf : str or Path, optional
        The document; otherwise it is found by its sha256 beside the dataset and under ``data/raw``.

    Raises
    ------
    UsageError
        If the dataset has no such cell.
    SourceError
        If the document is not found, or the given PDF is another one.
    """
    loaded = load(Path(dataset))
    cell = _cell(loaded, table, row, col)
    with open_document(source_pdf(loaded, pdf)) as document:
        picture = page_part(document, int(cell.page), [Box(cell.x0, cell.top, cell.x1, cell.bottom)])
    Path(out).parent.mkdir(parents=True, exist_ok=True)
    picture.save(out)
    name = "" if pd.isna(cell.item_name) else f" {cell.item_name}"
    return f"{out}：第 {cell.page} 页，{cell.header}{name}，印为 {cell.amount_printed!r}"


def _cell(dataset: Dataset, table: str, row: int, col: int) -> pd.Series:
    amounts = dataset.amounts
    of_table = amounts[amounts["table_id"] == table]
    found = of_table[(of_table["row"] == row) & (of_table["col"] == col)]
    if found.empty:
        known = "、".join(dict.fromkeys(amounts["table_id"]))
        places = (
            f"{table} 有第 {of_table['row'].min()}–{of_table['row'].max()} 行" if len(of_table) else f"有的表：{known}"
        )
        raise UsageError(f"{dataset.folder}：{table} 里没有第 {row} 行第 {col} 列的金额。{places}；列号见 CSV 的 col。")
    return found.iloc[0]


def source_pdf(dataset: Dataset, given: str | Path | None = None) -> Path:
    """Return the PDF that a dataset was read from, found by its content.

    Raises
    ------
    SourceError
        If no file with the dataset's sha256 is at hand.
    """
    source = dataset.source
    wanted = source["sha256"]
    for path in [Path(given)] if given else _places(dataset.folder, source["path"]):
        if path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == wanted:
            return path
    if given:
        raise SourceError(f"{given}：不是这个数据集的原文件（应为 {source['path']}，sha256 {wanted[:16]}…）。")
    raise SourceError(
        f"{dataset.folder}：找不到原文件 {source['path']}（sha256 {wanted[:16]}…）。请把它放在数据集旁边或 data/raw，或用 --pdf 指明。"
    )


def _places(folder: Path, name: str) -> Iterator[Path]:
    folder = folder.resolve()
    near = (folder, folder.parent, *(parent / "data" / "raw" for parent in (Path.cwd(), *folder.parents)))
    for place in dict.fromkeys(near):
        yield place / name
    for place in dict.fromkeys(near):
        yield from sorted(place.glob("*.pdf")) if place.is_dir() else ()


def _told_without_pdf(places: Sequence[Place], dataset: Dataset, lang: str) -> str:
    on_pages: dict[int, list[str]] = {}
    for place in places:
        if place.box:
            on_pages.setdefault(place.page, []).append(" ".join(f"{edge:g}" for edge in place.box))
    boxes = [phrase("source.box", lang, page=page, box=phrase("semicolon", lang).join(told)) for page, told in on_pages.items()]
    source = dataset.source
    told = phrase("source.no_pdf", lang, file=source["path"], sha256=source["sha256"])
    return "\n".join([*boxes, told])


def _pdf_of(dataset: Dataset, given: str | Path | None) -> Path | None:
    """Return the document's PDF, None where it is not at hand; one that is given must be the document."""
    try:
        return source_pdf(dataset, given)
    except SourceError:
        if given:
            raise
        return None


def _pictures(pdf: Path, places: Sequence[Place]) -> Iterator[Image.Image]:
    with open_document(pdf) as document:
        for page in dict.fromkeys(place.page for place in places):
            yield page_part(document, page, [place.box for place in places if place.page == page and place.box])


def _address(picture: Image.Image) -> str:
    return f"data:image/png;base64,{base64.b64encode(picture_png(picture)).decode('ascii')}"


def picture_png(picture: Image.Image) -> bytes:
    """Return a picture as the bytes of a PNG file of few colours."""
    png = io.BytesIO()
    picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(png, "PNG", optimize=True)
    return png.getvalue()

"""Where a number comes from: the picture of its cell on the page of the published document."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from qzbudget.errors import SourceError, UsageError
from qzbudget.load import Dataset, load
from qzbudget.pages import open_document
from qzbudget.pages.picture import page_part
from qzbudget.shapes import Box


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
        box = Box(cell.x0, cell.top, cell.x1, cell.bottom)
        picture = page_part(document, int(cell.page), [box])
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

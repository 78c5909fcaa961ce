"""A row of any frame → where its number stands, in the words that cite it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

import pandas as pd

from qzbudget.cited.numbers import formula
from qzbudget.cited.places import BUDGET, Library, Place
from qzbudget.dataset.load import FOLDER, Dataset, load
from qzbudget.errors import UsageError
from qzbudget.locate import processed_folder
from qzbudget.naming import document_name
from qzbudget.wording import check_language, phrase

Row: TypeAlias = "Mapping[Any, Any] | pd.Series[Any]"
"""A row of any frame."""


def cite(row: Row, *, budget: Dataset | None = None, lang: str = "zh") -> str:
    """Return the sentence that cites one number: unit, year, table, page, cell, and the document's sha256.

    Parameters
    ----------
    row, budget, lang
        As in :func:`qzbudget.show_source`.

    Returns
    -------
    str
        Plain text.  A number that is computed from several cells names each of them.

    Raises
    ------
    UsageError
        If the row is of no such frame, or its dataset is not found.

    Examples
    --------
    >>> import qzbudget as qz
    >>> budget = qz.load("data/processed/青岛市人民政府办公厅-2023-budget-unit")  # doctest: +SKIP
    >>> qz.cite(budget.role("expenditure_summary").iloc[0])  # doctest: +SKIP
    '青岛市人民政府办公厅（本级）2023 年单位预算，公开表3 单位预算支出总表，第 13 页，…'
    """
    check_language(lang)
    refuse_frame(row)
    library = Library(budget or dataset_of(row), lang)
    cited = []
    for place in places_of(library, row):
        dataset = library.dataset(place.document_id) or library.budget
        cited.append(
            phrase(
                "cite",
                lang,
                document=document_name(dataset.document, lang),
                place=told(place, lang),
                cell=place.reference,
                file=dataset.source["path"],
                sha256=dataset.source["sha256"],
                reader=dataset.document["reader_version"],
            )
        )
    return "\n".join(cited)


def refuse_frame(row: object) -> None:
    """Refuse what is no row: a whole frame, or anything else."""
    if isinstance(row, pd.DataFrame):
        raise UsageError(f"给的是有 {len(row)} 行的整个表，应为其中一行，例如 frame.iloc[0]。")
    if not isinstance(row, (Mapping, pd.Series)):
        raise UsageError(f"给的是 {type(row).__name__}，应为数据里的一行，例如 budget.role(…).iloc[0]。")


def dataset_of(row: Row) -> Dataset:
    """Find the dataset that a row was taken from."""
    noted = getattr(row, "attrs", {}).get(FOLDER)
    if noted:
        return load(noted)
    document_id = row.get("document_id")
    if not isinstance(document_id, str):
        raise UsageError("不知道这一行属于哪个数据集：它没有 document_id。请用 budget=qz.load(…) 指明。")
    folder = processed_folder() / document_id
    if not folder.is_dir():
        raise UsageError(f"不知道这一行属于哪个数据集（找过 {folder}）。请用 budget=qz.load(…) 指明。")
    return load(folder)


def places_of(library: Library, row: Row) -> list[Place]:
    """Return where the number of a row stands, every cell of it."""
    references = [cell for text in _formulas(row) for cell in formula(text).cells]
    found = library.places(references)
    missing = [reference for reference in references if reference not in found]
    if missing or not references:
        known = "budget.amounts、budget.role(…)、qz.composition(…)、budget.statements、budget.projects、budget.targets、checks.csv"
        what = f"没有 {'、'.join(missing)} 这些格" if missing else "这一行没有写明在哪一格"
        raise UsageError(f"{library.budget.folder}：{what}。应为下列之一的一行：{known}。")
    return list(found.values())


def told(place: Place, lang: str) -> str:
    """Tell table, page, row, column, and what is printed there."""
    parts = [
        place.table,
        phrase("source.page", lang, page=place.page),
        phrase("source.row", lang, name=place.row) if place.row else "",
        phrase("source.column", lang, header=place.column) if place.column else "",
    ]
    mark = f" {phrase(place.doubt, lang)}" if place.doubt else ""
    return phrase("source.cell", lang, where=phrase("comma", lang).join(filter(None, parts)), printed=place.said(lang)) + mark


def _formulas(row: Row) -> Iterator[str]:
    """Yield the formula of a row; two of a check, which has two sides."""
    names = set(row.keys())
    if "cells" in names:
        yield str(row["cells"])
    elif {"left_where", "right_where"} <= names:
        yield from (str(row[side]) for side in ("left_where", "right_where") if not pd.isna(row[side]))
    elif "statement_id" in names:
        yield str(row["statement_id"])
    elif {"table_id", "row", "col"} <= names:
        yield f"{row['table_id']}:{row['row']}:{row['col']}"
    elif {"project_id", "row"} <= names:
        yield f"{row['project_id']}:{row['row']}"
    elif "project_id" in names:
        yield f"{row['project_id']}:{BUDGET}"

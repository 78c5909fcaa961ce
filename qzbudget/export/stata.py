"""A dataset → files for Stata (.dta, format 118: Stata 14 or newer, text in UTF-8)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd

from qzbudget.dataset.load import Dataset
from qzbudget.dataset.schema import AMOUNTS, RESOURCES, Column, columns
from qzbudget.errors import UsageError
from qzbudget.naming import document_name
from qzbudget.wording import check_language

LONGEST_NAME = 32
"""Characters of a variable's name that Stata takes."""

LONGEST_LABEL = 80
"""Characters of a label that Stata takes."""

LONGEST_STRING = 2045
"""Bytes of a plain string variable; longer ones are ``strL``."""

_EPOCH = datetime(1980, 1, 1)
"""A fixed time in place of now: the same dataset gives the same bytes."""


def to_stata(budget: Dataset, folder: str | Path, *, lang: str = "zh") -> list[Path]:
    """Write a dataset as files for Stata: ``amounts.dta`` with the amount cells of all tables, one for each other CSV.

    Parameters
    ----------
    budget : Dataset
        The dataset.
    folder : str or Path
        Where the files go.
    lang : {"zh", "en"}
        Language of the labels of data and variables.

    Returns
    -------
    list of Path
        The files.  Variables have the names of the columns; a number that is not reported is missing (``.``), a text that
        is not reported is ``""``; codes are strings; marks are 0 and 1.

    Examples
    --------
    >>> import qzbudget as qz
    >>> from qzbudget.export import to_stata
    >>> to_stata(qz.load("data/processed/甲局-2023-budget-unit"), "stata")  # doctest: +SKIP
    [PosixPath('stata/tables.dta'), PosixPath('stata/amounts.dta')]
    """
    check_language(lang)
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    label = document_name(budget.document, lang)[:LONGEST_LABEL]
    written = []
    for resource in RESOURCES:
        name = AMOUNTS.frame if resource is AMOUNTS else resource.name
        described = columns(resource)
        frame = getattr(budget, resource.frame)[[column.name for column in described]]
        _write(frame, described, folder / f"{name}.dta", label, lang)
        written.append(folder / f"{name}.dta")
    return written


def _write(frame: pd.DataFrame, described: Sequence[Column], path: Path, label: str, lang: str) -> None:
    long = [column.name for column in described if len(column.name) > LONGEST_NAME]
    if long:
        raise UsageError(
            f"{path}：列名 {'、'.join(long)} 超过 Stata 允许的 {LONGEST_NAME} 个字符。请改用 --xlsx 或 CSV。"
        )
    converted = pd.DataFrame({column.name: _converted(frame[column.name], column) for column in described})
    texts = [column.name for column in described if column.type == "string"]
    converted.to_stata(
        path,
        write_index=False,
        version=118,
        time_stamp=_EPOCH,
        data_label=label,
        variable_labels={
            column.name: (column.description_en if lang == "en" else column.description)[:LONGEST_LABEL]
            for column in described
        },
        convert_strl=[name for name in texts if converted[name].map(_bytes).max() > LONGEST_STRING],
    )


def _converted(values: pd.Series[Any], column: Column) -> pd.Series[Any]:
    match column.type:
        case "boolean":
            return values.astype("int8")
        case "integer" | "year" | "number":
            return values.astype("float64")
        case _:
            return values.astype(object).where(values.notna(), "").astype(object)


def _bytes(text: str) -> int:
    return len(text.encode("utf-8"))

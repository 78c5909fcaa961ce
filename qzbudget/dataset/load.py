"""A dataset folder → frames with the right dtypes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import pandas as pd

from qzbudget import terms
from qzbudget.dataset.descriptor import FILE_NAME
from qzbudget.dataset.schema import AMOUNTS, RESOURCES, Column, Resource, amount_columns, columns
from qzbudget.errors import DatasetError, UsageError

FEN = 2
"""Decimals of an amount in yuan."""

FOLDER = "folder"
"""What a frame of a dataset notes in its ``attrs``: the folder that it was loaded from."""


@dataclass(frozen=True, eq=False)
class Dataset:
    """One document as frames.

    Attributes
    ----------
    folder : Path
        The dataset folder.
    document : Mapping
        ``document_id``, ``unit_name``, ``unit_key``, ``unit_code``, ``place``, ``fiscal_year``, ``kind``, ``level``,
        ``reader_version``; None where the document does not say.
    source : Mapping
        ``title``, ``path`` (file name), ``sha256`` and ``pages`` of the PDF.
    tables : DataFrame
        One row per disclosure table, columns as in ``tables.csv``.
    amounts : DataFrame
        One row per amount cell of every table, columns as in ``tables/<role>.csv``, and from ``tables.csv``
        ``number_printed`` and ``proved``, so that no amount loses its mark.
    statements : DataFrame
        One row per figure that the narrative states, columns as in ``statements.csv``.
    projects : DataFrame
        One row per performance sheet, columns as in ``projects.csv``.
    targets : DataFrame
        One row per performance indicator, columns as in ``performance_targets.csv``; ``project_id`` leads to ``projects``.
    organisation : DataFrame
        One row per duty and per office, columns as in ``organisation.csv``.
    glossary : DataFrame
        One row per term that the document explains, columns as in ``glossary.csv``.
    checks : DataFrame
        One row per check of the ledger, columns as in ``checks.csv``; :func:`qzbudget.check` runs them anew.
    """

    folder: Path
    document: Mapping[str, Any]
    source: Mapping[str, Any]
    tables: pd.DataFrame
    amounts: pd.DataFrame
    statements: pd.DataFrame
    projects: pd.DataFrame
    targets: pd.DataFrame
    organisation: pd.DataFrame
    glossary: pd.DataFrame
    checks: pd.DataFrame

    def role(self, name: str) -> pd.DataFrame:
        """Return the amounts of every table of one role; no rows, but all columns, where the document has none.

        Parameters
        ----------
        name : str
            A role such as ``"expenditure_summary"``.

        Raises
        ------
        UsageError
            If there is no such role.
        """
        if name not in terms.knowledge().roles:
            near = get_close_matches(name, terms.knowledge().roles, n=1)
            hint = f"是不是 {near[0]!r}？" if near else ""
            raise UsageError(f"没有 {name!r} 这个角色。{hint}可用的有：{'、'.join(sorted(terms.knowledge().roles))}。")
        return self.amounts[self.amounts["role"] == name].reset_index(drop=True)


def load(folder: str | Path, *, exact: bool = False) -> Dataset:
    """Load a dataset folder.

    Parameters
    ----------
    folder : str or Path
        The folder that :func:`qzbudget.read` wrote; it holds ``datapackage.json``.
    exact : bool, default False
        Give amounts and boxes as :class:`decimal.Decimal` instead of float64.

    Returns
    -------
    Dataset
        Codes and names are strings, amounts are in yuan, float64 rounded to the fen (0.01 yuan), row, col and
        years are nullable Int64, marks are booleans.  NaN, ``<NA>`` or (with ``exact``) None is "not reported" and
        never stands for zero; ``amount_printed`` of a blank cell is ``""``.

    Raises
    ------
    DatasetError
        If the folder is missing or incomplete, or a value does not fit its column.

    Examples
    --------
    >>> import qzbudget as qz
    >>> budget = qz.load("data/processed/青岛市人民政府办公厅-2023-budget-unit")  # doctest: +SKIP
    >>> budget.role("three_public_expenses")[["item_name", "amount_yuan"]].head(1)  # doctest: +SKIP
      item_name  amount_yuan
    0        合计    4385000.0
    """
    folder = Path(folder)
    descriptor = _descriptor(folder)
    paths = [resource["path"] for resource in descriptor["resources"]]
    frames = {
        resource.frame: _amounts(folder, paths, exact) if resource is AMOUNTS else _frame(folder, resource, exact)
        for resource in RESOURCES
    }
    marks = frames["tables"][["table_id", "number_printed", "proved"]]
    frames["amounts"] = frames["amounts"].merge(marks, on="table_id", how="left", validate="many_to_one")
    for frame in frames.values():
        frame.attrs[FOLDER] = str(folder.resolve())
    return Dataset(folder=folder, document=descriptor["document"], source=descriptor["sources"][0], **frames)


def _descriptor(folder: Path) -> dict[str, Any]:
    path = folder / FILE_NAME
    if folder.is_file():
        raise DatasetError(f"{folder}：这是文件，不是数据集文件夹。PDF 请用 qzbudget.open(…) 或先运行 qzbudget read。")
    if not path.is_file():
        raise DatasetError(f"{folder}：不是数据集文件夹（没有 {FILE_NAME}）。请先运行 qzbudget read <PDF> 生成数据集。")
    try:
        descriptor = json.loads(path.read_text(encoding="utf-8"))
        descriptor["document"]["document_id"], descriptor["sources"][0]["sha256"]
        [resource["path"] for resource in descriptor["resources"]]
    except (ValueError, LookupError, TypeError) as error:
        raise DatasetError(
            f"{path}：内容损坏或不完整（{error}）。请重新运行 qzbudget read --force 生成数据集。"
        ) from error
    return dict(descriptor)


def _text(path: Path, described: Sequence[Column]) -> pd.DataFrame:
    """Read a CSV as text; an empty cell is missing, the words NA and null are not."""
    try:
        frame = pd.read_csv(path, dtype=str, keep_default_na=False, na_values=[""], encoding="utf-8")
    except (OSError, ValueError) as error:
        raise DatasetError(f"{path}：无法读取（{error}）。请重新运行 qzbudget read --force 生成数据集。") from error
    missing = [column.name for column in described if column.name not in frame.columns]
    if missing:
        raise DatasetError(f"{path}：缺少列 {'、'.join(missing)}。请用当前版本重新运行 qzbudget read --force。")
    return frame


def _frame(folder: Path, resource: Resource, exact: bool) -> pd.DataFrame:
    described = columns(resource)
    return _typed(_text(folder / f"{resource.name}.csv", described), described, folder, exact)


def _amounts(folder: Path, paths: Sequence[str], exact: bool) -> pd.DataFrame:
    """Read the CSV of every role into one frame that has every column that a role can have."""
    of_roles = [path for path in paths if Path(path).match(f"{AMOUNTS.name}.csv")]
    texts = [_text(folder / path, amount_columns(Path(path).stem)) for path in of_roles]
    every = columns(AMOUNTS)
    names = [column.name for column in every]
    frame = pd.concat([text.reindex(columns=names).astype(object) for text in texts]) if texts else None
    text = pd.DataFrame(columns=names, dtype=object) if frame is None else frame.reset_index(drop=True)
    typed = _typed(text, every, folder, exact)
    return typed.assign(amount_printed=typed["amount_printed"].fillna(""))


def _typed(text: pd.DataFrame, described: Sequence[Column], folder: Path, exact: bool) -> pd.DataFrame:
    typed = {}
    for column in described:
        try:
            typed[column.name] = _convert(text[column.name], column, exact)
        except (ValueError, KeyError, InvalidOperation) as error:
            raise DatasetError(
                f"{folder}：{column.name} 列有不是 {column.type} 的值（{error}）。请重新运行 qzbudget read --force。"
            ) from error
    return pd.DataFrame(typed)


def _convert(values: pd.Series[Any], column: Column, exact: bool) -> pd.Series[Any]:
    match column.type:
        case "integer" | "year":
            return pd.to_numeric(values).astype("Int64")
        case "boolean":
            return values.map({"true": True, "false": False}, na_action=None).astype("boolean").astype(bool)
        case "number" if exact:
            return values.map(lambda text: None if pd.isna(text) else Decimal(text)).astype(object)
        case "number" if column.unit == "元":
            return pd.to_numeric(values).astype("float64").round(FEN)
        case "number":
            return pd.to_numeric(values).astype("float64")
        case _:
            return values.astype("str" if _has_str_dtype() else object)


def _has_str_dtype() -> bool:
    """Tell whether this pandas infers its own ``str`` dtype; before 3.0 strings are Python objects."""
    return pd.Series(["a"]).dtype != object

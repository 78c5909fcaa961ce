"""A table of the document as it is printed: one row per line, one column per printed column."""

from __future__ import annotations

import pandas as pd

from qzbudget.amounts import YUAN_IN
from qzbudget.dataset.load import Dataset

CODE, NAME, SIDE = "编码", "名称", "收支"
SIDES = {"revenue": "收入", "expenditure": "支出"}


def printed_table(budget: Dataset, table_id: str | None, *, zeros: bool = False) -> pd.DataFrame:
    """Return a table as it is printed.

    Parameters
    ----------
    budget : Dataset
        A loaded dataset.
    table_id : str or None
        The identifier of the table; None for no table.
    zeros : bool, default False
        Keep the lines and columns that have no amount but zero.

    Returns
    -------
    DataFrame
        The index is the row of the table (of each side of a two-sided one); ``编码``, ``名称``, and one column of numbers per
        printed column, named by the last of its heads, in the money unit that is printed; NaN where a cell is blank.
        No rows where the table has no amounts.
    """
    cells = budget.amounts[(budget.amounts["table_id"] == table_id) & budget.amounts["measure"].notna()]
    if cells.empty:
        return pd.DataFrame(columns=[CODE, NAME])
    unit = float(YUAN_IN[str(cells["money_unit"].iloc[0])]) if cells["money_unit"].notna().any() else 1.0
    cells = cells.assign(amount=(cells["amount_yuan"].astype(float) / unit).round(6))
    sides = [side for side in SIDES if (cells["direction"] == side).any()]
    tables = [_side(cells[cells["direction"] == side], SIDES[side] if len(sides) > 1 else "") for side in sides]
    table = pd.concat(tables) if tables else _side(cells, "")
    return table if zeros else _without_zeros(table)


def _without_zeros(table: pd.DataFrame) -> pd.DataFrame:
    numbers = table.drop(columns=[CODE, NAME, SIDE], errors="ignore").fillna(0) != 0
    empty = list(numbers.columns[~numbers.any()]) if numbers.to_numpy().any() else []
    return table.loc[numbers.any(axis=1)].drop(columns=empty)


def _side(cells: pd.DataFrame, side: str) -> pd.DataFrame:
    lines = cells.drop_duplicates("row").set_index("row")
    grid = cells.pivot_table(index="row", columns="col", values="amount", aggfunc="first", dropna=False)
    grid = grid.reindex(lines.index).sort_index()
    heads = cells.drop_duplicates("col").set_index("col")["header"].astype(str)
    grid.columns = pd.Index(_apart([heads[col].split(" / ")[-1] for col in grid.columns], list(heads[grid.columns])))
    names = pd.DataFrame({CODE: lines["item_code"].fillna(""), NAME: lines["item_name"].fillna("")}).reindex(grid.index)
    if side:
        names.insert(0, SIDE, side)
    return pd.concat([names, grid], axis=1)


def _apart(short: list[str], full: list[str]) -> list[str]:
    """Use the whole head where the last of it names two columns; a number where even that does."""
    named = [name if short.count(name) == 1 else whole for name, whole in zip(short, full, strict=True)]
    return [
        name if named.count(name) == 1 else f"{name} {named[:place].count(name) + 1}"
        for place, name in enumerate(named)
    ]

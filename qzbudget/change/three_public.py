"""Change of the “three public” expenses (“三公”经费) by part."""

from __future__ import annotations

from typing import Any

import pandas as pd

from qzbudget.breakdown.cells import completed
from qzbudget.change.frame import changes
from qzbudget.change.printed import pairs, rows_of
from qzbudget.change.stated import stated_changes
from qzbudget.cited.numbers import difference_of, sum_of
from qzbudget.dataset.load import Dataset
from qzbudget.wording import label

ROLE = "three_public_expenses"
WHOLE = "three_public"
PARTS = (f"{WHOLE}.overseas", f"{WHOLE}.vehicles", f"{WHOLE}.reception")
BELOW = (f"{WHOLE}.vehicles.purchase", f"{WHOLE}.vehicles.operation")
ORDER = (WHOLE, PARTS[0], PARTS[1], *BELOW, PARTS[2])
"""The order in which documents print them."""


def three_public_changes(data: Dataset) -> pd.DataFrame:
    """Return this year's and last year's “three public” expenses, whole and parts.

    Parameters
    ----------
    data : Dataset
        A loaded dataset.

    Returns
    -------
    DataFrame
        A frame of changes with ``key`` as in :data:`ORDER`: from the table, where it prints last year, else from the
        narrative; the reasons are those of the narrative.  All rows have the same base.  No rows where neither tells.
    """
    stated = stated_changes(data.statements, data.document["fiscal_year"])
    stated = stated[stated["key"].isin(ORDER)]
    printed = _printed(data.amounts, data.document["unit_name"])
    return _in_order(_with_reasons(printed, stated) if not printed.empty else _of_one_base(stated))


def _in_order(found: pd.DataFrame) -> pd.DataFrame:
    rank = found["key"].map({key: place for place, key in enumerate(ORDER)})
    return found.loc[rank.sort_values(kind="stable").index].reset_index(drop=True)


def _of_one_base(stated: pd.DataFrame) -> pd.DataFrame:
    """Return the changes of that base which most of the parts are measured from, each part once."""
    counts = stated.groupby("base_kind", sort=False)["key"].nunique()
    if counts.empty:
        return stated
    chosen = stated[stated["base_kind"] == counts.idxmax()]
    return chosen.drop_duplicates("key")


def _with_reasons(printed: pd.DataFrame, stated: pd.DataFrame) -> pd.DataFrame:
    given = stated[stated["reason"] != ""].drop_duplicates("key")
    reasons = dict(zip(given["key"], given["reason"], strict=True))
    return printed.assign(reason=[reasons.get(key, "") for key in printed["key"]])


def _printed(amounts: pd.DataFrame, unit_name: str | None) -> pd.DataFrame:
    """Return the changes of the line that stands for the whole document; funds that split a part are added up."""
    cells = pairs(completed(amounts), ROLE)
    cells = cells[cells["measure"].str.match(r"total(?![a-z_])") & cells["amount_yuan"].notna()]
    cells = cells[cells["amount_yuan_last"].notna()]
    if cells.empty:
        return changes([])
    cells = cells.assign(key=terms_of(cells))
    cells = cells[cells["key"].notna()]
    split = cells["measure"].str.contains("@", regex=False)
    whole = set(cells.loc[~split, "key"])
    cells = cells[~split | ~cells["key"].isin(whole)]
    chosen = pd.concat([chosen_line(rows, unit_name) for _, rows in cells.groupby("key", sort=False)] or [cells])
    named = [{"key": key, "name": label(key, "zh") or key, "code": None} for key in chosen["key"]]
    return _added_up(changes(row | name for row, name in zip(rows_of(chosen), named, strict=True)))


def terms_of(cells: pd.DataFrame) -> pd.Series[str]:
    """Return which of the expenses each cell is about, by its line or by its column."""
    measure = cells["measure"].str.split("@").str[0]
    named = f"total.{WHOLE}"
    column = named if (measure == named).any() else "total"
    of_parts = cells["concept"].isin([*PARTS, *BELOW])
    in_lines = bool((of_parts & (measure == column)).any())
    is_whole = cells["concept"].isna() & (measure == column)
    is_whole &= (cells["row_type"] == "total") if in_lines else True
    terms = cells["concept"].astype(object).where(cells["concept"].isin(ORDER))
    return terms.fillna(pd.Series(WHOLE, index=cells.index, dtype=object).where(is_whole))


def chosen_line(cells: pd.DataFrame, unit_name: str | None) -> pd.DataFrame:
    """Return the line that stands for the whole document: the total, the only line, else that of the document's unit."""
    totals = cells[cells["row_type"] == "total"]
    of = totals if not totals.empty else cells
    if len(of["row"].unique()) > 1:
        of = of[of["unit_name"] == unit_name]
    return of if len(of["row"].unique()) == 1 else of.head(0)


def _added_up(found: pd.DataFrame) -> pd.DataFrame:
    """Add up the amounts of each expense that stand in several columns."""
    return changes(
        {
            **_first(rows),
            "amount_yuan": rows["amount_yuan"].sum(),
            "base_yuan": rows["base_yuan"].sum(),
            "change_yuan": None,
            "change_pct": None,
            "proved": rows["proved"].all(),
            "amount_cells": sum_of(rows["amount_cells"]),
            "base_cells": sum_of(rows["base_cells"]),
            "change_cells": difference_of(sum_of(rows["amount_cells"]), sum_of(rows["base_cells"])),
        }
        for _, rows in found.groupby("key", sort=False)
    )


def _first(rows: pd.DataFrame) -> dict[str, Any]:
    return {str(name): value for name, value in rows.iloc[0].items()}

"""Changes between the columns (or rows) of this year and of last year in one table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from qzbudget.breakdown.cells import completed, current
from qzbudget.change.frame import changes
from qzbudget.cited.numbers import difference_of

BASE_OF = {"approved": "prior_budget", "executed": "prior_executed", "prior_year": "prior_unspecified"}
"""What last year's column is a base of, by its phase."""

WHOLE, CHANGE = "total", "change"
"""The column of the amounts, and the one that prints their change."""

_BESIDE = ("amount_yuan_last", "cell_last", "phase_last")
_LINE = ["unit_name", "line", "measure"]


def printed_changes(amounts: pd.DataFrame, role: str, measure: str = "total") -> pd.DataFrame:
    """Compare this year's amounts of a table with those that it prints of last year.

    Parameters
    ----------
    amounts : DataFrame
        As ``Dataset.amounts``.
    role : str
        The role of the table.
    measure : str, default "total"
        The column.

    Returns
    -------
    DataFrame
        A frame of changes, one row for each line of which one of both years is printed; no rows where the document prints no last
        year in such a table, or has several such tables.
    """
    cells = pairs(amounts, role)
    return changes(_row(pair) for pair in cells[cells["measure"] == measure].to_dict("records"))


def pairs(amounts: pd.DataFrame, role: str) -> pd.DataFrame:
    """Return each amount of this year beside the one of last year in the same table, its columns with ``_last``.

    Lines are told apart by their row; where last year has rows of its own, by unit, line and measure.  One of the two
    can be blank, which is not zero; ``change_yuan`` is the printed change of the line, where there is such a column.
    """
    frame = completed(amounts)
    table = frame[frame["role"] == role]
    filled = table[table["amount_yuan"].notna()]
    own = current(filled)
    last_year = own["fiscal_year"].max() - 1 if len(own) and own["fiscal_year"].notna().all() else None
    if last_year is None or len(filled["table_id"].unique()) != 1:
        return table.head(0).assign(**dict.fromkeys(_BESIDE), cell=None, change_yuan=None)
    table = table.assign(cell=_named(table), line=_lines(table))
    last = table[table["fiscal_year"] == last_year]
    own = table[table["fiscal_year"].eq(last_year + 1) & table["phase"].isin(own["phase"])]
    for key in (["row", "measure"], _LINE):
        once = [side[~side.duplicated(key, keep=False)] for side in (own, last)]
        found = once[0].merge(once[1][[*key, "amount_yuan", "cell", "phase"]], on=key, suffixes=("", "_last"))
        if not found.empty:
            printed = own[own["measure"] == CHANGE].drop_duplicates("row").set_index("row")["amount_yuan"]
            found = found.assign(change_yuan=found["row"].map(printed).where(found["measure"] == WHOLE))
            return found[found["amount_yuan"].notna() | found["amount_yuan_last"].notna()]
    return own.head(0).assign(**dict.fromkeys(_BESIDE), change_yuan=None)


def _named(cells: pd.DataFrame) -> pd.Series[str]:
    return cells["table_id"] + ":" + cells["row"].astype(str) + ":" + cells["col"].astype(str)


def _lines(cells: pd.DataFrame) -> pd.Series[Any]:
    """Return what tells a line from the others: its code or term; empty where its name is a year or a unit."""
    code, inferred, concept = (cells[name].astype(object) for name in ("item_code", "code_inferred", "concept"))
    return code.fillna(inferred).fillna(concept).fillna("")


def _row(pair: dict[Any, Any]) -> dict[str, Any]:
    year = int(pair["fiscal_year"])
    code = next((c for c in (pair["item_code"], pair["code_inferred"]) if isinstance(c, str) and c), None)
    return {
        "document_id": pair["document_id"],
        "key": "total"
        if pair["row_type"] == "total"
        else code or (pair["concept"] if isinstance(pair["concept"], str) else pair["item_name"]),
        "name": pair["item_name"],
        "code": code,
        "amount_yuan": pair["amount_yuan"],
        "base_yuan": pair["amount_yuan_last"],
        "change_yuan": pair["change_yuan"] if _is_blank(pair) else None,
        "listed": _listed(pair),
        "base_kind": BASE_OF.get(str(pair["phase_last"]), "prior_unspecified"),
        "year": year,
        "base_year": year - 1,
        "role": pair["role"],
        "number_printed": pair["number_printed"],
        "page": pair["page"],
        "proved": bool(pd.isna(pair["proved"]) or pair["proved"]),
        "amount_cells": pair["cell"],
        "base_cells": pair["cell_last"],
        "change_cells": difference_of(str(pair["cell"]), str(pair["cell_last"])),
    }


def _is_blank(pair: dict[Any, Any]) -> bool:
    return bool(pd.isna(pair["amount_yuan"]) or pd.isna(pair["amount_yuan_last"]))


def _listed(pair: dict[Any, Any]) -> str:
    return "gone" if pd.isna(pair["amount_yuan"]) else "new" if pd.isna(pair["amount_yuan_last"]) else "both"


def rows_of(found: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Yield the row of a frame of changes for each pair of cells."""
    yield from map(_row, found.to_dict("records"))

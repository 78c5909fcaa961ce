"""The “three public” expenses (“三公”经费) of the year that a document is about."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from qzbudget.breakdown.cells import completed, current
from qzbudget.change.three_public import ROLE, WHOLE, chosen_line, terms_of
from qzbudget.dataset.load import FEN, Dataset


@dataclass(frozen=True, slots=True)
class Expense:
    """An amount in yuan with its cells."""

    yuan: float
    cells: str
    proved: bool


def three_public_cells(data: Dataset) -> Expense | None:
    """Return the whole of the “three public” expenses: from the table, else the one amount that the narrative states.

    Returns
    -------
    Expense or None
        None where neither prints it, where the table is of another year than the document, or where the narrative states
        several amounts.
    """
    cells = printed(data.amounts, data.document["unit_name"], data.document["fiscal_year"])
    if not cells.empty:
        return Expense(round(float(cells["amount_yuan"].sum()), FEN), "+".join(_named(cells)), bool(cells["proved"].fillna(True).all()))
    stated = data.statements[(data.statements["concept"] == WHOLE) & (data.statements["measure"] == "budget")]
    stated = stated[stated["amount_yuan"].notna()]
    if len(set(stated["amount_yuan"])) != 1:
        return None
    first = stated.iloc[0]
    return Expense(float(first["amount_yuan"]), str(first["statement_id"]), proved=pd.notna(first["proved_by"]))


def printed(amounts: pd.DataFrame, unit_name: str | None, year: int | None) -> pd.DataFrame:
    """Return the cells that make the whole; those of funds are added up where no cell holds them all."""
    frame = completed(amounts)
    table = frame[frame["role"] == ROLE]
    if len(table["table_id"].unique()) != 1:
        return table.head(0)
    cells = current(table)
    of_year = cells["fiscal_year"].isna() | (cells["fiscal_year"] == year)
    cells = cells[of_year & cells["measure"].str.match(r"total(?![a-z_])") & cells["amount_yuan"].notna()]
    cells = cells[terms_of(cells) == WHOLE] if len(cells) else cells
    split = cells["measure"].str.contains("@", regex=False)
    chosen = chosen_line(cells[~split] if (~split).any() else cells, unit_name)
    return chosen.drop_duplicates("measure")


def _named(cells: pd.DataFrame) -> pd.Series[str]:
    return cells["table_id"] + ":" + cells["row"].astype(str) + ":" + cells["col"].astype(str)

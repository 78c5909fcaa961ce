"""Functions of each kind of expenditure, from tables that print both at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from qzbudget.breakdown.composition import composition
from qzbudget.cited.numbers import sum_of
from qzbudget.dataset.load import FEN


def functions_of_kinds(frame: pd.DataFrame, kinds: pd.DataFrame, level: str = "class") -> list[tuple[dict[str, Any], pd.DataFrame]]:
    """Return for each kind of expenditure the functions that its own table prints, none where it prints none.

    A kind without a column of its own is added up from the columns of its parts.

    Parameters
    ----------
    frame : DataFrame
        Amount cells.
    kinds : DataFrame
        Their composition by ``"kind"``.
    level : {"class", "section", "item"}
        Level of the functional classification.
    """
    tables = {table: frame[frame["table_id"] == table] for table in kinds["table_id"].unique()}
    rows = [{str(name): value for name, value in kind.items()} for kind in kinds.to_dict("records")]
    return [(kind, _functions_of(tables[kind["table_id"]], str(kind["code"]), level)) for kind in rows]


def _functions_of(table: pd.DataFrame, measure: str, level: str) -> pd.DataFrame:
    columns = table["measure"].dropna().unique()
    if measure in columns:
        return composition(table, "function", measure=measure, level=level)
    below = [column for column in columns if column.startswith(f"{measure}.") and "@" not in column[len(measure) :]]
    innermost = [column for column in below if not any(column.startswith(f"{other}.") for other in below)]
    found = [composition(table, "function", measure=column, level=level) for column in innermost]
    found = [part for part in found if len(part)]
    return _added_up(found, measure) if found else composition(table.head(0), "function")


def _added_up(found: Sequence[pd.DataFrame], measure: str) -> pd.DataFrame:
    """Add up the compositions of the parts of a measure."""
    whole = round(sum(float(part["whole_yuan"].iloc[0]) for part in found), FEN)
    groups = pd.concat(found).groupby("code", sort=False)
    amounts, cells = groups["amount_yuan"].sum().round(FEN), groups["cells"].agg("+".join)
    summed = groups.head(1).set_index("code").assign(amount_yuan=amounts, cells=cells)
    ranked = summed.reset_index().sort_values("amount_yuan", ascending=False, kind="stable", ignore_index=True)
    return ranked.assign(
        rank=range(1, len(ranked) + 1),
        share_pct=ranked["amount_yuan"].astype(float) / whole * 100 if whole else float("nan"),
        whole_yuan=whole,
        whole_cells=sum_of(part["whole_cells"].iloc[0] for part in found),
        measure=measure,
        row=pd.array([pd.NA] * len(ranked), dtype="Int64"),
        col=pd.array([pd.NA] * len(ranked), dtype="Int64"),
    )

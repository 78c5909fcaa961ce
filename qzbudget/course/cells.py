"""Amounts that several exercises ask about."""

from __future__ import annotations

import pandas as pd

from qzbudget.breakdown.cells import current
from qzbudget.breakdown.composition import composition
from qzbudget.course.goals import Slip
from qzbudget.dataset.load import Dataset
from qzbudget.naming import table_of
from qzbudget.terms import knowledge

FEN_YUAN = 0.005
BESIDE_TABLES = ("other", "performance_target")


def disclosure_tables(budget: Dataset) -> pd.DataFrame:
    """Return the tables of known roles, the performance sheets left out."""
    return budget.tables[~budget.tables["role"].isin(BESIDE_TABLES)]


def table_spellings(budget: Dataset) -> dict[str, tuple[str, ...]]:
    """Return how each table can be named: number, bare number, title, role, name of the role."""
    spellings = {}
    for table in disclosure_tables(budget).itertuples(index=False):
        number = table.number_printed if isinstance(table.number_printed, str) else ""
        bare = "".join(letter for letter in number if letter.isdigit()).lstrip("0")
        role = knowledge().roles[str(table.role)]
        ways = (
            number,
            bare,
            f"表{bare}" if bare else "",
            str(table.title_printed),
            str(table.role),
            role.name,
            role.name_en,
        )
        spellings[str(table.table_id)] = tuple(way for way in ways if way and way != "nan")
    return spellings


def of_kind(budget: Dataset, kind: str) -> float | None:
    """Return the printed total of basic or project expenditure; None where no table prints it."""
    kinds = composition(budget, "kind", zeros=True)
    found = kinds[kinds["code"].astype(str).str.endswith(f".{kind}")]
    return None if found.empty else float(found["amount_yuan"].iloc[0])


def whole(budget: Dataset) -> float | None:
    """Return the printed total of expenditure; None where no table prints it."""
    composed = composition(budget, "function")
    return None if composed.empty else float(composed["whole_yuan"].iloc[0])


def role_in_words(budget: Dataset, role: str, lang: str) -> str:
    """Return the number that a table of a role prints, else the role's name."""
    found = budget.tables.loc[budget.tables["role"] == role, "number_printed"]
    return table_of(role, None if found.empty else found.iloc[0], lang)


def of_concept(budget: Dataset, concept: str) -> pd.DataFrame:
    """Return the cells of a line such as ``three_public.reception`` in the column that is the whole, this year's."""
    cells = budget.role("three_public_expenses")
    found = current(cells)
    return found[(found["concept"] == concept) & (found["measure"] == "total") & found["amount_yuan"].notna()]


def apart(right: float, slips: tuple[Slip, ...]) -> tuple[Slip, ...]:
    """Drop the slips that are the right answer in this document, and those that are nothing."""
    return tuple(slip for slip in slips if abs(slip.value - right) > FEN_YUAN and slip.value)

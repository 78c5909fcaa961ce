"""The parts of a whole, in the three ways in which tables print them: as codes, as lines, as columns."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources

import pandas as pd

from qzbudget.breakdown.cells import column_of, printed_total, whole_measure
from qzbudget.codebook.book import name_of
from qzbudget.terms import REVENUE
from qzbudget.wording import label

DIGITS = {"class": 3, "section": 5, "item": 7}
"""Length of a classification code at each level."""

SUMS = ("total", "subtotal")
SUM_WORDS = ("小计", "合计")
"""Header words that do not say of what a column is the sum."""

_CODE_COLUMNS = (
    ("item_code", "item_name"),
    ("code_inferred", "item_name"),
    ("functional_code", "functional_name"),
    ("department_code", "department_name"),
    ("government_code", "government_name"),
)


@dataclass(frozen=True, slots=True)
class Recipe:
    """Where the parts of a composition can be found: in tables of which role, in which of the three ways."""

    by: str
    role: str
    way: str
    key: str


@cache
def recipes() -> tuple[Recipe, ...]:
    """All recipes; of one composition, the most telling table first."""
    text = (resources.files("qzbudget.knowledge") / "compositions.csv").read_text(encoding="utf-8")
    return tuple(Recipe(row["by"], row["role"], row["way"], row["key"]) for row in csv.DictReader(text.splitlines()))


@dataclass(frozen=True, eq=False)
class Parts:
    """The cells of one table that make up a composition, and the cells that print their whole.

    ``cells`` has ``part`` (by which cells belong together), ``part_name``, and ``part_code`` (code, measure or concept).
    """

    cells: pd.DataFrame
    whole: pd.DataFrame


def parts(table: pd.DataFrame, recipe: Recipe, measure: str | None, level: str) -> Parts | None:
    """Return the parts that one table prints.

    Parameters
    ----------
    table : DataFrame
        The amount cells of one table about one year.
    recipe : Recipe
        How its parts are printed.
    measure : str or None
        The column to break down; None for the column that is the whole.
    level : {"class", "section", "item"}
        Level of the classification; only codes have one.

    Returns
    -------
    Parts or None
        None where this table does not print such parts.
    """
    side = table[_is_on_side(table["direction"], recipe)]
    whole = measure or whole_measure(side["measure"].dropna().unique())
    if whole is None:
        return None
    if recipe.way == "columns":
        return _columns(side, whole, recipe.key)
    column = column_of(side, whole)
    cells = _codes(column, recipe.key, DIGITS[level]) if recipe.way == "codes" else _lines(column)
    return Parts(cells, _whole_of(cells, column)) if cells["amount_yuan"].notna().any() else None


def _is_on_side(direction: pd.Series[str], recipe: Recipe) -> pd.Series[bool]:
    if recipe.way == "lines":
        return direction == recipe.key
    return (direction != REVENUE).fillna(True) if recipe.way == "codes" else direction.isna() | True


def _whole_of(cells: pd.DataFrame, column: pd.DataFrame) -> pd.DataFrame:
    """Return the sum that the cells are the parts of: the subtotal that they share, else the total of the column."""
    above = cells["parent_row"].unique()
    shared = column[(column["row"] == above[0]) & column["amount_yuan"].notna()] if len(above) == 1 else column.head(0)
    sums = shared[shared["row_type"].isin(SUMS)]
    return printed_total(column[column["row_type"] == "total"]) if sums.empty else sums


def _lines(column: pd.DataFrame) -> pd.DataFrame:
    """Lines that are part of nothing but a total or subtotal."""
    sums = column.loc[column["row_type"].isin(SUMS), "row"]
    outer = column["parent_row"].isna() | column["parent_row"].isin(sums)
    lines = column[outer & ~column["row_type"].isin([*SUMS, "of_which"])]
    return lines.assign(part=lines["item_name"], part_name=lines["item_name"], part_code=lines["concept"])


def _columns(table: pd.DataFrame, whole: str, key: str) -> Parts | None:
    """Cells of the total in the columns that split a measure; parts without a column of their own are added up."""
    of = whole if not key or whole.endswith(f".{key}") else f"{whole}.{key}"
    below = [m for m in table["measure"].dropna().unique() if m.startswith(f"{of}.") and "@" not in m[len(of) :]]
    innermost = [m for m in below if not any(m.startswith(f"{other}.") for other in below)]
    found = [_part_cells(table, of, measure) for measure in innermost]
    found = [cells for cells in found if not cells.empty]
    cells = pd.concat(found) if found else table.head(0)
    return Parts(cells, printed_total(column_of(table, of))) if cells["amount_yuan"].notna().any() else None


def _part_cells(table: pd.DataFrame, of: str, measure: str) -> pd.DataFrame:
    step = measure[len(of) + 1 :].partition(".")[0]
    part = f"{of}.{step}"
    cells = printed_total(column_of(table, measure))
    printed = cells["header"].str.split(" / ").str[-1]
    own = (measure == part) & ~printed.isin(SUM_WORDS)
    return cells.assign(part=part, part_name=printed.where(own, label(step, "zh") or name_of(step) or step), part_code=part)


def _codes(column: pd.DataFrame, scheme: str, digits: int) -> pd.DataFrame:
    """Rows of a classification at one level; where a level is not printed, the rows below it, or the one above."""
    coded = _without_repeats(_coded(column, scheme))
    size = coded["part"].str.len()
    if not (size >= min(digits, DIGITS["section"])).any():
        return coded.head(0)
    printed = coded[size == digits]
    above = coded["part"].str[:digits]
    last = ~_has_parts(coded)
    rest = coded[last & (size != digits) & ~above.isin(printed["part"])]
    names = dict(zip(coded["part"], coded["part_name"], strict=True))
    rest = rest.assign(part=rest["part"].str[:digits])
    chosen = pd.concat([printed, rest]).sort_values("row")
    named = [names.get(code) or name_of(code) or code for code in chosen["part"]]
    return chosen.assign(part_name=named, part_code=chosen["part"])


def _coded(column: pd.DataFrame, scheme: str) -> pd.DataFrame:
    """Rows with a code of a classification; schemes differ in the first digit."""
    code = pd.Series(pd.NA, index=column.index, dtype=object)
    name = pd.Series(pd.NA, index=column.index, dtype=object)
    for code_column, name_column in _CODE_COLUMNS:
        candidate = column[code_column].astype(object)
        fits = candidate.map(lambda text: _is_code(text, scheme)) & code.isna()
        own = code_column in ("item_code", "code_inferred") or column["is_leaf"].fillna(False).astype(bool)
        fits &= own
        code = code.where(~fits, candidate)
        name = name.where(~fits, column[name_column].astype(object))
    rows = column.assign(part=code, part_name=name)[code.notna() & (column["row_type"] != "of_which")]
    return rows.astype({"part": str})


def _is_code(text: object, scheme: str) -> bool:
    return isinstance(text, str) and text.isdigit() and len(text) in DIGITS.values() and text.startswith(scheme)


def _without_repeats(coded: pd.DataFrame) -> pd.DataFrame:
    """Drop the lines below a row of the same code: a project under its item repeats the item's code."""
    code_of = dict(zip(coded["row"], coded["part"], strict=True))
    pairs = zip(coded["parent_row"], coded["part"], strict=True)
    return coded[pd.Series([code_of.get(parent) != part for parent, part in pairs], index=coded.index, dtype=bool)]


def _has_parts(coded: pd.DataFrame) -> pd.Series[bool]:
    """Tell which rows have rows below them by their codes, within the same unit."""
    unit = coded["unit_name"].fillna("")
    codes = {u: tuple(c) for u, c in coded.groupby(unit)["part"].unique().items()}
    pairs = zip(unit, coded["part"], strict=True)
    longer = [any(other != code and other.startswith(code) for other in codes[of]) for of, code in pairs]
    return pd.Series(longer, index=coded.index, dtype=bool)

"""The amounts of one classification at the finest level that is printed, and what coarser levels hold beyond it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, TypeVar

import pandas as pd

from qzbudget.amounts import YUAN_IN
from qzbudget.breakdown.composition import PRINTED_STEP, best_parts
from qzbudget.breakdown.parts import Parts
from qzbudget.dataset.load import FEN, Dataset

T = TypeVar("T")

LEVELS: Mapping[str, tuple[str, ...]] = {
    "function": ("class", "section", "item"),
    "department_economic": ("class", "section"),
    "government_economic": ("class", "section"),
}
"""Levels of each classification, the coarsest first."""


@dataclass(frozen=True, slots=True)
class Share:
    """An amount with the one code that it is booked under.

    ``cells`` is the sum that it comes from: cells as ``table_id:row:col``, joined by ``+``, and by ``-`` where a coarser
    row holds more than the rows below it.
    """

    code: str
    name: str
    amount: Any
    cells: str
    year: int | None
    unit: str | None
    document_id: Any
    role: str
    measure: str
    table_id: str
    page: int | None
    number_printed: str | None
    proved: bool | None


@dataclass(frozen=True, slots=True)
class Shares:
    """The shares of a whole, and the whole as printed: amount, cells and page (None, empty, None where none is printed)."""

    shares: tuple[Share, ...]
    whole: Any
    whole_cells: str
    whole_page: int | None


def shares_of(data: Dataset | pd.DataFrame, by: str, measure: str | None = None) -> Shares | None:
    """Return the amounts of a classification, each counted once.

    Parameters
    ----------
    data : Dataset or DataFrame
        A dataset, or amount cells as in ``Dataset.amounts``.
    by : {"function", "department_economic", "government_economic"}
        The classification.
    measure : str, optional
        The column; by default the one that is the whole.

    Returns
    -------
    Shares or None
        The rows of the finest level; and where a row of a coarser level holds more than those below it (lines that are
        withheld) or less (lines printed twice), the difference under the coarser code.  Levels may stand in different
        tables as long as those print the same total.  None where no table has such a classification.
    """
    found = [parts for level in LEVELS[by] if (parts := best_parts(data, by, measure, level)) is not None]
    if not found:
        return None
    first = found[0]
    levels = [parts for parts in found if _total(parts) == _total(first)]
    finest = levels[-1].cells
    shares = [_printed(cell) for cell in nonzero(finest).to_dict("records")]
    for coarse, fine in pairwise(levels):
        shares += _beyond(coarse.cells, fine.cells)
    printed = _records(first.whole[first.whole["amount_yuan"].notna()])
    if not printed:
        return Shares(tuple(shares), None, "", None)
    return Shares(tuple(shares), _total(first), "+".join(map(place_of, printed)), _known(printed[0]["page"], int))


def place_of(cell: Mapping[Hashable, Any]) -> str:
    """Name a cell as ``table_id:row:col``."""
    return f"{cell['table_id']}:{cell['row']}:{cell['col']}"


def _printed(cell: Mapping[Hashable, Any]) -> Share:
    return Share(
        code=str(cell["part"]),
        name=str(cell["part_name"]),
        amount=cell["amount_yuan"],
        cells=place_of(cell),
        year=_known(cell["fiscal_year"], int),
        unit=_known(cell["unit_name"], str),
        document_id=cell["document_id"],
        role=str(cell["role"]),
        measure=str(cell["measure"]),
        table_id=str(cell["table_id"]),
        page=_known(cell["page"], int),
        number_printed=_known(cell["number_printed"], str),
        proved=_known(cell["proved"], bool),
    )


def _known(value: Any, kind: Callable[[Any], T]) -> T | None:
    return None if pd.isna(value) else kind(value)


def _beyond(coarse: pd.DataFrame, fine: pd.DataFrame) -> Iterator[Share]:
    """Yield what each coarser code holds more, or less, than the codes below it, but for the rounding of the cells."""
    for code, held in coarse[coarse["amount_yuan"].notna()].groupby("part", sort=False):
        below = fine[fine["part"].str.startswith(str(code)) & fine["amount_yuan"].notna()]
        difference = round(held["amount_yuan"].sum() - below["amount_yuan"].sum(), FEN)
        if abs(float(difference)) <= rounding(held) + rounding(below):
            continue
        cells = "-".join(["+".join(map(place_of, _records(held))), *map(place_of, _records(nonzero(below)))])
        yield replace(_printed(_records(held)[0]), amount=difference, cells=cells)


def rounding(cells: pd.DataFrame) -> float:
    """Return what the rounding of the printed amounts can make up: half a printed digit for each."""
    return sum(float(YUAN_IN[unit]) * PRINTED_STEP / 2 for unit in cells["money_unit"].dropna())


def _total(parts: Parts) -> Any:
    printed = parts.whole[parts.whole["amount_yuan"].notna()]
    return round((printed if len(printed) else parts.cells)["amount_yuan"].sum(), FEN)


def nonzero(cells: pd.DataFrame) -> pd.DataFrame:
    """Drop what is not reported, and what is reported as zero unless everything is."""
    reported = cells[cells["amount_yuan"].notna()]
    counts = reported["amount_yuan"] != 0
    return reported[counts] if counts.any() else reported


def _records(cells: pd.DataFrame) -> Sequence[Mapping[Hashable, Any]]:
    return cells.to_dict("records")

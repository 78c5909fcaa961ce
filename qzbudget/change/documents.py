"""Two documents of one unit: this year's against last year's, the budget against the final accounts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from qzbudget.breakdown.analysis import unlisted
from qzbudget.breakdown.composition import composition
from qzbudget.breakdown.parts import recipes
from qzbudget.change.frame import changes
from qzbudget.change.recoded import renamed
from qzbudget.cited.numbers import difference_of
from qzbudget.dataset.descriptor import FILE_NAME
from qzbudget.dataset.load import Dataset, load
from qzbudget.errors import DatasetError, UsageError
from qzbudget.source import open_source

FINAL = "final_accounts"
_CELLS = ("cells", "whole_cells")


@dataclass(frozen=True)
class Related:
    """Documents of one unit and level, by year; ``strangers`` were given too, but are of another unit or level."""

    own: Dataset
    others: tuple[Dataset, ...]
    strangers: tuple[Dataset, ...] = ()

    @property
    def every(self) -> tuple[Dataset, ...]:
        """All documents of the unit, the earliest first, a budget before the final accounts of its year."""
        return tuple(sorted((self.own, *self.others), key=_place))


def _place(data: Dataset) -> tuple[int, bool]:
    return int(data.document["fiscal_year"] or 0), data.document["kind"] == FINAL


def related(budget: Dataset, sources: Sequence[str | Path] = ()) -> Related:
    """Find the other documents of a unit: those given, and the datasets that stand beside its own.

    Parameters
    ----------
    budget : Dataset
        The document.
    sources : sequence of path, optional
        PDFs or dataset folders, as :func:`qzbudget.open` takes them.

    Returns
    -------
    Related
        Documents without a year, and the document itself, are left out; so are later ones that say the same of a year.

    Raises
    ------
    SourceError, DatasetError
        If one of the given sources cannot be opened.
    """
    given = [open_source(source) for source in sources]
    kin = [data for data in (*given, *_beside(budget)) if _is_kin(data, budget)]
    by_key = {_key(data): data for data in reversed(kin) if data.document["fiscal_year"] and _key(data) != _key(budget)}
    others = sorted(by_key.values(), key=_place)
    strangers = [data for data in given if not _is_kin(data, budget)]
    return Related(budget, tuple(others), tuple(strangers))


def _key(data: Dataset) -> tuple[object, object]:
    return data.document["fiscal_year"], data.document["kind"]


def _is_kin(data: Dataset, budget: Dataset) -> bool:
    names = [(d.document["unit_key"], d.document["level"]) for d in (data, budget)]
    return names[0] == names[1] and names[0][0] is not None


def _beside(budget: Dataset) -> Iterator[Dataset]:
    """Yield the datasets of the same unit that stand in the same folder; one that cannot be loaded is no evidence."""
    unit = str(budget.document["unit_key"])
    for path in sorted(budget.folder.resolve().parent.glob(f"*/{FILE_NAME}")):
        if path.parent != budget.folder.resolve() and unit in path.read_text(encoding="utf-8"):
            try:
                yield load(path.parent)
            except DatasetError:
                continue


def previous(documents: Related) -> Dataset | None:
    """Return last year's document: of the same kind where there is one, else of the other; None where there is none.

    Examples
    --------
    A budget is compared with last year's budget, and only without one with last year's final accounts.
    """
    own = documents.own.document
    last = [d for d in documents.others if own["fiscal_year"] and d.document["fiscal_year"] == own["fiscal_year"] - 1]
    return min(last, key=lambda d: d.document["kind"] != own["kind"], default=None)


def execution(documents: Related) -> tuple[Dataset, Dataset] | None:
    """Return budget and final accounts of the same year, of the latest year that has both; None where none has."""
    by_key = {(d.document["fiscal_year"], d.document["kind"]): d for d in documents.every}
    years = sorted({year for year, _ in by_key if {(year, FINAL), (year, "budget")} <= by_key.keys()})
    return (by_key[years[-1], "budget"], by_key[years[-1], FINAL]) if years else None


def between(earlier: Dataset, later: Dataset, by: str = "function", level: str = "class") -> pd.DataFrame:
    """Compare the same composition of two documents, line by line.

    Parameters
    ----------
    earlier, later : Dataset
        Two documents of one unit; of the same year, the budget and the final accounts.
    by, level : str
        As in :func:`qzbudget.composition`.

    Returns
    -------
    DataFrame
        A frame of changes; the last row, with key ``"total"``, is the whole.  Both sides are taken from tables of the same
        role and from the same column; where there is no such pair there are no rows.  A line that only one side prints is
        ``new`` or ``gone`` with zero on the other side where that side lists all of its whole, else its amount there is
        not reported.  ``renamed_from`` marks codes that stand for something else.

    Raises
    ------
    UsageError
        If the documents are neither of the same year nor of two years that follow each other.
    """
    years = [data.document["fiscal_year"] for data in (earlier, later)]
    if None in years or years[1] - years[0] not in (0, 1):
        names = "、".join(
            f"{data.document['document_id']}（{year}）" for data, year in zip((earlier, later), years, strict=True)
        )
        raise UsageError(f"{names}：只比较同一年或相邻两年的文件。请换成上一年的文件。")
    for role in dict.fromkeys(recipe.role for recipe in recipes() if recipe.by == by):
        sides = [
            composition(d.amounts[d.amounts["role"] == role], by, level=level, zeros=True) for d in (earlier, later)
        ]
        if not sides[0].empty and not sides[1].empty and sides[0]["measure"].iloc[0] == sides[1]["measure"].iloc[0]:
            return _compared(earlier, later, sides[0], sides[1])
    return changes([])


def _compared(earlier: Dataset, later: Dataset, base: pd.DataFrame, own: pd.DataFrame) -> pd.DataFrame:
    names = dict(zip(base["code"], base["name"], strict=True))
    context = _context(earlier, later)
    base, own = _with_places(earlier, base), _with_places(later, own)
    pairs = own.merge(base, on="code", how="outer", suffixes=("", "_base"), sort=False)
    complete = {"both": True, "left_only": unlisted(base) == 0, "right_only": unlisted(own) == 0}
    pairs = pairs.assign(
        listed=[_listed(a, b) for a, b in zip(pairs["amount_yuan"], pairs["amount_yuan_base"], strict=True)]
    )
    lines = changes(_line(row, context, complete) for row in pairs.to_dict("records"))
    lines = lines.sort_values("amount_yuan", ascending=False, kind="stable", na_position="last", ignore_index=True)
    lines = renamed(lines, lines["code"].map(names))
    return pd.concat([lines, changes([_total(base, own, context)])], ignore_index=True)


def _listed(own: float, base: float) -> str:
    return "gone" if pd.isna(own) else "new" if pd.isna(base) else "both"


def _context(earlier: Dataset, later: Dataset) -> dict[str, Any]:
    year, base_year = later.document["fiscal_year"], earlier.document["fiscal_year"]
    kind = "executed" if earlier.document["kind"] == FINAL else "budget"
    return {
        "document_id": later.document["document_id"],
        "base_kind": "budget" if year == base_year else f"prior_{kind}",
        "year": year,
        "base_year": base_year,
    }


def _line(row: dict[Any, Any], context: dict[str, Any], complete: dict[str, bool]) -> dict[str, Any]:
    listed = row["listed"]
    only = {"new": "left_only", "gone": "right_only", "both": "both"}[listed]
    nothing = 0.0 if complete[only] else None
    amount_cells = str(row["cells"]) if listed != "gone" else ""
    base_cells = str(row["cells_base"]) if listed != "new" else ""
    side = "_base" if listed == "gone" else ""
    code = str(row["code"])
    return context | {
        "key": code,
        "name": row[f"name{side}"],
        "code": code if code.isdigit() else None,
        "amount_yuan": row["amount_yuan"] if listed != "gone" else nothing,
        "base_yuan": row["amount_yuan_base"] if listed != "new" else nothing,
        "listed": listed,
        "role": row[f"role{side}"],
        "number_printed": row[f"number_printed{side}"],
        "page": row[f"page{side}"],
        "proved": all(pd.isna(p) or bool(p) for p in (row["proved"], row["proved_base"])),
        "amount_cells": amount_cells,
        "base_cells": base_cells,
        "change_cells": difference_of(amount_cells, base_cells),
    }


def _total(base: pd.DataFrame, own: pd.DataFrame, context: dict[str, Any]) -> dict[str, Any]:
    first = own.iloc[0]
    amount_cells, base_cells = str(first["whole_cells"]), str(base["whole_cells"].iloc[0])
    return context | {
        "key": "total",
        "name": "total",
        "amount_yuan": float(first["whole_yuan"]),
        "base_yuan": float(base["whole_yuan"].iloc[0]),
        "role": first["role"],
        "number_printed": first["number_printed"],
        "page": first["page"],
        "amount_cells": amount_cells,
        "base_cells": base_cells,
        "change_cells": difference_of(amount_cells, base_cells),
    }


def _with_places(data: Dataset, composed: pd.DataFrame) -> pd.DataFrame:
    """Return a composition whose cells say of which document they are."""
    return composed.assign(**{name: composed[name].map(lambda cells: in_document(data, cells)) for name in _CELLS})


def in_document(data: Dataset, cells: str) -> str:
    """Return a sum of cells with the document before each."""
    return "+".join(f"{data.document['document_id']}#{cell}" for cell in cells.split("+") if cell)

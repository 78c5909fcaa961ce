"""The wholes of several documents of one unit, year by year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd

from qzbudget.breakdown.analysis import unlisted
from qzbudget.breakdown.composition import composition
from qzbudget.change.documents import in_document
from qzbudget.dataset.load import Dataset

COLUMNS = (
    "document_id",
    "year",
    "kind",
    "key",
    "name",
    "amount_yuan",
    "role",
    "number_printed",
    "page",
    "proved",
    "cells",
)
WHOLES = {"source": "total_revenue", "function": "total_expenditure"}


def by_year(documents: Iterable[Dataset]) -> pd.DataFrame:
    """Return revenue, expenditure, basic and project expenditure of several documents.

    Parameters
    ----------
    documents : iterable of Dataset
        Documents of one unit, in the order in which they are to stand.

    Returns
    -------
    DataFrame
        One row for each document and each ``key``: ``total_revenue``, ``total_expenditure``, and the measures of the
        kinds of expenditure, where they make their total.  ``kind`` (``budget`` or ``final_accounts``) keeps plans and
        executions apart.  What a document does not print has no row.
    """
    return pd.DataFrame([row for document in documents for row in _rows(document)], columns=list(COLUMNS))


def _rows(data: Dataset) -> Iterator[dict[str, Any]]:
    own = {
        "document_id": data.document["document_id"],
        "year": data.document["fiscal_year"],
        "kind": data.document["kind"],
    }
    for by, key in WHOLES.items():
        composed = composition(data, by)
        if not composed.empty:
            yield (
                own
                | _place(composed.iloc[0])
                | {
                    "key": key,
                    "name": key,
                    "amount_yuan": float(composed["whole_yuan"].iloc[0]),
                    "cells": in_document(data, str(composed["whole_cells"].iloc[0])),
                }
            )
    kinds = composition(data, "kind", zeros=True)
    for _, kind in kinds.iterrows() if unlisted(kinds) == 0 else ():
        key = str(kind["code"]).rpartition(".")[2]
        yield (
            own
            | _place(kind)
            | {
                "key": key,
                "name": kind["name"],
                "amount_yuan": float(kind["amount_yuan"]),
                "cells": in_document(data, str(kind["cells"])),
            }
        )


def _place(row: pd.Series) -> dict[str, Any]:
    return {name: row[name] for name in ("role", "number_printed", "page", "proved")}

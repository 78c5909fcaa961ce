"""What a document does not print, so that it cannot be compared."""

from __future__ import annotations

import pandas as pd

from qzbudget.comparison.shares import ASPECTS


def missing(found: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Return which aspects each document has no share of.

    Parameters
    ----------
    found : DataFrame
        As :func:`qzbudget.comparison.shares` gives it.
    documents : DataFrame
        One row for each document that was asked, with ``document_id``.

    Returns
    -------
    DataFrame
        ``document_id`` and ``aspect``, one row for each that is missing.

    Examples
    --------
    >>> found = pd.DataFrame({"document_id": ["a", "a", "a"], "aspect": ["kind", "basic", "function"]})
    >>> missing(found, pd.DataFrame({"document_id": ["a"]}))
      document_id        aspect
    0           a  three_public
    """
    held = set(zip(found["document_id"], found["aspect"], strict=True))
    pairs = [(document, aspect) for document in documents["document_id"] for aspect in ASPECTS]
    return pd.DataFrame([pair for pair in pairs if pair not in held], columns=["document_id", "aspect"])

"""Amounts by one economic classification, crossed to the other."""

from __future__ import annotations

import pandas as pd

from qzbudget.codebook.book import name_of, verdict
from qzbudget.codebook.crosswalk import crossings
from qzbudget.dataset.load import Dataset
from qzbudget.views.regroup import Target, regrouped
from qzbudget.views.shares import Share, shares_of


def cross(data: Dataset | pd.DataFrame, *, body: str | None = None, measure: str | None = None) -> pd.DataFrame:
    """Cross amounts by department economic classification (3xx) to government economic classification (5xx).

    Parameters
    ----------
    data : Dataset or DataFrame
        A dataset, or amount cells as in ``Dataset.amounts``.
    body : {"agency", "institution"}, optional
        Whose money it is: the same salary is 50101 at an agency (机关) and 50501 at an institution (事业单位).  Without it
        only codes that are the same for both are crossed.
    measure : str, optional
        The column to cross; by default the one that is the whole.

    Returns
    -------
    DataFrame
        One row per government code, columns as of :func:`qzbudget.view`; what cannot be crossed (also a code that
        contradicts its printed name) is the row ``unmapped``, so the rows add up to the total.
        No rows where the document has no department classification.

    Notes
    -----
    Source: pairs that documents print in one row, and lists; :func:`crosswalk` has reason and evidence of each row.

    Examples
    --------
    >>> frame = pd.DataFrame({
    ...     "table_id": "t", "role": "basic_expenditure_department", "measure": "total.basic", "col": 3, "row": [0, 1, 2],
    ...     "parent_row": [None, 0, 0], "item_code": [None, "30101", "30102"], "row_type": ["total", "section", "section"],
    ...     "item_name": ["合计", "基本工资", "津贴补贴"], "amount_yuan": [30.0, 10.0, 20.0],
    ... })
    >>> cross(frame, body="agency")[["code", "name", "amount_yuan", "from_codes"]]
        code     name  amount_yuan   from_codes
    0  50101  工资奖金津补贴         30.0  30101+30102
    """
    crossings("301", body)
    shares = shares_of(data, "department_economic", measure)
    return regrouped(shares, lambda share: _target(share, body), {})


def _target(share: Share, body: str | None) -> Target | None:
    if verdict(share.code, share.name, share.year) == "differs":
        return None
    found = crossings(share.code, body)
    if not found or (body is None and len({row.government_code for row in found}) > 1):
        return None
    code = found[0].government_code
    return Target(code, name_of(code, share.year) or name_of(code) or code, found[0].confidence)

"""The rows of ``statements.csv`` as frozen records: field names are the column names.

``None`` means "not stated" and is written as an empty cell; it never stands for zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class StatementRecord:
    """One figure stated in the narrative; unit of observation of ``statements.csv``.

    ``amount_printed`` is the figure whose place is given: the amount, else the change, the share, the count.
    ``prior_year_yuan`` is what the sentence says of last year (``stated``), else the amount less its change (``implied``);
    it is last year's budget or last year's execution, as ``base_kind`` says.
    """

    document_id: str
    statement_id: str
    section: str | None
    subject: str | None
    concept: str | None
    measure: str
    amount_printed: str | None
    money_unit: str | None
    amount_yuan: Decimal | None
    change_yuan: Decimal | None
    change_pct: Decimal | None
    change_base: str | None
    base_kind: str | None
    prior_year_yuan: Decimal | None
    prior_year_source: str | None
    share_pct: Decimal | None
    completion_pct: Decimal | None
    count: Decimal | None
    count_unit: str | None
    as_of: str | None
    reason: str | None
    page: int
    x0: Decimal
    top: Decimal
    x1: Decimal
    bottom: Decimal
    text: str

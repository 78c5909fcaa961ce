"""Amount, change and percentage prove whose a comparison is: the change over last year's amount is the percentage."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from qzbudget.narrative.drafts import Draft

_HALF = Decimal("0.5")
_SLACK = Decimal("0.02")
"""By how many points a percentage may be off where amounts are rounded."""


def agrees(amount: Decimal, change: Decimal, printed: Decimal) -> bool:
    """Tell whether a printed percentage is that of a change to an amount, as far as it is printed.

    Examples
    --------
    >>> agrees(Decimal(90), Decimal(-10), Decimal("10.0")), agrees(Decimal(40), Decimal(-10), Decimal("10.0"))
    (True, False)
    """
    prior = amount - change
    if prior <= 0:
        return False
    exponent = printed.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return abs(abs(change) * 100 / prior - abs(printed)) <= _HALF.scaleb(-places) + _SLACK


def only_one(rows: Sequence[Draft], change: Decimal, printed: Decimal) -> Draft | None:
    """Return the only row whose amount agrees with a change and a percentage, None where none or several do."""
    fitting = [row for row in rows if row.amount_yuan is not None and agrees(row.amount_yuan, change, printed)]
    return fitting[0] if len(fitting) == 1 else None

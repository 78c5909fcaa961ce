"""A column with its meaning: what every step after the header works with."""

from __future__ import annotations

from dataclasses import dataclass

from qzbudget.know.period import Period

AMOUNT = "amount"


@dataclass(frozen=True)
class KnownColumn:
    """A column with its meaning.

    ``kind`` is ``amount`` or the kind of label; ``block`` numbers the parts of a table that stand side by side, each
    with its own labels; ``measure`` is None for labels and for amounts whose header the knowledge does not cover;
    ``money_unit`` is the unit that the column's own header prints, also one that is not converted (千元).
    """

    index: int
    path: tuple[str, ...]
    kind: str
    block: int
    direction: str | None
    measure: str | None
    period: Period
    money_unit: str | None

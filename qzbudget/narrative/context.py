"""What holds on from sentence to sentence: the document, the list or date that a paragraph opened, the topic."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from qzbudget.narrative.concepts import Concepts
from qzbudget.narrative.drafts import Draft
from qzbudget.narrative.sections import Passage

Name = tuple[str, str | None]
"""A subject as printed and the package's term for it."""

CLASSIFIED = re.compile(r"[（(](?:类|款|项)[）)]$")
"""How the name of a classified item ends."""

NOBODY: Name = ("", None)
_SPOKEN = frozenset({None, "figures", "offices"})
"""Kinds of sections whose sums of money are those of the budget."""


@dataclass(frozen=True, slots=True)
class LastYear:
    """Last year's amount as stated: in yuan, whether it is an executed one, and the words that name it."""

    yuan: Decimal
    executed: bool
    words: str


@dataclass
class Context:
    """What the sentences read so far have opened.

    ``base`` is what a list compares with (``…较上年预算增加36.27万元，其中：``), ``as_of`` the date of a stocktaking, ``topic``
    what a heading or a short sentence names, ``elsewhen`` tells that the list is of another year, ``prior`` is last year's
    amount; ``counted`` the thing counted last; ``measure`` is what the list is of where that is not what the document is of;
    ``before`` are the rows of the sentence before, ``blind`` tells that its last amount was not understood; ``rows`` are
    the rows of the paragraph, ``head`` the first amount of its sentence before, ``earlier`` the rows of the section.
    """

    concepts: Concepts
    fiscal_year: int | None
    is_final: bool
    section: str = ""
    base: str | None = None
    as_of: str | None = None
    in_list: bool = False
    elsewhen: bool = False
    topic: Name = NOBODY
    prior: LastYear | None = None
    head: Draft | None = None
    counted: str | None = None
    measure: str | None = None
    before: list[Draft] = field(default_factory=list)
    blind: bool = False
    rows: list[Draft] = field(default_factory=list)
    earlier: list[Draft] = field(default_factory=list)

    def enter(self, passage: Passage) -> None:
        """Begin a paragraph; a new section closes what the one before opened."""
        if passage.section != self.section:
            self.section, self.base, self.as_of, self.in_list, self.earlier = passage.section, None, None, False, []
            self.elsewhen, self.measure = False, None
        self.before = []
        self.rows, self.head, self.prior, self.topic, self.counted = [], None, None, NOBODY, None

    def is_last_year(self, year: int | None) -> bool:
        """Tell whether a year is the one before the document's."""
        return year is not None and self.fiscal_year is not None and year == self.fiscal_year - 1

    def speaks_of_budget(self, passage: Passage) -> bool:
        """Tell whether sums of money in a paragraph can be the budget's."""
        return passage.kind in _SPOKEN

"""One sentence while its figures are read: the rows made so far, and the one that is spoken of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from qzbudget.narrative.context import Context, Name
from qzbudget.narrative.doubts import is_bare_total, is_of_a_part
from qzbudget.narrative.drafts import Draft
from qzbudget.narrative.figures import Figure
from qzbudget.narrative.sections import Passage
from qzbudget.narrative.subjects import Subject

YUAN = {"": Decimal(1), "元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}
LIST = re.compile(r"(?:包括|其中|分别(?:为|是)|组成|构成)[:：，,]?")
"""Words that open a list of parts."""

_BALANCED = re.compile(r"[（(][^（）()]*[）)]")
_BRACKET = re.compile(r"[（()）]")


@dataclass
class Sentence:
    """One sentence while its figures are read.

    ``begun`` tells that a figure stands before, ``understood`` that a figure was used though it made no row, ``lost``
    that an amount before any row was not understood, ``blind`` that the last amount was not, ``elsewhen`` that its list
    speaks of another year, ``target`` that the figure before was the budget of which a part has been completed; ``rest`` are
    the figure that is read and those behind it, ``outside`` the rows that the open brackets stand behind, ``measure`` is what
    its list is of where that is not what the document is of.
    """

    context: Context
    passage: Passage
    start: int
    end: int
    base: str | None
    rows: list[Draft] = field(default_factory=list)
    current: Draft | None = None
    outside: list[Draft | None] = field(default_factory=list)
    understood: bool = False
    begun: bool = False
    lost: bool = False
    blind: bool = False
    elsewhen: bool = False
    target: bool = False
    rest: Sequence[Figure] = ()
    measure: str | None = None

    @property
    def ahead(self) -> Figure | None:
        """The figure behind the one that is read."""
        return self.rest[1] if len(self.rest) > 1 else None

    @property
    def paragraph(self) -> str:
        """The text of its paragraph."""
        return self.passage.paragraph.text

    @property
    def text(self) -> str:
        """The sentence as printed."""
        return self.paragraph[self.start : self.end]

    @property
    def span(self) -> tuple[int, int]:
        """Where it begins and ends in the paragraph."""
        return self.start, self.end

    def add(self, draft: Draft) -> None:
        """Add a row; what follows is said of it."""
        self.rows.append(draft)
        self.current = draft
        self.blind = self.blind and not draft.is_amount
        self.context.rows.append(draft)

    def enter_brackets(self, text: str) -> None:
        """Go back to the row before a bracket where it closes: what follows is said of that row."""
        for bracket in _BRACKET.findall(_BALANCED.sub("", text)):
            if bracket in "（(":
                self.outside.append(self.current)
            elif self.outside:
                self.current = self.outside.pop()
                if self.current is not None and self.current.measure == "count":
                    self.context.counted = self.current.concept

    def named(self, subject: Subject) -> Name:
        """Return the subject that some words name; where they name none, the one that is spoken of."""
        if subject.text:
            name, concept = self.context.concepts.of(subject.text, self.text)
            topic = self.context.topic[0] or self.passage.topic or ""
            doubtful = is_of_a_part(concept, self.rows, topic) or is_bare_total(name, concept, self.rows)
            return name, None if doubtful else concept
        last = self.rows[-1] if self.rows else self.context.head
        if last is not None and last.is_amount:
            return last.subject, last.concept
        return self.context.topic

"""Reading one sentence: figure by figure, each to the subject that it is about."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal

from qzbudget.narrative.context import CLASSIFIED, NOBODY, Context, LastYear, Name
from qzbudget.narrative.counts import counted
from qzbudget.narrative.doubts import is_last_of_many, is_of_a_count, is_of_a_part, is_open
from qzbudget.narrative.drafts import Draft
from qzbudget.narrative.figures import Figure
from qzbudget.narrative.leads import Lead, lead_of, same_lead
from qzbudget.narrative.reasons import Span
from qzbudget.narrative.sections import Passage
from qzbudget.narrative.subjects import Subject, subject_of

YUAN = {"": Decimal(1), "元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}
_LIST = re.compile(r"(?:包括|其中|分别(?:为|是)|组成|构成)[:：，,]?")
_ASIDE = re.compile(r"[（(]注[:：][^（）()]*[）)]?")
_BALANCED = re.compile(r"[（(][^（）()]*[）)]")
_BRACKET = re.compile(r"[（()）]")
_SEPARATOR = re.compile(r"[：:，,]")
_LONGEST_LEAD = 200
"""How many letters before a figure can say what it is; more only cost time."""
_SAYS = re.compile(r"[为是：:]+$")
_CHANGES = re.compile(r"增加|减少|增长|下降")


@dataclass
class Sentence:
    """One sentence while its figures are read.

    ``begun`` tells that a figure stands before, ``understood`` that a figure was used though it made no row, ``lost``
    that an amount before any row was not understood.
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

    @property
    def text(self) -> str:
        """The sentence as printed."""
        return self.passage.paragraph.text[self.start : self.end]

    def read(self, found: list[Figure], spans: list[Span]) -> None:
        """Read the figures from left to right; within a reason only plain changes of a named subject are read."""
        paragraph, at = self.passage.paragraph.text, self.start
        self.current = self.context.head
        asides = [match.span() for match in _ASIDE.finditer(paragraph, self.start, self.end)]
        for figure in found:
            if figure.start < at or any(start < figure.start < end for start, end in asides):
                continue
            reason = next((span for span in spans if span.start <= figure.start < span.end), None)
            before = _ASIDE.sub("", paragraph[at if reason is None else max(at, reason.begin) : figure.start])
            self._brackets(before)
            self._figure(before[-_LONGEST_LEAD:], figure, reason is not None)
            at, self.begun = figure.stop, True

    def _brackets(self, text: str) -> None:
        """Go back to the row before a bracket where it closes: what follows is said of that row."""
        for bracket in _BRACKET.findall(_BALANCED.sub("", text)):
            if bracket in "（(":
                self.outside.append(self.current)
            elif self.outside:
                self.current = self.outside.pop()

    def _figure(self, before: str, figure: Figure, in_reason: bool) -> None:
        if figure.kind == "count" or (figure.kind == "money" and not figure.unit and self._counts(before)):
            if not in_reason:
                self._count(before, figure)
            return
        if not self.context.speaks_of_budget(self.passage):
            return
        if figure.kind == "same":
            lead = same_lead(before, self.passage.paragraph.text[figure.start : figure.stop])
        else:
            lead = lead_of(before, figure.kind, self.context.concepts.words)
        if lead.kind == "change":
            if not (in_reason and figure.kind == "same"):
                self._change(lead, figure, in_reason)
        elif not in_reason:
            if lead.kind == "amount":
                if not self._amount(lead.subject, before, figure):
                    self.current, self.lost = None, not self.rows
            elif lead.kind == "prior":
                self._named_prior(lead, figure)
            elif lead.kind in ("share", "completion"):
                self._ratio(lead, figure)

    def _named(self, subject: Subject) -> Name:
        if subject.text:
            name, concept = self.context.concepts.of(subject.text, self.text)
            topic = self.context.topic[0] or self.passage.topic or ""
            return name, None if is_of_a_part(concept, self.rows, topic) else concept
        last = self.rows[-1] if self.rows else self.context.head
        if last is not None and last.is_amount:
            return last.subject, last.concept
        return self.context.topic

    def _amount(self, subject: Subject, before: str, figure: Figure) -> bool:
        """Read an amount; return False where it is not understood, so that nothing behind it is taken for that of another."""
        yuan = figure.number * YUAN[figure.unit]
        if subject.prior or self.context.is_last_year(subject.year):
            return self._last_year(subject, before, yuan)
        if self.current is not None and self.current.measure == "count" and before in ("、", "，"):
            name, concept = self.current.subject, self.current.concept
            if concept is not None and concept.startswith("assets_planned"):
                self._add(Draft(self.passage, (self.start, self.end), name, concept, "budget", figure, yuan))
            return True
        if subject.year not in (None, self.context.fiscal_year) or not (subject.text or subject.bare):
            return False
        if self.begun and is_of_a_count(before):
            return False
        name, concept = self._announced(before) if subject.bare else NOBODY
        if not name:
            name, concept = self._named(subject)
        name, concept = self._in_brackets(name, concept)
        understood = self.context.concepts.names_money(name, concept, bool(subject.text) and self._lists(before, figure))
        if understood:
            measure = subject.measure or ("executed" if self.context.is_final else "budget")
            self._add(Draft(self.passage, (self.start, self.end), name, concept, measure, figure, yuan))
        return understood

    def _in_brackets(self, name: str, concept: str | None) -> Name:
        """Return a name in brackets as a part of what stands before them."""
        outer = self.outside[-1] if self.outside else None
        if outer is None or not name:
            return name, concept
        if outer.concept is None:
            return name, None
        if concept is None and outer.concept == "three_public.vehicles":
            return name, self.context.concepts.of(f"公务用车{name}", self.text)[1]
        return name, concept

    def _announced(self, before: str) -> Name:
        """Return what 收入预算：2026年年初预算数 names before its colon or comma."""
        parts = _SEPARATOR.split(before)
        if len(parts) < 2:
            return NOBODY
        name, concept = self.context.concepts.of(subject_of(parts[-2]).text, self.text)
        return (name, concept) if concept is not None or CLASSIFIED.search(name) else NOBODY

    def _lists(self, before: str, figure: Figure) -> bool:
        """Tell whether the figure is one of a list of parts, or opens a numbered paragraph."""
        text, start = self.passage.paragraph.text, self.passage.start
        opens = self.passage.numbered and text[start : figure.start] == before
        return self.context.in_list or opens or _LIST.search(text, start, figure.start) is not None

    def _last_year(self, subject: Subject, before: str, yuan: Decimal) -> bool:
        """Keep what is said of last year for the comparison that it belongs to."""
        if subject.text:
            return self.current is not None and self.current.is_about(*self._named(subject))
        executed = subject.measure == "executed"
        if before.lstrip().startswith(("（", "(")):
            if self.current is not None and self.current.prior_stated is None:
                self.current.prior_stated, self.current.prior_executed = yuan, executed
        else:
            words = _SEPARATOR.split(before)[-1]
            self.context.prior = LastYear(yuan, executed, _SAYS.sub("", words.removeprefix("、")))
        self.understood = True
        return True

    def _named_prior(self, lead: Lead, figure: Figure) -> None:
        """Keep last year's amount of 较2025年预算198.27万元增加3.6万元."""
        if _CHANGES.match(self.passage.paragraph.text, figure.stop):
            self.base = lead.base
            executed = self.context.concepts.words.base(lead.base or "") == "executed"
            self.context.prior = LastYear(figure.number * YUAN[figure.unit], executed, lead.base or "")
            self.understood = True

    def _change(self, lead: Lead, figure: Figure, in_reason: bool) -> None:
        if lead.base and not in_reason:
            self.base = lead.base
        if is_open(lead, figure, self.current) or self._ends_list(lead, figure):
            self.understood = True
            return
        row = (None if in_reason else self._row_of(lead)) or self._new_change(lead, figure, in_reason)
        if row is None:
            return
        if figure.kind == "percent":
            self._percent(row, lead, figure.number)
        elif row.change_yuan is None:
            row.change_yuan = figure.number * YUAN[figure.unit] * (lead.sign or 1)
            row.adjusted = lead.adjusted
        else:
            return
        self.current = row
        self.understood = True
        prior = self.context.prior if row.is_amount and not lead.adjusted else None
        row.change_base = row.change_base or lead.base or (prior.words if prior else None) or self.base
        if prior is not None and row.prior_stated is None:
            row.prior_stated, row.prior_executed = prior.yuan, prior.executed

    def _ends_list(self, lead: Lead, figure: Figure) -> bool:
        text = self.passage.paragraph.text
        opened = [match.end() for match in _LIST.finditer(text, self.start, figure.start)]
        if not opened or lead.subject.text or lead.base is None or not self.rows or self.current is not self.rows[-1]:
            return False
        return is_last_of_many(text[opened[-1] : figure.start], [row for row in self.rows if row.figure.start >= opened[-1]])

    @staticmethod
    def _percent(row: Draft, lead: Lead, number: Decimal) -> None:
        sign = (0 if lead.unclear else lead.sign) or (-1 if row.change_yuan is not None and row.change_yuan < 0 else 1)
        signed = number * sign if number else number
        if row.change_yuan and (row.change_yuan < 0) != (signed < 0 or (not number and sign < 0)):
            return
        row.change_pct = signed

    def _row_of(self, lead: Lead) -> Draft | None:
        """Return the row that a change belongs to, None where it needs one of its own."""
        if lead.adjusted:
            return None
        if lead.subject.text:
            name, concept = self._named(lead.subject)
            rows = (row for row in reversed(self.context.rows) if row.is_about(name, concept))
            return next((row for row in rows if row.is_amount and not row.compared), None)
        if lead.subject.bare and lead.subject.measure == "executed":
            rows = (row for row in reversed(self.context.rows) if row.measure == "executed" and not row.compared)
            return next(rows, None)
        return self.current if self.current is not None and self.current.takes_change else None

    def _new_change(self, lead: Lead, figure: Figure, in_reason: bool) -> Draft | None:
        """Make a row for a change whose amount is not stated beside it."""
        if lead.subject.text:
            name, concept = self._named(lead.subject)
        elif lead.adjusted and not in_reason and self.current is not None:
            name, concept = self.current.subject, self.current.concept
        elif lead.subject.bare and not in_reason and not self.rows:
            name, concept = self.context.topic
        else:
            return None
        if not self.context.concepts.names_money(name, concept, in_list=False):
            return None
        draft = Draft(self.passage, (self.start, self.end), name, concept, "change", figure)
        self._add(draft)
        return draft

    def _ratio(self, lead: Lead, figure: Figure) -> None:
        """Give a share, or a degree of completion, to its row."""
        row = self.current
        if lead.subject.text:
            name, concept = self._named(lead.subject)
            row = next((r for r in reversed(self.context.rows) if r.is_about(name, concept)), None)
            if row is None and lead.kind == "share" and concept is not None:
                row = Draft(self.passage, (self.start, self.end), name, concept, "share", figure)
                self._add(row)
        if row is None or row.measure == "count":
            return
        self.understood = True
        if lead.kind == "share" and row.share_pct is None:
            row.share_pct = figure.number
        elif lead.kind == "completion" and row.completion_pct is None:
            row.completion_pct = figure.number

    def _counts(self, before: str) -> bool:
        """Tell whether a zero without a unit is one of vehicles or equipment rather than of money."""
        return counted(before, "", self.context.counted, self.context.concepts.words) is not None

    def _count(self, before: str, figure: Figure) -> None:
        thing = counted(before, figure.unit, self.context.counted, self.context.concepts.words)
        if thing is None:
            self.context.counted = self.context.counted if figure.unit in ("辆", "台") else None
        else:
            name, concept = thing
            figure = replace(figure, kind="count")
            draft = Draft(self.passage, (self.start, self.end), name, concept, "count", figure, count=figure.number)
            draft.as_of = None if concept.startswith("assets_planned") else self.context.as_of
            self.context.counted = concept
            self._add(draft)

    def _add(self, draft: Draft) -> None:
        self.rows.append(draft)
        self.current = draft
        self.context.rows.append(draft)

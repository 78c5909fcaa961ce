"""Walking the figures of a sentence from left to right: what kind each is, and so who reads it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qzbudget.narrative.amounts import read_amount, read_target
from qzbudget.narrative.comparisons import read_change, read_each, read_prior, read_ratio
from qzbudget.narrative.counts import counted
from qzbudget.narrative.drafts import Draft
from qzbudget.narrative.figures import Figure
from qzbudget.narrative.leads import Lead, lead_of, same_lead
from qzbudget.narrative.reasons import Span
from qzbudget.narrative.respective import respectively
from qzbudget.narrative.sentence import Sentence

_ASIDE = re.compile(r"[（(]注[:：][^（）()]*[）)]?|[（(](?:含|包括)[^（）()]*\d[个家所][^（）()]*[）)]")
_MARK = re.compile(r"[，,。；;、：:]")
_BUYS = re.compile(r"(?:购置|更新|新购|购买)了?$")
"""What is bought may be named behind its number: 购置5辆公务用车."""
_BOUGHT = {"assets_planned.vehicles": "three_public.vehicles.purchased"}
"""What final accounts say of things that a budget plans to buy: that they were bought."""
_LONGEST_LEAD = 200
"""How many letters before a figure can say what it is; more only cost time."""


def read_figures(sentence: Sentence, found: Sequence[Figure], spans: Sequence[Span]) -> None:
    """Read the figures from left to right; within a reason only plain changes of a named subject are read."""
    paragraph, at = sentence.paragraph, sentence.start
    sentence.current = sentence.context.head
    asides = [match.span() for match in _ASIDE.finditer(paragraph, sentence.start, sentence.end)]
    named = respectively(paragraph, found, sentence.start)
    for index, figure in enumerate(found):
        sentence.rest = found[index:]
        if figure.start < at or any(start < figure.start < end for start, end in asides):
            continue
        reason = next((span for span in spans if span.start <= figure.start < span.end), None)
        before = _ASIDE.sub("", paragraph[at if reason is None else max(at, reason.begin) : figure.start])
        before = named.get(figure.start, before)
        sentence.enter_brackets(before)
        _figure(sentence, before[-_LONGEST_LEAD:], figure, reason is not None)
        at, sentence.begun = figure.stop, True


def _figure(sentence: Sentence, before: str, figure: Figure, in_reason: bool) -> None:
    if figure.kind == "count" or (figure.kind == "money" and not figure.unit and _counts(sentence, before)):
        if not in_reason:
            _count(sentence, before, figure)
        return
    if not sentence.context.speaks_of_budget(sentence.passage):
        return
    if figure.kind in ("same", "about"):
        lead = same_lead(before, sentence.paragraph[figure.start : figure.stop])
    else:
        lead = lead_of(before, figure.kind, sentence.context.concepts.words, sentence.paragraph[figure.stop : sentence.end])
    if lead.kind == "change":
        if not (in_reason and figure.kind in ("same", "about")):
            read_change(sentence, lead, figure, in_reason)
    elif not in_reason:
        _said(sentence, lead, before, figure)
    sentence.target = lead.kind == "target"


def _said(sentence: Sentence, lead: Lead, before: str, figure: Figure) -> None:
    """Read a figure that is no single change."""
    if lead.kind == "amount":
        if not read_amount(sentence, lead.subject, before, figure):
            sentence.current, sentence.lost, sentence.blind = None, not sentence.rows, True
    elif lead.kind == "prior":
        read_prior(sentence, lead, figure)
    elif lead.kind == "each":
        read_each(sentence, lead, figure)
    elif lead.kind == "target":
        read_target(sentence, figure)
    elif lead.kind == "share" or (lead.kind == "completion" and (before != "的" or sentence.target)):
        read_ratio(sentence, lead, figure)


def _counts(sentence: Sentence, before: str) -> bool:
    """Tell whether a zero without a unit is one of vehicles or equipment rather than of money; 公务用车购置为0 is of money."""
    words = sentence.context.concepts.words
    thing = counted(before, "", sentence.context.counted, words)
    return thing is not None and words.concept(thing[0]) is None


def _clause(sentence: Sentence, figure: Figure) -> str:
    """Return the words between a figure and the next mark."""
    return _MARK.split(sentence.paragraph[figure.stop : sentence.end], maxsplit=1)[0]


def _is_of_staff(counted: str | None, figure: Figure, before: str) -> bool:
    """Tell whether a count that has no term is one of a list of the staff, which goes on behind it."""
    in_post = counted is not None and counted.startswith(("staff.actual", "staff.posts"))
    return in_post and figure.unit == "人" and before.endswith("人员")


def _count(sentence: Sentence, before: str, figure: Figure) -> None:
    context = sentence.context
    words = context.concepts.words
    behind = _clause(sentence, figure)
    named = before + behind if figure.unit == "辆" and "车" in behind and _BUYS.search(before) else before
    thing = counted(named, figure.unit, context.counted, words)
    if thing is None and (concept := words.counted_behind(behind, figure.unit)):
        thing = behind, concept
    if thing is None:
        context.counted = context.counted if figure.unit in ("辆", "台") or _is_of_staff(context.counted, figure, before) else None
        return
    name, concept = thing
    figure = replace(figure, kind="count")
    planned = concept.startswith("assets_planned")
    term = _BOUGHT.get(concept) if planned and context.is_final else concept
    draft = Draft(sentence.passage, sentence.span, name, term, "count", figure, count=figure.number)
    draft.as_of = None if planned else context.as_of
    context.counted = concept
    sentence.add(draft)

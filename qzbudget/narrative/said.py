"""Rows of statements.csv beside the figures of the year: what there is none of, and what names last year instead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from decimal import Decimal
from typing import Any

from qzbudget.dataset.records import NONE, OTHER_YEAR, StatementRecord
from qzbudget.narrative.absences import absences
from qzbudget.narrative.context import Context
from qzbudget.narrative.other_years import YEAR, is_of_last_year
from qzbudget.narrative.sections import Passage, heading_of
from qzbudget.narrative.text import Paragraph
from qzbudget.text import match_key

_POINTS = Decimal("0.01")


def absent_money(
    document_id: str, passages: Iterable[Passage], context: Context, notes: Iterable[str]
) -> Iterator[StatementRecord]:
    """Yield what the narrative says that there is none of; the notes below tables speak of their tables only."""
    noted = "".join(map(match_key, notes))
    words, owners = context.concepts.words, context.concepts.owners
    number = 0
    for passage in filter(context.speaks_of_budget, passages):
        paragraph = passage.paragraph
        topic = passage.topic or "" if passage.kind == "figures" else ""
        for start, end in ((max(start, passage.start), end) for start, end in paragraph.sentences()):
            text = paragraph.text[start:end]
            for found in (
                absences(text, words, context.fiscal_year, owners, topic) if match_key(text) not in noted else ()
            ):
                number += 1
                record = _without_figure(f"n{number:03d}", paragraph, (start + found.start, start + found.end), text)
                yield replace(
                    record,
                    document_id=document_id,
                    section=passage.section or None,
                    subject=found.subject,
                    concept=found.concept,
                    measure=NONE,
                )


def headings_of_last_year(
    document_id: str, paragraphs: Iterable[Paragraph], context: Context
) -> Iterator[StatementRecord]:
    """Yield the headings of explanations that name last year."""
    number = 0
    for paragraph in paragraphs:
        heading, year = heading_of(paragraph), YEAR.search(paragraph.text)
        if heading is not None and year is not None and is_of_last_year(heading, context):
            number += 1
            record = _without_figure(f"h{number:03d}", paragraph, year.span(), paragraph.text)
            yield replace(record, document_id=document_id, subject=heading, measure=OTHER_YEAR)


def only_amount(record: StatementRecord) -> StatementRecord:
    """Return the amount of a sentence about another year alone: what it is compared with is that year's."""
    nothing: dict[str, Any] = dict.fromkeys(_COMPARED)
    return replace(record, **nothing | {"measure": OTHER_YEAR})


_COMPARED = (
    "change_yuan", "change_pct", "change_base", "base_kind", "prior_year_yuan", "prior_year_source", "share_pct",
    "completion_pct", "reason",
)  # fmt: skip


def _without_figure(statement_id: str, paragraph: Paragraph, words: tuple[int, int], text: str) -> StatementRecord:
    place = paragraph.place(*words)
    x0, top, x1, bottom = (Decimal(f"{edge:.2f}").quantize(_POINTS) for edge in place.box)
    empty: dict[str, Any] = dict.fromkeys(field.name for field in fields(StatementRecord))
    box = {"page": place.page, "x0": x0, "top": top, "x1": x1, "bottom": bottom}
    return StatementRecord(**empty | box | {"statement_id": statement_id, "text": text})

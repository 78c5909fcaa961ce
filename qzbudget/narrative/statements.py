"""From a document's pages to the rows of statements.csv."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from qzbudget.dataset.records import StatementRecord
from qzbudget.know.document import DocumentFacts
from qzbudget.narrative.bases import base_kind
from qzbudget.narrative.concepts import Concepts
from qzbudget.narrative.context import Context
from qzbudget.narrative.drafts import Draft
from qzbudget.narrative.other_years import sentences_of_last_year
from qzbudget.narrative.reading import read_passages
from qzbudget.narrative.said import absent_money, headings_of_last_year, only_amount
from qzbudget.narrative.sections import passages
from qzbudget.narrative.text import Paragraph, running_text
from qzbudget.narrative.words import narrative_words
from qzbudget.shapes import Grid, Page
from qzbudget.terms import Knowledge, knowledge
from qzbudget.text import match_key
from qzbudget.tidy import TidyTable

_POINTS = Decimal("0.01")
_CENTS = Decimal("0.01")


def statement_records(
    document_id: str,
    facts: DocumentFacts,
    pages: Sequence[tuple[Page, list[Grid]]],
    tables: Sequence[TidyTable] = (),
    known: Knowledge | None = None,
) -> tuple[tuple[StatementRecord, ...], int]:
    """Read the figures that the narrative of a document states.

    Parameters
    ----------
    document_id : str
        Identifier of the document.
    facts : DocumentFacts
        What the document says about itself; its fiscal year tells last year's figures from this year's.
    pages : sequence of (Page, list of Grid)
        The pages with the ruled tables that stand on them.
    tables : sequence of TidyTable, optional
        The document's tables, whose codes stand for the items that the narrative names.
    known : Knowledge, optional
        The knowledge to use; that of the package where none is given.

    Returns
    -------
    tuple of (tuple of StatementRecord, int)
        One row per stated figure in the order of the document, amounts in yuan, then those of sentences and headings
        about last year where this one may be meant (measure ``other_year``) and of what it says that there is none of
        (``none``); and the number of sentences that print money and yield nothing, since no pattern
        understands them.
    """
    return paragraph_statements(document_id, facts, running_text(pages), tables, known)


def paragraph_statements(
    document_id: str,
    facts: DocumentFacts,
    paragraphs: Iterable[Paragraph],
    tables: Sequence[TidyTable] = (),
    known: Knowledge | None = None,
) -> tuple[tuple[StatementRecord, ...], int]:
    """Read the figures of a running text that has been rebuilt; see :func:`statement_records`."""
    known = known or knowledge()
    words = narrative_words(known.folder)
    owners = [name for name in (facts.unit_name, facts.unit_key) if name]
    concepts = Concepts(words, known, owners, _item_codes(tables), facts.kind == "final_accounts")
    context = Context(concepts, facts.fiscal_year, facts.kind == "final_accounts")
    paragraphs = list(paragraphs)
    spoken = [*passages(paragraphs, words)]
    drafts, unread = read_passages(spoken, context)
    figures = _records(document_id, "s", drafts, context)
    of_last_year = [row for row in sentences_of_last_year(spoken, context) if not _is_read(row, drafts)]
    beside = (
        *(only_amount(row) for row in _records(document_id, "y", of_last_year, context)),
        *headings_of_last_year(document_id, paragraphs, context),
        *absent_money(document_id, spoken, context, [t.table.notes_printed or "" for t in tables]),
    )
    return (*figures, *beside), unread


def _is_read(row: Draft, drafts: Iterable[Draft]) -> bool:
    """Tell whether the figures of a sentence have been read as this year's."""
    own = ("budget", "executed")
    return any(d.passage is row.passage and d.sentence == row.sentence and d.measure in own for d in drafts)


def _records(document_id: str, letter: str, drafts: Iterable[Draft], context: Context) -> list[StatementRecord]:
    return [_record(document_id, f"{letter}{number:03d}", draft, context) for number, draft in enumerate(drafts, 1)]


def _record(document_id: str, statement_id: str, draft: Draft, context: Context) -> StatementRecord:
    paragraph = draft.passage.paragraph
    place = paragraph.place(draft.figure.start, draft.figure.end)
    kind = base_kind(draft.change_base, context.fiscal_year, context.concepts.words)
    prior, source = _prior_year(draft, kind)
    start, end = draft.sentence
    x0, top, x1, bottom = (Decimal(f"{edge:.2f}").quantize(_POINTS) for edge in place.box)
    return StatementRecord(
        document_id=document_id,
        statement_id=statement_id,
        section=draft.passage.section or None,
        subject=draft.subject or None,
        concept=draft.concept,
        measure=draft.measure,
        amount_printed=draft.figure.printed if draft.figure.kind != "same" else None,
        money_unit=draft.figure.unit or None if draft.figure.kind == "money" else None,
        amount_yuan=_yuan(draft.amount_yuan),
        change_yuan=_yuan(draft.change_yuan),
        change_pct=draft.change_pct,
        change_direction=draft.direction,
        change_base=draft.change_base if draft.compared else None,
        base_kind=kind if draft.compared else None,
        prior_year_yuan=_yuan(prior),
        prior_year_source=source,
        share_pct=draft.share_pct,
        completion_pct=draft.completion_pct,
        count=draft.count,
        count_unit=draft.figure.unit or None if draft.figure.kind == "count" else None,
        as_of=draft.as_of,
        reason=draft.reason,
        page=place.page,
        x0=x0,
        top=top,
        x1=x1,
        bottom=bottom,
        text=paragraph.text[start:end],
    )


def _prior_year(draft: Draft, kind: str | None) -> tuple[Decimal | None, str | None]:
    """Return last year's amount: as stated, else the amount less its change."""
    if draft.prior_stated is not None and not (
        (kind == "prior_budget" and draft.prior_executed) or (kind == "prior_executed" and not draft.prior_executed)
    ):
        return draft.prior_stated, "stated"
    if draft.amount_yuan is None or draft.change_yuan is None or draft.adjusted:
        return None, None
    if kind is None or not kind.startswith("prior_"):
        return None, None
    return draft.amount_yuan - draft.change_yuan, "implied"


def _yuan(amount: Decimal | None) -> Decimal | None:
    if amount is None:
        return None
    exponent = amount.as_tuple().exponent
    return amount if isinstance(exponent, int) and exponent <= -2 else amount.quantize(_CENTS)


def _item_codes(tables: Iterable[TidyTable]) -> dict[tuple[str, str, str], str]:
    """Return the functional codes that the document's tables print, by class code and names of section and item.

    The class is also left out where the names alone tell one code: some documents print it in the heading above.
    """
    names = {a.item_code: match_key(a.item_name) for t in tables for a in t.amounts if a.item_code and a.item_name}
    codes: dict[tuple[str, str, str], set[str]] = {}
    for code, name in names.items():
        if not code.startswith("2") or len(code) not in (5, 7) or code[:5] not in names:
            continue
        item = name if len(code) == 7 else ""
        for klass in (code[:3], ""):
            codes.setdefault((klass, names[code[:5]], item), set()).add(code)
    return {key: next(iter(found)) for key, found in codes.items() if len(found) == 1}

"""The document's own terms (名词解释): what stands before and behind 是指 or the colon."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from qzbudget.dataset.records import TermRecord
from qzbudget.narrative import Paragraph
from qzbudget.sections.headings import GLOSSARY, Item, sections
from qzbudget.sections.words import section_words

_LONGEST_TERM = 80
_SEPARATOR = re.compile(r"[：:]|[，,]?是指|[，,]指|指(?=[^导标挥示定数引南派令])|[，,](?=该项|反映)|(?<=[类款项）)])(?=反映)")
_OPENING, _CLOSING = "（(“《【", "）)”》】"
_NO_TERM = re.compile(r"其中|具体|主要|包括|例如|注$|备注|说明")
_DEFINES = re.compile(r"是?指|反映|用于|为|是|包括")
_MARKS = re.compile(r"^[—–－-]+|^[●■◆·•▪]+")


@dataclass(frozen=True, slots=True)
class _Term:
    number: str | None
    term: str
    definition: str
    page: int


def glossary_records(
    document_id: str, paragraphs: Iterable[Paragraph], own_knowledge: Path | None = None
) -> list[TermRecord]:
    """Turn the sections of terms into records, in the order of the document.

    A paragraph that is no term of its own goes on with the definition before it.
    """
    terms: list[_Term] = []
    for section in sections(paragraphs, section_words(own_knowledge)):
        if section.kind == GLOSSARY:
            terms += _terms(section.items)
    return [TermRecord(document_id, row, t.number, t.term, t.definition, t.page) for row, t in enumerate(terms)]


def _terms(items: Iterable[Item]) -> list[_Term]:
    terms: list[_Term] = []
    for item in items:
        split = split_term(item.text)
        if split is not None and (item.number is not None or _DEFINES.match(split[1])):
            printed = item.number.printed if item.number else None
            terms.append(_Term(printed, *split, item.page))
        elif terms:
            last = terms[-1]
            number = item.number.printed if item.number else ""
            terms[-1] = _Term(last.number, last.term, f"{last.definition}{number}{item.text}", last.page)
    return terms


def split_term(text: str) -> tuple[str, str] | None:
    """Split a paragraph into a term and its definition, None where it is none.

    Examples
    --------
    >>> split_term("基本支出：指为保障机构正常运转而发生的支出。")
    ('基本支出', '指为保障机构正常运转而发生的支出。')
    >>> split_term("“三公”经费是指因公出国（境）费等支出。")
    ('“三公”经费', '是指因公出国（境）费等支出。')
    >>> split_term("其中：因公出国（境）费反映差旅费。") is None
    True
    """
    text = _MARKS.sub("", text)
    for match in _SEPARATOR.finditer(text):
        term = text[: match.start()]
        if _depth(term) != 0:
            continue
        if not term or len(term) > _LONGEST_TERM or "。" in term or "；" in term or _NO_TERM.match(term):
            return None
        keeps = match[0].lstrip("，,：:")
        return term, (keeps + text[match.end() :]).strip()
    return None


def _depth(text: str) -> int:
    return sum(text.count(mark) for mark in _OPENING) - sum(text.count(mark) for mark in _CLOSING)

"""Reading the paragraphs one after the other: what each states, and how many sentences print money and yield nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable

from qzbudget.narrative.context import CLASSIFIED, NOBODY, Context, Name
from qzbudget.narrative.doubts import is_last_of_many
from qzbudget.narrative.drafts import Draft, measure_of_parts
from qzbudget.narrative.figures import figures
from qzbudget.narrative.reasons import Span, reasons
from qzbudget.narrative.sections import Passage
from qzbudget.narrative.sentence import Sentence
from qzbudget.narrative.subjects import subject_of
from qzbudget.narrative.walk import read_figures

_OPENS_LIST = re.compile(r"[:：]$|(?:其中|包括|如下)$")
_AS_OF = re.compile(r"(?:截至|截止到?)(?P<date>(?:上年|去年|20\d\d年)(?:年?[底末初]|\d{1,2}月(?:\d{1,2}日|[底末])?)?)")
_GOES_ON = re.compile(r"(?:其中|包括|具体)")
_ABOUT = re.compile(r"(?:情况|安排)*(?:的)?(?:说明|情况)$")


def read_passages(passages: Iterable[Passage], context: Context) -> tuple[list[Draft], int]:
    """Return the statements of a document, and the number of sentences with money that say nothing understood."""
    drafts: list[Draft] = []
    unread = 0
    for passage in passages:
        unread += _paragraph(passage, context)
        drafts += context.rows
        context.earlier += context.rows
    return drafts, unread


def _paragraph(passage: Passage, context: Context) -> int:
    context.enter(passage)
    context.topic = _name(passage.topic or "", context)
    base, unread, elsewhen = context.base, 0, context.elsewhen
    own = "executed" if context.is_final else "budget"
    for start, end in passage.paragraph.sentences():
        if passage.start < end:
            sentence = Sentence(context, passage, max(start, passage.start), end, base)
            sentence.elsewhen, sentence.measure = elsewhen, context.measure
            unread += _sentence(sentence)
            base, elsewhen = sentence.base, sentence.elsewhen
    if _OPENS_LIST.search(passage.paragraph.text):
        context.in_list, context.base, context.elsewhen = True, base, elsewhen
        context.measure = None if context.blind else measure_of_parts(context.before, own)
    elif not passage.numbered and context.rows:
        context.in_list, context.base, context.elsewhen, context.measure = False, None, False, None
    else:
        context.elsewhen = context.elsewhen and elsewhen
    return unread


def _sentence(sentence: Sentence) -> int:
    """Read one sentence; return 1 where it prints money and nothing is understood."""
    context, start, end = sentence.context, sentence.start, sentence.end
    text = sentence.passage.paragraph.text
    if match := _AS_OF.search(text, start, end):
        context.as_of = match["date"]
    found = figures(text, start, end, context.concepts.words)
    spans = reasons(text, start, end)
    read_figures(sentence, found, spans)
    for span in spans:
        _give_reason(span, sentence)
    if not found and (topic := _short_topic(sentence.text, context)):
        context.topic, context.head = topic, None
    if sentence.rows or sentence.blind:
        context.before, context.blind = sentence.rows, sentence.blind
    lists = _GOES_ON.match(sentence.text) is not None and any(row.is_amount for row in sentence.rows)
    context.head = _head(sentence) or (None if sentence.lost or lists else context.head)
    money = any(figure.kind == "money" for figure in found) and context.speaks_of_budget(sentence.passage)
    return int(money and not sentence.rows and not sentence.understood)


def _head(sentence: Sentence) -> Draft | None:
    """Return the row that the next sentence speaks on of: the first amount, the last where only that is not compared.

    Behind a sentence that lists parts (其中：…，…。) it may be the whole or a part: none.
    """
    amounts = [row for row in sentence.rows if row.is_amount]
    if not amounts or (_GOES_ON.match(sentence.text) and is_last_of_many("", amounts)):
        return None
    return amounts[-1] if amounts[0].compared and not amounts[-1].compared else amounts[0]


def _give_reason(span: Span, sentence: Sentence) -> None:
    """Give a reason to the comparison that it follows, or to the one that its words name."""
    context, text = sentence.context, sentence.passage.paragraph.text
    reason = text[span.begin : span.end].strip("，,。；;：: ")
    if not reason:
        return
    before = [row for row in context.rows if row.figure.start < span.start and row.passage is sentence.passage]
    name, concept = context.concepts.of(subject_of(span.whose).text, sentence.text)
    named = [row for row in context.earlier + before if name and row.compared and row.is_about(name, concept)]
    last = [row for row in before if row.compared][-1:] or [row for row in context.earlier[-1:] if not before and row.compared]
    for row in named[-1:] or last:
        row.reason = row.reason or reason


def _short_topic(sentence: str, context: Context) -> Name | None:
    """Take the first words of a sentence without figures, as in 机关运行经费。, for what the next is about."""
    name, concept = _name(re.split(r"[。，,；;:：]", sentence)[0], context)
    return (name, concept) if concept is not None or CLASSIFIED.search(name) else None


def _name(words: str, context: Context) -> Name:
    subject = subject_of(_ABOUT.sub("", words)).text
    return context.concepts.of(subject, words) if subject else NOBODY

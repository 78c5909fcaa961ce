"""Changes, percentages, shares and degrees of completion in a sentence: each to the row that it is said of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from qzbudget.narrative.bases import base_kind
from qzbudget.narrative.context import LastYear
from qzbudget.narrative.doubts import is_last_of_many, is_open
from qzbudget.narrative.drafts import Draft
from qzbudget.narrative.figures import Figure
from qzbudget.narrative.leads import Lead
from qzbudget.narrative.proofs import only_one
from qzbudget.narrative.respective import listed
from qzbudget.narrative.sentence import LIST, YUAN, Sentence

_BEHIND_LIST = re.compile(r"[；;](?=比|较|与|同比)")
_ONLY_A_VERB = re.compile(r"[，,、（(](?:同比|比上年|较上年)?(?:增加|减少|增长|下降|降低|上升|增幅|降幅)(?:了|率|幅度?|比例|约|为|达)*")
_CHANGED = re.compile(r"(?:[，,]?(?:相比较?|对比|比较)[，,]?)?(?:增加|减少|增长|下降)")


def read_prior(sentence: Sentence, lead: Lead, figure: Figure) -> None:
    """Keep last year's amount of 较2025年预算198.27万元增加3.6万元.

    Of 比上年1.43万元，增加0.68% only what the percentage compares with is sure.
    """
    sentence.base = lead.base
    context = sentence.context
    kind = base_kind(lead.base, context.fiscal_year, context.concepts.words) or ""
    if kind.startswith("prior_") and _CHANGED.match(sentence.paragraph, figure.stop):
        executed = kind == "prior_executed"
        sentence.context.prior = LastYear(figure.number * YUAN[figure.unit], executed, lead.base or "")
        sentence.understood = True


def read_change(sentence: Sentence, lead: Lead, figure: Figure, in_reason: bool) -> None:
    """Give a change, in money or in per cent, to the row that it is said of; where there is none, make one."""
    if lead.base and not in_reason:
        sentence.base = lead.base
    if is_open(lead, figure, sentence.current):
        sentence.understood = True
        return
    if _ends_list(sentence, lead, figure) and not _is_proved(sentence, lead, figure):
        return
    row = None if in_reason else _row_of(sentence, lead, figure)
    spoken = None if in_reason or lead.adjusted or lead.subject.text else row or sentence.current
    if spoken is not None and spoken.change_yuan is not None and figure.kind in ("money", "same"):
        sentence.current = row = _second_change(sentence, spoken, lead, figure)
    elif row is None and spoken is not None and spoken.change_pct is not None and figure.kind == "percent" and lead.base:
        row = _second_change(sentence, spoken, lead, figure)
    elif row is None and figure.kind != "about":
        row = _new_change(sentence, lead, figure, in_reason)
    if row is None:
        return
    if figure.kind == "about":
        row.about_same = True
    elif figure.kind == "percent":
        _percent(row, lead, figure.number)
    else:
        row.change_yuan = figure.number * YUAN[figure.unit] * (lead.sign or 1)
        row.adjusted = lead.adjusted
    sentence.current = row
    sentence.understood = True
    prior = sentence.context.prior if row.is_amount and not lead.adjusted else None
    row.change_base = row.change_base or lead.base or (prior.words if prior else None) or sentence.base
    if prior is not None and row.prior_stated is None:
        row.prior_stated, row.prior_executed = prior.yuan, prior.executed


def read_each(sentence: Sentence, lead: Lead, figure: Figure) -> None:
    """Give the changes of a list to the amounts of the list before, where there are as many and they add up to the whole.

    As in 预算79.69亿元，其中A费21.36亿元，B费58.33亿元。比上年分别减少0.29亿元、0.33亿元. Otherwise nothing is read.
    """
    sentence.current, sentence.understood = None, True
    amounts = [row for row in sentence.rows or sentence.context.before if row.is_amount]
    changes = listed(sentence.paragraph, sentence.rest)
    parts = amounts[1:]
    if figure.kind != "money" or not lead.sign or len(parts) < 2 or len(parts) != len(changes):
        return
    if any(row.compared for row in parts) or sum(row.amount_yuan or 0 for row in parts) != amounts[0].amount_yuan:
        return
    for row, change in zip(parts, changes, strict=True):
        row.change_yuan = change.number * YUAN[change.unit] * lead.sign
        row.change_base = lead.base or sentence.base


def read_ratio(sentence: Sentence, lead: Lead, figure: Figure) -> None:
    """Give a share, or a degree of completion, to its row."""
    row = sentence.current
    if lead.subject.text:
        name, concept = sentence.named(lead.subject)
        row = next((r for r in reversed(sentence.context.rows) if r.is_about(name, concept)), None)
        if row is None and lead.kind == "share" and concept is not None:
            row = Draft(sentence.passage, sentence.span, name, concept, "share", figure)
            sentence.add(row)
    if row is None or row.measure == "count":
        return
    sentence.understood = True
    if lead.kind == "share" and row.share_pct is None:
        row.share_pct = figure.number
    elif lead.kind == "completion" and row.completion_pct is None:
        row.completion_pct = figure.number


def _adds_to_zero(row: Draft | None, lead: Lead) -> bool:
    """Tell whether words say again that an amount has not changed: 增长0%，与2019年持平."""
    return row is not None and row.change_pct == 0 and row.change_yuan is None and not lead.subject.text


def _ends_list(sentence: Sentence, lead: Lead, figure: Figure) -> bool:
    rows, text = sentence.rows, sentence.paragraph
    if _BEHIND_LIST.match(text, _stop(rows)) and lead.base and not lead.subject.text and is_last_of_many("", rows):
        return True
    opened = [match.end() for match in LIST.finditer(text, sentence.start, figure.start)]
    if not opened or lead.subject.text or lead.base is None or not rows or sentence.current is not rows[-1]:
        return False
    return is_last_of_many(text[opened[-1] : figure.start], [row for row in rows if row.figure.start >= opened[-1]])


def _is_proved(sentence: Sentence, lead: Lead, figure: Figure) -> bool:
    """Go back to the row that a change behind a list is proved to be of; return False where none is."""
    sentence.current, sentence.understood = _proved(sentence, lead, figure), True
    return sentence.current is not None


def _proved(sentence: Sentence, lead: Lead, figure: Figure) -> Draft | None:
    """Return the row that a change behind a list is proved to be of by its percentage: the last of the list or the whole."""
    percent = sentence.ahead
    if percent is None or percent.kind != "percent" or figure.kind != "money" or not lead.sign:
        return None
    between = sentence.paragraph[figure.stop : percent.start]
    if not _ONLY_A_VERB.fullmatch(between):
        return None
    opened = [match.start() for match in LIST.finditer(sentence.paragraph, sentence.start, figure.start)]
    wholes = [row for row in sentence.rows if row.is_amount and opened and row.figure.start < opened[-1]]
    change = figure.number * YUAN[figure.unit] * lead.sign
    return only_one([*wholes[-1:], sentence.rows[-1]], change, percent.number)


def _stop(rows: Sequence[Draft]) -> int:
    return rows[-1].figure.stop if rows else 0


def _second_change(sentence: Sentence, row: Draft, lead: Lead, figure: Figure) -> Draft | None:
    """Make a row for a second comparison of an amount, with something else: 较上年减少22万元，较预算数减少217万元."""
    context = sentence.context
    first, second = (base_kind(base, context.fiscal_year, context.concepts.words) for base in (row.change_base, lead.base or sentence.base))
    if second is None or first == second:
        return None
    draft = Draft(sentence.passage, sentence.span, row.subject, row.concept, "change", figure)
    sentence.add(draft)
    return draft


def _percent(row: Draft, lead: Lead, number: Decimal) -> None:
    sign = (0 if lead.unclear else lead.sign) or (-1 if row.change_yuan is not None and row.change_yuan < 0 else 1)
    signed = number * sign if number else number
    if row.change_yuan and (row.change_yuan < 0) != (signed < 0 or (not number and sign < 0)):
        return
    row.change_pct = signed


def _row_of(sentence: Sentence, lead: Lead, figure: Figure) -> Draft | None:
    """Return the row that a change belongs to, None where it needs one of its own."""
    if figure.kind == "same" and _adds_to_zero(sentence.current, lead):
        return sentence.current
    if lead.adjusted:
        row = sentence.current
        goes_on = row is not None and row.adjusted and row.takes_change and figure.kind == "percent" and not lead.subject.text
        return row if goes_on else None
    spoken = reversed(sentence.context.rows)
    if lead.subject.text:
        name, concept = sentence.named(lead.subject)
        rows = (row for row in spoken if row.is_about(name, concept))
        return next((row for row in rows if row.is_amount and not row.compared), None)
    if lead.subject.bare and lead.subject.measure == "executed":
        return next((row for row in spoken if row.measure == "executed" and not row.compared), None)
    return sentence.current if sentence.current is not None and sentence.current.takes_change else None


def _new_change(sentence: Sentence, lead: Lead, figure: Figure, in_reason: bool) -> Draft | None:
    """Make a row for a change whose amount is not stated beside it."""
    current = sentence.current
    if lead.subject.text:
        name, concept = sentence.named(lead.subject)
    elif lead.adjusted and not in_reason and current is not None:
        name, concept = current.subject, current.concept
    elif lead.subject.bare and not in_reason and not sentence.rows:
        name, concept = sentence.context.topic
    else:
        return None
    if not sentence.context.concepts.names_money(name, concept, in_list=False):
        return None
    draft = Draft(sentence.passage, sentence.span, name, concept, "change", figure)
    sentence.add(draft)
    return draft

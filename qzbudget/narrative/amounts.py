"""Amounts of money in a sentence: each to the subject that it is of, last year's to the comparison that it belongs to."""

from __future__ import annotations

import re
from decimal import Decimal

from qzbudget.narrative.context import CLASSIFIED, NOBODY, LastYear, Name
from qzbudget.narrative.doubts import is_of_a_count, is_of_one_thing
from qzbudget.narrative.drafts import Draft, measure_of_parts
from qzbudget.narrative.figures import Figure
from qzbudget.narrative.sentence import LIST, YUAN, Sentence
from qzbudget.narrative.subjects import Subject, owner_ends, subject_of

_SHOULD_HAVE_TERM = re.compile(r"(?<!局机关)中含|公务接待费|公务用车(?:费用|购置|运行)")
_OWN = re.compile(r"[我本该全](?:单位|部门|[省市县区州旗镇乡校局委办厅院所站处会]|街道|中心)(?:本级)?$")
_CLAUSES = re.compile(r"[：:，,；;。]")
_SEPARATOR = re.compile(r"[：:，,]")
_THIS_YEAR = re.compile(r"本年|今年|当年")
_OF_VEHICLES = re.compile(r"(?P<vehicles>车辆)?(?P<money>(?:购置|运行(?:维护)?)(?:费用?|经费|支出)+)")
_PART_OF_YEAR = re.compile(r"(?<!\d)1?\d月?[-—–~至](?!12月)\d{1,2}月|[上下]半年|[一二三四]季度")
_YEAR = re.compile(r"(?<!\d)(20\d\d)年(?!度?末|底|\d{1,2}月)")
_ASIDE_YEARS = re.compile(
    r"《[^》]*》|〔[^〕]*〕|[（(][^（）()]*[）)]|(?:截至|截止)[^，,。]*|(?:比|较|与|同|对|自|从|至|于|因|按|据)(?:照)?20\d\d年"
)
_BEGINNING = 12
"""A sentence that is about a year names it in so many characters."""
_LEFT_OVER = re.compile(r"结转|结余")
_BRACKETED = re.compile(r"\s*[（(]")
_SAYS = re.compile(r"[为是：:]+$")


def read_amount(sentence: Sentence, subject: Subject, before: str, figure: Figure) -> bool:
    """Read an amount; return False where it is not understood, so that nothing behind it is taken for that of another."""
    context, current = sentence.context, sentence.current
    yuan = figure.number * YUAN[figure.unit]
    if _is_elsewhen(sentence, subject, before, figure):
        return False
    if subject.prior or context.is_last_year(subject.year):
        return _last_year(sentence, subject, before, yuan)
    if current is not None and current.measure == "count" and before in ("、", "，"):
        if current.concept is not None and current.concept.startswith("assets_planned"):
            sentence.add(Draft(sentence.passage, sentence.span, current.subject, current.concept, "budget", figure, yuan))
        return True
    if subject.year not in (None, context.fiscal_year) or not (subject.text or subject.bare):
        return False
    if sentence.begun and is_of_a_count(before):
        return False
    if sentence.begun and subject.text in ("支出", "收入") and not any(row.is_amount for row in sentence.rows):
        return False
    name, concept = _announced(sentence, before) if subject.bare else NOBODY
    if not name:
        name, concept = sentence.named(subject)
    name, concept = _in_brackets(sentence, name, concept)
    concept = _of_vehicles(sentence, name, concept)
    name, concept = _of_another(sentence, name, concept, before)
    if is_of_one_thing(concept, _whole(sentence, figure)):
        concept = None
    in_list = bool(subject.text) and _lists(sentence, before, figure)
    understood = context.concepts.names_money(name, concept, in_list) and (concept is not None or _is_plain(sentence, name, figure))
    if understood:
        measure = subject.measure or _of_list(sentence, before) or ("executed" if context.is_final else "budget")
        draft = Draft(sentence.passage, sentence.span, name, concept, measure, figure, yuan)
        draft.measured = subject.measure is not None
        sentence.add(draft)
    return understood


def read_target(sentence: Sentence, figure: Figure) -> None:
    """Read the budget of 支出决算为8万元，完成预算10万元的80%: it is that of the amount before, of which the percentage is said."""
    current = sentence.current
    if current is None or current.measure != "executed":
        return
    yuan = figure.number * YUAN[figure.unit]
    draft = Draft(sentence.passage, sentence.span, current.subject, current.concept, "budget", figure, yuan)
    draft.is_target = True
    sentence.add(draft)
    sentence.current = current


def _is_elsewhen(sentence: Sentence, subject: Subject, before: str, figure: Figure) -> bool:
    """Tell whether an amount is of a part of the year, or stands without a year behind one of another.

    As in 1-6月支出5万元, 2021年决算20万元，其中：接待费12万元, or 2021年预算中，接待费12万元.
    """
    if _PART_OF_YEAR.search(before):
        sentence.elsewhen = True
        return True
    if subject.year == sentence.context.fiscal_year or _THIS_YEAR.search(before):
        sentence.elsewhen = False
    elif subject.prior or subject.year is not None:
        sentence.elsewhen = sentence.elsewhen or not sentence.rows or _turns_back(subject, before)
    elif not sentence.begun and _opens_elsewhen(sentence, figure):
        sentence.elsewhen = True
    return sentence.elsewhen and not subject.prior and subject.year is None


def _turns_back(subject: Subject, before: str) -> bool:
    """Tell whether a sentence goes over to another year: 收入9万元，2022年收入8万元，支出8万元."""
    return subject.year is not None and bool(subject.text) and not _LEFT_OVER.search(subject.text) and not _BRACKETED.match(before)


def _opens_elsewhen(sentence: Sentence, figure: Figure) -> bool:
    """Tell whether the words before the first figure begin with another year and do not name this one."""
    words = _ASIDE_YEARS.sub("", sentence.paragraph[sentence.start : figure.start])
    opening, year = _YEAR.search(words[:_BEGINNING]), sentence.context.fiscal_year
    years = {int(found) for found in _YEAR.findall(words)}
    return opening is not None and year is not None and years == {int(opening[1])} and year not in years


def _in_brackets(sentence: Sentence, name: str, concept: str | None) -> Name:
    """Return a name in brackets as a part of what stands before them."""
    outer = sentence.outside[-1] if sentence.outside else None
    if outer is None or not name:
        return name, concept
    if outer.concept is None:
        return name, None
    if concept is None and outer.concept == "three_public.vehicles":
        return name, sentence.context.concepts.of(f"公务用车{name}", sentence.text)[1]
    return name, concept


def _is_plain(sentence: Sentence, name: str, figure: Figure) -> bool:
    """Tell whether a name without a term may stand as it is: one of receptions, vehicles or travel says which part it is of."""
    of_another = any(row.is_amount and row.subject == name for row in sentence.rows)
    return figure.unit != "" and (of_another or _SHOULD_HAVE_TERM.search(name) is None)


def _whole(sentence: Sentence, figure: Figure) -> Draft | None:
    """Return the amount that a list in the sentence, or the whole sentence, has the parts of."""
    if LIST.match(sentence.text) and sentence.context.head is not None:
        return sentence.context.head
    opened = [match.start() for match in LIST.finditer(sentence.paragraph, sentence.start, figure.start)]
    amounts = [row for row in sentence.rows if row.is_amount and opened and row.figure.start < opened[-1]]
    return amounts[-1] if amounts else None


def _of_another(sentence: Sentence, name: str, concept: str | None, before: str) -> Name:
    """Return a name with its owner and without a term where the sentence has said the amount of it, of another unit or of all.

    As in “三公”经费10万元，其中：局机关“三公”经费6万元.
    """
    clause = _CLAUSES.split(before)[-1]
    at = clause.find(name)
    if concept is None or at <= 0:
        return name, concept
    owner = LIST.sub("", clause[:at])
    same = any(row.is_amount and row.concept == concept for row in sentence.rows)
    own = _OWN.search(owner) is not None or any(owner.endswith(known) for known in sentence.context.concepts.owners)
    if same and not own and owner and owner_ends(owner)[-1:] == [len(owner)]:
        return owner + name, None
    return name, concept


def _of_vehicles(sentence: Sentence, name: str, concept: str | None) -> str | None:
    """Return the term for 购置费 and 运行费 where the sentence opens with the vehicles' money or names official vehicles."""
    match, rows = _OF_VEHICLES.fullmatch(name), sentence.rows
    if concept is not None or match is None:
        return concept
    family = "three_public" if match["vehicles"] else "three_public.vehicles"
    opens = bool(rows) and (rows[0].concept or "").startswith(family)
    if opens or (match["vehicles"] and "公务用车" in sentence.text):
        return sentence.context.concepts.of(f"公务用车{match['money']}", sentence.text)[1]
    return None


def _announced(sentence: Sentence, before: str) -> Name:
    """Return what 收入预算：2026年年初预算数 names before its colon or comma."""
    parts = _SEPARATOR.split(before)
    if len(parts) < 2:
        return NOBODY
    name, concept = sentence.context.concepts.of(subject_of(parts[-2]).text, sentence.text)
    return (name, concept) if concept is not None or CLASSIFIED.search(name) else NOBODY


def _lists(sentence: Sentence, before: str, figure: Figure) -> bool:
    """Tell whether the figure is one of a list of parts, or opens a numbered paragraph."""
    passage, text = sentence.passage, sentence.paragraph
    opens = passage.numbered and text[passage.start : figure.start] == before
    return sentence.context.in_list or opens or LIST.search(text, passage.start, figure.start) is not None


def _of_list(sentence: Sentence, before: str) -> str | None:
    """Return the measure of the amount that a list has the parts of, where that is not what the document is of.

    The parts of a budget in final accounts are budgeted: 预算为20万元，其中：公务接待费9万元.
    """
    context = sentence.context
    own = "executed" if context.is_final else "budget"
    if LIST.match(sentence.text) and not sentence.rows:
        sentence.measure = None if context.blind else measure_of_parts(context.before, own, sentence.measure)
    elif LIST.search(before):
        sentence.measure = None if sentence.blind else measure_of_parts(sentence.rows, own, sentence.measure)
    return sentence.measure


def _last_year(sentence: Sentence, subject: Subject, before: str, yuan: Decimal) -> bool:
    """Keep what is said of last year for the comparison that it belongs to."""
    current = sentence.current
    if subject.text:
        return current is not None and current.is_about(*sentence.named(subject))
    executed = subject.measure == "executed"
    if before.lstrip().startswith(("（", "(")):
        if current is not None and current.prior_stated is None:
            current.prior_stated, current.prior_executed = yuan, executed
    else:
        words = _SEPARATOR.split(before)[-1]
        sentence.context.prior = LastYear(yuan, executed, _SAYS.sub("", words.removeprefix("、")))
    sentence.understood = True
    return True

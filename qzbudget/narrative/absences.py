"""Sentences that say that there is no such money: 本单位2023年没有使用政府性基金预算拨款安排的支出."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qzbudget.narrative.words import Words
from qzbudget.text import match_key

_NONE = re.compile(
    r"(?:没有|无|未(?:安排|编制|发生|使用|列支)|不涉及)(?:使用|安排|发生|涉及|编制|列支)*(?:当年|本年度?)?(?:20\d\d年度?)?"
    r"(?P<what>[^，,。；;：:]{2,60})"
)
_CLAUSE = re.compile(r"[，,。；;：:（(]")
_LISTED = re.compile(r"[、和及与](?!支出|运行)")
_YEAR = re.compile(r"(20\d\d)年")
_THIS_YEAR = re.compile(r"当年|本年|今年|年内")
_REASON = re.compile(r"(?:(?:增加|减少|增长|下降|持平|变化)的)?(?:主要)?原因(?:是|为)?|主要(?:是|为)|因为|由于")
_ASIDE = re.compile(
    r"^[（(]|^[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|20\d\d年(?:度)?|当年|本年度?|今年|年内|(?:部门|单位)?预算中|[均都也并且故]|所以|因此"
    r"|[本我该](?:单位|部门|局|委|厅|办|院|会|处|中心|街道|级|校|机关)(?:[（(]本级[）)])?"
)
_SAME_THING = re.compile(
    r"(?:此|该|这)(?:项|类|部分)(?:经费|费用?|支出|预算|收支|资金|安排)*|相关(?:收支|支出|预算|收支项目)"
)
_ABOUT = re.compile(r"(?:安排|使用|收支|支出|预算|收入)*(?:的)?(?:说明|情况)+$")


@dataclass(frozen=True, slots=True)
class Absence:
    """What a text says that there is none of: the words and their place in the text, and the term for it."""

    subject: str
    concept: str
    start: int
    end: int


def absences(
    text: str, words: Words, year: int | None = None, owners: Sequence[str] = (), topic: str = ""
) -> Iterator[Absence]:
    """Yield what a sentence says that the document has none of in its year.

    Parameters
    ----------
    text : str
        The sentence, with its note word where it is a note below a table.
    words : Words
        The words of the narrative.
    year : int, optional
        The year of the document; what is said of another year is left out.
    owners : sequence of str
        Names of the unit; what is said of other units is left out.
    topic : str
        The heading above, which 无此项支出 is about.

    Examples
    --------
    >>> from qzbudget.narrative.words import narrative_words
    >>> [a.concept for a in absences("本单位2023年没有使用政府性基金预算拨款安排的支出。", narrative_words(), 2023)]
    ['government_fund']
    >>> list(absences("本单位2022年没有使用政府性基金预算拨款安排的支出。", narrative_words(), 2023))
    []
    """
    for match in _NONE.finditer(text):
        begin = max((found.end() for found in _CLAUSE.finditer(text, 0, match.start())), default=0)
        of_a_part = begin > 1 and text[begin - 1] in "（("
        spoken = _is_of_the_year(text[begin : match.end()], year) and _is_of_the_document(
            text[begin : match.start()], owners
        )
        if spoken and not of_a_part:
            subject = match["what"].rstrip("）)")
            for concept in _concepts(subject, topic, words):
                yield Absence(subject, concept, match.start(), match.start("what") + len(subject))


def _concepts(subject: str, topic: str, words: Words) -> list[str]:
    named = _ABOUT.sub("", _YEAR.sub("", topic)) if _SAME_THING.fullmatch(subject) else subject
    return sorted({concept for part in [named, *_LISTED.split(named)] if (concept := _concept(part, words))})


def _concept(subject: str, words: Words) -> str | None:
    key = match_key(subject)
    return next((word.name for word in words.absences if word.pattern.fullmatch(key)), None)


def _is_of_the_year(clause: str, year: int | None) -> bool:
    """Tell whether a clause speaks of the document's year; a reason given for a change has to say so."""
    named = {int(found) for found in _YEAR.findall(clause)}
    if named or _REASON.search(clause):
        return year in named or (not named and _THIS_YEAR.search(clause) is not None)
    return "上年" not in clause and "去年" not in clause


def _is_of_the_document(before: str, owners: Sequence[str]) -> bool:
    """Tell whether nobody but the document's own unit stands before the words that say that there is none."""
    rest = _REASON.sub("", before)
    for owner in owners:
        rest = rest.replace(owner, "")
    rest = _ASIDE.sub("", _ASIDE.sub("", rest)).strip("，, ")
    return not rest or (len(rest) > 2 and any(owner.endswith(rest) for owner in owners))

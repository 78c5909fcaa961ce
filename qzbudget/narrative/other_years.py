"""Headings and sentences about last year where this year may be meant: last year's text left standing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from qzbudget.narrative.context import Context
from qzbudget.narrative.drafts import Draft
from qzbudget.narrative.reading import read_passages
from qzbudget.narrative.sections import Passage

YEAR = re.compile(r"(?<!\d)(20\d\d)年(?!度?末|底|\d{1,2}月)")
_OTHER_TIMES = re.compile(
    r"《[^》]*》|〔[^〕]*〕|[（(][^（）()]*[）)]|(?:截至|截止)[^，,。]*|(?:比|较|与|同|对|自|从|至|于)20\d\d年"
)
_BEGINNING = 12
"""A sentence that is about a year names it in so many characters."""
_EXPLAINS = re.compile(r"(?:预算|支出|收入|收支|“三公”经费|采购|运行经费).*(?:说明|情况|安排)$")
_LOOKS_BACK = re.compile(r"执行|完成|决算|绩效|评价|自评|上年|结转|结余|工作|占用|资产")


def is_of_last_year(heading: str, context: Context) -> bool:
    """Tell whether the heading of an explanation names last year and no other.

    One about what was done, spent or left over looks back, and means last year.
    """
    looks_back = _LOOKS_BACK.search(heading.replace("决算", "") if context.is_final else heading)
    years = {int(year) for year in YEAR.findall(_OTHER_TIMES.sub("", heading))}
    return (
        _EXPLAINS.search(heading) is not None
        and not looks_back
        and bool(years)
        and all(map(context.is_last_year, years))
    )


def sentences_of_last_year(passages: Iterable[Passage], context: Context) -> Iterator[Draft]:
    """Yield the amounts of sentences that begin with last year and do not name this one, read as if it were their year."""
    for passage in passages:
        for start, end in passage.paragraph.sentences():
            begin = max(start, passage.start)
            text = _OTHER_TIMES.sub("", passage.paragraph.text[begin:end])
            years = {int(year) for year in YEAR.findall(text)}
            opening = YEAR.search(text[:_BEGINNING])
            if opening and years == {int(opening[1])} and context.is_last_year(int(opening[1])):
                of_that_year = Context(context.concepts, int(opening[1]), context.is_final)
                own = "executed" if context.is_final else "budget"
                drafts, _ = read_passages([passage], of_that_year)
                yield from (d for d in drafts if d.sentence == (begin, end) and d.is_amount and d.measure == own)

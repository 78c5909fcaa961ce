"""Counted things: vehicles, equipment, staff, projects."""

from __future__ import annotations

import re

from qzbudget.narrative.subjects import owner_ends, subject_of
from qzbudget.narrative.words import Words

_PERSONS = {
    "three_public.reception.batches": "three_public.reception.persons",
    "three_public.reception.foreign.batches": "three_public.reception.foreign.persons",
    "three_public.overseas.groups": "three_public.overseas.persons",
}
_ONLY_PERSONS = {"", "人数", "人次", "接待人次", "接待人数", "接待", "来宾"}
_THERE_IS = re.compile(r"^.*?(?:内|现|共|设)有|^内设")
_MOVED = re.compile(r"增加|减少|新增|购置|报废|处置|超编|出租|出借")
_IN_ALL = re.compile(r"^(?:总计|共计|累计|合计|总共|共)")
PARTS_OF_STAFF = {"行政": "administrative", "事业": "institutional", "工勤": "workers", "参公": "civil_service_like"}
"""Words that name a part of the staff counted before, and the last step of its term."""
_STAFF_WORDS = re.compile(r"(?:人员|编制|在编|在职|人数)+$")
_STOCK = re.compile(r"截[至止]|保有|[共现实]有|年末|期末")
"""Words that count what there is, behind a count of what is to be bought."""
_OF_BUDGET = re.compile(r"^(?:全年)?共?(?:(?:单位|部门)?预算)?安排(?=.)")


def counted(before: str, unit: str, above: str | None, words: Words) -> tuple[str, str] | None:
    """Return the thing that a count is of and its term, None where it is none that budgets report.

    Parameters
    ----------
    before : str
        The words before the number.
    unit : str
        The unit of the count.
    above : str or None
        The term of the count before, whose part this one may be.
    words : Words
        The words of the narrative.

    Examples
    --------
    >>> from qzbudget.narrative.words import narrative_words
    >>> counted("，其中，实物保障用车", "辆", "assets.vehicles", narrative_words())
    ('实物保障用车', 'assets.vehicles.in_kind')
    >>> counted("，其中行政", "人", "staff.actual", narrative_words())
    ('行政', 'staff.actual.administrative')
    """
    subject = _OF_BUDGET.sub("", subject_of(re.split(r"[，,；;。：:]", before)[-1]).text)
    concept = words.counted(subject, unit)
    for cut in owner_ends(subject) if concept is None else ():
        if concept := words.counted(subject[cut:], unit):
            subject = subject[cut:]
            break
    if concept is None and (concept := words.counted(_THERE_IS.sub("", subject), unit)):
        subject = _THERE_IS.sub("", subject)
    head, _, tail = subject.rpartition("的")
    if concept is None and tail and not _MOVED.search(head) and (concept := words.counted(tail, unit)):
        subject = tail
    if _IN_ALL.sub("", subject) in _ONLY_PERSONS and unit in ("人次", "人") and above in _PERSONS:
        return subject or unit, _PERSONS[above]
    if concept is None and unit == "人" and above is not None and above.startswith("staff."):
        part = PARTS_OF_STAFF.get(_STAFF_WORDS.sub("", subject))
        return (subject, f"{'.'.join(above.split('.')[:2])}.{part}") if part else None
    if concept is None:
        return None
    if above is not None and above.startswith("assets_planned.") and concept.startswith("assets.") and not _STOCK.search(before):
        concept = concept.replace("assets.", "assets_planned.", 1)
    return subject, concept

"""The words before a figure: what the figure is, whose it is, and what it is compared with."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from qzbudget.narrative.figures import BASE
from qzbudget.narrative.subjects import Subject, subject_of
from qzbudget.narrative.words import Words

_BEFORE_VERB = re.compile(r"(?:各|均|共|总共|合计|总体|净|又|还|预计|相应|总额|对比|相比|比较)+$")
_SHARE = re.compile(r"占(?P<whole>[^，,；;。]*)$|占比(?:例|重)?(?:最[大高多]|较[大高多])?[，,](?:为|达到?)$")
_TARGET = re.compile(
    r"[，,；;。（(]?(?:已)?完成(?:了)?(?:本年度?|当年)?(?:年初|全年|年度|当年|调整后?)?(?:的)?(?:预算|计划)(?:总?数|总额|金额|安排|批复|下达|指标)*(?:为)?$"
)
_COMPLETION = re.compile(
    r"(?:完成|为|达到?)了?[^，,；;。]*(?:预算|计划)(?:数|总额|金额|安排|批复|下达|指标)*的$|占(?:年初|全年|当年|调整)?预算数?的$"
    r"|完成(?:年初|全年|当年|调整)?预算数?$"
    r"|(?:预算|年初预算|全年预算)?(?:完成|执行)(?:率|比例|进度)(?:为|达到?|是|[:：])*$"
)
_OTHER_RATIO = re.compile(r"(?:为|是|完成|达到?)(?:上年|去年|上一年|[^，,；;。]*(?:执行|决算))[^，,；;。]*的$")
_LONGEST_BASE = 24
_SEPARATOR = re.compile(r"[，,；;。：:]")
_COMPARED = {"小于": -1, "少于": -1, "低于": -1, "大于": 1, "多于": 1, "高于": 1}
_DIFFERS = re.compile(rf"(?P<link>{'|'.join(_COMPARED)})(?:上年|去年|上一年|20\d\d年|年初|预算数)[^，,；;。]*$")
_ADJUSTED = re.compile(r"扣除|剔除|同口径|可比口径|不含")
_LIKE_FOR_LIKE = re.compile(r"按?(?:同|可比)口径$")
_BARE_NUMBER = re.compile(r"^(?:的|为)?\d[\d,.]*(?![\d年月%])")
"""Last year's amount without its unit: 较上年2.08减少0.03万元."""
_EACH = re.compile(r"(?:分别|依次)(?:各)?$")
_PRIOR = re.compile(r"(?:^|[，,；;。：:（(])(?:与|比|较|和|同)(?P<base>(?:上年|去年|上一年|20\d\d年)度?[^，,；;。：:]+?)(?:为|的)?$")
_THEN_CHANGED = re.compile(r"[，,]?(?:相比较?|对比|比较|比)?[，,]?(?:同口径)?(?:净)?(?:增加|减少|增长|下降|上升|降低|增|减)")
_VAGUELY = re.compile(r"^(?:略有|有所|略|稍有)(?:增加|减少|增长|下降|上升|降低)[，,]")


@dataclass(frozen=True, slots=True)
class Lead:
    """What the words before a figure say.

    ``kind`` is ``amount``, ``change``, ``share``, ``completion``, ``target`` (the budget of which a part has been
    completed), ``each`` (the first of the changes of several amounts), ``prior`` (last year's amount, named as a base) or ``none``
    (nothing that is understood); ``sign`` is that of a change; ``base`` the printed words of what it is compared with;
    ``adjusted`` says that it is no plain comparison, ``unclear`` that both directions stand there, as in 增加（减少）.
    """

    kind: str
    subject: Subject
    base: str | None = None
    sign: int = 0
    adjusted: bool = False
    unclear: bool = False

    def leaves_open(self, number: Decimal) -> bool:
        """Tell whether the direction of a change is not to be known: 增加（减少）5万元, 减少-5万元; of zero it does not matter."""
        return number != 0 and (self.unclear or (self.sign < 0 and number < 0))


def lead_of(text: str, kind: str, words: Words, behind: str = "") -> Lead:
    """Understand the words between the figure before (or the start of the sentence) and a figure of a kind.

    Of the text ``behind`` only 的 counts: 完成预算10万元的80%.
    """
    if change := words.verbs.search(text):
        if _EACH.search(text[: change.start()]):
            return Lead("each", subject_of(""), _base_of(text), words.signs[change["verb"]])
        lead = _change(text[: change.start()], words.signs[change["verb"]])
        return replace(lead, unclear=change["other"] is not None)
    if kind == "percent":
        return _percent(text)
    if _TARGET.search(text) and behind.startswith("的"):
        return Lead("target", subject_of(""))
    if differs := _DIFFERS.search(text):
        ahead, phrase = text[: differs.start()], BASE.match(text, differs.start())
        return Lead("change", subject_of(_last_segment(ahead)), phrase and phrase["base"], _COMPARED[differs["link"]])
    named = text.removesuffix("的")
    if (base := BASE.search(named, max(0, len(named) - _LONGEST_BASE))) and base.end() == len(named) and base["base"]:
        return Lead("prior", subject_of(""), base["base"])
    if (prior := _PRIOR.search(text)) and _THEN_CHANGED.match(behind):
        return Lead("prior", subject_of(""), prior["base"])
    return Lead("amount", subject_of(_last_segment(text)))


def _base_of(text: str) -> str | None:
    found = None
    for match in BASE.finditer(text):
        found = match["base"] or match["on_year"]
    return found


def same_lead(text: str, phrase: str) -> Lead:
    """Understand the words before a phrase that says that nothing has changed."""
    match = BASE.match(phrase)
    base = (match["base"] or match["on_year"]) if match else None
    return Lead("change", subject_of(_last_segment(text)), base, 0, _ADJUSTED.search(text) is not None)


def _change(before: str, sign: int) -> Lead:
    before = _BEFORE_VERB.sub("", before)
    adjusted = _ADJUSTED.search(before) is not None
    found = None
    for match in BASE.finditer(before):
        found = match
    if found is None:
        return Lead("change", subject_of(_last_segment(before)), None, sign, adjusted)
    base = found["base"] or found["on_year"]
    before = before[: found.end()] + _BARE_NUMBER.sub("", before[found.end() :])
    after = _BEFORE_VERB.sub("", _VAGUELY.sub("", before[found.end() :]).strip("，,"))
    ahead = _LIKE_FOR_LIKE.sub("", before[: found.start()])
    if _ADJUSTED.search(ahead):
        ahead = ""
    if after or not ahead or _SEPARATOR.fullmatch(ahead[-1]):
        return Lead("change", subject_of(_last_segment(after)), base, sign, adjusted)
    return Lead("change", subject_of(_last_segment(ahead)), base, sign, adjusted)


def _percent(text: str) -> Lead:
    if _OTHER_RATIO.search(text):
        return Lead("none", subject_of(""))
    if completion := _COMPLETION.search(text):
        return Lead("completion", subject_of(_last_segment(text[: completion.start()])))
    if share := _SHARE.search(text):
        return Lead("share", subject_of(_last_segment(text[: share.start()])))
    if text in ("（", "("):
        return Lead("change", subject_of(""))
    if text == "的":
        return Lead("completion", subject_of(""))
    return Lead("none", subject_of(""))


def _last_segment(text: str) -> str:
    """Return the words since the last comma or colon, and those before it that say whose they are: …中标的，采购金额."""
    *_, before, last = ("", *_SEPARATOR.split(text))
    return before + last if before.endswith("的") else last

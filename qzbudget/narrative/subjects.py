"""Subjects: the name of the money or the thing that a figure is about, out of the words before it."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NUMERALS = "一二三四五六七八九十"
_OPENING = re.compile(
    rf"^(?:[（(](?:[{_NUMERALS}]{{1,3}}|\d{{1,2}})[）)]|[{_NUMERALS}]{{1,3}}[、.．]|\d{{1,2}}(?:[、.．](?!\d)|、(?=\d{{3}}))|[①-⑳]|[{_NUMERALS}]是"
    r"|(?:收入|支出)(?:主要)?包括"
    r"|[、，,；;：:（(）)。”\s]|其中|主要包括|具体包括|全部(?:为|是)|包括|包含|内含|含(?!税)|分别(?:为|是)|具体(?:为|是)|此外|同时|另外|以及|其余|主要用于|主要(?:是|为)|用于|和|及|与)+"
)
_WHOSE = re.compile(
    r"^(?:(?:纳入)?(?:部门|单位)预算(?:的|(?=一般公共|政府性|国有资本|财政拨款|“三公))|(?:我|本|该|全)(?:单位|部门|局|办|委|厅|院|中心|校|所|级|系统)(?:（本级）)?|(?:所属)?(?:各)(?:预算)?单位|所属(?:预算)?单位|下属单位"
    r"|1[-—–~至]12月份?|按规定|相应(?=安排|的)|安排|计划|当年(?!收入|支出)|编报|本年度|年度|度|的|拟(?=购置)|(?:共|现|实|还)?有(?=车辆|公务|各类)|拟(?=安排)|涉及)+"
)
_ALIAS = re.compile(r"^.*[（(](?:以下)?(?:简称|统称)(?:为)?[:：]?(?P<alias>[^（）()]+)[）)](?P<rest>[^（）()]*)$")
"""A name that stands for those before it: …公务接待费（简称“三公”经费）支出."""
_BY_FUNDS = re.compile(
    r"^.*“三公”经费(?:支出)?(?:预算|决算)中|^[^中]*中(?:包?含|包括)(?!税)|^(?:全年)?(?:通过|使用|利用)?(?:(?:市|区|县|省|中央|本)级)?(?:一般公共预算)?(?:当年)?(?:财政)?(?:拨款|资金)(?:安排|支出)?的(?=.)"
    r'|^.+(?<![和与及、以除非含“])(?=“?三公[”"]?经费)'
)
_YEAR = re.compile(r"(?P<year>20\d\d)年(?:度)?")
_SAYS_AMOUNT = re.compile(r"(?:共有|共计|总计为|合计为|共|均|为|是|约|达|有|(?<![总合小累共])计|[:：])+$")
_MEASURE = re.compile(
    r"(?P<own>(?:年初|全年|调整)(?:部门|单位)?预算|(?:本年|当年|全年)?(?:部门|单位)?(?:支出|收入)?(?:决算|预算执行|(?<!刑事)(?<!强制)执行))(?:支出|收入|汇?总|安排|数据?|额|金额)*$"
    r"|(?:(?:当年|本年)?(?:部门|单位)?预算(?:支出|收入)?(?:汇?总|控制|安排|数|额|金额)*|(?:总|支出)?(?:金额|总额)|预?安排|(?<=支出)数|(?<=收入)数)$"
)
_FUNDED = re.compile(r"(?<=[费出])(?<!^经费)(?:当年)?(?:一般公共预算)?(?:财政)?拨款$")
_UNIT_ENDS = r"[局厅院处队站所馆校署办室]|中心|委员会|(?<=.)本级|[^境款项类][）)]"
_KEEPS_BUDGET = re.compile(rf"(?:公共|基金|经营|^(?:一般公共预算)?财政拨款|收支|收入|支出|总|部门|单位|{_UNIT_ENDS})$")
_TOTAL = re.compile(
    rf"(?:^|[委会府台级]|{_UNIT_ENDS})(?P<total>(?:部门|单位)?(?:总)?预算(?:收入|支出)(?:总额|总数|总计|合计)?"
    r"|(?<!采购)(?:收入|支出)总额)$"
)
_ASIDE = re.compile(r"[（(](?:以|不|详见|公开|按|剔除|扣除)[^（）()]*[）)]")
_LEDGERS = re.compile(
    r"(?:一般)?公共(?:财政)?预算|(?:政府性)?基金预算|国有资本经营预算|财政预算(?=拨款|资金|内|外)|预算(?:拨款|单位|管理|内|外)"
)
_EXECUTED = re.compile(r"(?:决算|(?<!刑事)(?<!强制)执行|实际)(?:支出|收入|汇?总|安排|数据?|额|金额)*(?:为|是|共|达|[:：])*$")
_PRIOR = re.compile(r"^(?:上年度?|上一年度?|去年)(?!(?:财政拨款)?(?:结转|结余|实户))")
_OWNER = re.compile(
    r"(?:本级|\((?:本级|部门|单位|机关|汇总)\)|局|委员会|委|办公室|办公厅|办事处|办|厅|院|中心|处|队|会|校|学院|大学|中学|小学|幼儿园|所|站|馆|署|台|府"
    r"|单位|部门|机关(?!运行|事业))"
)
_PLACE = re.compile(r"[省市县区州旗镇乡](?:本级|级)?(?![级直属省市县区州旗镇乡])")
_PLACE_NAME = re.compile(r"[^由用为是的在对及和与、因按全各除]{2,14}")
_NAMES_COST = re.compile(r"(?:费用?|经费|[类款项][）)])$")
_SAYS_FUNDS = re.compile(r"(?:一般公共预算|公共预算)?财政拨款(?:支出|安排)?(?:预算|决算|执行)")
"""Behind the name of a cost and a year, whose money it is paid with: 公务接待费2014年财政拨款决算数."""
_MEASURES = re.compile(r"预算|决算|执行|安排|批复|支出|收入|金额|总额|数(?:额)?[为是]?$|本年|当年|年初|全年")
"""Words of which at least one says that an amount of what was named before follows; 共5万元 does not."""
_ONLY_MEASURE = {"预算", "决算", "年初", "支出决算", "收入决算", "预算数", "决算数", "本年数", "预算支出", "安排", "数", "预算安排"}


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose figure it is.

    ``text`` is empty where only a measure is named (年初预算为 …) or nothing at all; ``measure`` is ``budget``, ``executed``
    or None where the words do not say; ``year`` is the year that they name; ``prior`` tells 上年 and 去年.
    """

    text: str
    measure: str | None = None
    year: int | None = None
    prior: bool = False
    bare: bool = False
    """Whether words that name a measure stand there, but no subject."""


def subject_of(words: str) -> Subject:
    """Return the subject that some words before a figure name.

    Examples
    --------
    >>> subject_of("其中：公务接待费支出决算").text
    '公务接待费'
    >>> subject_of("2022年当年预算执行数为")
    Subject(text='', measure='executed', year=2022, prior=False, bare=True)
    >>> subject_of("2023年收入预算为").text
    '收入预算'
    """
    printed = _OPENING.sub("", _ALIAS.sub(r"\g<alias>\g<rest>", words))
    measure = "executed" if _EXECUTED.search(printed) else "budget" if "预算" in _LEDGERS.sub("", printed) else None
    year = None
    if match := _last(_YEAR, printed):
        year = int(match["year"])
        left, right = printed[: match.start()], _opened(printed[match.end() :])
        of_right = _named(right) and not (_NAMES_COST.search(left) and _SAYS_FUNDS.match(right))
        printed = right if of_right or not _named(_opened(left)) else left
    prior = _PRIOR.match(printed) is not None
    named = _named(_opened(_PRIOR.sub("", printed)))
    bare = bool(printed) and not named and (year is not None or prior or _MEASURES.search(words) is not None)
    return Subject(named, measure, year, prior, bare)


def owner_ends(text: str) -> list[int]:
    """Return where, in the words before a figure, the name of a unit may end.

    Examples
    --------
    >>> owner_ends("某市信访局公务接待费")
    [2, 5]
    """
    plain = text.replace("（", "(").replace("）", ")")
    places = (match.end() for match in _PLACE.finditer(plain) if _PLACE_NAME.fullmatch(plain[: match.end()]))
    return sorted({*places, *(match.end() for match in _OWNER.finditer(plain))})


def _opened(text: str) -> str:
    """Take away what stands before a name."""
    before = None
    while before != text:
        before = text
        text = _BY_FUNDS.sub("", _WHOSE.sub("", _OPENING.sub("", text)))
    if text.startswith("“") and text.endswith("”"):
        text = text[1:-1]
    return text


def _named(text: str) -> str:
    """Take away what says that an amount follows, and which; empty where nothing but that is left."""
    text = _SAYS_AMOUNT.sub("", _ASIDE.sub("", text).strip())
    if total := _TOTAL.search(text):
        return total["total"]
    if (match := _MEASURE.search(text)) and text != "预算金额":
        left = text[: match.start()]
        keeps = not match["own"] and _KEEPS_BUDGET.search(left)
        text = re.sub(r"(?:安排|数|金额)+$", "", text) if keeps else left
    text = _FUNDED.sub("", text)
    text = _SAYS_AMOUNT.sub("", re.sub(r"(?<=.)(?:安排|的)$", "", text))
    return "" if text in _ONLY_MEASURE else text


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = None
    for match in pattern.finditer(text):
        found = match
    return found

"""From a printed subject to the package's term for it, and whether it is a subject of money at all."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from qzbudget.narrative.subjects import owner_ends, subject_of
from qzbudget.narrative.words import Words
from qzbudget.terms import Knowledge
from qzbudget.text import match_key

_CODE_BEHIND = re.compile(r"\((\d{3}(?:\d\d){0,2})\)$")
_CODE_BEFORE = re.compile(r"(\d{3}(?:\d\d){0,2})[-—]?(?=[^\d.,])")
_LEVELS = re.compile(r'"?(?:(?P<klass>[^()"]+)\(类\))?(?:(?P<section>.+)\(款\))?(?:(?P<item>.+)\(项\))?(?:支出|科目)?"?')
_SUBJECT_OF_ACCOUNT = re.compile(r"(?<=支出)类?科目$")
_SAYS_WHICH = re.compile(
    r"一般公共预算|公共财政预算|公共预算|财政拨款|财政资金|财政|拨款|当年|本年度?|全年|年度|预算|决算|支出|开支|执行|实际|安排|总额|总计|合计|总数|汇总|拨入|列支|部门|公开|按规定|的|各类"
    r"|\((?:含|包括)[^()]*\)"
    r"|数$|额$"
)
OWN_NAMES = frozenset({"three_public", "meeting", "training", "operating_expenses"})
"""Terms whose names stand for the same thing whatever else is said of the money."""
_CLASS_OF = re.compile(r"(?<=[^(])类(?:支出)?$")
_QUOTED = re.compile(r'"?([^"]+)"?科目')
FUNDS = frozenset({
    "fiscal_appropriation", "general_budget_appropriation", "government_fund_appropriation", "state_capital_appropriation",
    "other_funds", "other_revenue", "unit_funds", "special_account", "general_budget", "fiscal_expenditure", "carried_over",
})  # fmt: skip
"""Terms of money that a purchase or a performance sheet has a part of its own of."""
OF_ALL_MONEY = frozenset({
    "total_revenue", "total_expenditure", "revenue_and_expenditure", "current_revenue", "current_expenditure",
    "carried_over", "carried_forward", "basic", "project",
})  # fmt: skip
"""Terms that stand for all money of a document, unless the words before them name a part of it."""
SOURCES = frozenset({
    "general_budget", "government_fund", "state_capital", "fiscal_expenditure", "general_budget_appropriation",
    "government_fund_appropriation", "state_capital_appropriation", "fiscal_appropriation",
})  # fmt: skip
"""Terms of where money comes from."""
_ALL = (OF_ALL_MONEY | SOURCES) - {"basic", "project"}
_VERB = re.compile(
    r"^(?:用于|主要|新增|增加|减少|比|较|因|由于|根据|按照|完成|达到|实现|力争|预计|确保|不|将|对(?!附属|下级|个人|事业|企业|社会)|至|在|为)"
)
_PERFORMANCE = re.compile(r"绩效(?!考核奖|奖|工资|津贴|补贴)")
"""Performance, not the pay that is named after it."""
_CURRENT = {"收入合计": "current_revenue", "支出合计": "current_expenditure"}
"""What final accounts call the sum of the year, beside 收入总计 and 支出总计 that hold what was carried over."""
_BY_WHOM = re.compile(
    r"(?:(?:全年|当年|本年|年初|实际|共计|合计|累计|预算|财政|[省市县区州镇乡](?:本级|级)?|拨款|资金|安排|使用|开支|列支|支付"
    r"|用于|支出(?=[^数额]))+的?)(?P<name>“?三公[”\"]?经费.*|(?:政府)?采购.*)"
    r"|(?:(?:全年|当年|本年|年初|共计|合计|累计|一般公共预算|预算|财政|[省市县区州镇乡](?:本级|级)?|拨款|资金"
    r"|通过|使用)*(?:安排|开支|列支|使用|用于))的?(?P<part>.+)"
)
_EXPLAINED = re.compile(r"(?P<name>[^（）()]+)[（(](?!.*(?:不|除|净|结转|结余|基金|上年|其中))[^（）()\d]*(?:经费|支出|费用?)[）)]")
_BY_FUNCTION = re.compile(r"功能(?:科目)?分类|功能科目")
_NO_NAME = re.compile(
    r"(?:差值|差额|差异|差距|节约|节支|超支|缺口)(?:资金|金额|率|额)*"
    r"|(?:共计|合计|累计|总)?(?:支出|价值|原值|净值|账面价值|单价)|.*分别"
)
_LONGEST_NAME = 40
_LONGEST_SUBJECT = 90


@dataclass(frozen=True)
class Concepts:
    """What the subjects of one document stand for; ``codes`` has the items of its own tables by (class, section, item).

    ``is_final`` tells that the document is final accounts.
    """

    words: Words
    known: Knowledge
    owners: Sequence[str] = ()
    codes: Mapping[tuple[str, str, str], str] = field(default_factory=dict)
    is_final: bool = False

    def of(self, subject: str, sentence: str) -> tuple[str, str | None]:
        """Return the subject without its owner, and the term for it (None where none is known)."""
        key = match_key(subject)
        concept = self._plain(key, sentence)
        if concept is None and (shorter := self._without_owner(subject, sentence) or self._plainer(subject, sentence)):
            return shorter
        return subject, _in_context(concept, sentence)

    def names_money(self, subject: str, concept: str | None, in_list: bool) -> bool:
        """Tell whether a figure behind these words can be money of the budget."""
        if concept is not None:
            return True
        if not subject or len(subject) > _LONGEST_SUBJECT or _VERB.match(subject) or _NO_NAME.fullmatch(subject):
            return False
        return self.words.is_money(subject) or (in_list and len(subject) <= _LONGEST_NAME)

    def _plain(self, key: str, sentence: str) -> str | None:
        if match := _CODE_BEHIND.search(key) or _CODE_BEFORE.match(key):
            return match[1]
        if self.is_final and key in _CURRENT:
            return _CURRENT[key]
        concept = self.words.concept(key) or self._core(key)
        if concept == "performance.funds":
            return concept if _PERFORMANCE.search(sentence) else None
        if concept is not None:
            return concept
        return self._classified(key, _BY_FUNCTION.search(sentence) is not None)

    def _core(self, key: str) -> str | None:
        """Return the term for a name that also says of which money, and which figure, it is: 三公经费财政拨款预算拨入."""
        core = _SAYS_WHICH.sub("", key)
        concept = self.words.concept(core) if core != key else None
        return concept if concept is not None and concept.split(".")[0] in OWN_NAMES else None

    def _classified(self, key: str, in_classes: bool) -> str | None:
        """Return the code of a functional class, section or item that a subject names; a list of classes may leave 支出 out."""
        key = _SUBJECT_OF_ACCOUNT.sub("", key)
        if quoted := _QUOTED.fullmatch(key):
            functional = self.known.functional_class(quoted[1])
            return functional.code if functional else None
        key = _CLASS_OF.sub("支出", key)
        if key.endswith("支出") and (functional := self.known.functional_class(key)):
            return functional.code
        if in_classes and (functional := self.known.functional_class(f"{key}支出")):
            return functional.code
        levels = _LEVELS.fullmatch(key)
        if levels is None or not any(levels.groups()):
            return None
        klass = self.known.functional_class(levels["klass"]) if levels["klass"] else None
        if levels["section"] is None and levels["item"] is None:
            return klass.code if klass else None
        names = (klass.code if klass else "", levels["section"] or "", levels["item"] or "")
        return self.codes.get(names)

    def _plainer(self, subject: str, sentence: str) -> tuple[str, str | None] | None:
        """Find the term for a name that also says by what money, or that another name in brackets explains.

        As in 财政年初预算安排政府采购资金 and 商品和服务支出（公用支出).
        """
        for pattern in (_BY_WHOM, _EXPLAINED):
            match = pattern.fullmatch(subject)
            name = next(filter(None, match.groups()), "") if match else ""
            concept = self._plain(match_key(name), sentence) if name else None
            if concept is not None and concept not in _ALL:
                return name, _in_context(concept, sentence)
        return None

    def _without_owner(self, subject: str, sentence: str) -> tuple[str, str | None] | None:
        cuts = [len(name) for name in self.owners if subject.startswith(name)]
        cuts += owner_ends(subject)
        for cut in sorted(cuts):
            name = subject_of(subject[cut:].removeprefix("（本级）").removeprefix("本级")).text
            if name and (concept := self._plain(match_key(name), sentence)):
                return name, _in_context(concept, sentence)
        return None


def _in_context(concept: str | None, sentence: str) -> str | None:
    """Tell apart where money comes from within a purchase or a performance sheet from where all of it comes from."""
    if concept in FUNDS and _PERFORMANCE.search(sentence):
        return f"performance.{concept}"
    if concept in FUNDS and "政府采购" in sentence:
        return f"procurement.{concept}"
    return concept

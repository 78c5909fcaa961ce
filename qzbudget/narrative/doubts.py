"""Where a sentence leaves open whose a figure is, or which way it goes: nothing is read then."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qzbudget.narrative.concepts import OF_ALL_MONEY, OWN_NAMES, SOURCES
from qzbudget.narrative.drafts import Draft
from qzbudget.narrative.figures import Figure
from qzbudget.narrative.leads import Lead

_ONE_FUND = re.compile(r"(?:使用)?(?:政府性基金|国有资本经营)")
_ONE_THING = re.compile(r"^(?!.*(?:预算|收支|收入|支出|拨款)).*(?:费用?|资金|项目|补助|工程)$")
_ONLY_SPENT = re.compile(r"(?:共计?|合计|计|总)?(?:支出|收入|花费|投入)(?:金额|资金)?(?:为|共|约)?")
_ONE_ITEM = re.compile(r"(?!.*(?:拨款|预算|财政|收支|合计|总)).*(?:支出|项[）)])")
_PARTS = frozenset({"basic", "project", "personnel", "operating"})
_ITEM_ENDS = re.compile(r"[；;（）()]")


def is_of_a_count(before: str) -> bool:
    """Tell whether only 支出 or 收入 stands right behind a figure: 23名支出373.66万元 is not all expenditure.

    Examples
    --------
    >>> is_of_a_count("支出"), is_of_a_count("，支出")
    (True, False)
    """
    return _ONLY_SPENT.fullmatch(before) is not None


def is_of_a_part(concept: str | None, rows: Sequence[Draft], topic: str) -> bool:
    """Tell whether a term that stands for all money of the document means less here.

    The 本年收入 of a sentence about government funds is that of the funds; the general budget's part of one fee
    (污水处理费100万元，其中：一般公共预算80万元) is not the general budget, nor is the basic expenditure of one class
    (教育支出100万元，其中：基本支出60万元) that of the unit.
    """
    about = rows[0].subject if rows else topic
    if concept in OF_ALL_MONEY and _ONE_FUND.match(about):
        return True
    if concept in _PARTS and rows and _is_item(rows[0]):
        return True
    return concept in SOURCES and bool(rows) and rows[0].concept is None and _ONE_THING.search(about) is not None


def is_of_one_thing(concept: str | None, whole: Draft | None) -> bool:
    """Tell whether a term that stands for all money is that of a part of one thing's: 公务接待费5万元，其中：财政拨款3万元."""
    if concept not in OF_ALL_MONEY | SOURCES or whole is None or not whole.is_amount or whole.concept is None:
        return False
    return whole.concept[0].isdigit() or whole.concept.split(".")[0] in OWN_NAMES


def _is_item(row: Draft) -> bool:
    return row.is_amount and (row.concept[0].isdigit() if row.concept else _ONE_ITEM.fullmatch(row.subject) is not None)


def is_bare_total(name: str, concept: str | None, rows: Sequence[Draft]) -> bool:
    """Tell whether only 收入 or 支出 names an amount behind that of one thing: “三公”经费100万元；市本级支出50万元."""
    return concept in OF_ALL_MONEY and name in ("收入", "支出") and bool(rows) and rows[0].concept not in OF_ALL_MONEY | SOURCES


def is_open(lead: Lead, figure: Figure, current: Draft | None) -> bool:
    """Tell whether the direction of a change is not to be known; that of a percentage may be known from the change."""
    known = figure.kind == "percent" and current is not None and current.change_yuan
    return lead.leaves_open(figure.number) and not (known and lead.unclear and not lead.subject.text)


def is_last_of_many(items: str, rows: Sequence[Draft]) -> bool:
    """Tell whether a change behind a list may be that of its last item or of the whole: 货物2万元，服务3万元，同比下降5%.

    Parameters
    ----------
    items : str
        The text of the list.
    rows : sequence of Draft
        What was read of it.
    """
    return len(rows) > 1 and not _ITEM_ENDS.search(items) and all(row.is_amount and not row.compared for row in rows)

"""Names of government units: what reads like one, and how names are folded for joins."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain, zip_longest

from qzbudget.join import PrintedTable
from qzbudget.text import match_key, tidy_name

_BRACKET = re.compile(r"[（(]?(本级|机关|本部|汇总|含下属|部门汇总)[）)]?$")
_SUM = re.compile(r"[（(](汇总|部门汇总|含下属.*)[）)]$")
_ENDS_LIKE_A_UNIT = re.compile(
    r".*(局|委|委员会|办|办公厅|办公室|厅|院|中心|站|所|支队|大队|总队|队|处|部|署|会|校|大学|学院|学校|中学|小学|幼儿园|馆|社|团|府|台"
    r"|园|场|段|库|志|组|政协|人大|法院|检察院|联合会|协会|基金会|公司|集团|医院|街道|镇|乡)"
)
_NO_UNIT = re.compile(
    r".*(预算|决算|收入|支出|收支|拨款|公开|说明|情况|安排|编制|部分|目录|附件|上年|本年|当年|纳入|所属|机构设置|分类|科目).*"
)
_TRAILING = re.compile(r"(?:关于|公开|的)+$")
_LEADING = re.compile(r"^(?:[（(][^（）()]*[）)]|附件\d*[:：]?|关于|的|和|与|及|、|,)+")
_SHEET_LABEL = re.compile(r"(主管|预算|资金主管|项目主管)部门(名称|及代码)?|部门(\(单位\))?名称")
_SHEET_CODE = re.compile(r"^[\[(（]?\d{3,9}[\])）]?[-—]?")


def unit_key(name: str) -> str:
    """Fold a unit's name for joins: without brackets, blanks, 本级 and 汇总.

    Examples
    --------
    >>> unit_key("青岛市人民政府办公厅（本级）")
    '青岛市人民政府办公厅'
    >>> unit_key("青岛市人民政府办公厅 本级")
    '青岛市人民政府办公厅'
    """
    key = _BRACKET.sub("", match_key(name))
    return re.sub(r"[()\[\]\"'·]", "", key)


def organisation(text: str | None) -> str | None:
    """Return a text as a unit's name, None where it does not read like one.

    Examples
    --------
    >>> organisation("福州市公安局巡特警支队")
    '福州市公安局巡特警支队'
    >>> organisation("西安市统计局（汇总）")
    '西安市统计局'
    >>> organisation("上海市普陀区") is None, organisation("一般公共预算支出") is None
    (True, True)
    """
    if not text:
        return None
    name = _SUM.sub("", _TRAILING.sub("", _LEADING.sub("", tidy_name(text)).strip(" ：:_")))
    bare = _BRACKET.sub("", name)
    if len(bare) < 3 or not _ENDS_LIKE_A_UNIT.fullmatch(bare) or _NO_UNIT.fullmatch(bare):
        return None
    return name


def sheet_departments(tables: Iterable[PrintedTable]) -> Iterator[str]:
    """Yield the departments that performance sheets name in the cell beside 主管部门, the most frequent first."""
    names: Counter[str] = Counter()
    for table in tables:
        header = zip_longest(*(column.path for column in table.columns), fillvalue="")
        body = ([cell.text for cell in dict.fromkeys(row.cells)] for row in table.rows)
        for texts in chain((list(dict.fromkeys(row)) for row in header), body):
            for label, value in itertools.pairwise(texts):
                if _SHEET_LABEL.fullmatch(match_key(label)):
                    names.update(filter(None, [organisation(_SHEET_CODE.sub("", tidy_name(value)))]))
    yield from (name for name, _ in names.most_common())

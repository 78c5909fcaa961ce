"""Whose document it is, which year, budget or final accounts, unit or department: from what its pages say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from qzbudget.join import PrintedTable
from qzbudget.text import fold_glyphs, match_key, tidy_name

_YEAR = re.compile(r"(20\d{2})年(?:度)?[^。；，]{0,40}?(?:预算|决算)")
_TITLE = re.compile(
    r"(?P<before>[\u4e00-\u9fff（）()、·]{2,40}?)?(?P<year>20\d{2})年(?:度|年度)?(?P<after>[\u4e00-\u9fff（）()、·]{2,40}?)?"
    r"(?P<level>部门|单位)?(?:综合)?(?P<kind>预算|决算)(?:公开|信息|说明|报告|草案|情况|报表|表)*"
)
_UNIT_CODE = re.compile(r"^[\[(（【]?(\d{6,9})[\])）】]?\s*[-—]?\s*([\u4e00-\u9fff].+)")
_PLACE = re.compile(r"(?:中共|中国共产党|中国)?([\u4e00-\u9fff]{2,8}?(?:特别行政区|自治区|自治州|省|市|州|盟|地区|县|区))")
_BRACKETED_OWN = re.compile(r"[（(]?(本级|机关|本部)[）)]?$")


@dataclass(frozen=True)
class DocumentFacts:
    """What a document says about itself; ``title`` is the line that says it."""

    unit_name: str | None
    unit_key: str | None
    unit_code: str | None
    place: str | None
    fiscal_year: int | None
    kind: str
    level: str
    title: str | None


def unit_key(name: str) -> str:
    """Fold a unit's name for joins: without brackets, blanks and 本级.

    Examples
    --------
    >>> unit_key("青岛市人民政府办公厅（本级）")
    '青岛市人民政府办公厅'
    >>> unit_key("青岛市人民政府办公厅 本级")
    '青岛市人民政府办公厅'
    """
    key = match_key(name)
    key = _BRACKETED_OWN.sub("", key)
    return re.sub(r"[()\[\]\"'·]", "", key)


def document_facts(lines: Sequence[str], tables: Sequence[PrintedTable]) -> DocumentFacts:
    """Read unit, year, kind and level from the content of a document.

    Parameters
    ----------
    lines : sequence of str
        The lines of text of the whole document.
    tables : sequence of PrintedTable
        Its tables, whose captions and cells name the unit.

    Returns
    -------
    DocumentFacts
        What the document does not say is None: some publish the bare tables, without a title page or a year.
    """
    titles = [match for line in lines for match in [_TITLE.fullmatch(_plain(line))] if match and len(line) < 60]
    name = _unit_name(titles, tables)
    key = unit_key(name) if name else None
    return DocumentFacts(
        unit_name=name,
        unit_key=key,
        unit_code=_unit_code(lines, key) if key else None,
        place=match[1] if key and (match := _PLACE.match(key)) else None,
        fiscal_year=_fiscal_year(lines, titles, tables),
        kind=_kind(titles, lines),
        level=_level(name, titles, lines),
        title=next((match[0] for match in titles), None),
    )


def _plain(line: str) -> str:
    return re.sub(r"\s", "", tidy_name(line))


def _fiscal_year(lines: Sequence[str], titles: Sequence[re.Match[str]], tables: Sequence[PrintedTable]) -> int | None:
    heads = [_plain(caption) for table in tables for caption in table.captions]
    years = Counter(int(match["year"]) for match in titles)
    years.update(int(match[1]) for head in heads for match in [_YEAR.search(head)] if match)
    if not years:
        years.update(int(match[1]) for line in lines for match in [_YEAR.search(_plain(line))] if match)
    return max(years, key=lambda year: (years[year], year)) if years else None


def _unit_name(titles: Sequence[re.Match[str]], tables: Sequence[PrintedTable]) -> str | None:
    for match in titles:
        name = _named(match)
        if name:
            return name
    named = [table.unit_name for table in tables if table.unit_name] or list(_units_of_sheets(tables))
    return Counter(named).most_common(1)[0][0] if named else None


def _units_of_sheets(tables: Sequence[PrintedTable]) -> Iterator[str]:
    """Yield the department that each performance sheet names in the cell beside 主管部门."""
    for table in tables:
        for row in table.rows:
            cells = list(dict.fromkeys(row.cells))
            for label, value in zip(cells, cells[1:], strict=False):
                if _SHEET_LABEL.fullmatch(match_key(label.text)) and len(value.text) > 3:
                    yield _SHEET_CODE.sub("", tidy_name(value.text))


_SHEET_LABEL = re.compile(r"(主管|预算|资金主管|项目主管)部门(名称|及代码)?|部门(\(单位\))?名称")
_SHEET_CODE = re.compile(r"^[\[(（]?\d{3,9}[\])）]?[-—]?")

_NO_UNIT = re.compile(r"第.{1,3}部分|目录|一般公共|财政|政府性|国有资本|收入|支出|收支|关于|本|部门|单位|年度|编制|批复|附件|公开|综合|市级|省级")


def _named(match: re.Match[str]) -> str | None:
    for part in (match["after"], match["before"]):
        name = (part or "").strip("、的")
        name = re.sub(r"^(附件\d*[：:]?|第.部分)", "", name)
        if len(name) >= 4 and not _NO_UNIT.match(name):
            return name
    return None


def _kind(titles: Sequence[re.Match[str]], lines: Sequence[str]) -> str:
    votes = Counter(match["kind"] for match in titles)
    if not votes:
        text = "".join(lines)
        votes = Counter({"预算": text.count("预算"), "决算": text.count("决算")})
    return "final_accounts" if votes["决算"] > votes["预算"] else "budget"


def _level(name: str | None, titles: Sequence[re.Match[str]], lines: Sequence[str]) -> str:
    if name and _BRACKETED_OWN.search(name):
        return "unit"
    votes = Counter(match["level"] for match in titles if match["level"])
    if not votes:
        heads = [_plain(line) for line in lines if len(line) < 40]
        votes = Counter({word: sum(f"{word}预算" in h or f"{word}决算" in h for h in heads) for word in ("部门", "单位")})
    return "department" if votes["部门"] > votes["单位"] else "unit"


def _unit_code(lines: Iterable[str], wanted: str) -> str | None:
    for line in lines:
        match = _UNIT_CODE.match(fold_glyphs(line).strip())
        if match and unit_key(match[2].split(" ")[0]) == wanted:
            return match[1]
    return None

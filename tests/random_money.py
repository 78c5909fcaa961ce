"""The money of a random budget, and the manner in which a random document prints it."""

from __future__ import annotations

import itertools
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from hypothesis import strategies as st
from reportlab.pdfbase import pdfmetrics

from typeset.font import font_name
from typeset.layout import A4, TableStyle

UNIT = "临川市水务局"
YEAR = 2024
FUNCTIONS = {
    "201": "一般公共服务支出",
    "20103": "政府办公厅（室）及相关机构事务",
    "2010301": "行政运行",
    "2010302": "一般行政管理事务",
    "2010399": "其他政府办公厅（室）及相关机构事务支出",
    "20136": "其他共产党事务支出",
    "2013601": "行政运行",
    "205": "教育支出",
    "20508": "进修及培训",
    "2050803": "培训支出",
    "208": "社会保障和就业支出",
    "20805": "行政事业单位养老支出",
    "2080501": "行政单位离退休",
    "2080505": "机关事业单位基本养老保险缴费支出",
    "2080506": "机关事业单位职业年金缴费支出",
    "20899": "其他社会保障和就业支出",
    "2089999": "其他社会保障和就业支出",
    "210": "卫生健康支出",
    "21011": "行政事业单位医疗",
    "2101101": "行政单位医疗",
    "2101103": "公务员医疗补助",
    "213": "农林水支出",
    "21303": "水利",
    "2130306": "水利工程运行与维护",
    "2130314": "防汛",
    "221": "住房保障支出",
    "22102": "住房改革支出",
    "2210201": "住房公积金",
    "2210203": "购房补贴",
}
ECONOMIC = {
    "301": "工资福利支出",
    "30101": "基本工资",
    "30102": "津贴补贴",
    "30108": "机关事业单位基本养老保险缴费",
    "302": "商品和服务支出",
    "30201": "办公费",
    "30211": "差旅费",
    "30239": "其他交通费用",
    "303": "对个人和家庭的补助",
    "30302": "退休费",
    "30399": "其他对个人和家庭的补助",
    "310": "资本性支出",
    "31002": "办公设备购置",
}
PERSONNEL_CLASSES = ("301", "303")
ITEMS = [code for code in FUNCTIONS if len(code) == 7]
SECTIONS = [code for code in ECONOMIC if len(code) == 5]
SIZES = {3: "class", 5: "section", 7: "item"}


@cache
def radical_of(character: str) -> str:
    """The Kangxi radical that looks like a character, if there is one and the font draws it."""
    glyphs = pdfmetrics.getFont(font_name()).face.charToGlyph
    found = (chr(c) for c in range(0x2F00, 0x2FD6) if unicodedata.normalize("NFKC", chr(c)) == character)
    return next((radical for radical in found if ord(radical) in glyphs), character)


@dataclass(frozen=True)
class Manner:
    """How a whole document prints."""

    money_unit: str
    decimals: int
    grouped: bool
    blank: str
    negative: str
    indent: str
    spaced: bool
    radicals: bool
    style: TableStyle
    size: tuple[float, float]
    repeated: str
    rows_per_page: int | None

    @property
    def grain(self) -> int:
        """The fen that the last printed decimal stands for."""
        return 10 ** (6 - self.decimals) if self.money_unit == "万元" else 1

    def money(self, fen: int | None) -> tuple[str, Decimal | None]:
        """The printed text of an amount and its yuan; nothing is printed as the document prints it."""
        if fen is None or (fen == 0 and self.blank != "0.00"):
            return ("" if self.blank == "0.00" else self.blank), None
        number = Decimal(abs(fen)) / (1_000_000 if self.money_unit == "万元" else 100)
        text = f"{number:{',' if self.grouped else ''}.{self.decimals}f}"
        return (self.negative.format(text) if fen < 0 else text), Decimal(fen) / 100

    def name(self, text: str, depth: int = 0) -> str:
        """A name as it is printed: indented, spaced out, with radicals for characters."""
        if self.radicals:
            text = "".join(map(radical_of, text))
        if self.spaced and 2 <= len(text) <= 4:
            text = " ".join(text)
        return self.indent * depth + text


@st.composite
def manners(draw: st.DrawFn) -> Manner:
    unit = draw(st.sampled_from(["万元", "元"]))
    return Manner(
        money_unit=unit,
        decimals=draw(st.sampled_from([2, 4, 6])) if unit == "万元" else 2,
        grouped=draw(st.booleans()),
        blank=draw(st.sampled_from(["", "0.00", "-", "—", "/"])),
        negative=draw(st.sampled_from(["-{}", "（{}）", "－{}", "({})"])),
        indent=draw(st.sampled_from(["", "　", "　　", "  ", "\u00a0\u00a0"])),
        spaced=draw(st.booleans()),
        radicals=draw(st.booleans()),
        style=TableStyle(
            size=draw(st.sampled_from([9.0, 7.5, 10.5])),
            padding=draw(st.sampled_from([2.0, 0.8, 4.0])),
            row_height=draw(st.sampled_from([18.0, 14.0, 24.0])),
            thickness=draw(st.sampled_from([0.5, 0.25, 1.0])),
        ),
        size=draw(st.sampled_from([A4, A4[::-1], (1190.55, 841.89)])),
        repeated=draw(st.sampled_from(["header", "all", "nothing"])),
        rows_per_page=draw(st.sampled_from([None, None, 5, 3])),
    )


@dataclass(frozen=True)
class Budget:
    """Money in fen: per functional item personnel, operating, project, and the total of the year before."""

    items: dict[str, tuple[int, int, int, int]]
    economic: dict[str, int]
    sources: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(sum(money[:3]) for money in self.items.values())


@st.composite
def budgets(draw: st.DrawFn, grain: int) -> Budget:
    money = st.one_of(st.just(0), st.integers(1, 999), st.integers(1000, 99_999_999)).map(lambda n: n * grain)
    codes = sorted(draw(st.sets(st.sampled_from(ITEMS), min_size=1, max_size=9)))
    items = {code: (draw(money), draw(money), draw(money), draw(money)) for code in codes}
    items[codes[0]] = (draw(st.integers(1, 999_999)) * grain, *items[codes[0]][1:])
    economic = {code: draw(money) for code in sorted(draw(st.sets(st.sampled_from(SECTIONS), min_size=1)))}
    total = sum(sum(money[:3]) for money in items.values())
    cuts = sorted(draw(st.lists(st.integers(0, total // grain), min_size=3, max_size=3)))
    edges = [0, *(cut * grain for cut in cuts), total]
    return Budget(items, economic, tuple(right - left for left, right in itertools.pairwise(edges)))

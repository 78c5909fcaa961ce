"""Random valid budgets in random layouts, each with what it must read as.

A budget is drawn first (functional items with personnel, operating and project money, the year before, sources), then
printed: every table is one or more sides (labels, lines, amount columns) that stand beside each other.  What a reader must
give back is taken from the budget and from the contract, never from the reader.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from hypothesis import strategies as st
from reportlab.pdfbase import pdfmetrics

from typeset.font import font_name
from typeset.layout import A4, TableStyle
from typeset.simple import Disclosure

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
DIGITS = "一二三四五六七八九十"


@cache
def radical_of(character: str) -> str:
    """The Kangxi radical that looks like a character, if there is one and the font draws it."""
    import unicodedata  # noqa: PLC0415

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
    return Budget(items, economic, tuple(right - left for left, right in zip(edges, edges[1:], strict=False)))


@dataclass(frozen=True)
class Line:
    """One line of a side: what it is and its amounts in fen, one per amount column of the side."""

    name: str
    row_type: str
    values: tuple[int | None | str, ...]
    code: str | None = None
    inferred: str | None = None
    depth: int = 0
    parent: int | None = None
    leaf: bool = True
    mark: str = ""
    concept: str | None = None


@dataclass(frozen=True)
class Amounts:
    """An amount column: header words, and what it is."""

    path: tuple[str, ...]
    measure: str
    direction: str | None
    year: int = YEAR
    phase: str = "approved"
    percent: bool = False


Labels = Callable[[Line, Line | None], tuple[str | None, ...]]


@dataclass(frozen=True)
class Side:
    """Label columns, amount columns and lines; ``labels`` prints a line (and may look at the line before)."""

    label_paths: tuple[tuple[str, ...], ...]
    labels: Labels
    columns: tuple[Amounts, ...]
    lines: tuple[Line | None, ...]


@dataclass(frozen=True)
class Expected:
    """What one amount cell must read as."""

    item_code: str | None
    code_inferred: str | None
    item_name: str
    row_type: str
    parent_row: int | None
    is_leaf: bool
    line_no: str | None
    measure: str
    direction: str | None
    fiscal_year: int
    phase: str
    amount_printed: str
    amount_yuan: Decimal | None


@dataclass(frozen=True)
class RandomTable:
    """A table to typeset and what it must read as, by row and column."""

    role: str
    disclosure: Disclosure
    money_unit: str
    expected: dict[tuple[int, int], Expected] = field(repr=False)


def summed(codes: Sequence[str], values: Callable[[str], tuple[int, ...]], names: dict[str, str], levels: set[int]):
    """The lines of a classification, each with the sum of what lies below it, and no total."""
    printed = sorted({code[:size] for code in codes for size in levels})
    lines: list[Line] = []
    for code in printed:
        below = [values(leaf) for leaf in codes if leaf.startswith(code)]
        above = [i for i, line in enumerate(lines) if code.startswith(line.code or "?")]
        leaf = not any(other != code and other.startswith(code) for other in printed)
        sums = tuple(sum(column) for column in zip(*below, strict=True))
        lines.append(Line(names[code], SIZES[len(code)], sums, code, None, len(above), above[-1] if above else None, leaf))
    return lines


def with_total(lines: list[Line], total: Line, first: bool) -> list[Line]:
    """Put the total before or after lines; those without a parent are its parts."""
    at = 0 if first else len(lines)
    shift = int(first)
    lines = [replace(line, parent=at if line.parent is None else line.parent + shift) for line in lines]
    total = replace(total, leaf=not lines)
    return [total, *lines] if first else [*lines, total]


def total_of(lines: Sequence[Line], name: str = "合计") -> Line:
    tops = [line.values for line in lines if line.parent is None]
    return Line(name, "total", tuple(sum(v or 0 for v in column) for column in zip(*tops, strict=True)), leaf=False)


@st.composite
def code_labels(draw: st.DrawFn, manner: Manner, levels: set[int], scheme: str):
    """Header paths and printer of the label columns of a classification."""
    group = draw(st.sampled_from({"f": ["科目编码", "功能分类科目编码"], "e": ["科目编码", "经济分类科目编码"]}[scheme]))
    name = draw(st.sampled_from(["科目名称", "项目" if scheme == "f" else "科目名称"]))
    total_in = draw(st.sampled_from(["merged", "name", "code"]))
    ways = ["columns", "grouped", "bracket", "dash"]
    ways += ["split", "split-all"] if levels == {3, 5, 7} else ["split-changed", "split-all"] if levels == {7} else []
    way = draw(st.sampled_from(ways))
    shown = manner.name

    def parts(code: str) -> tuple[str, str, str]:
        return code[:3], code[3:5], code[5:7]

    def label(line: Line, before: Line | None) -> tuple[str | None, ...]:
        text = shown(line.name, line.depth)
        if way in ("bracket", "dash"):
            form = "[{}]{}" if way == "bracket" else "{}-{}"
            return (manner.indent * line.depth + form.format(line.code, shown(line.name)) if line.code else text,)
        width = 1 if way in ("columns", "grouped") else 3
        if line.code is None:
            return {"merged": (text, *[None] * width), "name": (*[""] * width, text), "code": (text, *[""] * width)}[total_in]
        if width == 1:
            return line.code, text
        printed = parts(line.code)
        if way == "split":
            own = len([part for part in printed if part])
            printed = tuple(part if i == own - 1 else "" for i, part in enumerate(printed))
        elif way == "split-changed" and before is not None and before.code:
            same = next(i for i in range(3) if parts(before.code)[: i + 1] != printed[: i + 1])
            printed = tuple("" if i < same else part for i, part in enumerate(printed))
        return (*printed, text)

    paths = {
        "columns": ((group,), (name,)),
        "grouped": (("功能分类科目" if scheme == "f" else "经济分类科目", "科目编码"), ("功能分类科目" if scheme == "f" else "经济分类科目", "科目名称")),
        "bracket": ((draw(st.sampled_from(["科目", "项目", "科目名称"])),),),
        "dash": ((draw(st.sampled_from(["科目", "项目", "科目名称"])),),),
    }
    return paths.get(way, ((group, "类"), (group, "款"), (group, "项"), (name,))), label


@st.composite
def level_sets(draw: st.DrawFn) -> set[int]:
    return set(draw(st.sampled_from([(3, 5, 7), (3, 5, 7), (7,), (3, 7), (3, 5)])))


def under(head: tuple[str, ...], columns: Sequence[Amounts]) -> tuple[Amounts, ...]:
    return tuple(replace(column, path=(*head, *column.path)) for column in columns)


CURRENT = ("2024年预算数", "预算数", "本年预算数", "2024年预算")
PRIOR = {
    "2023年执行数": (YEAR - 1, "executed"),
    "2023年预算数": (YEAR - 1, "approved"),
    "2023年决算数": (YEAR - 1, "executed"),
    "上年预算数": (YEAR - 1, "approved"),
    "上年执行数": (YEAR - 1, "executed"),
    "上年数": (YEAR - 1, "prior_year"),
}
CHANGES = (
    (("2024年预算数比2023年执行数", "增减额"), ("2024年预算数比2023年执行数", "增减%")),
    (("比上年增减", "增减额"), ("比上年增减", "增减率（%）")),
    (("增减额",), ("增减率（%）",)),
    (("较上年增减金额",), ("增长率",)),
)


def percent(now: int, before: int, sign: str) -> str:
    """The printed change in percent, blank where there was nothing before."""
    if before == 0:
        return ""
    return f"{(Decimal(now - before) * 100 / before).quantize(Decimal('0.01'), ROUND_HALF_UP)}{sign}"


@st.composite
def spending(draw: st.DrawFn, manner: Manner, budget: Budget, base: str, prior: bool) -> Side:
    """The one side of a table of spending by function."""
    levels = draw(level_sets())
    paths, labels = draw(code_labels(manner, levels, "f"))
    form = draw(st.sampled_from(["plain", "sub", "one"]))
    parts = {
        "plain": [("合计",), ("基本支出",), ("项目支出",)],
        "sub": [("合计",), ("基本支出", "小计"), ("基本支出", "人员经费"), ("基本支出", "公用经费"), ("项目支出",)],
        "one": [("合计",)],
    }[form]
    measures = {
        "plain": ["", ".basic", ".project"],
        "sub": ["", ".basic", ".basic.personnel", ".basic.operating", ".project"],
        "one": [""],
    }[form]
    columns = tuple(Amounts(path, base + m, "expenditure") for path, m in zip(parts, measures, strict=True))
    picks = {"plain": (0, 1, 4), "sub": (0, 1, 2, 3, 4), "one": (0,)}[form]
    head = draw(st.sampled_from(CURRENT))
    if form == "one":
        columns = (replace(columns[0], path=(draw(st.sampled_from([head, "合计", "金额"])),)),)
    elif draw(st.booleans()):
        columns = under((head,), columns)

    def values(code: str) -> tuple[int, ...]:
        personnel, operating, project, _ = budget.items[code]
        every = (personnel + operating + project, personnel + operating, personnel, operating, project)
        return (*(every[i] for i in picks), budget.items[code][3])

    lines = summed(list(budget.items), values, FUNCTIONS, levels)
    lines = with_total(lines, total_of(lines), draw(st.booleans()))
    if not prior:
        return Side(paths, labels, columns, tuple(replace(line, values=line.values[:-1]) for line in lines))
    word, (year, phase) = draw(st.sampled_from(sorted(PRIOR.items())))
    before = Amounts((word,), base, "expenditure", year, phase)
    change, rate = (Amounts(path, m, "expenditure") for path, m in zip(draw(st.sampled_from(CHANGES)), ("change", "change_pct"), strict=True))
    rate = replace(rate, percent=True)
    sign = draw(st.sampled_from(["%", ""]))
    first, with_change = draw(st.booleans()), draw(st.booleans())

    def arranged(line: Line) -> tuple[int | None | str, ...]:
        *now, then = line.values
        moved = (now[0] - then, percent(now[0], then, sign)) if with_change else ()
        return (then, *now, *moved) if first else (*now, then, *moved)

    columns = (before, *columns) if first else (*columns, before)
    columns = (*columns, change, rate) if with_change else columns
    return Side(paths, labels, columns, tuple(replace(line, values=arranged(line)) for line in lines))


@st.composite
def economic_spending(draw: st.DrawFn, manner: Manner, budget: Budget) -> Side:
    levels = set(draw(st.sampled_from([(3, 5), (3, 5), (5,)])))
    paths, labels = draw(code_labels(manner, levels, "e"))
    measures = ("total.basic", "total.basic.personnel", "total.basic.operating")
    columns = tuple(
        Amounts((w,), m, "expenditure") for w, m in zip(("合计", "人员经费", "公用经费"), measures, strict=True)
    )
    if draw(st.booleans()):
        columns = under((draw(st.sampled_from(["2024年基本支出", "基本支出", "本年一般公共预算基本支出", "预算数"])),), columns)

    def values(code: str) -> tuple[int, ...]:
        money = budget.economic[code]
        return (money, money, 0) if code[:3] in PERSONNEL_CLASSES else (money, 0, money)

    lines = summed(list(budget.economic), values, ECONOMIC, levels)
    return Side(paths, labels, columns, tuple(with_total(lines, total_of(lines), draw(st.booleans()))))


SOURCES = (
    ("一般公共预算拨款收入", "general_budget"),
    ("政府性基金预算拨款收入", "government_fund"),
    ("事业收入", "institutional"),
    ("其他收入", "other"),
)


@st.composite
def revenue(draw: st.DrawFn, manner: Manner, budget: Budget) -> Side:
    """The one side of a table of revenue by source (columns) and function (rows)."""
    levels = draw(level_sets())
    paths, labels = draw(code_labels(manner, levels, "f"))
    nested = draw(st.booleans())
    sources = [Amounts((name,), f"total.{'current.' if nested else ''}{m}", "revenue") for name, m in SOURCES]
    current = [Amounts(("小计",), "total.current", "revenue"), *sources] if nested else sources
    columns = (
        Amounts(("合计",), "total", "revenue"),
        *(under(("本年收入",), current) if nested else current),
        Amounts((draw(st.sampled_from(["上年结转结余", "上年结转", "上年结转和结余"])),), "total.carried_over", "revenue"),
    )

    def values(code: str) -> tuple[int, ...]:
        a, b, c, carried = budget.items[code]
        now = (a, b, c, 0)
        return (sum(now) + carried, *((sum(now),) if nested else ()), *now, carried)

    lines = summed(list(budget.items), values, FUNCTIONS, levels)
    return Side(paths, labels, columns, tuple(with_total(lines, total_of(lines), draw(st.booleans()))))


def name_only(manner: Manner) -> Labels:
    return lambda line, _: (line.mark + manner.name(line.name, line.depth),)


def listed(lines: Sequence[tuple[str, int]], subtotal: str, balance: tuple[str, int], total: str, marks: bool, codes=None):
    """Lines, their subtotal, a balance and the total, as a side of a summary has them."""
    count = len(lines)
    numbered = [f"{DIGITS[i]}、" if marks else "" for i in range(count)]
    own = sum(money for _, money in lines)
    body = [
        Line(name, "category", (money,), inferred=(codes or {}).get(name), parent=count, mark=mark)
        for (name, money), mark in zip(lines, numbered, strict=True)
    ]
    return [
        *body,
        Line(subtotal, "subtotal", (own,), parent=count + 2, leaf=False),
        Line(balance[0], "category", (balance[1],), parent=count + 2),
        Line(total, "total", (own + balance[1],), leaf=False),
    ]


@st.composite
def summary(draw: st.DrawFn, manner: Manner, budget: Budget) -> tuple[Side, ...]:
    """The two or three sides of a table of revenue and expenditure."""
    marks = draw(st.booleans())
    word = draw(st.sampled_from(["预算数", "金额", "2024年预算数"]))
    left = list(zip([name for name, _ in SOURCES], budget.sources, strict=True))
    carried = draw(st.integers(0, 9999)) * manner.grain
    ends = draw(st.sampled_from([("本年收入合计", "上年结转结余", "收入总计"), ("本年收入合计", "上年结转", "收入总计")]))
    revenue_lines = listed(left, ends[0], (ends[1], carried), ends[2], marks)
    classes = sorted({code[:3] for code in budget.items})
    right = [(FUNCTIONS[c], sum(sum(m[:3]) for k, m in budget.items.items() if k.startswith(c))) for c in classes]
    inferred = {FUNCTIONS[c]: c for c in classes}
    over = draw(st.sampled_from(["结转下年", "年终结转结余", "结转下年支出"]))
    blocks = [
        ("收入", "revenue", revenue_lines),
        ("支出", "expenditure", listed(right, "本年支出合计", (over, carried), "支出总计", marks, inferred)),
    ]
    if draw(st.booleans()):
        kinds = [("基本支出", sum(sum(m[:2]) for m in budget.items.values())), ("项目支出", sum(m[2] for m in budget.items.values()))]
        blocks.append(("支出", "expenditure", listed(kinds, "本年支出合计", (over, carried), "支出总计", True)))
    names = ["项目", "项目（按功能分类）" if draw(st.booleans()) else "项目", "项目（按支出性质）"]
    longest = max(len(lines) for _, _, lines in blocks)
    aligned = draw(st.booleans())
    grouped = draw(st.booleans()) or len(blocks) == 3
    sides = []
    for (head, direction, lines), name in zip(blocks, names, strict=False):
        lifted = gapped(lines, longest) if aligned else [*lines, *[None] * (longest - len(lines))]
        top = (head,) if grouped else ()
        sides.append(Side(((*top, name),), name_only(manner), (Amounts((*top, word), "total", direction),), tuple(lifted)))
    return tuple(sides)


def gapped(lines: Sequence[Line], length: int) -> list[Line | None]:
    """Move the last three lines down to the foot of the table; blank rows stand before them."""
    body, ends, gap = lines[:-3], lines[-3:], length - len(lines)

    def moved(line: Line) -> Line:
        return line if line.parent is None else replace(line, parent=line.parent + gap)

    return [*map(moved, body), *[None] * gap, *map(moved, ends)]


@st.composite
def three_public(draw: st.DrawFn, manner: Manner, budget: Budget) -> Side:
    """The “three public” expenses as rows, with the year before."""
    a, b, c, d = budget.sources
    word, (year, phase) = draw(st.sampled_from(sorted(PRIOR.items())))
    columns = (
        Amounts((draw(st.sampled_from(CURRENT[:3])),), "total", "expenditure"),
        Amounts((word,), "total", "expenditure", year, phase),
    )
    total = Line("合计", "total", (a + b + c + d, a + b), depth=0, leaf=False)
    lines = [
        Line("因公出国（境）费", "category", (a, a), parent=0, mark="1、", concept="overseas"),
        Line("公务接待费", "category", (b, b), parent=0, mark="2、"),
        Line("公务用车购置及运行费", "category", (c + d, 0), parent=0, mark="3、", leaf=False),
        Line("公务用车购置费", "category", (c, 0), parent=3, mark="（1）", depth=1),
        Line("公务用车运行维护费", "category", (d, 0), parent=3, mark="（2）", depth=1),
    ]
    return Side(((draw(st.sampled_from(["项目", "项目名称"])),),), name_only(manner), columns, (total, *lines))


@st.composite
def layouts(draw: st.DrawFn, manner: Manner, role: str, sides: Sequence[Side]) -> RandomTable:
    """Put the sides of a table beside each other, with or without line numbers and a row that numbers the columns."""
    serial = draw(st.sampled_from(["", "", "序号", "行次"]))
    numbered_total = draw(st.booleans())
    header: list[tuple[str, ...]] = [(serial,)] if serial else []
    aligns = ["center"] if serial else []
    amount_align = draw(st.sampled_from(["right", "right", "center"]))
    is_label = [True] * len(header)
    for side in sides:
        header += [*side.label_paths, *(column.path for column in side.columns)]
        aligns += ["left"] * len(side.label_paths) + [amount_align] * len(side.columns)
        is_label += [True] * len(side.label_paths) + [False] * len(side.columns)
    rows: list[list[str | None]] = []
    expected: dict[tuple[int, int], Expected] = {}
    count = 0
    for row, lines in enumerate(zip(*(side.lines for side in sides), strict=True)):
        only = lines[0] if len(sides) == 1 else None
        skipped = only is not None and only.row_type == "total" and not numbered_total
        count += not skipped
        number = "" if skipped or not serial else str(count)
        texts: list[str | None] = [number] if serial else []
        for side, line in zip(sides, lines, strict=True):
            if line is None:
                texts += [""] * (len(side.label_paths) + len(side.columns))
                continue
            texts += side.labels(line, side.lines[row - 1] if row else None)
            for column, value in zip(side.columns, line.values, strict=True):
                text, yuan = (value, None) if isinstance(value, str) else manner.money(value)
                expected[row, len(texts)] = Expected(
                    line.code, line.inferred, line.name, line.row_type, line.parent, line.leaf, number or None,
                    column.measure, column.direction, column.year, column.phase, text, yuan,
                )  # fmt: skip
                texts.append(text)
        rows.append(texts)
    numbers = column_numbers(draw(st.sampled_from(["", "", "栏次", "**", "all"])), is_label, len(sides))
    unit = manner.money_unit
    disclosure = Disclosure(
        draw(st.sampled_from(TITLES[role])),
        header,
        rows,
        number=draw(st.sampled_from(["", "表3", "公开表3", "附表3", "预算03表"])),
        caption=draw(captions(unit)),
        line_numbers=numbers,
        aligns=aligns,
        style=manner.style,
        rows_per_page=manner.rows_per_page,
        repeated=manner.repeated,
        same_page=draw(st.booleans()),
    )
    return RandomTable(role, disclosure, unit, expected)


def column_numbers(numbering: str, is_label: Sequence[bool], sides: int) -> list[str]:
    """The row that numbers the columns: 栏次 1 2 3, ** ** 1 2 3, or all of them from 1 on."""
    if numbering in ("栏次", "**") and sides == 1:
        first = is_label.count(True)
        labels = ["栏次", *[""] * (first - 1)] if numbering == "栏次" else ["**"] * first
        return [*labels, *(str(i + 1) for i in range(len(is_label) - first))]
    return [str(i + 1) for i in range(len(is_label))] if numbering == "all" else []


TITLES = {
    "expenditure_summary": ("部门支出总表", "支出预算总表", "2024年部门支出总体情况表", "支出总表"),
    "general_budget_expenditure": ("一般公共预算支出表", "一般公共预算财政拨款支出表", "2024年一般公共预算支出预算表"),
    "basic_expenditure_department": ("一般公共预算基本支出表", "一般公共预算基本支出情况表（部门经济分类）"),
    "revenue_summary": ("收入总表", "部门收入总体情况表", "2024年收入预算总表"),
    "revenue_expenditure_summary": ("收支总表", "部门收支总体情况表", "2024年收支预算总表"),
    "three_public_expenses": ("一般公共预算“三公”经费支出表", "财政拨款“三公”经费支出预算表"),
}


@st.composite
def captions(draw: st.DrawFn, unit: str) -> tuple[str, str]:
    label = draw(st.sampled_from(["单位名称：", "部门：", "编制单位：", "部门名称:", ""]))
    left = f"{label}{UNIT}" if label else ""
    right = draw(st.sampled_from(["单位：{}", "金额单位：{}", "（单位：{}）", "单位:{}", "单位：人民币{}"])).format(unit)
    return draw(st.sampled_from([(left, right), (f"{left}　　　　{right}".strip(), ""), (left, right)]))


@st.composite
def tables(draw: st.DrawFn, manner: Manner, budget: Budget, role: str) -> RandomTable:
    own = manner
    if draw(st.integers(0, 3)) == 0:
        own = replace(manner, **({"money_unit": "元", "decimals": 2} if manner.money_unit == "万元" else {"money_unit": "万元", "decimals": 6}))
    if role == "revenue_expenditure_summary":
        sides = draw(summary(own, budget))
    elif role == "revenue_summary":
        sides = (draw(revenue(own, budget)),)
    elif role == "basic_expenditure_department":
        sides = (draw(economic_spending(own, budget)),)
    elif role == "three_public_expenses":
        sides = (draw(three_public(own, budget)),)
    else:
        sides = (draw(spending(own, budget, "total", draw(st.booleans()))),)
    return draw(layouts(own, role, sides))


@dataclass(frozen=True)
class RandomDocument:
    """Tables in their order, and how they are drawn."""

    tables: tuple[RandomTable, ...]
    size: tuple[float, float]
    rules: str
    rotate: int


@st.composite
def documents(draw: st.DrawFn) -> RandomDocument:
    manner = draw(manners())
    budget = draw(budgets(manner.grain))
    roles = draw(st.lists(st.sampled_from(sorted(TITLES)), min_size=1, max_size=3, unique=True))
    return RandomDocument(
        tuple(draw(tables(manner, budget, role)) for role in roles),
        manner.size,
        draw(st.sampled_from(["strokes", "rectangles", "polygons"])),
        draw(st.sampled_from([0, 90, 180, 270])),
    )

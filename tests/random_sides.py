"""The sides of random tables: label columns, lines and amount columns that stand together, each with what it means."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from hypothesis import strategies as st

from tests.random_money import ECONOMIC, FUNCTIONS, PERSONNEL_CLASSES, SIZES, YEAR, Budget, Manner

DIGITS = "一二三四五六七八九十"


@dataclass(frozen=True)
class Line:
    """One line of a side: what it is and its amounts in fen, one per amount column of the side."""

    name: str
    row_type: str
    values: tuple[int | str | None, ...]
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

    head = "功能分类科目" if scheme == "f" else "经济分类科目"
    paths = {
        "columns": ((group,), (name,)),
        "grouped": ((head, "科目编码"), (head, "科目名称")),
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
    paths_of_changes = draw(st.sampled_from(CHANGES))
    change, rate = (Amounts(p, m, "expenditure") for p, m in zip(paths_of_changes, ("change", "change_pct"), strict=True))
    rate = replace(rate, percent=True)
    sign = draw(st.sampled_from(["%", ""]))
    first, with_change = draw(st.booleans()), draw(st.booleans())

    def arranged(line: Line) -> tuple[int | str | None, ...]:
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

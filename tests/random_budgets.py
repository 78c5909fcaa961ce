"""Random valid budgets in random layouts, each with what it must read as.

A budget is drawn first (functional items with personnel, operating and project money, the year before, sources), then
printed: every table is one or more sides (labels, lines, amount columns) that stand beside each other.  What a reader must
give back is taken from the budget and from the contract, never from the reader.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from hypothesis import strategies as st

from tests.random_money import UNIT, Budget, Manner, budgets, manners
from tests.random_sides import Side, economic_spending, revenue, spending, summary, three_public
from typeset.simple import Disclosure


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
        unit, decimals = ("元", 2) if manner.money_unit == "万元" else ("万元", 6)
        own = replace(manner, money_unit=unit, decimals=decimals)
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

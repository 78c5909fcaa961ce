"""The flow from revenue to functions: which links it has, what it calls differences, and how it is drawn."""

from itertools import pairwise

import pandas as pd
import pytest
from matplotlib.patches import PathPatch, Rectangle

import qzbudget as qz
from qzbudget.breakdown.flow import flow
from qzbudget.breakdown.flow_words import flow_table, flowed
from qzbudget.cited.marks import Marks
from qzbudget.cited.numbers import without_cells
from qzbudget.figures import flow_bands, png
from qzbudget.figures.canvas import HATCH
from qzbudget.figures.layout import BETWEEN, LINE, Link, Node, laid_out
from tests.small_dataset import lines

WAN = 10_000.0
S, R = "expenditure_summary", "revenue_summary"
MEASURES = ("total", "total.basic", "total.project")


def spending(*rows, role=S):
    """A table of functions by kind: each row is code, name and the amounts in 万元 of total, basic and project."""
    parts = [
        lines(
            *(
                (n, None if n == 0 else 0, code, name, "class" if n else "total", None if wan[k] is None else wan[k] * WAN)
                for n, (code, name, *wan) in enumerate(rows)
            ),
            role=role, measure=measure, col=3 + k, header=measure,
        )
        for k, measure in enumerate(MEASURES)
    ]  # fmt: skip
    return pd.concat(parts, ignore_index=True)


def revenue(**wan):
    """A table of sources in columns; its first amount is the total."""
    columns = [
        lines((0, None, None, "合计", "total", yuan * WAN), role=R, measure=measure, col=2 + place, header=name, direction="revenue")
        for place, ((name, yuan), measure) in enumerate(
            zip(wan.items(), ("total", *(f"total.{name}" for name in list(wan)[1:])), strict=True)
        )
    ]
    return pd.concat(columns, ignore_index=True)


OFFICE = (
    (None, "合计", 400.0, 300.0, 100.0),
    ("201", "一般公共服务支出", 300.0, 200.0, 100.0),
    ("20103", "政府办公厅事务", 300.0, 200.0, 100.0),
    ("221", "住房保障支出", 100.0, 100.0, None),
    ("22102", "住房改革支出", 100.0, 100.0, None),
)


def office(*changes):
    rows = [list(row) for row in OFFICE]
    for row, place, value in changes:
        rows[row][place] = value
    frame = spending(*rows)
    below = frame["item_code"].str.len() == 5
    return frame.assign(parent_row=frame["parent_row"].where(~below, frame["row"] - 1))


def links(found):
    """(step, kind, gap, name, 万元) of each row."""
    columns = (found["step"], found["kind"], found["gap"], found["name"], found["amount_yuan"] / WAN)
    return [(step, kind.removeprefix("total."), gap, name, wan) for step, kind, gap, name, wan in zip(*columns, strict=True)]


# Which links


def test_money_runs_from_sources_through_kinds_to_functions():
    found = flow(pd.concat([revenue(all=400.0, fiscal=390.0, other=10.0), office()]))
    assert links(found) == [
        ("source", "", "", "fiscal", 390.0),
        ("source", "", "", "other", 10.0),
        ("kind", "", "", "total.basic", 300.0),
        ("kind", "", "", "total.project", 100.0),
        ("function", "basic", "", "一般公共服务支出", 200.0),
        ("function", "basic", "", "住房保障支出", 100.0),
        ("function", "project", "", "一般公共服务支出", 100.0),
    ]


def test_no_source_is_ever_linked_to_a_kind_or_function():
    found = flow(pd.concat([revenue(all=400.0, fiscal=390.0, other=10.0), office()]))
    assert set(found.loc[found["step"] == "source", "kind"]) == {""}


def test_where_no_table_prints_functions_by_kind_they_come_out_of_the_total():
    kinds = office().query("measure != 'total'").query("row == 0")
    functions = office().query("measure == 'total'").query("row > 0")
    found = flow(pd.concat([office().query("measure == 'total' and row == 0"), kinds, functions]))
    assert links(found)[2:] == [
        ("function", "", "", "一般公共服务支出", 300.0),
        ("function", "", "", "住房保障支出", 100.0),
    ]


def test_a_document_that_breaks_nothing_down_has_no_flow():
    assert flow(lines((0, None, None, "合计", "total", 5 * WAN))).empty
    assert flow(revenue(all=400.0, fiscal=400.0)).empty


# Differences


@pytest.mark.parametrize(("into", "gap", "step"), [(450.0, "surplus", "kind"), (350.0, "deficit", "source")])
def test_revenue_and_expenditure_that_differ_leave_a_difference_with_its_name(into, gap, step):
    found = flow(pd.concat([revenue(all=into, fiscal=into), office()]))
    [row] = found[found["gap"] != ""].itertuples()
    assert (row.gap, row.step, row.amount_yuan) == (gap, step, 50.0 * WAN)
    assert set(row.cells.split("~")) == {f"{R}:0:2", f"{S}:0:3"}


def test_what_is_not_itemised_is_a_difference():
    found = flow(office((1, 4, 60.0), (2, 4, 60.0)))
    [row] = found[found["gap"] != ""].itertuples()
    assert (row.step, row.kind, row.gap, row.amount_yuan) == ("function", "total.project", "unlisted", 40.0 * WAN)
    assert row.cells == f"{S}:0:5~{S}:1:5"


def test_parts_that_make_more_than_their_whole_are_an_excess():
    found = flow(office((1, 4, 130.0), (2, 4, 130.0)))
    [row] = found[found["gap"] != ""].itertuples()
    assert (row.gap, row.amount_yuan, row.cells) == ("excess", 30.0 * WAN, f"{S}:1:5~{S}:0:5")


def test_rounding_is_no_difference():
    assert set(flow(office((0, 4, 100.01)))["gap"]) == {""}


# In words


def test_the_sentence_tells_both_wholes_the_largest_flow_and_what_no_table_prints():
    told = without_cells(flowed(flow(pd.concat([revenue(all=450.0, fiscal=440.0, other=10.0), office()]))))
    assert told == (
        "收入 **450.00 万元**，支出 **400.00 万元**，多出的 **50.00 万元** 不在支出里。"
        "最大的一股是total.basic中的**一般公共服务支出**，200.00 万元，占支出的 **50.0%**。"
        "哪个来源的钱花在哪里，没有一张表印出，所以图中各来源先合成一个总数。"
    )


def test_there_is_nothing_to_tell_where_nothing_is_broken_down():
    assert flowed(flow(lines((0, None, None, "合计", "total", 5 * WAN)))) == "这份文件没有公布支出的构成，画不出钱的去向。"
    assert flow_table(flow(lines((0, None, None, "合计", "total", 5 * WAN)))) is None


def test_every_number_of_the_table_opens_its_cells():
    table = flow_table(flow(pd.concat([revenue(all=450.0, fiscal=450.0), office()])))
    assert f'data-cells="{R}:0:2~{S}:0:3">50.00</td>' in table.html
    assert f'data-cells="{R}:0:2-{S}:0:3/{R}:0:2">11.1%</td>' in table.html
    assert table.html.count("data-cells") == 2 * 7 + 2


def test_a_number_of_a_failed_check_is_marked_in_sentence_table_and_figure():
    marks = Marks(failed=frozenset({f"{S}:0:5"}))
    found = flow(office())
    assert "⚠ 核对不符" in flow_table(found, marks=marks).text
    assert "⚠" in "".join(text.get_text() for text in flow_bands(found, marks=marks).axes[0].texts)
    assert flow_bands(found, marks=marks).get_supxlabel().endswith("⚠ 核对不符或未自证，见下表")
    assert "⚠" not in flow_bands(found).get_supxlabel()


# Drawn


def drawn(figure, kind, *, hatched):
    [axes] = figure.axes
    return [patch for patch in axes.patches if isinstance(patch, kind) and (patch.get_hatch() == HATCH) == hatched]


def test_bands_are_as_high_as_their_amounts():
    figure = flow_bands(flow(office()))
    heights = [patch.get_path().get_extents() for patch in drawn(figure, PathPatch, hatched=False)]
    assert len(heights) == 2 + 3
    bars = sorted(patch.get_height() for patch in drawn(figure, Rectangle, hatched=False))
    assert [bar / bars[-1] for bar in bars] == pytest.approx([0.25, 0.25, 0.75, 0.75, 1.0])


def test_a_difference_is_hatched_and_named():
    figure = flow_bands(flow(pd.concat([revenue(all=450.0, fiscal=450.0), office()])))
    assert len(drawn(figure, PathPatch, hatched=True)) == 1
    assert any("收入多于支出\n50.00" in text.get_text() for text in figure.axes[0].texts)
    assert "斜线是差额" in figure.get_supxlabel()


def test_an_excess_is_hatched_at_the_end_of_its_bar():
    figure = flow_bands(flow(office((1, 4, 130.0), (2, 4, 130.0))))
    [extra] = drawn(figure, Rectangle, hatched=True)
    whole = max(patch.get_height() for patch in drawn(figure, Rectangle, hatched=False))
    assert extra.get_height() / whole == pytest.approx(30 / 400)


def test_many_small_functions_are_one_band_with_their_number():
    small = [(f"2{n:02d}", f"第{n}类", 1.0, 1.0, None) for n in range(2, 14)]
    coded = [row for code, name, *wan in small for row in ((code, name, *wan), (f"{code}01", name, *wan))]
    frame = spending((None, "合计", 312.0, 312.0, 0.0), ("201", "甲", 300.0, 300.0, None), ("20101", "甲", 300.0, 300.0, None), *coded)
    figure = flow_bands(flow(frame))
    labels = [text.get_text() for text in figure.axes[0].texts]
    assert any(label.startswith("其余 12 项\n12.00") for label in labels)


def test_labels_never_overlap():
    nodes = [Node(f"n{n}", amount, ("名称", "金额")) for n, amount in enumerate([100.0, 1.0, 0.5, 0.2, 0.1])]
    placed = laid_out([[Node("t", 101.8)], nodes], [Link("t", node.key, node.amount) for node in nodes], 0.03)
    middles = [placed.bars[node.key].middle for node in nodes]
    assert all(below - above >= 2 * LINE + BETWEEN - 1e-9 for above, below in pairwise(middles))


def test_there_is_no_figure_of_nothing():
    assert flow_bands(flow(lines((0, None, None, "合计", "total", 5 * WAN)))) is None


# The published budget


def test_qingdao(tmp_path):
    budget = qz.load(qz.read("data/raw/qingdao-government-office-2023-unit-budget.pdf", tmp_path))
    found = flow(budget)
    assert links(found) == [
        ("source", "", "", "一般公共预算拨款收入", 17332.62),
        ("kind", "", "", "基本支出", 8723.41),
        ("kind", "", "", "项目支出", 8609.21),
        ("function", "basic", "", "一般公共服务支出", 7273.03),
        ("function", "basic", "", "社会保障和就业支出", 795.51),
        ("function", "basic", "", "住房保障支出", 654.87),
        ("function", "project", "", "一般公共服务支出", 8609.21),
    ]
    png(flow_bands(found, lang="en"))  # warnings are errors here: a missing letter would be one

"""Documents side by side: like with like, shares of exact cells, what is missing is never zero."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

import qzbudget as qz
from qzbudget import comparison
from qzbudget.breakdown.composition import composition
from qzbudget.cited.marks import Marks
from qzbudget.cited.numbers import without_cells
from qzbudget.comparison import sentences, tables
from qzbudget.comparison.basic import stated_basic
from qzbudget.comparison.peers import Peers, unlike
from qzbudget.comparison.position import ranked
from qzbudget.comparison.shares import COLUMNS, by_size, composed_shares, foremost, scoped
from qzbudget.comparison.three_public import printed
from qzbudget.dataset.write import write_dataset
from qzbudget.figures import share_bars, share_strips
from tests.small_dataset import AMOUNT, DOCUMENT, TABLE, lines, total_in_columns

WAN = 10_000.0
QINGDAO = Path("data/processed/青岛市人民政府办公厅-2023-budget-unit")


def share(document, key="project", pct=40.0, *, own=False, differs="", aspect="kind", **more):
    return {
        "document_id": document,
        "unit": document,
        "year": 2026,
        "level": "unit",
        "kind": "budget",
        "own": own,
        "differs": differs,
        "aspect": aspect,
        "key": key,
        "name": "项目支出",
        "scope": "支出",
        "role": "expenditure_summary",
        "part_yuan": pct,
        "whole_yuan": 100.0,
        "share_pct": pct,
        "complete": True,
        "proved": True,
        "part_cells": f"{document}#e:0:4",
        "whole_cells": f"{document}#e:0:3",
        "cells": f"{document}#e:0:4/{document}#e:0:3",
        **more,
    }


def shares_of(*rows):
    return pd.DataFrame(rows)


def another(tmp_path, name, **changed):
    document_id = f"{name}-2023-budget-unit"
    document = replace(DOCUMENT, document_id=document_id, unit_name=name, unit_key=name, **changed)
    records = [replace(record, document_id=document_id) for record in (TABLE, AMOUNT)]
    return write_dataset(document, records, tmp_path)


@pytest.mark.parametrize(
    ("other", "differs"),
    [
        ({"fiscal_year": 2023, "level": "unit", "kind": "budget"}, ()),
        ({"fiscal_year": 2024, "level": "unit", "kind": "budget"}, ("year",)),
        ({"fiscal_year": 2023, "level": "department", "kind": "final_accounts"}, ("level", "kind")),
        ({"fiscal_year": None, "level": "unit", "kind": "budget"}, ("year",)),
    ],
)
def test_year_level_and_kind_must_be_the_same(other, differs):
    assert unlike({"fiscal_year": 2023, "level": "unit", "kind": "budget"}, other) == differs


def test_two_unknown_years_are_not_the_same_year():
    unknown = {"fiscal_year": None, "level": "unit", "kind": "budget"}
    assert unlike(unknown, unknown) == ("year",)


def test_a_share_names_the_cells_of_the_part_and_of_the_whole():
    kinds = total_in_columns(total=400 * WAN, total__basic=300 * WAN, total__project=100 * WAN)
    found = {row["key"]: row for row in composed_shares(composition(kinds, "kind", zeros=True), "kind")}
    assert found["project"]["share_pct"] == 25.0
    assert (found["project"]["part_cells"], found["project"]["whole_cells"]) == ("expenditure_summary:0:5", "expenditure_summary:0:3")


def test_a_part_reported_as_zero_has_a_share_and_a_blank_one_has_none():
    kinds = total_in_columns(total=400 * WAN, total__basic=400 * WAN, total__project=0.0, total__business=None)
    found = {row["key"]: row["share_pct"] for row in composed_shares(composition(kinds, "kind", zeros=True), "kind")}
    assert found == {"basic": 100.0, "project": 0.0}


def test_of_a_whole_of_zero_there_are_no_shares():
    kinds = total_in_columns(total=0.0, total__basic=0.0, total__project=0.0)
    assert list(composed_shares(composition(kinds, "kind", zeros=True), "kind")) == []


def test_parts_that_do_not_make_the_whole_are_told():
    functions = lines(
        (0, None, None, "合计", "total", 400 * WAN),
        (1, 0, "201", "一般公共服务支出", "class", 300 * WAN),
    )
    [row] = composed_shares(composition(functions, "function", zeros=True), "function")
    assert not row["complete"]


def statements(**yuan):
    rows = [{"statement_id": f"s{n}", "concept": name, "amount_yuan": amount} for n, (name, amount) in enumerate(yuan.items())]
    return pd.DataFrame(rows).assign(measure="budget", page=9)


def test_the_narrative_tells_personnel_and_operating_where_they_make_basic_expenditure():
    # 福州市仓山生态环境局 2026, 第五部分
    found = stated_basic(statements(basic=9_901_300.0, personnel=9_318_000.0, operating=583_300.0))
    assert found["cells"].tolist() == ["s1", "s2"]
    assert found["share_pct"].round(1).tolist() == [94.1, 5.9]


def test_the_narrative_tells_nothing_where_they_do_not_make_it():
    # 深圳市信访局 2026: 在职人员经费 leaves out the retired
    assert stated_basic(statements(basic=30_720_000.0, personnel=24_226_100.0, operating=3_574_300.0)).empty


def three_public(*rows, **more):
    frame = lines(*rows, role="three_public_expenses", **more)
    return frame.assign(fiscal_year=2026, phase="approved", concept=[None] + ["three_public.reception"] * (len(rows) - 1))


def test_the_three_public_expenses_are_the_total_of_their_table():
    table = three_public((0, None, None, "合计", "total", 17 * WAN), (1, 0, None, "公务接待费", "item", 2 * WAN))
    assert printed(table, "甲局", 2026)["amount_yuan"].tolist() == [17 * WAN]


def test_a_table_of_another_year_tells_nothing_of_this_one():
    table = three_public((0, None, None, "合计", "total", 17 * WAN), (1, 0, None, "公务接待费", "item", 2 * WAN))
    assert printed(table, "甲局", 2027).empty


def test_like_documents_are_ranked_among_themselves():
    found = shares_of(
        share("own", pct=40.0, own=True),
        share("a", pct=10.0),
        share("b", pct=50.0),
        share("c", pct=60.0),
        share("d", pct=99.0, differs="year"),
    )
    place = comparison.position(found, "project")
    assert (place.rank, place.n, place.median_pct, place.most_pct, place.alike) == (3, 4, 45.0, 60.0, True)


def test_with_too_few_like_documents_all_are_ranked_and_it_is_told():
    found = shares_of(share("own", own=True), share("a", pct=10.0), share("d", pct=99.0, differs="level"))
    place = comparison.position(found, "project")
    assert (place.rank, place.n, place.alike) == (2, 3, False)
    assert "⚠ 同类的文件不足 3 份" in sentences.placed(found, "kind")
    assert len(ranked(found)) == 3


def test_the_median_of_an_even_number_stands_in_no_cell():
    found = shares_of(share("own", own=True), share("a", pct=10.0))
    assert comparison.position(found, "project").median_cells == ""


def test_a_document_without_the_figure_is_missing_and_not_ranked():
    found = shares_of(share("own", own=True), share("a", pct=10.0), share("b", key="basic", pct=10.0, aspect="basic"))
    absent = comparison.missing(found, pd.DataFrame({"document_id": ["own", "a", "b"]}))
    assert ("b", "kind") in set(absent.itertuples(index=False, name=None))
    assert comparison.position(found, "project").n == 2
    assert "支出的种类 1 份" in sentences.lacking(absent)


def test_without_an_own_figure_nothing_is_ranked():
    found = shares_of(share("a", pct=10.0), share("b", pct=20.0))
    assert comparison.position(found, "project") is None
    assert sentences.placed(found, "kind") == "这份文件没有公布支出的种类，不能比较。"


def test_the_table_says_what_is_not_listed_and_in_what_a_document_differs():
    found = shares_of(
        share("own", own=True), share("own", key="basic", pct=60.0, own=True), share("a", pct=10.0, differs="year+level")
    )
    text = tables.shares_table(found, ["kind"]).text.splitlines()
    assert text[1:] == ["own\t60.0%\t40.0%\t本单位", "a 2026\t未列\t10.0%\t⚠ 年度、级次不同"]


def test_the_table_marks_failed_checks_and_parts_that_do_not_add_up():
    found = shares_of(share("own", own=True), share("a", complete=False))
    marks = Marks(failed=frozenset({"a#e:0:4"}), unproved=frozenset({"own#e"}))
    first, second = tables.shares_table(found, ["kind"], marks=marks).text.splitlines()[1:]
    assert first.endswith("本单位 ⚠ 未自证")
    assert second.endswith("⚠ 各项加不出合计 ⚠ 核对不符")


def test_shares_without_a_column_of_their_own_are_added_up():
    rows = [share("own", key=f"2{n:02}", pct=20.0 - n, own=True, aspect="function", name=f"第{n}类") for n in range(1, 10)]
    table = tables.shares_table(shares_of(*rows), ["function"])
    assert "其余 4 项" in table.text
    assert "50.0%" in table.text
    assert 'data-cells="own#e:0:4+own#e:0:4+own#e:0:4+own#e:0:4/own#e:0:3"' in table.html


def test_the_figures_draw_a_bar_and_a_dot_for_each_document():
    found = shares_of(share("own", own=True), share("a", pct=10.0), share("b", pct=70.0, differs="year"))
    bars, strips = share_bars(found, "kind"), share_strips(found, ["project", "operating"])
    assert [label.get_text() for label in bars.axes[0].get_yticklabels()] == ["own", "a", "b 2026 *"]
    [axes] = strips.axes
    dots = [line.get_xdata()[0] for line in axes.lines if line.get_marker() in ("o", "D") and len(line.get_xdata())]
    assert sorted(dots) == [10.0, 40.0, 70.0]


def test_with_one_document_there_is_no_figure():
    found = shares_of(share("own", own=True))
    assert share_bars(found, "kind") is None
    assert share_strips(found, ["project"]) is None


def test_the_datasets_beside_a_document_and_in_the_folder_units_are_its_peers(tmp_path):
    own, beside = another(tmp_path, "甲局"), another(tmp_path, "乙局")
    in_units = another(tmp_path / "units", "丙局", fiscal_year=2024)
    found = comparison.peers(qz.load(own))
    assert [data.folder for data in found.others] == [beside.resolve(), in_units.resolve()]
    assert "都相同的 **1 份**；年度不同的 1 份" in sentences.overview(found)


def test_given_sources_take_their_place_and_a_folder_stands_for_what_it_holds(tmp_path):
    own = another(tmp_path / "a", "甲局")
    another(tmp_path / "a", "乙局")
    for name in ("丙局", "丁局"):
        another(tmp_path / "b", name)
    found = comparison.peers(qz.load(own), [tmp_path / "b", own])
    assert sorted(data.document["unit_name"] for data in found.others) == ["丁局", "丙局"]


def test_a_dataset_that_cannot_be_loaded_is_no_peer(tmp_path):
    own, broken = another(tmp_path, "甲局"), another(tmp_path, "乙局")
    (broken / "tables.csv").unlink()
    assert comparison.peers(qz.load(own)).others == ()


def test_a_number_of_another_unit_opens_its_place(tmp_path):
    from qzbudget.cited.places import Library  # noqa: PLC0415

    own, other = another(tmp_path, "甲局"), another(tmp_path / "units", "丙局")
    place = Library(qz.load(own)).place(f"{other.name}#expenditure_summary:0:3")
    assert (place.document_id, place.printed) == (other.name, "4.00")


def test_documents_without_any_share_give_no_rows_and_all_columns(tmp_path):
    own, other = qz.load(another(tmp_path, "甲局")), qz.load(another(tmp_path, "乙局"))
    found = comparison.shares(Peers(own, (other,)))
    assert found.empty
    assert tuple(found.columns) == COLUMNS


def test_a_share_of_another_scope_is_not_like():
    found = scoped(shares_of(share("own", own=True), share("a", scope="一般公共预算支出"), share("b")))
    assert found["differs"].tolist() == ["", "scope", ""]
    told = tables.shares_table(found, ["kind"]).text.splitlines()
    assert told[3].endswith("⚠ 口径不同 （占的是一般公共预算支出）")


def test_the_table_says_once_of_what_the_shares_are():
    table = tables.shares_table(shares_of(share("own", own=True)), ["kind"])
    assert table.text.splitlines()[0] == "单位（各栏为占支出的比重）\t项目支出\t说明"


def test_the_largest_own_shares_are_told_apart_before_those_of_the_others():
    rows = [share("own", key="205", pct=30.0, own=True, aspect="function")]
    rows += [share("a", key=key, pct=pct, aspect="function") for key, pct in (("201", 90.0), ("208", 10.0))]
    assert [key for _, key in foremost(shares_of(*rows))] == ["205", "201", "208"]


def test_like_documents_stand_before_others_and_the_larger_share_before_the_smaller():
    found = shares_of(share("own", own=True), share("a", pct=90.0, differs="year"), share("b", pct=20.0), share("c", pct=80.0))
    assert list(by_size(found)["document_id"]) == ["own", "c", "b", "a"]


def test_the_first_document_stands_in_its_own_comparison_with_its_published_amounts():
    # 公开表3: 合计 17,332.62; “三公”经费 438.50 万元
    found = comparison.shares(Peers(qz.load(QINGDAO), ()))
    [told] = found[found["key"] == "three_public"].itertuples()
    assert (told.part_yuan, told.whole_yuan) == (4_385_000.0, 173_326_200.0)


def test_the_overview_without_others_says_what_to_do(tmp_path):
    found = comparison.peers(qz.load(another(tmp_path, "甲局")))
    assert "没有别的文件可以比较" in without_cells(sentences.overview(found))

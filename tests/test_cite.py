"""From a row of any frame to the words and the picture of where its number stands."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

import qzbudget as qz
from qzbudget.cited.places import Library
from qzbudget.errors import SourceError, UsageError
from qzbudget.pages.picture import FRAME
from tests.small_documents import save_budget

PUBLISHED = Path("data/raw/qingdao-government-office-2023-unit-budget.pdf")


@pytest.fixture
def folder(tmp_path):
    return qz.read(save_budget(tmp_path / "a.pdf"), tmp_path / "processed")


@pytest.fixture
def budget(folder):
    folder.parent.parent.joinpath("a.pdf").rename(folder.parent / "a.pdf")
    return qz.load(folder)


def cell(budget, row, col):
    amounts = budget.role("expenditure_summary")
    return amounts[(amounts["row"] == row) & (amounts["col"] == col)].iloc[0]


def has_frame(picture):
    return FRAME in {colour for _, colour in picture.getcolors(maxcolors=1 << 20)}


# In words


def test_a_number_is_cited_with_unit_year_table_page_cell_and_hash(budget):
    cited = qz.cite(cell(budget, 2, 3))
    for part in (
        str(budget.document["unit_name"]),
        "2024 年",
        "第 2 页",
        "“行政运行”行",
        "“基本支出”栏",
        "60.00 万元",
        "expenditure_summary:2:3",
        "a.pdf",
        budget.source["sha256"],
    ):
        assert part in cited


def test_the_same_in_english(budget):
    cited = qz.cite(cell(budget, 2, 3), lang="en")
    assert "p. 2, row “行政运行”, column “基本支出”: 60.00 × 10,000 yuan (expenditure_summary:2:3)" in cited
    assert f"sha256 {budget.source['sha256']}" in cited


def test_a_row_of_a_composition_is_cited_by_its_cells(budget):
    part = qz.composition(budget, by="function", level="item").iloc[0]
    assert part["cells"] in qz.cite(part)


def test_a_sum_of_cells_names_each_of_them(budget):
    row = {"cells": "expenditure_summary:2:3+expenditure_summary:3:3"}
    assert [line.count("expenditure_summary") for line in qz.cite(row, budget=budget).splitlines()] == [1, 1]


def test_a_check_names_both_sides(budget):
    check = {"left_where": "expenditure_summary:0:2", "right_where": "expenditure_summary:0:3+expenditure_summary:0:4"}
    assert len(qz.show_source(check, budget=budget).words.splitlines()) == 3


def test_an_amount_of_an_unproved_table_carries_the_mark(budget):
    budget.amounts["proved"] = False
    assert "⚠" in qz.cite(cell(budget, 2, 3), budget=budget)


# As a picture


def test_the_page_part_is_shown_with_the_cell_framed(budget):
    source = qz.show_source(cell(budget, 2, 3))
    [picture] = source.pictures
    assert has_frame(picture)
    assert "第 2 页" in source.words
    assert source._repr_html_().count("<img ") == 1


def test_without_the_document_page_and_box_are_told(folder):
    row = cell(qz.load(folder), 2, 3)
    folder.parent.parent.joinpath("a.pdf").unlink()
    source = qz.show_source(row)
    assert source.pictures == ()
    box = " ".join(f"{row[edge]:g}" for edge in ("x0", "top", "x1", "bottom"))
    assert f"第 2 页的方框（点，左 上 右 下，原点在页面左上角）：{box}" in source.words
    assert "手头没有原文件 a.pdf" in source.words


def test_a_given_pdf_must_be_the_document(budget, tmp_path):
    other = save_budget(tmp_path / "other" / "b.pdf", year=2025)
    with pytest.raises(SourceError, match="不是这个数据集的原文件"):
        qz.show_source(cell(budget, 2, 3), pdf=other)


def test_names_of_a_document_are_never_markup(budget):
    budget.amounts["item_name"] = "<script>alert(1)</script>"
    assert "<script" not in qz.show_source(cell(budget, 2, 3), budget=budget)._repr_html_()


# Which dataset a row belongs to


def test_a_row_that_has_lost_its_dataset_is_found_by_its_document(budget, monkeypatch, tmp_path):
    (tmp_path / "data").mkdir()
    budget.folder.parent.rename(tmp_path / "data" / "processed")
    monkeypatch.chdir(tmp_path)
    row = dict(cell(budget, 2, 3))
    assert "行政运行" in qz.cite(row)


def test_a_row_of_no_dataset_is_refused(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match="不知道这一行属于哪个数据集"):
        qz.cite(pd.Series({"table_id": "a", "row": 0, "col": 1}))


def test_a_cell_that_is_not_there_is_refused(budget):
    with pytest.raises(UsageError, match="没有 expenditure_summary:99:3 这些格"):
        qz.cite({"cells": "expenditure_summary:99:3"}, budget=budget)
    with pytest.raises(UsageError, match="没有写明在哪一格"):
        qz.cite({"name": "x"}, budget=budget)


def test_another_document_is_looked_up_beside_this_one_and_nowhere_else(budget, tmp_path):
    other = qz.read(save_budget(tmp_path / "b.pdf", year=2025), budget.folder.parent)
    library = Library(budget)
    assert library.place(f"{other.name}#expenditure_summary:0:2").document_id == other.name
    assert library.place("../x#expenditure_summary:0:2") is None
    assert library.place("nothing#expenditure_summary:0:2") is None


# What is no table of amounts


@pytest.fixture(scope="module")
def qingdao(tmp_path_factory):
    return qz.load(qz.read(PUBLISHED, tmp_path_factory.mktemp("processed")))


def test_the_budget_of_a_performance_sheet_is_found_by_its_project(qingdao):
    source = qz.show_source(qingdao.projects.iloc[0], pdf=PUBLISHED)
    assert source.words == "市政府决策等相关经费，第 32 页，“预算数”行：7,104.00 万元"
    [page] = source.pictures
    assert has_frame(page)


def test_an_amount_of_a_sheet_whose_box_is_not_known_is_found_by_its_page(qingdao):
    project = qingdao.projects.iloc[0]["project_id"]
    bare = replace(qingdao, projects=qingdao.projects.assign(budget_box=None))
    place = Library(bare).place(f"{project}:budget")
    assert (place.page, place.box) == (32, None)


@pytest.mark.parametrize("tell", [qz.cite, qz.show_source])
def test_what_is_no_row_is_refused_with_what_to_give(qingdao, tell):
    with pytest.raises(UsageError, match=r"有 3 行的整个表，应为其中一行，例如 frame\.iloc\[0\]"):
        tell(qingdao.projects)
    with pytest.raises(UsageError, match="给的是 str，应为数据里的一行"):
        tell("project-1")
    with pytest.raises(UsageError, match="它没有 document_id"):
        tell({"table_id": "a"})


def test_the_target_of_an_indicator_is_framed(qingdao):
    source = qz.show_source(qingdao.targets.iloc[0], pdf=PUBLISHED)
    assert source.words == "市政府决策等相关经费，第 32 页，“经济成本指标 项目支出超预算比率”行：≤5%"
    assert has_frame(source.pictures[0])


def test_a_figure_of_the_narrative_is_framed(qingdao):
    statements = qingdao.statements
    stated = statements[(statements["subject"] == "收入预算") & (statements["measure"] == "budget")].iloc[0]
    source = qz.show_source(stated, pdf=PUBLISHED)
    assert source.words == "一（一），第 27 页，“收入预算”行：17,332.62 万元"
    assert has_frame(source.pictures[0])


def test_a_count_of_the_narrative_has_its_own_unit(qingdao):
    vehicles = qingdao.statements[qingdao.statements["subject"] == "车辆"].iloc[0]
    assert str(qz.show_source(vehicles, pdf=PUBLISHED)).endswith("“车辆”行：27 辆")


def test_a_stated_figure_that_nothing_confirms_says_so(qingdao):
    equipment = qingdao.statements[qingdao.statements["subject"] == "单位价值50万元以上通用设备"].iloc[0]
    assert qz.cite(equipment, budget=qingdao).count("只凭文字读出") == 1
    confirmed = qingdao.statements[qingdao.statements["subject"] == "公务接待费"].iloc[0]
    assert "只凭文字读出" not in qz.cite(confirmed, budget=qingdao)


def test_a_check_between_narrative_table_and_project_opens_all_three(qingdao):
    stated = qingdao.statements.iloc[0]["statement_id"]
    project = f"{qingdao.projects.iloc[0]['project_id']}:budget"
    check = {"left_where": stated, "right_where": f"revenue_summary:0:3+{project}"}
    source = qz.show_source(check, budget=qingdao, pdf=PUBLISHED)
    assert [line.split("页")[0][-3:].strip() for line in source.words.splitlines()] == ["27", "12", "32"]
    assert len(source.pictures) == 3

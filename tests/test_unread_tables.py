"""A table that is not read is told: what looks like one and stands in no ruled lattice."""

from __future__ import annotations

import csv
import json

import pytest
from click.testing import CliRunner

import qzbudget as qz
from qzbudget.batch import batch
from qzbudget.build import read_page
from qzbudget.cli import main
from qzbudget.errors import SourceError
from qzbudget.pages import open_document
from qzbudget.read.stretches import stretches
from tests.drawn_pages import drawn_page
from tests.small_documents import expenditure_summary, save_budget
from tests.unruled_documents import level_rules, no_rules, save_unruled, three_lines
from typeset.simple import Disclosure

EMPTY = Disclosure(
    "政府性基金预算支出表",
    [("科目编码",), ("科目名称",), ("合计",)],
    [("", "本单位无此项支出", "")],
    number="表7",
    caption=("单位名称：某市水务局", "单位：万元"),
)


def titled(line):
    return "表" in line and "支出" in line


def found(path, page=2):
    with open_document(path) as document:
        one = document.page(page)
    return stretches(one, read_page(path, one), titled)


@pytest.mark.parametrize("shown", [no_rules(), level_rules, three_lines(), three_lines(total=True)])
def test_a_table_without_vertical_rules_looks_like_one(tmp_path, shown):
    (stretch,) = found(save_unruled(tmp_path / "a.pdf", [expenditure_summary()], shown))
    assert [row.text for row in stretch.head] == ["科目编码 科目名称 合计 基本支出 项目支出"]
    assert [row.pieces[0].text for row in stretch.body] == ["201", "20103", "2010301", "2010302"]


def test_a_ruled_table_is_not_told_again(tmp_path):
    assert found(save_budget(tmp_path / "a.pdf")) == []


def test_a_table_that_prints_no_amounts_is_known_by_its_money_unit_and_its_columns(tmp_path):
    (stretch,) = found(save_unruled(tmp_path / "a.pdf", [EMPTY], no_rules()))
    assert stretch.head[0].text == "科目编码 科目名称 合计"


def drawn(tmp_path, *lines):
    """Lines of strings, each at its own place."""

    def draw(sheet):
        for number, line in enumerate(lines):
            for x, text in line:
                sheet.text(x, 40 + 16 * number, text)

    return stretches(drawn_page(draw, tmp_path)[1], [], titled)


def test_amounts_below_each_other_beside_words_are_a_table_without_any_caption(tmp_path):
    lines = [[(20, f"第{n}项"), (200, "1,234.56"), (300, "78.90")] for n in "甲乙丙"]
    assert len(drawn(tmp_path, *lines)) == 1
    assert drawn(tmp_path, *lines[:2]) == []


def test_amounts_that_stand_anywhere_are_no_table(tmp_path):
    assert drawn(tmp_path, *([(20, "支出"), (x, "1,234.56")] for x in (100, 150, 200))) == []


def test_a_list_of_contents_is_no_table(tmp_path):
    assert drawn(tmp_path, [(20, "目录")], *([(20, f"{n}、部门支出总表"), (350, str(n + 10))] for n in range(1, 8))) == []


def test_narrative_with_amounts_is_no_table(tmp_path):
    sentence = [(20, "2024年支出预算"), (100, "1,234.56"), (160, "万元，比上年增加"), (250, "78.90"), (280, "万元。")]
    assert drawn(tmp_path, *([sentence] * 6)) == []
    assert drawn(tmp_path, *([[(20, "其中：支出预算"), (100, "1,234.56"), (160, "万元")]] * 6)) == []
    assert drawn(tmp_path, *([[(20, "支出预算为"), (100, "0")], [(20, "万元。与上年相同。")]] * 6)) == []


def test_the_money_unit_at_the_foot_of_a_page_is_that_of_a_table_overleaf(tmp_path):
    assert drawn(tmp_path, [(150, "部门支出总表")], [(300, "单位：万元")], [(190, "- 7 -")]) == []


def test_what_stands_beyond_the_edge_of_the_page_is_nothing(tmp_path):
    assert drawn(tmp_path, *([[]] * 18), *([[(20, "支出"), (200, "1,234.56")]] * 5)) == []


@pytest.fixture
def dataset(tmp_path):
    pdf = save_unruled(tmp_path / "a.pdf", [expenditure_summary(), EMPTY], no_rules("2"))
    return pdf, qz.read(pdf, tmp_path / "out")


def test_the_descriptor_names_the_pages(dataset):
    _, folder = dataset
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert package["document"]["unread_table_pages"] == [3]


def test_the_ledger_says_that_the_numbers_are_not_there(dataset):
    _, folder = dataset
    rows = [row for row in qz.load(folder).checks.to_dict("records") if row["rule"] == "tables_found"]
    assert [(row["check_id"], row["status"], row["left_where"]) for row in rows] == [
        ("tables_found:1", "insufficient_data", "page:3")
    ]
    assert "第 3 页有像表的内容，没有读出" in rows[0]["message"]


def test_checking_a_dataset_says_it_again(dataset):
    _, folder = dataset
    said = CliRunner().invoke(main, ["check", str(folder), "--lang", "en"], prog_name="qzbudget")
    assert "p. 3 shows what looks like a table and was not read" in said.output
    assert said.exit_code == 0


def test_where_all_is_read_the_ledger_says_so(tmp_path):
    folder = qz.read(save_budget(tmp_path / "a.pdf"), tmp_path / "out")
    (row,) = [row for row in qz.load(folder).checks.to_dict("records") if row["rule"] == "tables_found"]
    assert row["status"] == "not_applicable"


def test_the_summary_of_a_run_says_it(dataset, tmp_path):
    pdf, _ = dataset
    said = CliRunner().invoke(main, ["read", str(pdf), "-o", str(tmp_path / "again")], prog_name="qzbudget")
    assert "第 3 页有像表的内容没有读出" in said.output


def test_a_batch_counts_them(dataset, tmp_path):
    pdf, _ = dataset
    for _ in range(2):  # read, then unchanged
        batch([pdf], tmp_path / "many", workers=1)
        with (tmp_path / "many" / "batch.csv").open(encoding="utf-8", newline="") as file:
            (row,) = csv.DictReader(file)
        assert row["unread_tables"] == "1"


def test_a_document_with_nothing_but_such_a_table_is_refused_with_its_page(tmp_path):
    with pytest.raises(SourceError, match="第 2 页有像表的内容，但没有框线"):
        qz.read(save_unruled(tmp_path / "a.pdf", [EMPTY], no_rules()), tmp_path / "out")

"""A user's own rows stand before the package's, and a wrong one is named with its file and line."""

from __future__ import annotations

from decimal import Decimal

import pytest

from qzbudget.build import read_document
from qzbudget.errors import KnowledgeError
from qzbudget.identity import reader_version
from qzbudget.terms import knowledge
from qzbudget.unknown import unknown_words
from qzbudget.version import __version__
from tests.small_documents import expenditure_summary, save_budget


@pytest.fixture
def own(tmp_path):
    folder = tmp_path / "own"
    folder.mkdir()
    return folder


def write(folder, name, *lines):
    (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    knowledge.cache_clear()
    return folder


def test_an_own_title_gives_a_table_its_role(tmp_path, own):
    pdf = save_budget(tmp_path / "a.pdf", expenditure_summary(title="各科目用款一览表"))
    write(own, "table_titles", "role,pattern,example,evidence", "expenditure_summary,用款一览表,各科目用款一览表,某市水务局 2024")
    assert [t.table.role for t in read_document(pdf).tables] == ["other"]
    assert [t.table.role for t in read_document(pdf, own).tables] == ["expenditure_summary"]


def test_an_own_header_word_gives_a_column_its_measure(tmp_path, own):
    header = (("科目编码",), ("科目名称",), ("合计",), ("保运转",), ("促发展",))
    pdf = save_budget(tmp_path / "a.pdf", expenditure_summary(header=header))
    assert {w.text for w in unknown_words(tmp_path)} == {"保运转", "促发展"}
    write(
        own,
        "header_words",
        "pattern,kind,segment,split,under,roles,evidence",
        "保运转,part,basic,,,,某市水务局 2024",
        "促发展,part,project,,,,某市水务局 2024",
    )
    [table] = read_document(pdf, own).tables
    assert {a.measure for a in table.amounts} == {"total", "total.basic", "total.project"}
    assert unknown_words(tmp_path, own) == []


def test_an_own_row_names_the_money_unit_of_one_document(tmp_path, own):
    pdf = save_budget(tmp_path / "a.pdf", expenditure_summary(money=""))
    reading = read_document(pdf)
    assert {a.amount_yuan for a in reading.tables[0].amounts} == {None}
    write(
        own,
        "documents",
        "sha256,printed_name,unit_name,fiscal_year,money_unit,evidence",
        f"{reading.document.source_sha256},,,,万元,电话询问发布单位",
    )
    [table] = read_document(pdf, own).tables
    assert table.table.money_unit == "万元"
    assert table.amounts[0].amount_yuan == Decimal("1000000.00")


def test_an_own_row_gives_a_unit_its_other_name(tmp_path, own):
    pdf = save_budget(tmp_path / "a.pdf")
    write(
        own,
        "documents",
        "sha256,printed_name,unit_name,fiscal_year,money_unit,evidence",
        ",某市水务局,某市水务和海洋局,,,2023 年更名",
    )
    assert read_document(pdf, own).document.unit_name == "某市水务和海洋局"


def test_own_knowledge_is_a_part_of_the_readers_version(own):
    write(own, "roles", "role,name,name_en,direction,base")
    assert reader_version() == __version__
    assert reader_version(own).startswith(f"{__version__}+knowledge.")


def test_a_wrong_expression_is_named_with_file_and_line(own):
    write(own, "table_titles", "role,pattern,example,evidence", "other,(,x,y")
    with pytest.raises(KnowledgeError, match=r"table_titles\.csv 第 2 行"):
        knowledge(own)


def test_a_missing_column_is_named(own):
    write(own, "table_titles", "role,title", "other,x")
    with pytest.raises(KnowledgeError, match="pattern"):
        knowledge(own)


def test_a_file_of_an_unknown_name_is_refused(own):
    write(own, "tables", "role,pattern")
    with pytest.raises(KnowledgeError, match=r"不认识的文件 tables\.csv"):
        knowledge(own)


def test_a_missing_folder_is_refused(tmp_path):
    with pytest.raises(KnowledgeError, match="找不到这个知识文件夹"):
        knowledge(tmp_path / "nowhere")

"""A user's own rows stand before the package's, and a wrong one is named with its file and line."""

from __future__ import annotations

from decimal import Decimal
from importlib import resources

import pytest

from qzbudget.build import read_document
from qzbudget.errors import KnowledgeError
from qzbudget.identity import reader_version
from qzbudget.know.document import DocumentFacts
from qzbudget.knowledge.rows import TEXTS
from qzbudget.narrative import paragraph_statements
from qzbudget.narrative.words import narrative_words
from qzbudget.performance.words import performance_words
from qzbudget.sections import organisation_records
from qzbudget.sections.words import section_words
from qzbudget.terms import knowledge
from qzbudget.unknown import unknown_words
from qzbudget.version import __version__
from tests.plain_paragraphs import paragraphs
from tests.small_documents import expenditure_summary, save_budget


@pytest.fixture
def own(tmp_path):
    folder = tmp_path / "own"
    folder.mkdir()
    return folder


def write(folder, name, *lines):
    (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    for cached in (knowledge, narrative_words, performance_words, section_words):
        cached.cache_clear()
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


def said(folder, *texts):
    facts = DocumentFacts("甲市财政局", "甲市财政局", None, "甲市", 2024, "budget", "department")
    statements, _ = paragraph_statements("d", facts, paragraphs(*texts), known=knowledge(folder))
    return statements


def test_own_words_of_the_narrative_are_read(own):
    sentence = "三公一金支出5.00万元，与上年度对比缩水1.00万元。"
    assert [(s.concept, s.change_yuan) for s in said(None, sentence)] == [(None, None)]
    write(own, "narrative_subjects", "pattern,concept,evidence", "三公一金(支出)?,three_public,某市水务局 2024")
    write(own, "narrative_directions", "word,sign,evidence", "缩水,-1,某市水务局 2024")
    [statement] = said(own, sentence)
    assert (statement.concept, statement.change_yuan) == ("three_public", Decimal("-10000.00"))


def test_an_own_direction_stands_before_that_of_the_package(own):
    write(own, "narrative_directions", "word,sign,evidence", "核减,1,某市水务局 2024")
    assert said(own, "公务接待费5.00万元，比上年核减1.00万元。")[0].change_yuan == Decimal("10000.00")


def test_own_words_of_performance_sheets_are_read(own):
    write(own, "performance_labels", "kind,pattern,example,evidence", "project_name,事项名,事项名,某市水务局 2024")
    write(own, "performance_comparators", "printed,comparator,evidence", "至少,≥,某市水务局 2024")
    words = performance_words(own)
    assert (words.label("事项名"), performance_words().label("事项名")) == ("project_name", None)
    assert words.comparators["至少"] == "≥"


def test_own_headings_and_names_of_offices_are_read(own):
    lines = paragraphs("一、我们管什么", "负责水务工作。", "二、机构设置", "我局内设2个机构，分别为：办公股、财务股。")
    assert organisation_records("d", lines) == []
    write(own, "section_headings", "kind,pattern,example,evidence", "duty,我们管什么,一、我们管什么,某市水务局 2024")
    write(own, "office_words", "kind,words,evidence", "suffix,办公股 财务股,某市水务局 2024")
    found = organisation_records("d", lines, own_knowledge=own)
    assert [(r.kind, r.name) for r in found] == [("duty", None), ("office", "办公股"), ("office", "财务股")]


def test_a_wrong_row_of_the_narrative_is_named_with_file_and_line(own):
    write(own, "narrative_subjects", "pattern,concept,evidence", "(,three_public,x")
    with pytest.raises(KnowledgeError, match=r"narrative_subjects\.csv 第 2 行"):
        said(own, "公务接待费5.00万元。")


def test_a_comma_that_is_not_quoted_is_no_further_column(own):
    write(own, "narrative_subjects", "pattern,concept,evidence", "接待费{1,2},three_public.reception,x")
    with pytest.raises(KnowledgeError, match=r"narrative_subjects\.csv 第 2 行：比表头多出 \['x'\]"):
        said(own, "公务接待费5.00万元。")


def test_every_word_list_that_reading_needs_can_be_extended():
    shipped = {path.name.removesuffix(".csv") for path in resources.files("qzbudget.knowledge").iterdir()}
    for_reading = {name for name in shipped if name.startswith(("narrative_", "performance_", "section_", "office_"))}
    assert for_reading == set(TEXTS)


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

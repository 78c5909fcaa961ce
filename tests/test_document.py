"""Whose document it is, which year, budget or final accounts, unit or department; and what a file must be to be read."""

import hashlib
import zipfile
from io import BytesIO

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from qzbudget.build import read_document
from qzbudget.errors import SourceError
from qzbudget.know.document import DocumentFacts, document_facts
from qzbudget.pages import open_document
from qzbudget.terms import KnownDocument
from tests.drawn_pages import drawn_bytes
from tests.literal_grids import table_of

BODY = "科目名称 | 合计\n---\n行政运行 | 60.00"


def facts_of(*pages, tables=()):
    """The facts of a document whose pages are lists of lines."""
    return document_facts(pages, tables)


def summary(facts):
    return facts.unit_name, facts.fiscal_year, facts.level, facts.kind


@pytest.mark.parametrize(
    ("cover", "expected"),
    [
        (["青岛市人民政府办公厅（本级）", "2023年单位预算"], ("青岛市人民政府办公厅（本级）", 2023, "unit", "budget")),
        (["2026年", "某市水务局部门预算"], ("某市水务局", 2026, "department", "budget")),
        (["某市水务局2026年部门预算"], ("某市水务局", 2026, "department", "budget")),
        (["某市水务局", "2024年度部门决算"], ("某市水务局", 2024, "department", "final_accounts")),
        (["某市水务局 2026 年度市级部门预算"], ("某市水务局", 2026, "department", "budget")),
        (["⼆〇⼆六年", "2026 年某市⽔务局部⻔预算"], ("某市水务局", 2026, "department", "budget")),
        (["2023年某市水务局", "单位决算"], ("某市水务局", 2023, "unit", "final_accounts")),
        (["附件1", "单位名称：某市水务局", "2026年部门综合预算"], ("某市水务局", 2026, "department", "budget")),
        (["二〇二三年度部门决算", "某市水务局"], ("某市水务局", 2023, "department", "final_accounts")),
        (["二○二四年", "某县财政局部门预算"], ("某县财政局", 2024, "department", "budget")),
        (["某市某区人民法院", "2023年度决算公开"], ("某市某区人民法院", 2023, "unit", "final_accounts")),
        (["某省财政厅本级2023年单位预算"], ("某省财政厅本级", 2023, "unit", "budget")),
        (["某县民政局2021年预算公开"], ("某县民政局", 2021, "unit", "budget")),
        (["某某镇2025年政府预算"], ("某某镇", 2025, "unit", "budget")),
        (["某区某某街道2024年度财政决算"], ("某区某某街道", 2024, "unit", "final_accounts")),
        (["附件2", "2022年度", "某县融媒体中心", "决算公开报告"], ("某县融媒体中心", 2022, "unit", "final_accounts")),
        (["某县卫生健康局关于2023年部门预算公开的说明"], ("某县卫生健康局", 2023, "department", "budget")),
        (["（公开）某市档案馆", "2020年度单位决算信息公开"], ("某市档案馆", 2020, "unit", "final_accounts")),
    ],
)
def test_the_cover_says_unit_year_level_and_kind(cover, expected):
    assert summary(facts_of(cover, ["第一部分 概况"])) == expected


def test_the_cover_counts_more_than_what_comes_after_it():
    cover = ["某市水务局2026年部门预算"]
    later = ["某市水务局2025年部门决算", "某市水务局2025年部门决算", "某市水务局2025年部门决算"]
    assert summary(facts_of(cover, later)) == ("某市水务局", 2026, "department", "budget")


def test_a_sentence_on_the_first_page_is_no_title():
    first = ["根据2014年修正的预算法，公开如下。", "某市水务局概况"]
    assert facts_of(first, ["2026年收支预算总表"]).fiscal_year == 2026


def test_a_unit_that_is_called_the_head_office_is_no_department():
    assert facts_of(["某市水务局（本级）2026年部门预算"]).level == "unit"


def test_without_a_cover_a_heading_names_the_unit():
    facts = facts_of(["目录"], ["第一部分 某市水务局概况", "一、主要职能"], ["2026年部门预算编制说明"])
    assert (facts.unit_name, facts.fiscal_year) == ("某市水务局", 2026)


def test_tables_after_the_cover_leave_it_a_cover():
    tables = [table_of(BODY, "支出总表", unit_name="某市水文站", page=2)]
    assert facts_of(["某市水务局", "2026年部门预算"], ["支出总表"], tables=tables).unit_name == "某市水务局"


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("部门预算收支总表", "department"),
        ("部门整体绩效目标表", "department"),
        ("单位预算收支总表", "unit"),
        ("目录", "unit"),
    ],
)
def test_without_a_title_the_words_of_short_lines_tell_the_level(line, level):
    assert facts_of(["封面"], [line]).level == level


def test_bare_tables_name_the_unit_in_their_captions():
    tables = [
        table_of(BODY, "2026年支出总表", unit_name="某市水务局"),
        table_of(BODY, "2026年收入总表", unit_name="某市水务局"),
        table_of(BODY, "2026年收支总表", unit_name="某市水文站"),
    ]
    facts = facts_of(["2026年支出总表", "单位：万元"], tables=tables)
    assert facts.unit_name == "某市水务局"


def test_the_captions_tell_the_year_of_bare_tables():
    tables = [table_of(BODY, "2026年部门支出预算总表"), table_of(BODY, "2026年部门收入预算总表")]
    assert facts_of(["支出总表"], tables=tables).fiscal_year == 2026


def test_performance_sheets_name_the_department_where_nothing_else_does():
    sheets = [table_of("主管部门 | 某市水务局 | 项目名称 | 运维")]
    assert facts_of(["支出总表"], tables=sheets).unit_name == "某市水务局"


def test_what_a_document_does_not_say_is_none():
    facts = facts_of(["目录"], ["一、说明"])
    assert (facts.unit_name, facts.unit_key, facts.unit_code, facts.place, facts.fiscal_year) == (None,) * 5
    assert facts.title is None


def test_a_document_without_lines_says_nothing():
    assert facts_of().unit_name is None


def test_without_a_title_the_more_frequent_word_tells_the_kind():
    assert facts_of(["2024年收入决算、支出决算"], ["与上年预算相比"]).kind == "final_accounts"
    assert facts_of(["2024年收入预算、支出预算"], ["与上年决算相比"]).kind == "budget"


@pytest.mark.parametrize(
    ("unit", "place"),
    [
        ("青岛市人民政府办公厅（本级）", "青岛市"),
        ("江苏省高级人民法院", "江苏省"),
        ("上海市普陀区规划和自然资源局", "上海市"),
        ("中共青岛市委政法委员会", "青岛市"),
        ("国家信访局", None),
    ],
)
def test_the_place_is_that_of_the_units_name(unit, place):
    assert facts_of([f"{unit}2026年部门预算"]).place == place


@pytest.mark.parametrize(
    "line", ["103001 某市水务局", "[103001]某市水务局", "103001-某市水务局", "（103001）某市水务局 60.00"]
)
def test_the_code_of_the_unit_stands_before_its_name(line):
    assert facts_of(["某市水务局2026年部门预算"], [line]).unit_code == "103001"


@pytest.mark.parametrize("line", ["103002 某市水文站", "2010301 行政运行", "某市水务局 103001"])
def test_another_code_is_not_that_of_the_unit(line):
    assert facts_of(["某市水务局2026年部门预算"], [line]).unit_code is None


def test_the_title_is_made_of_unit_year_level_and_kind():
    assert facts_of(["某市水务局2026年部门预算"]).title == "某市水务局2026年部门预算"
    assert DocumentFacts("某局", "某局", None, None, 2024, "final_accounts", "unit").title == "某局2024年单位决算"


def test_what_a_user_knows_stands_before_what_is_printed():
    facts = facts_of(["某市水务局2026年部门预算"])
    known = facts.with_known(KnownDocument(None, None, "青岛市海洋局", 2025, "元"))
    assert (known.unit_name, known.unit_key, known.place) == ("青岛市海洋局", "青岛市海洋局", "青岛市")
    assert (known.fiscal_year, known.money_unit) == (2025, "元")


def test_what_a_user_does_not_know_stays():
    facts = facts_of(["某市水务局2026年部门预算"])
    assert facts.with_known(KnownDocument(None, None, None, None, None)) == facts


# From here on it is about the file.


def locked(password="", **permissions):
    """A PDF with a password or with permissions taken away."""
    buffer = BytesIO()
    canvas = Canvas(buffer, encrypt=StandardEncryption(password, "owner", **permissions), invariant=1)
    canvas.drawString(50, 100, "A1")
    canvas.save()
    return buffer.getvalue()


def packed(*names):
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "")
    return buffer.getvalue()


def test_a_pdf_is_opened_with_its_pages_and_its_hash(tmp_path):
    content = drawn_bytes(lambda s: s.text(50, 100, "公开表1"))
    (tmp_path / "a.pdf").write_bytes(content)
    with open_document(tmp_path / "a.pdf") as document:
        assert len(document) == 1
        assert document.sha256 == hashlib.sha256(content).hexdigest()
        assert [page.lines[0].text for page in document.pages()] == ["公开表1"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "文件是空的"),
        (b" \n", "文件是空的"),
        (b"<!DOCTYPE html><html></html>", "这是一个网页"),
        (b"%PDF-1.7\nbroken", "PDF 已损坏或不完整"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版 Office 文件"),
        (packed("word/document.xml"), "这是 Word 文件"),
        (packed("xl/workbook.xml"), "这是 Excel 文件"),
        (packed("a.pdf"), "这是压缩包"),
        (b"PK\x03\x04broken", "损坏的压缩包"),
        (b"plain text", "这不是 PDF 文件"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_name_and_the_reason(tmp_path, content, reason):
    path = tmp_path / "预算.pdf"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=reason) as refusal, open_document(path):
        pass
    assert str(path) in str(refusal.value)


def test_a_pdf_behind_a_few_stray_bytes_is_opened(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"\n\n" + drawn_bytes(lambda s: s.text(50, 100, "公开表1")))
    with open_document(tmp_path / "a.pdf") as document:
        assert len(document) == 1


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(SourceError, match="找不到这个文件"), open_document(tmp_path / "a.pdf"):
        pass


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(SourceError, match="这是一个文件夹"), open_document(tmp_path):
        pass


def test_a_pdf_locked_by_a_password_is_refused(tmp_path):
    (tmp_path / "a.pdf").write_bytes(locked("secret"))
    with pytest.raises(SourceError, match="打开密码"), open_document(tmp_path / "a.pdf"):
        pass


def test_a_pdf_that_only_forbids_printing_is_opened(tmp_path):
    (tmp_path / "a.pdf").write_bytes(locked(canPrint=0))
    with open_document(tmp_path / "a.pdf") as document:
        assert [page.lines[0].text for page in document.pages()] == ["A1"]


def test_a_pdf_that_forbids_the_extraction_of_its_text_is_refused(tmp_path):
    (tmp_path / "a.pdf").write_bytes(locked(canCopy=0))
    with pytest.raises(SourceError, match="禁止提取文字"), open_document(tmp_path / "a.pdf"):
        pass


@pytest.mark.parametrize(
    ("draw", "reason"),
    [
        pytest.param(lambda s: s.picture(0, 0, 400, 300), "扫描件", id="pictures only"),
        pytest.param(lambda s: s.line(50, 100, 350, 100), "没有任何文字", id="no text"),
        pytest.param(lambda s: s.text(50, 100, "2026年部门预算编制说明"), "没有找到任何带框线的表格", id="no table"),
    ],
)
def test_a_pdf_without_a_table_to_read_is_refused(tmp_path, draw, reason):
    (tmp_path / "a.pdf").write_bytes(drawn_bytes(draw))
    with pytest.raises(SourceError, match=reason):
        read_document(tmp_path / "a.pdf")


@pytest.mark.parametrize(
    ("captions", "unit", "expected"),
    [
        (
            ["收入支出决算总表", "一般公共预算财政拨款支出决算表", "2022年度"],
            "某县残疾人联合会",
            ("某县残疾人联合会", 2022, "unit", "final_accounts"),
        ),
        (["2024年部门收支总表"], "某省农业农村厅", ("某省农业农村厅", 2024, "department", "budget")),
        (
            ["某县审计局2023年度一般公共预算财政拨款“三公”经费支出决算表"],
            None,
            ("某县审计局", 2023, "unit", "final_accounts"),
        ),
        (["某县审计局2023年收支预算总表"], None, ("某县审计局", 2023, "unit", "budget")),
    ],
)
def test_bare_tables_say_it_in_their_titles(captions, unit, expected):
    assert summary(facts_of(captions, tables=[table_of(BODY, *captions, unit_name=unit)])) == expected


def test_a_unit_code_in_brackets_before_the_name_is_its_code():
    lines = ["填报单位：[213]某区教育体育局"]
    facts = facts_of(lines, tables=[table_of(BODY, "收支预算总表", unit_name="某区教育体育局")])
    assert (facts.unit_name, facts.unit_code) == ("某区教育体育局", "213")

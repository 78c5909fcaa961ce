"""Workbooks and Stata files: what is a number, what is text, what is empty, and where a page leads."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from xml.etree import ElementTree

import pandas as pd
import pytest
from click.testing import CliRunner

import qzbudget as qz
from qzbudget.cli import main
from qzbudget.dataset.schema import RESOURCES, columns
from qzbudget.dataset.write import write_dataset
from qzbudget.errors import SourceError
from qzbudget.export import to_stata, to_xlsx
from qzbudget.export.layout import LONGEST_NAME, sheet_names, table_title
from qzbudget.terms import knowledge
from tests.small_dataset import AMOUNT, DOCUMENT, TABLE
from tests.small_documents import save_budget

SOURCE = Path("data/raw/qingdao-government-office-2023-unit-budget.pdf")
HOSTILE = "=cmd|' /C calc'!A0"
_NS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


class Workbook:
    """What a spreadsheet program finds in a workbook."""

    def __init__(self, path):
        with zipfile.ZipFile(path) as packed:
            self.parts = {
                name: packed.read(name).decode() for name in packed.namelist() if name.endswith((".xml", "rels"))
            }
        strings = ElementTree.fromstring(self.parts["xl/sharedStrings.xml"])
        self.strings = ["".join(t.text or "" for t in item.iter(f"{{{_NS['m']}}}t")) for item in strings]
        book = ElementTree.fromstring(self.parts["xl/workbook.xml"])
        self.names = [sheet.get("name") for sheet in book.iterfind(".//m:sheet", _NS)]

    def rows(self, name):
        """Rows of a sheet: text as str, numbers as float, what is not there as None."""
        sheet = ElementTree.fromstring(self.parts[f"xl/worksheets/sheet{self.names.index(name) + 1}.xml"])
        found = []
        for row in sheet.iterfind(".//m:row", _NS):
            cells = {re.match("[A-Z]+", cell.get("r"))[0]: self._value(cell) for cell in row.iterfind("m:c", _NS)}
            found.append([cells.get(letter) for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"])
        return found

    def _value(self, cell):
        value = cell.find("m:v", _NS)
        if value is None:
            return None
        return self.strings[int(value.text)] if cell.get("t") == "s" else float(value.text)

    def records(self, name):
        header, *rows = self.rows(name)
        return [{h: v for h, v in zip(header, row, strict=True) if h} for row in rows]


@pytest.fixture(scope="module")
def budget(tmp_path_factory):
    return qz.load(qz.read(SOURCE, tmp_path_factory.mktemp("processed")))


@pytest.fixture(scope="module")
def book(budget, tmp_path_factory):
    return Workbook(to_xlsx(budget, tmp_path_factory.mktemp("book") / "a.xlsx", pdf=SOURCE))


@pytest.fixture
def folder(tmp_path):
    return qz.read(save_budget(tmp_path / "a.pdf"), tmp_path)


# The workbook of the published budget


def test_there_is_a_sheet_that_explains_one_for_each_table_and_one_for_each_other_csv(book):
    assert book.names[:4] == ["README", "公开表1 收支总表", "公开表2 收入总表", "公开表3 支出总表"]
    assert book.names[9:11] == ["公开表9 “三公”经费表", "公开表10 政府采购预算表"]
    assert {"tables", "projects", "performance_targets", "glossary"} <= set(book.names)


def test_codes_are_text_and_amounts_numbers_in_yuan(book):
    [line] = [r for r in book.records("公开表3 支出总表") if r["名称"] == "住房公积金"]
    assert {
        name: line[name] for name in ("编码", "本年支出合计 （元）", "基本支出 （元）", "项目支出 （元）", "页")
    } == {
        "编码": "2210201",
        "本年支出合计 （元）": 6_548_700.0,
        "基本支出 （元）": 6_548_700.0,
        "项目支出 （元）": 0.0,
        "页": 13.0,
    }


def test_the_sides_of_a_table_stand_one_below_the_other(book):
    rows = book.records("公开表1 收支总表")
    assert [row["收支"] for row in rows] == ["revenue"] * 12 + ["expenditure"] * 33
    assert (rows[0]["名称"], rows[0]["收入 / 预算数 （元）"]) == ("一般公共预算拨款收入", 173_326_200.0)
    assert rows[0]["支出 / 预算数 （元）"] is None


def test_a_page_links_to_the_document_beside_the_workbook(budget, tmp_path):
    near = tmp_path / "预算 1.pdf"
    near.write_bytes(SOURCE.read_bytes())
    book = Workbook(to_xlsx(budget, tmp_path / "a.xlsx", pdf=near))
    assert 'location="page=13"' in book.parts["xl/worksheets/sheet4.xml"]
    targets = set(re.findall('Target="([^"]+)"', book.parts["xl/worksheets/_rels/sheet4.xml.rels"]))
    assert targets == {"%E9%A2%84%E7%AE%97%201.pdf"}


def test_the_readme_names_the_document_and_what_the_sheets_hold(book, budget):
    text = "\n".join(str(value) for row in book.rows("README") for value in row if value)
    for part in (
        "青岛市人民政府办公厅（本级） 2023 年单位预算",
        budget.source["sha256"],
        "空着是没有公布，不是零。",
        "公开表3 支出总表",
    ):
        assert part in text


def test_the_same_dataset_gives_the_same_bytes(budget, tmp_path):
    first, second = (to_xlsx(budget, tmp_path / name, pdf=SOURCE).read_bytes() for name in ("a.xlsx", "b.xlsx"))
    assert first == second
    dta = [[path.read_bytes() for path in to_stata(budget, tmp_path / name)] for name in ("a", "b")]
    assert dta[0] == dta[1]


# Small ones


def test_blank_is_empty_and_never_zero(folder):
    book = Workbook(to_xlsx(qz.load(folder), folder.parent / "a.xlsx"))
    [line] = [r for r in book.records("表3 支出总表") if r["编码"] == "2010301"]
    assert (line["基本支出 （元）"], line["项目支出 （元）"]) == (600_000.0, None)


def test_without_the_document_pages_are_numbers_without_a_link(folder):
    (folder.parent / "a.pdf").unlink()
    book = Workbook(to_xlsx(qz.load(folder), folder.parent / "a.xlsx"))
    assert "hyperlink" not in book.parts["xl/worksheets/sheet2.xml"]
    assert book.records("表3 支出总表")[0]["页"] == 2.0
    assert any("没有原文件" in str(row[0]) for row in book.rows("README"))


def test_a_given_pdf_must_be_the_document(folder):
    other = save_budget(folder.parent / "other.pdf", year=2025)
    with pytest.raises(SourceError, match="不是这个数据集的原文件"):
        to_xlsx(qz.load(folder), folder.parent / "a.xlsx", pdf=other)


def test_a_percentage_is_no_amount_and_an_amount_of_unknown_unit_stays_as_printed(tmp_path):
    shares = replace(AMOUNT, col=4, measure="change_pct", header="增减%", amount_printed="-3.5%", amount_yuan=None)
    unknown = replace(AMOUNT, col=5, header="小计", amount_printed="1,234.50", amount_yuan=None, money_unit=None)
    folder = write_dataset(DOCUMENT, [TABLE, AMOUNT, shares, unknown], tmp_path)
    [line] = Workbook(to_xlsx(qz.load(folder), tmp_path / "a.xlsx")).records("公开表3 支出总表")
    assert (line["合计 （元）"], line["增减%"], line["小计"]) == (40_000.0, "-3.5%", 1234.5)


def test_columns_of_the_same_name_are_told_apart(tmp_path):
    more = [replace(AMOUNT, col=4, fiscal_year=2022), replace(AMOUNT, col=5)]
    folder = write_dataset(DOCUMENT, [TABLE, AMOUNT, *more], tmp_path)
    header = Workbook(to_xlsx(qz.load(folder), tmp_path / "a.xlsx")).rows("公开表3 支出总表")[0]
    assert [name for name in header if name and "合计" in name] == [
        "合计 2023 （元）",
        "合计 2022 （元）",
        "合计 2023 （元） [5]",
    ]


def test_sheet_names_keep_the_limits_of_spreadsheets():
    names = sheet_names(["History", "'局'", "🏛" * 40, "x" * 40, "x" * 40, "a[1]:*?/\\", "README"])
    assert len({name.casefold() for name in names}) == 7
    assert all(0 < len(name.encode("utf-16-le")) // 2 <= 31 for name in names)
    assert not any(set(name) & set("[]:*?/\\") or name.startswith("'") or name == "History" for name in names)


@pytest.mark.parametrize(
    "name", [HOSTILE, "+1+1", "@SUM(1)", "<b>&\x01\x1f", "局" * 40_000, "https://a.b/c", "../../x"]
)
def test_a_hostile_name_is_text_and_no_formula_and_no_link(tmp_path, name):
    folder = write_dataset(
        replace(DOCUMENT, unit_name=name, source_path=HOSTILE),
        [replace(TABLE, number_printed=name, title_printed=name), replace(AMOUNT, item_name=name, header=name)],
        tmp_path / "processed",
    )
    book = Workbook(to_xlsx(qz.load(folder), tmp_path / "a.xlsx"))
    sheets = {part: text for part, text in book.parts.items() if part.startswith("xl/worksheets")}
    assert not any("<f>" in text or "<f " in text for text in sheets.values())
    assert not any("a.b" in text for part, text in book.parts.items() if part.endswith(".rels"))
    assert {path.name for path in tmp_path.iterdir()} == {"processed", "a.xlsx"}
    assert book.records(book.names[1])[0]["名称"][:10] == name[:10].replace("\x01\x1f", "_x0001__x001F_")[:10]
    frame = pd.read_csv(folder / "tables" / "expenditure_summary.csv", dtype=str, keep_default_na=False)
    assert frame["item_name"].tolist() == [name]


# Stata


def test_stata_reads_back_what_the_csvs_hold(budget, tmp_path):
    paths = to_stata(budget, tmp_path / "dta")
    assert {path.name for path in paths} >= {"tables.dta", "amounts.dta", "projects.dta", "performance_targets.dta"}
    amounts = pd.read_stata(tmp_path / "dta" / "amounts.dta")
    line = amounts[(amounts["table_id"] == "expenditure_summary") & (amounts["item_code"] == "2210201")].iloc[0]
    assert (line["item_name"], line["amount_yuan"], line["is_leaf"], line["page"]) == ("住房公积金", 6_548_700.0, 1, 13)
    assert len(amounts) == len(budget.amounts)
    missing = budget.amounts["amount_yuan"].isna()
    assert amounts["amount_yuan"].isna().tolist() == missing.tolist()
    assert amounts["item_code"].dtype == object or str(amounts["item_code"].dtype) == "str"


def test_stata_explains_data_and_variables(budget, tmp_path):
    to_stata(budget, tmp_path, lang="en")
    with pd.read_stata(tmp_path / "amounts.dta", iterator=True) as reader:
        assert reader.data_label == "青岛市人民政府办公厅（本级）, unit budget 2023"
        labels = reader.variable_labels()
    assert labels["amount_yuan"].startswith("Amount in yuan")
    assert all(0 < len(label) <= 80 for label in labels.values())


def test_every_column_has_a_name_that_stata_takes():
    names = [column.name for resource in RESOURCES for column in columns(resource)]
    assert [name for name in names if not re.fullmatch("[a-z][a-z0-9_]{0,31}", name)] == []


def test_long_texts_and_empty_files_are_written_too(tmp_path):
    amount = replace(AMOUNT, item_name="局" * 3000, amount_yuan=Decimal("0.10"))
    budget = qz.load(write_dataset(DOCUMENT, [TABLE, amount], tmp_path / "processed"))
    to_stata(budget, tmp_path)
    assert pd.read_stata(tmp_path / "amounts.dta")["item_name"].tolist() == ["局" * 3000]
    assert len(pd.read_stata(tmp_path / "glossary.dta")) == 0


# The command


def test_the_command_writes_what_is_asked_for(folder):
    out = folder.parent / "exports"
    result = CliRunner().invoke(main, ["export", str(folder), "--xlsx", "--dta", "-o", str(out)])
    assert result.exit_code == 0
    assert {path.name for path in out.iterdir()} == {f"{folder.name}.xlsx", folder.name}
    assert str(out / folder.name / "amounts.dta") in result.output.splitlines()


def test_the_command_takes_a_pdf(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    save_budget(tmp_path / "a.pdf")
    result = CliRunner().invoke(main, ["export", "a.pdf", "--xlsx"])
    assert result.exit_code == 0
    [book] = (tmp_path / "exports").glob("*.xlsx")
    assert 'Target="..\\a.pdf"' in Workbook(book).parts["xl/worksheets/_rels/sheet2.xml.rels"]


def test_a_command_without_a_format_is_wrong_usage(folder):
    result = CliRunner().invoke(main, ["export", str(folder)])
    assert (result.exit_code, "--xlsx、--dta" in result.stderr) == (2, True)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_name_of_a_sheet_has_room_for_the_number_of_its_table(lang):
    roles = [role for role in knowledge().roles if role != "performance_target"]
    titles = [table_title(SimpleNamespace(role=role, number_printed="公开表10"), lang) for role in roles]
    assert [title for title in titles if len(title) > LONGEST_NAME] == []

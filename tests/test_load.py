"""A dataset folder as frames, and a source opened whatever it is."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from pandas.api.types import is_bool_dtype, is_string_dtype

from qzbudget import locate
from qzbudget.dataset.load import load
from qzbudget.dataset.write import write_dataset
from qzbudget.errors import DatasetError, SourceError, UsageError
from qzbudget.locate import find_source, notebooks_folder, processed_folder
from qzbudget.source import open_source
from tests.small_dataset import AMOUNT, DOCUMENT, DUTY, PROJECT, STATEMENT, TABLE, TARGET, TERM

BLANK = replace(AMOUNT, row=1, item_code="2010301", item_name="NA", amount_printed="", amount_yuan=None)
ZERO = replace(AMOUNT, row=2, is_leaf=True, parent_row=0, amount_printed="0.00", amount_yuan=Decimal("0.00"))


@pytest.fixture
def folder(tmp_path):
    return write_dataset(DOCUMENT, [TABLE, AMOUNT, BLANK, ZERO], tmp_path)


def test_codes_are_strings_numbers_are_numbers_marks_are_booleans(folder):
    amounts = load(folder).amounts
    assert all(is_string_dtype(amounts[name]) for name in ("item_code", "line_no", "item_name", "measure"))
    assert amounts["item_code"].tolist()[1] == "2010301"
    assert amounts["line_no"].tolist() == ["1", "1", "1"]
    assert [str(amounts[name].dtype) for name in ("row", "parent_row", "fiscal_year")] == ["Int64"] * 3
    assert [str(amounts[name].dtype) for name in ("amount_yuan", "x0")] == ["float64"] * 2
    assert is_bool_dtype(amounts["is_leaf"])
    assert amounts["is_leaf"].tolist() == [False, False, True]


def test_not_reported_is_missing_and_zero_is_zero(folder):
    amounts = load(folder).amounts
    assert amounts["amount_yuan"].isna().tolist() == [False, True, False]
    assert amounts["amount_yuan"].tolist()[2] == 0
    assert amounts["amount_printed"].tolist() == ["4.00", "", "0.00"]
    assert amounts["parent_row"].isna().tolist() == [True, True, False]


def test_a_name_that_looks_like_a_missing_value_stays_a_name(folder):
    assert load(folder).amounts["item_name"].tolist()[1] == "NA"


def test_amounts_are_rounded_to_the_fen(tmp_path):
    amount = replace(AMOUNT, amount_yuan=Decimal("1234.567"))
    assert load(write_dataset(DOCUMENT, [TABLE, amount], tmp_path)).amounts["amount_yuan"].tolist() == [1234.57]


def test_exact_amounts_are_decimals_as_written(folder):
    exact = load(folder, exact=True).amounts["amount_yuan"].tolist()
    assert exact == [Decimal("40000.00"), None, Decimal("0.00")]


def test_the_document_and_its_source_come_from_the_descriptor(folder):
    budget = load(folder)
    assert (budget.document["unit_name"], budget.document["fiscal_year"]) == ("甲局（本级）", 2023)
    assert (budget.source["path"], budget.source["pages"]) == ("a.pdf", 12)
    assert budget.tables["proved"].tolist() == [True]


def test_an_unproved_table_marks_each_of_its_amounts(tmp_path):
    other = replace(TABLE, table_id="procurement", role="procurement", proved=False, number_printed="公开表10")
    amounts = [AMOUNT, replace(AMOUNT, table_id="procurement", role="procurement")]
    loaded = load(write_dataset(DOCUMENT, [TABLE, other, *amounts], tmp_path)).amounts
    assert dict(zip(loaded["number_printed"], loaded["proved"], strict=True)) == {"公开表3": True, "公开表10": False}


def test_a_role_that_the_document_lacks_has_no_rows_but_all_columns(folder):
    budget = load(folder)
    absent = budget.role("procurement")
    assert absent.empty
    assert absent.dtypes.equals(budget.role("expenditure_summary").dtypes)
    assert "procurement_code" in absent.columns


def test_an_unknown_role_is_refused_with_the_nearest_known_one(folder):
    with pytest.raises(UsageError, match="是不是 'procurement'"):
        load(folder).role("procurment")


def test_a_document_without_amounts_loads(tmp_path):
    budget = load(write_dataset(DOCUMENT, [], tmp_path))
    assert budget.amounts.empty
    assert str(budget.amounts["amount_yuan"].dtype) == "float64"
    assert budget.role("procurement").empty


def test_projects_targets_organisation_and_glossary_load_with_their_types(tmp_path):
    long = replace(TARGET, row=1, target_value=Decimal("99.999"), comparator=None)
    budget = load(write_dataset(DOCUMENT, [PROJECT, TARGET, long, DUTY, TERM], tmp_path))
    assert budget.projects["budget_yuan"].tolist() == [50000.0]
    assert budget.projects["other_yuan"].isna().tolist() == [True]
    assert budget.targets["target_value"].tolist() == [12.5, 99.999]
    assert budget.targets["comparator"].isna().tolist() == [False, True]
    assert str(budget.targets["row"].dtype) == "Int64"
    assert budget.organisation[["number", "description"]].to_numpy().tolist() == [["1", "养护道路。"]]
    assert budget.glossary[["term", "definition"]].to_numpy().tolist() == [["基本支出", "指日常运转的支出。"]]


def test_statements_load_with_their_types(tmp_path):
    budget = load(write_dataset(DOCUMENT, [STATEMENT], tmp_path))
    columns = ["subject", "amount_yuan", "change_yuan", "change_pct", "prior_year_yuan"]
    assert budget.statements[columns].to_numpy().tolist() == [["公务接待费", 2800000.0, -50000.0, -1.75, 2850000.0]]
    assert budget.statements["share_pct"].isna().tolist() == [True]
    exact = load(write_dataset(DOCUMENT, [STATEMENT], tmp_path / "exact"), exact=True)
    assert exact.statements["change_yuan"].tolist() == [Decimal("-50000.00")]


def test_what_the_document_lacks_is_a_frame_without_rows(folder):
    budget = load(folder)
    assert [len(f) for f in (budget.projects, budget.targets, budget.organisation, budget.glossary)] == [0] * 4
    assert str(budget.projects["budget_yuan"].dtype) == "float64"


# Folders that are none


def test_a_missing_folder_is_told_with_what_to_do(tmp_path):
    with pytest.raises(DatasetError, match=r"没有 datapackage\.json.*qzbudget read"):
        load(tmp_path / "nothing")


def test_a_pdf_is_told_from_a_folder(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7")
    with pytest.raises(DatasetError, match=r"qzbudget\.open"):
        load(tmp_path / "a.pdf")


@pytest.mark.parametrize("content", ["{", "[]", '{"document": {}}'])
def test_a_broken_descriptor_is_told(folder, content):
    (folder / "datapackage.json").write_text(content, encoding="utf-8")
    with pytest.raises(DatasetError, match=r"datapackage\.json：内容损坏"):
        load(folder)


def test_a_csv_that_is_listed_but_missing_is_told(folder):
    (folder / "tables" / "expenditure_summary.csv").unlink()
    with pytest.raises(DatasetError, match=r"expenditure_summary\.csv：无法读取"):
        load(folder)


def test_a_missing_column_is_named(folder):
    path = folder / "tables.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("proved", "prooved"), encoding="utf-8")
    with pytest.raises(DatasetError, match="缺少列 proved"):
        load(folder)


@pytest.mark.parametrize("exact", [False, True])
def test_a_word_in_a_column_of_numbers_is_told(folder, exact):
    path = folder / "tables" / "expenditure_summary.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("40000.00", "许多"), encoding="utf-8")
    with pytest.raises(DatasetError, match="amount_yuan 列有不是 number 的值"):
        load(folder, exact=exact)


def test_a_descriptor_of_a_later_reader_with_more_keys_loads(folder):
    path = folder / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8")) | {"keywords": ["later"]}
    path.write_text(json.dumps(descriptor), encoding="utf-8")
    assert len(load(folder).amounts) == 3


# Sources


@pytest.fixture
def pdf(tmp_path):
    path = tmp_path / "raw" / "a.pdf"
    path.parent.mkdir()
    path.write_bytes(b"%PDF-1.7")
    return path


def reader(pdf, out):
    """Stands for the reader of PDFs."""
    return write_dataset(replace(DOCUMENT, source_path=pdf.name), [TABLE, AMOUNT], out)


def test_a_folder_is_opened_without_reading_anything(folder):
    assert open_source(folder, read=None).folder == folder


def test_a_pdf_is_read_into_data_processed_of_the_current_folder(pdf, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    budget = open_source("raw/a.pdf", read=reader)
    assert budget.folder == tmp_path / "data" / "processed" / "甲局-2023-budget-unit"


def test_a_project_above_the_current_folder_keeps_its_data_together(pdf, tmp_path, monkeypatch):
    (tmp_path / "data" / "processed").mkdir(parents=True)
    (tmp_path / "notebooks").mkdir()
    monkeypatch.chdir(tmp_path / "notebooks")
    assert processed_folder() == tmp_path / "data" / "processed"
    assert open_source("../raw/a.pdf", read=reader).folder.parent == tmp_path / "data" / "processed"


def test_a_named_folder_gets_the_dataset(pdf, tmp_path):
    assert open_source(pdf, out=tmp_path / "mine", read=reader).folder.parent == tmp_path / "mine"


def test_a_source_can_be_opened_exactly(folder):
    assert open_source(folder, exact=True).amounts["amount_yuan"].tolist()[0] == Decimal("40000.00")


def test_a_path_that_counts_from_the_notebooks_is_found_from_anywhere(folder, tmp_path, monkeypatch):
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "some" / "where").mkdir(parents=True)
    monkeypatch.setattr(locate, "notebooks_folder", lambda: tmp_path / "notebooks")
    monkeypatch.chdir(tmp_path / "some" / "where")
    assert find_source(f"../{folder.name}") == folder


def test_a_source_that_is_not_there_names_where_it_was_looked_for(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SourceError, match=r"b\.pdf：找不到") as caught:
        find_source("b.pdf")
    assert str(tmp_path / "b.pdf") in str(caught.value)
    assert str(notebooks_folder() / "b.pdf") in str(caught.value)


def test_the_notebooks_are_found_beside_the_package():
    assert (notebooks_folder() / "01-spending-composition.ipynb").is_file()

"""``qzbudget check``, declared corrections, and the checks of a batch."""

import csv
import json
from decimal import Decimal

import pytest
from click.testing import CliRunner

from qzbudget.build import read_document
from qzbudget.cli import main
from qzbudget.errors import KnowledgeError
from tests.small_documents import SUMMARY_ROWS, UNIT, expenditure_summary, save_budget

WRONG = (("201", "一般公共服务支出", "100.00", "60.00", "41.00"), *SUMMARY_ROWS[1:])


def run(*words):
    return CliRunner().invoke(main, [str(word) for word in words])


def good(path, **options):
    return save_budget(path, expenditure_summary(), **options)


def wrong(path, **options):
    return save_budget(path, expenditure_summary(rows=WRONG), **options)


def own(folder, *rows):
    folder.mkdir()
    head = "correction_id,sha256,table_id,row,col,printed,corrected,reason,said_by"
    (folder / "corrections.csv").write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return folder


def test_a_document_that_adds_up_ends_with_0(tmp_path):
    result = run("check", good(tmp_path / "a.pdf"))
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("某市水务局-2024-budget-department：")


def test_a_failure_comes_first_with_page_table_and_row_of_both_sides_and_ends_with_1(tmp_path):
    result = run("check", wrong(tmp_path / "a.pdf"))
    assert result.exit_code == 1
    assert result.stdout.splitlines()[1:5] == [
        "不符  rows_add_up:expenditure_summary:0:4  201 一般公共服务支出 · 项目支出",
        "    每一行等于它下级各行之和；左边 410,000.00 元，右边 400,000.00 元，相差 10,000.00 元",
        "    左边：表3 第 2 页 第 1 行“一般公共服务支出”",
        "    右边：表3 第 2 页 第 2 行“政府办公厅（室）及相关机构事务”",
    ]


def test_in_english(tmp_path):
    lines = run("check", wrong(tmp_path / "a.pdf"), "--lang", "en").stdout.splitlines()
    assert lines[1].startswith("FAIL  rows_add_up:expenditure_summary:0:4")
    assert lines[2].strip().startswith("Each line is the sum of its parts; left 410,000.00 yuan")


def test_datasets_are_checked_like_their_documents(tmp_path):
    pdf = wrong(tmp_path / "a.pdf")
    run("read", pdf, "-o", tmp_path / "out")
    for source in (tmp_path / "out", next((tmp_path / "out").iterdir())):
        assert run("check", source).stdout == run("check", pdf).stdout


def test_as_csv_and_as_json_the_whole_ledger_is_given(tmp_path):
    pdf = wrong(tmp_path / "a.pdf")
    table = list(csv.DictReader(run("check", pdf, "--format", "csv").stdout.splitlines()))
    records = json.loads(run("check", pdf, "--format", "json").stdout)
    assert [row["check_id"] for row in table] == [row["check_id"] for row in records]
    assert {row["status"] for row in table} == {"pass", "fail", "not_applicable", "not_run"}


def test_what_cannot_be_read_ends_with_2(tmp_path):
    (tmp_path / "a.pdf").write_text("no pdf")
    assert run("check", tmp_path / "a.pdf").exit_code == 2
    assert run("check", tmp_path / "absent").exit_code == 2


def test_two_years_of_a_unit_are_checked_against_each_other(tmp_path):
    save_budget(tmp_path / "2023.pdf", year=2023)
    prior = (("科目编码",), ("科目名称",), ("上年预算数",), ("本年预算数",))
    rows = [("201", "一般公共服务支出", "90.00", "120.00")]
    save_budget(tmp_path / "2024.pdf", expenditure_summary(header=prior, rows=rows), year=2024)
    run("batch", tmp_path, "-o", tmp_path / "out")
    with (tmp_path / "out" / "cross_checks.csv").open(encoding="utf-8", newline="") as file:
        [check] = csv.DictReader(file)
    assert (check["status"], check["left_yuan"], check["right_yuan"]) == ("fail", "900000.00", "1000000.00")
    assert check["right_where"] == f"{UNIT}-2023-budget-department#expenditure_summary:0:2"


def test_a_batch_counts_what_was_checked_and_what_failed(tmp_path):
    wrong(tmp_path / "a.pdf")
    run("batch", tmp_path, "-o", tmp_path / "out")
    with (tmp_path / "out" / "batch.csv").open(encoding="utf-8", newline="") as file:
        [entry] = csv.DictReader(file)
    assert entry["failed"] == "2"
    assert int(entry["checks"]) > 2


def test_a_declared_correction_leaves_both_values_and_settles_the_check(tmp_path):
    pdf = wrong(tmp_path / "a.pdf")
    sha256 = read_document(pdf).document.source_sha256
    folder = own(tmp_path / "own", f"c1,{sha256},expenditure_summary,0,4,41.00,40.00,合计 100.00,发布单位来电")
    amounts = read_document(pdf, folder).tables[0].amounts
    [cell] = [amount for amount in amounts if amount.correction_id]
    assert (cell.row, cell.col, cell.amount_printed) == (0, 4, "41.00")
    assert (cell.amount_yuan, cell.corrected_yuan) == (Decimal("410000.00"), Decimal("400000.00"))
    assert run("check", pdf).exit_code == 1
    assert run("check", pdf, "--knowledge", folder).exit_code == 0


@pytest.mark.parametrize("cell", ["0,4,42.00", "99,4,41.00"])
def test_a_correction_of_what_is_not_printed_is_refused(tmp_path, cell):
    pdf = wrong(tmp_path / "a.pdf")
    sha256 = read_document(pdf).document.source_sha256
    folder = own(tmp_path / "own", f"c1,{sha256},expenditure_summary,{cell},40.00,合计 100.00,发布单位来电")
    with pytest.raises(KnowledgeError, match=r"a\.pdf：更正 c1 应在 expenditure_summary"):
        read_document(pdf, folder)


def test_a_correction_of_another_document_changes_nothing(tmp_path):
    pdf = wrong(tmp_path / "a.pdf")
    folder = own(tmp_path / "own", "c1,00,expenditure_summary,0,4,41.00,40.00,合计 100.00,发布单位来电")
    assert not any(amount.correction_id for amount in read_document(pdf, folder).tables[0].amounts)

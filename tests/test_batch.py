"""Many files: each is read, left alone, refused or lost on its own."""

from __future__ import annotations

import csv
import hashlib

import pytest
from click.testing import CliRunner

from qzbudget.batch import batch
from qzbudget.cli import main
from qzbudget.errors import UsageError
from qzbudget.locate import find_pdfs
from tests.small_documents import expenditure_summary, save_budget


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Two budgets, the second in a folder below, and a web page that calls itself a PDF."""
    folder = tmp_path_factory.mktemp("disclosures")
    save_budget(folder / "a.pdf", unit="某市水务局")
    save_budget(folder / "below" / "b.PDF", expenditure_summary(unit="某市信访局"), unit="某市信访局")
    (folder / "c.pdf").write_text("<html>404</html>", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def done(folder, tmp_path_factory):
    out = tmp_path_factory.mktemp("out")
    return batch([folder], out, workers=2), out


def contents(out):
    return {p.relative_to(out): hashlib.sha256(p.read_bytes()).hexdigest() for p in out.rglob("*") if p.is_file()}


def test_folders_are_searched_for_pdfs_below_them(folder):
    assert [path.name for path in find_pdfs([folder])] == ["a.pdf", "b.PDF", "c.pdf"]


def test_a_pattern_names_files(folder):
    assert [path.name for path in find_pdfs([f"{folder}/*.pdf"])] == ["a.pdf", "c.pdf"]


def test_a_file_named_twice_counts_once(folder):
    assert len(find_pdfs([folder / "a.pdf", f"{folder}/a*.pdf"])) == 1


def test_no_pdf_at_all_is_wrong_usage(tmp_path):
    with pytest.raises(UsageError, match="没有找到任何 PDF"):
        find_pdfs([tmp_path])


def test_each_file_has_its_entry_in_order(done):
    entries, _ = done
    assert [(entry.status, entry.unit_name, entry.amounts) for entry in entries] == [
        ("read", "某市水务局", 10),
        ("read", "某市信访局", 10),
        ("refused", None, None),
    ]


def test_a_refusal_says_why(done):
    entries, _ = done
    assert "这是一个网页" in entries[2].message


def test_the_summary_is_machine_readable(done):
    entries, out = done
    with (out / "batch.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["document_id"] for row in rows] == [entry.document_id or "" for entry in entries]
    assert [row["fiscal_year"] for row in rows] == ["2024", "2024", ""]


def test_a_second_run_leaves_what_is_unchanged_alone(folder, done):
    _, out = done
    before = {path: digest for path, digest in contents(out).items() if path.name != "batch.csv"}
    again = batch([folder], out, workers=1)
    assert [entry.status for entry in again] == ["unchanged", "unchanged", "refused"]
    assert [entry.amounts for entry in again] == [10, 10, None]
    assert {path: digest for path, digest in contents(out).items() if path.name != "batch.csv"} == before


def test_the_datasets_do_not_depend_on_the_number_of_workers(folder, done, tmp_path):
    _, out = done
    batch([folder], tmp_path, workers=1)
    assert {p: d for p, d in contents(tmp_path).items() if p.name != "batch.csv"} == {
        p: d for p, d in contents(out).items() if p.name != "batch.csv"
    }


def test_two_documents_of_one_name_are_set_apart_in_the_order_of_the_files(tmp_path):
    save_budget(tmp_path / "in" / "1.pdf")
    other = [("201", "一般公共服务支出", "90.00", "50.00", "40.00")]
    save_budget(tmp_path / "in" / "2.pdf", expenditure_summary(rows=other))
    first, second = batch([tmp_path / "in"], tmp_path / "out", workers=2)
    assert first.document_id == "某市水务局-2024-budget-department"
    assert second.document_id == f"某市水务局-2024-budget-department-{second.sha256[:8]}"
    assert "内容不同" in second.message


def test_a_document_over_its_limit_is_named_and_the_rest_is_read(folder, tmp_path):
    result = CliRunner().invoke(main, ["batch", str(folder / "a.pdf"), "-o", str(tmp_path), "--seconds", "0.01"])
    assert result.exit_code == 1
    assert "超过时间上限 0.01 秒" in result.stderr
    assert "a.pdf" in result.stderr


def test_the_command_ends_with_0_when_all_were_read_or_refused(folder, tmp_path):
    result = CliRunner().invoke(main, ["batch", str(folder), "-o", str(tmp_path), "--workers", "1"])
    assert result.exit_code == 0
    assert "某市水务局" in result.stdout
    assert "c.pdf" in result.stderr

"""A file that cannot be read is refused with one clear line; nothing is written, nothing is lost, other files go on."""

from __future__ import annotations

import errno
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from qzbudget.cli import main
from qzbudget.read import lattice
from tests.bad_inputs import BAD_INPUTS, locked
from tests.small_documents import SUMMARY_ROWS, expenditure_summary, save_budget

BAD = pytest.mark.parametrize("bad", BAD_INPUTS, ids=lambda bad: bad.name)
OTHER_ROWS = [*SUMMARY_ROWS[:3], ("2010302", "一般行政管理事务", "39.00", "", "39.00")]
DATASET = "某市水务局-2024-budget-department"


def read(*arguments):
    return CliRunner().invoke(main, ["read", *map(str, arguments)])


def contents(folder):
    """Every file with its bytes and every folder below a folder, hidden ones too."""
    return {path.relative_to(folder): path.read_bytes() if path.is_file() else None for path in folder.rglob("*")}


@pytest.fixture
def out(tmp_path):
    """An output folder that holds the dataset of the budget that the damaged files come from."""
    out = tmp_path / "processed"
    assert read(save_budget(tmp_path / "earlier.pdf"), "-o", out).exit_code == 0
    return out


# Every bad input


@BAD
def test_it_is_refused_with_one_line_that_names_it_and_says_what_to_do(bad, tmp_path):
    path = bad.save(tmp_path)
    result = read(path, "-o", tmp_path / "new")
    assert (result.exit_code, result.stdout) == (2, "")
    [line] = result.stderr.splitlines()
    assert line.startswith(f"{path}：")
    assert re.search(bad.is_what, line)
    assert bad.do_what in line


@BAD
def test_nothing_is_written_and_nothing_is_lost(bad, tmp_path, out):
    path = bad.save(tmp_path)
    before = contents(tmp_path)
    read(path, "-o", out, "--force")
    read(path, "-o", tmp_path / "new")
    assert contents(tmp_path) == before


def test_in_a_run_over_all_of_them_the_good_files_go_through_and_standard_error_has_one_line_for_each(tmp_path):
    good = [save_budget(tmp_path / f"{unit}.pdf", unit=unit) for unit in ("某市水务局", "某市信访局")]
    bad = [bad.save(tmp_path) for bad in BAD_INPUTS]
    command = [sys.executable, "-c", "from qzbudget.cli import main; main()", "read"]
    done = subprocess.run(
        [*command, good[0], *bad, good[1], "-o", tmp_path / "out"], capture_output=True, encoding="utf-8", check=False
    )
    assert [line.partition("：")[0] for line in done.stderr.splitlines()] == [str(path) for path in bad]
    assert [Path(line.partition("：")[0]).name for line in done.stdout.splitlines()] == [
        "某市水务局-2024-budget-department",
        "某市信访局-2024-budget-department",
    ]
    assert done.returncode == 2


@pytest.mark.parametrize("number", [errno.EACCES, errno.EIO, errno.ENAMETOOLONG], ids=errno.errorcode.get)
def test_a_file_that_the_system_does_not_let_read_is_refused(number, tmp_path, monkeypatch):
    def refuse(path):
        raise OSError(number, os.strerror(number), str(path))

    path = save_budget(tmp_path / "a.pdf")
    monkeypatch.setattr(Path, "read_bytes", refuse)
    result = read(path, "-o", tmp_path / "new")
    assert (result.exit_code, result.stdout) == (2, "")
    [line] = result.stderr.splitlines()
    assert line.startswith(f"{path}：")
    assert "请" in line


def test_a_report_on_it_is_refused_in_the_same_way(tmp_path):
    page = tmp_path / "page.pdf"
    page.write_text("<html>404</html>", encoding="utf-8")
    result = CliRunner().invoke(main, ["report", str(page), "-o", str(tmp_path / "reports")])
    assert (result.exit_code, result.stdout) == (2, "")
    [line] = result.stderr.splitlines()
    assert line.startswith(f"{page}：这是一个网页（HTML）")
    assert not (tmp_path / "reports").exists()


# What is no bad input


def test_a_table_of_no_known_role_is_no_error(tmp_path):
    result = read(save_budget(tmp_path / "a.pdf", expenditure_summary("甲乙丙丁表")), "-o", tmp_path)
    assert (result.exit_code, result.stderr) == (0, "")
    [_, table] = (tmp_path / DATASET / "tables.csv").read_text(encoding="utf-8").splitlines()
    assert table.split(",")[2] == "other"


def test_a_password_of_the_owner_alone_is_no_hindrance(tmp_path):
    (tmp_path / "a.pdf").write_bytes(locked("", canPrint=0, canModify=0, canCopy=1))
    result = read(tmp_path / "a.pdf", "-o", tmp_path)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"{tmp_path / DATASET}：1 张表，1 个金额，1 张表的读取得到证明\n"


@pytest.mark.skipif(os.name == "nt" or sys.platform == "darwin", reason="the file system takes no such name")
def test_a_file_name_in_another_encoding_is_no_hindrance(tmp_path):
    path = os.path.join(os.fsencode(tmp_path), "预算".encode("gbk") + b".pdf")  # noqa: PTH118 - bytes are no Path
    save_budget(tmp_path / "a.pdf").rename(os.fsdecode(path))
    result = read(os.fsdecode(path), "-o", tmp_path / "out")
    assert (result.exit_code, result.stderr) == (0, "")
    assert [folder.name for folder in (tmp_path / "out").iterdir()] == [DATASET]


def test_a_second_reader_that_fails_leaves_the_first_reading_marked_as_not_proved(tmp_path, monkeypatch):
    def fail(*_, **__):
        raise ValueError("camelot cannot read this file")

    two_amounts = [*SUMMARY_ROWS[:3], ("2010302", "一般行政管理事务", "40.00 0.00", "", "40.00")]
    path = save_budget(tmp_path / "a.pdf", expenditure_summary(rows=two_amounts))
    monkeypatch.setattr(lattice.camelot, "read_pdf", fail)
    result = read(path, "-o", tmp_path)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "0 张表的读取得到证明" in result.stdout


# A different document of the same unit, year, kind and level


def test_it_is_set_apart_by_its_content_hash_with_a_warning_of_one_line(tmp_path, out):
    earlier = contents(out)
    other = save_budget(tmp_path / "other.pdf", expenditure_summary(rows=OTHER_ROWS))
    result = read(other, "-o", out)
    assert result.exit_code == 0
    [folder] = {path.parts[0] for path in contents(out)} - {DATASET}
    assert re.fullmatch(rf"{DATASET}-[0-9a-f]{{8}}", folder)
    [line] = result.stderr.splitlines()
    assert DATASET in line
    assert "other.pdf" in line
    assert folder in line
    assert "请" in line
    assert not re.search(r"Warning|warn\(|\.py", line)
    assert {path: data for path, data in contents(out).items() if path.parts[0] == DATASET} == earlier


def test_each_further_one_has_a_folder_of_its_own(tmp_path, out):
    rows = [[*OTHER_ROWS[:3], ("2010302", "一般行政管理事务", amount, "", amount)] for amount in ("39.00", "38.00")]
    others = [save_budget(tmp_path / f"{i}.pdf", expenditure_summary(rows=r)) for i, r in enumerate(rows)]
    result = read(*others, "-o", out)
    assert result.exit_code == 0
    assert len(list(out.iterdir())) == 3
    assert len(result.stderr.splitlines()) == 2


# A write that fails


def writing_until_the_disk_is_full(files):
    """``Path.write_bytes`` on a disk with room for so many files."""
    left, write = iter(range(files)), Path.write_bytes

    def write_bytes(path, data):
        if next(left, None) is None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        return write(path, data)

    return write_bytes


@pytest.mark.parametrize("files", [0, 1, 2])
def test_a_full_disk_leaves_the_earlier_dataset_untouched(files, tmp_path, out, monkeypatch):
    before = contents(tmp_path)
    monkeypatch.setattr(Path, "write_bytes", writing_until_the_disk_is_full(files))
    result = read(tmp_path / "earlier.pdf", "-o", out, "--force")
    assert (result.exit_code, result.stdout) == (2, "")
    [line] = result.stderr.splitlines()
    assert line.startswith(f"{out / DATASET}：无法写入")
    assert "请检查磁盘空间" in line
    assert contents(tmp_path) == before


def test_a_file_in_place_of_the_output_folder_is_refused_and_kept(tmp_path):
    (tmp_path / "out").write_text("mine", encoding="utf-8")
    result = read(save_budget(tmp_path / "a.pdf"), "-o", tmp_path / "out")
    assert (result.exit_code, result.stdout) == (2, "")
    [line] = result.stderr.splitlines()
    assert str(tmp_path / "out") in line
    assert "请" in line
    assert (tmp_path / "out").read_text(encoding="utf-8") == "mine"


def test_a_folder_that_is_no_dataset_is_refused_and_kept(tmp_path):
    (tmp_path / DATASET).mkdir()
    (tmp_path / DATASET / "mine.txt").write_text("mine", encoding="utf-8")
    path = save_budget(tmp_path / "a.pdf")
    before = contents(tmp_path)
    result = read(path, "-o", tmp_path, "--force")
    assert (result.exit_code, result.stdout) == (2, "")
    [line] = result.stderr.splitlines()
    assert line.startswith(f"{tmp_path / DATASET}：")
    assert "请" in line
    assert contents(tmp_path) == before

"""The command ``qzbudget read``: what goes in, what comes out, and what it says."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from click.testing import CliRunner

from qzbudget.cli import main
from tests.small_documents import save_budget

WATER, LETTERS = "某市水务局-2024-budget-department", "某市信访局-2024-budget-department"
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments], prog_name="qzbudget")


def files(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def written_at(folder):
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def two_budgets(tmp_path):
    return [save_budget(tmp_path / f"{unit}.pdf", unit=unit) for unit in ("某市水务局", "某市信访局")]


# Reading


def test_each_pdf_becomes_a_dataset_folder_and_a_line_that_names_it(two_budgets, tmp_path):
    result = run("read", *two_budgets, "-o", tmp_path / "out")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        f"{tmp_path / 'out' / WATER}：1 张表，10 个金额，1 张表的读取得到证明",
        f"{tmp_path / 'out' / LETTERS}：1 张表，10 个金额，1 张表的读取得到证明",
    ]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted([WATER, LETTERS])


def test_a_dataset_folder_holds_the_descriptor_and_a_csv_for_each_role_and_each_other_part(two_budgets, tmp_path):
    run("read", two_budgets[0], "-o", tmp_path / "out")
    assert sorted(path.as_posix() for path in files(tmp_path / "out" / WATER)) == [
        "checks.csv",
        "datapackage.json",
        "glossary.csv",
        "organisation.csv",
        "performance_targets.csv",
        "projects.csv",
        "statements.csv",
        "tables.csv",
        "tables/expenditure_summary.csv",
    ]


def test_without_out_it_writes_to_data_processed_in_the_current_folder(two_budgets, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run("read", two_budgets[0].name).exit_code == 0
    assert [path.name for path in (tmp_path / "data" / "processed").iterdir()] == [WATER]


def test_neither_the_name_nor_the_place_of_a_file_changes_what_is_read(two_budgets, tmp_path):
    run("read", two_budgets[0], "-o", tmp_path / "one")
    (tmp_path / "below").mkdir()
    renamed = two_budgets[0].rename(tmp_path / "below" / "2019年 某市交通局.PDF")
    run("read", renamed, "-o", tmp_path / "other")
    one, other = files(tmp_path / "one"), files(tmp_path / "other")
    descriptor = Path(WATER, "datapackage.json")
    assert one.pop(descriptor).decode().replace("某市水务局.pdf", renamed.name) == other.pop(descriptor).decode()
    assert one == other


# Reading again


def test_a_second_read_gives_the_same_bytes(two_budgets, tmp_path):
    run("read", *two_budgets, "-o", tmp_path / "one")
    run("read", *reversed(two_budgets), "-o", tmp_path / "other")
    assert files(tmp_path / "one") == files(tmp_path / "other")


def test_another_process_gives_the_same_bytes(two_budgets, tmp_path):
    run("read", two_budgets[0], "-o", tmp_path / "one")
    command = [sys.executable, "-c", "from qzbudget.cli import main; main()", "read", two_budgets[0]]
    subprocess.run([*command, "-o", tmp_path / "other"], check=True, capture_output=True)
    assert files(tmp_path / "one") == files(tmp_path / "other")


def test_what_is_unchanged_is_left_alone(two_budgets, tmp_path):
    first = run("read", *two_budgets, "-o", tmp_path / "out")
    before = written_at(tmp_path / "out")
    second = run("read", *two_budgets, "-o", tmp_path / "out")
    assert (second.exit_code, second.stdout, second.stderr) == (0, first.stdout, "")
    assert written_at(tmp_path / "out") == before


def test_force_writes_it_again_with_the_same_bytes(two_budgets, tmp_path):
    run("read", two_budgets[0], "-o", tmp_path / "out")
    times, bytes_before = written_at(tmp_path / "out"), files(tmp_path / "out")
    assert run("read", two_budgets[0], "-o", tmp_path / "out", "--force").exit_code == 0
    assert all(later > times[path] for path, later in written_at(tmp_path / "out").items())
    assert files(tmp_path / "out") == bytes_before


def test_a_dataset_that_has_lost_a_file_is_written_again(two_budgets, tmp_path):
    run("read", two_budgets[0], "-o", tmp_path / "out")
    before = files(tmp_path / "out")
    (tmp_path / "out" / WATER / "tables.csv").unlink()
    run("read", two_budgets[0], "-o", tmp_path / "out")
    assert files(tmp_path / "out") == before


def test_a_file_given_twice_is_read_into_one_folder(two_budgets, tmp_path):
    result = run("read", two_budgets[0], two_budgets[0], "-o", tmp_path / "out")
    assert (result.exit_code, result.stderr) == (0, "")
    assert [path.name for path in (tmp_path / "out").iterdir()] == [WATER]


def test_own_knowledge_is_part_of_what_the_dataset_comes_from(two_budgets, tmp_path):
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "table_titles.csv").write_text(
        "role,pattern,example,evidence\nprocurement,总体情况表,部门支出总体情况表,某市水务局 2024\n", encoding="utf-8"
    )
    run("read", two_budgets[0], "-o", tmp_path / "out")
    run("read", two_budgets[0], "-o", tmp_path / "out", "--knowledge", tmp_path / "own")
    with (tmp_path / "out" / WATER / "tables.csv").open(encoding="utf-8", newline="") as file:
        assert [row["role"] for row in csv.DictReader(file)] == ["procurement"]


# Exit statuses


def test_one_bad_file_among_good_ones_is_status_2_and_the_good_ones_are_written(two_budgets, tmp_path):
    (tmp_path / "bad.pdf").write_bytes(b"")
    result = run("read", two_budgets[0], tmp_path / "bad.pdf", two_budgets[1], "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert len(result.stdout.splitlines()) == 2
    assert [line.partition("：")[0] for line in result.stderr.splitlines()] == [str(tmp_path / "bad.pdf")]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted([WATER, LETTERS])


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["read"], "PDF"),
        (["read", "a.pdf", "--unheard-of"], "--unheard-of"),
        (["read", "a.pdf", "-o"], "-o"),
        (["unheard-of"], "unheard-of"),
        (["batch", "a.pdf"], "--out"),
        (["batch", "a.pdf", "-o", "out", "--workers", "0"], "--workers"),
        (["show", "dataset", "procurement", "first", "2"], "first"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_usage_is_status_2_and_names_what_is_wrong(arguments, named, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert named in result.stderr.splitlines()[-1]
    assert list(tmp_path.iterdir()) == []


def test_knowledge_that_is_not_there_is_refused(two_budgets, tmp_path):
    result = run("read", two_budgets[0], "-o", tmp_path / "out", "--knowledge", tmp_path / "own")
    assert (result.exit_code, result.stdout) == (2, "")
    [line] = result.stderr.splitlines()
    assert str(tmp_path / "own") in line
    assert not (tmp_path / "out").exists()


# What it says of itself


def test_the_version_is_that_of_the_installed_package():
    result = run("--version")
    assert result.exit_code == 0
    assert version("qzbudget") in result.stdout


def described(*arguments):
    """What a help text says about the command, and its entry for each option or command."""
    usage, _, text = run(*arguments).stdout.partition("\n\n")
    about, *entries = re.split(r"\n  (?=-|[a-z]+  )", text)
    return usage, about, entries


@pytest.mark.parametrize("option", ["-h", "--help"])
@pytest.mark.parametrize("command", ["", *main.commands])
def test_help_describes_the_command_and_its_options_in_chinese(command, option):
    assert run(*command.split(), option).exit_code == 0
    usage, about, entries = described(*command.split(), option)
    assert f"qzbudget {command}".strip() in usage
    assert CHINESE.search(about)
    own = [entry for entry in entries if not re.match(r"-h, --help|--version", entry)]
    assert [entry for entry in own if not CHINESE.search(entry)] == []
    assert "-h, --help" in "".join(entries)


@pytest.mark.parametrize("command", ["", *main.commands])
def test_help_and_version_are_described_in_chinese_as_well(command):
    _, _, entries = described(*command.split(), "--help")
    assert [entry for entry in entries if not CHINESE.search(entry)] == []


def test_help_names_every_command():
    listed = re.findall(r"^  ([a-z]+)  ", run("--help").stdout, re.MULTILINE)
    assert listed == sorted(main.commands)
    assert {"read", "batch", "show", "unknown", "report"} <= set(listed)


def test_help_says_where_it_writes_by_default():
    assert "data/processed" in run("read", "--help").stdout


def test_help_does_not_wait_for_what_only_reading_and_reporting_need():
    heavy = "camelot", "matplotlib", "papermill", "nbconvert"
    code = f"import sys; from qzbudget.cli import main; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == "[]\n"

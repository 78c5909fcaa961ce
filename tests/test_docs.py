"""The READMEs, the changelog and the locks say what the project is."""

import csv
import os
import re
import runpy
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from qzbudget.cli import main
from qzbudget.dataset.schema import data_dictionary
from qzbudget.version import __version__

ROOT = Path(__file__).parent.parent
READMES = ["README.md", "README.en.md"]
DOCUMENTS = [*READMES, "CHANGELOG.md", "typeset/README.md"]
LOCKS = ["run", "test", "lab"]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def text_of(name):
    return (ROOT / name).read_text(encoding="utf-8")


def code_blocks(name):
    """(language, lines without comments) of each code block."""
    return [
        (language, [re.sub(r"\s+# .*", "", line) for line in body.splitlines()])
        for language, body in re.findall(r"^```(\w+)\n(.*?)^```", text_of(name), re.DOTALL | re.MULTILINE)
    ]


def command_lines(name):
    return [line for language, lines in code_blocks(name) if language in ("sh", "bat") for line in lines]


def without_code(name):
    return re.sub(r"^```.*?^```|`[^`\n]+`", "", text_of(name), flags=re.DOTALL | re.MULTILINE)


def pins(lock):
    """Every pinned requirement of a lock, with its hashes."""
    joined = text_of(f"requirements/{lock}.txt").replace("\\\n", " ")
    lines = [line for line in joined.splitlines() if line and not line.lstrip().startswith("#")]
    return [
        (Requirement(line.split("--hash")[0]), re.findall(r"--hash=sha256:([0-9a-f]{64})\b", line)) for line in lines
    ]


def versions(lock):
    return {(pin.name, str(pin.specifier)) for pin, _ in pins(lock)}


# The data dictionary


@pytest.mark.parametrize("readme", READMES)
def test_the_readme_holds_the_data_dictionary_of_the_package(readme):
    dictionary = runpy.run_path(str(ROOT / "docs" / "dictionary.py"))
    places = re.findall(r"<!-- ([\w:]+) -->", text_of(readme).replace("<!-- end -->", ""))
    assert sorted(places) == sorted(dictionary["PLACES"])
    assert text_of(readme) == dictionary["filled"](text_of(readme), dictionary["LANGUAGES"][readme]), (
        "run: make dictionary"
    )


@pytest.mark.parametrize(
    ("readme", "heading"), [("README.md", "### 空着的意思"), ("README.en.md", "### What empty means")]
)
def test_the_readme_says_once_for_every_column_what_empty_means(readme, heading):
    section = text_of(readme).split(f"{heading}\n")[1].split("\n#")[0]
    named = [column for line in section.splitlines() for column in re.findall(r"`(\w+)`", line.rpartition(" | ")[0])]
    with (ROOT / "qzbudget/knowledge/data_dictionary.csv").open(encoding="utf-8", newline="") as file:
        columns = {row["column"] for row in csv.DictReader(file)}
    assert sorted(named) == sorted(columns)


# The READMEs


def test_the_twins_have_the_same_sections_and_the_same_commands():
    chinese, english = (
        [len(level) for level in re.findall(r"^(#+) ", without_code(name), re.MULTILINE)] for name in READMES
    )
    assert chinese == english
    assert code_blocks("README.md") == code_blocks("README.en.md")


@pytest.mark.parametrize("document", DOCUMENTS)
def test_what_a_link_names_exists(document):
    links = [link for link in re.findall(r"\]\(([^)#]+)", text_of(document)) if "://" not in link]
    assert [link for link in links if not (ROOT / document).parent.joinpath(link).exists()] == []


@pytest.mark.parametrize("readme", READMES)
def test_the_notebooks_that_are_named_exist(readme):
    named = set(re.findall(r"(\d\d-[\w-]+\.ipynb)", text_of(readme)))
    assert named == {path.name for path in (ROOT / "notebooks").glob("*.ipynb")}


def test_the_make_targets_that_are_named_exist():
    named = {
        target for readme in READMES for target in re.findall(r"\bmake ([a-z]+)\b", "\n".join(command_lines(readme)))
    }
    targets = set(re.findall(r"^([a-z]+):.* ## ", text_of("Makefile"), re.MULTILINE))
    assert {"report", "test"} <= named <= targets


def test_the_commands_and_options_that_are_named_exist():
    lines = [
        re.split(r"[\\/ ]qzbudget ", f" {line}")[-1].split()
        for line in command_lines("README.md")
        if "qzbudget " in line
    ]
    assert lines
    for command, *arguments in lines:
        options = {option for parameter in main.commands[command].params for option in parameter.opts}
        assert {argument for argument in arguments if argument.startswith("-")} <= options


def test_the_python_of_the_readme_runs_and_finds_the_published_total(tmp_path, monkeypatch):
    shutil.copytree(ROOT / "data" / "raw", tmp_path / "data" / "raw")
    monkeypatch.chdir(tmp_path)
    [lines] = [lines for language, lines in code_blocks("README.md") if language == "python"]
    names = {}
    exec("\n".join(lines), names)
    assert names["total"] == 173_326_200  # 公开表3, 本年支出合计: 17,332.62 万元


# The pages in docs


def code_of(name, language):
    return "\n".join(line for found, lines in code_blocks(name) if found == language for line in lines)


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed (apt-get install r-base-core)")
def test_the_r_of_the_page_on_r_runs_and_finds_the_published_total(tmp_path):
    script = tmp_path / "page.R"
    script.write_text(code_of("docs/use-in-r.md", "r"), encoding="utf-8")
    done = subprocess.run(
        ["Rscript", script], cwd=ROOT, env={**os.environ, "LC_ALL": "C.UTF-8"},
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout.splitlines()[:1]) == (0, ["[1] 173326200"]), done.stderr
    assert "2010301" not in done.stdout
    assert "一般公共服务支出" in done.stdout


def test_the_columns_that_the_page_on_r_names_exist():
    names = {column for (_, column) in data_dictionary()}
    prose = re.sub(r"^```.*?^```", "", text_of("docs/use-in-r.md"), flags=re.DOTALL | re.MULTILINE)
    named = re.findall(r"`([a-z][a-z0-9_]+)`", prose)
    other = {"document", "unit_key", "total"}
    assert set(named) - names - other == set()


def test_the_python_of_the_page_on_numbers_shows_a_number_with_its_cell(capsys):
    exec(code_of("docs/cited-numbers.md", "python"), {})
    assert 'data-cells="expenditure_summary:0:4">8,723.41 万元<' in capsys.readouterr().out


# Versions


def test_one_version_everywhere():
    changelog = re.search(r"^## \[([\d.]+)\]", text_of("CHANGELOG.md"), re.MULTILINE)[1]
    citation = re.search(r"^version: (.+)$", text_of("CITATION.cff"), re.MULTILINE)[1]
    assert {PROJECT["project"]["version"], changelog, citation} == {__version__}


def test_the_licence_is_the_same_everywhere():
    citation = re.search(r"^license: (.+)$", text_of("CITATION.cff"), re.MULTILINE)[1]
    assert {PROJECT["project"]["license"], citation, text_of("LICENSE").split(" License")[0]} == {"MIT"}


# The locks


@pytest.mark.parametrize("lock", LOCKS)
def test_everything_is_pinned_to_one_version_by_hashes(lock):
    assert pins(lock)
    assert [str(pin) for pin, hashes in pins(lock) if not hashes or not str(pin.specifier).startswith("==")] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_index_and_no_path(lock):
    assert (
        re.findall(r"://|--(?:extra-)?index-url|--find-links| @ |(?<= )/\S+", text_of(f"requirements/{lock}.txt")) == []
    )


def test_the_locks_agree_on_what_the_program_runs_with():
    assert versions("run") <= versions("test")
    assert versions("run") <= versions("lab")


@pytest.mark.parametrize(("lock", "extra"), [("run", None), ("test", "test"), ("lab", "lab")])
def test_a_lock_holds_what_the_project_asks_for(lock, extra):
    asked = PROJECT["project"]["dependencies"] + PROJECT["build-system"]["requires"]
    asked += PROJECT["project"]["optional-dependencies"][extra] if extra else []
    locked = {pin.name: str(pin.specifier).removeprefix("==") for pin, _ in pins(lock)}
    wanted = [Requirement(text) for text in asked]
    assert [str(w) for w in wanted if w.name not in locked or not w.specifier.contains(locked[w.name])] == []


def test_the_build_backend_to_lock_is_the_one_that_builds():
    lines = [line for line in text_of("requirements/build.in").splitlines() if not line.startswith("#")]
    assert lines == PROJECT["build-system"]["requires"]

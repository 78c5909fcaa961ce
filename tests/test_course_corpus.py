"""The lessons on real documents of other places: every solution is right there, or the exercise says that it has nothing."""

import ast
from pathlib import Path

import nbformat
import pandas as pd
import pytest

import qzbudget as qz
from docs.course.build import SOURCES, build
from qzbudget.course.lesson import Lesson

CORPUS = Path(__file__).parent.parent.parent / "shared" / "corpus"
UNITS = Path(__file__).parent.parent / "data" / "processed" / "units"
RIGHT, ABSENT = "right", "absent"

# What each document prints was looked up in it: no change against last year, no government classification, …
ABSENT_IN = {
    "shanghai-01": {"1.6", "2.6", "3.1", "3.2", "3.3", "3.4", "3.5", "3.6", "3.8"},
    "yantai-01": {"2.6", "3.1", "3.3", "3.4", "3.5", "3.6"},
    "fuzhou-02": {"2.4", "2.5", "2.6", "3.1", "3.2", "3.3", "3.4", "3.5", "3.8"},
    "中共江苏省委办公厅-2019-budget-unit": {"1.6", "2.4", "2.5", "2.6", "3.1", "3.2", "3.3", "3.4", "3.5", "3.6", "3.8"},
    "国家信访局-2026-budget-department": {"1.4", "1.6", "2.5", "2.6", "3.1", "3.2", "3.3", "3.4", "3.8"},
    "西安市信访局-2026-budget-department": {"2.6", "3.1", "3.2", "3.3", "3.4", "3.5", "3.6", "3.8"},
}


@pytest.fixture(scope="module", params=ABSENT_IN)
def read(request, tmp_path_factory):
    """A document of another place, shipped or in the corpus: its name and its dataset folder."""
    shipped = UNITS / request.param
    if shipped.is_dir():
        return request.param, shipped
    if not CORPUS.is_dir():
        pytest.skip("the corpus is not beside this clone")
    return request.param, qz.read(CORPUS / f"{request.param}.pdf", tmp_path_factory.mktemp("read"))


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_the_solutions_hold_or_the_exercise_is_absent(source, read, monkeypatch, capsys):
    name, folder = read
    verdicts = {}
    check = Lesson.check

    def noted(lesson, key, answer):
        verdicts[key] = check(lesson, key, answer)
        return verdicts[key]

    monkeypatch.setattr(Lesson, "check", noted)
    run(build(source.read_text(encoding="utf-8"), solved=True), source=str(folder))
    number = source.stem[-1]
    expected = {key: ABSENT if key in ABSENT_IN[name] else RIGHT for key in verdicts}
    assert {key: verdict.status for key, verdict in verdicts.items()} == expected
    assert {key for key in ABSENT_IN[name] if key[0] == number} <= verdicts.keys()


def run(notebook: nbformat.NotebookNode, **parameters):
    """Run the code of a notebook here, without a kernel, with other parameters."""
    names: dict = {}
    with pd.option_context("display.float_format", None):
        for cell in notebook.cells:
            if cell.cell_type == "code":
                exec(compile(ast.parse(cell.source), "cell", "exec"), names)
            if "parameters" in cell.metadata.get("tags", []):
                names |= parameters


def test_a_lesson_leaves_the_way_of_printing_as_it_found_it():
    set_it = nbformat.v4.new_code_cell("import pandas as pd\npd.options.display.float_format = str")
    before = pd.options.display.float_format
    run(nbformat.v4.new_notebook(cells=[set_it]))
    assert pd.options.display.float_format is before

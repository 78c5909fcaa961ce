"""What every notebook of the project keeps: thin, parameterised, run from top to bottom, outputs kept."""

import ast
import re

import nbformat
import pytest

from qzbudget.locate import notebooks_folder
from qzbudget.report import known_parameters

NOTEBOOKS = sorted(notebooks_folder().glob("*.ipynb"))

PLACES = re.compile("^<p>(左边|右边)：")
"""The words below a finding name places and quote what is printed there."""


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def path(request):
    return request.param


@pytest.fixture
def notebook(path):
    return nbformat.read(path, as_version=4)


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def data_of(notebook):
    return [output["data"] for cell in code_cells(notebook) for output in cell.outputs]


def kind_of(data):
    """What an output is: a sentence is Markdown and HTML, a table HTML alone."""
    kinds = {"image/png": "figure", "text/markdown": "sentence", "text/html": "table"}
    return next((kind for media_type, kind in kinds.items() if media_type in data), None)


def test_there_is_a_notebook():
    assert [path.name for path in NOTEBOOKS] == [
        "01-spending-composition.ipynb",
        "02-change.ipynb",
        "03-reconciliation.ipynb",
        "04-procurement-projects-performance.ipynb",
        "05-comparing-units.ipynb",
    ]


def test_it_opens_with_a_title(notebook):
    assert notebook.cells[0].source.startswith("# ")


def test_its_one_parameters_cell_explains_each_parameter(path, notebook):
    tagged = [cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", [])]
    assert tagged == [code_cells(notebook)[0]]
    known = known_parameters([path])
    assert {"source", "lang"} <= known.keys()
    assert all(parameter.type in ("str", "list[str]") and parameter.help for parameter in known.values())


def test_it_was_run_from_top_to_bottom(notebook):
    cells = code_cells(notebook)
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))


def test_every_cell_after_the_parameters_shows_something(notebook):
    assert [cell.source for cell in code_cells(notebook)[1:] if not cell.outputs] == []


def test_it_is_thin(notebook):
    nodes = [node for cell in code_cells(notebook) for node in ast.walk(ast.parse(cell.source))]
    heavy = (
        ast.FunctionDef,
        ast.Lambda,
        ast.ClassDef,
        ast.For,
        ast.While,
        ast.If,
        ast.Try,
        ast.With,
        ast.comprehension,
    )
    assert [type(node).__name__ for node in nodes if isinstance(node, heavy)] == []


def test_it_holds_no_number_that_could_drift_from_the_data(notebook):
    code = [node for cell in code_cells(notebook) for node in ast.walk(ast.parse(cell.source))]
    assert [node.value for node in code if isinstance(node, ast.Constant) and isinstance(node.value, int | float)] == []
    prose = " ".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    assert re.findall(r"\d[\d,]*\.\d|\d+\s*(?:万元|亿元|%)", prose) == []


def test_its_outputs_have_no_path_no_error_and_no_address_in_memory(notebook):
    assert {output.output_type for cell in code_cells(notebook) for output in cell.outputs} == {"display_data"}
    texts = [text for data in data_of(notebook) for kind, text in data.items() if kind != "image/png"]
    assert [text for text in texts if re.search(r"0x[0-9a-f]{6}|<\w+ object|(?<![\w<./])/\w+/\w+|[A-Z]:\\", text)] == []


def test_every_figure_has_its_table_and_its_sentence(notebook):
    for cell in code_cells(notebook):
        kinds = {kind_of(output["data"]) for output in cell.outputs}
        if "figure" in kinds:
            assert kinds == {"figure", "sentence", "table"}


def test_it_carries_no_notes_of_a_run(notebook):
    assert set(notebook.metadata) == {"kernelspec", "language_info"}
    assert all(set(cell.metadata) <= {"tags"} for cell in notebook.cells)


def test_every_amount_in_its_sentences_and_tables_carries_its_cells(notebook):
    shown = [data["text/html"] for data in data_of(notebook) if "text/html" in data]
    amounts = [html for html in shown if re.search(r"\d\.\d\d|\d%", html) and not PLACES.search(html)]
    assert amounts
    assert all("data-cells=" in html for html in amounts)

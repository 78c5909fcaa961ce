"""Notebooks after the first run on any dataset: on one that lacks most parts, and on real documents of other places.

``python docs/notebooks_on_corpus.py DATASETS NOTEBOOK…`` runs them on twelve and more.
"""

import re
import shutil
from pathlib import Path

import pytest

import qzbudget as qz
from qzbudget.dataset.write import write_dataset
from qzbudget.locate import notebooks_folder
from qzbudget.report.execute import execute
from tests.small_dataset import AMOUNT, DOCUMENT, STATEMENT, TABLE

SHIPPED = Path(__file__).resolve().parents[1] / "data" / "processed" / "青岛市人民政府办公厅-2023-budget-unit"
CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
NOTEBOOKS = ("01-spending-composition", "02-change", "03-reconciliation", "04-procurement-projects-performance", "05-comparing-units")


def texts_of(notebook, source, lang="zh"):
    executed = execute(notebooks_folder() / f"{notebook}.ipynb", {"source": str(source), "lang": lang})
    outputs = [output for cell in executed.cells if cell.cell_type == "code" for output in cell.outputs]
    assert {output.output_type for output in outputs} == {"display_data"}
    return "\n".join(output["data"].get("text/plain", "") for output in outputs)


@pytest.mark.parametrize("notebook", NOTEBOOKS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_dataset_of_one_table_and_one_sentence_says_what_is_missing(notebook, lang, tmp_path):
    text = texts_of(notebook, write_dataset(DOCUMENT, [TABLE, AMOUNT, STATEMENT], tmp_path), lang)
    missing = {
        "01-spending-composition": {"zh": "画不出钱的去向。", "en": "there is no flow to draw."},
        "02-change": {"zh": "手头只有一个年度的文件。", "en": "Only one year's document is at hand."},
        "03-reconciliation": {"zh": "没有能核对的内容。", "en": "there is nothing that can be checked."},
        "04-procurement-projects-performance": {
            "zh": "这份文件没有项目绩效目标表。",
            "en": "This document has no performance sheets of projects.",
        },
        "05-comparing-units": {"zh": "没有别的文件可以比较。", "en": "no other document is at hand."},
    }
    assert missing[notebook][lang] in text
    if lang == "en":
        assert re.findall("[一-鿿]{2,}(?=。)", text) == []


@pytest.mark.parametrize("notebook", NOTEBOOKS)
@pytest.mark.parametrize("name", ["central-01.pdf", "putuo-04.pdf"])
def test_a_real_document_of_another_place(notebook, name, tmp_path):
    if not (CORPUS / name).is_file():
        pytest.skip("needs ../shared/corpus")
    assert texts_of(notebook, qz.read(CORPUS / name, tmp_path))


@pytest.mark.parametrize("notebook", NOTEBOOKS)
@pytest.mark.parametrize("half", [0, 1])
def test_a_dataset_with_half_of_its_tables_emptied(notebook, half, tmp_path):
    folder = shutil.copytree(SHIPPED, tmp_path / SHIPPED.name)
    for number, path in enumerate(sorted(folder.rglob("*.csv"))):
        if number % 2 == half and path.name != "tables.csv":
            path.write_text(path.read_text("utf-8").splitlines()[0] + "\n", "utf-8")
    assert "没有" in texts_of(notebook, folder)

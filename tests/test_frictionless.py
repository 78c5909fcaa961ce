"""Every dataset folder is a valid Data Package, and its columns say what they are in the Fiscal Data Package's words."""

from __future__ import annotations

import json
import re
from pathlib import Path

import frictionless
import pytest

from qzbudget.dataset.schema import data_dictionary
from qzbudget.dataset.write import write_dataset
from tests.small_dataset import AMOUNT, DOCUMENT, TABLE

COMMITTED = sorted(path.parent for path in Path("data/processed").glob("**/datapackage.json"))
TAXONOMY = re.compile(
    r"value|value-kind:(code|label)|date:fiscal-year|direction|phase:(id|label)|budget-line-id"
    r"|(functional|economic|administrative)-classification:generic(:level[1-8])?:(code|label|description)"
    r"|functional-classification:cofog(:division|:group|:class)?:(code|label|description)"
    r"|economic-classification:gfsm:level[1-4]:(code|label|description)"
    r"|activity:generic:(program|subprogram|project|subproject|contract):(code|label)"
    r"|expenditure-type:(code|label)|fin-source:generic(:level[1-3])?:(code|label)"
)
"""ColumnTypes of the Budget Standard Taxonomy of the Fiscal Data Package (1.0.0rc1) that a unit budget can use."""


def faults(folder):
    report = frictionless.validate(str(folder / "datapackage.json"))
    return report.flatten(["title", "rowNumber", "fieldName", "note"]), len(report.tasks)


@pytest.mark.parametrize("folder", COMMITTED, ids=lambda folder: folder.name)
def test_the_committed_dataset_is_a_valid_data_package(folder):
    found, resources = faults(folder)
    assert found == []
    assert resources == len(json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))["resources"]) > 10


def test_a_dataset_of_each_drawing_of_the_document_is_valid(qingdao_folder):
    assert faults(qingdao_folder)[0] == []


def test_a_dataset_whose_parts_are_absent_is_valid(tmp_path):
    assert faults(write_dataset(DOCUMENT, [TABLE, AMOUNT], tmp_path))[0] == []


def test_a_changed_amount_is_noticed(tmp_path):
    folder = write_dataset(DOCUMENT, [TABLE, AMOUNT], tmp_path)
    path = folder / "tables" / "expenditure_summary.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("40000.00", "4.0.00.0"), encoding="utf-8")
    assert {title for title, *_ in faults(folder)[0]} >= {"Type Error"}


def test_column_types_are_those_of_the_fiscal_data_package():
    types = [column.column_type for column in data_dictionary().values() if column.column_type]
    assert len(types) > 30
    assert [text for text in types if not TAXONOMY.fullmatch(text)] == []


def test_the_descriptor_of_a_dataset_holds_them(tmp_path):
    folder = write_dataset(DOCUMENT, [TABLE, AMOUNT], tmp_path)
    descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    [resource] = [r for r in descriptor["resources"] if r["path"] == "tables/expenditure_summary.csv"]
    types = {field["name"]: field.get("columnType") for field in resource["schema"]["fields"]}
    assert {name: types[name] for name in ("unit_name", "fiscal_year", "phase", "direction", "amount_yuan")} == {
        "unit_name": "administrative-classification:generic:label",
        "fiscal_year": "date:fiscal-year",
        "phase": "phase:id",
        "direction": "direction",
        "amount_yuan": "value",
    }
    assert types["item_code"].startswith("functional-classification:generic:")

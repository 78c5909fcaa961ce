"""A dataset folder: complete or not there, and the same bytes for the same records."""

import csv
import hashlib
import json
from dataclasses import fields, replace
from decimal import Decimal
from typing import get_args

import pytest

from qzbudget.dataset import folders
from qzbudget.dataset.load import Dataset
from qzbudget.dataset.records import Record
from qzbudget.dataset.schema import RESOURCES, columns
from qzbudget.dataset.write import DocumentCollisionWarning, write_dataset
from qzbudget.errors import DatasetError
from tests.small_dataset import AMOUNT, CHECK, DOCUMENT, DUTY, PROJECT, STATEMENT, TABLE, TARGET, TERM

OTHER = replace(DOCUMENT, source_sha256="cd" * 32, source_path="b.pdf")

BESIDE = ["statements", "projects", "performance_targets", "organisation", "glossary", "checks"]


def write(out, document=DOCUMENT, records=(TABLE, AMOUNT), **options):
    return write_dataset(document, records, out, **options)


def contents(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_folder_is_named_for_the_document_and_holds_descriptor_and_csv(tmp_path):
    folder = write(tmp_path / "processed")
    assert folder == tmp_path / "processed" / "甲局-2023-budget-unit"
    assert set(contents(folder)) == {
        "datapackage.json",
        "tables.csv",
        "tables/expenditure_summary.csv",
        "statements.csv",
        "projects.csv",
        "performance_targets.csv",
        "organisation.csv",
        "glossary.csv",
        "checks.csv",
    }


@pytest.mark.parametrize(
    ("name", "head"),
    [
        (
            "projects",
            "document_id,project_id,sheet_kind,unit_name,project_code,project_name,money_unit,budget_yuan,fiscal_yuan,"
            "other_yuan,purpose,plan_unit_printed,plan_march_yuan,plan_june_yuan,plan_october_yuan,plan_december_yuan,goals,page_first,"
            "page_last,budget_box,fiscal_box,other_box,plan_march_box,plan_june_box,plan_october_box,plan_december_box",
        ),
        (
            "performance_targets",
            "document_id,project_id,project_code,row,level1,level2,level3,description,target_printed,comparator,"
            "target_value,target_unit,weight,basis,page,x0,top,x1,bottom",
        ),
        ("organisation", "document_id,row,kind,number,name,description,page"),
        ("glossary", "document_id,row,number,term,definition,page"),
    ],
)
def test_what_the_document_lacks_is_a_csv_with_its_header_alone_as_the_contract_spells_it(tmp_path, name, head):
    assert contents(write(tmp_path))[f"{name}.csv"].decode() == f"{head}\n"


def test_a_statement_a_project_its_target_a_duty_and_a_term_as_the_contract_spells_them(tmp_path):
    written = contents(write(tmp_path, records=[TARGET, PROJECT, TERM, DUTY, STATEMENT, CHECK]))
    assert {name: written[f"{name}.csv"].decode().splitlines()[1:] for name in BESIDE} == {
        "statements": [
            "甲局-2023-budget-unit,s001,一（五）,公务接待费,three_public.reception,budget,280.00,万元,2800000.00,-50000.00,-1.75,decrease,"
            "上一年,prior_unspecified,2850000.00,implied,,,,,,厉行节约,29,1.00,2.00,3.00,4.00,公务接待费280.00万元。,"
        ],
        "projects": [
            "甲局-2023-budget-unit,project-1,project,甲局（本级）,,道路养护,万元,50000.00,50000.00,,养护,,,,,,道路平整,5,6,"
            "5 1.00 2.00 3.00 4.00,,,,,,"
        ],
        "performance_targets": [
            "甲局-2023-budget-unit,project-1,,0,产出指标,数量指标,养护里程,,≥12.5 公里,≥,12.5,公里,10,合同,6,1.00,2.00,3.00,4.00"
        ],
        "organisation": ["甲局-2023-budget-unit,0,duty,1,,养护道路。,2"],
        "glossary": ["甲局-2023-budget-unit,0,（一）,基本支出,指日常运转的支出。,9"],
        "checks": [
            "甲局-2023-budget-unit,stated_codes:s001,stated_codes,公务接待费,s001,2800000.00,expenditure_summary:0:3,"
            "2800000.00,0.00,100.00,pass,相符"
        ],
    }


def test_a_table_as_the_contract_spells_it(tmp_path):
    head, line = contents(write(tmp_path))["tables.csv"].decode().splitlines()
    assert head.startswith(
        "document_id,table_id,role,number_printed,title_printed,unit_name,page_first,page_last,money_unit,rows,columns,"
        "amounts,notes_printed,reading,proved"
    )
    assert line.startswith(
        "甲局-2023-budget-unit,expenditure_summary,expenditure_summary,公开表3,单位预算支出总表,甲局（本级）,3,3,万元,3,4,"
        "3,,fed lattice,true"
    )


def test_an_amount_as_the_contract_spells_it(tmp_path):
    [line] = contents(write(tmp_path))["tables/expenditure_summary.csv"].decode().splitlines()[1:]
    assert line == (
        "甲局-2023-budget-unit,甲局（本级）,2023,approved,expenditure_summary,expenditure_summary,0,3,,false,1,"
        "expenditure,,,,合计,合计,total,total,合计,4.00,万元,40000.00,,,3,10.00,20.00,30.00,40.50"
    )


@pytest.mark.parametrize(
    ("value", "printed"),
    [(Decimal("1E+6"), "1000000"), (Decimal("0.00"), "0.00"), (Decimal("-12.30"), "-12.30"), (None, "")],
)
def test_decimals_are_plain_and_missing_is_empty(tmp_path, value, printed):
    folder = write(tmp_path, records=[TABLE, replace(AMOUNT, amount_yuan=value)])
    assert rows(folder / "tables/expenditure_summary.csv")[0]["amount_yuan"] == printed


def test_commas_quotes_and_line_breaks_survive(tmp_path):
    notes = '注：1."甲",\n2.乙'
    folder = write(tmp_path, records=[replace(TABLE, notes_printed=notes)])
    assert rows(folder / "tables.csv")[0]["notes_printed"] == notes


def test_the_same_records_give_the_same_bytes(tmp_path):
    assert contents(write(tmp_path / "one")) == contents(write(tmp_path / "two"))


def test_the_descriptor_says_what_the_data_come_from(tmp_path):
    descriptor = json.loads((write(tmp_path) / "datapackage.json").read_text(encoding="utf-8"))
    assert descriptor["sources"] == [
        {"title": "甲局（本级）2023年单位预算", "path": "a.pdf", "sha256": "ab" * 32, "pages": 12}
    ]
    assert descriptor["document"] == {
        "document_id": "甲局-2023-budget-unit",
        "unit_name": "甲局（本级）",
        "unit_key": "甲局",
        "unit_code": "103001",
        "place": "某市",
        "fiscal_year": 2023,
        "kind": "budget",
        "level": "unit",
        "reader_version": "0.1.0",
        "unread_sentences": 0,
        "unread_table_pages": [],
    }


def test_the_descriptor_describes_every_csv_column_by_column(tmp_path):
    folder = write(tmp_path)
    descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert [resource["path"] for resource in descriptor["resources"]] == [
        "tables.csv",
        "tables/expenditure_summary.csv",
        "statements.csv",
        "projects.csv",
        "performance_targets.csv",
        "organisation.csv",
        "glossary.csv",
        "checks.csv",
    ]
    for resource in descriptor["resources"]:
        content = (folder / resource["path"]).read_bytes()
        described = [field["name"] for field in resource["schema"]["fields"]]
        assert described == content.decode().splitlines()[0].split(",")
        assert all(field["type"] and field["description"] for field in resource["schema"]["fields"])
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert resource["bytes"] == len(content)


def test_the_schema_of_an_amount(tmp_path):
    descriptor = json.loads((write(tmp_path) / "datapackage.json").read_text(encoding="utf-8"))
    schema = descriptor["resources"][1]["schema"]
    by_name = {field["name"]: field for field in schema["fields"]}
    assert schema["primaryKey"] == ["document_id", "table_id", "row", "col"]
    assert schema["foreignKeys"] == [
        {
            "fields": ["document_id", "table_id", "role"],
            "reference": {"resource": "tables", "fields": ["document_id", "table_id", "role"]},
        }
    ]
    assert schema["missingValues"] == [""]
    assert (by_name["item_code"]["type"], by_name["row"]["type"], by_name["fiscal_year"]["type"]) == (
        "string",
        "integer",
        "year",
    )
    assert (by_name["amount_yuan"]["type"], by_name["amount_yuan"]["unit"]) == ("number", "元")
    assert (by_name["is_leaf"]["trueValues"], by_name["is_leaf"]["falseValues"]) == (["true"], ["false"])
    assert by_name["item_code"]["columnType"] == "functional-classification:generic:code"


@pytest.mark.parametrize(
    ("name", "key", "leads_to"),
    [
        ("statements", ["document_id", "statement_id"], None),
        ("projects", ["document_id", "project_id"], None),
        ("performance_targets", ["document_id", "project_id", "row"], ("projects", ["document_id", "project_id"])),
        ("organisation", ["document_id", "row"], None),
        ("glossary", ["document_id", "row"], None),
    ],
)
def test_the_keys_of_the_parts_beside_the_tables(tmp_path, name, key, leads_to):
    descriptor = json.loads((write(tmp_path) / "datapackage.json").read_text(encoding="utf-8"))
    [schema] = [resource["schema"] for resource in descriptor["resources"] if resource["name"] == name]
    references = [(r["reference"]["resource"], r["reference"]["fields"]) for r in schema.get("foreignKeys", [])]
    assert (schema["primaryKey"], references) == (key, [leads_to] if leads_to else [])


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource.name)
def test_every_column_of_the_records_is_described_and_every_csv_has_a_frame(resource):
    assert [column.name for column in columns(resource)] == [field.name for field in fields(resource.record)]
    assert resource.frame in {field.name for field in fields(Dataset)}


def test_every_kind_of_record_has_its_csv():
    assert {resource.record for resource in RESOURCES} == set(get_args(Record))


def test_procurement_always_has_its_own_columns(tmp_path):
    table = replace(TABLE, table_id="procurement", role="procurement")
    amount = replace(AMOUNT, table_id="procurement", role="procurement", procurement_kind="货物")
    [row] = rows(write(tmp_path, records=[table, amount]) / "tables/procurement.csv")
    assert (row["procurement_code"], row["procurement_kind"]) == ("", "货物")
    assert "project_code" not in row


def test_a_value_in_an_unusual_column_is_not_lost(tmp_path):
    folder = write(tmp_path, records=[TABLE, replace(AMOUNT, project_code="0130011")])
    assert rows(folder / "tables/expenditure_summary.csv")[0]["project_code"] == "0130011"


def test_a_performance_sheet_has_no_csv_of_amounts(tmp_path):
    sheet = replace(TABLE, table_id="performance_target", role="performance_target", amounts=0)
    folder = write(tmp_path, records=[TABLE, AMOUNT, sheet])
    assert [path.name for path in (folder / "tables").iterdir()] == ["expenditure_summary.csv"]
    assert [row["role"] for row in rows(folder / "tables.csv")] == ["expenditure_summary", "performance_target"]


# What stands there already


def test_the_same_file_read_by_the_same_reader_is_left_as_it_is(tmp_path):
    folder = write(tmp_path)
    (folder / "mark").touch()
    assert write(tmp_path) == folder
    assert (folder / "mark").exists()


def test_force_writes_anew(tmp_path):
    (write(tmp_path) / "mark").touch()
    assert not (write(tmp_path, force=True) / "mark").exists()


def test_another_reader_version_writes_anew(tmp_path):
    (write(tmp_path) / "mark").touch()
    assert not (write(tmp_path, replace(DOCUMENT, reader_version="0.2.0")) / "mark").exists()


def test_a_folder_that_lost_a_csv_is_written_anew(tmp_path):
    folder = write(tmp_path)
    before = contents(folder)
    (folder / "tables.csv").unlink()
    assert contents(write(tmp_path)) == before


def test_another_document_of_the_same_name_is_set_apart_with_a_warning(tmp_path):
    first = write(tmp_path)
    before = contents(first)
    with pytest.warns(DocumentCollisionWarning, match=r"b\.pdf 写入 甲局-2023-budget-unit-cdcdcdcd"):
        second = write(tmp_path, OTHER, [TABLE, AMOUNT, STATEMENT, PROJECT, TARGET, DUTY, TERM, CHECK])
    assert second.name == "甲局-2023-budget-unit-cdcdcdcd"
    written = {path.stem: {row["document_id"] for row in rows(path)} for path in second.rglob("*.csv")}
    assert written == {name: {second.name} for name in ["tables", "expenditure_summary", *BESIDE]}
    assert contents(first) == before


def test_the_document_that_was_set_apart_stays_where_it_is(tmp_path):
    write(tmp_path)
    with pytest.warns(DocumentCollisionWarning):
        second = write(tmp_path, OTHER)
    (second / "mark").touch()
    with pytest.warns(DocumentCollisionWarning):
        assert write(tmp_path, OTHER) == second
    assert (second / "mark").exists()


@pytest.mark.parametrize("content", [None, "{", '{"sources": []}', "[]"])
def test_a_folder_that_is_no_dataset_is_refused_and_left_alone(tmp_path, content):
    folder = tmp_path / "甲局-2023-budget-unit"
    folder.mkdir()
    (folder / "mine.txt").write_text("mine", encoding="utf-8")
    if content is not None:
        (folder / "datapackage.json").write_text(content, encoding="utf-8")
    before = contents(folder)
    with pytest.raises(DatasetError, match="不是完整的数据集"):
        write(tmp_path, force=True)
    assert contents(folder) == before


# All or nothing


class Interrupted(BaseException):
    """Stands for Ctrl-C."""


@pytest.mark.parametrize(
    ("error", "raised"), [(OSError(28, "No space left on device"), DatasetError), (Interrupted(), Interrupted)]
)
def test_a_failed_run_leaves_the_earlier_dataset_and_no_debris(tmp_path, monkeypatch, error, raised):
    before = contents(write(tmp_path))

    def fail(folder):
        raise error

    monkeypatch.setattr(folders, "_flush", fail)
    with pytest.raises(raised):
        write(tmp_path, replace(DOCUMENT, reader_version="0.2.0"))
    assert [path.name for path in tmp_path.iterdir()] == ["甲局-2023-budget-unit"]
    assert contents(tmp_path / "甲局-2023-budget-unit") == before


def test_a_full_disk_is_told_with_what_to_do(tmp_path, monkeypatch):
    def fail(folder):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(folders, "_flush", fail)
    with pytest.raises(DatasetError, match=r"甲局.*No space left on device.*检查磁盘空间"):
        write(tmp_path)


def test_a_swap_that_fails_puts_the_earlier_folder_back(tmp_path, monkeypatch):
    before = contents(write(tmp_path))
    rename = folders.Path.rename

    def fail_for_the_new_one(path, target):
        if path.name.startswith(".") and not path.name.endswith(".earlier"):
            raise OSError(13, "Permission denied")
        return rename(path, target)

    monkeypatch.setattr(folders.Path, "rename", fail_for_the_new_one)
    with pytest.raises(DatasetError, match="Permission denied"):
        write(tmp_path, force=True)
    assert [path.name for path in tmp_path.iterdir()] == ["甲局-2023-budget-unit"]
    assert contents(tmp_path / "甲局-2023-budget-unit") == before


def test_a_crash_between_the_two_renames_is_mended_by_the_next_run(tmp_path):
    folder = write(tmp_path)
    before = contents(folder)
    folder.rename(tmp_path / ".甲局-2023-budget-unit.earlier")
    assert contents(write(tmp_path)) == before
    assert [path.name for path in tmp_path.iterdir()] == ["甲局-2023-budget-unit"]


# Records that contradict themselves


@pytest.mark.parametrize("name", ["", ".", "..", "../x", "a/b", "a\\b", ".hidden"])
def test_an_identifier_that_is_no_folder_name_is_refused(tmp_path, name):
    with pytest.raises(DatasetError, match="不能作文件夹名"):
        write(tmp_path, replace(DOCUMENT, document_id=name))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("records", "told"),
    [
        ([TABLE, TABLE], r"tables\.csv 有 1 行的（document_id，table_id）重复"),
        ([TABLE, AMOUNT, AMOUNT], r"tables/\*\.csv 有 1 行的（document_id，table_id，row，col）重复"),
        ([PROJECT, TARGET, TARGET], r"performance_targets\.csv 有 1 行的（document_id，project_id，row）重复"),
        ([replace(TERM, document_id="乙局")], "有记录属于别的文件：乙局"),
        ([TABLE, replace(AMOUNT, table_id="procurement")], r"在 tables\.csv 里没有：\S+ procurement expenditure_summary"),
        ([TABLE, replace(AMOUNT, role="procurement")], r"在 tables\.csv 里没有：\S+ expenditure_summary procurement"),
        ([TARGET], r"在 projects\.csv 里没有：甲局-2023-budget-unit project-1"),
    ],
)
def test_records_that_break_the_contract_are_refused(tmp_path, records, told):
    with pytest.raises(DatasetError, match=told):
        write(tmp_path, records=records)
    assert list(tmp_path.iterdir()) == []

"""The code book: what a code is called in a year, as documents print it; and every row with its evidence."""

import csv
import re
from importlib import resources
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

import qzbudget as qz
from qzbudget.codebook.book import CONFIDENCES, SCHEMES, code_names, parent_of, spellings, verdict
from qzbudget.errors import UsageError
from qzbudget.terms import knowledge
from qzbudget.text import match_key
from qzbudget.wording import label

BOOK = qz.codes()


def read(name):
    text = (resources.files("qzbudget.knowledge") / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


# What codes are called


@pytest.mark.parametrize(
    ("code", "name"),
    [
        # 青岛市人民政府办公厅（本级）2023, 公开表3
        ("201", "一般公共服务支出"),
        ("20103", "政府办公厅（室）及相关机构事务"),
        ("2010301", "行政运行"),
        ("2080505", "机关事业单位基本养老保险缴费支出"),
        ("2080506", "机关事业单位职业年金缴费支出"),
        ("2210201", "住房公积金"),
        # 公开表6 and 公开表7
        ("30108", "机关事业单位基本养老保险缴费"),
        ("30213", "维修（护）费"),
        ("50101", "工资奖金津补贴"),
        ("50905", "离退休费"),
    ],
)
def test_a_code_has_the_name_that_documents_print(code, name):
    assert qz.name_of(code, 2023) == name


@pytest.mark.parametrize(
    ("code", "year", "name"),
    [
        ("30311", 2017, "住房公积金"),
        ("30311", 2024, "代缴社会保险费"),
        ("30307", 2017, "医疗费"),
        ("30307", 2024, "医疗费补助"),
        ("310", 2017, "其他资本性支出"),
        ("310", 2019, "资本性支出"),
        ("20805", 2019, "行政事业单位离退休"),
        ("20805", 2022, "行政事业单位养老支出"),
        ("50602", 2023, "资本性支出（二）"),
        ("50602", 2026, "资本性支出（基本建设）"),
    ],
)
def test_a_code_that_changed_its_meaning_has_the_name_of_the_year(code, year, name):
    assert qz.name_of(code, year) == name


def test_a_code_that_moved_away_has_no_name_afterwards():
    assert qz.name_of("30104", 2017) == "其他社会保障缴费"
    assert qz.name_of("30104", 2018) is None
    assert qz.name_of("30112", 2026) == "其他社会保障缴费"


def test_between_two_meanings_the_book_does_not_guess():
    assert qz.name_of("30311", 2020) is None
    assert verdict("30311", "代缴社会保险费", 2020) == "unknown"


def test_a_code_that_nothing_names_has_no_name():
    assert qz.name_of("999") is None
    assert code_names("30298") == ()
    assert verdict("30298", "某某费", 2023) == "unknown"


# Judging printed names


@pytest.mark.parametrize(
    ("code", "name", "year", "judged"),
    [
        ("2010301", "行政运行", 2023, "agrees"),
        ("20103", "政府办公厅(室)及相关机构事务", 2023, "agrees"),  # half-width brackets
        ("30213", "维修 （护） 费", 2026, "agrees"),
        ("303", "对个人和家庭补助", 2026, "spelling"),  # six documents of 烟台
        ("30202", "咨询费", 2024, "differs"),  # one unit that numbers its lines itself
        ("30311", "住房公积金", 2026, "differs"),
    ],
)
def test_a_printed_name_agrees_is_spelt_otherwise_or_differs(code, name, year, judged):
    assert verdict(code, name, year) == judged


def test_a_list_that_nothing_confirms_does_not_condemn():
    [row] = code_names("2010204")
    assert row.confidence in ("high", "medium")
    unverified = next(row for row in map(code_names, BOOK.query("confidence == 'unverified'")["code"]) if len(row) == 1)
    assert verdict(unverified[0].code, "别的名称", 2026) == "unknown"


def test_a_misprint_is_kept_with_the_document_that_prints_it():
    [misprint] = [row for row in spellings("30202") if row.spelling == "咨询费"]
    assert (misprint.kind, misprint.documents) == ("other", 1)
    assert "b302f0a0" in misprint.evidence


# The frame


def test_the_frame_of_one_year_has_each_code_once():
    frame = qz.codes("department_economic", 2023)
    assert frame["code"].is_unique
    assert set(frame["scheme"]) == {"department_economic"}


def test_codes_are_strings_and_years_may_be_missing():
    assert all(isinstance(code, str) for code in BOOK["code"])
    assert BOOK["valid_from"].dtype == "Int64"
    assert BOOK["parent"][BOOK["level"] == "class"].isna().all()


def test_an_unknown_classification_is_refused_with_the_nearest():
    with pytest.raises(UsageError, match="department_economic"):
        qz.codes("department_economics")


# The rows


@pytest.mark.parametrize(
    ("scheme", "pattern"),
    [
        ("functional", r"2\d\d(\d\d){0,2}"),
        ("department_economic", r"3\d\d(\d\d)?"),
        ("government_economic", r"5\d\d(\d\d)?"),
    ],
)
def test_codes_of_a_classification_begin_with_its_digit(scheme, pattern):
    codes = BOOK.loc[BOOK["scheme"] == scheme, "code"]
    assert [code for code in codes if not re.fullmatch(pattern, code)] == []


def test_every_code_has_its_parent_in_the_book():
    known = set(BOOK["code"])
    assert [code for code in known if parent_of(code) and parent_of(code) not in known] == []


def test_the_names_of_a_code_never_meet_in_one_year():
    def clash(before, after):
        return before.valid_to is None or after.valid_from is None or before.valid_to >= after.valid_from

    pairs = [pair for code in set(BOOK["code"]) for pair in pairwise(code_names(code))]
    assert pairs
    assert [after.code for before, after in pairs if clash(before, after)] == []


def test_a_document_lies_in_the_years_of_the_name_that_it_prints():
    printed = BOOK[BOOK["documents"] > 0]
    assert ((printed["valid_from"].isna()) | (printed["valid_from"] <= printed["printed_from"])).all()
    assert ((printed["valid_to"].isna()) | (printed["valid_to"] >= printed["printed_to"])).all()


def test_confidence_says_how_many_print_a_name():
    assert set(BOOK["confidence"]) == set(CONFIDENCES)
    assert (BOOK.query("confidence == 'high'")["places"] >= 2).all()
    assert (BOOK.query("confidence == 'unverified'")["documents"] == 0).all()
    alone = BOOK.query("confidence == 'medium' and documents == 1")
    assert (alone["agrees_with"] != "").all()


def test_every_row_has_its_evidence():
    rows = [row for name in [*SCHEMES.values(), "code_spellings"] for row in read(name)]
    assert [row["code"] for row in rows if not row["evidence"].strip()] == []


def test_a_printed_name_is_proved_by_documents_that_can_be_found_again():
    named = BOOK.query("documents > 0")["evidence"]
    assert named.str.contains(r"\d{4}（[0-9a-f]{8}）").all()


def test_labels_call_the_classes_what_the_book_calls_them():
    coded = [row["key"] for row in read("labels") if re.fullmatch(r"[235]\d\d", row["key"])]
    names = {code: {match_key(row.name) for row in code_names(code)} for code in coded}
    assert [code for code in coded if names[code] and match_key(label(code, "zh")) not in names[code]] == []


def test_names_of_the_book_are_found_as_functional_classes():
    classes = {row.code for row in knowledge().functional_classes}
    assert classes <= set(BOOK.query("scheme == 'functional' and level == 'class'")["code"])


def test_the_page_about_the_book_counts_its_rows():
    counts = pd.crosstab(BOOK["scheme"], BOOK["confidence"])[list(CONFIDENCES)]
    names = {"functional": "功能分类", "department_economic": "部门经济分类", "government_economic": "政府经济分类"}
    page = (Path(__file__).parent.parent / "docs" / "code-book.md").read_text(encoding="utf-8")
    rows = [f"| {name} | {' | '.join(map(str, counts.loc[scheme]))} | {counts.loc[scheme].sum()} |" for scheme, name in names.items()]
    assert [row for row in rows if row not in page] == []


# A document


def test_the_book_agrees_with_every_name_of_the_source_document(qingdao_folder):
    amounts = qz.load(qingdao_folder).amounts.drop_duplicates(["table_id", "row"])
    of_the_book = amounts["item_code"].astype(str).str.fullmatch(r"2\d\d(\d\d){0,2}|[35]\d\d(\d\d)?")
    coded = amounts[amounts["item_code"].notna() & of_the_book]
    judged = {(row.item_code, row.item_name): verdict(row.item_code, row.item_name, 2023) for row in coded.itertuples()}
    assert len(judged) == 115  # 10 functional, 105 economic
    assert {key for key, said in judged.items() if said != "agrees"} == set()


def test_the_book_is_no_part_of_a_frame_that_is_given_away():
    frame = qz.codes()
    frame.loc[:, "name"] = "改写"
    pd.testing.assert_frame_equal(qz.codes(), BOOK)


def test_what_only_later_documents_print_does_not_contradict_an_old_name():
    # 21301 was 农业 until the reform of 2018 reached the classification; the documents at hand print it in 2026 only
    assert verdict("21301", "农业", 2018) == "unknown"
    assert verdict("21301", "农业", 2026) == "differs"

"""Department and government economic codes of the same money, proved on the source document."""

import csv
from importlib import resources

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import qzbudget as qz
from qzbudget.codebook.book import code_names
from qzbudget.codebook.crosswalk import crossings, crosswalk
from qzbudget.errors import UsageError
from tests.small_dataset import lines

ROWS = crosswalk()


def department(*rows, **more):
    return lines(*rows, role="basic_expenditure_department", measure="total.basic", money_unit="万元", **more)


def government(*rows, **more):
    return lines(*rows, role="basic_expenditure_government", measure="total.basic", money_unit="万元", **more)


def both(ours, theirs):
    total = sum(yuan for *_, yuan in ours)
    other = sum(yuan for *_, yuan in theirs)
    return pd.concat(
        [
            department((0, None, None, "合计", "total", total), *((n, 0, *row) for n, row in enumerate(ours, 1))),
            government((0, None, None, "合计", "total", other), *((n, 0, *row) for n, row in enumerate(theirs, 1))),
        ],
        ignore_index=True,
    )


# The source document


def sums_of(folder):
    sums = qz.crossing_sums(qz.load(folder))
    return {row.government_codes: row for row in sums.itertuples()}


def test_the_salaries_of_the_source_document_cross(qingdao_folder):
    salaries = sums_of(qingdao_folder)["50101"]
    assert salaries.department_codes == "30101+30102+30103"
    assert (salaries.department_yuan, salaries.government_yuan) == (47_932_600, 47_932_600)  # 4,793.26 万元


def test_the_social_contributions_of_the_source_document_cross(qingdao_folder):
    contributions = sums_of(qingdao_folder)["50102"]
    assert contributions.department_codes == "30108+30109+30110+30112"
    assert (contributions.department_yuan, contributions.government_yuan) == (11_813_300, 11_813_300)  # 1,181.33 万元


def test_the_performance_pay_of_the_source_document_is_an_institutions(qingdao_folder):
    assert sums_of(qingdao_folder)["50501"].department_codes == "30107"  # 5.33 万元 at 505, everything else at 501


def test_the_pensions_of_the_source_document_differ_by_the_rounding_of_the_publisher(qingdao_folder):
    pensions = sums_of(qingdao_folder)["50905"]
    assert pensions.department_codes == "30301+30302"
    assert (pensions.department_yuan, pensions.government_yuan) == (8_993_100, 8_993_000)  # 127.95 + 771.36; 899.30
    assert (pensions.difference_yuan, pensions.status) == (100, "rounding")


def test_nothing_of_the_source_document_is_left_uncrossed(qingdao_folder):
    sums = qz.crossing_sums(qz.load(qingdao_folder))
    assert sums["status"].value_counts().to_dict() == {"pass": 11, "rounding": 1}
    assert (sums["department_codes"] != "").all()
    assert (sums["government_codes"] != "").all()


# Sums


def test_an_amount_in_the_wrong_class_fails():
    sums = qz.crossing_sums(
        both(
            [("30101", "基本工资", "section", 300.0), ("30201", "办公费", "section", 700.0)],
            [("50101", "工资奖金津补贴", "section", 700.0), ("50201", "办公经费", "section", 300.0)],
        )
    )
    assert sums.set_index("government_codes")["difference_yuan"].to_dict() == {"50101": -400.0, "50201": 400.0}
    assert set(sums["status"]) == {"fail"}


def test_a_code_shared_by_agency_and_institution_makes_one_group():
    [group] = qz.crossing_sums(
        both(
            [("30101", "基本工资", "section", 500.0), ("30102", "津贴补贴", "section", 500.0)],
            [("50101", "工资奖金津补贴", "section", 600.0), ("50501", "工资福利支出", "section", 400.0)],
        )
    ).itertuples()
    assert (group.department_codes, group.government_codes, group.status) == ("30101+30102", "50101+50501", "pass")


def test_a_code_that_nothing_is_tied_to_stands_alone():
    sums = qz.crossing_sums(
        both([("30101", "基本工资", "section", 1000.0)], [("50905", "离退休费", "section", 1000.0)])
    )
    assert sorted(zip(sums["department_codes"], sums["government_codes"], strict=True)) == [("", "50905"), ("30101", "")]
    assert set(sums["status"]) == {"fail"}


def test_tables_of_different_totals_are_not_compared():
    frame = both([("30101", "基本工资", "section", 1000.0)], [("50101", "工资奖金津补贴", "section", 900.0)])
    assert qz.crossing_sums(frame).empty


def test_a_document_with_one_classification_has_no_sums():
    frame = department((0, None, None, "合计", "total", 10.0), (1, 0, "30101", "基本工资", "section", 10.0))
    assert qz.crossing_sums(frame).empty


def test_sums_name_every_cell_on_both_sides():
    [group] = qz.crossing_sums(
        both([("30301", "离休费", "section", 10.0), ("30302", "退休费", "section", 20.0)], [("50905", "离退休费", "section", 30.0)])
    ).itertuples()
    assert group.department_cells == "basic_expenditure_department:1:3+basic_expenditure_department:2:3"
    assert group.government_cells == "basic_expenditure_government:1:3"


# Crossing amounts

SALARY_AND_PENSION = [(0, None, None, "合计", "total", 30.0), (1, 0, "30101", "基本工资", "section", 10.0)]
SALARY_AND_PENSION += [(2, 0, "30302", "退休费", "section", 20.0)]


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        ("agency", {"50101": 10.0, "50905": 20.0}),
        ("institution", {"50501": 10.0, "50905": 20.0}),
        (None, {"50905": 20.0, "unmapped": 10.0}),
    ],
)
def test_the_same_salary_is_501_at_an_agency_and_505_at_an_institution(body, codes):
    crossed = qz.cross(department(*SALARY_AND_PENSION), body=body)
    assert crossed.set_index("code")["amount_yuan"].to_dict() == codes


def test_a_name_that_contradicts_its_code_is_not_crossed():
    frame = department((0, None, None, "合计", "total", 5.0), (1, 0, "30206", "办公设备购置费", "section", 5.0))
    assert qz.cross(frame, body="agency")["code"].tolist() == ["unmapped"]


@given(st.lists(st.tuples(st.sampled_from(["30101", "30107", "30201", "30399", "31002", "39999", "304"]), st.integers(1, 10**12))))
def test_crossed_amounts_add_up_to_what_was_crossed(parts):
    rows = [(n, None, code, None, "section", fen / 100) for n, (code, fen) in enumerate(parts)]
    crossed = qz.cross(department(*rows), body="agency")
    sections = sum(fen for code, fen in parts)
    if len(crossed):
        assert round(crossed["amount_yuan"].sum() * 100) == sections


def test_a_body_that_does_not_exist_is_refused():
    with pytest.raises(UsageError, match="agency"):
        qz.cross(department(*SALARY_AND_PENSION), body="机关")


# The rows


def test_every_code_of_the_crosswalk_is_in_the_code_book():
    assert [row for row in ROWS if not code_names(row.department_code) or not code_names(row.government_code)] == []


def test_every_row_has_reason_evidence_and_confidence():
    assert [row for row in ROWS if not row.reason or not row.evidence] == []
    assert {row.confidence for row in ROWS} <= {"high", "medium", "low", "unverified"}
    assert [row for row in ROWS if row.confidence == "high" and row.places < 2] == []
    assert [row for row in ROWS if row.confidence == "unverified" and row.documents] == []


def test_501_to_504_are_the_agencies_and_505_and_506_the_institutions():
    bodies = {row.government_code[:3]: row.body for row in ROWS if row.government_code[:3] < "507"}
    assert bodies == {
        "501": "agency", "502": "agency", "503": "agency", "504": "agency", "505": "institution", "506": "institution",
    }  # fmt: skip


def test_no_pair_stands_twice():
    text = (resources.files("qzbudget.knowledge") / "economic_crosswalk.csv").read_text(encoding="utf-8")
    pairs = [(row["department_code"], row["government_code"]) for row in csv.DictReader(text.splitlines())]
    assert len(pairs) == len(set(pairs))


def test_the_class_covers_codes_that_have_no_row_of_their_own():
    assert [row.government_code for row in crossings("30114", "institution")] == ["50501"]
    assert [row.government_code for row in crossings("30114", "agency")] == ["50199"]
    assert [row.government_code for row in crossings("31303")] == ["510"]

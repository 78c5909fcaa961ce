"""Checks of the narrative and of performance sheets, one behaviour each."""

from dataclasses import replace
from decimal import Decimal

import pytest

from qzbudget.check import check_material, material
from qzbudget.check.material import Material
from qzbudget.check.years import cross_checks
from tests.ledger_cases import change, document, ledger, line, project, statement, status, table, total

VEHICLES = "assets.vehicles"


def reception(amount, **facts):
    row = {"concept": "three_public.reception", "item_name": "公务接待费", "row_type": "category"}
    return table("three_public_expenses", [(row, amount)], **facts)


@pytest.mark.parametrize(("stated", "expected"), [("280.00", "pass"), ("280.0", "pass"), ("208.00", "fail")])
def test_a_stated_amount_is_the_one_of_the_table(stated, expected):
    checks = ledger(reception("280.00"), statement("s1", "three_public.reception", stated))
    assert status(checks, "stated_three_public.reception:s1") == expected


@pytest.mark.parametrize(("stated", "expected"), [("1.23", "rounding"), ("1.24", "rounding"), ("1.25", "fail")])
def test_ten_thousands_of_a_table_in_yuan_may_be_rounded_or_cut_off(stated, expected):
    checks = ledger(reception("12,345.67", money="元"), statement("s1", "three_public.reception", stated))
    assert status(checks, "stated_three_public.reception:s1") == expected


def test_a_stated_code_is_compared_with_its_line():
    rows = [(total(), "3.00"), (line("201", "一般公共服务支出"), "3.00")]
    checks = ledger(table("expenditure_summary", rows), statement("s1", "201", "4.00"))
    assert status(checks, "stated_codes:s1") == "fail"


@pytest.mark.parametrize(
    ("amount", "pct", "prior", "expected"),
    [
        ("36.27", "0.21", "17296.35", "pass"),
        ("-5.00", "-1.13", "443.50", "pass"),
        ("-5.00", "-1.12", "443.50", "rounding"),
        ("-5.00", "-11.30", "443.50", "fail"),
        ("5.00", "100", "0", "fail"),
        ("0.00", "0.00", "0", "pass"),
    ],
)
def test_a_percentage_follows_from_its_amounts(amount, pct, prior, expected):
    checks = ledger(statement("s1", "three_public", "1.00", **change(amount, pct, prior)))
    assert status(checks, "stated_change_pct:s1") == expected


def test_last_year_and_change_make_this_year_where_all_three_are_stated():
    checks = ledger(statement("s1", "three_public", "9.00", **change("1.00", prior="7.00", source="stated")))
    assert status(checks, "stated_prior:s1") == "fail"


@pytest.mark.parametrize(("share", "expected"), [("33.3", "pass"), ("34.3", "fail")])
def test_a_share_is_of_the_total_stated_before(share, expected):
    whole = statement("s1", "total_expenditure", "300.00")
    part = statement("s2", "basic", "100.00", share_pct=Decimal(share))
    assert status(ledger(whole, part), "stated_share:s2") == expected


def test_a_share_of_nothing_stated_is_left_open():
    part = statement("s1", "three_public.reception", "100.00", share_pct=Decimal("34.3"))
    assert status(ledger(part), "stated_share:s1") == "insufficient_data"


def test_stated_parts_make_the_stated_whole_in_amount_and_in_change():
    whole = statement("s1", "total_expenditure", "3.00", **change("1.00"))
    parts = [statement("s2", "basic", "1.00", **change("3.00")), statement("s3", "project", "2.00", **change("-1.00"))]
    checks = ledger(whole, *parts)
    assert status(checks, "stated_expenditure_parts:s1") == "pass"
    assert status(checks, "stated_expenditure_parts:s1:change") == "fail"


def test_the_same_thing_is_stated_alike_everywhere():
    twice = [statement("s1", "three_public", "3.00"), statement("s2", "three_public", "4.00", section="二")]
    assert status(ledger(*twice), "stated_same:s2") == "fail"


@pytest.mark.parametrize(("whole", "expected"), [(27, "pass"), (28, "fail")])
def test_vehicles_add_up(whole, expected):
    counts = [(VEHICLES, whole), (f"{VEHICLES}.in_kind", 20), (f"{VEHICLES}.other", 7)]
    rows = [statement(f"s{i}", concept, count=Decimal(n)) for i, (concept, n) in enumerate(counts)]
    assert status(ledger(*rows), "vehicles_add_up:s0") == expected


@pytest.mark.parametrize(("count", "expected"), [(3, "pass"), (0, "fail")])
def test_no_vehicles_need_no_money_to_run(count, expected):
    row = {"concept": "three_public.vehicles.operation", "item_name": "运行费", "row_type": "category"}
    fee = table("three_public_expenses", [(row, "5.00")])
    checks = ledger(fee, statement("s1", VEHICLES, count=Decimal(count)))
    assert status(checks, "fee_without_vehicles:s1") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023年支出预算3.00万元。", "pass"),
        ("2022年支出预算3.00万元。", "fail"),
        ("支出预算比2022年增加，为3.00万元。", None),
        ("支出预算3.00万元，用于2018年开工的工程。", None),
    ],
)
def test_a_sentence_about_this_year_names_this_year(text, expected):
    checks = ledger(statement("s1", "total_expenditure", "3.00", text=text))
    check = checks.get("year_stated:s1")
    assert (check.status if check else None) == expected


def test_figures_of_a_day_and_of_final_accounts_budgets_are_not_compared():
    final = document(kind="final_accounts")
    checks = ledger(reception("2.00"), statement("s1", "three_public.reception", "3.00"), of=final)
    assert status(checks, "stated_three_public.reception") == "not_applicable"


@pytest.mark.parametrize(
    ("fiscal", "other", "expected"),
    [("7.00", "3.00", "pass"), ("9.00", "2.00", "fail"), ("10.00", None, "pass"), ("7.00", None, "insufficient_data")],
)
def test_a_sheets_budget_is_fiscal_and_other_money(fiscal, other, expected):
    assert status(ledger(project("p1", "10.00", fiscal, other)), "sheet_parts:p1") == expected


def test_a_plan_of_spending_grows_up_to_the_budget():
    plan = {"plan_june_yuan": Decimal(50_000), "plan_december_yuan": Decimal(100_000)}
    assert status(ledger(project("p1", "10.00", **plan)), "sheet_plan:p1") == "pass"
    falling = {"plan_june_yuan": Decimal(120_000), "plan_december_yuan": Decimal(100_000)}
    assert status(ledger(project("p1", "10.00", **falling)), "sheet_plan:p1") == "fail"


def test_sheets_are_counted_and_added_up_where_the_narrative_speaks_of_all():
    counted = statement("s1", "performance.projects", count=Decimal(2))
    money = statement("s2", "performance.funds", "3.00")
    checks = ledger(counted, money, project("p1", "1.00"), project("p2", "1.00"))
    assert status(checks, "sheets_stated:count") == "pass"
    assert status(checks, "sheets_stated:funds") == "fail"
    assert status(ledger(counted, project("p1", "1.00")), "sheets_stated:count") == "insufficient_data"


def test_a_sheet_is_the_line_of_its_project():
    row = {"row_type": "detail", "item_name": "热线", "project_code": "3702"}
    lines = table("project_expenditure", [(row, "5.00")], ("total.project",))
    for budget, expected in [("4.00", "fail"), ("5.00", "pass"), ("6.00", "insufficient_data")]:
        checks = ledger(lines, project("p1", budget, project_code="3702"))
        assert status(checks, "sheet_in_table:p1:project_expenditure") == expected


def test_a_part_that_an_older_dataset_lacks_is_not_run():
    checks = check_material(Material(document(), (), None, None))
    assert {c.status for c in checks if c.rule in ("stated_share", "sheet_parts")} == {"not_run"}


def last_year_and_this(amount):
    earlier = material(document(document_id="a", fiscal_year=2022), reception("285.00", year=2022))
    stated = statement(
        "s1", "three_public.reception", "280.00", **change("-5.00", prior=amount), base_kind="prior_budget"
    )
    later = material(document(document_id="b"), [*reception("280.00"), stated])
    return cross_checks([later, earlier])


@pytest.mark.parametrize(("prior", "expected"), [("285.00", "pass"), ("287.00", "fail")])
def test_what_is_said_of_last_year_is_what_last_years_document_says(prior, expected):
    [check] = last_year_and_this(prior)
    assert (check.document_id, check.status) == ("b", expected)
    assert (check.left_where, check.right_where) == ("s1", "a#three_public_expenses:0:2")


def test_a_column_of_last_year_is_compared_with_last_years_table():
    earlier = material(document(document_id="a", fiscal_year=2022), reception("285.00", year=2022))
    later = material(document(document_id="b"), reception("280.00", year=2022))
    [check] = cross_checks([earlier, later])
    assert (check.check_id, check.status) == ("last_year_printed:three_public_expenses:0:2", "fail")


def test_documents_of_other_units_are_not_compared():
    earlier = material(document(document_id="a", fiscal_year=2022, unit_key="乙局"), reception("285.00", year=2022))
    later = material(document(document_id="b"), reception("280.00", year=2022))
    assert cross_checks([earlier, later]) == []


def fund(amount, **facts):
    return table("government_fund_expenditure", [(total(), amount)], **facts)


def none(concept):
    return statement("n1", concept, measure="none")


@pytest.mark.parametrize(("amount", "expected"), [("3.00", "fail"), ("0.00", "pass"), ("", "pass")])
def test_what_the_narrative_says_that_there_is_none_of_is_in_no_table(amount, expected):
    checks = ledger(fund(amount), none("government_fund"))
    assert status(checks, "stated_none:n1") == expected


@pytest.mark.parametrize(
    ("concept", "role", "row"),
    [
        ("state_capital", "state_capital_expenditure", total()),
        ("procurement", "procurement", total()),
        ("operating_expenses", "operating_expenses", total()),
        ("three_public", "three_public_expenses", {"concept": "three_public", "row_type": "subtotal"}),
        (
            "three_public.overseas",
            "three_public_expenses",
            {"concept": "three_public.overseas", "row_type": "category"},
        ),
    ],
)
def test_money_that_there_is_none_of_is_looked_for_in_its_table(concept, role, row):
    checks = ledger(table(role, [(row, "3.00")]), none(concept))
    assert status(checks, "stated_none:n1") == "fail"


def test_the_amount_that_should_not_be_there_is_named_with_its_place():
    check = ledger(fund("3.00"), none("government_fund"))["stated_none:n1"]
    assert (check.left_where, check.right_where) == ("n1", "government_fund_expenditure:0:2")
    assert check.message.endswith("正文说没有，表里却有 30,000.00 元")


def test_without_its_table_nothing_contradicts_that_there_is_none():
    assert status(ledger(none("government_fund")), "stated_none:n1") == "not_applicable"


@pytest.mark.parametrize(("in_table", "expected"), [("", "fail"), ("0.00", "fail"), ("3.00", "pass")])
def test_a_table_of_money_that_the_narrative_states_is_not_empty(in_table, expected):
    checks = ledger(fund(in_table), statement("s1", "government_fund", "3.00"))
    assert status(checks, "stated_some:s1") == expected


def test_a_table_may_be_empty_where_the_narrative_states_zero():
    checks = ledger(fund(""), statement("s1", "government_fund", "0.00"))
    assert status(checks, "stated_some") == "not_applicable"


def other_year(amount, text, concept="three_public.reception"):
    """A sentence (or, without an amount, a heading) of a budget for 2023 that names another year."""
    return statement("y1", concept, amount, measure="other_year", text=text)


def two_years(this, last):
    """A table with this year's and last year's receptions."""
    row = {"concept": "three_public.reception", "item_name": "公务接待费", "row_type": "category"}
    record, own, before = table("three_public_expenses", [(row, this, last)], columns=("total", "total"))
    return [record, own, replace(before, fiscal_year=2022)]


def test_a_heading_that_names_last_year_is_left_standing():
    checks = ledger(other_year(None, "（四）2022年财政拨款基本支出预算情况说明", None))
    assert status(checks, "year_stated:y1") == "fail"


@pytest.mark.parametrize(
    ("amount", "this", "last", "expected"),
    [
        ("280.00", "280.00", "290.00", "fail"),
        ("290.00", "280.00", "290.00", "insufficient_data"),
        ("280.00", "280.00", "280.00", "insufficient_data"),
        ("0.00", "0.00", "1.00", "insufficient_data"),
    ],
)
def test_a_sentence_about_last_year_fails_where_its_amount_is_this_years_only(amount, this, last, expected):
    checks = ledger(two_years(this, last), other_year(amount, f"2022年公务接待费{amount}万元。"))
    assert status(checks, "year_stated:y1") == expected


def test_a_number_that_is_last_years_in_the_table_is_named_as_such():
    checks = ledger(two_years("280.00", "290.00"), statement("s1", "three_public.reception", "290.00"))
    assert checks["stated_three_public.reception:s1"].message.endswith("这个数是表里上年的数")


def test_a_number_that_no_year_has_is_not():
    checks = ledger(two_years("280.00", "290.00"), statement("s1", "three_public.reception", "300.00"))
    assert checks["stated_three_public.reception:s1"].message.endswith("相差 200,000.00 元")


@pytest.mark.parametrize(
    ("title", "kind", "expected"),
    [
        ("2023年部门收支总表", "budget", "pass"),
        ("2022年部门整体支出绩效目标表", "budget", "fail"),
        ("2022年部门决算收支总表", "budget", None),
        ("2023年部门决算收支总表", "final_accounts", "pass"),
        ("2022年部门决算收支总表", "final_accounts", "fail"),
        ("2022年末国有资产占用情况表", "budget", None),
        ("2021-2022年项目表", "budget", None),
        ("部门收支总表", "budget", None),
    ],
)
def test_a_title_names_the_year_of_the_document(title, kind, expected):
    checks = ledger(table("other", [], title_printed=title, page_first=7), of=document(kind=kind))
    check = checks.get("title_year:other")
    assert (check and check.status) == expected


def projects_table(**amounts):
    rows = [(total(), str(sum(map(Decimal, amounts.values()))))]
    rows += [({"row_type": "detail", "item_name": name, "parent_row": 0}, amount) for name, amount in amounts.items()]
    return table("project_expenditure", rows, columns=("total.project",))


def sheet(number, name, budget):
    return project(f"project-{number}", budget, project_name=name)


def counted(n, funds=None):
    of_all = statement("s1", "performance.projects", None, measure="count", count=Decimal(n))
    return [of_all, *([statement("s2", "performance.funds", funds)] if funds else [])]


LINES = "lines:project_expenditure"
SHEETS = "sheets:project_expenditure"


def test_every_project_has_a_sheet_and_every_sheet_a_project():
    checks = ledger(projects_table(甲="1.00", 乙="2.00"), sheet(1, "甲", "1.00"), sheet(2, "乙", "2.00"))
    assert (status(checks, f"sheets_complete:{LINES}"), status(checks, f"sheets_complete:{SHEETS}")) == ("pass", "pass")


@pytest.mark.parametrize(("said", "expected"), [("2", "fail"), ("1", "insufficient_data"), ("3", "insufficient_data")])
def test_a_project_without_a_sheet_is_missed_where_the_narrative_counts_it(said, expected):
    checks = ledger(projects_table(甲="1.00", 乙="2.00"), sheet(1, "甲", "1.00"), *counted(said))
    assert status(checks, f"sheets_complete:{LINES}") == expected


def test_the_project_without_a_sheet_is_named():
    check = ledger(projects_table(甲="1.00", 乙="2.00"), sheet(1, "甲", "1.00"), *counted("2"))[
        f"sheets_complete:{LINES}"
    ]
    assert (check.left_where, check.message.rpartition("：")[2]) == ("project_expenditure:2:2", "乙")


def test_a_sheet_whose_project_the_table_does_not_list_proves_nothing():
    checks = ledger(projects_table(甲="1.00"), sheet(1, "甲", "1.00"), sheet(2, "丙", "3.00"))
    assert status(checks, f"sheets_complete:{SHEETS}") == "insufficient_data"


def test_a_table_that_names_its_projects_otherwise_is_not_compared():
    checks = ledger(projects_table(专用项目="1.00"), sheet(1, "甲", "1.00"))
    assert status(checks, "sheets_complete") == "not_applicable"


@pytest.mark.parametrize(
    ("funds", "expected"), [(None, "insufficient_data"), ("3.00", "fail"), ("7.00", "insufficient_data")]
)
def test_a_sheet_with_more_than_its_line_is_wrong_where_the_stated_money_of_all_says_so(funds, expected):
    both = (sheet(1, "甲", "5.00"), sheet(2, "乙", "2.00"))
    checks = ledger(projects_table(甲="1.00", 乙="2.00"), *both, *counted("2", funds))
    assert status(checks, "sheet_in_table:project-1:project_expenditure") == expected


def test_a_sheet_with_less_than_its_line_is_wrong():
    checks = ledger(projects_table(甲="1.00"), sheet(1, "甲", "0.50"))
    assert status(checks, "sheet_in_table:project-1:project_expenditure") == "fail"


def test_a_sheet_in_yuan_instead_of_ten_thousand_yuan_is_wrong_in_both_directions():
    checks = ledger(projects_table(甲="1.00"), sheet(1, "甲", "10000.00"), project("project-2", "30000.00", "3.00"))
    assert status(checks, "sheet_in_table:project-1:project_expenditure") == "fail"
    assert status(checks, "sheet_parts:project-2") == "fail"


def test_a_line_that_prints_the_name_of_its_project_twice_is_one_line():
    row = {"row_type": "detail", "item_name": "甲", "project_name": "甲", "parent_row": 0}
    lines = table("project_expenditure", [(total(), "1.00"), (row, "1.00")], columns=("total.project",))
    assert status(ledger(lines, sheet(1, "甲", "1.00")), "sheet_in_table:project-1:project_expenditure") == "pass"

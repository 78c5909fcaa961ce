"""Records and frames of a budget of three lines, to be changed one value at a time."""

from decimal import Decimal

import pandas as pd

from qzbudget.dataset.records import (
    AmountRecord,
    CheckRecord,
    DocumentRecord,
    OrganisationRecord,
    ProjectRecord,
    StatementRecord,
    TableRecord,
    TargetRecord,
    TermRecord,
)

DOCUMENT = DocumentRecord(
    document_id="甲局-2023-budget-unit",
    unit_name="甲局（本级）",
    unit_key="甲局",
    unit_code="103001",
    place="某市",
    fiscal_year=2023,
    kind="budget",
    level="unit",
    reader_version="0.1.0",
    source_title="甲局（本级）2023年单位预算",
    source_path="a.pdf",
    source_sha256="ab" * 32,
    source_pages=12,
)

TABLE = TableRecord(
    document_id="甲局-2023-budget-unit",
    table_id="expenditure_summary",
    role="expenditure_summary",
    number_printed="公开表3",
    title_printed="单位预算支出总表",
    unit_name="甲局（本级）",
    page_first=3,
    page_last=3,
    money_unit="万元",
    rows=3,
    columns=4,
    amounts=3,
    notes_printed=None,
    reading="fed lattice",
    proved=True,
)

AMOUNT = AmountRecord(
    document_id="甲局-2023-budget-unit",
    unit_name="甲局（本级）",
    fiscal_year=2023,
    phase="approved",
    table_id="expenditure_summary",
    role="expenditure_summary",
    row=0,
    col=3,
    parent_row=None,
    is_leaf=False,
    line_no="1",
    direction="expenditure",
    item_code=None,
    code_inferred=None,
    concept=None,
    item_name="合计",
    item_label="合计",
    row_type="total",
    measure="total",
    header="合计",
    amount_printed="4.00",
    money_unit="万元",
    amount_yuan=Decimal("40000.00"),
    corrected_yuan=None,
    correction_id=None,
    page=3,
    x0=Decimal("10.00"),
    top=Decimal("20.00"),
    x1=Decimal("30.00"),
    bottom=Decimal("40.50"),
)

PROJECT = ProjectRecord(
    document_id="甲局-2023-budget-unit",
    project_id="project-1",
    sheet_kind="project",
    unit_name="甲局（本级）",
    project_code=None,
    project_name="道路养护",
    money_unit="万元",
    budget_yuan=Decimal("50000.00"),
    fiscal_yuan=Decimal("50000.00"),
    other_yuan=None,
    purpose="养护",
    plan_unit_printed=None,
    plan_march_yuan=None,
    plan_june_yuan=None,
    plan_october_yuan=None,
    plan_december_yuan=None,
    goals="道路平整",
    page_first=5,
    page_last=6,
    budget_box="5 1.00 2.00 3.00 4.00",
)

TARGET = TargetRecord(
    document_id="甲局-2023-budget-unit",
    project_id="project-1",
    project_code=None,
    row=0,
    level1="产出指标",
    level2="数量指标",
    level3="养护里程",
    description=None,
    target_printed="≥12.5 公里",
    comparator="≥",
    target_value=Decimal("12.5"),
    target_unit="公里",
    weight=Decimal("10"),
    basis="合同",
    page=6,
    x0=Decimal("1.00"),
    top=Decimal("2.00"),
    x1=Decimal("3.00"),
    bottom=Decimal("4.00"),
)

CHECK = CheckRecord(
    document_id="甲局-2023-budget-unit",
    check_id="stated_codes:s001",
    rule="stated_codes",
    subject="公务接待费",
    left_where="s001",
    left_yuan=Decimal("2800000.00"),
    right_where="expenditure_summary:0:3",
    right_yuan=Decimal("2800000.00"),
    difference_yuan=Decimal("0.00"),
    tolerance_yuan=Decimal("100.00"),
    status="pass",
    message="相符",
)

STATEMENT = StatementRecord(
    document_id="甲局-2023-budget-unit",
    statement_id="s001",
    section="一（五）",
    subject="公务接待费",
    concept="three_public.reception",
    measure="budget",
    amount_printed="280.00",
    money_unit="万元",
    amount_yuan=Decimal("2800000.00"),
    change_yuan=Decimal("-50000.00"),
    change_pct=Decimal("-1.75"),
    change_direction="decrease",
    change_base="上一年",
    base_kind="prior_unspecified",
    prior_year_yuan=Decimal("2850000.00"),
    prior_year_source="implied",
    share_pct=None,
    completion_pct=None,
    count=None,
    count_unit=None,
    as_of=None,
    reason="厉行节约",
    page=29,
    x0=Decimal("1.00"),
    top=Decimal("2.00"),
    x1=Decimal("3.00"),
    bottom=Decimal("4.00"),
    text="公务接待费280.00万元。",
)

DUTY = OrganisationRecord("甲局-2023-budget-unit", 0, "duty", "1", None, "养护道路。", 2)
TERM = TermRecord("甲局-2023-budget-unit", 0, "（一）", "基本支出", "指日常运转的支出。", 9)

COLUMNS = ["row", "parent_row", "item_code", "item_name", "row_type", "amount_yuan"]


def lines(*rows, role="expenditure_summary", table_id=None, measure="total", col=3, **more):
    """One column of a table as amount cells: each row is row, parent_row, item_code, item_name, row_type, yuan."""
    frame = pd.DataFrame(rows, columns=COLUMNS)
    return frame.assign(role=role, table_id=table_id or role, measure=measure, col=col, page=3, **more)


def total_in_columns(role="expenditure_summary", table_id=None, **yuan_by_measure):
    """The total of a table in several columns; ``__`` in a keyword stands for the dot of a measure."""
    return pd.concat(
        [
            lines(
                (0, None, None, "合计", "total", yuan),
                role=role,
                table_id=table_id,
                measure=name.replace("__", "."),
                col=place,
                header=name.rpartition("__")[2],
            )
            for place, (name, yuan) in enumerate(yuan_by_measure.items(), start=3)
        ],
        ignore_index=True,
    )

"""Records and frames of a budget of three lines, to be changed one value at a time."""

from decimal import Decimal

import pandas as pd

from qzbudget.records import AmountRecord, DocumentRecord, TableRecord

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

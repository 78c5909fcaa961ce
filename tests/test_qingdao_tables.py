"""Every row and amount of 公开表1 to 公开表10 is read exactly, in all four drawings."""

import json
import re
from collections import Counter

import pypdfium2
import pytest

from tests.expected_rows import expected_amounts, expected_tables, read_csv
from typeset.place import place
from typeset.transcription import load_transcription

TABLES = {row["table"]: row for row in expected_tables()}

CONTRACT_COLUMNS = [
    "document_id", "unit_name", "fiscal_year", "phase", "table_id", "role", "row", "col", "parent_row", "is_leaf",
    "line_no", "direction", "item_code", "code_inferred", "concept", "item_name", "item_label", "row_type", "measure",
    "header", "amount_printed", "money_unit", "amount_yuan", "corrected_yuan", "correction_id", "page", "x0", "top",
    "x1", "bottom",
]  # fmt: skip
PROCUREMENT_COLUMNS = ["procurement_code", "procurement_name", "procurement_kind"]

AMOUNT = re.compile(r"[\d,]+\.\d\d")


def read_role(folder, table):
    """The rows that were read of the table, from left to right and top to bottom."""
    rows = read_csv(folder / "tables" / f"{TABLES[table]['role']}.csv")
    return sorted(rows, key=place_of)


def every_row(folder):
    return [row for table in TABLES for row in read_role(folder, table)]


def place_of(row):
    return int(row["row"]), int(row["col"])


def box_of(row):
    return tuple(float(row[side]) for side in ("x0", "top", "x1", "bottom"))


def differences(expected, found, key, columns):
    """One sentence for each value, row or cell that differs."""
    wanted = {key(row): row for row in expected}
    got = {key(row): row for row in found}
    yield from (f"{k}: missing, expected {wanted[k]}" for k in wanted if k not in got)
    yield from (f"{k}: not expected, found {got[k]}" for k in got if k not in wanted)
    yield from (f"{k}: read more than once" for k, count in Counter(map(key, found)).items() if count > 1)
    for k, row in wanted.items():
        for column in columns if k in got else ():
            if got[k][column] != row[column]:
                yield f"{k}: {column} is {got[k][column]!r}, expected {row[column]!r}"


def shown(sentences, first=10):
    """The first sentences, so that a table read wrong from end to end stays readable."""
    sentences = list(sentences)
    more = [f"… and {len(sentences) - first} more"] if len(sentences) > first else []
    return "\n".join(sentences[:first] + more)


@pytest.mark.parametrize("table", TABLES)
def test_every_amount_cell_is_exact(qingdao_folder, table):
    expected = expected_amounts(table)
    columns = [c for c in expected[0] if c != "table" and (table == "10" or c not in PROCUREMENT_COLUMNS)]
    assert shown(differences(expected, read_role(qingdao_folder, table), place_of, columns)) == ""


@pytest.mark.parametrize("table", TABLES)
def test_every_column_of_the_contract_is_there(qingdao_folder, table):
    columns = list(read_role(qingdao_folder, table)[0])
    wanted = CONTRACT_COLUMNS + (PROCUREMENT_COLUMNS if table == "10" else [])
    assert [column for column in wanted if column not in columns] == []


def test_every_table_is_listed_with_its_title_unit_pages_size_and_notes(qingdao_folder):
    found = [row for row in read_csv(qingdao_folder / "tables.csv") if row["role"] != "performance_target"]
    columns = [column for column in expected_tables()[0] if column != "table"]
    assert [row["number_printed"] for row in found] == [row["number_printed"] for row in TABLES.values()]
    assert shown(differences(TABLES.values(), found, lambda row: row["number_printed"], columns)) == ""


def test_every_table_proves_itself(qingdao_folder):
    tables = read_csv(qingdao_folder / "tables.csv")
    assert {row["number_printed"]: row["proved"] for row in tables if row["number_printed"]} == {
        row["number_printed"]: "true" for row in TABLES.values()
    }


def test_there_are_245_rows_and_1032_amounts(qingdao_folder):
    rows = every_row(qingdao_folder)
    assert len({(row["table_id"], row["row"]) for row in rows}) == 245
    assert len([row for row in rows if row["amount_printed"]]) == 1032


def test_every_row_says_whose_money_of_which_year_it_is(qingdao_folder):
    document = json.loads((qingdao_folder / "datapackage.json").read_text(encoding="utf-8"))["document"]
    assert (document["unit_name"], document["fiscal_year"], document["kind"], document["level"]) == (
        "青岛市人民政府办公厅（本级）",
        2023,
        "budget",
        "unit",
    )
    common = ["document_id", "unit_name", "fiscal_year", "phase", "money_unit", "corrected_yuan", "correction_id"]
    assert {tuple(row[column] for column in common) for row in every_row(qingdao_folder)} == {
        (qingdao_folder.name, "青岛市人民政府办公厅（本级）", "2023", "approved", "万元", "", "")
    }


def test_every_row_names_its_table(qingdao_folder):
    listed = {row["number_printed"]: (row["table_id"], row["role"]) for row in read_csv(qingdao_folder / "tables.csv")}
    for table, printed in TABLES.items():
        named = {(row["table_id"], row["role"]) for row in read_role(qingdao_folder, table)}
        assert named == {listed[printed["number_printed"]]}


def displayed_text(page, box):
    """The text inside a box of the page as displayed, origin top left."""
    left, top, right, bottom = box
    stored = {
        0: (left, page.get_height() - bottom, right, page.get_height() - top),
        90: (top, left, bottom, right),
    }[page.get_rotation()]
    return page.get_textpage().get_text_bounded(*stored).strip()


def test_cropping_the_page_at_the_box_of_a_row_shows_its_amount(qingdao_pdf, qingdao_folder):
    with pypdfium2.PdfDocument(qingdao_pdf) as pdf:
        pages = {number: pdf[number - 1] for number in range(1, len(pdf) + 1)}
        wrong = [
            f"{row['table_id']} {place_of(row)}: the box shows {text!r}, the row says {row['amount_printed']!r}"
            for row in every_row(qingdao_folder)
            if (text := displayed_text(pages[int(row["page"])], box_of(row))) != row["amount_printed"]
        ]
    assert shown(wrong) == ""


def test_every_box_lies_on_its_page(qingdao_pdf, qingdao_folder):
    with pypdfium2.PdfDocument(qingdao_pdf) as pdf:
        sizes = {number: page.get_size() for number, page in enumerate(pdf, 1)}
    outside = [row for row in every_row(qingdao_folder) if not on_page(box_of(row), sizes[int(row["page"])])]
    assert outside == []


def on_page(box, size):
    left, top, right, bottom = box
    return 0 <= left < right <= size[0] and 0 <= top < bottom <= size[1]


def drawn_boxes():
    """The box of every amount cell of every table as it was drawn, from left to right and top to bottom."""
    boxes = {table: [] for table in TABLES}
    for number, page in enumerate(place(load_transcription()), 1):
        for placed in (table for table in page.tables if table.key in TABLES):
            cells = sorted((c.cell for c in placed.cells), key=lambda cell: (cell.row, cell.column))
            boxes[placed.key] += [(number, *placed.box(cell)) for cell in cells if AMOUNT.fullmatch(cell.text)]
    return boxes


def test_every_box_is_that_of_the_drawn_cell(qingdao_folder):
    for table, boxes in drawn_boxes().items():
        found = [(int(row["page"]), *box_of(row)) for row in read_role(qingdao_folder, table)]
        assert len(found) == len(boxes)
        wrong = [pair for pair in zip(found, boxes, strict=True) if pair[0] != pytest.approx(pair[1], abs=1.0)]
        assert wrong == []

"""Tables of real disclosures read as a reader of the page sees them.

Thirty-two tables of thirty documents, a few rows of each with every amount column, were set down by hand from pictures
of the pages: ``corpus_tables/tables.csv`` says which tables, ``columns.csv`` what their amount columns are, ``rows.csv`` what
the rows print, with the amounts from left to right.  ``part`` numbers the columns that share a row's labels: the sides of a
two-sided table, the years of a table by years.  Spaces in labels and headers are not compared, since nobody sees whether a
gap is one; ``*`` is not compared at all.

``随机``: twenty-five tables chosen at random among the 566 tables with three or more amounts in documents of up to 60 pages,
each source and each role as seldom as possible::

    random.Random(2026).shuffle(sorted_frame)  # (source, file, first page, role)
    while len(chosen) < 25:
        table = min(frame, key=lambda t: (sources[t.source], roles[t.role], documents[t.file]))

``上年或增减栏`` and ``决算``: the first of four places with last year's figures, and the first of the final accounts, in
frames of such tables shuffled alike, as none of the twenty-five is one.  ``字比格大``: two tables with text that its cell
cuts off.
"""

import hashlib
import re
from collections import Counter
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from qzbudget import read
from tests.expected_rows import read_csv

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
LITERALS = Path(__file__).parent / "corpus_tables"
TABLES = {row["table"]: row for row in read_csv(LITERALS / "tables.csv")}
NOT_COMPARED = "*"
YUAN = {"元": 1, "万元": 10_000}

pytestmark = pytest.mark.skipif(not CORPUS.exists(), reason=f"the corpus of real disclosures is not at {CORPUS}")


@pytest.fixture(scope="session")
def dataset_of(tmp_path_factory):
    """The dataset folder of a document, by its content; each document is read once."""
    out = tmp_path_factory.mktemp("corpus-tables")

    @cache
    def folder(sha256):
        pdf = next(CORPUS / row["file"] for row in read_csv(CORPUS / "INDEX.csv") if row["sha256"] == sha256)
        assert hashlib.sha256(pdf.read_bytes()).hexdigest() == sha256
        return read(pdf, out)

    return folder


@cache
def literal_rows(table):
    return [row for row in read_csv(LITERALS / "rows.csv") if row["table"] == table]


@cache
def literal_columns(table, part):
    return [c for c in read_csv(LITERALS / "columns.csv") if (c["table"], c["part"]) == (table, part)]


def literal_cells(table):
    """What each amount cell must read as, by its place in the table."""
    printed = TABLES[table]
    for row in literal_rows(table):
        columns = literal_columns(table, row["part"])
        for column, amount in zip(columns, row["amounts"].split(" | "), strict=True):
            yield (int(row["row"]), int(column["col"])), row["part"], {
                **{name: column[name] for name in ("direction", "measure", "fiscal_year", "phase", "header")},
                **{name: row[name] for name in ("page", "item_code", "item_label")},
                "item_name": row["item_name"] or column["item_name"],
                "unit_name": row["unit_name"] or printed["unit_name"],
                "amount_printed": amount.strip(),
                "money_unit": printed["money_unit"],
                "amount_yuan": in_yuan(amount.strip(), column["measure"], printed["money_unit"]),
            }  # fmt: skip


def in_yuan(printed, measure, money_unit):
    """Exact yuan of a printed amount; nothing for a percentage or a count."""
    if not printed or printed.endswith("%") or measure.endswith("_count"):
        return ""
    return Decimal(printed.replace(",", "")) * YUAN[money_unit]


def listed(folder, table):
    """The row of ``tables.csv`` for a table: it begins on the page under the printed title."""
    wanted = TABLES[table]
    here = [row for row in read_csv(folder / "tables.csv") if row["page_first"] == wanted["page_first"]]
    named = [row for row in here if squeezed(row["title_printed"]) == squeezed(wanted["title_printed"])]
    assert len(named) == 1, f"page {wanted['page_first']} lists {[(row['role'], row['title_printed']) for row in here]}"
    return named[0]


def found_cells(folder, found):
    rows = read_csv(folder / "tables" / f"{found['role']}.csv")
    return {(int(row["row"]), int(row["col"])): row for row in rows if row["table_id"] == found["table_id"]}


def squeezed(text):
    return re.sub(r"\s", "", text)


def same(name, found, expected):
    if expected == NOT_COMPARED:
        return True
    if name == "amount_yuan":
        return expected == (Decimal(found) if found else "")
    if name in ("header", "item_label", "title_printed", "number_printed"):
        return squeezed(found) == squeezed(expected)
    return found == expected


def differences(folder, table):
    """One sentence for each value that is not what the page prints."""
    cells = found_cells(folder, listed(folder, table))
    for place, _, expected in literal_cells(table):
        if place not in cells:
            yield f"row {place[0]} column {place[1]}: missing, the page prints {expected['amount_printed']!r}"
            continue
        for name, value in expected.items():
            if not same(name, cells[place][name], value):
                yield f"row {place[0]} column {place[1]}: {name} is {cells[place][name]!r}, the page says {value!r}"


@pytest.mark.parametrize("table", TABLES)
def test_the_table_is_listed_with_its_role_number_pages_unit_and_size(dataset_of, table):
    wanted = TABLES[table]
    found = listed(dataset_of(wanted["sha256"]), table)
    names = ("role", "number_printed", "title_printed", "page_last", "money_unit", "unit_name", "rows")
    assert [
        f"{n} is {found[n]!r}, the page says {wanted[n]!r}" for n in names if not same(n, found[n], wanted[n])
    ] == []


@pytest.mark.parametrize("table", TABLES)
def test_the_rows_read_as_the_page_prints_them(dataset_of, table):
    sentences = list(differences(dataset_of(TABLES[table]["sha256"]), table))
    more = [f"… and {len(sentences) - 10} more"] if len(sentences) > 10 else []
    assert "\n".join(sentences[:10] + more) == ""


@pytest.mark.parametrize("table", TABLES)
def test_no_two_columns_of_a_row_mean_the_same(dataset_of, table):
    folder = dataset_of(TABLES[table]["sha256"])
    cells = found_cells(folder, listed(folder, table))
    meanings = Counter(
        (place[0], part, *(cells[place][name] for name in ("measure", "fiscal_year", "phase")))
        for place, part, _ in literal_cells(table)
        if place in cells
    )
    assert [meaning for meaning, count in meanings.items() if count > 1] == []


def test_the_literals_are_of_many_places_and_roles():
    drawn = [row for row in TABLES.values() if row["drawn"] == "随机"]
    assert (len(drawn), len({row["source"] for row in drawn}), len({row["role"] for row in drawn})) == (25, 13, 15)

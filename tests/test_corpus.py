"""What every reading of a real disclosure must hold: whose it is, boxes on the page, the same bytes twice.

Eight small documents of different places stand for the corpus; the reading of whole tables is in ``test_corpus_tables.py``.
"""

import hashlib
import json
from functools import cache
from pathlib import Path

import pypdfium2
import pytest

from qzbudget import read
from tests.expected_rows import read_csv

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"

# Set down by hand from the title pages: unit name, fiscal year, kind, level.
FACTS = {
    "25e800a6e6b586034d3b6e3c9186e69df42234d2068479c5af41e9562b022526": (
        "上海市域外农场管理办公室", 2026, "budget", "unit"),
    "44874c062a89c26ea6d94e4e6e7dccdaa136642c2c9bbb560ed21b33039b0597": (
        "中共上海市普陀区委社会工作部", 2024, "final_accounts", "department"),
    "520fa5c58e1f8aa41a801835525ad885d6169d4c851309498e2e008792dc3206": (
        "江苏省人大常委会办公厅", 2017, "budget", "department"),
    "6925d6c51bb15355843d2abea2652a27f27e4d24b5944ba65e85b727a2f0fbf0": (
        "无锡市应急管理综合行政执法监督局", 2026, "budget", "unit"),
    "1e3c40d44e1574b9564c31e891d94e0712685d052ee952d5ba2c71f50de22129": (
        "福州市仓山生态环境局", 2026, "budget", "unit"),
    "58417d10a0e4fbf56917301e6f5b74793426d67e6e05c5b6a4fbb159c57602b7": (
        "广州市信访局", 2026, "budget", "department"),
    "a0305b603848e8bfba9a3e276d2b159cb7f3f218d57d207315625d52330eb6e0": (
        "烟台市大数据局", 2026, "budget", "department"),
    "0d1282d352e7c3cd4a18bd26aba63c1efd65e0740df6757d02f30f863e7333d2": (
        "重庆市商务委员会", 2026, "budget", "department"),
}  # fmt: skip

pytestmark = pytest.mark.skipif(not CORPUS.exists(), reason=f"the corpus of real disclosures is not at {CORPUS}")


def pdf_of(sha256):
    return next(CORPUS / row["file"] for row in read_csv(CORPUS / "INDEX.csv") if row["sha256"] == sha256)


@pytest.fixture(scope="session")
def dataset_of(tmp_path_factory):
    """The dataset folder of a document, by its content; each document is read once."""
    out = tmp_path_factory.mktemp("corpus")
    return cache(lambda sha256: read(pdf_of(sha256), out))


def amounts(folder):
    return [row for path in sorted((folder / "tables").glob("*.csv")) for row in read_csv(path)]


@pytest.mark.parametrize("sha256", FACTS)
def test_unit_year_kind_and_level_are_those_of_the_title_page(dataset_of, sha256):
    document = json.loads((dataset_of(sha256) / "datapackage.json").read_text(encoding="utf-8"))["document"]
    assert tuple(document[name] for name in ("unit_name", "fiscal_year", "kind", "level")) == FACTS[sha256]


@pytest.mark.parametrize("sha256", FACTS)
def test_every_amount_has_its_place_on_a_page(dataset_of, sha256):
    with pypdfium2.PdfDocument(pdf_of(sha256)) as pdf:
        sizes = {str(number): page.get_size() for number, page in enumerate(pdf, 1)}
    rows = amounts(dataset_of(sha256))
    assert len(rows) > 30
    assert [row for row in rows if not on_page(row, sizes[row["page"]])] == []


def on_page(row, size):
    left, top, right, bottom = (float(row[side]) for side in ("x0", "top", "x1", "bottom"))
    return 0 <= left < right <= size[0] and 0 <= top < bottom <= size[1]


@pytest.mark.parametrize("sha256", FACTS)
def test_every_amount_of_a_table_is_listed_under_it(dataset_of, sha256):
    folder = dataset_of(sha256)
    rows = amounts(folder)
    for table in read_csv(folder / "tables.csv"):
        printed = [row for row in rows if row["table_id"] == table["table_id"] and row["amount_printed"]]
        assert len(printed) == int(table["amounts"])
        assert {row["role"] for row in printed} <= {table["role"]}
        assert all(int(table["page_first"]) <= int(row["page"]) <= int(table["page_last"]) for row in printed)


def digests(folder):
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


@pytest.mark.parametrize("sha256", FACTS)
def test_a_second_read_gives_the_same_bytes(dataset_of, tmp_path, sha256):
    first = dataset_of(sha256)
    second = read(pdf_of(sha256), tmp_path)
    assert second.name == first.name
    assert digests(second) == digests(first)

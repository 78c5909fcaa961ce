"""The ledger as a reader gets it: counted, sorted, told, and shown with its pages."""

from dataclasses import replace

import pandas as pd
import pytest

import qzbudget as qz
from qzbudget.change import related
from qzbudget.check.rules import rules
from qzbudget.cited.numbers import without_cells
from qzbudget.cited.show import Source
from qzbudget.dataset.write import write_dataset
from qzbudget.figures import check_bars, png
from qzbudget.pages.picture import FRAME
from qzbudget.reconcile import (
    by_category,
    by_rule,
    corrected,
    evidence,
    ledger_of,
    sentences,
    tables,
    unchecked,
    with_status,
)
from tests.small_dataset import AMOUNT, CHECK, DOCUMENT, TABLE
from tests.small_documents import save_budget

NAMES = [
    "rule",
    "status",
    "subject",
    "left_where",
    "right_where",
    "left_yuan",
    "right_yuan",
    "difference_yuan",
    "message",
]


def ledger(*rows):
    return pd.DataFrame(
        [dict.fromkeys(NAMES) | dict(zip(NAMES, row, strict=False)) for row in rows], columns=NAMES
    ).astype({"left_yuan": float, "right_yuan": float, "difference_yuan": float})


LEDGER = ledger(
    ("rows_add_up", "pass"),
    (
        "rows_add_up",
        "fail",
        "合计",
        "a:0:3",
        "a:1:3+a:2:3",
        400.0,
        300.0,
        100.0,
        "每一行等于它下级各行之和；左边 400.00 元，右边 300.00 元，相差 100.00 元",
    ),
    ("crosswalk", "rounding", "301", "a:1:3", "b:1:3", 100.0, 200.0, -100.0, None),
    (
        "year_stated",
        "fail",
        "",
        "s001",
        None,
        None,
        None,
        None,
        f"{rules()['year_stated'].sentence}；句子里的年份是 2021",
    ),
    ("crosswalk", "not_run", "", None, None, None, None, None, "没有这张表"),
    ("crosswalk", "insufficient_data"),
    ("crosswalk", "not_applicable"),
)


def test_checks_are_counted_by_category_and_by_rule():
    assert by_category(LEDGER).to_dict("records") == [
        {"category": "within_table", "pass": 1, "rounding": 0, "fail": 1},
        {"category": rules()["crosswalk"].category, "pass": 0, "rounding": 1, "fail": 0},
        {"category": rules()["year_stated"].category, "pass": 0, "rounding": 0, "fail": 1},
    ]
    assert by_rule(LEDGER)["rule"].tolist() == ["rows_add_up", "crosswalk", "year_stated"]


def test_failures_stand_before_what_differs_by_rounding():
    assert with_status(LEDGER, "rounding", "fail")["status"].tolist() == ["fail", "fail", "rounding"]


def test_what_was_not_checked_is_grouped_by_its_reason():
    assert unchecked(LEDGER)["n"].tolist() == [1, 1]
    assert "2 处没有能够核对" in sentences.unchecked(unchecked(LEDGER))
    assert tables.unchecked_table(unchecked(LEDGER)).text.splitlines()[1].split("\t")[1:3] == ["未核对", "没有这张表"]


def test_a_finding_tells_rule_subject_sides_and_difference_to_the_fen():
    first = next(with_status(LEDGER, "fail").itertuples(index=False))
    assert sentences.finding(first, 1) == (
        "**1. 不符**　“每一行等于它下级各行之和”（合计）：左边 [400.00 元](#a:0:3)，右边 [300.00 元](#a:1:3+a:2:3)，"
        "相差 [100.00 元](#a:0:3~a:1:3+a:2:3)。"
    )


def test_a_finding_without_amounts_tells_why():
    second = list(with_status(LEDGER, "fail").itertuples(index=False))[1]
    assert without_cells(sentences.finding(second, 2)).endswith("1 格；句子里的年份是 2021。")


def test_nothing_found_is_said():
    nothing = LEDGER.head(0)
    assert sentences.findings(nothing, "fail") == "没有一处不符。"
    assert sentences.findings(nothing, "rounding") == "没有只差尾数的地方。"
    empty = by_category(nothing)
    assert (
        check_bars(empty),
        tables.counts_table(empty),
        tables.findings_table(nothing),
        tables.unchecked_table(unchecked(nothing)),
    ) == (None,) * 4


def test_the_figure_says_the_counts_in_words():
    figure = check_bars(by_category(LEDGER))
    assert figure.axes[0].texts[0].get_text() == "相符 1 · 不符 1"
    png(figure)


def test_the_table_of_findings_is_cut_and_says_so():
    many = pd.concat([LEDGER.iloc[[1]]] * (tables.MOST_FINDINGS + 5), ignore_index=True)
    assert tables.findings_table(many).text.splitlines()[-1].strip() == "另有 5 处，见 checks.csv"


# Of a document


@pytest.fixture
def folder(tmp_path):
    folder = qz.read(save_budget(tmp_path / "a.pdf"), tmp_path / "processed")
    (tmp_path / "a.pdf").rename(folder.parent / "a.pdf")
    return folder


def a_finding(budget):
    cells = budget.role("expenditure_summary")
    [left, right, *_] = [f"{c.table_id}:{c.row}:{c.col}" for c in cells[cells["amount_yuan"].notna()].itertuples()]
    return ledger(("rows_add_up", "fail", "合计", left, right, 4.0, 3.0, 1.0, None))


def test_a_finding_is_shown_with_the_cells_of_both_sides_framed(folder):
    budget = qz.load(folder)
    sentence, source = evidence(budget, a_finding(budget))
    assert "不符" in sentence
    assert isinstance(source, Source)
    assert source.words.splitlines()[0].startswith("左边：")
    assert source.words.splitlines()[1].startswith("右边：")
    assert FRAME in {colour for _, colour in source.pictures[0].convert("RGB").getcolors(1 << 20)}


def test_without_the_pdf_page_and_box_are_told(folder):
    (folder.parent / "a.pdf").unlink()
    budget = qz.load(folder)
    _, source = evidence(budget, a_finding(budget))
    assert source.pictures == ()
    assert "页的方框" in source.words
    assert "手头没有原文件" in source.words


def test_a_finding_whose_cells_are_unknown_is_told_without_a_source(folder):
    found = ledger(("rows_add_up", "fail", "合计", "gone:0:3", None, 4.0, 3.0, 1.0, None))
    assert len(evidence(qz.load(folder), found)) == 1


def test_findings_beyond_the_most_are_left_to_the_table(folder):
    budget = qz.load(folder)
    assert len(evidence(budget, pd.concat([a_finding(budget)] * 5), most=2)) == 4


def test_the_ledger_of_a_single_document_is_its_own(folder):
    budget = qz.load(folder)
    assert ledger_of(related(budget)) is budget.checks


def test_with_last_years_document_the_checks_between_them_are_run(tmp_path):
    last_document = replace(DOCUMENT, document_id="甲局-2022-budget-unit", fiscal_year=2022)
    ids = {"document_id": last_document.document_id}
    write_dataset(last_document, [replace(TABLE, **ids), replace(AMOUNT, **ids, fiscal_year=2022)], tmp_path)
    last_year = replace(AMOUNT, col=4, fiscal_year=2022)
    waiting = replace(
        CHECK,
        rule="last_year_printed",
        check_id="last_year_printed",
        status="not_run",
        left_where=None,
        right_where=None,
    )
    budget = qz.load(write_dataset(DOCUMENT, [TABLE, AMOUNT, last_year, waiting], tmp_path))
    found = ledger_of(related(budget))
    assert found["status"].tolist() == ["pass"]
    assert found["right_where"].tolist() == ["甲局-2022-budget-unit#expenditure_summary:0:3"]


def test_corrected_amounts_keep_both_values():
    amounts = pd.DataFrame(
        {
            "item_name": ["合计", "x"],
            "table_id": "a",
            "row": [0, 1],
            "col": 3,
            "amount_yuan": [1.0, 2.0],
            "corrected_yuan": [10.0, None],
            "correction_id": ["c1", None],
        }
    )
    text = tables.corrections_table(corrected(amounts)).text
    assert text.splitlines()[1] == "合计\t1.00\t10.00\tc1"

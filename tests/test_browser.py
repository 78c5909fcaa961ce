"""The report in a browser: a click on a number opens the page with the right cell framed, and nothing leaves the file."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pypdfium2 as pdfium
import pytest

import qzbudget as qz
from qzbudget.dataset.write import write_dataset
from qzbudget.report import report
from tests.small_dataset import AMOUNT, DOCUMENT, TABLE
from tests.small_documents import expenditure_summary, save_budget
from tests.test_report import save_notebook

SOURCE = Path("data/raw/qingdao-government-office-2023-unit-budget.pdf")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed (apt-get install chromium)")

NAMES = (
    "<script>alert(1)</script>",
    "../../x",
    "局" * 300,
    "🏛️局",
    "甲\u202e局\u2066",
    "=cmd|' /C calc'!A0",
    '"><img src=x onerror=alert(1)>',
    "</script><script>alert(2)</script>",
)


@pytest.fixture(scope="module")
def browser():
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with sync_api.sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield launched
        launched.close()


@pytest.fixture
def opened(browser):
    """Open pages; what they ask for or complain about is an error at the end."""
    pages, complaints = [], []

    def open_page(path, **options):
        page = browser.new_page(**options)
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: complaints.append(dialog.message))
        page.on("request", lambda request: asked.append(request.url))
        asked: list[str] = []
        page.goto(path.resolve().as_uri())
        pages.append((page, asked, path.resolve().as_uri()))
        return page

    yield open_page
    for page, asked, address in pages:
        assert [url for url in asked if url != address and not url.startswith("data:")] == []
        page.close()
    assert complaints == []


@pytest.fixture(scope="module")
def qingdao(tmp_path_factory):
    """Report of the committed document; a second notebook shows a check of two sides."""
    root = tmp_path_factory.mktemp("browser")
    folder = qz.read(SOURCE, root)
    check = save_notebook(
        root / "02-check.ipynb",
        "from qzbudget.cited.numbers import check_of, cited\nfrom qzbudget.notebook import show\n"
        "check = {'left_where': 'expenditure_summary:0:3',\n"
        "         'right_where': 'expenditure_summary:0:4+expenditure_summary:0:5+revenue_summary:0:3'}\n"
        "show('相差 ' + cited('17,332.62 万元', check_of(check['left_where'], check['right_where'])))\n"
        "show('项目 ' + cited('8,609.21 万元', 'expenditure_summary:0:3-expenditure_summary:0:4'))",
    )
    notebooks = [next(Path("notebooks").glob(f"{number}-*.ipynb")) for number in ("01", "03", "04")]
    report(SOURCE, root / "reports", [*notebooks, check])
    return root / "reports" / folder.name


@pytest.fixture(scope="module")
def budget(qingdao):
    return qz.load(qingdao.parent.parent / qingdao.name)


def framed(page):
    """(page number, box in points) of every frame, in the order of their numbers, as the browser lays them out."""
    return page.evaluate(
        """() => [...document.querySelectorAll("#qz-source .frame")].map((frame) => {
            const sheet = frame.parentElement.getBoundingClientRect(), box = frame.getBoundingClientRect();
            const picture = frame.parentElement.querySelector("img");
            const scale = picture.naturalWidth / sheet.width / 2;
            return [Number(picture.alt.match(/\\d+/)[0]),
                    [box.left + frame.clientLeft - sheet.left, box.top + frame.clientTop - sheet.top,
                     box.right - frame.clientLeft - sheet.left, box.bottom - frame.clientTop - sheet.top]
                      .map((edge) => edge * scale)];
        })"""
    )


def unopened(page):
    """Numbers whose click does not frame every cell that it lists."""
    return page.evaluate(
        """() => [...document.querySelectorAll("main .number")].filter((button) => {
            button.click();
            const frames = document.querySelectorAll("#qz-source .frame").length;
            const listed = document.querySelectorAll("#qz-sides li").length;
            document.getElementById("qz-source").close();
            return frames === 0 || frames !== listed;
        }).map((button) => button.textContent)"""
    )


def text_in(number, box):
    """What the PDF prints inside a box."""
    pdf = pdfium.PdfDocument(SOURCE)
    page = pdf[number - 1]
    text_page = page.get_textpage()
    height = page.get_height()
    left, top, right, bottom = box
    text = text_page.get_text_bounded(left, height - bottom, right, height - top)
    for opened in (text_page, page, pdf):
        opened.close()
    return text.strip()


def box_of(budget, table, row, col):
    amounts = budget.amounts
    found = amounts[(amounts["table_id"] == table) & (amounts["row"] == row) & (amounts["col"] == col)].iloc[0]
    return [int(found["page"]), [found[edge] for edge in ("x0", "top", "x1", "bottom")]]


def assert_frames(page, budget, *cells):
    frames = framed(page)
    assert [number for number, _ in frames] == [box_of(budget, *cell)[0] for cell in cells]
    for (_, box), cell in zip(frames, cells, strict=True):
        assert box == pytest.approx(box_of(budget, *cell)[1], abs=1)


# The published budget


def test_a_number_in_a_table_opens_its_cell(opened, qingdao, budget):
    page = opened(qingdao / "01-spending-composition.html")
    row = page.locator("tr", has=page.locator("td", has_text="2210201"))
    row.get_by_role("button", name="654.87").click()
    assert page.locator("#qz-number").inner_text() == "654.87"
    assert_frames(page, budget, ("expenditure_summary", 10, 3))
    [(number, box)] = framed(page)
    assert text_in(number, box) == "654.87"
    assert "“住房公积金”行" in page.locator("#qz-sides").inner_text()


def test_a_number_in_a_sentence_opens_its_cell(opened, qingdao, budget):
    page = opened(qingdao / "01-spending-composition.html")
    page.locator(".sentence", has_text="支出合计").get_by_role("button", name="17,332.62 万元").nth(1).click()
    assert_frames(page, budget, ("expenditure_summary", 0, 3))
    [(number, box)] = framed(page)
    assert (number, text_in(number, box)) == (13, "17,332.62")
    frame, sheet = page.locator("#qz-source .frame").bounding_box(), page.locator("#qz-source .page").bounding_box()
    assert sheet["y"] <= frame["y"] <= sheet["y"] + sheet["height"]


def test_a_share_opens_part_and_whole(opened, qingdao, budget):
    page = opened(qingdao / "01-spending-composition.html")
    page.locator(".sentence", has_text="49.7%").get_by_role("button", name="49.7%").first.click()
    assert page.locator("#qz-sides h3").all_inner_texts() == ["部分", "整体"]
    assert page.locator("#qz-sides strong").all_inner_texts() == ["8,609.21 万元", "17,332.62 万元"]
    assert [text_in(*frame) for frame in framed(page)] == ["8,609.21", "17,332.62"]


def test_a_check_opens_both_sides_and_the_parts_of_a_sum(opened, qingdao, budget):
    page = opened(qingdao / "02-check.html")
    page.get_by_role("button", name="17,332.62 万元").click()
    assert page.locator("#qz-sides h3").all_inner_texts() == ["左边", "右边"]
    assert page.locator("#qz-sides ol").count() == 2
    expenditure, revenue = "expenditure_summary", "revenue_summary"
    assert_frames(page, budget, (expenditure, 0, 3), (expenditure, 0, 4), (expenditure, 0, 5), (revenue, 0, 3))
    assert page.locator("#qz-source .frame.left").count() == 1
    assert page.locator("#qz-source .frame.right").count() == 3
    assert page.locator("#qz-source .frame span").all_inner_texts() == ["1", "2", "3", "4"]


def test_a_check_that_really_fails_opens_the_cells_that_it_is_about(opened, qingdao):
    page = opened(qingdao / "03-reconciliation.html")
    finding = page.locator(".qz-findings tr", has=page.locator("td", has_text="口岸大通关专项资金"))
    finding.get_by_role("button", name="3 格").click()
    assert [(number, text_in(number, box)) for number, box in framed(page)] == [(36, "622.00"), (36, "1244.00"), (36, "1244.00")]
    page.locator("#qz-close").click()
    page.locator(".sentence", has_text="1. 不符").get_by_role("button", name="3 格").click()
    assert [text_in(*frame) for frame in framed(page)] == ["3000.00", "6000.00", "7104.00"]


def test_the_budget_and_the_plan_of_a_project_open_their_cells(opened, qingdao):
    page = opened(qingdao / "04-procurement-projects-performance.html")
    row = page.locator(".qz-projects tr", has=page.locator("td", has_text="政务信息化运维"))
    row.get_by_role("button", name="261.21").first.click()
    assert [text_in(*frame) for frame in framed(page)] == ["261.21"]
    page.locator("#qz-close").click()
    row.get_by_role("button", name="130.00").click()
    [(number, box)] = framed(page)
    assert (number, text_in(number, box)) == (37, "130.00")


def test_every_number_of_projects_and_indicators_opens(opened, qingdao):
    page = opened(qingdao / "04-procurement-projects-performance.html")
    assert unopened(page) == []


def test_what_is_taken_off_has_a_minus(opened, qingdao, budget):
    page = opened(qingdao / "02-check.html")
    page.get_by_role("button", name="8,609.21 万元").click()
    assert page.locator("#qz-sides strong").all_inner_texts() == ["17,332.62 万元", "− 8,723.41 万元"]
    assert_frames(page, budget, ("expenditure_summary", 0, 3), ("expenditure_summary", 0, 4))


def test_what_goes_back_to_the_main_function_opens_what_it_was_booked_as(opened, qingdao):
    page = opened(qingdao / "01-spending-composition.html")
    page.locator(".sentence", has_text="还给单位的职能").get_by_role("button", name="1,450.38 万元").click()
    printed = page.locator("#qz-sides strong").all_inner_texts()
    assert sorted(printed) == ["265.17 万元", "530.34 万元", "654.87 万元"]  # only what is returned is left of the difference


def test_the_keyboard_opens_and_closes_and_comes_back(opened, qingdao):
    page = opened(qingdao / "02-check.html")
    button = page.get_by_role("button", name="17,332.62 万元").first
    button.focus()
    page.keyboard.press("Enter")
    assert page.locator("#qz-source").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#qz-source").is_visible()
    assert button.evaluate("button => button === document.activeElement")


def test_every_number_of_the_page_opens(opened, qingdao):
    page = opened(qingdao / "01-spending-composition.html")
    assert unopened(page) == []
    assert page.locator("main .number").count() > 150


def test_print_shows_no_overlay(opened, qingdao):
    page = opened(qingdao / "02-check.html")
    page.get_by_role("button", name="17,332.62 万元").click()
    page.emulate_media(media="print")
    assert not page.locator("#qz-source").is_visible()
    assert not page.locator("#qz-hint").is_visible()
    assert page.locator(".sentence").first.is_visible()


def test_a_narrow_screen_shows_the_cell_without_scrolling_the_page_sideways(opened, qingdao):
    page = opened(qingdao / "01-spending-composition.html", viewport={"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.locator("td .number").first.click()
    frame = page.locator("#qz-source .frame").first.bounding_box()
    assert frame["x"] >= 0
    assert frame["x"] + frame["width"] <= 390


# Names that mean harm


def test_hostile_names_do_no_harm(opened, tmp_path):
    ids = [f"{TABLE.table_id}-{number}" for number in range(len(NAMES))]
    folder = write_dataset(
        replace(DOCUMENT, unit_name=" ".join(NAMES), source_path="<b>x</b>.pdf", source_title=NAMES[0]),
        [
            *(replace(TABLE, table_id=i, title_printed=n, number_printed=n) for i, n in zip(ids, NAMES, strict=True)),
            *(
                replace(AMOUNT, table_id=i, item_name=n, item_label=n, header=n, amount_printed=n)
                for i, n in zip(ids, NAMES, strict=True)
            ),
        ],
        tmp_path / "processed",
    )
    notebook = save_notebook(
        tmp_path / "n.ipynb",
        "import qzbudget as qz\nfrom qzbudget.breakdown import sentences\nfrom qzbudget.cited.numbers import cited\n"
        "from qzbudget.notebook import show\nfrom qzbudget.wording import plain\n"
        "budget = qz.open(source)\n"
        "for name, table in zip(budget.amounts['item_name'], budget.amounts['table_id']):\n"
        "    show(sentences.overview(budget), cited(plain(name), f'{table}:0:3'))",
    )
    index = report(folder, tmp_path / "out", [notebook])
    opened(index)
    page = opened(index.parent / folder.name / "n.html")
    for button, name in zip(page.locator(".number").all(), NAMES, strict=True):
        button.click()
        assert re.sub("[\u202a-\u202e\u2066-\u2069]", "", name) in page.locator("#qz-sides").inner_text()
        page.locator("#qz-close").click()
    assert page.locator("script").count() == 2
    assert page.locator("b, main img, #qz-sides img").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert {path.parent.name for path in (tmp_path / "out").rglob("*.html")} == {"out", folder.name}


def test_a_document_of_hostile_names_does_no_harm_from_pdf_to_page(opened, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    rows = (
        ("201", NAMES[0], "100.00", "60.00", "40.00"),
        ("20103", NAMES[5], "100.00", "60.00", "40.00"),
        ("2010301", NAMES[1], "60.00", "60.00", ""),
        ("2010302", NAMES[6], "40.00", "", "40.00"),
    )
    unit = "<script>alert(1)</script>../../局"
    pdf = save_budget(tmp_path / "a.pdf", expenditure_summary(unit=unit, rows=rows), unit=unit)
    index = report(pdf, "reports", ["01-spending-composition"])
    [folder] = [path for path in index.resolve().parent.iterdir() if path.is_dir()]
    assert re.fullmatch(r"[\w-]+", folder.name)
    assert {path.name for path in tmp_path.iterdir()} == {"a.pdf", "data", "reports"}
    opened(index)
    page = opened(folder / "01-spending-composition.html")
    page.locator(".sentence", has_text="细分到项").get_by_role("button", name="60.00 万元").click()
    assert "“../../x”行" in page.locator("#qz-sides").inner_text()
    assert page.locator("script").count() == 2


def test_a_page_without_the_document_tells_page_and_box(opened, tmp_path):
    amount = replace(AMOUNT, amount_yuan=Decimal("40000.00"))
    folder = write_dataset(DOCUMENT, [TABLE, amount], tmp_path / "processed")
    notebook = save_notebook(
        tmp_path / "n.ipynb",
        "from qzbudget.cited.numbers import cited\nfrom qzbudget.notebook import show\n"
        "show(cited('4.00', 'expenditure_summary:0:3+x:0:1'))",
    )
    page = opened(report(folder, tmp_path / "out", [notebook]).parent / folder.name / "n.html")
    page.get_by_role("button", name="4.00").click()
    told = page.locator("#qz-sides").inner_text()
    assert "第 3 页的方框（点，左 上 右 下，原点在页面左上角）：10 20 30 40.5" in told
    assert "手头没有原文件 a.pdf" in told
    assert "数据里找不到 x:0:1。" in told
    assert page.locator("#qz-pages img").count() == 0

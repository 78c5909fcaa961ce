"""The source document says what the published text says, and stands on the page as it should."""

import csv
import ctypes
import hashlib
import re
import runpy
from collections import Counter
from io import StringIO
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from typeset.draw import draw
from typeset.layout import (
    Cell,
    Document,
    Line,
    Page,
    Table,
    TablePart,
    cells_of_part,
    header_cells,
    with_cell,
    with_header_cell,
    with_line,
)
from typeset.place import place
from typeset.registry import PDF_NAME
from typeset.rules import DRAWINGS
from typeset.simple import Disclosure, simple_document
from typeset.transcription import FOLDER, load_transcription

RAW = Path(__file__).parent.parent / "data" / "raw"
VARIANTS = [("strokes", 0), ("rectangles", 0), ("polygons", 0), ("strokes", 90)]


def squeezed(text):
    return "".join(text.split())


@pytest.fixture(scope="module")
def document():
    return load_transcription()


@pytest.fixture(scope="module")
def published():
    """The published text page by page: a page begins at a line with a leading space, or after a printed page number."""
    text = (FOLDER / "published-text.txt").read_text(encoding="utf-8")
    return [page for page in re.split(r"\n(?= )|(?<=- \d\d -)\n", text) if page.strip()]


@pytest.fixture(scope="module")
def variants(document):
    return {variant: draw(document, *variant) for variant in VARIANTS}


def characters(page):
    """The characters of a PDF page with their glyph boxes: left, top, right, bottom, as displayed."""
    width, height, turn = page.get_width(), page.get_height(), page.get_rotation()
    text = page.get_textpage()
    found = []
    for index in range(text.count_chars()):
        character = chr(pdfium.FPDFText_GetUnicode(text, index))
        if not character.isspace():
            left, bottom, right, top = text.get_charbox(index)
            box = (bottom, left, top, right) if turn == 90 else (left, height - top, right, height - bottom)
            found.append((character, box))
    assert (width, height) == pytest.approx((595.28, 841.89), abs=0.01)
    return found


def pages_of(pdf):
    with pypdfium2.PdfDocument(pdf) as opened:
        yield from opened


def printed_tables(document, page):
    """The texts of the header and of the body of every table on a page, in reading order."""
    for part in (block for block in page.blocks if isinstance(block, TablePart)):
        header, body = cells_of_part(document.table(part.key), part)
        yield [c.text for c in sorted(header, key=place_of)], [c.text for c in sorted(body, key=place_of)]


def place_of(cell):
    return cell.row, cell.column


# The transcription says what the published text says


def test_published_text_has_42_pages_and_its_printed_page_numbers_agree(published):
    numbers = {n: m[1] for n, text in enumerate(published, 1) if (m := re.search(r"^- (\d+) -$", text, re.M))}
    assert len(published) == 42
    assert numbers == {14: "14", 20: "20", 35: "35"}


def test_every_page_has_exactly_the_characters_of_the_published_page(document, published):
    assert len(document.pages) == len(published)
    for page, text in zip(document.pages, published, strict=True):
        mine = [b.text + b.right for b in (*page.blocks, page.foot) if isinstance(b, Line)]
        mine += [t for header, body in printed_tables(document, page) for t in header + body]
        assert Counter(squeezed("".join(mine))) == Counter(squeezed(text))


def test_lines_outside_the_tables_are_the_published_lines_in_their_order(document, published):
    for page, text in zip(document.pages, published, strict=True):
        if any(isinstance(block, TablePart) for block in page.blocks):
            continue
        lines = [line.strip(" ") for line in text.splitlines() if line.strip()]
        assert [line.text for line in page.blocks] == lines


def test_rows_of_the_tables_read_in_the_published_order(document, published):
    for page, text in zip(document.pages, published, strict=True):
        for _, body in printed_tables(document, page):
            assert squeezed("".join(body)) in squeezed(text)


def test_printed_lines_of_cells_are_lines_of_the_published_text(document, published):
    for page, text in zip(document.pages, published, strict=True):
        for header, body in printed_tables(document, page):
            assert all(line in text for cell in header + body for line in cell.split("\n"))


def test_ten_disclosure_tables_have_245_rows_and_1032_amounts(document):
    tables = [document.table(number) for number in range(1, 11)]
    amounts = [c for t in tables for c in t.body if re.fullmatch(r"-?[\d,]+\.\d\d", c.text)]
    assert [table.rows for table in tables] == [33, 11, 11, 36, 11, 26, 85, 1, 7, 24]
    assert len(amounts) == 1032


def test_three_plan_amounts_end_with_the_budget_in_december(document):
    plans = {}
    for key in ("sheet-1", "sheet-2", "sheet-3"):
        cells = {place_of(cell): cell.text for cell in document.table(key).body}
        heads = [cells[3, column] for column in (1, 3, 5, 6)]
        plans[cells[1, 2]] = dict(zip(heads, [cells[4, column] for column in (1, 3, 5, 6)], strict=True))
    assert plans == {
        "7104.00": {"3 月底": "", "6 月底": "3000.00", "10 月底": "6000.00", "12 月底": "7104.00"},
        "1244.00": {"3 月底": "", "6 月底": "622.00", "10 月底": "1244.00", "12 月底": "1244.00"},
        "261.21": {"3 月底": "", "6 月底": "130.00", "10 月底": "150.00", "12 月底": "261.21"},
    }


def test_first_level_indicator_spans_its_rows(document):
    spans = [(c.text, c.row_span) for c in document.table("sheet-1").body if c.text.endswith("指标") and c.column == 0]
    assert spans == [("一级指标", 1), ("成本指标", 1), ("产出指标", 8), ("效益指标", 3), ("满意度指标", 2)]


def test_header_of_procurement_has_three_levels(document):
    header = {c.text.replace("\n", ""): (c.row, c.row_span, c.column_span) for c in document.table(10).header}
    assert header == {
        "功能科目编码及名称": (0, 3, 1),
        "采购品目": (0, 3, 1),
        "采购类别": (0, 3, 1),
        "资 金 来 源": (0, 1, 9),
        "合计": (1, 2, 1),
        "财政拨款": (1, 1, 4),
        "小计": (2, 1, 1),
        "一般公共预算": (2, 1, 1),
        "政府性基金预算": (2, 1, 1),
        "国有资本经营预算": (2, 1, 1),
        "财政专户管理资金": (1, 2, 1),
        "单位资金": (1, 2, 1),
        "使用非财政拨款结余": (1, 2, 1),
        "上年结转": (1, 2, 1),
        "中小微企业预留份额": (0, 3, 1),
    }


# The PDF says what the transcription says


@pytest.mark.parametrize("variant", VARIANTS)
def test_text_of_every_pdf_page_is_the_published_text(variants, published, variant):
    pages = [Counter(character for character, _ in characters(page)) for page in pages_of(variants[variant])]
    assert pages == [Counter(squeezed(text)) for text in published]


def test_every_glyph_lies_between_the_rules_of_its_own_cell(document, variants):
    pages = zip(place(document), pages_of(variants["strokes", 0]), strict=True)
    for placed, page in pages:
        glyphs = characters(page)
        for table in placed.tables:
            for cell in table.cells:
                left, top, right, bottom = table.box(cell.cell)
                touching = [(c, b) for c, b in glyphs if b[2] > left and b[0] < right and b[3] > top and b[1] < bottom]
                assert Counter(c for c, _ in touching) == Counter(squeezed(cell.cell.text))
                gap = table.thickness / 2
                assert all(
                    left + gap < b[0] and b[2] < right - gap and top + gap < b[1] and b[3] < bottom - gap
                    for _, b in touching
                )


def test_cells_are_wrapped_where_the_published_text_wraps_them(document):
    for page in place(document):
        for placed in (cell for table in page.tables for cell in table.cells):
            assert [line.text for line in placed.lines] == [line for line in placed.cell.text.split("\n") if line]


def paths(page):
    """The drawn shapes of a page: bounds, number of corners, and whether filled."""
    for shape in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH]):
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        assert pdfium.FPDFPath_GetDrawMode(shape, fill, stroke)
        points = {point(shape, index) for index in range(pdfium.FPDFPath_CountSegments(shape))}
        yield shape.get_bounds(), len(points), bool(fill.value)


def point(shape, index):
    segment, x, y = pdfium.FPDFPath_GetPathSegment(shape, index), ctypes.c_float(), ctypes.c_float()
    assert pdfium.FPDFPathSegment_GetPoint(segment, x, y)
    return x.value, y.value


def drawn(pdf, number):
    return next(list(paths(page)) for n, page in enumerate(pages_of(pdf), 1) if n == number)


def test_three_drawings_of_the_rules_differ_in_kind_only(variants):
    shapes = {rules: drawn(variants[rules, 0], 23) for rules in DRAWINGS}
    assert {(corners, filled) for _, corners, filled in shapes["strokes"]} == {(2, False)}
    assert {(corners, filled) for _, corners, filled in shapes["rectangles"]} == {(4, True)}
    assert {(corners, filled) for _, corners, filled in shapes["polygons"]} == {(4, True), (6, True)}
    outlines = [
        (min(b[0] for b, *_ in s), min(b[1] for b, *_ in s), max(b[2] for b, *_ in s), max(b[3] for b, *_ in s))
        for s in shapes.values()
    ]
    assert outlines[1] == pytest.approx(outlines[0], abs=0.6)
    assert outlines[2] == pytest.approx(outlines[0], abs=0.6)


def test_no_rule_runs_through_a_merged_cell(document, variants):
    placed = place(document)[22].tables[0]
    merged = next(cell.cell for cell in placed.cells if cell.cell.text == "支出功能分类科目")
    left, top, right, bottom = placed.box(merged)
    for (x0, y0, x1, y1), *_ in drawn(variants["strokes", 0], 23):
        above, below = 841.89 - y1, 841.89 - y0
        assert not (x0 < right - 1 and x1 > left + 1 and above < bottom - 1 and below > top + 1)


def test_rotated_page_is_displayed_like_the_upright_one(variants):
    upright, rotated = (variants["strokes", turn] for turn in (0, 90))
    for number in (0, 11, 24):
        with pypdfium2.PdfDocument(upright) as one, pypdfium2.PdfDocument(rotated) as other:
            assert other[number].get_rotation() == 90
            assert other[number].get_mediabox() == pytest.approx((0, 0, 841.89, 595.28), abs=0.01)
            first, second = (p[number].render(scale=0.5).to_numpy().astype(int) for p in (one, other))
        assert first.shape == second.shape
        assert abs(first - second).mean() < 1.5


# The committed file


def test_drawing_again_gives_the_same_bytes(document, variants):
    assert draw(load_transcription()) == variants["strokes", 0]


def test_committed_pdf_shows_the_transcription(variants):
    # Compressed bytes may differ from one zlib to another, so the pages are compared.
    committed = pages_of((RAW / PDF_NAME).read_bytes())
    for page, again in zip(committed, pages_of(variants["strokes", 0]), strict=True):
        assert characters(page) == characters(again)
        assert list(paths(page)) == list(paths(again))


def test_registry_names_the_committed_pdf_and_its_origin():
    pdf = (RAW / PDF_NAME).read_bytes()
    records = list(csv.DictReader(StringIO((RAW / "registry.csv").read_text(encoding="utf-8"))))
    entry = next(record for record in records if record["file"] == PDF_NAME)
    assert entry["sha256"] == hashlib.sha256(pdf).hexdigest()
    assert (entry["unit"], entry["year"], entry["kind"]) == ("青岛市人民政府办公厅（本级）", "2023", "budget")
    assert entry["origin"] == "typeset again from the published text"
    assert "推断" in entry["note"]
    assert "inference" in entry["note"]


def test_font_is_embedded_as_a_subset(variants):
    assert re.findall(rb"/FontFile2 \d+", variants["strokes", 0])
    assert set(re.findall(rb"/BaseFont /(\w+)\+NotoSansSC-Regular", variants["strokes", 0]))
    assert len(variants["strokes", 0]) < 500_000


# The layout is general


def test_with_cell_changes_one_cell_only(document):
    changed = with_cell(document, 9, 6, 2, "281.00")
    old, new = document.table(9).body, changed.table(9).body
    assert [(a.text, b.text) for a, b in zip(old, new, strict=True) if a != b] == [("280.00", "281.00")]
    assert [t for t in changed.tables if t.key != "9"] == [t for t in document.tables if t.key != "9"]


def test_with_cell_refuses_a_cell_that_is_not_there(document):
    with pytest.raises(LookupError, match="row 99"):
        with_cell(document, 9, 99, 2, "281.00")
    with pytest.raises(LookupError, match="'11'"):
        with_cell(document, "11", 0, 0, "")


def test_with_header_cell_and_with_line_change_words(document):
    assert with_header_cell(document, 1, 2, 0, "行次").table(1).header[-5].text == "行次"
    changed = with_line(document, "公务接待费280.00万元", "公务接待费281.00万元")
    assert changed.pages[28].blocks[10].text.startswith("公务接待费281.00万元，")
    with pytest.raises(LookupError, match="expected one"):
        with_line(document, "万元", "元")


def test_table_with_a_hole_or_an_overlap_is_refused():
    with pytest.raises(ValueError, match="once"):
        Table("1", (50.0, 50.0), (), (Cell(0, 0, "合计"),))
    with pytest.raises(ValueError, match="once"):
        Table("1", (50.0,), (), (Cell(0, 0, "合计"), Cell(0, 0, "1.00")))


def test_page_that_is_too_long_is_refused():
    too_long = Document("长", (Page((Line("一"),) * 40),))
    with pytest.raises(ValueError, match=r"page 1 is [\d.]+ points too long"):
        place(too_long)


def test_header_paths_merge_neighbours_that_share_their_beginning():
    cells = header_cells([["序号"], ["收入", "项目"], ["收入", "金额"], ["支出", "项目"]], ["栏次", "1", "2", "3"])
    assert [(c.text, c.row, c.column, c.row_span, c.column_span) for c in cells] == [
        ("序号", 0, 0, 2, 1),
        ("收入", 0, 1, 1, 2),
        ("项目", 1, 1, 1, 1),
        ("金额", 1, 2, 1, 1),
        ("支出", 0, 3, 1, 1),
        ("项目", 1, 3, 1, 1),
        ("栏次", 2, 0, 1, 1),
        ("1", 2, 1, 1, 1),
        ("2", 2, 2, 1, 1),
        ("3", 2, 3, 1, 1),
    ]


def test_small_document_from_literals_repeats_its_header():
    table = Disclosure(
        "单位预算收入总表",
        [["序号"], ["科目", "编码"], ["科目", "名称"], ["合计"]],
        [["1", "", "合计", "3.00"], ["2", "201", "一般公共服务支出", "3.00"]],
        number="公开表2",
        caption=("单位名称：某局", "金额单位：万元"),
        notes=("注：无。",),
        rows_per_page=1,
    )
    pdf = draw(simple_document("某局2023年预算", [table]))
    assert [sorted_text(page.get_textpage().get_text_range()) for page in pages_of(pdf)] == [
        sorted_text("公开表2单位预算收入总表单位名称：某局金额单位：万元序号科目编码名称合计1合计3.00"),
        sorted_text("序号科目编码名称合计2201一般公共服务支出3.00注：无。"),
    ]


def sorted_text(text):
    return "".join(sorted(squeezed(text)))


def test_text_wider_than_its_cell_is_wrapped():
    table = Disclosure("表", [["合计"]], [["1,234.56"]], widths=[24.0])
    placed = place(simple_document("窄", [table]))[0].tables[0]
    assert [line.text for line in placed.cells[1].lines] == ["1,23", "4.56"]


def test_unknown_drawing_is_refused(document):
    with pytest.raises(ValueError, match="dotted"):
        draw(document, rules="dotted")


def test_module_writes_the_pdf_and_the_registry(tmp_path, monkeypatch, variants, capsys):
    monkeypatch.setattr("typeset.registry.write", lambda pdf, folder: (len(pdf), folder))
    runpy.run_module("typeset", run_name="__main__")
    assert capsys.readouterr().out.splitlines() == [str(len(variants["strokes", 0])), str(RAW)]

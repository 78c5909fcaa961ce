"""The picture of a number's cell, from the document that the dataset was read from."""

from __future__ import annotations

import shutil

import pytest
from click.testing import CliRunner
from PIL import Image

from qzbudget.build import read
from qzbudget.cited.show import save_cell_picture, source_pdf
from qzbudget.cli import main
from qzbudget.dataset.load import load
from qzbudget.errors import SourceError, UsageError
from qzbudget.pages.picture import FRAME
from tests.small_documents import save_budget


@pytest.fixture
def dataset(tmp_path):
    return read(save_budget(tmp_path / "a.pdf"), tmp_path)


def framed(path):
    """Bounding box of the frame's colour on a picture."""
    picture = Image.open(path)
    pixels = picture.load()
    found = [(x, y) for x in range(picture.width) for y in range(picture.height) if pixels[x, y] == FRAME]
    xs, ys = zip(*found, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def test_the_frame_stands_where_the_box_says(dataset, tmp_path):
    save_cell_picture(dataset, "expenditure_summary", 2, 3, tmp_path / "cell.png")
    amounts = load(dataset).amounts
    cell = amounts[(amounts["row"] == 2) & (amounts["col"] == 3)].iloc[0]
    left, _, right, _ = framed(tmp_path / "cell.png")
    assert left + 2 == pytest.approx(2 * cell.x0, abs=2)
    assert right - 2 == pytest.approx(2 * cell.x1, abs=2)


def test_it_says_what_it_shows(dataset, tmp_path):
    said = save_cell_picture(dataset, "expenditure_summary", 2, 3, tmp_path / "cell.png")
    assert "第 2 页" in said
    assert "基本支出 行政运行，印为 '60.00'" in said


def test_the_document_is_found_by_its_content_not_its_name(dataset, tmp_path):
    (tmp_path / "a.pdf").rename(tmp_path / "renamed.pdf")
    assert source_pdf(load(dataset)) == tmp_path / "renamed.pdf"


def test_another_file_of_the_right_name_is_not_taken(dataset, tmp_path):
    save_budget(tmp_path / "a.pdf", year=2025)
    with pytest.raises(SourceError, match="找不到原文件"):
        source_pdf(load(dataset))


def test_a_given_pdf_must_be_the_document(dataset, tmp_path):
    other = save_budget(tmp_path / "other" / "b.pdf", year=2025)
    with pytest.raises(SourceError, match="不是这个数据集的原文件"):
        source_pdf(load(dataset), other)


def test_a_given_pdf_may_stand_anywhere(dataset, tmp_path):
    elsewhere = shutil.move(tmp_path / "a.pdf", tmp_path / "elsewhere.bin")
    assert str(source_pdf(load(dataset), elsewhere)) == str(elsewhere)


def test_a_cell_that_is_not_there_is_refused_with_what_there_is(dataset, tmp_path):
    with pytest.raises(UsageError, match="expenditure_summary 有第 0–3 行"):
        save_cell_picture(dataset, "expenditure_summary", 9, 3, tmp_path / "cell.png")


def test_the_command_writes_the_picture(dataset, tmp_path):
    out = tmp_path / "pictures" / "cell.png"
    result = CliRunner().invoke(main, ["show", str(dataset), "expenditure_summary", "0", "2", "-o", str(out)])
    assert result.exit_code == 0
    assert out.is_file()


def test_the_command_refuses_with_one_line(dataset, tmp_path):
    result = CliRunner().invoke(main, ["show", str(dataset), "procurement", "0", "2", "-o", str(tmp_path / "x.png")])
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1

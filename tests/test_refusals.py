"""Input that cannot be read: one clear line that names the file and what to do, status 2, nothing written or lost."""

from __future__ import annotations

import hashlib
import zipfile

import pytest
from click.testing import CliRunner
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

from qzbudget.cli import main
from tests.small_documents import save_budget


def text_pdf(path, encryption=None):
    page = canvas.Canvas(str(path), encrypt=encryption)
    page.drawString(100, 700, "2023")
    page.save()


def scanned_pdf(path):
    page = canvas.Canvas(str(path))
    page.drawImage(ImageReader(Image.new("RGB", (60, 90), "white")), 50, 50, 400, 600)
    page.save()


def archive(path, member):
    with zipfile.ZipFile(path, "w") as file:
        file.writestr(member, "content")


MAKERS = {
    "page.pdf": lambda path: path.write_text("<!DOCTYPE html><title>404</title>", encoding="utf-8"),
    "empty.pdf": lambda path: path.write_bytes(b""),
    "packed.pdf": lambda path: archive(path, "budget.txt"),
    "letter.docx": lambda path: archive(path, "word/document.xml"),
    "tables.xlsx": lambda path: archive(path, "xl/workbook.xml"),
    "old.doc": lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
    "cut.pdf": lambda path: path.write_bytes(save_budget(path).read_bytes()[:2000]),
    "locked.pdf": lambda path: text_pdf(path, StandardEncryption("secret", "owner")),
    "no-copies.pdf": lambda path: text_pdf(path, StandardEncryption("", "owner", canCopy=0)),
    "scanned.pdf": scanned_pdf,
    "words.pdf": text_pdf,
    "nowhere.pdf": lambda path: None,
}
WHAT_TO_DO = {
    "page.pdf": "在网页中找到预算公开的 PDF 附件",
    "empty.pdf": "文件是空的。请重新下载",
    "packed.pdf": "请先解压",
    "letter.docx": "用 Word 或 WPS 打开后另存为 PDF",
    "tables.xlsx": "用 Excel 或 WPS 打开后另存为 PDF",
    "old.doc": "旧版 Office 文件",
    "cut.pdf": "已损坏或不完整",
    "locked.pdf": "有打开密码",
    "no-copies.pdf": "禁止提取文字",
    "scanned.pdf": "扫描件",
    "words.pdf": "没有找到任何带框线的表格",
    "nowhere.pdf": "找不到这个文件",
}


@pytest.fixture
def refused(request, tmp_path):
    path = tmp_path / request.param
    MAKERS[request.param](path)
    return path


@pytest.mark.parametrize("refused", MAKERS, indirect=True)
def test_one_line_names_the_file_and_says_what_to_do(refused, tmp_path):
    out = tmp_path / "out"
    result = CliRunner().invoke(main, ["read", str(refused), "-o", str(out)])
    assert result.exit_code == 2
    [line] = result.stderr.splitlines()
    assert line.startswith(f"{refused}：")
    assert WHAT_TO_DO[refused.name] in line
    assert result.stdout == ""
    assert not out.exists()


@pytest.mark.parametrize("refused", ["page.pdf", "cut.pdf"], indirect=True)
def test_the_other_files_of_a_run_go_through(refused, tmp_path):
    good = save_budget(tmp_path / "good.pdf")
    result = CliRunner().invoke(main, ["read", str(refused), str(good), "-o", str(tmp_path / "out")])
    assert result.exit_code == 2
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["某市水务局-2024-budget-department"]


def contents(folder):
    return {p: hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.rglob("*") if p.is_file()}


def test_a_failed_run_leaves_the_earlier_dataset_untouched(tmp_path, monkeypatch):
    pdf, out = save_budget(tmp_path / "a.pdf"), tmp_path / "out"
    assert CliRunner().invoke(main, ["read", str(pdf), "-o", str(out)]).exit_code == 0
    before = contents(out)

    def disk_full(*args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("qzbudget.write._fill", disk_full)
    result = CliRunner().invoke(main, ["read", str(pdf), "-o", str(out), "--force"])
    assert result.exit_code == 2
    assert "No space left on device" in result.stderr
    assert contents(out) == before
    assert {p.name for p in out.iterdir()} == {"某市水务局-2024-budget-department"}


def test_a_second_read_writes_the_same_bytes(tmp_path):
    pdf = save_budget(tmp_path / "a.pdf")
    for out in ("first", "second"):
        assert CliRunner().invoke(main, ["read", str(pdf), "-o", str(tmp_path / out)]).exit_code == 0
    first, second = (contents(tmp_path / out) for out in ("first", "second"))
    assert sorted(first.values()) == sorted(second.values())


def test_another_document_of_the_same_name_is_set_apart_with_a_warning(tmp_path):
    one = save_budget(tmp_path / "1.pdf")
    two = tmp_path / "2.pdf"
    two.write_bytes(one.read_bytes() + b"\n%")
    result = CliRunner().invoke(main, ["read", str(one), str(two), "-o", str(tmp_path / "out")])
    assert result.exit_code == 0
    assert len(list((tmp_path / "out").iterdir())) == 2
    [line] = result.stderr.splitlines()
    assert "内容不同" in line

"""Files that are no budget that can be read, each made from literals."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.small_documents import save_budget
from typeset.font import font_name

ZERO_PAGES = b"""%PDF-1.4
1 0 obj
<< /Type /Catalog /Pages 2 0 R >>
endobj
2 0 obj
<< /Type /Pages /Kids [] /Count 0 >>
endobj
xref
0 3
0000000000 65535 f\x20
0000000009 00000 n\x20
0000000058 00000 n\x20
trailer
<< /Size 3 /Root 1 0 R >>
startxref
110
%%EOF
"""


@dataclass(frozen=True)
class BadInput:
    """A file by its name, how to make it, and what a message about it must say: what it is, and what to do."""

    name: str
    make: Callable[[Path], object]
    is_what: str
    do_what: str

    def save(self, folder: Path) -> Path:
        """Make the file in a folder."""
        path = folder / self.name
        self.make(path)
        return path


def content(data: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(data)


def packed(*names: str) -> bytes:
    """A ZIP archive of files with these names."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return buffer.getvalue()


def drawn(draw: Callable[[Canvas], object], encrypt: StandardEncryption | None = None) -> bytes:
    """A PDF of one page."""
    buffer = BytesIO()
    canvas = Canvas(buffer, encrypt=encrypt, invariant=1)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def text(canvas: Canvas) -> None:
    canvas.drawString(72, 720, "Unit budget 2024, 100.00")


def garbled(canvas: Canvas) -> None:
    """A budget whose fonts do not name their glyphs: numbers of glyphs come out as letters, as virtual printers leave them."""
    canvas.setFont("Helvetica", 9)
    canvas.drawString(72, 760, "ÞßàáâãäåÆÇÈÉ 2024")
    canvas.grid([72, 172, 272], [680, 700, 720])
    canvas.drawString(76, 706, "Þßàá")
    canvas.drawString(176, 686, "100.00")


def scan(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, 595, 842)


def box_around_text(canvas: Canvas) -> None:
    text(canvas)
    canvas.rect(60, 700, 300, 60)


def ruled(canvas: Canvas) -> None:
    """A budget of one page: a table of two rows and two columns under its title."""
    canvas.setFont(font_name(), 9)
    canvas.drawString(72, 760, "某市水务局2024年部门预算")
    canvas.drawString(172, 740, "单位：万元")
    canvas.grid([72, 172, 272], [680, 700, 720])
    for x, y, word in ((76, 706, "科目名称"), (176, 706, "合计"), (76, 686, "行政运行"), (176, 686, "100.00")):
        canvas.drawString(x, y, word)


def locked(user: str, **allowed: int) -> bytes:
    """A PDF with a table, with an owner password, and a password to open it where one is given."""
    return drawn(ruled, StandardEncryption(user, "owner", **allowed))


def budget(path: Path) -> bytes:
    """The bytes of a whole budget of two pages, the second with a table."""
    return save_budget(path).read_bytes()


def cut(at: Callable[[bytes], int]) -> Callable[[Path], object]:
    """A budget of which only the beginning has arrived."""

    def make(path: Path) -> object:
        data = budget(path)
        return path.write_bytes(data[: at(data)])

    return make


def overwritten(
    pattern: bytes, first: float, last: float, written: Callable[[bytes], bytes] = bytes
) -> Callable[[Path], object]:
    """A budget, written in some way, whose last match of a pattern holds zeros from one share of its length to another."""

    def make(path: Path) -> object:
        data = bytearray(written(budget(path)))
        start, end = list(re.finditer(pattern, data, re.DOTALL))[-1].span(1)
        zeros = slice(start + int(first * (end - start)), start + int(last * (end - start)))
        data[zeros] = bytes(zeros.stop - zeros.start)
        return path.write_bytes(data)

    return make


def compact(data: bytes) -> bytes:
    """A PDF with the dictionaries of its streams as many producers write them: no blanks, other keys behind the filter."""
    return data.replace(b"/Filter [ /FlateDecode ] /Length", b"/Filter/FlateDecode/DL 99/Length")


def without_middle(path: Path) -> object:
    """A budget from which 100 bytes in the middle are missing."""
    data = budget(path)
    middle = len(data) // 2
    return path.write_bytes(data[:middle] + data[middle + 100 :])


def table_in_front(data: bytes) -> bytes:
    """A PDF with its cross-reference table before its objects, as files made for the web have it."""
    first, table, end = data.index(b"1 0 obj"), data.rindex(b"\nxref") + 1, data.rindex(b"startxref")
    moved = re.sub(rb"\d{10}(?= \d{5} n)", lambda offset: b"%010d" % (int(offset[0]) + end - table), data[table:end])
    return data[:first] + moved + data[first:table] + b"startxref\n%d\n%%%%EOF\n" % first


def without_a_page(path: Path) -> object:
    """A budget with its cross-reference table in front, from which the bytes of a page are missing."""
    data = table_in_front(budget(path))
    start, end = list(re.finditer(PAGE, data, re.DOTALL))[-1].span()
    return path.write_bytes(data[:start] + data[end:])


PAGE_CONTENT = rb"/ASCII85Decode[^>]*>>\s*stream\n(.*?)endstream"
PAGE = rb"obj(\n<<\n/Contents .*?)endobj"
FONT = rb"/Length1[^>]*>>\s*stream\n(.*?)endstream"

BROKEN = "损坏|不完整"
AGAIN = "重新下载"

BAD_INPUTS = (
    BadInput("page.pdf", content(b"<!DOCTYPE html>\n<html><body>404</body></html>"), "网页（HTML）", "下载"),
    BadInput("page-bom.pdf", content(b"\xef\xbb\xbf<html><body>404</body></html>"), "网页（HTML）", "下载"),
    BadInput("archive.zip", content(packed("a.pdf")), "压缩包（ZIP）", "解压"),
    BadInput("half.zip", content(packed("a.pdf")[:30]), "压缩包（ZIP）", AGAIN),
    BadInput("budget.docx", content(packed("[Content_Types].xml", "word/document.xml")), "Word", "另存为 PDF"),
    BadInput("budget.xlsx", content(packed("[Content_Types].xml", "xl/workbook.xml")), "Excel", "另存为 PDF"),
    BadInput("budget.ofd", content(packed("OFD.xml", "Doc_0/Document.xml")), "OFD", "PDF"),
    BadInput("budget.doc", content(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)), "旧版 Office", "另存为 PDF"),
    BadInput("budget.txt", content("单位预算 100.00".encode()), "不是 PDF", "PDF 原文件"),
    BadInput("picture.pdf", content(b"\x89PNG\r\n\x1a\n"), "不是 PDF", "PDF 原文件"),
    BadInput("empty.pdf", content(b""), "空的", AGAIN),
    BadInput("blanks.pdf", content(b"\r\n \n"), "空的", AGAIN),
    BadInput("garbled.pdf", content(drawn(garbled)), "多数文字读不出来", "原来的 PDF"),
    BadInput("head-only.pdf", content(b"%PDF-1.7\n"), BROKEN, AGAIN),
    BadInput("half.pdf", cut(lambda data: len(data) // 2), BROKEN, AGAIN),
    BadInput("without-end.pdf", cut(lambda data: data.rindex(b"startxref")), BROKEN, AGAIN),
    BadInput("without-trailer.pdf", cut(lambda data: data.rindex(b"trailer")), BROKEN, AGAIN),
    BadInput("without-middle.pdf", without_middle, BROKEN, AGAIN),
    BadInput("without-a-page.pdf", without_a_page, BROKEN, AGAIN),
    BadInput("content-overwritten.pdf", overwritten(PAGE_CONTENT, 0.7, 0.8), BROKEN, AGAIN),
    BadInput("font-overwritten.pdf", overwritten(FONT, 0.4, 0.6), BROKEN, AGAIN),
    BadInput("compact-overwritten.pdf", overwritten(FONT, 0.4, 0.6, compact), BROKEN, AGAIN),
    BadInput("page-overwritten.pdf", overwritten(PAGE, 0, 1), BROKEN, AGAIN),
    BadInput("no-pages.pdf", content(ZERO_PAGES), "没有任何一页|" + BROKEN, AGAIN),
    BadInput("password.pdf", content(locked("user")), "打开密码", "没有密码的 PDF"),
    BadInput("forbidden.pdf", content(locked("", canCopy=0)), "禁止提取文字", "允许提取文字的版本"),
    BadInput("scanned.pdf", content(drawn(scan)), "扫描件", "OCR"),
    BadInput("blank.pdf", content(drawn(lambda canvas: None)), "没有任何文字", "检查"),
    BadInput("no-table.pdf", content(drawn(text)), "没有找到任何带框线的表格", "请确认"),
    BadInput("one-box.pdf", content(drawn(box_around_text)), "没有找到任何带框线的表格", "请确认"),
    BadInput("missing.pdf", lambda path: None, "找不到", "检查路径"),
    BadInput("a.txt/below.pdf", lambda path: path.parent.write_bytes(b""), "找不到", "检查路径"),
    BadInput("folder.pdf", lambda path: path.mkdir(), "文件夹", "请"),
)

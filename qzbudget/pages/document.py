"""Opening a PDF, or saying clearly why it cannot be read."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from qzbudget.errors import SourceError
from qzbudget.pages.characters import page_characters, text_turn
from qzbudget.pages.damage import damage
from qzbudget.pages.frame import displayed, upright
from qzbudget.pages.rules import page_rules
from qzbudget.pages.shading import with_shaded_headers
from qzbudget.pages.substitute import use_substitute_font
from qzbudget.shapes import Page

_EXTRACT = 1 << 4
"""Bit 5 of the permission flags: copy or extract text and graphics (ISO 32000-1, table 22)."""


@dataclass(frozen=True)
class Document:
    """An opened PDF: its file, its content hash, and its pages on demand."""

    path: Path
    sha256: str
    pdf: pdfium.PdfDocument

    def __len__(self) -> int:
        return len(self.pdf)

    def page(self, number: int) -> Page:
        """Read one page, counted from 1."""
        try:
            raw_page = self.pdf[number - 1]
        except pdfium.PdfiumError as error:
            raise SourceError(f"{self.path}：PDF 已损坏（第 {number} 页打不开）。请重新下载原文件。") from error
        text_page = raw_page.get_textpage()
        try:
            rotation = raw_page.get_rotation()
            to_page, width, height = displayed(raw_page.get_bbox(), rotation)
            turn = text_turn(text_page.raw, rotation)
            to_frame, width, height = upright(to_page, width, height, turn)
            rules = page_rules(raw_page.raw, to_frame)
            characters = page_characters(raw_page.raw, text_page.raw, to_frame)
        finally:
            text_page.close()
            raw_page.close()
        horizontal, vertical = with_shaded_headers(rules.horizontal, rules.vertical, rules.shaded, characters)
        return Page(number, width, height, turn, characters, horizontal, vertical, rules.pictures)

    def pages(self) -> Iterator[Page]:
        """Read all pages in order."""
        return (self.page(number) for number in range(1, len(self) + 1))


@contextmanager
def open_document(path: Path) -> Iterator[Document]:
    """Open a PDF and close it again.

    Parameters
    ----------
    path : Path
        The PDF file.

    Raises
    ------
    SourceError
        If the file is missing, empty, no PDF, damaged, locked by a password, or forbids the extraction of its text.
    """
    content = _content(path)
    _refuse_other_formats(path, content)
    use_substitute_font()
    try:
        pdf = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        raise SourceError(_why_not_opened(path)) from error
    try:
        if found := damage(content):
            raise SourceError(f"{path}：PDF 已损坏或不完整（{found}）。请重新下载原文件。")
        if len(pdf) == 0:
            raise SourceError(f"{path}：PDF 没有任何一页，文件可能下载不完整。请重新下载原文件。")
        if not pdfium_c.FPDF_GetDocPermissions(pdf.raw) & _EXTRACT:
            raise SourceError(f"{path}：这份 PDF 禁止提取文字。请向发布单位索取允许提取文字的版本。")
        yield Document(path, hashlib.sha256(content).hexdigest(), pdf)
    finally:
        pdf.close()


def _content(path: Path) -> bytes:
    try:
        content = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise SourceError(f"{path}：找不到这个文件。请检查路径。") from error
    except IsADirectoryError as error:
        raise SourceError(
            f"{path}：这是一个文件夹，不是 PDF 文件。请指明其中的 PDF，或用 qzbudget batch 读整个文件夹。"
        ) from error
    except PermissionError as error:
        raise SourceError(f"{path}：没有读取这个文件的权限。请检查文件的权限设置。") from error
    except OSError as error:
        raise SourceError(f"{path}：系统无法读取这个文件（{error.strerror}）。请检查路径和磁盘。") from error
    if not content.strip():
        raise SourceError(f"{path}：文件是空的。请重新下载原文件。")
    return content


def _refuse_other_formats(path: Path, content: bytes) -> None:
    """Tell a file that is plainly something else how to become a PDF."""
    head = content[:1024].removeprefix(b"\xef\xbb\xbf").lstrip()
    if b"%PDF-" in content[:1024]:
        return
    if head[:1] == b"<":
        raise SourceError(f"{path}：这是一个网页（HTML），不是 PDF。请在网页中找到预算公开的 PDF 附件并下载它。")
    if head[:2] == b"PK":
        raise SourceError(f"{path}：{_packed_format(path)}")
    if head[:4] == b"\xd0\xcf\x11\xe0":
        raise SourceError(
            f"{path}：这是旧版 Office 文件（.doc/.xls），不是 PDF。请用 Word、Excel 或 WPS 打开后另存为 PDF。"
        )
    raise SourceError(f"{path}：这不是 PDF 文件（开头没有 %PDF-）。请提供发布单位公开的 PDF 原文件。")


def _packed_format(path: Path) -> str:
    try:
        names = zipfile.ZipFile(path).namelist()
    except zipfile.BadZipFile:
        return "这是一个损坏的压缩包（ZIP），不是 PDF。请重新下载并解压，再读其中的 PDF。"
    if any(name.startswith("word/") for name in names):
        return "这是 Word 文件（.docx），不是 PDF。请用 Word 或 WPS 打开后另存为 PDF。"
    if "OFD.xml" in names:
        return "这是 OFD 文件，不是 PDF。请用 WPS 或 OFD 阅读器打开后另存为 PDF。"
    if any(name.startswith("xl/") for name in names):
        return "这是 Excel 文件（.xlsx），不是 PDF。请用 Excel 或 WPS 打开后另存为 PDF。"
    return "这是压缩包（ZIP），不是 PDF。请先解压，再读其中的 PDF。"


def _why_not_opened(path: Path) -> str:
    reasons = {
        pdfium_c.FPDF_ERR_PASSWORD: "这份 PDF 有打开密码。请先用密码打开，再另存为没有密码的 PDF。",
        pdfium_c.FPDF_ERR_SECURITY: "这份 PDF 的加密方式不受支持。请另存为没有加密的 PDF。",
    }
    reason = reasons.get(pdfium_c.FPDF_GetLastError(), "PDF 已损坏或不完整，无法打开。请重新下载原文件。")
    return f"{path}：{reason}"

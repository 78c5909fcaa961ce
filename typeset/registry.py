"""The PDF and its entry in the registry of source documents."""

from __future__ import annotations

import csv
import hashlib
from io import StringIO
from pathlib import Path

PDF_NAME = "qingdao-government-office-2023-unit-budget.pdf"
ENTRY = {
    "unit": "青岛市人民政府办公厅（本级）",
    "year": "2023",
    "kind": "budget",
    "origin": "typeset again from the published text",
    "source_title": "青岛市人民政府办公厅（本级）2023年单位预算",
    "note": (
        "三张绩效目标表的资金支出计划在3月底、6月底、10月底、12月底四个栏目下只印有三个数，公布的文本没有说明各属哪一栏；"
        "本文件推断最后一个数（等于预算数）为12月底，3月底为空。"
        " In the three performance-target sheets three plan amounts are printed under the four heads 3月底 (March),"
        " 6月底 (June), 10月底 (October) and 12月底 (December), and the published text does not say which stands where."
        " It is an inference of this edition that the last amount, which equals the budget, is December's, and that"
        " March is blank."
    ),
}


def registry(pdf: bytes) -> str:
    """Return the text of ``registry.csv`` for the PDF."""
    record = {"file": PDF_NAME, "sha256": hashlib.sha256(pdf).hexdigest(), **ENTRY}
    text = StringIO()
    writer = csv.DictWriter(text, record, lineterminator="\n")
    writer.writeheader()
    writer.writerow(record)
    return text.getvalue()


def write(pdf: bytes, folder: Path) -> tuple[Path, Path]:
    """Write the PDF and the registry to a folder, and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    path, entry = folder / PDF_NAME, folder / "registry.csv"
    path.write_bytes(pdf)
    entry.write_text(registry(pdf), encoding="utf-8")
    return path, entry

"""Write the datasets of ``data/processed/units`` anew from a folder of PDFs: ``python docs/units.py FOLDER_OF_PDFS``.

Which documents they are stands in ``data/processed/units.csv``: the PDFs are published by the units, are no part of the project,
and are found by their sha256, whatever their names.  Exit status 1 if one is missing.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import shutil
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import qzbudget as qz
from qzbudget.dataset.folders import replaced_folder

ROOT = Path(__file__).resolve().parent.parent
REGISTRY = ROOT / "data" / "processed" / "units.csv"
UNITS = ROOT / "data" / "processed" / "units"
COLUMNS = ("document_id", "unit", "place", "year", "level", "kind", "pages", "sha256", "file_name")

Entry = Mapping[str, str]


def sha256_of(path: Path) -> str:
    """Return the sha256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def registry(path: Path = REGISTRY) -> list[dict[str, str]]:
    """Return the documents that are shipped; of a list of one's own ``sha256``, ``place`` and ``file_name`` are enough."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def rebuilt(entries: Sequence[Entry], found: Mapping[str, Path], out: Path) -> list[dict[str, str]]:
    """Read the PDFs into dataset folders below ``out``, and return the registry that says what they are."""
    rows = []
    for entry in entries:
        with tempfile.TemporaryDirectory() as scratch:
            # The dataset names its source as the registry does, not as the file happens to be called here.
            pdf = Path(scratch) / entry["file_name"]
            shutil.copyfile(found[entry["sha256"]], pdf)
            data = qz.load(qz.read(pdf, out))
        document = data.document
        rows.append(
            {
                "document_id": str(document["document_id"]),
                "unit": str(document["unit_name"] or ""),
                "place": entry["place"],
                "year": str(document["fiscal_year"] or ""),
                "level": str(document["level"]),
                "kind": str(document["kind"]),
                "pages": str(data.source["pages"]),
                "sha256": entry["sha256"],
                "file_name": entry["file_name"],
            }
        )
    return sorted(rows, key=lambda row: row["document_id"])


def write_registry(rows: Sequence[Entry]) -> None:
    """Write the list of documents."""
    with REGISTRY.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows({name: row[name] for name in COLUMNS} for row in rows)


def main() -> int:
    """Rebuild all datasets, and replace the folder only when every one of them could be read."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pdfs", type=Path)
    parser.add_argument("--list", type=Path, default=REGISTRY, help="another list of documents (sha256, place, file_name)")
    given = parser.parse_args()
    pdfs = sorted(path for path in given.pdfs.rglob("*") if path.suffix.lower() == ".pdf")
    every = {sha256_of(pdf): pdf for pdf in pdfs}
    entries = registry(given.list)
    missing = [entry for entry in entries if entry["sha256"] not in every]
    for entry in missing:
        print(f"{entry['file_name']}：{given.pdfs} 里没有 sha256 为 {entry['sha256']} 的 PDF。")  # noqa: T201  a tool for the terminal
    if missing or not entries:
        return 1
    with replaced_folder(UNITS) as new:
        rows = rebuilt(entries, every, new)
    write_registry(rows)
    print(f"{len(rows)} 份数据集写入 {UNITS.relative_to(ROOT)}。")  # noqa: T201  a tool for the terminal
    return 0


if __name__ == "__main__":
    sys.exit(main())

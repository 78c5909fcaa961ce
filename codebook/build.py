"""Build the code book of the package from a corpus: ``python -m codebook.build OUT… --places INDEX.csv``.

``OUT`` are folders that ``qzbudget batch`` wrote; ``INDEX.csv`` names the place (``place``) of a PDF (``sha256``) where the
document itself does not.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, fields
from pathlib import Path
from typing import Any

from codebook import crosswalk
from codebook.book import build
from codebook.lists import load_lists
from codebook.observe import Observations, observe
from qzbudget.codebook.book import SCHEMES, CodeName, Spelling
from qzbudget.codebook.crosswalk import Crossing

KNOWLEDGE = Path(__file__).resolve().parent.parent / "qzbudget" / "knowledge"


def arguments(description: str) -> argparse.ArgumentParser:
    """Return the command line that every script of this folder has."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("folders", nargs="+", type=Path, metavar="OUT", help="qzbudget batch 写出的文件夹")
    parser.add_argument("--places", type=Path, metavar="INDEX.csv", help="文件的地方：sha256, place 两列")
    return parser


def observed(folders: Iterable[Path], index: Path | None) -> Observations:
    """Return what all dataset folders below some folders print."""
    packages = sorted(path for folder in folders for path in folder.glob("*/datapackage.json"))
    return observe([path.parent for path in packages], places(index))


def places(index: Path | None) -> Mapping[str, str]:
    """Return the place of each PDF that an index names."""
    if index is None:
        return {}
    with index.open(encoding="utf-8", newline="") as file:
        return {row["sha256"]: row["place"] for row in csv.DictReader(file)}


def write(path: Path, kind: type[Any], rows: Sequence[Any]) -> None:
    """Write dataclasses as a CSV; None is an empty cell."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([field.name for field in fields(kind)])
        writer.writerows(["" if value is None else str(value) for value in astuple(row)] for row in rows)


def main() -> None:
    """Write the code book and the crosswalk into the knowledge of the package."""
    options = arguments("由语料写出编码表").parse_args()
    seen = observed(options.folders, options.places)
    entries, spellings = build(seen.names, load_lists())
    for scheme, name in SCHEMES.items():
        write(KNOWLEDGE / f"{name}.csv", CodeName, [entry for entry in entries if entry.scheme == scheme])
    write(KNOWLEDGE / "code_spellings.csv", Spelling, spellings)
    crossings = crosswalk.build(seen.pairs, crosswalk.load_list())
    write(KNOWLEDGE / "economic_crosswalk.csv", Crossing, crossings)


if __name__ == "__main__":
    main()

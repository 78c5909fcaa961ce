"""CPU seconds of the fed lattice and of stock camelot for the tables of one whole document.

    python -m benchmarks.readers [PDF] [--times 5]

Each reader goes from the file to the cells of every page, in one process, without the imports.  The readers take turns,
so that a busy machine slows all of them down alike.
"""

from __future__ import annotations

import argparse
import statistics
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import camelot

from qzbudget.pages import open_document
from qzbudget.prove import faults
from qzbudget.read.lattice import read_fed

QINGDAO = Path("data/raw/qingdao-government-office-2023-unit-budget.pdf")
TUNED = {"layout_kwargs": {"boxes_flow": None, "detect_vertical": False, "char_margin": 0.2}}


def fed(path: Path) -> int:
    with open_document(path) as document:
        return sum(len(read_fed(page)) for page in document.pages())


def fed_and_proved(path: Path) -> int:
    with open_document(path) as document:
        read = ((page, grid) for page in document.pages() for grid in read_fed(page))
        return sum(not faults(page, grid) for page, grid in read)


def stock(path: Path, **options: object) -> int:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return len(camelot.read_pdf(str(path), pages="all", flavor="lattice", suppress_stdout=True, **options))


READERS: dict[str, Callable[[Path], int]] = {
    "fed lattice": fed,
    "fed lattice, with the proof": fed_and_proved,
    "camelot vector, tuned": lambda path: stock(path, engine="vector", **TUNED),
    "camelot vector": lambda path: stock(path, engine="vector"),
    "camelot combined, tuned": lambda path: stock(path, engine="combined", **TUNED),
    "camelot combined (its default)": stock,
}


def cpu_seconds(read: Callable[[Path], int], path: Path) -> tuple[float, int]:
    began = time.process_time()
    tables = read(path)
    return time.process_time() - began, tables


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("pdf", nargs="?", type=Path, default=QINGDAO)
    parser.add_argument("--times", type=int, default=5)
    given = parser.parse_args()
    runs = [{name: cpu_seconds(read, given.pdf) for name, read in READERS.items()} for _ in range(given.times + 1)]
    warm = runs[1:]
    least = {name: min(run[name][0] for run in warm) for name in READERS}
    print(f"{given.pdf.name}, CPU seconds of {given.times} runs after one to warm up\n")
    print("| reader | tables | median | min | min, times the fed lattice |")
    print("|---|--:|--:|--:|--:|")
    for name in READERS:
        median = statistics.median(run[name][0] for run in warm)
        times = least[name] / least["fed lattice"]
        print(f"| {name} | {warm[0][name][1]} | {median:.2f} | {least[name]:.2f} | {times:.1f} |")


if __name__ == "__main__":
    main()

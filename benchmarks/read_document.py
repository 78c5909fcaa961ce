"""Seconds and peak memory of reading whole documents, each in a process of its own.

    python -m benchmarks.read_document [PDF...] [--times 5]

The process starts Python, imports what reading needs and reads one PDF to records; nothing is written.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

from benchmarks.readers import QINGDAO

READ = """
import sys
from pathlib import Path
from qzbudget.build import read_document
reading = read_document(Path(sys.argv[1]))
print(reading.document.source_pages, sum(table.table.amounts for table in reading.tables))
"""


class Run(NamedTuple):
    pages: int
    amounts: int
    wall: float
    cpu: float
    megabytes: float


def run(path: Path) -> Run:
    began = time.perf_counter()
    with subprocess.Popen([sys.executable, "-c", READ, str(path)], stdout=subprocess.PIPE, text=True) as process:
        said = process.stdout.read()
        # what one child has used, and not the most of all children so far; POSIX only
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - began
    if process.returncode:
        raise SystemExit(process.returncode)
    pages, amounts = said.split()
    return Run(int(pages), int(amounts), wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("pdfs", nargs="*", type=Path, default=[QINGDAO])
    parser.add_argument("--times", type=int, default=5)
    given = parser.parse_args()
    print("| file | pages | amounts | wall s, median | wall s, min | CPU s, median | CPU s, min | peak MB |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|")
    for path in given.pdfs:
        runs = [run(path) for _ in range(given.times)]
        wall, cpu = [one.wall for one in runs], [one.cpu for one in runs]
        print(
            f"| {path.name} | {runs[0].pages} | {runs[0].amounts:,} "
            f"| {statistics.median(wall):.2f} | {min(wall):.2f} | {statistics.median(cpu):.2f} | {min(cpu):.2f} "
            f"| {max(one.megabytes for one in runs):.0f} |"
        )


if __name__ == "__main__":
    main()

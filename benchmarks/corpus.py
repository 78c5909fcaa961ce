"""How long a folder of disclosures takes with two workers, and how much memory a worker needs at most.

    python benchmarks/corpus.py ../shared/corpus
"""

from __future__ import annotations

import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

import psutil

from qzbudget.batch import batch

WORKERS = 2


class PeakMemory(threading.Thread):
    """Looks at the memory of the worker processes ten times a second."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.megabytes = 0.0
        self.done = threading.Event()

    def run(self) -> None:
        while not self.done.wait(0.1):
            for process in psutil.Process().children(recursive=True):
                try:
                    self.megabytes = max(self.megabytes, process.memory_info().rss / 1e6)
                except psutil.NoSuchProcess:
                    continue


def main() -> None:
    folder = Path(sys.argv[1])
    peak = PeakMemory()
    peak.start()
    with tempfile.TemporaryDirectory() as out:
        began = time.perf_counter()
        entries = batch([folder], out, workers=WORKERS)
        seconds = time.perf_counter() - began
    peak.done.set()
    statuses = ", ".join(f"{count} {status}" for status, count in Counter(entry.status for entry in entries).items())
    slowest = sorted(entries, key=lambda entry: -(entry.seconds or 0))[:3]
    print(f"{len(entries)} files ({statuses}), {sum(entry.amounts or 0 for entry in entries):,} amounts")
    print(f"{seconds:.1f} s with {WORKERS} workers, at most {peak.megabytes:.0f} MB in a worker")
    print("slowest: " + ", ".join(f"{Path(entry.file).name} {entry.seconds} s" for entry in slowest))


if __name__ == "__main__":
    main()

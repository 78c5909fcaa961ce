"""Run notebooks through plain papermill on many datasets: ``python docs/notebooks_on_corpus.py DATASETS NOTEBOOK…``.

``DATASETS`` is a folder that ``qzbudget batch`` wrote.  One document of each place is taken, and of the others as many as
``--most`` allows.  Exit status 1 if a notebook fails on a dataset.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path

import papermill
from papermill.exceptions import PapermillExecutionError


def chosen(folder: Path, most: int) -> list[Path]:
    """Return datasets of as many places as there are, the first of each place before the second of any."""
    by_place: dict[str, list[Path]] = {}
    for path in sorted(folder.glob("*/datapackage.json")):
        place = json.loads(path.read_text(encoding="utf-8"))["document"]["place"] or ""
        by_place.setdefault(place, []).append(path.parent)
    ranked = [(rank, place, dataset) for place, found in by_place.items() for rank, dataset in enumerate(found)]
    return [dataset for _, _, dataset in sorted(ranked)[:most]]


def main() -> int:
    """Run each notebook on each dataset, and tell how long it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("datasets", type=Path)
    parser.add_argument("notebooks", nargs="+", type=Path)
    parser.add_argument("--most", type=int, default=12)
    parser.add_argument("--lang", default="zh")
    parser.add_argument("--keep", type=Path, help="folder for the executed notebooks")
    given = parser.parse_args()
    failures = 0
    with tempfile.TemporaryDirectory() as scratch:
        out = given.keep or Path(scratch)
        out.mkdir(parents=True, exist_ok=True)
        for dataset in chosen(given.datasets, given.most):
            for notebook in given.notebooks:
                values = {"source": str(dataset.resolve()), "lang": given.lang}
                start, result = time.perf_counter(), "ok"
                try:
                    target = out / f"{dataset.name}-{notebook.stem}-{given.lang}.ipynb"
                    papermill.execute_notebook(notebook, target, parameters=values, progress_bar=False, kernel_name="python3")
                except PapermillExecutionError as error:
                    failures, result = failures + 1, f"{error.ename}: {error.evalue}"
                print(f"{dataset.name}\t{notebook.name}\t{time.perf_counter() - start:.1f} s\t{result}", flush=True)  # noqa: T201  a tool for the terminal
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())

"""The dataset folders that stand beside one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from qzbudget.dataset.descriptor import FILE_NAME

UNITS = "units"
"""The folder of other units' datasets, beside the datasets of one's own."""


def beside(folder: Path) -> Iterator[Path]:
    """Yield the dataset folders that stand in the same folder, then those in the folder ``units`` of it.

    Parameters
    ----------
    folder : Path
        A dataset folder; it is not among them.

    Examples
    --------
    >>> list(beside(Path("no-such-folder/甲局-2023-budget-unit")))
    []
    """
    own = folder.resolve()
    for place in (own.parent, own.parent / UNITS):
        yield from (path for path in datasets_in(place) if path != own)


def datasets_in(folder: Path) -> list[Path]:
    """Return the dataset folders that a folder holds, by name."""
    return sorted(path.parent for path in folder.glob(f"*/{FILE_NAME}"))

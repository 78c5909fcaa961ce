"""A PDF or a dataset folder, given as a reader gives it → a loaded dataset."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from qzbudget.dataset.load import Dataset, load
from qzbudget.locate import find_source, processed_folder

Reader = Callable[[Path, Path], Path]
"""Reads a PDF into a dataset folder below a given folder, and returns the dataset folder."""


def open_source(
    source: str | Path, *, out: str | Path | None = None, exact: bool = False, read: Reader | None = None
) -> Dataset:
    """Open a PDF or a dataset folder.

    Parameters
    ----------
    source : str or Path
        A PDF, which is read into a dataset folder first, or a dataset folder.  A relative path counts from the current
        folder and, where nothing stands there, from the folder of the notebooks.
    out : str or Path, optional
        Where the dataset folder of a PDF goes.  Default: the nearest ``data/processed`` in the current folder or in one
        above it; where there is none, ``data/processed`` in the current folder.  A PDF that the same reader has read
        into it before is not written again.
    exact : bool, default False
        As in :func:`qzbudget.load`.
    read : callable, optional
        Reads a PDF into a folder; :func:`qzbudget.read` unless another is given.

    Returns
    -------
    Dataset
        The loaded dataset.

    Raises
    ------
    SourceError
        If there is no such file or folder, or the PDF cannot be read.
    DatasetError
        If the folder is no dataset.

    Examples
    --------
    >>> import qzbudget as qz
    >>> budget = qz.open("data/raw/qingdao-government-office-2023-unit-budget.pdf")  # doctest: +SKIP
    >>> budget.document["unit_name"]  # doctest: +SKIP
    '青岛市人民政府办公厅（本级）'
    """
    found = find_source(source)
    if found.is_file():
        found = (read or _read)(found, processed_folder() if out is None else Path(out))
    return load(found, exact=exact)


def _read(pdf: Path, out: Path) -> Path:
    from qzbudget.build import read  # noqa: PLC0415  a dataset folder opens without the machinery that reads PDFs

    return read(pdf, out)

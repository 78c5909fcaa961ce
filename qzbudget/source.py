"""A PDF or a dataset folder, given as a reader gives it → a loaded dataset."""

from __future__ import annotations

import glob
from collections.abc import Callable, Iterable
from pathlib import Path

from qzbudget.dataset.load import Dataset, load
from qzbudget.errors import SourceError, UsageError

PROCESSED = Path("data", "processed")
_PACKAGE = Path(__file__).resolve().parent

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


def find_source(source: str | Path) -> Path:
    """Return the absolute path of a source; see :func:`open_source` for where it is looked for."""
    path = Path(source).expanduser()
    tried = [path.absolute()] if path.is_absolute() else [Path.cwd() / path, notebooks_folder() / path]
    for candidate in tried:
        if candidate.exists():
            return candidate.resolve()
    places = "、".join(dict.fromkeys(str(candidate.resolve()) for candidate in tried))
    raise SourceError(f"{source}：找不到这个文件或文件夹（找过 {places}）。请检查路径。")


def find_pdfs(sources: Iterable[str | Path]) -> list[Path]:
    """Return the PDF files that files, folders and glob patterns name, sorted, each once."""
    found: set[Path] = set()
    for source in sources:
        path = Path(source)
        if path.is_dir():
            found.update(p for p in path.rglob("*") if p.suffix.lower() == ".pdf" and p.is_file())
        elif path.exists():
            found.add(path)
        else:
            found.update(Path(p) for p in glob.glob(str(source), recursive=True))  # noqa: PTH207 - a pattern may be absolute
    if not found:
        raise UsageError(f"{'、'.join(map(str, sources))}：没有找到任何 PDF 文件。请检查路径或通配符。")
    return sorted(found)


def processed_folder() -> Path:
    """Return the folder that a PDF is read into where none is named."""
    here = Path.cwd()
    return next((p / PROCESSED for p in (here, *here.parents) if (p / PROCESSED).is_dir()), here / PROCESSED)


def notebooks_folder() -> Path:
    """Return the folder of the notebooks: inside an installed package, beside the package in a clone."""
    inside = _PACKAGE / "notebooks"
    return inside if inside.is_dir() else _PACKAGE.parent / "notebooks"


def _read(pdf: Path, out: Path) -> Path:
    from qzbudget.build import read  # noqa: PLC0415  a dataset folder opens without the machinery that reads PDFs

    return read(pdf, out)

"""Where things stand: sources that a reader names, PDFs in folders and patterns, the folders of datasets and notebooks."""

from __future__ import annotations

import glob
from collections.abc import Iterable
from pathlib import Path

from qzbudget.errors import SourceError, UsageError

PROCESSED = Path("data", "processed")
_PACKAGE = Path(__file__).resolve().parent


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

"""Folders that are replaced as a whole or not at all."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replaced_folder(folder: Path) -> Iterator[Path]:
    """Fill a new folder that takes the place of ``folder`` once the block has ended without an error.

    Parameters
    ----------
    folder : Path
        The folder to write or to replace; its parents are made where they are missing.

    Yields
    ------
    Path
        An empty temporary folder beside it.  After an error it is gone, and ``folder`` is as it was before.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as parent:
    ...     with replaced_folder(Path(parent) / "data") as new:
    ...         _ = (new / "a.txt").write_text("a")
    ...     sorted(path.name for path in Path(parent).rglob("*"))
    ['a.txt', 'data']
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    _restore(folder)
    new = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}")
    new.mkdir()
    try:
        yield new
        _flush(new)
        _swap(folder, new)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    _flush_folder(folder.parent)


def _aside(folder: Path) -> Path:
    """Where the earlier folder waits for the moment between the two renames."""
    return folder.with_name(f".{folder.name}.earlier")


def _restore(folder: Path) -> None:
    """Undo a swap that a crash has cut in two."""
    aside = _aside(folder)
    if not aside.exists():
        return
    if folder.exists():
        shutil.rmtree(aside)
    else:
        aside.rename(folder)


def _swap(folder: Path, new: Path) -> None:
    if not folder.exists():
        new.rename(folder)
        return
    aside = _aside(folder)
    folder.rename(aside)
    try:
        new.rename(folder)
    except OSError:
        aside.rename(folder)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def _flush(folder: Path) -> None:
    for path in sorted(folder.rglob("*")):
        if path.is_dir():
            _flush_folder(path)
        else:
            with path.open("rb+") as file:
                os.fsync(file.fileno())
    _flush_folder(folder)


def _flush_folder(folder: Path) -> None:
    """Make the names in a folder last through a power cut; only POSIX lets a folder be opened for that."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

"""Records → a dataset folder on disk, all or nothing, the same bytes for the same input."""

from __future__ import annotations

import csv
import io
import json
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from qzbudget.dataset.descriptor import FILE_NAME, File, descriptor
from qzbudget.dataset.folders import replaced_folder
from qzbudget.dataset.records import AmountRecord, DocumentRecord, Record
from qzbudget.dataset.schema import AMOUNTS, RESOURCES, Column, Resource, amount_columns, columns
from qzbudget.errors import DatasetError

UNLISTED_ROLES = frozenset({"performance_target"})
"""Roles whose content does not go to ``tables/<role>.csv``."""


class DocumentCollisionWarning(UserWarning):
    """Two different documents of the same unit, year, kind and level: the later one is set apart by its hash."""


def write_dataset(
    document: DocumentRecord, records: Iterable[Record], out: Path, *, force: bool = False
) -> Path:
    """Write the dataset folder of one document.

    Parameters
    ----------
    document : DocumentRecord
        The document.
    records : iterable of Record
        Its rows of every CSV: tables, amounts, projects, …; those of one CSV in the order in which they are written.
    out : Path
        Where dataset folders stand.
    force : bool, default False
        Write anew even where the folder holds the same file read by the same reader.

    Returns
    -------
    Path
        ``<out>/<document_id>``; with ``-`` and the first 8 digits of the document's sha256 behind it where another
        document has that name already.

    Warns
    -----
    DocumentCollisionWarning
        If the document had to be set apart from another one.

    Raises
    ------
    DatasetError
        If the records contradict each other, if something that is no dataset stands in the way, or if the disk
        refuses.  The earlier folder is then as it was.
    """
    folder, document_id = _claim(document, out)
    if not force and _is_current(folder, document):
        return folder
    if document_id != document.document_id:
        document = replace(document, document_id=document_id)
        records = [replace(record, document_id=document_id) for record in records]
    rows = _by_resource(records)
    _refuse_contradictions(document, rows)
    try:
        with replaced_folder(folder) as new:
            _fill(new, document, list(_files(rows)))
    except OSError as error:
        raise DatasetError(
            f"{folder}：无法写入（{error.strerror or error}）。请检查磁盘空间和文件夹权限；原有数据没有改动。"
        ) from error
    return folder


def _claim(document: DocumentRecord, out: Path) -> tuple[Path, str]:
    """Return the folder and identifier for a document, apart from those of every other document."""
    name = document.document_id
    if name in ("", ".", "..") or name.startswith(".") or Path(name).name != name or "\\" in name:
        raise DatasetError(f"{document.source_path}：文件标识 {name!r} 不能作文件夹名。请更正单位名称后再读。")
    folder = out / name
    if _holds_other(folder, document):
        apart = f"{name}-{document.source_sha256[:8]}"
        warnings.warn(
            f"{folder} 已是另一份文件（单位、年度、类别和层级相同，内容不同），{document.source_path} 写入 {apart}。"
            "请核对哪一份是正式公布的。",
            DocumentCollisionWarning,
            stacklevel=3,
        )
        return out / apart, apart
    return folder, name


def _holds_other(folder: Path, document: DocumentRecord) -> bool:
    held = _held(folder)
    return held is not None and held["sources"][0]["sha256"] != document.source_sha256


def _is_current(folder: Path, document: DocumentRecord) -> bool:
    """Tell whether a folder holds this very file, read by this reader, with all its CSV files."""
    held = _held(folder)
    return (
        held is not None
        and held["sources"][0]["sha256"] == document.source_sha256
        and held["document"]["reader_version"] == document.reader_version
        and all((folder / resource["path"]).is_file() for resource in held["resources"])
    )


def _held(folder: Path) -> dict[str, Any] | None:
    """Return the descriptor of the dataset that a folder holds, None where there is no folder or an empty one."""
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return None
    try:
        held = json.loads((folder / FILE_NAME).read_text(encoding="utf-8"))
        held["sources"][0]["sha256"], held["document"]["reader_version"], held["resources"]
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise DatasetError(
            f"{folder}：已经存在，但不是完整的数据集（{FILE_NAME} 缺失或损坏）。请把它移走或改用别的输出文件夹。"
        ) from error
    return dict(held)


_Rows = dict[Resource, list[Record]]


def _by_resource(records: Iterable[Record]) -> _Rows:
    resource_of = {resource.record: resource for resource in RESOURCES}
    rows: _Rows = {resource: [] for resource in RESOURCES}
    for record in records:
        rows[resource_of[type(record)]].append(record)
    return rows


def _refuse_contradictions(document: DocumentRecord, rows: _Rows) -> None:
    """Keys must be unique and lead to the document and its rows, or the folder would not keep its contract."""
    faults = [fault for resource in RESOURCES for fault in _contradictions(resource, rows)]
    strangers = {r.document_id for of_resource in rows.values() for r in of_resource} - {document.document_id}
    if strangers:
        faults.append(f"有记录属于别的文件：{'、'.join(sorted(strangers))}")
    if faults:
        raise DatasetError(f"{document.source_path}：{'；'.join(faults)}。这是读取程序的缺陷，请报告。")


def _contradictions(resource: Resource, rows: _Rows) -> Iterator[str]:
    keys = _values(rows[resource], resource.key)
    if doubled := len(keys) - len(set(keys)):
        yield f"{resource.name}.csv 有 {doubled} 行的（{'，'.join(resource.key)}）重复"
    if resource.refers_to is None:
        return
    name, shared = resource.refers_to
    referred = next(other for other in RESOURCES if other.name == name)
    lost = set(_values(rows[resource], shared)) - set(_values(rows[referred], shared))
    if lost:
        told = "、".join(" ".join(map(str, values)) for values in sorted(lost))
        yield f"{resource.name}.csv 的（{'，'.join(shared)}）在 {name}.csv 里没有：{told}"


def _values(records: Iterable[Record], names: Sequence[str]) -> list[tuple[Any, ...]]:
    return [tuple(getattr(record, name) for name in names) for record in records]


def _files(rows: _Rows) -> Iterator[File]:
    for resource in RESOURCES:
        if resource is AMOUNTS:
            yield from _role_files(rows[resource])
        else:
            yield _file(f"{resource.name}.csv", resource, columns(resource), rows[resource])


def _role_files(amounts: Iterable[Record]) -> Iterator[File]:
    of_roles: dict[str, list[Record]] = {}
    for amount in amounts:
        if isinstance(amount, AmountRecord) and amount.role not in UNLISTED_ROLES:
            of_roles.setdefault(amount.role, []).append(amount)
    names = [column.name for column in columns(AMOUNTS)]
    for role, of_role in of_roles.items():
        present = {name for name in names if any(getattr(amount, name) is not None for amount in of_role)}
        yield _file(f"{AMOUNTS.name.replace('*', role)}.csv", AMOUNTS, amount_columns(role, present), of_role)


def _file(path: str, resource: Resource, described: tuple[Column, ...], records: Iterable[Record]) -> File:
    return File(path, resource, described, _csv(described, records))


def csv_of(resource: Resource, records: Iterable[Record]) -> bytes:
    """Return records as the CSV of their resource."""
    return _csv(columns(resource), records)


def _csv(described: Sequence[Column], records: Iterable[Record]) -> bytes:
    names = [column.name for column in described]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([_printed(getattr(record, name)) for name in names] for record in records)
    return text.getvalue().encode("utf-8")


def _printed(value: str | int | bool | Decimal | None) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case Decimal():
            return format(value, "f")
        case _:
            return str(value)


def _fill(folder: Path, document: DocumentRecord, files: Sequence[File]) -> None:
    for file in files:
        path = folder / file.path
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(file.content)
    text = json.dumps(descriptor(document, files), ensure_ascii=False, indent=2)
    (folder / FILE_NAME).write_bytes(f"{text}\n".encode())

"""Records → a dataset folder on disk, all or nothing, the same bytes for the same input."""

from __future__ import annotations

import csv
import io
import json
import warnings
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from qzbudget.descriptor import FILE_NAME, Resource, descriptor
from qzbudget.errors import DatasetError
from qzbudget.folders import replaced_folder
from qzbudget.records import AmountRecord, DocumentRecord, TableRecord
from qzbudget.schema import amount_columns, table_columns

UNLISTED_ROLES = frozenset({"performance_target"})
"""Roles whose content does not go to ``tables/<role>.csv``."""


class DocumentCollisionWarning(UserWarning):
    """Two different documents of the same unit, year, kind and level: the later one is set apart by its hash."""


def write_dataset(
    document: DocumentRecord,
    tables: Sequence[TableRecord],
    amounts: Sequence[AmountRecord],
    out: Path,
    *,
    force: bool = False,
) -> Path:
    """Write the dataset folder of one document.

    Parameters
    ----------
    document : DocumentRecord
        The document.
    tables : sequence of TableRecord
        Its tables, in the order of its pages.
    amounts : sequence of AmountRecord
        The amount cells of all its tables.
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
        tables = [replace(table, document_id=document_id) for table in tables]
        amounts = [replace(amount, document_id=document_id) for amount in amounts]
    _refuse_contradictions(document, tables, amounts)
    try:
        with replaced_folder(folder) as new:
            _fill(new, document, [_tables_csv(tables), *_role_csvs(amounts)])
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


def _refuse_contradictions(
    document: DocumentRecord, tables: Sequence[TableRecord], amounts: Sequence[AmountRecord]
) -> None:
    """Keys must be unique and lead to the document and its tables, or the folder would not keep its contract."""
    roles = {table.table_id: table.role for table in tables}
    keys = {(amount.table_id, amount.row, amount.col) for amount in amounts}
    documents = {table.document_id for table in tables} | {amount.document_id for amount in amounts}
    strangers = documents - {document.document_id}
    lost = sorted({amount.table_id for amount in amounts if roles.get(amount.table_id) != amount.role})
    faults = [
        f"有 {len(tables) - len(roles)} 张表的 table_id 重复" if len(roles) != len(tables) else "",
        f"有 {len(amounts) - len(keys)} 个金额的 (table_id, row, col) 重复" if len(keys) != len(amounts) else "",
        f"有记录属于别的文件：{'、'.join(sorted(strangers))}" if strangers else "",
        f"有金额不属于任何一张同角色的表：{'、'.join(lost)}" if lost else "",
    ]
    if any(faults):
        raise DatasetError(f"{document.source_path}：{'；'.join(filter(None, faults))}。这是读取程序的缺陷，请报告。")


def _tables_csv(tables: Sequence[TableRecord]) -> Resource:
    columns = table_columns()
    return Resource("tables.csv", columns, _csv([c.name for c in columns], tables))


def _role_csvs(amounts: Sequence[AmountRecord]) -> Iterable[Resource]:
    for role in dict.fromkeys(amount.role for amount in amounts if amount.role not in UNLISTED_ROLES):
        of_role = [amount for amount in amounts if amount.role == role]
        every = amount_columns()
        present = {c.name for c in every if any(getattr(amount, c.name) is not None for amount in of_role)}
        columns = amount_columns(role, present)
        yield Resource(f"tables/{role}.csv", columns, _csv([c.name for c in columns], of_role))


def _csv(names: Sequence[str], records: Iterable[TableRecord | AmountRecord]) -> bytes:
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


def _fill(folder: Path, document: DocumentRecord, resources: Sequence[Resource]) -> None:
    for resource in resources:
        path = folder / resource.path
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(resource.content)
    text = json.dumps(descriptor(document, resources), ensure_ascii=False, indent=2)
    (folder / FILE_NAME).write_bytes(f"{text}\n".encode())

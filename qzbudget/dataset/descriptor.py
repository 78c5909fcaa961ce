"""The Data Package descriptor of a dataset folder: what stands in each CSV, and which document it came from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from qzbudget.dataset.records import DocumentRecord
from qzbudget.dataset.schema import Column, Resource

FILE_NAME = "datapackage.json"

Json = dict[str, Any]


@dataclass(frozen=True)
class File:
    """One CSV file as it is written: its path in the dataset folder, which resource it is, its columns, its bytes."""

    path: str
    resource: Resource
    columns: tuple[Column, ...]
    content: bytes

    @property
    def name(self) -> str:
        """The file's name without its ending: ``tables``, or the role."""
        return self.path.rpartition("/")[2].removesuffix(".csv")


def descriptor(document: DocumentRecord, files: Sequence[File]) -> Json:
    """Describe a dataset folder.

    Parameters
    ----------
    document : DocumentRecord
        The document that the folder was read from.
    files : sequence of File
        Its CSV files.

    Returns
    -------
    dict
        A Data Package descriptor with one Table Schema per CSV, ready for JSON.  Nothing in it depends on the time or
        the machine.

    References
    ----------
    Data Package and Table Schema: https://specs.frictionlessdata.io ; column types: Fiscal Data Package.
    """
    year = document.fiscal_year
    period = {} if year is None else {"fiscalPeriod": {"start": f"{year}-01-01", "end": f"{year}-12-31"}}
    return {
        "profile": "data-package",
        "name": f"qzbudget-{document.source_sha256[:16]}",
        "title": document.source_title,
        "countryCode": "CN",
        **period,
        "sources": [
            {
                "title": document.source_title,
                "path": document.source_path,
                "sha256": document.source_sha256,
                "pages": document.source_pages,
            }
        ],
        "document": {
            "document_id": document.document_id,
            "unit_name": document.unit_name,
            "unit_key": document.unit_key,
            "unit_code": document.unit_code,
            "place": document.place,
            "fiscal_year": document.fiscal_year,
            "kind": document.kind,
            "level": document.level,
            "reader_version": document.reader_version,
            "unread_sentences": document.unread_sentences,
            "unread_table_pages": list(document.unread_table_pages or ()),
        },
        "resources": [_resource(file) for file in files],
    }


def _resource(file: File) -> Json:
    return {
        "name": file.name,
        "path": file.path,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(file.content),
        "hash": f"sha256:{sha256(file.content).hexdigest()}",
        "schema": _schema(file),
    }


def _schema(file: File) -> Json:
    key = file.resource.key
    schema: Json = {
        "fields": [_field(column, column.name in key) for column in file.columns],
        "missingValues": [""],
        "primaryKey": list(key),
    }
    if file.resource.refers_to is not None:
        name, shared = file.resource.refers_to
        reference = {"resource": name, "fields": list(shared)}
        schema["foreignKeys"] = [{"fields": list(shared), "reference": reference}]
    return schema


def _field(column: Column, required: bool) -> Json:
    parts: Iterable[tuple[str, object]] = (
        ("name", column.name),
        ("type", column.type),
        ("unit", column.unit),
        ("description", column.description),
        ("description_en", column.description_en),
        ("columnType", column.column_type),
        ("trueValues", ["true"] if column.type == "boolean" else None),
        ("falseValues", ["false"] if column.type == "boolean" else None),
        ("constraints", {"required": True} if required else None),
    )
    return {name: value for name, value in parts if value is not None}

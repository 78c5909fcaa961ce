"""The Data Package descriptor of a dataset folder: what stands in each CSV, and which document it came from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from qzbudget.records import DocumentRecord
from qzbudget.schema import TABLES, Column

FILE_NAME = "datapackage.json"
PRIMARY_KEYS = {TABLES: ("document_id", "table_id")}
AMOUNT_KEY = ("document_id", "table_id", "row", "col")
"""The key of every ``tables/<role>.csv``."""

Json = dict[str, Any]


@dataclass(frozen=True)
class Resource:
    """One CSV file of a dataset folder: its path in the folder, columns, and bytes."""

    path: str
    columns: tuple[Column, ...]
    content: bytes

    @property
    def name(self) -> str:
        """The file's name without its ending: ``tables``, or the role."""
        return self.path.rpartition("/")[2].removesuffix(".csv")


def descriptor(document: DocumentRecord, resources: Sequence[Resource]) -> Json:
    """Describe a dataset folder.

    Parameters
    ----------
    document : DocumentRecord
        The document that the folder was read from.
    resources : sequence of Resource
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
        },
        "resources": [_resource(resource) for resource in resources],
    }


def _resource(resource: Resource) -> Json:
    return {
        "name": resource.name,
        "path": resource.path,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(resource.content),
        "hash": f"sha256:{sha256(resource.content).hexdigest()}",
        "schema": _schema(resource),
    }


def _schema(resource: Resource) -> Json:
    key = PRIMARY_KEYS.get(resource.name, AMOUNT_KEY)
    schema: Json = {
        "fields": [_field(column, column.name in key) for column in resource.columns],
        "missingValues": [""],
        "primaryKey": list(key),
    }
    if key == AMOUNT_KEY:
        reference = list(PRIMARY_KEYS[TABLES])
        schema["foreignKeys"] = [{"fields": reference, "reference": {"resource": TABLES, "fields": reference}}]
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

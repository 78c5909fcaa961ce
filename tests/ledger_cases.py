"""Small documents as records, for tests of the ledger."""

from dataclasses import fields
from decimal import Decimal

from qzbudget.amounts import is_number, parse_amount
from qzbudget.check import check_material, material
from qzbudget.dataset.records import AmountRecord, DocumentRecord, ProjectRecord, StatementRecord, TableRecord

MONEY = {"total", "total.basic", "total.project", "total.basic.personnel", "total.basic.operating"}


def blank(record, /, **values):
    """A record with these values; everything else is not reported."""
    return record(**{field.name: values.get(field.name) for field in fields(record)})


def document(**values):
    facts = {"document_id": "d", "unit_name": "甲局", "unit_key": "甲局", "fiscal_year": 2023, "kind": "budget"}
    return blank(DocumentRecord, **facts | {"level": "unit", "source_sha256": "0" * 64} | values)


def table(role, rows, columns=("total",), money="万元", notes=None, year=2023, **every):
    """A table and its amounts.

    Each row is ``(facts, *printed amounts)``; ``facts`` gives ``item_code``, ``item_name``, ``row_type``, ``parent_row`` …
    """
    table_id = every.pop("table_id", role)
    record = blank(TableRecord, document_id="d", table_id=table_id, role=role, notes_printed=notes, **every)
    parents = {facts.get("parent_row") for facts, *_ in rows}
    amounts = []
    for index, (facts, *printed) in enumerate(rows):
        for col, (measure, text) in enumerate(zip(columns, printed, strict=True), start=2):
            yuan = parse_amount(text, money) if is_number(text) else None
            own = {"row_label": facts.get("item_name") or facts.get("item_code"), "is_leaf": index not in parents}
            place = {"document_id": "d", "table_id": table_id, "role": role, "row": index, "col": col, "page": 1}
            told = {"fiscal_year": year, "phase": "approved", "direction": "expenditure", "header": measure}
            money_of = {"measure": measure, "amount_printed": text, "amount_yuan": yuan, "money_unit": money}
            amounts.append(blank(AmountRecord, **own | place | told | money_of | facts))
    return [record, *amounts]


def total(**facts):
    return {"row_type": "total", "item_name": "合计"} | facts


def line(code, name, parent=0, **facts):
    kind = {3: "class", 5: "section", 7: "item"}[len(code)]
    return {"row_type": kind, "item_code": code, "item_name": name, "parent_row": parent} | facts


def statement(statement_id, concept, amount=None, **values):
    """A stated amount in 万元."""
    yuan = None if amount is None else parse_amount(amount, "万元")
    facts = {"document_id": "d", "measure": "budget", "section": "一", "money_unit": "万元", "page": 1, "text": "。"}
    own = {"statement_id": statement_id, "concept": concept, "amount_printed": amount, "amount_yuan": yuan}
    return blank(StatementRecord, **facts | own | values)


def change(amount, pct=None, prior=None, source="implied"):
    """The change of a stated amount: signed 万元, signed per cent, last year's 万元."""
    yuan = {
        "change_yuan": Decimal(amount) * 10_000,
        "prior_year_yuan": None if prior is None else Decimal(prior) * 10_000,
    }
    return yuan | {"change_pct": None if pct is None else Decimal(pct), "prior_year_source": source}


def project(project_id, budget, fiscal=None, other=None, **values):
    money = {"budget_yuan": budget, "fiscal_yuan": fiscal, "other_yuan": other}
    yuan = {name: None if text is None else Decimal(text) * 10_000 for name, text in money.items()}
    facts = {
        "document_id": "d",
        "project_id": project_id,
        "sheet_kind": "project",
        "money_unit": "万元",
        "page_first": 1,
    }
    return blank(ProjectRecord, **facts | yuan | values)


def ledger(*parts, of=None):
    """The checks of a document by their identifier; its parts are records and lists of records."""
    records = [record for part in parts for record in (part if isinstance(part, list) else [part])]
    return {check.check_id: check for check in check_material(material(of or document(), records))}


def status(checks, check_id):
    return checks[check_id].status

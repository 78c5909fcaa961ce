"""The rows of a dataset folder as frozen records: field names are the column names of the CSV files.

What each column means, its unit and its type stand in ``knowledge/data_dictionary.csv``.  ``None`` means
"not reported" and is written as an empty cell; it never stands for zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """One source document: whose money, which year, and which file it was read from.

    ``unread_sentences`` counts the sentences of its narrative that print money and were not understood;
    ``unread_table_pages`` names the page of each part that looks like a table and was not read, and is None where the reader
    did not look for them.
    """

    document_id: str
    unit_name: str | None
    unit_key: str | None
    unit_code: str | None
    place: str | None
    fiscal_year: int | None
    kind: str
    level: str
    reader_version: str
    source_title: str
    source_path: str
    source_sha256: str
    source_pages: int
    unread_sentences: int = 0
    unread_table_pages: tuple[int, ...] | None = ()


@dataclass(frozen=True, slots=True)
class TableRecord:
    """One disclosure table of a document; unit of observation of ``tables.csv``."""

    document_id: str
    table_id: str
    role: str
    number_printed: str | None
    title_printed: str | None
    unit_name: str | None
    page_first: int
    page_last: int
    money_unit: str | None
    rows: int
    columns: int
    amounts: int
    notes_printed: str | None
    reading: str
    proved: bool
    faults: str | None = None


@dataclass(frozen=True, slots=True)
class AmountRecord:
    """One amount cell of a table; unit of observation of ``tables/<role>.csv``."""

    document_id: str
    unit_name: str | None
    fiscal_year: int | None
    phase: str | None
    table_id: str
    role: str
    row: int
    col: int
    parent_row: int | None
    is_leaf: bool
    line_no: str | None
    direction: str | None
    item_code: str | None
    code_inferred: str | None
    concept: str | None
    item_name: str | None
    item_label: str | None
    row_type: str | None
    measure: str | None
    header: str
    amount_printed: str
    money_unit: str | None
    amount_yuan: Decimal | None
    corrected_yuan: Decimal | None
    correction_id: str | None
    page: int
    x0: Decimal
    top: Decimal
    x1: Decimal
    bottom: Decimal
    row_label: str | None = None
    procurement_code: str | None = None
    procurement_name: str | None = None
    procurement_kind: str | None = None
    project_code: str | None = None
    project_name: str | None = None
    functional_code: str | None = None
    functional_name: str | None = None
    department_code: str | None = None
    department_name: str | None = None
    government_code: str | None = None
    government_name: str | None = None


NONE = "none"
"""The measure of a statement that there is no such money; it prints no figure."""
OTHER_YEAR = "other_year"
"""The measure of a sentence or heading about last year that may mean this one; a heading prints no figure."""
OF_THE_YEAR = ("budget", "executed", "change", "share", "completion", "count")
"""The measures of figures that the narrative states about the document's own year."""


@dataclass(frozen=True, slots=True)
class StatementRecord:
    """One figure stated in the narrative, or money that it says there is none of; unit of observation of ``statements.csv``.

    ``amount_printed`` is the figure whose place is given: the amount, else the change, the share, the count.
    ``prior_year_yuan`` is what the sentence says of last year (``stated``), else the amount less its change (``implied``);
    it is last year's budget or last year's execution, as ``base_kind`` says.  ``proved_by`` names the rules of the ledger that
    set the figure equal to others and hold; None where it rests on its words alone.
    """

    document_id: str
    statement_id: str
    section: str | None
    subject: str | None
    concept: str | None
    measure: str
    amount_printed: str | None
    money_unit: str | None
    amount_yuan: Decimal | None
    change_yuan: Decimal | None
    change_pct: Decimal | None
    change_direction: str | None
    change_base: str | None
    base_kind: str | None
    prior_year_yuan: Decimal | None
    prior_year_source: str | None
    share_pct: Decimal | None
    completion_pct: Decimal | None
    count: Decimal | None
    count_unit: str | None
    as_of: str | None
    reason: str | None
    page: int
    x0: Decimal
    top: Decimal
    x1: Decimal
    bottom: Decimal
    text: str
    proved_by: str | None = None


@dataclass(frozen=True, slots=True)
class ProjectRecord:
    """One performance sheet: a project's, a department's or a fund's; unit of observation of ``projects.csv``.

    ``budget_yuan`` is the year's money where a sheet prints both the year's and that of the whole project.  The four
    ``plan_…_yuan`` are what is to be spent by the end of the month, counted from January.  A ``…_box`` is the place of the amount
    of that name: page, x0, top, x1 and bottom, with spaces between.
    """

    document_id: str
    project_id: str
    sheet_kind: str
    unit_name: str | None
    project_code: str | None
    project_name: str | None
    money_unit: str | None
    budget_yuan: Decimal | None
    fiscal_yuan: Decimal | None
    other_yuan: Decimal | None
    purpose: str | None
    plan_unit_printed: str | None
    plan_march_yuan: Decimal | None
    plan_june_yuan: Decimal | None
    plan_october_yuan: Decimal | None
    plan_december_yuan: Decimal | None
    goals: str | None
    page_first: int
    page_last: int
    budget_box: str | None = None
    fiscal_box: str | None = None
    other_box: str | None = None
    plan_march_box: str | None = None
    plan_june_box: str | None = None
    plan_october_box: str | None = None
    plan_december_box: str | None = None


@dataclass(frozen=True, slots=True)
class TargetRecord:
    """One performance indicator of a sheet; unit of observation of ``performance_targets.csv``.

    ``row`` counts the indicators of a sheet from 0.  ``description`` is the printed explanation of the indicator, or, in a
    sheet that groups indicators by activity (活动), the activity.  Page and box are those of the target.
    """

    document_id: str
    project_id: str
    project_code: str | None
    row: int
    level1: str | None
    level2: str | None
    level3: str | None
    description: str | None
    target_printed: str | None
    comparator: str | None
    target_value: Decimal | None
    target_unit: str | None
    weight: Decimal | None
    basis: str | None
    page: int
    x0: Decimal
    top: Decimal
    x1: Decimal
    bottom: Decimal


@dataclass(frozen=True, slots=True)
class OrganisationRecord:
    """One duty (主要职能), one office (机构设置) or one unit below; unit of observation of ``organisation.csv``.

    ``kind`` is ``duty``, ``office`` or ``unit``.  ``number`` is the printed number: ``1``, ``（一）``; of an office in a printed
    range (``8-12.``) its own.  ``name`` is that of an office or a unit; ``description`` is a duty's text, or what an office does.
    """

    document_id: str
    row: int
    kind: str
    number: str | None
    name: str | None
    description: str | None
    page: int


@dataclass(frozen=True, slots=True)
class TermRecord:
    """One of the document's own terms (名词解释) and its definition; unit of observation of ``glossary.csv``."""

    document_id: str
    row: int
    number: str | None
    term: str
    definition: str
    page: int


@dataclass(frozen=True, slots=True)
class CheckRecord:
    """One check of one subject and how it ended; unit of observation of ``checks.csv``.

    ``left_where`` and ``right_where`` are addresses joined by ``+``; a blank difference is a check that compares no money.
    """

    document_id: str
    check_id: str
    rule: str
    subject: str
    left_where: str | None
    left_yuan: Decimal | None
    right_where: str | None
    right_yuan: Decimal | None
    difference_yuan: Decimal | None
    tolerance_yuan: Decimal | None
    status: str
    message: str


Record = (
    TableRecord
    | AmountRecord
    | StatementRecord
    | ProjectRecord
    | TargetRecord
    | OrganisationRecord
    | TermRecord
    | CheckRecord
)
"""A row of any CSV of a dataset folder; :data:`qzbudget.dataset.schema.RESOURCES` says which CSV it stands in."""

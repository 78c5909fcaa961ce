"""What each body row is: its code and name, its kind, and the rows that it is a part of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from qzbudget.amounts import is_blank
from qzbudget.join import BodyRow
from qzbudget.know.codes import is_classification
from qzbudget.know.column import AMOUNT, KnownColumn
from qzbudget.know.labels import TOTALS, enumerator, is_of_which, item, item_name, other_labels, texts_by_kind
from qzbudget.terms import EXPENDITURE, Knowledge, LineWord
from qzbudget.text import match_key, tidy_name

_KINDS_OF_PURCHASES = "procurement."
_SIZES = {3: "class", 5: "section", 7: "item"}


@dataclass(frozen=True)
class KnownRow:
    """One body row on one side of a table.

    ``row`` is its 0-based position in the whole body.  ``labels`` are the other label cells (project, procurement, unit,
    further classifications) by kind; ``printed`` is every label cell as printed, joined by `` | ``; ``measure`` is what the
    row prints where that is not what its columns are: the sum of several blocks.
    """

    row: int
    line_no: str | None
    code: str | None
    code_inferred: str | None
    concept: str | None
    name: str | None
    label: str | None
    row_type: str | None
    enumerator: str
    unit_name: str | None
    labels: dict[str, str]
    printed: str
    part_of: str | None = None
    measure: str | None = None
    parent: int | None = None
    is_leaf: bool = True


@dataclass(frozen=True)
class _Frame:
    """What the meaning of a row depends on beside its own cells."""

    role: str
    direction: str | None
    code_above: str | None
    knowledge: Knowledge


def know_rows(
    rows: Sequence[BodyRow], columns: Iterable[KnownColumn], role: str, knowledge: Knowledge
) -> list[KnownRow]:
    """Tell what the rows of one block of a table are.

    Parameters
    ----------
    rows : sequence of BodyRow
        The whole body of the table.
    columns : iterable of KnownColumn
        The columns of one block; line numbers may stand in another.
    role : str
        The table's role.
    knowledge : Knowledge
        What lines and names mean.

    Returns
    -------
    list of KnownRow
        One for each row that prints a label or an amount in this block; parents and leaves are settled later.
    """
    columns = _with_own_line_numbers(list(columns))
    direction = next((column.direction for column in columns if column.kind == AMOUNT), None)
    known: list[KnownRow] = []
    code_above: str | None = None
    unit: str | None = None
    in_of_which = False
    for index, body_row in enumerate(rows):
        printed = {column.index: body_row.cells[column.index].text for column in columns}
        if all(_says_nothing(text) for i, text in printed.items() if columns_kind(columns, i) != "line_no"):
            continue
        row = _know_row(index, body_row, columns, _Frame(role, direction, code_above, knowledge))
        unit = row.labels.get("unit_name") or (None if row.row_type == "total" else unit)
        in_of_which = _goes_on_of_which(row, in_of_which)
        if in_of_which and row.row_type in (None, "category", "detail") and row.code is None:
            row = replace(row, row_type="of_which")
        if is_classification(row.code):
            code_above = row.code
        known.append(replace(row, unit_name=unit))
    return known


def _with_own_line_numbers(columns: list[KnownColumn]) -> list[KnownColumn]:
    """Keep of several columns 行次 the one of this block: the nearest at the left of its amounts."""
    first = next((column.index for column in columns if column.kind == AMOUNT), 0)
    own = max((column.index for column in columns if column.kind == "line_no" and column.index < first), default=None)
    return [column for column in columns if column.kind != "line_no" or own in (None, column.index)]


def _says_nothing(text: str) -> bool:
    """Tell whether a cell is empty, or has only the dots (……) that stand for lines left out."""
    return not text.strip(" \n…·.")


def columns_kind(columns: Sequence[KnownColumn], index: int) -> str:
    """Return the kind of the column at a position."""
    return next(column.kind for column in columns if column.index == index)


def _know_row(index: int, body_row: BodyRow, columns: Sequence[KnownColumn], frame: _Frame) -> KnownRow:
    texts = texts_by_kind(body_row, columns)
    code, label = item(texts, frame.code_above)
    labels = {
        kind: value
        for kind, value in other_labels(texts).items()
        if not is_blank(value) and match_key(value) not in TOTALS
    }
    unit_code = None
    if code is not None and not is_classification(code) and len(code) == 6:
        unit_code, code = code, None
    name = item_name(label)
    if unit_code is not None and name:
        labels.setdefault("unit_code", unit_code)
        labels.setdefault("unit_name", name)
    word = frame.knowledge.line_word(name, frame.direction, frame.role) if name and not code else None
    inferred = frame.knowledge.functional_class(name) if name and not code and frame.direction == EXPENDITURE else None
    if word is not None and (word.concept or "").startswith(_KINDS_OF_PURCHASES):
        labels.pop("procurement_name", None)
    detail = frame.role == "procurement" and "procurement_name" in labels
    return KnownRow(
        row=index,
        line_no=next((t for t in texts.get("line_no", []) if t), None),
        code=code,
        code_inferred=inferred.code if inferred and not word else None,
        concept=word.concept if word else None,
        name=name,
        label=label,
        row_type=_row_type(code, name, label, word, detail, inferred is not None),
        enumerator=enumerator(label),
        unit_name=None,
        labels=labels,
        part_of=frame.knowledge.part_of(word.concept) if word else None,
        printed=" | ".join(tidy_name(text) for kind in texts if kind != "line_no" for text in texts[kind] if text),
    )


def _row_type(
    code: str | None, name: str | None, label: str | None, word: LineWord | None, detail: bool, is_class: bool
) -> str | None:
    if word is not None and word.row_type:
        return word.row_type
    if is_of_which(label):
        return "of_which"
    if detail:
        return "detail"
    if code is not None:
        return _SIZES.get(len(code), "item" if is_classification(code) else "detail")
    if name is None or is_blank(name):
        return None
    return "category" if enumerator(label) or word is not None or is_class else "detail"


def _goes_on_of_which(row: KnownRow, before: bool) -> bool:
    if row.row_type == "of_which":
        return True
    if row.row_type in ("total", "subtotal") or row.concept in _BALANCES:
        return False
    return before and not row.enumerator and row.code is None


_BALANCES = {"carried_over", "carried_forward", "surplus_distribution"}

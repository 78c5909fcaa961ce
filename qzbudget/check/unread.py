"""Whether every table of a document was read."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from qzbudget.check.figures import INSUFFICIENT, NOT_RUN, Figure, side
from qzbudget.check.findings import Finding, not_applicable
from qzbudget.check.material import Material
from qzbudget.check.rules import Rule


def tables_found(rule: Rule, of: Material) -> Iterator[Finding]:
    """Say of each part that looks like a table and was not read on which page it stands."""
    pages = of.document.unread_table_pages
    if pages is None:
        yield Finding("", "", NOT_RUN, why="check.not_read")
    elif not pages:
        yield not_applicable("", "", "check.none_unread")
    for number, page in enumerate(pages or (), 1):
        place = side([Figure(f"page:{page}", Decimal(0), Decimal(0))])
        yield Finding(str(number), "", INSUFFICIENT, place, why="check.table_unread", values={"page": page})

"""Records of performance sheets that are drawn as literal grids, one for each page."""

from qzbudget.join import join_pages
from qzbudget.know.document import DocumentFacts
from qzbudget.know.role import titled_tables
from qzbudget.performance import performance_records
from qzbudget.terms import knowledge
from tests.literal_grids import grid_of, page_of

FACTS = DocumentFacts("某市某局", "某市某局", None, None, 2026, "budget", "department")


def records_of(*pages, facts=FACTS):
    """Projects and targets of pages; each is its caption lines and its drawing, or that and the drawing's left edge."""
    read = []
    for number, (above, drawing, *left) in enumerate(pages, start=1):
        grid = grid_of(drawing, page=number, left=left[0] if left else 50.0)
        read.append((page_of(grid, above=above, number=number, size=(1400.0, 900.0)), [grid]))
    return performance_records("d", facts, titled_tables(join_pages(read), knowledge()), read)


def shown(targets, *fields):
    """The chosen fields of targets."""
    return [tuple(getattr(target, field) for field in fields) for target in targets]

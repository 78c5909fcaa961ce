"""Grids → tables: captions, header rows, and continuation pages joined into one printed table."""

from qzbudget.join.tables import BodyRow, Column, PrintedTable, join_pages

__all__ = ["BodyRow", "Column", "PrintedTable", "join_pages"]

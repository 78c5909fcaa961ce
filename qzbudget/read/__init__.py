"""Pages → grids: the cells of every ruled table, read with camelot."""

"""Tables → meaning: role of the table, measure of each column, code and level of each row."""

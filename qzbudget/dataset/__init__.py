"""A dataset folder: its records, its files, and the way to write, load and find it."""

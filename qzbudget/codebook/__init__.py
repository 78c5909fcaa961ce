"""What classification codes are called in which year, how the two economic classifications meet, and views of both."""

from qzbudget.codebook.book import (
    CodeName,
    Spelling,
    Verdict,
    code_names,
    codes,
    level_of,
    name_of,
    parent_of,
    spellings,
    verdict,
)

__all__ = [
    "CodeName",
    "Spelling",
    "Verdict",
    "code_names",
    "codes",
    "level_of",
    "name_of",
    "parent_of",
    "spellings",
    "verdict",
]

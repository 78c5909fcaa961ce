"""How the code book of the package is built from a corpus; no part of the package when it runs."""

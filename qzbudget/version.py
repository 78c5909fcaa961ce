"""The version of the package and of its reader."""

__version__ = "0.1.0"

"""The version of the package and of its reader."""

__version__ = "0.2.0"

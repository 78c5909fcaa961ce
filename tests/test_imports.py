"""The rooms of the package import each other in one direction: what reads a document never needs what tells of it."""

import ast
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import qzbudget

PACKAGE = Path(qzbudget.__file__).parent


def test_no_room_is_imported_by_what_it_imports():
    rooms = {}
    for path in PACKAGE.rglob("*.py"):
        if path != PACKAGE / "__init__.py":
            rooms.setdefault(room_of(path), set()).update(imported_rooms(path.read_text(encoding="utf-8")))
    without_themselves = {room: others - {room} for room, others in rooms.items()}
    assert len(list(TopologicalSorter(without_themselves).static_order())) == len(without_themselves)


def test_two_rooms_that_import_each_other_are_seen():
    with pytest.raises(CycleError):
        TopologicalSorter({"know": {"tidy"}, "tidy": {"know"}}).prepare()
    assert imported_rooms("def f():\n    from qzbudget.know.role import x") == {"know"}
    assert imported_rooms("from qzbudget import terms") == {"terms"}


def room_of(path):
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imported_rooms(source):
    """Return the rooms that a module imports, those inside a function too."""
    imports = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ImportFrom)]
    modules = [f"{node.module}.{alias.name}" for node in imports for alias in node.names]
    return {module.split(".")[1] for module in modules if module.startswith("qzbudget.")}

"""The datasets of other units that travel with the project, and the script that writes them anew."""

import csv
import importlib.util
import json
from pathlib import Path

import pytest

import qzbudget as qz

PROCESSED = Path("data/processed")
FOLDERS = sorted(path.parent for path in (PROCESSED / "units").glob("*/datapackage.json"))
REGISTRY = {row["document_id"]: row for row in csv.DictReader((PROCESSED / "units.csv").read_text("utf-8").splitlines())}


@pytest.fixture(scope="module")
def script():
    spec = importlib.util.spec_from_file_location("units", "docs/units.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_folder_loads_and_the_registry_says_what_it_is(folder):
    data, entry = qz.load(folder), REGISTRY[folder.name]
    assert data.source["sha256"] == entry["sha256"]
    assert data.source["path"] == entry["file_name"]
    known = (data.document["unit_name"], data.document["fiscal_year"], data.document["level"], data.source["pages"])
    assert known == (entry["unit"], int(entry["year"]), entry["level"], int(entry["pages"]))
    assert len(data.amounts) > 0


def test_the_registry_and_the_folder_hold_the_same_documents():
    assert {folder.name for folder in FOLDERS} == REGISTRY.keys()


def test_they_are_of_ten_places_and_more():
    assert len({entry["place"] for entry in REGISTRY.values()}) >= 10


def test_they_are_small_and_hold_no_pdf():
    files = [path for path in (PROCESSED / "units").rglob("*") if path.is_file()]
    assert {path.suffix for path in files} == {".csv", ".json"}
    assert sum(path.stat().st_size for path in files) < 6_000_000


def test_one_reader_wrote_them_all():
    versions = {json.loads((folder / "datapackage.json").read_text("utf-8"))["document"]["reader_version"] for folder in FOLDERS}
    assert len(versions) == 1


def test_a_missing_pdf_is_named_and_nothing_is_written(script, tmp_path, monkeypatch, capsys):
    listed = tmp_path / "list.csv"
    listed.write_text(f"sha256,place,file_name\n{'ab' * 32},某市,a.pdf\n", encoding="utf-8")
    monkeypatch.setattr(script, "UNITS", tmp_path / "units")
    monkeypatch.setattr("sys.argv", ["units.py", str(tmp_path), "--list", str(listed)])
    assert script.main() == 1
    assert f"a.pdf：{tmp_path} 里没有 sha256 为 {'ab' * 32} 的 PDF。" in capsys.readouterr().out
    assert not (tmp_path / "units").exists()


def test_a_pdf_is_found_by_its_content_and_read_under_its_name(script, tmp_path, monkeypatch):
    pdf = tmp_path / "pdfs" / "other-name.pdf"
    pdf.parent.mkdir()
    pdf.write_bytes(Path("data/raw/qingdao-government-office-2023-unit-budget.pdf").read_bytes())
    listed = tmp_path / "list.csv"
    listed.write_text(f"sha256,place,file_name\n{script.sha256_of(pdf)},青岛市,published.pdf\n", encoding="utf-8")
    monkeypatch.setattr(script, "ROOT", tmp_path)
    monkeypatch.setattr(script, "UNITS", tmp_path / "units")
    monkeypatch.setattr(script, "REGISTRY", tmp_path / "units.csv")
    monkeypatch.setattr("sys.argv", ["units.py", str(pdf.parent), "--list", str(listed)])
    assert script.main() == 0
    [entry] = script.registry(tmp_path / "units.csv")
    assert (entry["place"], entry["file_name"], entry["year"], entry["pages"]) == ("青岛市", "published.pdf", "2023", "42")
    assert qz.load(tmp_path / "units" / entry["document_id"]).source["path"] == "published.pdf"

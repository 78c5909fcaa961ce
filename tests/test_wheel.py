"""The built package works outside any clone: code, knowledge, templates and notebooks travel in it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BUILD = "import sys; from setuptools import build_meta; print(build_meta.build_wheel(sys.argv[1]))"
COMMAND = "from qzbudget.cli import main; main()"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built in a copy of the project by what is installed."""
    project, out = tmp_path_factory.mktemp("project"), tmp_path_factory.mktemp("wheel")
    for name in ("pyproject.toml", "setup.py", "MANIFEST.in", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, project)
    for name in ("qzbudget", "notebooks"):
        shutil.copytree(ROOT / name, project / name, ignore=shutil.ignore_patterns("__pycache__"))
    subprocess.run([sys.executable, "-c", BUILD, out], cwd=project, check=True, capture_output=True)
    [built] = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def python(wheel, tmp_path_factory):
    """A fresh environment with the wheel and, behind it, the packages that it depends on."""
    environment = tmp_path_factory.mktemp("environment")
    venv.create(environment, symlinks=os.name != "nt")
    variables = {"base": str(environment), "platbase": str(environment)}
    site = Path(sysconfig.get_path("purelib", "venv", vars=variables))
    zipfile.ZipFile(wheel).extractall(site)
    (site / "dependencies.pth").write_text(f"{sysconfig.get_path('purelib')}\n", encoding="utf-8")
    return Path(sysconfig.get_path("scripts", "venv", vars=variables)) / Path(sys.executable).name


@pytest.fixture
def run(python, tmp_path):
    """Run the command in an empty folder, without the variables that could lead back to the clone."""
    variables = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}

    def command(*arguments):
        return subprocess.run(
            [python, "-c", COMMAND, *map(str, arguments)],
            cwd=tmp_path, env=variables, capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip

    return command


def test_every_file_of_the_package_and_every_notebook_is_in_the_wheel(wheel):
    packed = set(zipfile.ZipFile(wheel).namelist())
    tracked = [path.relative_to(ROOT) for path in (ROOT / "qzbudget").rglob("*") if path.is_file()]
    wanted = {path.as_posix() for path in tracked if "__pycache__" not in path.parts}
    notebooks = [path for path in (ROOT / "notebooks").rglob("*") if path.suffix in (".ipynb", ".png")]
    wanted |= {f"qzbudget/{path.relative_to(ROOT).as_posix()}" for path in notebooks if ".ipynb_checkpoints" not in path.parts}
    assert wanted - packed == set()
    assert {name for name in packed if not name.startswith(("qzbudget/", "qzbudget-"))} == set()


def test_a_report_is_made_outside_any_clone(run, tmp_path):
    shutil.copy(ROOT / "data/raw/qingdao-government-office-2023-unit-budget.pdf", tmp_path / "a.pdf")
    done = run("report", "a.pdf", "-n", "01-spending-composition")
    assert (done.returncode, done.stdout.strip()) == (0, f"报告：{Path('reports', 'index.html')}"), done.stderr
    [page] = (tmp_path / "reports").glob("*/01-spending-composition.html")
    assert "17,332.62 万元" in page.read_text(encoding="utf-8")


def test_the_notebooks_of_the_package_explain_themselves(run):
    done = run("report", "--help-notebooks")
    assert done.returncode == 0
    assert "01-spending-composition" in done.stdout

"""What stands in the way of an environment is said in one message, in both languages, and nothing is left behind."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="the script is for sh; Windows has the lines of the README"
)

OLD = 'case "$2" in pass) ;; *version_info*) exit 1 ;; *python_version*) echo 3.9.18 ;; esac'
WITHOUT_VENV = 'case "$2" in *ensurepip*) exit 1 ;; *python_version*) echo 3.12.1 ;; esac'
BROKEN = "exit 127"


@pytest.fixture
def set_up(tmp_path):
    """Run the set-up on a machine that has these commands only."""

    def run(**commands):
        for name, script in commands.items():
            (tmp_path / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
            (tmp_path / name).chmod(0o755)
        done = subprocess.run(
            ["/bin/sh", "requirements/install.sh", tmp_path / "environment", "requirements/run.txt"],
            cwd=ROOT, env={"PATH": str(tmp_path)}, capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert done.returncode == 1
        assert not (tmp_path / "environment").exists()
        return done.stderr.splitlines()

    return run


def test_no_python(set_up):
    chinese, english = set_up(python3=BROKEN)
    assert chinese.startswith("找不到可用的 Python")
    assert english.startswith("No Python that runs was found")


def test_python_too_old(set_up):
    assert set_up(python3=OLD) == [
        "python3 是 Python 3.9.18，需要 3.11 或更新的版本。请安装后再试一次，或用 make PYTHON=路径 指定。",
        "python3 is Python 3.9.18; 3.11 or newer is needed. Install one and try again, or name it with make PYTHON=path.",
    ]


def test_python_without_venv(set_up):
    chinese, english = set_up(python3=WITHOUT_VENV)
    assert chinese.startswith("python3（Python 3.12.1）缺少 venv 模块。")
    assert english.startswith("python3 (Python 3.12.1) lacks the venv module.")


def test_a_newer_python_beside_an_old_one_is_found(set_up):
    chinese, _ = set_up(python3=OLD, **{"python3.12": WITHOUT_VENV})
    assert chinese.startswith("python3.12（Python 3.12.1）缺少 venv 模块。")

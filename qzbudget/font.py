"""The Chinese font that figures and reports are set in."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from qzbudget.errors import ReportError

PACKAGE = "zhplot"
FILE = Path("fonts", "NotoSansSC-Regular.ttf")


@cache
def font_path() -> Path:
    """Return the path of Noto Sans SC (SIL Open Font License), which the ``zhplot`` distribution carries.

    The distribution is only looked up, not imported: importing it would change matplotlib's settings.

    Raises
    ------
    ReportError
        If the distribution or its font file is missing.
    """
    spec = find_spec(PACKAGE)
    for folder in (spec.submodule_search_locations or []) if spec else []:
        path = Path(folder) / FILE
        if path.is_file():
            return path
    raise ReportError(f"找不到中文字体 {FILE.name}：它由 {PACKAGE} 提供。请运行 pip install {PACKAGE}==1.0.0。")

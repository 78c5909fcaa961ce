"""Puts the notebooks into the built package, so that ``qzbudget report`` finds them where there is no clone."""

from __future__ import annotations

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py


class BuildWithNotebooks(build_py):
    """Builds the package; an editable install keeps using the notebooks of the clone."""

    def run(self) -> None:
        """Build the package, then copy the notebooks."""
        super().run()
        if not self.editable_mode:
            inside = Path(self.build_lib, "qzbudget", "notebooks")
            inside.mkdir(parents=True, exist_ok=True)
            for kind in ("*.ipynb", "course/*.ipynb", "course/pages/*.png"):
                for file in sorted(Path("notebooks").glob(kind)):
                    copy = inside / file.relative_to("notebooks")
                    copy.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(file, copy)


setup(cmdclass={"build_py": BuildWithNotebooks})

"""Running notebooks, strictly; the one module that imports papermill."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import nbformat
import papermill
from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel
from jupyter_client.manager import AsyncKernelManager
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill.exceptions import PapermillExecutionError
from traitlets import default

from qzbudget.errors import ReportError

KERNEL = "python3"
QUIET = "--log-level=ERROR"
"""The kernel warns on standard error that it talks to this very process without encryption."""

LIST_SEPARATOR = ";"
"""Between the members of a list on a command line."""

_FROM_TEXT: dict[str, Callable[[str], object]] = {
    "int": int,
    "float": float,
    "list[str]": lambda text: list(filter(None, map(str.strip, text.split(LIST_SEPARATOR)))),
    "bool": {"true": True, "True": True, "false": False, "False": False}.__getitem__,
}
"""How the text of a value becomes a value of the type that a notebook states; any other type stays text."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a notebook as its tagged cell states it: name, type, default (as written), and what it means."""

    name: str
    type: str
    default: str
    help: str


class _OwnKernel(AsyncKernelManager):
    """Starts a kernel of this very interpreter, whatever kernels are installed under the same name, or none."""

    @default("kernel_spec_manager")
    def _native_only(self) -> KernelSpecManager:
        return KernelSpecManager(kernel_dirs=[])


def known_parameters(notebooks: Iterable[Path]) -> dict[str, Parameter]:
    """Return the parameters of notebooks by name, with their help, as their cells tagged ``parameters`` state them.

    Parameters
    ----------
    notebooks : iterable of Path
        The notebooks.

    Returns
    -------
    dict of str to Parameter
        Of a parameter that several notebooks have, the first.
    """
    found: dict[str, Parameter] = {}
    for notebook in notebooks:
        for name, stated in papermill.inspect_notebook(read_notebook(notebook)).items():
            parameter = Parameter(name, stated["inferred_type_name"], stated["default"], stated["help"])
            found.setdefault(name, parameter)
    return found


def read_notebook(path: Path) -> NotebookNode:
    """Read a notebook; one that names no kernel or another one is run with Python all the same.

    Raises
    ------
    ReportError
        If the file is no notebook.
    """
    try:
        notebook: NotebookNode = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, nbformat.ValidationError) as error:
        raise ReportError(f"{path}：不是能读的笔记本（{error}）。请用 JupyterLab 打开检查，或换一个文件。") from error
    notebook.metadata["kernelspec"] = {"name": KERNEL, "display_name": "Python 3", "language": "python"}
    notebook.metadata.setdefault("language_info", {"name": "python"})
    return notebook


def refuse_unknown(parameters: Iterable[str], known: Iterable[str]) -> None:
    """Refuse parameters that no notebook has: papermill itself would only warn, and run with the default.

    Raises
    ------
    ReportError
        Names the unknown parameter and the nearest known one.
    """
    known = list(known)
    for name in parameters:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            hint = f"是不是 {near[0]!r}？" if near else ""
            listed = f"可用的有：{'、'.join(known)}。" if known else "这些笔记本没有可以另给的参数。"
            raise ReportError(f"没有一个笔记本有参数 {name!r}。{hint}{listed}")


def typed(parameters: Mapping[str, Any], known: Mapping[str, Parameter]) -> dict[str, Any]:
    """Return values of parameters in the types that the notebooks state: what looks like a code stays a string.

    Parameters
    ----------
    parameters : mapping
        Values by name; texts, as a command line gives them, or values of the stated type.
    known : mapping
        The parameters of the notebooks.

    Raises
    ------
    ReportError
        If a text does not fit the stated type.

    Examples
    --------
    >>> typed({"code": "0130011"}, {"code": Parameter("code", "str", '""', "")})
    {'code': '0130011'}
    >>> typed({"sources": "a.pdf;b.pdf"}, {"sources": Parameter("sources", "list[str]", "[]", "")})
    {'sources': ['a.pdf', 'b.pdf']}
    >>> typed({"year": "2023"}, {"year": Parameter("year", "int", "2022", "")})
    {'year': 2023}
    """
    return {name: _typed(name, value, known[name].type) for name, value in parameters.items()}


def _typed(name: str, value: object, type_name: str) -> object:
    if not isinstance(value, str) or type_name not in _FROM_TEXT:
        return value
    try:
        return _FROM_TEXT[type_name](value)
    except (ValueError, KeyError) as error:
        raise ReportError(f"参数 {name!r} 应为 {type_name}，不能是 {value!r}。请改正后再试。") from error


def execute(notebook: Path, parameters: Mapping[str, Any]) -> NotebookNode:
    """Run a notebook in a kernel of this interpreter, with progress on standard error.

    Parameters
    ----------
    notebook : Path
        The notebook.
    parameters : mapping
        Values of its parameters; a string stays a string, also where it looks like a number.

    Returns
    -------
    NotebookNode
        The executed notebook, without the times and paths that papermill notes.

    Raises
    ------
    ReportError
        If a cell fails (names notebook, cell and message) or no kernel starts.
    """
    progress = {"desc": notebook.stem, "file": sys.stderr, "disable": None, "leave": False}
    try:
        executed = papermill.execute_notebook(
            read_notebook(notebook),
            None,
            parameters=dict(parameters),
            kernel_name=KERNEL,
            progress_bar=progress,
            request_save_on_cell_execute=False,
            kernel_manager_class=_OwnKernel,
            extra_arguments=[QUIET],
            shutdown_kernel="immediate",
        )
    except PapermillExecutionError as error:
        injected = 1 if parameters else 0
        raise ReportError(_failure(notebook, error, error.exec_count - injected)) from error
    except (NoSuchKernel, DeadKernelError, CellTimeoutError, RuntimeError) as error:
        raise ReportError(
            f"{notebook.name}：运行笔记本的内核没有启动或中途停止（{error}）。"
            f"请检查 {sys.executable} 的环境里装有 ipykernel，内存是否够用。"
        ) from error
    return _without_run_notes(executed)


def _failure(notebook: Path, error: PapermillExecutionError, cell: int) -> str:
    lines = (line.strip() for line in str(error.source).splitlines())
    first = next((line for line in lines if line and not line.startswith("#")), "")
    return (
        f"{notebook.name}：第 {cell} 个代码单元（{first}）出错：{error.ename}: {error.evalue}。"
        "请用 JupyterLab 打开这个笔记本逐格运行，查看原因。"
    )


def _without_run_notes(executed: NotebookNode) -> NotebookNode:
    executed.metadata.pop("papermill", None)
    for cell in executed.cells:
        cell.metadata.pop("papermill", None)
        cell.metadata.pop("execution", None)
    return executed

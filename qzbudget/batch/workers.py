"""Work spread over processes that are watched from outside: a hang, a crash or too much memory costs one task only."""

from __future__ import annotations

import multiprocessing as mp
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

import psutil

T = TypeVar("T")
R = TypeVar("R")

_LOOK = 0.25
"""Seconds between two looks at the clock and the memory of the workers."""
_START = 60
"""Seconds that a new process may take to start; they do not count as its task's."""
_BEGUN = "begun"


@dataclass(frozen=True)
class Limits:
    """What one task may use: wall-clock seconds, and megabytes of memory of its process."""

    seconds: float
    megabytes: float


@dataclass(frozen=True)
class Outcome(Generic[R]):
    """How one task ended: ``result``, or the ``error`` that it raised, or why its process was ``lost``."""

    index: int
    seconds: float
    result: R | None = None
    error: Exception | None = None
    lost: str | None = None


def run_all(function: Callable[[T], R], tasks: Sequence[T], *, workers: int, limits: Limits) -> Iterator[Outcome[R]]:
    """Run a function on every task in worker processes and yield each outcome as it comes.

    Parameters
    ----------
    function : callable
        A function of a module, so that it can be named to another process.
    tasks : sequence
        Its arguments.
    workers : int
        How many processes work at the same time.
    limits : Limits
        A process over its limits is ended and replaced by a new one.

    Yields
    ------
    Outcome
        One for each task, in the order in which they end.
    """
    waiting = list(enumerate(tasks))[::-1]
    crew = [_Worker(function) for _ in range(min(workers, len(tasks)))]
    try:
        while waiting or any(worker.busy for worker in crew):
            for worker in crew:
                if waiting and not worker.busy:
                    worker.start(*waiting.pop())
            wait([worker.pipe for worker in crew if worker.busy], timeout=_LOOK)
            for worker in crew:
                if worker.busy and (outcome := worker.outcome(limits)) is not None:
                    yield outcome
    finally:
        for worker in crew:
            worker.end()


@dataclass
class _Worker:
    """One process, the pipe to it, and the task that it is at."""

    function: Callable[[Any], Any]
    pipe: Connection = field(init=False)
    process: Any = field(init=False)
    index: int | None = None
    began: float = 0.0
    begun: bool = False

    def __post_init__(self) -> None:
        self._hire()

    def _hire(self) -> None:
        self.pipe, other = mp.Pipe()
        self.process = mp.get_context("spawn").Process(target=_serve, args=(self.function, other), daemon=True)
        self.process.start()
        other.close()

    @property
    def busy(self) -> bool:
        return self.index is not None

    def start(self, index: int, task: Any) -> None:
        self.index, self.began, self.begun = index, time.monotonic(), False
        self.pipe.send(task)

    def outcome(self, limits: Limits) -> Outcome[Any] | None:
        assert self.index is not None
        seconds = time.monotonic() - self.began
        try:
            if self.pipe.poll():
                answer = self.pipe.recv()
                if answer == _BEGUN:
                    self.began, self.begun = time.monotonic(), True
                    return None
                result, error = answer
                outcome: Outcome[Any] = Outcome(self.index, seconds, result, error)
                self.index = None
                return outcome
        except EOFError:
            return self._lost(seconds, f"进程意外结束（退出码 {self._exit_code()}）")
        if seconds > (limits.seconds if self.begun else max(limits.seconds, _START)):
            return self._lost(seconds, f"超过时间上限 {limits.seconds:g} 秒")
        if self._megabytes() > limits.megabytes:
            return self._lost(seconds, f"超过内存上限 {limits.megabytes:g} MB")
        return None

    def _exit_code(self) -> int | None:
        self.process.join(timeout=1)
        code: int | None = self.process.exitcode
        return code

    def _lost(self, seconds: float, why: str) -> Outcome[Any]:
        assert self.index is not None
        outcome: Outcome[Any] = Outcome(self.index, seconds, lost=why)
        self.end()
        self.index = None
        self._hire()
        return outcome

    def _megabytes(self) -> float:
        try:
            return float(psutil.Process(self.process.pid).memory_info().rss) / 1e6
        except psutil.NoSuchProcess:
            return 0.0

    def end(self) -> None:
        self.pipe.close()
        if self.process.is_alive():
            self.process.kill()
        self.process.join()


def _serve(function: Callable[[Any], Any], pipe: Connection) -> None:
    """Answer each task with its result or its error, until the other side hangs up."""
    while True:
        try:
            task = pipe.recv()
        except EOFError:
            return
        pipe.send(_BEGUN)
        answer: tuple[Any, Exception | None]
        try:
            answer = (function(task), None)
        except Exception as error:
            answer = (None, error)
        pipe.send(answer)

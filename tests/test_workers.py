"""A task that fails, hangs, crashes or grows costs itself only."""

from __future__ import annotations

import os
import time

import pytest

from qzbudget.batch.workers import Limits, run_all

ROOMY = Limits(seconds=60, megabytes=2000)


def double(number: int) -> int:
    return 2 * number


def fail_on_two(number: int) -> int:
    if number == 2:
        raise ValueError("two is refused")
    return number


def hang_on_two(number: int) -> int:
    if number == 2:
        time.sleep(60)
    return number


def crash_on_two(number: int) -> int:
    if number == 2:
        os._exit(7)  # as a fault in a native library ends a process
    return number


def grow_on_two(number: int) -> int:
    held = bytearray(600_000_000) if number == 2 else b""
    time.sleep(5 if number == 2 else 0)
    return number + 0 * len(held)


def test_every_task_has_one_outcome():
    outcomes = list(run_all(double, [1, 2, 3, 4, 5], workers=2, limits=ROOMY))
    assert sorted((o.index, o.result) for o in outcomes) == [(0, 2), (1, 4), (2, 6), (3, 8), (4, 10)]


def test_an_error_is_handed_over_and_the_rest_goes_on():
    outcomes = {o.index: o for o in run_all(fail_on_two, [1, 2, 3], workers=1, limits=ROOMY)}
    assert str(outcomes[1].error) == "two is refused"
    assert [outcomes[0].result, outcomes[2].result] == [1, 3]


@pytest.mark.parametrize(
    ("function", "limits", "why"),
    [
        (hang_on_two, Limits(seconds=3, megabytes=2000), "超过时间上限 3 秒"),
        (crash_on_two, ROOMY, "退出码 7"),
        (grow_on_two, Limits(seconds=60, megabytes=400), "超过内存上限 400 MB"),
    ],
)
def test_a_lost_process_costs_its_own_task_and_says_why(function, limits, why):
    outcomes = {o.index: o for o in run_all(function, [1, 2, 3], workers=1, limits=limits)}
    assert why in outcomes[1].lost
    assert [outcomes[0].result, outcomes[2].result] == [1, 3]

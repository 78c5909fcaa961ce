"""What the performance sheets promise: indicators by level, with a target that can be measured or one in words."""

from __future__ import annotations

import pandas as pd

STATUSES = ("measured", "number", "words", "blank")
"""A target has comparator, number and unit; a number without one of the two; only words; or nothing is printed."""


def with_status(targets: pd.DataFrame) -> pd.DataFrame:
    """Return the indicators with ``status``, one of :data:`STATUSES`, and ``cells``.

    Parameters
    ----------
    targets : DataFrame
        As in ``performance_targets.csv``.

    Examples
    --------
    >>> frame = pd.DataFrame({"project_id": "p1", "row": [0, 1, 2], "comparator": ["≥", None, None],
    ...     "target_value": [12.5, 4.0, None], "target_unit": ["公里", "次", None], "target_printed": ["≥12.5公里", "4次", "有效改进"]})
    >>> with_status(frame)[["status", "cells"]]
         status cells
    0  measured  p1:0
    1    number  p1:1
    2     words  p1:2
    """
    has_number = targets["target_value"].notna()
    complete = has_number & targets["comparator"].notna() & targets["target_unit"].notna()
    status = pd.Series("blank", index=targets.index, dtype=object)
    status = (
        status.mask(targets["target_printed"].notna(), "words").mask(has_number, "number").mask(complete, "measured")
    )
    return targets.assign(status=status, cells=targets["project_id"] + ":" + targets["row"].astype(str))


def by_level(targets: pd.DataFrame) -> pd.DataFrame:
    """Count the indicators of each kind by what their targets are.

    Parameters
    ----------
    targets : DataFrame
        As :func:`with_status` gives it.

    Returns
    -------
    DataFrame
        ``level1``, ``level2`` (empty where none is printed), a column for each of :data:`STATUSES`, and ``n``; the kinds of
        a first level together, in the order in which the document prints them first.  经济成本 and 经济成本指标 are one kind,
        called as it is printed first.
    """
    levels = targets.assign(level1=_as_first_printed(targets["level1"]), level2=_as_first_printed(targets["level2"]))
    firsts = list(dict.fromkeys(levels["level1"]))
    pairs = list(dict.fromkeys(zip(levels["level1"], levels["level2"], strict=True)))
    rows = []
    for level1, level2 in sorted(pairs, key=lambda pair: firsts.index(pair[0])):
        statuses = levels.loc[(levels["level1"] == level1) & (levels["level2"] == level2), "status"]
        counts = {status: int((statuses == status).sum()) for status in STATUSES}
        rows.append({"level1": level1, "level2": level2, **counts, "n": len(statuses)})
    return pd.DataFrame(rows, columns=["level1", "level2", *STATUSES, "n"])


def _as_first_printed(names: pd.Series[str]) -> list[str]:
    """Return the names, those that differ only by a last 指标 as the first of them."""
    printed = list(names.fillna(""))
    first: dict[str, str] = {}
    return [first.setdefault(name.removesuffix("指标"), name) for name in printed]


def in_words(targets: pd.DataFrame) -> pd.DataFrame:
    """Return the indicators whose target is words alone, or is not printed; columns as :func:`with_status`."""
    return targets[targets["status"].isin(("words", "blank"))].reset_index(drop=True)

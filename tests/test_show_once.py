"""What a cell shows: every part in its order, and the same words once."""

import pytest

from qzbudget import notebook


@pytest.fixture
def shown(monkeypatch):
    told = []
    monkeypatch.setattr(notebook, "display", lambda data, **_: told.append(data["text/plain"]))
    return told


def test_sentences_stand_in_their_order_without_what_is_none(shown):
    notebook.show("甲。", None, "乙。")
    assert shown == ["甲。", "乙。"]


def test_the_same_sentence_is_shown_once(shown):
    notebook.show("没有公布。", "没有公布。", "甲。", "没有公布。")
    assert shown == ["没有公布。", "甲。"]

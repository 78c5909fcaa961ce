"""A PDF without tables: the narrative of a budget is a dataset, any other text is refused."""

from io import BytesIO

import pytest
from reportlab.pdfgen.canvas import Canvas

from qzbudget import load, read
from qzbudget.errors import SourceError
from typeset.font import font_name

DUTIES = ("一、主要职责", "（一）负责全市水务工作。", "（二）承办其他事项。")


def save_text(path, *lines):
    buffer = BytesIO()
    canvas = Canvas(buffer, invariant=1)
    canvas.setFont(font_name(), 12)
    for number, line in enumerate(lines):
        canvas.drawString(72, 760 - 40 * number, line)
    canvas.showPage()
    canvas.save()
    path.write_bytes(buffer.getvalue())
    return path


@pytest.mark.parametrize(
    ("title", "kind"), [("某市水务局2024年部门预算", "budget"), ("某市水务局2024年度部门决算", "final_accounts")]
)
def test_a_narrative_whose_tables_stand_in_another_file_is_a_dataset(tmp_path, title, kind):
    terms = ("二、名词解释", "（一）基本支出：指日常支出。")
    budget = load(read(save_text(tmp_path / "a.pdf", title, *DUTIES, *terms), tmp_path / "out"))
    assert (budget.document["unit_name"], budget.document["fiscal_year"], budget.document["kind"]) == (
        "某市水务局",
        2024,
        kind,
    )
    assert budget.tables.empty
    assert budget.amounts.empty
    assert budget.organisation["description"].tolist() == ["负责全市水务工作。", "承办其他事项。"]
    assert budget.glossary["term"].tolist() == ["基本支出"]


@pytest.mark.parametrize(
    "lines",
    [
        ("某市水务局机构职能", *DUTIES),
        ("某市水务局2024年部门预算公开工作培训会议", "会议于某月某日召开。"),
        ("某市财政局关于2024年部门预算编制工作的通知", "请各单位按时上报。"),
    ],
    ids=["duties without a budget", "news of a budget", "a notice about budgets"],
)
def test_another_text_is_refused_and_nothing_is_written(tmp_path, lines):
    with pytest.raises(SourceError, match=r"没有找到任何带框线的表格.*请确认"):
        read(save_text(tmp_path / "a.pdf", *lines), tmp_path / "out")
    assert not (tmp_path / "out").exists()

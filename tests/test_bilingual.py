"""A page shows what a notebook says in its own language only, where the notebook says it in both."""

import pytest

from qzbudget.report.bilingual import in_one_language

BOTH = """# 钱从哪里来 Where it comes from

一份预算的构成。

*The composition of one budget.*

- 空着不是零。*Empty is never zero.*
- ⚠ 表示核对不符。*⚠ marks a failed check.*"""


def test_a_chinese_page_keeps_the_chinese():
    assert in_one_language(BOTH, "zh") == "# 钱从哪里来\n\n一份预算的构成。\n\n- 空着不是零。\n- ⚠ 表示核对不符。"


def test_an_english_page_keeps_the_english_upright():
    assert in_one_language(BOTH, "en") == (
        "# Where it comes from\n\nThe composition of one budget.\n\n- Empty is never zero.\n- ⚠ marks a failed check."
    )


@pytest.mark.parametrize(
    "once",
    [
        "## 只有中文的标题",
        "## Only an English heading",
        "一段中文。\n\nAn upright English paragraph.",
        "*Italics behind nothing.*",
        "- *强调*的一项",
        "这里有 *GDP* 一词。",
        "```\n花费 Cost\n```",
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_said_once_stays(once, lang):
    assert in_one_language(once, lang) == once


def test_a_heading_with_a_latin_word_among_the_chinese_is_cut_behind_the_chinese():
    assert in_one_language("### 换成 COFOG 的职能 In COFOG", "en") == "### In COFOG"

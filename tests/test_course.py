"""The course: every exercise takes right answers in every form, refuses the typical wrong ones, and says why."""

import re
import shutil
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import nbformat
import numpy as np
import pandas as pd
import pytest

import qzbudget as qz
from docs.course import build, collect, plant
from qzbudget.codebook.book import read_csv
from qzbudget.course import Lesson, open_lesson
from qzbudget.course.exercises import KEYS, exercise, said
from qzbudget.course.goals import Choice, Count, Money, Percent, Several
from qzbudget.course.marking import mark
from qzbudget.course.written import numbers_in
from qzbudget.dataset.load import load
from qzbudget.errors import UsageError
from qzbudget.locate import notebooks_folder
from tests.test_ledger_planted import FAULTS, OF_THE_DOCUMENT

ROOT = Path(__file__).parent.parent
QINGDAO = ROOT / "data/processed/青岛市人民政府办公厅-2023-budget-unit"
PLANTED = ROOT / "data/course/教学练习_设有错误_不是真实文件-2023-budget-unit"
FUZHOU = ROOT / "data/course/福州市公安局巡特警支队-2026-budget-unit"


@pytest.fixture(scope="module")
def first():
    return open_lesson(QINGDAO, FUZHOU)


@pytest.fixture(scope="module")
def third():
    return open_lesson(PLANTED, FUZHOU)


# Amounts as 公开表 1–10 and the narrative of the Qingdao document print them, and 公开表3 of the Fuzhou one.
RIGHT = {
    "1.1": ["公开表8", [8], {"政府性基金预算财政拨款支出表"}],
    "1.2": [280, "280.00 万元", pd.Series([2_800_000.0])],
    "1.3": [173_326_200, "173,326,200.00元", "17,332.62万元"],
    "1.4": ["公开表3、公开表5、公开表6和公开表7", [3, 5, 6, 7], {"表7", "表6", "表5", "表3"}],
    "1.5": ["预算", "批准", "approved"],
    "1.6": [-1.1, "下降1.13%", pd.Series([-50_000 / 4_435_000 * 100])],
    "2.1": ["201", 201, "一般公共服务支出"],
    "2.2": [91.6, "91.63%", 0.91632],
    "2.3": ["17332.62万元", 173_326_200.0, Decimal("17332.62")],
    "2.4": ["93.5%", 93.46, 0.9346],
    "2.5": [47.04, "47.0 元", pd.Series([47.0368588])],
    "2.6": [5.33, "5.33 万元", "53,300 元"],
    "2.7": ["1,450.38万元", 14_503_800, pd.DataFrame({"amount_yuan": [14_503_800.0]})],
    "2.8": [36.4, "36.42 个百分点", -36.42],
    "3.1": [9, "9.00万元", -90_000.0],
    "3.2": ["20805", 20805, "行政事业单位养老支出"],
    "3.3": ["30201", "30201 办公费", "办公费"],
    "3.4": [78.4, "78.40 万元", 784_000],
    "3.5": ["-1.13%", -1.1, "下降 1.13％"],
    "3.6": [27, "27 辆", pd.Series([27.0])],
    "3.7": [15, "15条", 15.0],
    "3.8": ["公开表10", [10], "政府采购预算表"],
    "3.9": [319.24, "319.24 万元", "3,192,400元"],
    "3.10": ["项目支出", "项目", "projects"],
}
WRONG = {
    "1.1": {
        "公开表9": "wrong.extra_and_missing",
        "公开表11": "unknown.several",
        "公开表7、公开表8": "wrong.extra",
        7: "slip.row_numbers",
        "1.市政府决策等相关经费绩效目标表": "slip.beside_tables",
        "8723.41": "unknown.no_table",
        "没有": "unknown.none",
    },
    "1.2": {
        "280 元": "wrong.unit",
        67.5: "slip.other_line",
        28: "wrong.point",
        "280 千元": "wrong.point",
        "280 美元": "unreadable.unit",
    },
    "1.3": {
        17332.62: "wrong.unit",
        17333: "wrong.unit",
        87_234_100: "slip.basic_not_all",
        1_733_262_000: "wrong.point",
        693_304_800: "slip.counted_twice",
        "17323.62 万元": "wrong.near",
    },
    "1.4": {"公开表3": "wrong.missing", "公开表1、公开表3": "wrong.extra_and_missing", "表12": "unknown.several"},
    "1.5": {"决算": "slip.kind.budget", "不是预算": "unknown.of_few", "看不出": "unknown.of_few"},
    "1.6": {
        1.13: "wrong.sign",
        -1.14: "slip.this_years_base",
        98.87: "slip.share_not_change",
        "-5 万元": "slip.amount_not_percent",
        "438.5 万元": "wrong.in_money.change",
        -1.75: "slip.other_sentence",
        -1.12: "wrong.near",
    },
    "2.1": {
        "208": "slip.not_the_largest",
        "20103": "slip.not_a_class",
        "教育": "unknown.choice",
        "205": "unknown.code",
        0: "unknown.row",
        "合计": "slip.total_row",
        15882.24: "unknown.amount",
    },
    "2.2": {
        22.9: "slip.counted_twice_whole",
        184.48: "slip.wrong_whole",
        92: "wrong.coarse_percent",
        109.13: "wrong.over_hundred",
        15882.24: "wrong.an_amount",
        "15882.24 万元": "wrong.in_money.share",
    },
    "2.3": {69330.48: "slip.counted_twice", 51997.86: "slip.counted_twice", 8723.41: "slip.basic_column"},
    "2.4": {47.04: "slip.whole_is_all", 6.54: "slip.operating_share", 0.9: "wrong.hundred", 50.33: "slip.basic_share"},
    "2.5": {
        93.46: "slip.whole_is_basic",
        49.67: "slip.other_use",
        3.29: "slip.other_use",
        50.33: "slip.basic_share",
        "47.04 万元": "wrong.in_money.yuan",
    },
    "2.6": {6634.79: "slip.class_itself", "5.33元": "wrong.unit", 53.3: "wrong.point", -5.33: "wrong.sign"},
    "2.7": {
        17332.62: "slip.after",
        15882.24: "slip.before",
        "1450.38元": "wrong.unit",
        795.51: "slip.part_of_the_cost",
    },
    "2.8": {
        49.67: "slip.one_unit_only",
        62.92: "slip.added",
        73.32: "slip.per_cent_not_points",
        86.75: "slip.basic_share_of_one",
        7238.51: "slip.amounts_compared",
    },
    "3.1": {17323.62: "slip.printed_sum", 17332.62: "slip.sum_of_parts", "9元": "wrong.unit"},
    "3.2": {"208": "slip.code_above", "2080506": "slip.code_below", "20103": "slip.code_adds_up"},
    "3.3": {"302": "slip.above_the_crossing", "30202": "unknown.code", "30101": "slip.code_adds_up"},
    "3.4": {73.4: "slip.printed_amount", 5: "slip.only_the_difference", "78.4元": "wrong.unit"},
    "3.5": {-11.3: "slip.as_printed", 1.13: "wrong.sign", -1.14: "slip.this_years_base"},
    "3.6": {28: "slip.stated_total", 55: "slip.counted_twice_total", "很多": "unreadable.count"},
    "3.7": {50: "slip.not_passed", 22: "slip.with_rounding", 715: "slip.every_check"},
    "3.8": {"公开表6": "slip.found_before", "公开表7": "slip.table_adds_up", "公开表11": "unknown.several"},
    "3.9": {7927.4: "slip.printed_sum", 7608.16: "slip.sum_of_parts", "319.24元": "wrong.unit"},
    "3.10": {"基本支出": "slip.column_adds_up", "人员经费": "unknown.of_few", "项目支出、基本支出": "too_many"},
}


def lesson_of(key, first, third):
    return third if key.startswith("3") else first


@pytest.mark.parametrize(("key", "answer"), [(key, answer) for key in RIGHT for answer in RIGHT[key]])
def test_a_right_answer_in_any_form(key, answer, first, third):
    verdict = lesson_of(key, first, third).check(key, answer)
    assert (verdict.status, verdict.is_right) == ("right", True), verdict.message


@pytest.mark.parametrize(("key", "answer", "reason"), [(k, a, r) for k, of in WRONG.items() for a, r in of.items()])
def test_a_wrong_answer_is_told_why(key, answer, reason, first, third):
    lesson = lesson_of(key, first, third)
    marked = mark(lesson.task(key).goal, answer)
    assert (marked.status, marked.reason) == ("wrong", reason)
    assert said(marked.reason, "zh", **marked.values) in lesson.check(key, answer).message
    assert said(marked.reason, "en", **marked.values)


def test_every_exercise_has_three_right_and_three_wrong_answers_here():
    assert (RIGHT.keys(), WRONG.keys()) == (set(KEYS), set(KEYS))
    assert [key for key in KEYS if min(len(RIGHT[key]), len(WRONG[key])) < 3] == []


@pytest.mark.parametrize("answer", [..., None, "", " … ", [], pd.Series(dtype=float)])
def test_nothing_written_yet(answer, first):
    verdict = first.check("1.3", answer)
    assert (verdict.status, "还不对" in verdict.message) == ("blank", False)


def test_several_numbers_for_one(first):
    assert "2" in first.check("1.3", pd.Series([1.0, 2.0])).message
    assert mark(Money((5.0,)), [5, 6]).reason == "too_many"


def test_the_same_number_several_times_is_one():
    assert mark(Money((5.0,)), pd.Series([5.0, 5.0, float("nan")])).status == "right"


@pytest.mark.parametrize("answer", [True, float("nan"), "不知道", object()])
def test_no_number(answer):
    assert mark(Money((5.0,)), answer).reason == "unreadable.money"


def test_the_ways_to_write_an_amount():
    goal = Money((173_326_200.0,))
    written = [
        "\uff11\uff17332.62万元",
        "约17,332.62万元",
        "1.733262亿元",
        "¥173,326,200",
        "173.3262 million yuan",
        "17333（万元）",
    ]
    assert [mark(goal, text).status for text in written] == ["right"] * len(written)


@pytest.mark.parametrize(
    "answer", [np.array(5.0), np.float64(5), np.int64(5), Fraction(5), (5,), pd.Series({"amount_yuan": 5})]
)
def test_the_kinds_of_number(answer):
    assert mark(Money((5.0,)), answer).status == "right"


@pytest.mark.parametrize(
    ("key", "write"),
    [
        ("1.1", lambda money, _: money[money == 0]),
        ("1.2", lambda _, lesson: lesson.table(9).loc[[6]]),
        ("1.2", lambda _, lesson: lesson.table("公开表9").loc[6]),
        ("1.4", lambda _, lesson: lesson.budget.amounts[lesson.budget.amounts["amount_yuan"] == 87_234_100]),
        ("2.1", lambda _, lesson: lesson.table("公开表3").loc[[1]]),
        ("2.2", lambda _, lesson: qz.composition(lesson.budget, by="function").head(1)),
    ],
)
def test_an_answer_as_code_gives_it(key, write, first):
    money = first.budget.amounts.groupby("table_id")["amount_yuan"].sum()
    verdict = first.check(key, write(money, first))
    assert verdict.is_right, verdict.message


@pytest.mark.parametrize(
    ("key", "written"),
    [
        ("1.1", "表八"),
        ("1.1", "第8张"),
        ("1.1", "公开表8（政府性基金预算财政拨款支出表）"),
        ("1.1", "政府性基金表"),
        ("1.1", "Table 8"),
        ("1.2", "两百八十万元"),
        ("1.2", {"公务接待费": 280}),
        ("1.4", "表3/表5/表6/表7"),
        ("1.5", "这是预算"),
        ("1.5", "预算，不是决算"),
        ("1.6", "2023年下降1.13%"),
        ("1.6", "减少 5 万元，降 1.13%"),
        ("2.5", "四十七元"),
        ("3.6", "二十七辆"),
    ],
)
def test_an_answer_in_words(key, written, first, third):
    verdict = lesson_of(key, first, third).check(key, written)
    assert verdict.is_right, verdict.message


def test_right_with_a_word_about_the_unit(first):
    assert mark(first.task("2.8").goal, "36.42%").reason == "right.points"
    assert mark(first.task("1.6").goal, "下降1.13个百分点").reason == "right.per_cent"
    assert mark(first.task("1.2").goal, 280).reason == "right.unit"


def test_a_comma_between_thousands(first):
    assert mark(first.task("1.3").goal, (173, 326, 200)).reason == "unreadable.thousands"
    assert mark(first.task("1.2").goal, (280, 5000)).reason == "too_many"


def test_a_document_in_yuan_is_asked_for_10_000_yuan():
    goal = Money((173_326_200.0,), bare=Decimal(10_000))
    assert [mark(goal, value).reason for value in (17332.62, 173_326_200)] == ["right", "wrong.unit"]


def test_an_empty_filter_is_no_wrong_answer(first):
    tables = first.budget.tables
    assert "一行也没有留下" in first.check("1.1", tables[tables["amounts"] < 0]).message


def test_rows_that_should_have_been_counted(third):
    failed = third.budget.checks["status"] == "fail"
    assert mark(third.task("3.7").goal, failed).reason == "unreadable.uncounted"
    assert mark(third.task("3.7").goal, third.budget.checks[failed]).reason == "unreadable.uncounted"


def test_a_rounding_that_hides_the_amount():
    assert mark(Money((173_326_200.0,)), "1.73亿元").reason == "wrong.coarse"


def test_a_total_that_differs_in_two_digits_is_not_taken_for_rounding():
    assert mark(Money((173_326_200.0,)), 17323.62).status == "wrong"


def test_a_percentage_as_it_is_rounded():
    goal = Percent(91.632)
    assert [mark(goal, value).status for value in (91.6, 91.63, "91.632%", 0.9163)] == ["right"] * 4
    assert [mark(goal, value).status for value in (91.64, 91.7, "91%", 0.92)] == ["wrong"] * 4


def test_a_name_that_holds_the_word_and():
    goal = Choice(frozenset({"208"}), {"208": ("社会保障和就业支出",), "201": ("一般公共服务支出",)})
    assert [mark(goal, text).status for text in ("社会保障和就业支出", "208 社会保障和就业", "社会保障和就业")] == [
        "right"
    ] * 3


def test_a_set_counts_what_is_missing():
    goal = Several(frozenset("ab"), {"a": ("甲表",), "b": ("乙表",), "c": ("丙表",)})
    assert mark(goal, "甲表").reason == "wrong.missing"
    assert mark(goal, ["甲表", "丙表"]).reason == "wrong.extra_and_missing"
    assert mark(goal, ["甲表", "乙表", "丙表"]).reason == "wrong.extra"
    assert mark(goal, "甲表 乙表").status == "right"


def test_a_count_is_exact():
    assert [mark(Count(27), value).status for value in (27, "27辆", 27.5)] == ["right", "right", "wrong"]


def test_a_unit_is_read_where_it_is_written():
    units = [numbers_in(text)[0].yuan for text in ("3.5 万元", "3.5元", "3.5", "3.5千元", "¥3.5")]
    assert units == [10_000, 1, None, 1000, 1]


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_exercise_has_a_question_and_hints_that_open_one_inside_the_other(key, lang, first, third):
    lesson = lesson_of(key, first, third)
    shown = Lesson(lesson.budget, lesson.other, lang).ask(key)
    assert "{" not in repr(shown)
    assert 2 <= len(shown.hints) <= 3
    html = shown._repr_html_()
    assert html.count("<details") == len(shown.hints)
    assert html.endswith("</details>" * len(shown.hints))
    assert "open" not in html.partition("<details")[2].partition(">")[0]


def test_hints_and_questions_hold_no_amount():
    texts = [text for key in KEYS for text in (exercise(key, "zh").question, *exercise(key, "zh").hints)]
    answers = [text for key in KEYS for text in map(str, RIGHT[key]) if text[:1].isdigit() and "." in text]
    assert [(text, answer) for text in texts for answer in answers if answer in text] == []


def test_a_document_without_the_fact_says_so_and_goes_on(first):
    lesson = open_lesson(FUZHOU)
    for key in ("2.4", "2.6", "2.8", "3.1", "3.9"):
        assert lesson.check(key, 1).status == "absent"
        assert "跳过这一题" in repr(lesson.ask(key))
    assert "第 19 页" in str(lesson.page("three_public_expenses"))
    assert lesson.table("procurement").empty


def test_the_page_picture_is_of_the_page_that_the_table_begins_on(first):
    assert first.page("three_public_expenses").data[:4] == b"\x89PNG"


def test_a_table_is_shown_as_it_is_printed(first):
    table = first.table("expenditure_summary")
    assert list(table.columns) == ["编码", "名称", "本年支出合计", "基本支出", "项目支出"]
    assert table.iloc[0].tolist()[1:] == ["合计", 17332.62, 8723.41, 8609.21]
    for name in (3, "公开表3", "单位预算支出总表", "支出总表"):
        assert first.table(name).equals(table)
    assert len(first.table("revenue_expenditure_summary", zeros=True)) == 12 + 33


def test_a_table_that_is_not_there_is_named_with_those_that_are(first):
    with pytest.raises(UsageError, match=r"公开表99.*公开表1、公开表2"):
        first.table("公开表99")


def test_a_failure_is_told_with_its_place(third):
    told = repr(third.failures())
    assert "公开表10 政府采购预算表，第 26 页" in told
    assert "一（五）" in told
    assert "公开表1 " in repr(Lesson(third.budget, lang="en").failures())


def test_progress_tells_each_exercise(first):
    lesson = open_lesson(FUZHOU)
    for key, answer in (("1.5", "预算"), ("2.1", "208"), ("1.3", ...), ("3.1", 1)):
        lesson.check(key, answer)
    assert repr(lesson.progress()).splitlines() == [
        "做对 1 题 · 还不对 1 题 · 没有填 1 题 · 这份文件没有 1 题",
        "✏️ 1.3  ✅ 1.5  ❌ 2.1  ⏭️ 3.1",
    ]


def test_the_planted_faults_are_the_failures_of_the_shipped_dataset():
    checks = load(PLANTED).checks
    expected = set().union(*(FAULTS[fault] for fault in plant.PLANTED))
    assert set(checks.loc[checks["status"] == "fail", "check_id"]) == expected | OF_THE_DOCUMENT


def test_the_planted_dataset_cannot_be_taken_for_the_real_one():
    budget = load(PLANTED)
    assert "设有错误" in budget.document["document_id"]
    assert "不是任何单位的真实文件" in budget.source["title"]
    assert "青岛" not in "".join(path.read_text(encoding="utf-8") for path in PLANTED.rglob("*.csv"))


LESSONS = [source.stem for source in build.SOURCES]


@pytest.mark.parametrize("name", LESSONS)
def test_both_copies_are_built_from_the_source(name):
    text = (build.HERE / f"{name}.md").read_text(encoding="utf-8")
    for folder, solved in ((notebooks_folder() / "course", False), (build.SOLVED, True)):
        shipped = nbformat.read(folder / f"{name}.ipynb", as_version=4)
        built = build.build(text, solved=solved)
        assert [(cell.cell_type, cell.source) for cell in shipped.cells] == [
            (cell.cell_type, cell.source) for cell in built.cells
        ], "run docs/course/build.py"


@pytest.mark.parametrize("name", LESSONS)
def test_the_solved_copy_is_right_everywhere_and_the_students_is_empty(name):
    student = nbformat.read(notebooks_folder() / "course" / f"{name}.ipynb", as_version=4)
    solved = nbformat.read(build.SOLVED / f"{name}.ipynb", as_version=4)
    for notebook, sign in ((student, "✏️"), (solved, "✅")):
        answers = [cell for cell in notebook.cells if "answer" in cell.metadata.get("tags", [])]
        assert len(answers) == sum(key.startswith(name[-1]) for key in KEYS)
        assert {cell.outputs[0]["data"]["text/markdown"][: len(sign)] for cell in answers} == {sign}


@pytest.mark.parametrize("name", LESSONS)
def test_a_lesson_has_a_plan_of_90_minutes(name):
    rows = [line for line in (build.HERE / f"{name}.md").read_text(encoding="utf-8").splitlines() if "–" in line[:12]]
    spans = [tuple(map(int, row.split("|")[1].strip().split("–"))) for row in rows]
    assert [start for start, _ in spans] == [0, *(end for _, end in spans[:-1])]
    assert spans[-1][1] == 90


def test_every_message_is_used_and_every_reason_has_one():
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "qzbudget/course").glob("*.py"))
    known = {row["key"] for row in read_csv("course_messages")}
    used = set(re.findall(r'"((?:slip|wrong|right|told|unknown|unreadable|progress)\.[a-z_.]+[a-z])"', code))
    kinds = {f"unreadable.{kind}" for kind in ("money", "percent", "count", "choice", "several")}
    kinds |= {f"wrong.in_money.{measure}" for measure in ("share", "change", "points", "yuan")}
    kinds |= {"slip.kind.budget", "slip.kind.final_accounts"}
    assert used | kinds <= known
    assert {key for key in known - kinds if f'"{key}"' not in code} == set()


def test_marks_are_collected_from_what_the_notebooks_show(tmp_path):
    shutil.copy(build.SOLVED / "lesson-1.ipynb", tmp_path / "王一.ipynb")
    shutil.copy(notebooks_folder() / "course" / "lesson-1.ipynb", tmp_path / "李二.ipynb")
    never_run = build.build((build.HERE / "lesson-1.md").read_text(encoding="utf-8"), solved=True)
    nbformat.write(never_run, tmp_path / "张三.ipynb")
    (tmp_path / "陈四.ipynb").write_text("not a notebook", encoding="utf-8")
    rows = {row["notebook"]: row for row in collect.collected(tmp_path)}
    told = [(rows[f"{name}.ipynb"]["right"], rows[f"{name}.ipynb"].get("1.1")) for name in ("王一", "李二", "张三", "陈四")]
    assert told == [("6", "right"), ("0", "blank"), ("0", "not run"), ("unreadable", None)]
    collect.write(rows.values(), tmp_path / "marks.csv")
    assert (tmp_path / "marks.csv").read_text(encoding="utf-8-sig").startswith("notebook,right,1.1,1.2,")


def test_copies_to_hand_out_have_every_exercise_and_no_solution(tmp_path):
    for path in build.hand_out(tmp_path):
        text = path.read_text(encoding="utf-8")
        assert [key for key in KEYS if key[0] == path.stem[-1] and f'lesson.ask(\\"{key}\\")' not in text] == []
        assert "<details>" not in text
        assert "✅" not in text

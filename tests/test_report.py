"""The report: notebooks run strictly, pages that need nothing but themselves."""

import base64
import hashlib
import io
import json
import re
import sys
from dataclasses import replace
from html.parser import HTMLParser

import nbformat
import pytest
from click.testing import CliRunner
from fontTools.ttLib import TTFont
from jupyter_client.kernelspec import NoSuchKernel
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

import qzbudget as qz
from qzbudget.cited.numbers import formula
from qzbudget.cli import main
from qzbudget.dataset.write import write_dataset
from qzbudget.errors import ReportError, SourceError, UsageError
from qzbudget.locate import notebooks_folder
from qzbudget.report import known_parameters, report
from qzbudget.report.execute import Parameter, typed
from qzbudget.report.numbers import formulas_in
from tests.small_dataset import AMOUNT, DOCUMENT, TABLE

SOURCES = {"type": "application/json", "id": "qz-sources"}
SHOW_CELL = (
    "from qzbudget.cited.numbers import cited\nfrom qzbudget.notebook import show\n"
    "show(cited('4.00', 'expenditure_summary:0:3'))"
)
HOSTILE = "<script>alert(1)</script> & [x](http://a.b) 甲局"


def save_notebook(path, *sources, title="问题"):
    """A notebook with a parameters cell and further cells."""
    parameters = new_code_cell(
        'source: str = "x"  # PDF 或文件夹\nlang: str = "zh"  # 语言\ncode: str = "0"  # 编码',
        metadata={"tags": ["parameters"]},
    )
    cells = [new_markdown_cell(f"# {title}"), parameters, *map(new_code_cell, sources)]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    nbformat.write(new_notebook(cells=cells, metadata=metadata), path)
    return path


@pytest.fixture
def folder(tmp_path):
    return write_dataset(DOCUMENT, [TABLE, AMOUNT], tmp_path / "processed")


def outputs(page_folder, name):
    notebook = nbformat.read(page_folder / name, as_version=4)
    return ["".join(o.get("text", "") for o in cell.get("outputs", [])) for cell in notebook.cells]


def contents(folder):
    return {p.relative_to(folder): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


# The report of the published budget


@pytest.fixture(scope="module")
def qingdao(tmp_path_factory):
    """Folder of the report, and of the page, of the committed source document, made from its PDF."""
    root = tmp_path_factory.mktemp("report")
    patch = pytest.MonkeyPatch()
    patch.chdir(root)
    index = report(notebooks_folder().parent / "data/raw/qingdao-government-office-2023-unit-budget.pdf", "out")
    patch.undo()
    return root / index.parent


@pytest.fixture(scope="module")
def page(qingdao):
    [path] = qingdao.glob("*/01-spending-composition.html")
    return path.read_text(encoding="utf-8")


class Shown(HTMLParser):
    """Collects the texts of a page, and everything that its elements point to."""

    def __init__(self):
        super().__init__()
        self.texts, self.links, self.elements = [], [], []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        self.links += [value for name, value in attrs if name in ("src", "href", "data", "action", "srcset")]

    def handle_data(self, data):
        if self.lasttag not in ("style", "script"):
            self.texts.append(data)


def shown(page):
    parser = Shown()
    parser.feed(page)
    return parser


def test_a_pdf_becomes_executed_notebooks_pages_and_an_index(qingdao):
    [folder] = [path for path in qingdao.iterdir() if path.is_dir()]
    assert {path.name for path in qingdao.iterdir()} == {"index.html", folder.name}
    names = [path.stem for path in notebooks_folder().glob("*.ipynb")]
    assert {path.name for path in folder.iterdir()} == {f"{n}.{end}" for n in names for end in ("html", "ipynb")} | {"report.json"}


def test_the_dataset_of_the_pdf_was_written_too(qingdao):
    [folder] = (qingdao.parent / "data" / "processed").iterdir()
    assert qz.load(folder).document["unit_name"] == "青岛市人民政府办公厅（本级）"


def test_a_page_tells_the_published_numbers(page):
    text = "".join(shown(page).texts)
    assert "青岛市人民政府办公厅（本级） 2023 年单位预算：收入合计 17,332.62 万元" in text
    assert "基本支出 8,723.41 万元，占 50.3%；项目支出 8,609.21 万元，占 49.7%" in text
    assert "每 100 元支出中：项目支出 49.67 元、人员经费 47.04 元、公用经费 3.29 元。" in text
    assert "公开表6 第\u00a017\u00a0页" in text


def test_a_page_makes_no_request(page):
    parser = shown(page)
    assert {tag for tag, _ in parser.elements}.isdisjoint({"link", "iframe", "object", "embed"})
    assert [attributes for tag, attributes in parser.elements if tag == "script"] == [SOURCES, {}]
    fetched = [link for link in parser.links if not link.startswith("data:")]
    assert fetched == ["../index.html", "01-spending-composition.ipynb"]
    assert re.findall(r"@import|url\((?!\"data:)", page) == []


def policy_of(page):
    [policy] = [a["content"] for _, a in shown(page).elements if a.get("http-equiv") == "Content-Security-Policy"]
    return dict(directive.split(" ", 1) for directive in policy.split("; "))


def test_a_page_forbids_requests_and_every_script_but_its_own(page):
    policy = policy_of(page)
    [script] = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert policy["default-src"] == policy["base-uri"] == policy["form-action"] == "'none'"
    assert policy["script-src"] == f"'sha256-{digest}'"


def test_the_index_runs_no_script(qingdao):
    assert policy_of((qingdao / "index.html").read_text(encoding="utf-8"))["script-src"] == "'none'"


def sources_of(page):
    [sources] = re.findall(r'<script type="application/json" id="qz-sources">(.*?)</script>', page)
    return json.loads(sources)


def test_every_cell_behind_a_number_is_known_to_the_page_with_its_picture(page):
    sources = sources_of(page)
    wanted = {cell for text in formulas_in(page) for cell in formula(text).cells}
    assert len(wanted) > 60
    assert sources["cells"].keys() == wanted
    assert {cell["picture"] for cell in sources["cells"].values()} == sources["pages"].keys()


def test_a_page_carries_only_the_pages_that_it_cites_each_once(page):
    sources = sources_of(page)
    assert sorted({cell["page"] for cell in sources["cells"].values()}) == [10, 11, 13, 16, 17, 18, 19, 20, 21]
    assert len(sources["pages"]) == 9
    assert all(picture["src"].startswith("data:image/webp;base64,") for picture in sources["pages"].values())


def test_a_cell_says_what_is_printed_where(page):
    cell = sources_of(page)["cells"]["expenditure_summary:0:3"]
    assert {name: cell[name] for name in ("table", "page", "row", "column", "printed", "doubt")} == {
        "table": "公开表3 单位预算支出总表",
        "page": 13,
        "row": "合计",
        "column": "本年支出合计",
        "printed": "17,332.62 万元",
        "doubt": "",
    }


def test_the_pages_of_the_report_are_smaller_than_five_megabytes(qingdao):
    assert sum(path.stat().st_size for path in qingdao.rglob("*.html")) < 5_000_000


def test_without_the_document_a_number_says_page_and_box(folder, tmp_path):
    notebook = save_notebook(tmp_path / "n.ipynb", SHOW_CELL)
    index = report(folder, tmp_path / "out", [notebook])
    sources = sources_of((index.parent / folder.name / "n.html").read_text(encoding="utf-8"))
    assert sources["pages"] == {}
    missing = sources["cells"]["expenditure_summary:0:3"]["missing"]
    assert "第 3 页的方框（点，左 上 右 下，原点在页面左上角）：10 20 30 40.5" in missing
    assert "手头没有原文件 a.pdf" in missing


def test_what_the_data_do_not_hold_is_not_made_up(folder, tmp_path):
    notebook = save_notebook(tmp_path / "n.ipynb", SHOW_CELL.replace("expenditure_summary:0:3", "x:0:3"))
    index = report(folder, tmp_path / "out", [notebook])
    assert sources_of((index.parent / folder.name / "n.html").read_text(encoding="utf-8"))["cells"] == {}


def test_a_page_carries_every_chinese_letter_that_it_shows(page):
    [woff] = re.findall(r"url\(\"data:font/woff;base64,([^\"]+)\"\)", page)
    letters = TTFont(io.BytesIO(base64.b64decode(woff))).getBestCmap()
    chinese = {letter for text in shown(page).texts for letter in text if "\u3000" <= letter <= "\uffef"}
    assert len(chinese) > 200
    assert [letter for letter in chinese if ord(letter) not in letters] == []


def test_figures_are_inside_the_page_and_described(page):
    figures = [attributes for tag, attributes in shown(page).elements if tag == "img"]
    assert all(figure["src"].startswith("data:image/webp;base64,") for figure in figures)
    assert "支出：功能分类（类）" in [figure["alt"] for figure in figures]


def test_code_is_folded_and_parameters_are_not_shown(page):
    assert page.count('<details class="code">') > 5
    assert "qz.composition" in re.sub(r"<[^>]+>", "", page)
    assert "injected" not in page
    assert "budget PDF or a dataset folder" not in page


def test_the_index_names_document_source_and_proof(qingdao):
    parser = shown((qingdao / "index.html").read_text(encoding="utf-8"))
    text = " ".join(parser.texts)
    for fact in (
        "青岛市人民政府办公厅（本级） 2023 年单位预算",
        "qingdao-government-office-2023-unit-budget.pdf",
        "42 页",
        "10 张",
        "1,032 个",
        "每张表的读取都通过了自证",
    ):
        assert fact in text
    assert re.search(r"\b[0-9a-f]{64}\b", text)
    assert all((qingdao / link).is_file() for link in parser.links)


def test_the_executed_notebook_tells_no_times_and_no_paths_of_its_run(qingdao):
    for path in qingdao.glob("*/*.ipynb"):
        notebook = nbformat.read(path, as_version=4)
        assert "papermill" not in notebook.metadata
        assert all("papermill" not in cell.metadata and "execution" not in cell.metadata for cell in notebook.cells)


# Running strictly


def test_a_string_stays_a_string_also_where_it_looks_like_a_number(folder, tmp_path):
    notebook = save_notebook(tmp_path / "n.ipynb", "print(type(code).__name__, code)")
    index = report(folder, tmp_path / "out", [notebook], {"code": "0130011"})
    assert outputs(index.parent / folder.name, "n.ipynb")[-1] == "str 0130011\n"


def test_an_unknown_parameter_is_refused_with_the_nearest_one(folder, tmp_path):
    notebook = save_notebook(tmp_path / "n.ipynb", "1")
    with pytest.raises(ReportError, match="没有一个笔记本有参数 'cod'。是不是 'code'"):
        report(folder, tmp_path / "out", [notebook], {"cod": "1"})
    assert not (tmp_path / "out").exists()


def test_parameters_explain_themselves(tmp_path):
    known = known_parameters([save_notebook(tmp_path / "n.ipynb")])
    assert {name: (p.type, p.default, p.help) for name, p in known.items()} == {
        "source": ("str", '"x"', "PDF 或文件夹"),
        "lang": ("str", '"zh"', "语言"),
        "code": ("str", '"0"', "编码"),
    }


def test_the_kernel_is_this_python_whatever_is_installed_as_python3(folder, tmp_path, monkeypatch):
    spec = tmp_path / "jupyter" / "kernels" / "python3"
    spec.mkdir(parents=True)
    argv = ["/nothing/python", "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    (spec / "kernel.json").write_text(json.dumps({"argv": argv, "display_name": "stale", "language": "python"}))
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "jupyter"))
    notebook = save_notebook(tmp_path / "n.ipynb", "import sys; print(sys.executable)")
    index = report(folder, tmp_path / "out", [notebook])
    assert outputs(index.parent / folder.name, "n.ipynb")[-1].strip() == sys.executable


def test_a_cell_that_fails_names_notebook_cell_and_message_and_leaves_the_earlier_report(folder, tmp_path):
    good = save_notebook(tmp_path / "n.ipynb", "print('甲')")
    report(folder, tmp_path / "out", [good])
    before = contents(tmp_path / "out")
    bad = save_notebook(tmp_path / "n.ipynb", "x = 1", "# why\n1 / 0")
    with pytest.raises(
        ReportError, match=r"n\.ipynb：第 3 个代码单元（1 / 0）出错：ZeroDivisionError: division by zero"
    ):
        report(folder, tmp_path / "out", [bad])
    assert contents(tmp_path / "out") == before


def test_each_document_has_its_folder_and_the_index_lists_them_all(folder, tmp_path):
    notebook = save_notebook(tmp_path / "n.ipynb", title="钱从哪里来")
    other = write_dataset(
        replace(DOCUMENT, document_id="乙局", unit_name="乙局"),
        [replace(TABLE, document_id="乙局", proved=False), replace(AMOUNT, document_id="乙局")],
        tmp_path / "processed",
    )
    report(folder, tmp_path / "out", [notebook])
    index = report(other, tmp_path / "out", [notebook])
    text = " ".join(shown(index.read_text(encoding="utf-8")).texts)
    assert "甲局（本级） 2023 年单位预算" in text
    assert "乙局 2023 年单位预算" in text
    assert text.count("钱从哪里来") == 2
    assert "有 1 张表的读取未通过自证（公开表3）" in text


def test_text_of_a_document_is_never_markup(tmp_path):
    document = replace(DOCUMENT, unit_name=HOSTILE, source_path="<b>.pdf")
    folder = write_dataset(document, [TABLE, AMOUNT], tmp_path / "processed")
    notebook = save_notebook(
        tmp_path / "n.ipynb",
        "import qzbudget as qz\nfrom qzbudget.breakdown import sentences\nfrom qzbudget.notebook import show\n"
        "show(sentences.overview(qz.open(source)))",
        f"print({HOSTILE!r})",
    )
    index = report(folder, tmp_path / "out", [notebook])
    for path in (index, index.parent / folder.name / "n.html"):
        parser = shown(path.read_text(encoding="utf-8"))
        assert [attributes for tag, attributes in parser.elements if tag == "script"] in ([], [SOURCES, {}])
        assert "b" not in {tag for tag, _ in parser.elements}
        assert not [link for link in parser.links if "a.b" in link]
        assert HOSTILE in "".join(parser.texts)


def test_an_english_report(folder, tmp_path):
    notebook = save_notebook(tmp_path / "n.ipynb", SHOW_CELL, "print(lang)")
    index = report(folder, tmp_path / "out", [notebook], lang="en")
    sources = sources_of((index.parent / folder.name / "n.html").read_text(encoding="utf-8"))
    assert (sources["words"]["left.share"], sources["words"]["right.share"]) == ("Part", "Whole")
    assert "is not at hand" in sources["cells"]["expenditure_summary:0:3"]["missing"]
    assert "甲局（本级）, unit budget 2023" in index.read_text(encoding="utf-8")
    assert '<html lang="en">' in (index.parent / folder.name / "n.html").read_text(encoding="utf-8")
    assert outputs(index.parent / folder.name, "n.ipynb")[-1] == "en\n"


# What is refused


def test_a_dataset_folder_is_never_replaced_by_a_report(folder, tmp_path):
    before = contents(folder)
    with pytest.raises(ReportError, match="不是报告"):
        report(folder, folder.parent, [save_notebook(tmp_path / "n.ipynb")])
    assert contents(folder) == before


def test_somebody_elses_index_is_left_alone(folder, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "index.html").write_text("<h1>我的网页</h1>", encoding="utf-8")
    with pytest.raises(ReportError, match="已有别的网页"):
        report(folder, tmp_path / "out", [save_notebook(tmp_path / "n.ipynb")])
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["index.html"]


def test_a_notebook_that_is_not_there_is_named(folder, tmp_path):
    with pytest.raises(ReportError, match=r"none\.ipynb：找不到笔记本"):
        report(folder, tmp_path / "out", [tmp_path / "none.ipynb"])


def test_a_source_that_is_not_there_is_named(tmp_path):
    with pytest.raises(SourceError, match="nothing：找不到"):
        report(tmp_path / "nothing", tmp_path / "out")


def test_a_language_that_is_not_spoken_is_refused_before_anything_runs(folder, tmp_path):
    with pytest.raises(UsageError, match="lang='fr'"):
        report(folder, tmp_path / "out", lang="fr")
    assert not (tmp_path / "out").exists()


# Parameters on the command line


def run(*arguments):
    return CliRunner().invoke(main, ["report", *map(str, arguments)])


def test_a_code_on_the_command_line_stays_a_string(folder, tmp_path):
    notebook = save_notebook(tmp_path / "n.ipynb", "print(type(code).__name__, code)")
    result = run(folder, "-o", tmp_path / "out", "-n", notebook, "-p", "code", "0130011")
    assert result.exit_code == 0
    assert outputs(tmp_path / "out" / folder.name, "n.ipynb")[-1] == "str 0130011\n"


@pytest.mark.parametrize(
    ("stated", "value", "told"),
    [
        ("year: int = 1", "2023", "int 2023"),
        ("share: float = 1.0", "0.5", "float 0.5"),
        ("flag: bool = False", "true", "bool True"),
        ('name: str = ""', "None", "str None"),
        ('name = ""', "1e5", "str 1e5"),
    ],
)
def test_a_value_gets_the_type_that_the_notebook_states(tmp_path, stated, value, told):
    path = tmp_path / "n.ipynb"
    nbformat.write(new_notebook(cells=[new_code_cell(stated, metadata={"tags": ["parameters"]})]), path)
    [name] = known_parameters([path])
    [given] = typed({name: value}, known_parameters([path])).values()
    assert f"{type(given).__name__} {given}" == told


def test_a_value_that_does_not_fit_its_type_is_refused():
    with pytest.raises(ReportError, match="参数 'year' 应为 int，不能是 '二〇二三'"):
        typed({"year": "二〇二三"}, {"year": Parameter("year", "int", "2022", "")})


def test_a_misspelt_parameter_is_refused_with_the_nearest_name_and_status_2(folder, tmp_path):
    notebook = save_notebook(tmp_path / "n.ipynb")
    result = run(folder, "-o", tmp_path / "out", "-n", notebook, "-p", "cod", "1")
    assert (result.exit_code, "是不是 'code'？" in result.stderr) == (2, True)
    assert not (tmp_path / "out").exists()


def test_the_document_of_a_report_cannot_be_changed_under_its_heading(folder, tmp_path):
    with pytest.raises(ReportError, match="参数 source 由报告自己给出"):
        report(folder, tmp_path / "out", parameters={"source": "other.pdf"})


def test_the_help_of_the_notebooks_comes_from_the_notebooks(monkeypatch, tmp_path):
    monkeypatch.setattr("qzbudget.report.make.notebooks_folder", lambda: tmp_path)
    save_notebook(tmp_path / "07-x.ipynb", title="问题在哪里")
    result = run("--help-notebooks")
    assert result.exit_code == 0
    assert "07-x  问题在哪里" in result.output
    assert '-p code STR（默认 "0"）  编码' in result.output


def test_a_notebook_of_the_package_is_chosen_by_its_name(folder, tmp_path, monkeypatch):
    (tmp_path / "own").mkdir()
    for name in ("01-a", "02-b"):
        save_notebook(tmp_path / "own" / f"{name}.ipynb")
    monkeypatch.setattr("qzbudget.report.make.notebooks_folder", lambda: tmp_path / "own")
    assert run(folder, "-o", tmp_path / "out", "-n", "02-b").exit_code == 0
    assert [path.name for path in (tmp_path / "out").rglob("*.ipynb")] == ["02-b.ipynb"]
    assert "自带的有：01-a、02-b" in run(folder, "-o", tmp_path / "out", "-n", "03-c").stderr


def test_a_python_without_a_kernel_is_explained(folder, tmp_path, monkeypatch):
    def no_kernel(*_args, **_more):
        raise NoSuchKernel("python3")

    monkeypatch.setattr("papermill.execute_notebook", no_kernel)
    with pytest.raises(ReportError, match=r"请检查 .* 的环境里装有 ipykernel"):
        report(folder, tmp_path / "out", [save_notebook(tmp_path / "n.ipynb")])


def test_a_notebook_that_names_no_kernel_or_a_missing_one_runs_with_this_python(folder, tmp_path):
    old = {"kernelspec": {"name": "conda-env-old", "display_name": "x", "language": "python"}}
    for number, metadata in enumerate([{}, old]):
        path = tmp_path / f"{number}.ipynb"
        cells = [new_code_cell("import sys; print(sys.executable)")]
        nbformat.write(new_notebook(cells=cells, metadata=metadata), path)
        report(folder, tmp_path / "out", [path])
        assert outputs(tmp_path / "out" / folder.name, path.name) == [f"{sys.executable}\n"]


def test_a_file_that_is_no_notebook_is_refused(folder, tmp_path):
    (tmp_path / "n.ipynb").write_text("钱从哪里来", encoding="utf-8")
    with pytest.raises(ReportError, match=r"n\.ipynb：不是能读的笔记本"):
        report(folder, tmp_path / "out", [tmp_path / "n.ipynb"])

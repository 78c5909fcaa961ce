# What a newcomer needs: `make help` lists it. Needs GNU make 3.81 or newer and Python 3.11 or newer.

VENV := .venv
BIN := $(VENV)/bin
LAB := .venv-lab
# Flags of JupyterLab, such as LAB_FLAGS="--no-browser --port=8890", or --allow-root in a container.
LAB_FLAGS ?=
UV ?= uv

# Byte-compiled modules start several times faster; an environment may forbid writing them.
unexport PYTHONDONTWRITEBYTECODE
export PYTHON

.DEFAULT_GOAL := help
.PHONY: help setup report test style types tests notebooks lab course dictionary units lock clean

help: ## 列出所有命令 · list every command
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "make %-12s%s\n", $$1, $$2}' Makefile

setup: $(VENV)/.run ## 准备运行环境 .venv · make the environment .venv

report: $(VENV)/.run ## 读 data/raw 里的 PDF，生成报告 reports/index.html · read the PDFs in data/raw and report on them
	$(BIN)/qzbudget read data/raw/*.pdf -o data/processed
	for found in data/processed/*/datapackage.json; do $(BIN)/qzbudget report "$${found%/*}" -o reports || exit; done

test: $(VENV)/.test ## 全部检查：style、types、tests · every check: style, types, tests
	@$(MAKE) --no-print-directory --keep-going style types tests

style: $(VENV)/.test ## 代码风格 · code style (ruff)
	$(BIN)/python -m ruff check .

types: $(VENV)/.test ## 类型 · types (mypy)
	$(BIN)/python -m mypy

tests: $(VENV)/.test ## 测试、笔记本和文档示例 · tests, notebooks and the examples in docstrings (pytest, nbval)
	PYTHONUTF8=1 $(BIN)/python -m pytest -n auto --dist loadfile --doctest-modules --nbval --nbval-current-env tests qzbudget notebooks docs/course/solved

units: $(VENV)/.run ## 由各单位公布的 PDF 重写 data/processed/units · write data/processed/units anew (PDFS=folder)
	$(BIN)/python docs/units.py "$(PDFS)"

notebooks: $(VENV)/.run ## 重新运行笔记本并保存输出 · run the notebooks and keep their outputs
	$(BIN)/qzbudget read data/raw/*.pdf -o data/processed --force
	$(BIN)/python docs/notebooks.py
	$(BIN)/python docs/course/plant.py
	$(BIN)/python docs/course/build.py

lab: $(LAB)/.lab ## 在 JupyterLab 里打开笔记本 · open the notebooks in JupyterLab
	$(LAB)/bin/python -m jupyterlab $(LAB_FLAGS) --LabApp.default_url=/lab/tree/notebooks

course: $(LAB)/.lab ## 在 JupyterLab 里打开三节课 · open the course's three lessons in JupyterLab
	$(LAB)/bin/python -m jupyterlab $(LAB_FLAGS) --LabApp.default_url=/lab/tree/notebooks/course/lesson-1.ipynb

dictionary: $(VENV)/.run ## 由知识表重写 README 的数据字典 · write the data dictionary of the READMEs anew
	$(BIN)/python docs/dictionary.py

# The test lock holds everything of the run lock in the same versions, so it makes the run environment too.
$(VENV)/.run: requirements/run.txt requirements/install.sh pyproject.toml
	sh requirements/install.sh $(VENV) requirements/run.txt
	@touch $@

$(VENV)/.test: requirements/test.txt requirements/install.sh pyproject.toml
	sh requirements/install.sh $(VENV) requirements/test.txt
	@touch $(VENV)/.run $@

# JupyterLab has an environment of its own: where it is installed, a dependency of its schema checks makes each
# `import nbformat` 1.1 s slower, and with it every report and every test of a notebook.  It is not to ask for news or
# look for updates: the lessons need no network.
$(LAB)/.lab: requirements/lab.txt requirements/install.sh pyproject.toml
	sh requirements/install.sh $(LAB) requirements/lab.txt
	$(LAB)/bin/jupyter-labextension disable "@jupyterlab/apputils-extension:announcements"
	@touch $@

COMPILE = $(UV) pip compile --universal --python-version 3.11 --generate-hashes --quiet \
	--custom-compile-command 'make lock' $(LOCK_FLAGS) pyproject.toml requirements/build.in

lock: ## 重新锁定依赖（升级：LOCK_FLAGS=--upgrade）· lock the dependencies anew with uv (to upgrade: LOCK_FLAGS=--upgrade)
	$(COMPILE) --extra test --output-file requirements/test.txt
	$(COMPILE) --constraint requirements/test.txt --output-file requirements/run.txt
	$(COMPILE) --constraint requirements/test.txt --extra lab --output-file requirements/lab.txt

clean: ## 删除环境、报告和缓存（数据留下）· remove environments, reports and caches; data stay
	rm -rf $(VENV) $(LAB) reports exports build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find qzbudget tests typeset benchmarks docs codebook -name __pycache__ -type d -prune -exec rm -rf {} +

#!/bin/sh
# Makes a virtual environment that holds the locked packages and this project:
#
#     sh requirements/install.sh .venv requirements/run.txt
#
# With uv where it is installed, else with Python's own venv and pip. PYTHON=… chooses the interpreter.
set -eu

environment=$1
lock=$2
python=$environment/bin/python

# Where this is set nothing is byte-compiled, and each start of the command compiles hundreds of modules again.
unset PYTHONDONTWRITEBYTECODE

fail() {
    printf '%s\n' "$@" >&2
    exit 1
}

has_uv() { command -v uv >/dev/null 2>&1; }
runs() { "$1" -c 'pass' >/dev/null 2>&1; }
is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; }
can_make_venv() { "$1" -c 'import ensurepip, venv' >/dev/null 2>&1; }
has_pip() { "$1" -c 'import pip' >/dev/null 2>&1; }
version_of() { "$1" -c 'import platform; print(platform.python_version())'; }

too_old() {
    fail "$1 是 Python $(version_of "$1")，需要 3.11 或更新的版本。请安装后再试一次，或用 make PYTHON=路径 指定。" \
        "$1 is Python $(version_of "$1"); 3.11 or newer is needed. Install one and try again, or name it with make PYTHON=path."
}

none_found() {
    fail "找不到可用的 Python（试过 $1）。请安装 Python 3.11 或更新的版本再试一次，或用 make PYTHON=路径 指定。" \
        "No Python that runs was found (tried $1). Install Python 3.11 or newer and try again, or name it with make PYTHON=path."
}

lacks_venv() {
    fail "$1（Python $(version_of "$1")）缺少 venv 模块。请安装它（Debian、Ubuntu：sudo apt-get install python3-venv）再试一次。" \
        "$1 (Python $(version_of "$1")) lacks the venv module. Install it (Debian, Ubuntu: sudo apt-get install python3-venv) and try again."
}

# Sets `found` to the first interpreter that will do, or says what is missing.
find_python() {
    found='' old='' bare=''
    if [ -n "${PYTHON:-}" ]; then
        set -- "$PYTHON"
    else
        set -- python3 python python3.14 python3.13 python3.12 python3.11
    fi
    for candidate do
        if ! runs "$candidate"; then
            continue
        elif ! is_new_enough "$candidate"; then
            old=${old:-$candidate}
        elif ! can_make_venv "$candidate"; then
            bare=${bare:-$candidate}
        else
            found=$candidate
            return
        fi
    done
    [ -z "$bare" ] || lacks_venv "$bare"
    [ -z "$old" ] || too_old "$old"
    none_found "$*"
}

# An environment left by an earlier run is kept where it still works.
is_usable() {
    runs "$python" && is_new_enough "$python" && { has_uv || has_pip "$python"; }
}

make_with_uv() {
    [ -z "${PYTHON:-}" ] || ! runs "$PYTHON" || is_new_enough "$PYTHON" || too_old "$PYTHON"
    rm -rf "$environment"
    uv venv --python "${PYTHON:->=3.11}" "$environment" || none_found "uv venv --python '${PYTHON:->=3.11}'"
}

make_with_venv() {
    find_python
    rm -rf "$environment"
    "$found" -m venv "$environment"
}

install_with_uv() {
    is_usable || make_with_uv
    uv pip install --python "$python" --compile-bytecode --require-hashes --requirement "$lock"
    uv pip install --python "$python" --no-deps --no-build-isolation --editable .
}

install_with_pip() {
    is_usable || make_with_venv
    "$python" -m pip install --disable-pip-version-check --compile --require-hashes --requirement "$lock"
    "$python" -m pip install --disable-pip-version-check --no-deps --no-build-isolation --editable .
}

if has_uv; then install_with_uv; else install_with_pip; fi
"$python" -m compileall -q qzbudget

# Newer venv and uv write this themselves: an environment is no part of the repository.
echo '*' >"$environment/.gitignore"

# Needs make and Python 3.11 or newer; everything else goes into .venv.
# All paths are relative and no console script is called, so the folder may have any name.
.DELETE_ON_ERROR:
.PHONY: help render test lint soak benchmark clean

SPEC ?= specs/dachang-xinfang-2023.toml
PYTHON ?= python3
ifeq ($(OS),Windows_NT)
PY := .venv/Scripts/python.exe
else
PY := .venv/bin/python
endif
PIP := "$(PY)" -m pip --quiet --disable-pip-version-check install
# Python reads the link to src/ in the locale's encoding, which may know no hanzi: made relative,
# it holds none, and a folder that was moved still works. -S: before any link is read.
LINK := "$(PY)" -S -c "import os, pathlib; [ \
  link.write_text(os.path.relpath('src', link.parent) + chr(10), encoding='utf-8') \
  for link in pathlib.Path('.venv').rglob('_budgetpdf.pth')]"

# The language server that shows completion in editors. Where there is no npm, its test skips.
NPM := { ! command -v npm || npm install --silent --no-fund --no-audit --prefix .venv/node \
  @taplo/lsp@0.8.0; } >/dev/null 2>&1 || true

help:
	@echo "make render   compile $(SPEC) into out/   (another: make render SPEC=path.toml)"
	@echo "make test     everything that CI runs: format, lint, types, floors, tests"
	@echo "make lint     the same without the tests"
	@echo "make soak     the tests with their full numbers"
	@echo "make benchmark  budgetpdf beside Typst and other programs (minutes)"
	@echo "make clean    remove what was built; .venv stays"

render: .venv/installed
	@"$(PY)" -m budgetpdf render "$(SPEC)" -o out

# A default encoding in any open() is an error: on the clerk's Windows it would be cp936.
test: lint
	@PYTHONWARNDEFAULTENCODING=1 "$(PY)" -m pytest

soak: .venv/installed-dev
	@BUDGETPDF_SOAK=1 PYTHONWARNDEFAULTENCODING=1 "$(PY)" -m pytest

benchmark: .venv/installed-bench
	@"$(PY)" benchmarks/run.py

lint: .venv/installed-dev
	@"$(PY)" -m ruff format --check .
	@"$(PY)" -m ruff check .
	@"$(PY)" -m mypy
	@"$(PY)" -c "from importlinter.cli import lint_imports_command as run; run()" --no-logo

clean:
	rm -rf out dist build .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache

# Stamps: a second run installs nothing unless pyproject.toml changed.
.venv/created:
	@found=; \
	for python in "$(PYTHON)" python3 python3.14 python3.13 python3.12 python3.11 python; do \
	  if "$$python" -c "import sys; sys.exit(sys.version_info < (3, 11))" 2>/dev/null; then \
	    found="$$python"; break; \
	  fi; \
	done; \
	if [ -z "$$found" ]; then \
	  echo "没有找到 Python 3.11 或更高版本。No Python 3.11 or newer found; name one: make PYTHON=/path/to/python3" >&2; \
	  exit 1; \
	fi; \
	if ! "$$found" -m venv .venv; then \
	  echo "无法建立虚拟环境。The virtual environment could not be made." >&2; \
	  echo "Debian/Ubuntu: sudo apt install python3-venv" >&2; \
	  exit 1; \
	fi
	@touch $@

.venv/installed: pyproject.toml .venv/created
	@echo "Installing budgetpdf into .venv ..."
	@$(PIP) --editable .
	@$(LINK)
	@touch $@

.venv/installed-dev: pyproject.toml .venv/created
	@echo "Installing budgetpdf and its test tools into .venv ..."
	@$(PIP) --editable ".[dev]"
	@$(LINK)
	@$(NPM)
	@touch .venv/installed $@

.venv/installed-bench: pyproject.toml .venv/installed-dev
	@echo "Installing the peers that budgetpdf is compared with ..."
	@$(PIP) --editable ".[bench]"
	@$(LINK)
	@touch $@

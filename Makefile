# One word per chore. `make run` and `make test` need only Python 3.11 and git.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed

.PHONY: help run samples test test-fast test-postgres check bench faults docs format setup clean

run: setup  ## start the platform with its demo world on 127.0.0.1:8000, or on GONGKAI_PORT
	@$(BIN)/gongkai serve

help:  ## list these chores
	@sed -n 's/^\([a-z-]*\):[^#]*## /\1\t/p' Makefile | expand -t 16

samples: setup  ## check the five real reports and show what was found
	@$(BIN)/gongkai check samples/ || test $$? -eq 1

test: setup  ## set up and run every test, on SQLite and on PostgreSQL, in the browser too
	@$(BIN)/python -m tools.all_tests

test-fast: setup  ## the tests without the browser and without those marked slow, on SQLite only
	@$(BIN)/python -m pytest -n 2 -m "not slow"

test-postgres: setup  ## the tests of the platform again, on a throw-away PostgreSQL
	@$(BIN)/python -m tools.postgres pytest tests/web

check: setup  ## everything a change must pass: format, lint, types, contracts, tests, docs drift
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tools.all_tests
	$(BIN)/python -m tools.docs --check
	$(BIN)/zensical build --clean

docs: setup  ## regenerate docs/reference and build the site into site/
	$(BIN)/python -m tools.docs
	$(BIN)/zensical build --clean

bench: setup  ## measure, and write the figures into docs/reference/benchmarks*.md (some minutes)
	$(BIN)/python -m tools.bench_core --write
	$(BIN)/python -m tools.bench_formats
	$(BIN)/python -m tools.bench_clocks --write
	$(BIN)/python -m tools.bench_copies
	$(BIN)/python -m tools.bench_platform --write
	$(BIN)/python -m tools.bench_reporting --write
	$(BIN)/python -m tools.bench_province --write
	$(BIN)/python -m tools.bench_portal --write
	$(BIN)/python -m tools.bench_search --write

faults: setup  ## plant faults and feed hostile files, at full size (many minutes)
	$(BIN)/python -m tools.faults_formats
	$(BIN)/python -m tools.faults_cases
	$(BIN)/python -m tools.faults_storage
	$(BIN)/python -m tools.faults_kills
	$(BIN)/python -m tools.faults_live
	$(BIN)/python -m tools.faults_floods
	$(BIN)/python -m tools.faults_upgrade
	$(BIN)/python -m tools.faults_journal
	$(BIN)/python -m tools.postgres tools.faults_cases
	$(BIN)/python -m tools.postgres tools.faults_kills
	$(BIN)/python -m tools.postgres tools.faults_live
	$(BIN)/python -m tools.postgres tools.faults_upgrade
	$(BIN)/python -m tools.faults_postgres
	$(BIN)/python -m tools.soak_check
	$(BIN)/python -m tools.converters
	$(BIN)/python -m tools.faults_rollup

format: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

setup: $(STAMP)

$(STAMP): pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "找不到 Python 3.11：请先安装 python3.11（Debian/Ubuntu：apt-get install python3 python3-venv）。"; exit 1; }
	@echo "正在准备运行环境（首次约一分钟）…"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "需要 Python 3.11 或更新版本，当前为 $$($(PYTHON) -V)。"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

clean:
	rm -rf $(VENV) site .mypy_cache .ruff_cache .pytest_cache

# `make episode` and `make test` need python3 (3.11 or later, with venv) and nothing else.
PYTHON ?= python3
BIN := .venv/bin
# The pip of Debian 12 builds unidic-lite and feedgen in an old way unless it is told not to, and complains.
INSTALL := $(BIN)/pip install --quiet --disable-pip-version-check --use-pep517 -c constraints.txt

# Python keeps what it compiles, whatever is set around us: the tests start hundreds of processes, each of which would
# compile it again for seconds.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: episode test coverage check audit fuzz bench figures clean

episode: .venv/installed
	$(BIN)/narrate build examples/article.txt

# One file of tests is run by one process: its tests share a browser.
test: .venv/installed-dev
	$(BIN)/pytest -n auto --maxprocesses 4 --dist loadfile

# All tests, and which lines and branches of narrate they reach; fails under 90 %.
coverage: .venv/installed-dev
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

check: .venv/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Known faults of what is pinned; docs/architecture.md says why one is left out.
audit: .venv/installed
	$(INSTALL) pip-audit
	$(BIN)/pip-audit -r constraints.txt --no-deps --disable-pip --strict --ignore-vuln PYSEC-2026-2132

# Ten minutes for each door; what is too much for one is kept in .fuzz/.
fuzz: .venv/installed-dev
	$(INSTALL) atheris
	for door in article lexicon template mp3; do \
		PYTHONPATH=tests $(BIN)/python -m fuzz $$door -max_total_time=600 || exit 1; done

bench: .venv/installed-dev
	$(BIN)/python benchmarks/run.py

# Into README.md and docs/benchmarks.md, from the last whole run.
figures: .venv/installed-dev
	$(BIN)/python benchmarks/tables.py

clean:
	rm -rf .venv output/*

.venv/bin/pip:
	$(PYTHON) -m venv .venv

.venv/installed: .venv/bin/pip pyproject.toml constraints.txt
	$(INSTALL) -e .
	$(BIN)/python -m compileall -q narrate
	touch $@

.venv/installed-dev: .venv/installed
	$(INSTALL) -e '.[dev]'
	touch $@

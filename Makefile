# Set-up, the two commands of the contract, and the developer's checks. `make help` lists them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
HOST ?= 127.0.0.1
PORT ?= 7860

.DEFAULT_GOAL := help
.PHONY: help install install-dev run test check fix lock clean

help: ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

install: $(VENV)/.installed ## make .venv with the locked dependencies

install-dev: $(VENV)/.installed-dev ## the same, with what tests and checks need

run: install ## build the index where it is missing or stale, then serve the page
	@$(BIN)/assistant index || [ $$? -eq 4 ]
	@$(BIN)/assistant serve --host $(HOST) --port $(PORT)

test: install-dev ## run every test that needs no external server
	$(BIN)/python -m pytest -m "not browser and not server" --cov --cov-report=term:skip-covered

check: install-dev ## format, lint, types, imports
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

fix: install-dev ## mend what a tool can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: ## write the lock files anew from pyproject.toml
	$(PYTHON) -m venv $(VENV)-lock
	$(VENV)-lock/bin/pip install --quiet uv
	$(VENV)-lock/bin/uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header --no-emit-index-url \
		--python-version 3.11 build-requirements.in pyproject.toml --output-file requirements.lock
	$(VENV)-lock/bin/uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header --no-emit-index-url \
		--python-version 3.11 --extra dev build-requirements.in pyproject.toml --output-file requirements-dev.lock
	rm -rf $(VENV)-lock

clean: ## remove .venv, caches and built indexes
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find indexes -mindepth 1 ! -name .gitkeep -delete

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.lock pyproject.toml | $(BIN)/python
	$(BIN)/pip install --disable-pip-version-check --quiet --require-hashes -r requirements.lock
	$(BIN)/pip install --disable-pip-version-check --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	$(BIN)/pip install --disable-pip-version-check --quiet --require-hashes -r requirements-dev.lock
	@touch $@

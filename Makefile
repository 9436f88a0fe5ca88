# Few recipes, each with a line of help. Needs Python 3.11 with venv, make and git; nothing else.
PYTHON ?= python3
ARGS ?=
UPGRADE ?=
UV := uv==0.13.9

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
LOCKED := $(PIP) install --require-hashes --no-deps
COMPILE := pip compile pyproject.toml --quiet --generate-hashes --universal --python-version 3.11 \
	--no-header --no-emit-index-url --no-emit-find-links $(UPGRADE)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo serve test screens nightly check format lock bench clean

help: ## print this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' Makefile

demo: .venv/installed.stamp ## set everything up and answer for one person under one order
	@$(BIN)/duenotice demo

serve: .venv/installed.stamp ## open the site on a vault of invented people; it is made the first time (ARGS="--port 9000")
	@$(BIN)/duenotice serve --demo --vault .demo $(ARGS)

test: .venv/dev.stamp ## set everything up and run the tests (make test ARGS="-k truth" for some of them)
	@$(BIN)/python -m pytest -q -n auto $(ARGS)

screens: .venv/dev.stamp ## the tests of the screens that only a demonstration opens yet
	@DUENOTICE_SCREENS=1 $(BIN)/python -m pytest -q -n auto tests/web/screens $(ARGS)

nightly: .venv/dev.stamp ## a million new pairs of person and order on every engine; backups, attacks, kills and load in full number
	@DUENOTICE_PAIRS=1000000 DUENOTICE_ORDERS=60 HYPOTHESIS_PROFILE=here \
	$(BIN)/python -m pytest -q -n auto tests/agreement $(ARGS)
	@DUENOTICE_FULL=1 $(BIN)/python -m pytest -q -n auto -s tests/web/test_reach.py
	@DUENOTICE_BACKUPS=100 DUENOTICE_ATTACKS=200 $(BIN)/python -m pytest -q -n auto -s tests/web/test_backups.py tests/web/test_chain.py
	@DUENOTICE_KILLS=100 DUENOTICE_SECONDS=120 DUENOTICE_FLIPS=500 $(BIN)/python -m pytest -q -s tests/web/modes

check: .venv/dev.stamp ## lint, format, types, the import contract, the house and its documents, known weaknesses
	@echo "ruff"         && $(BIN)/ruff check --quiet && $(BIN)/ruff format --check --quiet
	@echo "mypy"         && $(BIN)/mypy
	@echo "import-linter" && $(BIN)/lint-imports --no-logo
	@echo "house and documents" && $(BIN)/python -m pytest -q tests/test_house.py tests/docs
	@echo "bandit"       && $(BIN)/bandit --quiet --recursive --configfile pyproject.toml src
	@echo "pip-audit"    && $(BIN)/python tools/audit.py

format: .venv/dev.stamp ## put the code into its one format
	@$(BIN)/ruff check --fix-only --quiet && $(BIN)/ruff format

lock: ## write both lock files again (make lock UPGRADE=--upgrade for the newest versions)
	@tool=$$(mktemp -d) && trap 'rm -rf "$$tool"' EXIT && $(PYTHON) -m venv "$$tool" \
	&& "$$tool/bin/pip" install --quiet --disable-pip-version-check $(UV) \
	&& "$$tool/bin/uv" $(COMPILE) --group build -o requirements.lock \
	&& "$$tool/bin/uv" $(COMPILE) --group build --group dev -c requirements.lock -o requirements-dev.lock \
	&& echo "requirements.lock and requirements-dev.lock are written"

bench: .venv/dev.stamp ## run every benchmark in benchmarks/
	@set -e; for file in $(sort $(wildcard benchmarks/[a-z]*.py)); do echo "$$file"; $(BIN)/python "$$file"; done
	@$(if $(wildcard benchmarks/[a-z]*.py),,echo "benchmarks/ holds nothing yet")

clean: ## remove the environment and every cache
	@rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find src tests -name __pycache__ -type d -prune -exec rm -rf {} +

# One environment, set up in steps; each stamp is younger than what it was made from.

.venv/python.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	|| { echo "duenotice needs Python 3.11 or newer; name one: make PYTHON=python3.11 ..."; exit 1; }
	@echo "Setting up .venv with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv --clear .venv
	@touch $@

.venv/runtime.stamp: .venv/python.stamp requirements.lock
	@echo "Installing requirements.lock"
	@$(LOCKED) -r requirements.lock
	@touch $@

.venv/installed.stamp: .venv/runtime.stamp pyproject.toml
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev.stamp: .venv/installed.stamp requirements-dev.lock
	@echo "Installing requirements-dev.lock"
	@$(LOCKED) -r requirements-dev.lock
	@touch $@

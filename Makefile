# Every task of the project, by name. `make` alone lists them.
# Needs: make, Python 3.11 or newer with its venv module (Debian: apt-get install make python3 python3-venv).

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV ?= .venv
BIN := $(VENV)/bin
DEMO ?= demo.ledger
DATA ?=

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_ROOT_USER_ACTION := ignore

.DEFAULT_GOAL := help
.PHONY: help run test check lint types floors format docs bench gate clean

help: ## list the tasks
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(VENV)/installed ## make the demo case and print what it found
	$(BIN)/warledger demo $(DEMO)

test: $(VENV)/installed-test ## run every test
	$(BIN)/python -m pytest

check: lint types floors ## style, types and floors, without the other tests

lint: $(VENV)/installed-test ## ruff: rules and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/installed-test ## mypy, strict
	$(BIN)/mypy

floors: $(VENV)/installed-test ## import-linter: which room may import which
	$(BIN)/lint-imports

format: $(VENV)/installed-test ## put the code in order
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(VENV)/installed-test ## write the generated pages of docs/ anew
	$(BIN)/python docs/generate.py

bench: $(VENV)/installed-test ## measure speed and memory; make bench DATA=articles.jsonl adds reading
	$(BIN)/python benchmarks/start.py
	@if [ -n "$(DATA)" ]; then $(BIN)/python benchmarks/read_speed.py "$(DATA)"; \
	else echo "make bench DATA=articles.jsonl also measures documents a second"; fi

gate: $(VENV)/installed-test ## measure the coder against people's coding; make gate DATA=claims.jsonl
	@[ -n "$(DATA)" ] || { echo "make gate DATA=dev.jsonl: name the file of coded reports to measure on"; exit 2; }
	$(BIN)/python -m warledger.evaluation "$(DATA)"

clean: ## remove the environment, the caches and the demo case
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	rm -rf $(DEMO) $(DEMO)-wal $(DEMO)-shm $(DEMO).archive

$(BIN)/python:
	@sh tools/make_venv.sh "$(PYTHON)" "$(VENV)"

$(VENV)/installed: $(BIN)/python pyproject.toml
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/installed-test: $(BIN)/python pyproject.toml
	$(BIN)/python -m pip install --quiet --editable '.[test]'
	@touch $@ $(VENV)/installed

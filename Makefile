# `make` alone explains itself.
PYTHON ?= python3
WORKERS ?= 2
PORT   ?= 7860
HOST   ?= 127.0.0.1
INDEX  ?= index-data
DOCS   ?= evals/corpus
VENV   := .venv
BIN    := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help run test lint eval bench clean

help: ## Show what can be made
	@echo "Rapporteur: cited answers about conferences from their own documents."
	@echo
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/'
	@echo
	@echo "  PORT=7860  HOST=127.0.0.1  INDEX=index-data  DOCS=evals/corpus  PYTHON=python3"
	@echo "  e.g. make run DOCS=~/conference INDEX=~/conference-index PORT=8080"

$(VENV)/.installed: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; set PYTHON=/path/to/python3"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing pinned dependencies (once; a few minutes) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt torch
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/.tested: $(VENV)/.installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[test]'
	@touch $@

run: $(VENV)/.installed ## Install, fetch the chat model, index DOCS if INDEX is not there, serve the page
	@$(BIN)/rapporteur models pull || echo "Going on without a chat model: answers come from the ledger and by quotation."
	@test -e "$(INDEX)/catalogue.sqlite" || $(BIN)/rapporteur ingest --index "$(INDEX)" "$(DOCS)"
	@$(BIN)/rapporteur serve --index "$(INDEX)" --host $(HOST) --port $(PORT)

test: $(VENV)/.tested ## Install what the tests need and run them all
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile

lint: $(VENV)/.tested ## Format and check the code
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix . && $(BIN)/mypy

eval: $(VENV)/.tested ## Run the fixed question set over the sample corpus
	@$(BIN)/rapporteur eval --out runs/$$(date +%Y%m%d-%H%M%S)

bench: $(VENV)/.tested ## Measure the program, with ratios within the run
	@$(BIN)/python -m evals.bench search --sizes 1000,10000
	@$(BIN)/python -m evals.bench ingest

clean: ## Remove the environment and caches (never an index or a model)
	@rm -rf $(VENV) build *.egg-info .pytest_cache .mypy_cache .ruff_cache

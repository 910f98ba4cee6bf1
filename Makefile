# Tradewind. `make help` lists what there is to do.
SHELL := /bin/sh
PYTHON ?= python3
BIN := .venv/bin
RUN_STAMP := .venv/.installed
TEST_STAMP := .venv/.installed-dev
# a file's tests share an app or a database, so they stay together
PYTEST := $(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder
export PYTHONUNBUFFERED := 1
# whoever set it would compile every module anew at each start, and tests start hundreds
export PYTHONDONTWRITEBYTECODE :=
PIP := $(BIN)/python -m pip --disable-pip-version-check
# uv takes a tenth of the time; pip does it where uv cannot, or where pip has an index of its own
install = ! $(PIP) config list 2>&1 | grep -q '[.]index-url=' \
	&& $(PIP) install --quiet --require-hashes -r requirements-uv.txt 2>/dev/null \
	&& $(BIN)/uv pip install --quiet --system-certs --compile-bytecode --python $(BIN)/python --require-hashes -r $(1) 2>/dev/null \
	|| $(PIP) install --quiet --require-hashes -r $(1)

.DEFAULT_GOAL := help
.PHONY: help run status stop demo-reset test quick unit browser lint format bench bench-all chaos lock

help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-11s %s\n", $$1, $$2}'

run: $(RUN_STAMP) ## Start Tradewind on http://127.0.0.1:8080, with everything it needs
	@exec $(BIN)/python main.py

status: $(RUN_STAMP) ## Print one JSON object about the running instance
	@$(BIN)/python -m services.local status

stop: $(RUN_STAMP) ## End what runs on the data folder, or was left of it
	@$(BIN)/python -m services.local stop

demo-reset: $(RUN_STAMP) ## Put the demo organizations back as they were
	@$(BIN)/python -m services.demo reset

test: $(TEST_STAMP) ## Run every test: unit, integration, UI, chaos, browser, and the linters
	@$(BIN)/python -m tests.browser.chromium
	@# the type checker uses one core only, so it runs beside the first tests
	@$(MAKE) --no-print-directory lint & linters=$$!; \
	$(PYTEST) tests; tests=$$?; wait $$linters && exit $$tests

quick: lint ## Run the linters, the unit tests and one journey in a browser
	@$(BIN)/python -m tests.browser.chromium
	$(PYTEST) tests/unit tests/browser/test_journey.py

unit: $(TEST_STAMP) ## Run the tests that need no server
	$(PYTEST) tests/unit

browser: $(TEST_STAMP) ## Run the browser tests
	@$(BIN)/python -m tests.browser.chromium
	$(PYTEST) tests/browser

lint: $(TEST_STAMP) ## Check style, types and who imports whom
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

format: $(TEST_STAMP) ## Format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(TEST_STAMP) ## Measure speed and cost, each beside a floor of the same run
	@$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m benchmarks

bench-all: $(TEST_STAMP) ## Measure that and how costs grow with screens, rows and tenants
	@$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m benchmarks all

chaos: $(TEST_STAMP) ## Tell 10,000 histories of writes and faults; goes on where it was ended
	$(BIN)/python -m tests.chaos --histories 10000 --resume .chaos.jsonl

lock: $(TEST_STAMP) ## Pin the requirements anew, with hashes and without addresses
	$(PIP) install --quiet uv
	$(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-header --python-version 3.11 requirements-uv.in -o requirements-uv.txt
	$(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-header --python-version 3.11 requirements.in -o requirements.txt
	$(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-header --python-version 3.11 requirements-dev.in -o requirements-dev.txt

$(RUN_STAMP): requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Tradewind needs Python 3.11 or newer; set PYTHON to one.")'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || { echo 'Cannot make .venv; on Debian install python3-venv first.' >&2; exit 1; }
	@echo 'Installing what Tradewind needs into .venv ...' >&2
	@$(call install,requirements.txt)
	@touch $@

$(TEST_STAMP): requirements-dev.txt $(RUN_STAMP)
	@echo 'Installing what the tests need into .venv ...' >&2
	@$(call install,requirements-dev.txt)
	@touch $@

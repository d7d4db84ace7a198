PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv
SETUP := pyproject.toml pins.txt
INSTALL := $(UV) pip install --quiet --python $(BIN)/python --constraints pins.txt --build-constraints pins.txt

PROXY := $(VENV)/proxy/node_modules/.bin/configurable-http-proxy
apt = { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq && apt-get install -y -qq $(1) >/dev/null; }

.DEFAULT_GOAL := help
.PHONY: help run lab app test prove lint bench screenshots browser servers pins

help: ## this list
	@sed -n 's/^\([a-z][a-z ]*\):[^#]*## \(.*\)/\1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{printf "  make %-12s %s\n", $$1, $$2}'

run lab: $(VENV)/installed ## set up and open the workbook in JupyterLab
	$(BIN)/lpcoach lab $(ARGS)

app: $(VENV)/installed ## the same notebooks as plain web pages (Voila)
	$(BIN)/lpcoach app $(ARGS)

test: $(VENV)/installed-dev browser servers lint ## every check that fits in 15 minutes
	home=$$(mktemp -d) && LPCOACH_HOME=$$home $(BIN)/pytest -q --nbval-lax notebooks; status=$$?; rm -rf "$$home"; exit $$status
	$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder

prove: $(VENV)/installed-dev browser servers ## the long checks
	$(BIN)/pytest -m prove

lint: $(VENV)/installed-dev ## ruff, mypy --strict, the floors
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/installed-dev browser ## time and memory of each page
	$(BIN)/python -m tests.bench

screenshots: $(VENV)/installed-dev browser ## pictures of each page for the README and for review
	$(BIN)/python -m tests.screenshots

pins: $(VENV)/installed-dev ## write pins.txt anew (UPGRADE=--upgrade for newer versions)
	$(UV) pip compile --quiet $(UPGRADE) --universal --no-header --no-annotate --strip-extras --python-version 3.11 --extra dev pyproject.toml -o pins.txt

browser:
	@command -v chromium >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq && apt-get install -y -qq chromium; } \
	  || { echo "The browser tests need Chromium. Run: sudo apt-get install chromium" >&2; exit 1; }

# PostgreSQL for the store's tests; JupyterHub's proxy, from npm, for the hub's.
servers:
	@ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || $(call apt,postgresql) \
	  || { echo "The store's tests need PostgreSQL. Run: sudo apt-get install postgresql" >&2; exit 1; }
	@command -v npm >/dev/null || test -x $(PROXY) || $(call apt,nodejs npm) \
	  || { echo "JupyterHub's test needs Node.js and npm. Run: sudo apt-get install nodejs npm" >&2; exit 1; }
	@test -x $(PROXY) || npm install --silent --no-fund --no-audit --prefix $(VENV)/proxy configurable-http-proxy@5 >/dev/null \
	  || { echo "JupyterHub's test needs its proxy. Run: npm install --prefix $(VENV)/proxy configurable-http-proxy@5" >&2; exit 1; }

$(UV): pins.txt
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
	  || { echo "lpcoach needs Python 3.11, 3.12 or 3.13. Run: make PYTHON=python3.12 run" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null \
	  || { echo "This Python cannot make a virtual environment. Run: sudo apt-get install python3-venv" >&2; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint pins.txt uv
	@touch $(UV)

$(VENV)/installed: $(UV) $(SETUP)
	$(INSTALL) --editable .
	@touch $@

$(VENV)/installed-dev: $(UV) $(SETUP)
	$(INSTALL) --editable ".[dev]"
	@touch $(VENV)/installed $@

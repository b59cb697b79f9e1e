# Samråd's commands: make help lists them. Needs Python 3.11 or newer (pip and ensurepip not needed), make and git.

PYTHON ?= python3
UV ?= uv
PORT ?= 8000
SAMRAD_BIND ?= 127.0.0.1:$(PORT)
export SAMRAD_BIND

VENV := .venv
BIN := $(VENV)/bin
PIP_WHEEL := $(wildcard tools/pip-*.whl)
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input -qq

# Somebody else's modules, environment or way of installing must not leak into this one.
unexport PYTHONPATH PYTHONHOME PYTHONSTARTUP VIRTUAL_ENV __PYVENV_LAUNCHER__ PIP_TARGET PIP_PREFIX PIP_ROOT PIP_REQUIRE_HASHES
export PIP_USER := 0

# What .venv was made from: this folder (scripts name it), the lock, and the project's own metadata. Contents and not times,
# since a checkout changes times. An interpreter that is gone makes .venv as good as not there.
LOCKED := $(CURDIR) $(shell cat requirements-dev.txt $(PIP_WHEEL) | cksum)
READY := $(LOCKED) $(shell cksum < pyproject.toml)
ifneq ($(shell test -x $(BIN)/python && cat $(VENV)/.locked 2>/dev/null),$(LOCKED))
.PHONY: $(VENV)/.locked
endif
ifneq ($(shell test -x $(BIN)/python && cat $(VENV)/.ready 2>/dev/null),$(READY))
.PHONY: $(VENV)/.ready
endif

.DEFAULT_GOAL := help
.PHONY: help setup run test test-long lint format types layers check bench house picture rights lock clean

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

setup: $(VENV)/.ready ## make .venv with all that running and testing needs
	@echo "setup: $(VENV) is ready"

$(VENV)/.locked:
	@command -v $(PYTHON) >/dev/null || { \
		echo "setup: no $(PYTHON) here. Samråd needs Python 3.11 or newer: make setup PYTHON=/path/to/python" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "setup: Samråd needs Python 3.11 or newer, and $(PYTHON) is $$($(PYTHON) -V 2>&1). Name another:" \
			"make setup PYTHON=python3.12" >&2; exit 1; }
	@echo "setup: making a new $(VENV) with $$($(PYTHON) -V)"
	@rm -rf $(VENV)
	@$(PYTHON) -m venv --without-pip $(VENV)
	@echo "setup: installing the locked dependencies, each checked against its hash (about half a minute)"
	@$(BIN)/python $(PIP_WHEEL)/pip --disable-pip-version-check -qq install --no-index --no-deps $(PIP_WHEEL)
	@$(PIP) install --require-hashes -r requirements-dev.txt
	@printf '%s\n' '$(LOCKED)' > $@

$(VENV)/.ready: $(VENV)/.locked
	@echo "setup: installing Samråd itself, as this folder"
	@$(PIP) install --no-deps --no-build-isolation -e .
	@printf '%s\n' '$(READY)' > $@

run: $(VENV)/.ready ## show the worked examples, then serve on PORT (8000)
	@echo "run: filling the store with the worked examples"
	@$(BIN)/samrad demo
	@echo "run: serving on $(SAMRAD_BIND); Ctrl-C stops it"
	@exec $(BIN)/gunicorn wsgi:app

# Two processes, each with its half in order, so that what a module makes is made once; whoever is done helps the other.
AT_ONCE := -n 2 --dist worksteal

test: $(VENV)/.ready ## run the tests on both databases, except the long ones (ARGS="-k word" chooses)
	@echo "test: running the tests on SQLite, on two processes"
	@$(BIN)/pytest $(AT_ONCE) $(ARGS) || test $$? -eq 5
	@echo "test: running those that touch the store on PostgreSQL, which they start"
	@$(BIN)/pytest $(AT_ONCE) --database=postgresql $(ARGS) || test $$? -eq 5

test-long: $(VENV)/.ready ## run the tests that take minutes
	@echo "test-long: running the long tests on two processes"
	@$(BIN)/pytest $(AT_ONCE) -m long $(ARGS)

lint: $(VENV)/.ready ## look for mistakes and for other than the agreed form
	@echo "lint: looking for mistakes and form with ruff"
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

format: $(VENV)/.ready ## put the code in the agreed form, mending what can be mended
	@echo "format: rewriting with ruff"
	@$(BIN)/ruff check --fix-only .
	@$(BIN)/ruff format .

types: $(VENV)/.ready ## check the types
	@echo "types: checking with mypy"
	@$(BIN)/mypy

layers: $(VENV)/.ready ## check that imports point one way
	@echo "layers: checking imports with import-linter"
	@$(BIN)/lint-imports --no-logo

check: lint types layers test ## all that must be in order before a commit

bench: $(VENV)/.ready ## measure speed as ratios to floors, into docs/benchmarks.md (ARGS="name" for some, not written)
	@echo "bench: measuring, about a quarter of an hour, longer the first time; best with nothing else running"
	@$(BIN)/python -m bench $(ARGS)

house: $(VENV)/.ready ## measure how large the house is, and how much of it a request walks through (ARGS=--files names it)
	@$(BIN)/python tools/house.py $(ARGS)

picture: $(VENV)/.ready ## redraw the pictures of the README, docs/matrix.svg and docs/roster.png
	@echo "picture: drawing docs/matrix.svg and docs/roster.png from the worked examples"
	@$(BIN)/python -m tools.picture docs

rights: $(VENV)/.ready ## redraw the table of rights, docs/rights.md
	@echo "rights: drawing docs/rights.md from domain/rights.py"
	@$(BIN)/python -m tools.rights_page docs/rights.md

lock: ## remake requirements*.txt from pyproject.toml (ARGS=--upgrade takes newer versions)
	@command -v $(UV) >/dev/null || { \
		echo "lock: needs uv, which is not here. Install it (pip install uv), or name it: make lock UV=/path/to/uv" >&2; exit 1; }
	@echo "lock: resolving what running needs into requirements.txt"
	@$(UV) pip compile $(LOCK_FLAGS) $(ARGS) pyproject.toml -o requirements.txt
	@echo "lock: resolving what testing needs besides into requirements-dev.txt"
	@$(UV) pip compile $(LOCK_FLAGS) $(ARGS) -c requirements.txt --extra dev pyproject.toml -o requirements-dev.txt

LOCK_FLAGS := --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	--custom-compile-command "make lock"

clean: ## remove .venv and what the tools left (never var/, the store)
	@echo "clean: removing .venv, caches and builds"
	@rm -rf $(VENV) build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis .schemathesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

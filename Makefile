# Everything is done in .venv, made and filled here when it is needed; pip is used as it is set up.
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check
WORKERS ?= 2
DATASET ?= data/china15
MINUTES ?= 10

# Many processes are started here: where containers forbid compiled modules, each would compile them anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run test lint unit browser fuzz chromium nginx postgresql bench soak data made check clean

help:  ## say what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

run: $(VENV)/run.stamp  ## open LCity in the browser (PORT=8600; ADDRESS=0.0.0.0 for a room; LCITY_DATASET=folder)
	@$(PY) -m streamlit run app.py $(if $(PORT),--server.port $(PORT)) $(if $(ADDRESS),--server.address $(ADDRESS))

test: lint unit browser  ## check the code, then run every test, those in the browser last

lint: $(VENV)/dev.stamp
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .

unit: $(VENV)/dev.stamp nginx postgresql
	@$(PY) -m pytest -q -m "not browser" --ignore=tests/browser -n $(WORKERS) --dist loadfile

browser: $(VENV)/dev.stamp chromium
	@$(PY) -m pytest -q -m browser -n $(WORKERS) --dist loadfile --no-loadscope-reorder --tb=short --screenshot only-on-failure --output screenshots/failed

fuzz: $(VENV)/dev.stamp  ## try the properties with fresh random examples, and all combinations
	@$(PY) -m pytest -q -m "(hypothesis or grid) and not browser" --hypothesis-profile=fuzz -n $(WORKERS) --dist loadfile

nginx:
	@sh tests/nginx.sh

postgresql:
	@sh tests/postgresql.sh

chromium: $(VENV)/dev.stamp
	@sh tests/browser/chromium.sh $(PY)

bench: $(VENV)/bench.stamp chromium  ## time board, start, room and engine; writes benchmarks/RESULTS.md (OPTIONS=--large)
	@$(PY) -m benchmarks $(OPTIONS)

soak: $(VENV)/bench.stamp  ## fifty read while ten upload broken and valid datasets (MINUTES=10); then five hundred vote
	@$(PY) -m benchmarks.soak --minutes $(MINUTES)
	@$(PY) -m benchmarks.bench_meeting --kills 10

data: $(VENV)/dev.stamp  ## make the shipped dataset again
	@$(PY) -m lcity.build

made: $(VENV)/dev.stamp  ## make again what no start waits for, after a change of what reads or computes
	@$(PY) -m lcity.build.made

check: $(VENV)/run.stamp  ## say what is wrong with a dataset (DATASET=folder)
	@$(PY) -m lcity check $(DATASET)

clean:  ## remove what can be made again, .venv included
	@rm -rf $(VENV) screenshots .pytest_cache .ruff_cache .import_linter_cache .hypothesis .benchmarks .coverage
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/run.stamp: requirements.txt | $(PY)
	@echo "Installing what LCity runs on (some minutes, the first time only) ..."
	@$(PIP) install -qq -r requirements.txt
	@touch $@

$(VENV)/dev.stamp: requirements-dev.txt requirements.txt | $(PY)
	@echo "Installing what LCity and its tests run on (some minutes, the first time only) ..."
	@$(PIP) install -qq -r requirements-dev.txt
	@touch $@ $(VENV)/run.stamp

$(VENV)/bench.stamp: benchmarks/requirements.txt requirements-dev.txt requirements.txt | $(PY)
	@$(PIP) install -qq -r benchmarks/requirements.txt
	@touch $@

$(PY):
	@for python in $(PYTHON) python3 python3.13 python3.12 python3.11; do \
	    "$$python" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null \
	    && "$$python" -m venv $(VENV) && exit 0; \
	done; \
	echo "LCity needs Python 3.11, 3.12 or 3.13 with its venv module, and found none." >&2; \
	echo "If it lies somewhere unusual: make run PYTHON=/path/to/python3" >&2; \
	echo "On Debian and Ubuntu: apt-get install python3 python3-venv" >&2; \
	exit 1

# Needs only make and Python 3.10 or newer: everything else is installed into .venv here.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
# Exact, since its own files are compared with ours and measured beside them.
PEER := aind-data-schema==2.9.2

.PHONY: demo test test-peers dialect check format schemas docs benchmark benchmark-shipping findings clean

demo: $(VENV)/.core
	$(BIN)/python docs/demo/run.py

test: $(VENV)/.test
	$(BIN)/pytest --numprocesses auto --dist worksteal

test-peers: .venv-peers/.installed
	.venv-peers/bin/pytest -W ignore::DeprecationWarning tests/peers

# Reading other people's records keeps its word; needs the folder of real files beside this one.
dialect: $(VENV)/.core
	@if [ -d ../shared/corpus ]; then \
	  $(BIN)/python ../shared/tools/dialect_check.py ../shared/corpus/aind_records \
	    subject data_description procedures processing quality; \
	else echo "no real records here: skipped"; fi

check: $(VENV)/.check
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/aind-schema schemas check
	$(BIN)/python docs/generate.py --check
	$(BIN)/python docs/draw_frames.py --check

format: $(VENV)/.check
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

schemas: $(VENV)/.core
	$(BIN)/aind-schema schemas export schemas_json

docs: $(VENV)/.core
	$(BIN)/python docs/generate.py
	$(BIN)/python docs/draw_frames.py
	$(BIN)/python docs/snippets.py --fix

benchmark: $(VENV)/.core .venv-peers/.installed
	$(BIN)/python benchmarks/run.py --peer .venv-peers/bin/python

benchmark-shipping: $(VENV)/.test
	$(BIN)/python benchmarks/shipping.py

# What the rules find in real records; needs the folder of real files beside this one.
findings: $(VENV)/.core
	$(BIN)/python benchmarks/findings.py

clean:
	rm -rf $(VENV) .venv-peers demo

$(VENV)/.core: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --editable '.[cloud]'
	$(BIN)/python -m compileall -q src
	touch $@

$(VENV)/.test: $(VENV)/.core
	$(BIN)/python -m pip install --quiet --group test
	touch $@

$(VENV)/.check: $(VENV)/.core
	$(BIN)/python -m pip install --quiet --group check
	touch $@

.venv-peers/.installed: pyproject.toml
	$(PYTHON) -m venv .venv-peers
	.venv-peers/bin/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	.venv-peers/bin/python -m pip install --quiet --group test $(PEER) --editable .
	touch $@

# Incident Atlas.  `make run` and `make test` need nothing but Python 3.11 or newer and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SEEDS ?= seeds
PORT ?= 8501
MINUTES ?= 10
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: run test check pictures catalogues bench siege kills fuzz audit build clean

run: $(VENV)/run.stamp build            ## serve the dashboard on 127.0.0.1:8501
	INCIDENT_ATLAS_SEEDS="$(SEEDS)" $(BIN)/streamlit run app.py --server.port $(PORT)

build: $(VENV)/run.stamp                ## the gazetteer, where it is missing or stale
	$(BIN)/python -m geo build

test: $(VENV)/test.stamp build          ## the whole suite, browser tests included
	sh tests/chromium.sh
	$(BIN)/python -m pytest --numprocesses=auto --maxprocesses=4 --dist=loadfile --no-loadscope-reorder

check: $(VENV)/test.stamp               ## style, complexity, types, rooms, dead code and requirements
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python -m tests.complexity
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/vulture
	$(BIN)/deptry . --no-ansi

pictures: $(VENV)/test.stamp             ## the pictures of this README, from the pages as they are
	$(BIN)/python -m tests.pictures

catalogues: $(VENV)/test.stamp           ## new messages into the catalogues of other languages, old ones out
	$(BIN)/python -m tests.catalogues

bench: $(VENV)/test.stamp build         ## speeds and memory, as ratios of one run
	$(BIN)/python -m tests.bench

siege: $(VENV)/test.stamp build         ## hostile files, addresses and settings in a browser
	sh tests/chromium.sh
	$(BIN)/python -m tests.siege

kills: $(VENV)/test.stamp build         ## ingests ended at many moments
	$(BIN)/python -m tests.kills

fuzz: $(VENV)/test.stamp                ## readers and escaping, guided by the branches reached; MINUTES=60 for longer
	$(PIP) atheris==3.0.0
	$(BIN)/python -m tests.fuzz --minutes $(MINUTES)

audit:                                  ## known vulnerabilities of what is required; this alone asks the network
	$(PYTHON) -m venv $(VENV)/audit
	$(VENV)/audit/bin/python -m pip install --quiet --disable-pip-version-check pip-audit==2.10.1
	$(VENV)/audit/bin/python tests/audit.py requirements.txt

clean:                                  ## everything that was built or stored at run time
	rm -rf $(VENV) data/build data/run

$(VENV)/run.stamp: requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(PIP) -r requirements.txt
	touch $@

$(VENV)/test.stamp: $(VENV)/run.stamp tests/requirements.txt
	$(PIP) -r tests/requirements.txt
	touch $@

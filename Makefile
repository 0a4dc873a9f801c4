# Everything assumes only python3 (3.11 or newer, with venv), make and a package index.
PYTHON ?= python3
BIN := .venv/bin
UV_PIN := $(shell sed -n 's/.*"\(uv==[0-9.]*\)".*/\1/p' pyproject.toml)
STAMP := .venv/.synced
PURE := tests/sla tests/verdict tests/meeting tests/planning tests/villages
CODE := pantau collector dashboard alerts tests benchmarks

.PHONY: setup run demo quick check test ci accept mutants fuzz sbom audit docs bench pictures soak fmt lint types layers clean

setup: $(STAMP)

$(BIN)/uv:
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check "$(UV_PIN)"

# Compiled here, once: where a command may write no bytecode (a service's user, many containers) it
# compiles all that it imports each time, 0.7 s of every paper.
$(STAMP): pyproject.toml uv.lock | $(BIN)/uv
	VIRTUAL_ENV=$(CURDIR)/.venv $(BIN)/uv sync --locked --quiet --compile-bytecode \
		--python $(BIN)/python
	$(BIN)/python -m compileall -q pantau collector dashboard alerts
	touch $@

run: setup
	$(BIN)/pantau run

# A simulated regency with thirteen months of history; Ctrl-C removes all of it.
demo: setup
	$(BIN)/pantau demo

fmt: setup
	$(BIN)/ruff format $(CODE)
	$(BIN)/ruff check --fix $(CODE)

lint: setup
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/ruff check $(CODE)

types: setup
	$(BIN)/mypy

layers: setup
	$(BIN)/lint-imports

# What a change is tried with every few minutes: form, and the rooms without input or output.
quick: setup
	$(BIN)/ruff format --check --quiet $(CODE)
	$(BIN)/ruff check --quiet $(CODE)
	$(BIN)/python -m pytest -q -n 2 -m "not accept and not slow" $(PURE)

# What a change is handed in with: all but what needs a browser, an office program, a lab or long.
check: lint types layers
	$(BIN)/python -m pytest -q -n 2 -m "not accept and not slow"

# Every branch of what decides on money must be walked.
test: setup
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -n 2 -m "not accept"
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report
	$(BIN)/coverage report --include="pantau/sla/*" --fail-under=100

# Exactly what CI runs; about twenty minutes on two cores.
ci: lint types layers test

# The long forms: hours are allowed.
accept: setup
	$(BIN)/python -m pytest -m accept --timeout 7200
	$(BIN)/python -m pytest -n 2 -m "not accept" --timeout 7200 --hypothesis-profile explore \
		tests/collector tests/inventory tests/language tests/sla tests/store tests/verdict

# The pages of docs/ that come from the code: metrics and alert rules.
docs: setup
	$(BIN)/python -m tests.docs

# Breaks pantau/sla on purpose, change by change, and lists what no test notices: minutes on one
# processor. docs/mutation.md explains each that is left.
mutants: setup
	VIRTUAL_ENV=$(CURDIR)/.venv $(BIN)/uv sync --locked --quiet --group mutation \
		--python $(BIN)/python
	rm -rf mutants
	nice -n 10 timeout 1800 $(BIN)/mutmut run --max-children 1
	$(BIN)/mutmut results

# Looks for bytes that our readers of strangers' packets stumble over: so many seconds for each of
# TARGETS="agent caller", or all. docs/fuzzing.md says what is read, and what was found.
SECONDS ?= 60
fuzz: setup
	VIRTUAL_ENV=$(CURDIR)/.venv $(BIN)/uv sync --locked --quiet --group fuzz \
		--python $(BIN)/python
	nice -n 10 $(BIN)/python -m tests.fuzz $(SECONDS) $(TARGETS)

# Every library that a server gets, with digests and licences, as CycloneDX.
SBOM ?= sbom.cdx.json
sbom: setup
	$(BIN)/python -m tests.supply sbom $(SBOM)

# Known weaknesses of these libraries; asks a service on the internet, so that CI never does. Ends
# with 1 where one is known, with 3 where the service could not be asked.
audit: setup
	VIRTUAL_ENV=$(CURDIR)/.venv $(BIN)/uv sync --locked --quiet --group audit \
		--python $(BIN)/python
	$(BIN)/python -m tests.supply audit

# All parts, or those of PARTS="fping rate"; the results stand in docs/benchmarks.md.
bench: setup
	$(BIN)/python -m benchmarks --write docs/benchmarks.md $(PARTS)

# The pages as docs/dashboard.md shows them; look at each before it is kept.
pictures: setup
	$(BIN)/python -m benchmarks.pictures docs/pictures

# Months in virtual time and half an hour with packets, to see what grows: about two hours on an idle
# machine; all runs, or those of RUNS="year half-hour". docs/endurance.md keeps the curves.
soak: setup
	nice -n 5 $(BIN)/python -m benchmarks.soak --write docs $(RUNS)

clean:
	rm -rf .venv .mypy_cache .ruff_cache .coverage* mutants

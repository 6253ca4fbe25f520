# Everything a contributor does. Another interpreter: make site PYTHON=python3.13
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install --editable

# How long `make fuzz` is at each reader; the inputs that it found are kept in build/fuzz.
SECONDS_EACH ?= 60
TARGETS ?= bibtex exports formatting names latex listing frontmatter forms imported

.DELETE_ON_ERROR:
.PHONY: site serve check test fuzz search-faults format bench bench-browser lighthouse audit dist install clean

# The whole site, in site/.
site: .venv/installed
	$(BIN)/bibloom site

# The site while editing, at http://127.0.0.1:8000.
serve: .venv/installed
	$(BIN)/bibloom serve

# Every problem of the sources.
check: .venv/installed
	$(BIN)/bibloom check

# Everything that continuous integration runs.
test: .venv/installed-for-tests
	$(BIN)/python -m tests.chromium
	$(BIN)/python -m tests.latex
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy --strict
	$(BIN)/pytest

# The tests that hold for any input, with other inputs than last time and more of them; takes an hour.
search-faults: .venv/installed-for-tests
	$(BIN)/pytest --hypothesis-profile=search $$(grep -rl --include='test_*.py' '^from hypothesis' tests)

# The readers, tried with inputs that reach ever more of their code: make fuzz SECONDS_EACH=600
fuzz: .venv/installed-for-tests
	$(PIP) '.[fuzz]'
	for target in $(TARGETS); do $(BIN)/python -m tests.fuzz $$target $(SECONDS_EACH) || exit 1; done

# The sources in bib/ and the code, in canonical form; the categories in the issue form.
format: .venv/installed-for-tests
	$(BIN)/ruff format
	$(BIN)/ruff check --fix
	$(BIN)/bibloom format
	$(BIN)/bibloom forms

# What generating and building cost at 617, 2,500 and 10,000 papers, and what other programs do; takes an hour. It writes
# the tables of benchmarks/README.md and docs/scale.md, and the chart. 100,000 papers take hours: bench-100000.
bench: .venv/installed-for-tests
	$(BIN)/python -m benchmarks.peers
	$(BIN)/python -m benchmarks.run

bench-100000: .venv/installed
	$(BIN)/python -m benchmarks.run --papers 100000

# What a reader waits for, in a browser, at 617 and at 10,000 papers; takes a quarter of an hour.
bench-browser: .venv/installed-for-tests
	$(BIN)/python -m benchmarks.browser
	$(BIN)/python -m benchmarks.explore

# What Lighthouse says of the pages; needs Node.js with npx, and takes minutes.
lighthouse: .venv/installed-for-tests
	$(BIN)/python -m benchmarks.lighthouse

# Known holes in what is installed; asks PyPI and npm.
audit: .venv/installed-for-tests
	$(PIP) '.[dev,release]'
	$(BIN)/python -m tests.audit

# The package as it goes to PyPI, in dist/.
dist: $(BIN)/python
	$(PIP) '.[release]'
	rm -rf dist
	$(BIN)/python -m build --outdir dist

install: .venv/installed

# Everything that can be made again; hand-written pages stay.
clean:
	test ! -d docs/.bibloom || $(PYTHON) -c 'import pathlib, generator.write as w; w.write_tree(pathlib.Path("docs"), [])'
	rm -rf docs/.bibloom .bibloom site build dist .venv bibloom.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis

# The stamps are older than pyproject.toml when it changed: only then pip runs again.
.venv/installed: pyproject.toml | $(BIN)/python
	$(PIP) .
	@touch $@

.venv/installed-for-tests: pyproject.toml | $(BIN)/python
	$(PIP) '.[dev]'
	@touch .venv/installed $@

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo 'bibloom needs Python 3.11 or later. If another one is installed, name it: make PYTHON=python3.11' >&2; \
	  exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' || { \
	  echo 'Python cannot make virtual environments here. On Debian: apt-get install python3-venv' >&2; \
	  exit 1; }
	$(PYTHON) -m venv --clear .venv

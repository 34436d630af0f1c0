# On a fresh machine with Python 3.11 or newer and make; what is needed is set up first, in .venv.
#   make book        the finished site, in _build/html
#   make test        the tests, on all cores
#   make check       data, style, types, spelling, notebooks and schemas
#   make prove       that nothing is ever stale, and that chapters run in browsers, on this book itself
#   make mutants     one operator or number of the statistics changed at a time: which change no test notices (hours)
#   make serve       the site in the browser, made again at every edit
#   make lab         JupyterLab at start.ipynb: change a chapter's choices, run it, compare
#   make lowest      the tests of data and chapters with the lowest versions that pyproject.toml admits
#   make newest      the same with the newest
#   make live        the site once more, with chapters that run in the browser, in _build/live
#   make pdf         the whole book as one PDF, in _build/book.pdf (needs Chromium)
#   make instructor  the same site with the solutions of the exercises open, in _build/instructor
#   make sheets      the exercises without hints and solutions, to print and hand out, in _build/sheets
#   make coverage    the tests, with the lines that none of them reaches
#   make benchmark   what the pipeline costs
#   make jupyter-book-2  a copy converted to Jupyter Book 2, its messages counted (needs Node.js)
#   make lock        new locks from the short lists in pyproject.toml
#   make licences    the licences of all locked packages, in requirements-licences.csv
#   make audit       known vulnerabilities of all locked packages; libraries without a release for two years
#   make release     all of the book as committed in one archive, in _build/release
#   make verify-release  whether that archive is whole; RERUN=1 also installs its package and runs every chapter
#   make clean       without what was built

# The first Python that is new enough; another one by name: make book PYTHON=python3.13
PYTHON ?= $(shell for name in python3.11 python3.12 python3.13 python3 python; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && command -v $$name && break; done)
UV_VERSION := 0.13.9
MUTMUT_VERSION := 3.8.1
PARTS := stats reproduction ch09 ch10
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
DEV_READY := $(VENV)/.ready-dev
LAB_READY := $(VENV)/.ready-lab
LIVE_READY := $(VENV)/.ready-live
LOCK := --python-version 3.11.2 --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --quiet --custom-compile-command "make lock"

# uv from the PATH, else the environment's own; `call install` falls back on pip where there is none.
with_uv = PATH="$$PATH:$(CURDIR)/$(BIN)"; export PATH
install = $(with_uv); if uv --version >/dev/null 2>&1; \
	then uv pip install --quiet --python $(BIN)/python $(1); \
	else $(BIN)/python -m pip install --disable-pip-version-check --quiet $(1); fi

# Libraries are compiled once and kept: where the environment forbids it, every process compiles them again.
unexport PYTHONDONTWRITEBYTECODE

.DELETE_ON_ERROR:
.PHONY: book test check prove mutants serve lab live pdf instructor sheets coverage benchmark jupyter-book-2 lowest newest lock licences \
	audit release verify-release clean help

book: $(READY)
	@$(BIN)/clusterbook build

test: $(DEV_READY)
	@.ci/browser
	@$(BIN)/python -m pytest -n auto

check: $(DEV_READY)
	@.ci/check

prove: $(DEV_READY)
	@.ci/browser firefox node
	@$(BIN)/python -m pytest -m slow

# mutmut makes them; it is asked for here alone, so that the lock does without it.
mutants: $(DEV_READY)
	@$(call install,mutmut==$(MUTMUT_VERSION))
	@for part in $(PARTS); do PYTHONPATH=tests $(BIN)/python -m mutation $$part $(WITHIN); done

serve: $(READY)
	@$(BIN)/clusterbook serve

lab: $(LAB_READY)
	@$(BIN)/jupyter lab start.ipynb

# In environments of their own, so that .venv stays that of the locks.
lowest newest:
	@.ci/bounds $@

live: $(LIVE_READY) book
	@$(BIN)/clusterbook live

pdf: book
	@.ci/browser
	@$(BIN)/clusterbook pdf _build/book.pdf

instructor: book
	@rm -rf _build/instructor
	@$(BIN)/clusterbook instructor _build/instructor

sheets: book
	@rm -rf _build/sheets
	@$(BIN)/clusterbook sheets _build/sheets

coverage: $(DEV_READY)
	@.ci/browser
	@$(BIN)/python -m pytest -n auto --cov --cov-report=term

benchmark: $(DEV_READY)
	@$(BIN)/python -m benchmarks.pipeline

# The newest version, so that the way out is known as it is today.
jupyter-book-2: book
	@.ci/browser node
	@$(BIN)/python -m benchmarks.jupyter_book_2

# The environment: made once, made again when the lock or the package's metadata change.
$(READY): requirements.txt pyproject.toml
	@[ -n "$(PYTHON)" ] || { echo "Found no Python 3.11 or newer. Install one, or name it: make book PYTHON=/path/to/python3"; exit 1; }
	@echo "Setting up $(VENV) (once)"
	@if uv --version >/dev/null 2>&1; then uv venv --quiet --clear --python "$(PYTHON)" $(VENV); else \
		$(PYTHON) -m venv --clear $(VENV) || { echo "No environment: install Python's venv (Debian: apt install python3-venv)"; exit 1; }; \
		$(BIN)/python -m pip install --disable-pip-version-check --quiet uv==$(UV_VERSION) || echo "Without uv: pip takes longer"; fi
	@$(call install,-r requirements.txt)
	@$(call install,--no-deps --no-build-isolation -e .)
	@touch $@

$(DEV_READY): $(READY) requirements-dev.txt
	@echo "Adding the tools for development to $(VENV) (once)"
	@$(call install,-r requirements-dev.txt)
	@touch $@

$(LAB_READY): $(READY) requirements-lab.txt
	@echo "Adding JupyterLab to $(VENV) (once)"
	@$(call install,-r requirements-lab.txt)
	@touch $@

$(LIVE_READY): $(READY) requirements-live.txt
	@echo "Adding the Python for browsers to $(VENV) (98 MB, once)"
	@$(call install,-r requirements-live.txt)
	@touch $@

# With hashes, for every platform. Run the tests before committing new locks.
lock: $(READY)
	@$(with_uv); uv pip compile pyproject.toml --extra book --extra dask --extra export $(LOCK) --upgrade -o requirements.txt
	@$(with_uv); uv pip compile pyproject.toml --all-extras $(LOCK) --upgrade -c requirements.txt -o requirements-dev.txt
	@$(with_uv); uv pip compile pyproject.toml --extra lab $(LOCK) --upgrade -c requirements-dev.txt -o requirements-lab.txt
	@$(with_uv); uv pip compile pyproject.toml --extra browser $(LOCK) --upgrade -c requirements-dev.txt -o requirements-live.txt

licences: $(DEV_READY)
	@$(with_uv); $(BIN)/python -m bookbuilder.release.licences

audit: $(READY)
	@.ci/audit

release: $(DEV_READY)
	@rm -rf _build/release
	@$(BIN)/clusterbook release _build/release

# As on a machine that has Python and nothing else.
verify-release:
	@$(PYTHON) -I -S src/bookbuilder/release/verify.py _build/release/*.zip $(if $(RERUN),--rerun)

clean:
	rm -rf _build

help:
	@sed -n 's/^#   //p' Makefile

# Two commands on a fresh machine with Python 3.11 and make:
#   make book    the finished site, in _build/html
#   make test    the tests
# Both set up what they need first, in .venv.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
LOCK := --python-version 3.11.2 --no-emit-index-url --no-emit-find-links --no-annotate --quiet --custom-compile-command "make lock"
READY := $(VENV)/.ready

.DELETE_ON_ERROR:
.PHONY: book test prove check serve lock benchmark clean help

book: $(READY)
	@$(VENV)/bin/clusterbook build

test: $(READY)
	@$(VENV)/bin/python -m pytest

# That nothing is ever stale, on the book itself (a few minutes).
prove: $(READY)
	@$(VENV)/bin/python -m pytest -m slow

check: $(READY)
	@$(VENV)/bin/clusterbook check

serve: $(READY)
	@$(VENV)/bin/clusterbook serve

benchmark: $(READY)
	@$(VENV)/bin/python -m benchmarks.pipeline

# The environment: made once, made again when the lock or the package's metadata change.
$(READY): requirements.txt requirements-dev.txt pyproject.toml
	@echo "Setting up $(VENV) (once; about a minute)"
	@$(PYTHON) -m venv --clear $(VENV) || { echo "No environment: install Python's venv (Debian: apt install python3-venv)"; exit 1; }
	@$(VENV)/bin/python -m pip install --disable-pip-version-check --progress-bar on -r requirements-dev.txt
	@$(VENV)/bin/python -m pip install --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

# A new lock from the short list in pyproject.toml; needs uv; run the tests before committing it.
lock:
	uv pip compile pyproject.toml --extra dask $(LOCK) --upgrade -o requirements.txt
	uv pip compile pyproject.toml --all-extras $(LOCK) --upgrade -c requirements.txt -o requirements-dev.txt

clean:
	rm -rf _build

help:
	@sed -n 's/^#   //p' Makefile

# The road: docs/*.md -> strip-spam -> mkdocs build -> finish-site -> site/
PYTHON ?= python3
BIN := .venv/bin
LOCK := uv pip compile --quiet --universal --generate-hashes --custom-compile-command "make lock"

# Material announces its own end of life at every start; README says what follows from it.
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: site serve check test bench lock clean
.DELETE_ON_ERROR:

site: .venv/site-ready ## heal the sources, build and finish the site
	@rm -rf site # a site that is refused must not look like one that was built
	@$(BIN)/strip-spam
	@$(BIN)/python -m mkdocs build --strict && $(BIN)/finish-site site || { rm -rf site; exit 1; }
	@echo "The site is in site/. To look at it:  $(BIN)/python -m http.server --bind 127.0.0.1 --directory site"

serve: .venv/site-ready ## preview while you edit
	@$(BIN)/python -m mkdocs serve --watch overrides --watch scripts/spam_tokens.yml --watch scripts/evidence.yml

test: .venv/test-ready .venv/browser-ready ## every check and every test
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --check --quiet
	@$(BIN)/mypy
	@$(BIN)/coverage erase
	@$(BIN)/coverage run -m pytest --numprocesses auto
	@$(BIN)/coverage report

check: .venv/site-ready ## what an editor can get wrong, in seconds
	@$(BIN)/strip-spam --check
	@$(BIN)/check-pages

bench: .venv/test-ready ## measure; nothing is judged by time
	@$(BIN)/python tests/bench/strip_spam_bench.py

lock: .venv/site-ready ## compile both locks anew from pyproject.toml
	@$(BIN)/pip install --quiet uv
	@$(BIN)/$(LOCK) pyproject.toml --upgrade --output-file requirements.txt
	@$(BIN)/$(LOCK) pyproject.toml --upgrade --extra test --constraints requirements.txt --output-file requirements-test.txt

clean: ## remove everything make has made
	rm -rf .venv site .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache scripts/*.egg-info
	find scripts tests -name __pycache__ -type d -prune -exec rm -rf {} +

# What is below sets up, once; each file marks a step that is done.

# An environment knows its own address: a checkout that was moved or copied sets up anew.
ifneq ($(shell cat .venv/python-ready 2>/dev/null),$(CURDIR))
.PHONY: .venv/python-ready
endif

.venv/python-ready:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	  || { echo "Python 3.11 or newer is needed: install it, or name it as in 'make PYTHON=python3.12 site'." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
	  || { echo "Python's venv module is needed: install it (on Debian and Ubuntu: the package python3-venv)." >&2; exit 1; }
	@echo "Setting up .venv (once; a minute or so) ..."
	@$(PYTHON) -m venv --clear .venv
	@echo "$(CURDIR)" > $@

.venv/site-ready: .venv/python-ready requirements.txt pyproject.toml
	@$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.txt
	@$(BIN)/python -m pip install --quiet --no-index --no-deps --no-build-isolation --editable .
	@touch $@

.venv/test-ready: .venv/site-ready requirements-test.txt
	@$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements-test.txt
	@touch $@

.venv/browser-ready: .venv/test-ready tests/browser.py
	@$(BIN)/python tests/browser.py
	@touch $@

# The road: docs/*.md -> strip-spam -> mkdocs build -> finish-site -> site/
PYTHON ?= python3
BIN := .venv/bin
FORMAT ?= text
PORT ?= 8000
STYLE = $(BIN)/rumdl check --quiet --output-format $(FORMAT) docs *.md || status=1; \
	words=$$($(BIN)/typos --format brief docs scripts overrides *.md mkdocs.yml) || status=1; \
	test -z "$$words" || echo "$$words" | $(ANNOTATE)
ifeq ($(FORMAT),github)
# typos has no annotations of its own, only path:line:column: text
ANNOTATE = sed -E 's/^([^:]+):([0-9]+):([0-9]+): (.*)/::error file=\1,line=\2,col=\3,title=typos::\4/'
else
ANNOTATE = cat
endif
LOCK := uv pip compile --quiet --universal --generate-hashes --custom-compile-command "make lock"

# Material announces its own end of life at every start; README says what follows from it.
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: site serve check style test bench canary lock clean help
.DELETE_ON_ERROR:

# The date of the last commit stands for that of the build, so that one commit is one site, byte for
# byte.
export SOURCE_DATE_EPOCH := $(or $(SOURCE_DATE_EPOCH),$(shell git log -1 --format=%ct 2>/dev/null),$(shell date +%s))

# What is set to nothing is not set: an unset variable of a CI arrives so.
ifeq ($(strip $(SITE_URL)),)
unexport SITE_URL
endif

ifeq ($(filter text github,$(FORMAT)),)
$(error FORMAT is 'text' or 'github', not '$(FORMAT)')
endif

site: .venv/site-ready ## heal the sources, build and finish the site
	@rm -rf site # a site that is refused must not look like one that was built
	@$(BIN)/strip-spam
	@$(BIN)/python -m mkdocs build --strict && $(BIN)/finish-site site || { rm -rf site; exit 1; }
	@echo "The site is in site/. To look at it:  $(BIN)/python -m http.server --bind 127.0.0.1 --directory site"

serve: .venv/test-ready ## preview while you edit
	@$(BIN)/python -c 'import socket; socket.create_server(("127.0.0.1", $(PORT))).close()' 2>/dev/null \
	  || { echo "Port $(PORT) is taken, by another preview perhaps: make PORT=8001 serve" >&2; exit 1; }
	@$(BIN)/python -m mkdocs serve --dev-addr 127.0.0.1:$(PORT) --watch overrides --watch scripts/spam_tokens.yml --watch scripts/evidence.yml

test: .venv/test-ready .venv/browser-ready ## every check and every test
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --check --quiet
	@$(BIN)/mypy
	@$(BIN)/coverage erase
	@$(BIN)/coverage run -m pytest --numprocesses auto
	@$(BIN)/coverage report

check: .venv/test-ready ## what an editor can get wrong, in seconds; FORMAT=github for annotations
	@status=0; \
	$(BIN)/strip-spam --check --format $(FORMAT) || status=1; \
	$(BIN)/check-pages --format $(FORMAT) || status=1; \
	$(STYLE); \
	exit $$status

style: .venv/test-ready ## Markdown style and spelling; a preview says these too
	@status=0; $(STYLE); exit $$status

bench: .venv/test-ready ## measure; nothing is judged by time
	@$(BIN)/python tests/bench/strip_spam_bench.py
	@$(BIN)/python tests/bench/site_bench.py

canary: .venv/site-ready .venv/canary/ready ## build with the next engine too, and compare
	@$(BIN)/python tests/canary.py

lock: .venv/site-ready ## compile the locks anew from pyproject.toml
	@$(BIN)/pip install --quiet uv
	@$(BIN)/$(LOCK) pyproject.toml --upgrade --output-file requirements.txt
	@$(BIN)/$(LOCK) pyproject.toml --upgrade --extra test --constraints requirements.txt --output-file requirements-test.txt
	@$(BIN)/$(LOCK) pyproject.toml --upgrade --extra canary --constraints requirements.txt --output-file requirements-canary.txt

help: ## say what there is
	@sed -nE 's/^([a-z]+):.*## (.*)/make \1\t\2/p' $(MAKEFILE_LIST)

clean: ## remove everything make has made
	rm -rf .venv site .coverage* .hypothesis .*_cache scripts/*.egg-info
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
	@echo "Setting up the tools for checks (once; half a minute or so) ..."
	@$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements-test.txt
	@touch $@

# The next engine has an environment of its own: it brings a Material of its own.
.venv/canary/ready: .venv/python-ready requirements-canary.txt
	@$(PYTHON) -m venv --clear .venv/canary
	@.venv/canary/bin/python -m pip install --quiet --require-hashes --requirement requirements-canary.txt
	@touch $@

.venv/browser-ready: .venv/test-ready tests/browser.py
	@$(BIN)/python tests/browser.py
	@touch $@

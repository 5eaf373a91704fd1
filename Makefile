# The way of a page: docs/*.md -> strip-spam -> mkdocs build -> site/
PYTHON ?= python3
BIN := .venv/bin
export ENGINE ?= mkdocs
FORMAT ?= text
PORT ?= 8000
# Evidence that is due by this day is a finding; if this is empty, none is.
TODAY ?= $(shell date +%F)
STYLE = $(BIN)/rumdl check --quiet --output-format $(FORMAT) docs *.md $(wildcard scripts/*/*.md) || status=1; \
	found=$$($(BIN)/typos --format brief docs scripts overrides *.md mkdocs.yml) || status=1; $(SAY)
SAY = test -z "$$found" || printf '%s\n' "$$found" | $(ANNOTATE)
ifeq ($(FORMAT),github)
# typos and the build have no annotations of their own, only path:line: text, or path:line:column: text
ANNOTATE = sed -E 's/^([^:]+):([0-9]+):(([0-9]+):)? (.*)/::error file=\1,line=\2,col=\4::\5/; s/,col=::/::/'
else
ANNOTATE = cat
endif
# Bad releases are mostly noticed within days.
LOCK = $(BIN)/uv pip compile --quiet --universal --generate-hashes --custom-compile-command "make lock" \
	--exclude-newer "7 days" pyproject.toml

# Installs a folder of this project, with what is already there.
INSTALL = python -m pip install --quiet --no-index --no-deps --no-build-isolation

# A virtual screen. In containers WebKit has no sandbox, and does without: it shows this site alone.
XVFB = WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS=1 xvfb-run --auto-servernum --server-args="-screen 0 1600x1200x24"

# Material announces its own end of life at every start; README says what follows from it.
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Python reads the paths in .venv by the locale: with LC_ALL=C, a letter such as ü would stop it.
export LC_ALL := C.UTF-8

.PHONY: site serve check style test engines referees links mutants bench lock clean help
.DELETE_ON_ERROR:

ifeq ($(filter text github,$(FORMAT)),)
$(error FORMAT is 'text' or 'github', not '$(FORMAT)')
endif

site: .venv/site-ready ## heal the sources and build the site into site/
	@test -z "$(CI)" || test -n "$(SITE_URL)" \
	  || { echo "Set SITE_URL to the address of the site, as in SITE_URL=https://example.org/" >&2; exit 1; }
	@test -w . || { echo "This folder can't be written to: copy it to one of your own." >&2; exit 1; }
	@rm -rf site # a site that is refused must not look like one that was built
	@$(BIN)/strip-spam
	@$(BIN)/python -m website build --strict
	@test -n "$(REPO_URL)$(CONTACT)" || echo "No page says where to report a mistake: set REPO_URL, or CONTACT to an address or mailto:NAME@HOST."
	@echo "The site is in site/. To look at it:  $(BIN)/python -m http.server --bind 127.0.0.1 --directory site"

serve: .venv/test-ready ## preview while you edit
	@$(BIN)/python -c 'import socket; socket.create_server(("127.0.0.1", $(PORT))).close()' 2>/dev/null \
	  || { echo "Port $(PORT) is taken, by another preview perhaps: make PORT=8001 serve" >&2; exit 1; }
	@$(BIN)/python -m website serve --dev-addr 127.0.0.1:$(PORT)

check: .venv/test-ready ## what an editor can get wrong, in seconds; FORMAT=github for annotations
	@status=0; \
	$(BIN)/strip-spam --check --format $(FORMAT) || status=1; \
	found=$$(TODAY=$(TODAY) $(BIN)/python -m website) || status=1; $(SAY); \
	$(STYLE); \
	exit $$status

style: .venv/test-ready ## Markdown style and spelling; a preview says these too
	@status=0; $(STYLE); exit $$status

test: .venv/test-ready .venv/browser-ready .venv/properdocs/ready ## every check and every test
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --check --quiet
	@$(BIN)/mypy
	@$(MAKE) --no-print-directory check TODAY=
	@$(BIN)/coverage erase
	@$(BIN)/coverage run -m pytest --numprocesses auto
	@$(BIN)/coverage report

engines: .venv/tools-ready ## end-to-end tests in WebKit, and in Firefox if geckodriver is there
	@{ command -v WebKitWebDriver && command -v xvfb-run; } > /dev/null || { \
	  echo "Installing WebKit and its driver (once) ..."; \
	  { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install --yes webkit2gtk-driver xvfb xauth; } > .venv/engines.log 2>&1; \
	} || { echo "WebKit's driver is missing: install the packages webkit2gtk-driver, xauth and xvfb, as root." >&2; exit 1; }
	@command -v geckodriver > /dev/null || echo "Firefox is left out: there is no geckodriver on the PATH."
	@$(XVFB) $(BIN)/python -m pytest tests/engines

referees: .venv/test-ready .venv/browser-ready .venv/referees/ready ## the latest HTML and accessibility validators; needs Java and npm
	@$(BIN)/python -m $(ENGINE) build --quiet --strict --site-dir .venv/referees/site
	@# Its list of CSS properties lacks one that SVG 2 has.
	@java -jar .venv/referees/node_modules/vnu-jar/build/dist/vnu.jar --errors-only --skip-non-html \
	  --filterpattern '.*“vector-effect”.*' .venv/referees/site
	@AXE=.venv/referees/node_modules/axe-core/axe.min.js $(BIN)/python -m pytest -k axe \
	  tests/site/test_accessibility.py tests/site/test_planted_faults.py

links: .venv/tools-ready ## check the links to other sites
	@$(BIN)/python -m $(ENGINE) build --quiet --strict --site-dir .venv/links
	@$(BIN)/linkchecker --config .github/linkcheckerrc .venv/links/index.html

mutants: .venv/tools-ready ## what do the tests not notice? half an hour; OF=strip_spam for one package
	@for package in $(or $(OF),strip_spam website); do $(BIN)/python tests/mutants/run.py $$package || exit 1; done

bench: .venv/tools-ready ## measure; nothing is judged by time
	@$(BIN)/python tests/bench/strip_spam_bench.py
	@$(BIN)/python tests/bench/site_bench.py
	@$(BIN)/python tests/bench/worker_bench.py

lock: .venv/tools-ready ## compile all locks again from pyproject.toml, or change none
	@rm -rf .venv/lock && mkdir -p .venv/lock
	@$(LOCK) --extra site --output-file .venv/lock/requirements.txt
	@$(LOCK) --extra site --extra test --constraints .venv/lock/requirements.txt --output-file .venv/lock/requirements-test.txt
	@$(LOCK) --extra tools --constraints .venv/lock/requirements-test.txt --output-file .venv/lock/requirements-tools.txt
	@mv .venv/lock/requirements*.txt .

help: ## say what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

clean: ## remove everything make has made
	rm -rf .venv site .coverage* .hypothesis .*_cache scripts/*.egg-info scripts/*/*.egg-info
	find scripts tests -name __pycache__ -type d -prune -exec rm -rf {} +

# The rest sets up what is needed, once: each file marks a step that is done.

# An environment works only where it was made: a checkout that was moved or copied gets a new one.
ifneq ($(shell cat .venv/python-ready 2>/dev/null),$(CURDIR))
.PHONY: .venv/python-ready
endif

.venv/python-ready:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	  || { echo "Python 3.11 or newer is needed: install it, or name it as in 'make PYTHON=python3.12 site'." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
	  || { echo "Python's venv module is needed: install it (on Debian and Ubuntu: the package python3-venv)." >&2; exit 1; }
	@test -w . || { echo "This folder can't be written to: copy it to one of your own." >&2; exit 1; }
	@echo "Setting up .venv (once; a minute or so) ..."
	@$(PYTHON) -m venv --clear .venv
	@echo "$(CURDIR)" > $@

.venv/site-ready: .venv/python-ready requirements.txt pyproject.toml scripts/strip-spam/pyproject.toml
	@$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.txt
	@$(BIN)/$(INSTALL) --editable .
	@$(BIN)/$(INSTALL) --editable scripts/strip-spam
	@touch $@

.venv/test-ready: .venv/site-ready requirements-test.txt
	@echo "Setting up the tools for checks (once; half a minute or so) ..."
	@$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements-test.txt
	@touch $@

.venv/tools-ready: .venv/test-ready requirements-tools.txt
	@$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements-tools.txt
	@touch $@

.venv/referees/ready: .venv/site-ready tests/referees/package-lock.json
	@command -v java > /dev/null && command -v npm > /dev/null || { echo "The referees need Java and npm: install them." >&2; exit 1; }
	@mkdir -p .venv/referees && cp tests/referees/package*.json .venv/referees
	@npm ci --prefix .venv/referees --ignore-scripts --no-audit --no-fund --silent
	@touch $@

# ProperDocs builds the same site where neither MkDocs nor Material is installed: an environment of its own.
.venv/properdocs/ready: .venv/site-ready requirements-test.txt
	@$(PYTHON) -m venv --clear .venv/properdocs
	@{ sed -E '/^mkdocs(-material)?==/,/[^\\]$$/d' requirements.txt; \
	  sed -n '/^properdocs==/,/[^\\]$$/p' requirements-test.txt; } > .venv/properdocs/requirements.txt
	@.venv/properdocs/bin/python -m pip install --quiet --no-deps --require-hashes --requirement .venv/properdocs/requirements.txt
	@.venv/properdocs/bin/$(INSTALL) --editable .
	@.venv/properdocs/bin/$(INSTALL) --editable scripts/strip-spam
	@touch $@

.venv/browser-ready: .venv/test-ready tests/browser.py
	@$(BIN)/python tests/browser.py
	@touch $@

# The two commands for a fresh machine: `make demo` and `make test`. Both set up .venv on first use.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
JOBS ?= 2

# Tests never touch the user's own display; `window` tests start a display of their own.
OFFSCREEN := QT_QPA_PLATFORM=offscreen

.PHONY: help demo window test check format bench screenshots recording forms clean
.DEFAULT_GOAL := help

help:
	@echo "make demo         the whole job on the built-in sample shoot, without a display"
	@echo "make window       the built-in sample shoot in the window"
	@echo "make test         all checks and all tests"
	@echo "make check        lint, format, types, layers, compiled forms"
	@echo "make format       bring the source into shape"
	@echo "make bench        accuracy and speed, measured here"
	@echo "make screenshots  pictures of every page of the window"
	@echo "make recording    the whole job in a real window as an animated picture (needs Xvfb and xdotool)"
	@echo "make clean        remove .venv and everything else that was generated"

$(VENV)/.ready: pyproject.toml constraints.txt packaging/environment.py
	@$(PYTHON) packaging/environment.py $(VENV)
	@touch $@

$(VENV)/.ready-dev: $(VENV)/.ready
	@$(PYTHON) packaging/environment.py $(VENV) --dev
	@touch $@

demo: $(VENV)/.ready
	@$(BIN)/retouch demo

window: $(VENV)/.ready
	@$(BIN)/retouch --sample

check: $(VENV)/.ready-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	@if [ -f packaging/compile_forms.py ]; then $(BIN)/python packaging/compile_forms.py --check; fi

test: check
	$(OFFSCREEN) $(BIN)/python tests/support/whole_run.py -q -n $(JOBS) --dist loadfile

format: $(VENV)/.ready-dev
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

forms: $(VENV)/.ready-dev
	$(BIN)/python packaging/compile_forms.py

bench: $(VENV)/.ready-dev
	$(OFFSCREEN) $(BIN)/python -m benchmarks

screenshots: $(VENV)/.ready-dev
	$(BIN)/python packaging/screenshots.py

recording: $(VENV)/.ready-dev
	$(BIN)/python packaging/recording.py

clean:
	rm -rf $(VENV) build dist .coverage htmlcov .mypy_cache .ruff_cache .import_linter_cache .hypothesis

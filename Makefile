# Everything a person types here. More words for a command go into ARGS: make test ARGS="-k tftp -n 2"
BOOTWARDEN := .venv/bin/bootwarden
# Not PYTHON: that is what tools/setup.sh makes the environment with, and make would hand on its own value.
VENV_PYTHON := .venv/bin/python
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help setup demo test record pcaps lint format clean

help: ## show this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 16
	@echo '  More words for a command: make test ARGS="-k tftp"'

setup: ## Python environment, Suricata 7 and 8, tshark, Zeek: what is missing is installed
	@tools/setup.sh

demo: setup ## a TFTP boot attack, replayed through every engine here, told as a story
	@$(BOOTWARDEN) demo $(ARGS)

test: setup ## the whole test suite
	@$(VENV_PYTHON) tests $(ARGS)

record: setup ## write the Zeek baselines from a real run
	@$(BOOTWARDEN) test --record $(ARGS)

pcaps: setup ## build every scenario's capture
	@$(BOOTWARDEN) pcap build $(ARGS)

lint: setup ## look for mistakes in Python and shell
	@$(VENV_PYTHON) -m ruff check tools tests $(ARGS)
	@$(VENV_PYTHON) -m ruff format --check tools tests
	@$(VENV_PYTHON) -m mypy
	@if command -v shellcheck >/dev/null; then shellcheck tools/*.sh .ci/run; else echo "shellcheck is not here: shell scripts not looked at"; fi

format: setup ## lay out the Python code
	@$(VENV_PYTHON) -m ruff check --fix-only --quiet tools tests
	@$(VENV_PYTHON) -m ruff format tools tests $(ARGS)

clean: ## remove what builds and tests leave (keeps .venv and the engines)
	@rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find . -path ./.venv -prune -o -type d -name __pycache__ -exec rm -rf {} +

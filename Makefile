# Two commands matter on a fresh machine: `make demo` and `make test`. `make help` lists the rest.

.DEFAULT_GOAL := help
.PHONY: help demo test lint generate all clean

VENV ?= .venv
BIN := $(VENV)/bin

# An interpreter counts when it is new enough and can make an environment of its own.
SUITABLE := import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(firstword $(foreach name,python3.13 python3.12 python3.11 python3,\
            $(shell $(name) -c '$(SUITABLE)' >/dev/null 2>&1 && echo $(name))))

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-10s%s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo
	@echo "VENV=folder     the environment to use (now $(VENV)); made at need"
	@echo "PYTHON=program  the interpreter to make it with (Python 3.11 or newer)"

demo: $(VENV)/.runtime ## ask one example case and print the answer
	@$(BIN)/policy-engine check examples/order-1042.yaml; code=$$?; echo "exit code $$code"; exit $$code

test: $(VENV)/.dev ## run every test that needs no more than Python, and say which were left out
	@$(BIN)/pytest

lint: $(VENV)/.dev ## check style, types and layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

generate: $(VENV)/.dev ## write the generated files again from what they are generated from
	@$(BIN)/python -m policy_engine.commands.generate

all: lint test demo ## lint, test and demo

clean: ## remove the environment and everything else that git ignores
	@test ! -f $(VENV)/pyvenv.cfg || rm -rf $(VENV)
	@rm -rf build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find policy_engine tests -type d -name __pycache__ -prune -exec rm -rf {} +

# The stamps say what is installed, so that a second run starts at once.
$(VENV)/.runtime: pyproject.toml
	$(environment)
	@$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/.dev: pyproject.toml
	$(environment)
	@$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $(VENV)/.runtime $@

define environment
@$(BIN)/python -m pip --version >/dev/null 2>&1 || { \
	$(or $(PYTHON),false) -c '$(SUITABLE)' >/dev/null 2>&1 || { \
		echo '$(if $(PYTHON),`$(PYTHON)` is no,found no) Python 3.11 or newer that can make an environment' >&2; \
		echo "  help: name one, as in: make PYTHON=/path/to/python3.12" >&2; exit 1; }; \
	echo "making $(VENV) with $$($(PYTHON) --version)"; $(PYTHON) -m venv $(VENV); }
@echo "installing into $(VENV)"
endef

# Wellspoken: `make run` serves the product, `make test` proves it. `make help` lists the rest.
PYTHON ?= python3
PORT ?= 8000
DATA ?= var
NAME ?= screening
OUT ?= screenshots
ENGINE ?= embedded
SCENES ?= all
DB ?= sqlite
KILLS ?= 30
POSTS ?= 300
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help run test check bench faults screenshots lock messages deps-audit clean

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort

run: ## set up and serve on this machine (DEMO=1 for the sample hospital, PORT, DATA)
	@$(PYTHON) scripts/bootstrap.py --for run
	@$(BIN)/wellspoken run --port $(PORT) --data $(DATA) $(if $(DEMO),--demo)

test: ## install what the tests need and run everything (DB=postgres: what touches the database, on PostgreSQL)
	@$(PYTHON) scripts/bootstrap.py --for dev
	@$(MAKE) --no-print-directory check
	@$(BIN)/python scripts/run_tests.py --db $(DB)

check: ## format, lint, types, directions, sizes, messages (seconds)
	@$(PYTHON) scripts/bootstrap.py --for dev
	@$(BIN)/python scripts/check.py

bench: ## one benchmark: NAME=screening|mutation|fuzz|pictures|delivery|scale|pages|typing|leaving
	@$(PYTHON) scripts/bootstrap.py --for dev
	@$(BIN)/python -m benchmarks.$(NAME)

faults: ## kill workers, lose bells and replies, take servers away: ENGINE=embedded|celery, KILLS, POSTS, SCENES
	@$(PYTHON) scripts/bootstrap.py --for dev
	@$(BIN)/python -m benchmarks.faults --engine $(ENGINE) --kills $(KILLS) --posts $(POSTS) --scenes $(SCENES)

screenshots: ## draw every main page of the sample hospital into OUT
	@$(PYTHON) scripts/bootstrap.py --for dev
	@$(BIN)/python -m scripts.screenshots --out $(OUT)

lock: ## renew the locked versions (requirements/*.lock, frontend/package-lock.json)
	@$(PYTHON) scripts/lock.py

messages: ## collect new strings into the translation catalogues
	@$(BIN)/python -m scripts.collect_messages

deps-audit: ## known vulnerabilities and licences of what is installed
	@$(PYTHON) scripts/bootstrap.py --for dev
	@$(BIN)/python -m scripts.deps_audit

clean: ## remove what was built (never your data)
	rm -rf .venv frontend/node_modules frontend/dist .mypy_cache .ruff_cache

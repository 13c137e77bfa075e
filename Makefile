# Everything the project can be told to do. `make` alone lists it.
PYTHON_IN := .venv/bin/python
# Evaluations keep their libraries and runs here, so that the second time is quick.
EVALS := OGP_HOME=.evals .venv/bin/ogp --lang en evals
SYSTEMS := --system assistant --system baseline --system bm25 --system dense

.DEFAULT_GOAL := help
.PHONY: help setup models dev run test check pages evals bench hostile faults lock clean

help: ## list these targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 16

setup: ## install all that is needed to run, in .venv (quick when it is already there)
	@scripts/setup.sh

models: ## also install the packages for chat models (hosted ones and Ollama)
	@scripts/setup.sh models

dev:
	@scripts/setup.sh dev

run: setup ## set up, index the documents, open the chat on http://127.0.0.1:7860
	@.venv/bin/ogp index build
	@.venv/bin/ogp serve

test: dev ## set up and run the tests
	@$(PYTHON_IN) -m pytest

check: dev ## set up; check style, types, pages made from the code, and that answers are as good as the committed scores
	@$(PYTHON_IN) -m ruff check .
	@$(PYTHON_IN) -m ruff format --check .
	@$(PYTHON_IN) -m mypy
	@$(PYTHON_IN) -m scripts.architecture --check
	@$(PYTHON_IN) -m scripts.settings --check
	@$(EVALS) gate
	@$(PYTHON_IN) -m scripts.structure

pages: dev ## write docs/architecture.md anew from the docstrings, and who reads which variable into docs/settings.md
	@$(PYTHON_IN) -m scripts.architecture
	@$(PYTHON_IN) -m scripts.settings

evals: setup ## ask every suite of the assistant and of what it is compared with; write docs/evals.md and docs/failures.md
	@$(EVALS) run retrieval $(SYSTEMS)
	@$(EVALS) run answers $(SYSTEMS)
	@$(EVALS) run robustness
	@$(EVALS) run xquad
	@$(EVALS) report --out .evals/report.html --markdown docs/evals.md --picture docs/images/evals.png --failures docs/failures.md

bench: setup ## measure search, answers and speed, and print the table
	@$(PYTHON_IN) -m evals.suites bench

hostile: setup ## attack the assistant with hostile models, documents and questions, and write what came through
	-@$(PYTHON_IN) -m evals.suites hostile --markdown docs/hostile.md
	-@$(PYTHON_IN) -m evals.suites paraphrases --folder .evals/evals --markdown docs/paraphrases.md

faults: dev ## try what one visitor or one file must never do to the others, and write docs/faults.md
	@$(PYTHON_IN) -m evals.suites.faults --markdown docs/faults.md

lock: ## write requirements/*.txt from pyproject.toml (UPGRADE=1 for the newest versions)
	@scripts/lock.sh

clean: ## remove .venv and what tools left behind; your documents and index stay
	rm -rf .venv .evals build dist *.egg-info .pytest_cache .ruff_cache .mypy_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

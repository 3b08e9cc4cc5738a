# Every target makes its own environment first and does not do it twice: see .ci/setup.py.
OUT ?= demo-out
BUILD ?= dist/ThiDuaDesktop
PYTHON ?= $(firstword $(foreach name,python3 python3.14 python3.13 python3.12 python3.11 python,$(shell command -v $(name) 2>/dev/null)))
BIN := .venv/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
SETUP = @$(if $(PYTHON),$(PYTHON),python3) .ci/setup.py
PIN = $(if $(UPGRADE),--upgrade) --quiet --universal --generate-hashes --no-emit-index-url --no-header

export PYTHONUTF8 := 1

.DEFAULT_GOAL := help
.PHONY: help demo test lint run coverage bench bench-quick frozen setup screenshots lock clean

help:
	@echo "make demo         the whole walk on an invented district, into OUT=$(OUT)"
	@echo "make test         ruff, mypy, import contracts, all tests"
	@echo "make run          open the window"
	@echo "make lint         only the checks that run no test"
	@echo "make coverage     branch coverage of the domain layer"
	@echo "make bench        every benchmark beside its yardstick: table and build/benchmarks/results.json"
	@echo "make bench-quick  the same on small data and with few runs, under two minutes"
	@echo "make frozen       build dist/ThiDuaDesktop and let it test itself"
	@echo "make setup        setup and ZIP of a Windows build (archive of a Linux one) in BUILD=$(BUILD), into dist"
	@echo "make screenshots  take docs/screenshots/*.png from the real program"
	@echo "make lock         write the two lock files again (UPGRADE=1: newest versions)"

demo:
	$(SETUP) core
	@$(BIN)/python main.py demo --out "$(OUT)"

test: lint
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest

lint:
	$(SETUP) tests
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --check --quiet
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

coverage:
	$(SETUP) tests
	@$(BIN)/python -m coverage run --branch --source thidua_desktop/domain -m pytest tests/domain tests/catalogue -n 0 -p no:randomly
	@$(BIN)/python -m coverage report --skip-covered --show-missing

bench:
	$(SETUP) tests
	@$(BIN)/python -m benchmarks.run

bench-quick:
	$(SETUP) tests
	@$(BIN)/python -m benchmarks.run --quick

run:
	$(SETUP) window
	@$(BIN)/python main.py

frozen:
	$(SETUP) frozen
	@$(BIN)/python -m PyInstaller --noconfirm --clean --log-level ERROR installer.spec
	@$(BIN)/python .ci/selftest.py

setup:
	@test -d "$(BUILD)" || $(MAKE) frozen
	@$(if $(PYTHON),$(PYTHON),python3) .ci/deliver.py "$(BUILD)"
	@for archive in dist/*-linux.tar.gz; do \
		test ! -e "$$archive" || $(if $(PYTHON),$(PYTHON),python3) .ci/selftest.py "$$archive"; done

screenshots:
	$(SETUP) tests
	@QT_QPA_PLATFORM=offscreen $(BIN)/python docs/screenshots.py

lock:
	$(SETUP) tests
	@$(BIN)/uv pip compile $(PIN) --output-file requirements.lock pyproject.toml >/dev/null
	@$(BIN)/uv pip compile $(PIN) --extra dev --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml >/dev/null

clean:
	@rm -rf build dist demo-out .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

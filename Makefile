# Two commands matter: `make run` and `make test`. Both install what they need, in this folder only.
# PYTHON=… names the interpreter, PORT=… and HOST=… where to listen, ARGS=… adds words for tracker or pytest.

SHELL := /bin/sh
BIN := .venv/bin
SETUP := $(SHELL) tools/bootstrap.sh
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
  --no-header --no-annotate
ARGS ?=
export PYTHON

.PHONY: help bootstrap run scheduler test check lint migrate assets messages lock wheel

define HELP
make run         cài đặt, chuẩn bị dữ liệu và khởi động (install, prepare, start)
make test        chạy mọi phép thử (run all tests)

make check       everything that CI checks: lint, then test
make lint        ruff, mypy, import order, templates, migrations
make bootstrap   install what run and test need, start nothing
make scheduler   the scheduler alone, beside web processes of their own
make migrate     bring the database to the current schema
make assets      build the front-end files
make messages    put new words of the pages into the English catalogue, to be translated there
make lock        resolve the dependencies again into the lock files
make wheel       build a wheel that carries everything, into dist/

PORT=8001   PYTHON=python3.12   ARGS="-k overdue"   may follow: where to listen, the interpreter, words for pytest
endef

help:
	$(info $(HELP))
	@:

run:
	@$(SETUP) run $(if $(HOST),--host $(HOST)) $(if $(PORT),--port $(PORT)) $(ARGS)

bootstrap:
	@$(SETUP) dev

assets:
	@$(SETUP) runtime

test: bootstrap
	@$(BIN)/python -m pytest -n logical --maxprocesses 4 --dist loadfile $(ARGS)

check: lint test

lint: bootstrap
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/mypy tools
	$(BIN)/lint-imports
	$(BIN)/djlint --quiet --check templates
	$(BIN)/djlint --quiet --lint templates
	@data=$$(mktemp -d) && trap 'rm -rf "$$data"' EXIT && export TRACKER_DATA="$$data" TRACKER_DATABASE_URL= \
	  && $(BIN)/tracker migrate && $(BIN)/alembic check

scheduler: assets
	@$(BIN)/tracker scheduler $(ARGS)

migrate: assets
	@$(BIN)/tracker migrate

messages: bootstrap
	@$(BIN)/pybabel -q extract -F pyproject.toml --omit-header --add-location=file --sort-by-file --width=120 \
	  -o .bootstrap/messages.pot tracker jobs templates
	@$(BIN)/pybabel -q update -i .bootstrap/messages.pot -d tracker/translations --no-fuzzy-matching \
	  --ignore-obsolete --ignore-pot-creation-date --width=120

lock: bootstrap
	$(BIN)/python -m pip install --quiet uv==0.13.9
	$(COMPILE) --extra server --group dev -o requirements-dev.lock pyproject.toml
	$(COMPILE) --group build -c requirements-dev.lock -o requirements.lock pyproject.toml
	$(COMPILE) --group node -o requirements-node.lock

wheel: bootstrap
	@$(BIN)/python -m pip wheel --quiet --no-index --no-deps --no-build-isolation --wheel-dir dist .
	@ls dist

# What one does with Vestibule, by name. Everything below installs what it lacks first; `make` alone lists what there is.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:

CARGO := scripts/cargo
BIN := node_modules/.bin
TARGET := $(or $(CARGO_TARGET_DIR),target)
# All but the browser's entry point, which is another target: with it the features `ssr` and `hydrate` would meet.
HOST_CRATES := -p domain -p migrations -p backend -p app -p server
# Passed on to Playwright: make test-browser ARGS='login --project=no-js'
ARGS ?=

step = @printf '==> %s\n' "$(1)"

.PHONY: help
help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F '|' '{ printf "%-22s %s\n", $$1, $$2 }'

.PHONY: setup
setup: ## install what building, testing and linting need
	@scripts/setup

.PHONY: run
run: debug-build ## build and serve the demo at http://127.0.0.1:3000
	$(call step,serving the demo; Ctrl-C ends it)
	@exec "$(TARGET)/debug/vestibule" serve --demo

.PHONY: build
build: ## build the release: target/release/vestibule, one file with everything in it
	@scripts/setup build
	$(call step,building the release (cargo leptos build --release --precompress))
	@$(CARGO) leptos build --release --precompress

.PHONY: debug-build
debug-build:
	@scripts/setup build
	$(call step,building the server and its WASM (cargo leptos build))
	@$(CARGO) leptos build

.PHONY: test
test: test-rust test-browser ## run every test

.PHONY: test-rust
test-rust: debug-build ## unit and integration tests, on SQLite and PostgreSQL
	@scripts/setup test
	$(call step,unit and integration tests on SQLite and PostgreSQL (cargo test))
	@scripts/with-postgres $(CARGO) test $(HOST_CRATES)

.PHONY: test-browser
test-browser: debug-build ## browser tests, with and without JavaScript
	@scripts/setup test
	$(call step,browser tests (Playwright))
	@scripts/with-postgres $(BIN)/playwright test --config end2end $(ARGS)

.PHONY: lint
lint: ## check format, lints, dependencies, style and scripts
	@scripts/setup lint
	$(call step,lock file (cargo metadata))
	@$(CARGO) metadata --locked --format-version 1 >/dev/null
	$(call step,format (cargo fmt))
	@$(CARGO) fmt --all --check
	$(call step,lints of the server (cargo clippy))
	@mkdir -p target/site/pkg
	@$(CARGO) clippy $(HOST_CRATES) --all-targets -- -D warnings
	$(call step,lints of the browser part (cargo clippy))
	@$(CARGO) clippy -p app -p frontend --target wasm32-unknown-unknown --profile wasm-dev -- -D warnings
	$(call step,nothing of the server in the browser part (cargo tree))
	@scripts/check-browser-part
	$(call step,licences and sources of the dependencies (cargo deny))
	@$(CARGO) deny --log-level warn check bans licenses sources
	$(call step,style (sass))
	@$(BIN)/sass --no-source-map style/main.scss >/dev/null
	$(call step,types of the browser tests (tsc))
	@$(BIN)/tsc -p end2end
	$(call step,scripts (bash -n))
	@for script in $$(grep -l '^#!/usr/bin/env bash' scripts/* .ci/run); do bash -n "$$script" || exit 1; done

.PHONY: bench
bench: build ## measure the release: submissions, pages a second, memory, sizes
	@scripts/setup test
	$(call step,measuring the server on SQLite and PostgreSQL (cargo bench))
	@VESTIBULE_POSTGRES_DURABLE=1 scripts/with-postgres $(CARGO) bench -p server --bench measure -- --page "$(abspath $(TARGET)/invitation.html)"
	$(call step,measuring $(TARGET)/release/vestibule)
	@node scripts/bench.mjs "$(TARGET)/release/vestibule" "$(TARGET)/invitation.html"

.PHONY: screenshots
screenshots: debug-build ## write end2end/screenshots/PAGE-WIDTH-THEME.png, and -german.png
	@scripts/setup test
	$(call step,taking pictures into end2end/screenshots (Playwright))
	@$(BIN)/playwright test --config end2end/screenshots.config.ts $(ARGS)

.PHONY: tour
tour: debug-build ## take the pictures of docs/tour.md anew, into docs/tour
	@scripts/setup test
	$(call step,walking through the demo for docs/tour (Playwright))
	@mkdir -p docs/tour
	@VESTIBULE_TOUR=$(CURDIR)/docs/tour $(BIN)/playwright test --config end2end --project hydrated --workers 1 walks.spec.ts

.PHONY: clean
clean: ## remove what was built and installed in this folder
	@$(CARGO) clean
	@rm -rf node_modules end2end/screenshots end2end/test-results

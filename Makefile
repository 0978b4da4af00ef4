# `make` or `make help` lists what there is. Everything needs Go and git; what else a target needs, it says or installs.

GO      ?= go
PGTEST  := $(GO) run ./internal/testdb/pgtest --
LINT    := $(GO) tool -modfile=tools/go.mod golangci-lint
VERSION := $(shell git describe --tags --always --dirty 2>/dev/null || echo unknown)

.DEFAULT_GOAL := help
.PHONY: help demo build test test-race lint vulnerabilities generate check-generated pages migration bench monitoring screening microbench crash soak clients schema-tools check-schema \
	web browser explorer check-explorer docker clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-18s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: ## the whole house with 90 days of history and bots, on http://127.0.0.1:8080 (ARGS="--no-bots" and others)
	@tools/compile bin/qoricash
	@bin/qoricash demo $(ARGS)

build: ## bin/qoricash as it is deployed: static, with its revision, without paths of this machine
	CGO_ENABLED=0 $(GO) build -trimpath -buildvcs=true -ldflags '-s -w' -o bin/qoricash ./cmd/qoricash

test: ## every test, on a throwaway PostgreSQL
	$(PGTEST) $(GO) test -timeout 30m ./...

test-race: ## the tests of what runs at the same time, under the race detector; needs a C compiler
	@tools/test-race

lint: ## gofmt, go vet, golangci-lint
	@tools/check-format
	$(GO) vet ./...
	$(LINT) run ./...

vulnerabilities: ## known vulnerabilities in what the program calls; needs the internet, so the gates do not run it
	$(GO) run golang.org/x/vuln/cmd/govulncheck@v1.1.4 ./...

generate: ## ent, gqlgen, schema.graphql and the pages that are made from code
	$(GO) generate ./ent ./graph/...
	@$(MAKE) --no-print-directory pages

pages: ## the pages and .env.example that tests compare with the code
	@tools/write-pages

check-generated: ## fails when `make generate` changes anything
	@tools/check-generated

migration: ## the next migration, from what ent/schema changed: make migration NAME=add_holidays
	@test -n "$(NAME)" || { echo 'usage: make migration NAME=add_holidays' >&2; exit 2; }
	$(GO) run ./cmd/qoricash migrate new "$(NAME)"

bench: ## ours against a plain way of doing the same, as a table (ARGS=-h lists what it takes)
	$(GO) run ./bench $(ARGS)

monitoring: ## what the rules of monitoring find in a made-up year of 200,000 operations, as tables (ARGS=-h lists what it takes)
	$(GO) run ./bench/monitoring $(ARGS)

screening: ## quality and speed of the screening engine on the real lists, as a table (ARGS=-h lists what it takes)
	$(GO) run ./bench/screening $(ARGS)

microbench: ## every Go benchmark, one second each (BENCH=Feed and TIME=5s narrow and lengthen)
	$(PGTEST) $(GO) test -run '^$$' -bench '$(or $(BENCH),.)' -benchtime $(or $(TIME),1s) -benchmem -timeout 60m $$(tools/packages-with 'func Benchmark' '*_test.go')

crash: ## the long form of the crash and tamper tests: processes killed at random moments, rows changed at random, books verified, the lifecycle searched, histories at random
	CRASH_LONG=1 $(PGTEST) $(GO) test -count=1 -v -timeout 60m -run 'Crash|Kill|Tampering|TestSearch|Histor' ./internal/... ./graph/... ./cmd/...

soak: ## the long form of the soak tests (SOAK=30m says how long)
	SOAK=$(or $(SOAK),10m) $(PGTEST) $(GO) test -count=1 -v -timeout 0 -run Soak ./internal/... ./graph/... ./cmd/...

clients: ## contract tests of real GraphQL clients against the program; needs Node
	@command -v npm >/dev/null || { echo "Node is missing: the clients are packages of npm (see test/clients)." >&2; exit 2; }
	$(PGTEST) $(GO) test -tags clients -count=1 -timeout 20m ./test/clients

schema-tools: ## relay-compiler and graphql-codegen over schema.graphql; needs Node
	cd test/schema && npm ci --no-fund --no-audit --loglevel=error && npm test

check-schema: ## fails when schema.graphql changed so that it breaks front ends, unless docs/schema-changes.md says so; needs Node
	cd test/schema && npm ci --no-fund --no-audit --loglevel=error && npm run --silent changes

# The workspaces that need no program; `make browser` is for the one that does.
PAGES = sdk kit desk try reference

web: ## types, tests, weights and built files of the SDK, the kit, the desk, the client's phone and the reference; needs Node and Chromium
	cd web && npm ci --no-fund --no-audit --loglevel=error && for act in check test sizes verify; do npm run $(PAGES:%=-w %) --if-present --silent $$act || exit 1; done

browser: ## the desk and a client's phone in a real browser against a demo; needs Node and Chromium (SHORT=1: its first minutes)
	@tools/compile bin/qoricash
	cd web && npm ci --no-fund --no-audit --loglevel=error && npm test -w browser

explorer: ## web/explorer/dist anew from its sources; needs Node
	cd web/explorer && npm ci --no-fund --no-audit && npm run build

check-explorer: ## fails when web/explorer/dist is not what its sources build; needs Node
	@tools/check-explorer

docker: ## the image qoricash:$(VERSION)
	docker build -t qoricash:$(VERSION) .

clean: ## removes what was built; the data in .data stay
	rm -rf bin

package architecture

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// layer is a set of packages with one place in the order of architecture.md 3.
type layer struct {
	name     string
	packages []string // the first layer that matches a package has it
	may      []string // the layers that it imports, besides itself where alone is false
	alone    bool     // its packages do not import each other
	reason   string
}

// The names of the layers.
const (
	leaf        = "leaf"
	rules       = "rules of the house"
	engine      = "screening engine"
	schema      = "schema"
	records     = "records"
	database    = "database"
	platform    = "platform"
	ground      = "ground of the areas"
	protocol    = "protocol"
	live        = "live"
	areas       = "areas"
	jobs        = "jobs"
	adapters    = "adapters"
	pages       = "server of pages"
	built       = "built files"
	api         = "GraphQL"
	router      = "router"
	composition = "composition"
	program     = "program"
	difference  = "difference"
	workshop    = "workshop"
)

func layers() []layer {
	return []layer{
		{
			name: workshop,
			packages: []string{"graph/generate/...", "internal/testdb/...", "internal/testkit/...", "internal/architecture", "bench/...", "test/...", "docs/...",
				"internal/adapter/expo/expotest", "internal/adapter/smtp/smtptest", "internal/adapter/s3/s3test",
				"internal/adapter/cloudinary/cloudinarytest", "internal/adapter/nubefact/nubefacttest"},
			may: []string{leaf, rules, engine, schema, records, difference, database, platform, ground, protocol, live, areas, jobs, adapters, pages,
				built, api, router, composition},
			reason: "tools and tests may use everything, and the program nothing of them",
		},
		{
			name: leaf, packages: []string{"internal/money", "internal/clock", "internal/globalid", "internal/origin"}, alone: true,
			reason: "money, clock, globalid and origin are leaves, so that the schema and every other package may use their types",
		},
		{
			name: rules, packages: []string{"internal/domain"}, may: []string{leaf},
			reason: "the rules of the house are pure: they import money alone and do no input or output",
		},
		{
			name: engine, packages: []string{"internal/screening/..."}, may: []string{leaf, rules},
			reason: "whoever audits a screening runs the engine alone: pure rules and readers of lists, without database or network",
		},
		{
			name: schema, packages: []string{"ent/schema"}, may: []string{leaf, rules},
			reason: "a schema that imports generated code cannot be regenerated once that code is broken",
		},
		{
			name: records, packages: []string{"ent/..."}, may: []string{leaf, rules, schema},
			reason: "the generated records know the schema and its types, nothing that uses them",
		},
		{
			name: difference, packages: []string{"migrations/diff"}, may: []string{records},
			reason: "the difference between schema and migrations is written on a developer's machine, by a subcommand alone",
		},
		{
			name: database, packages: []string{"internal/postgres", "migrations"}, alone: true,
			reason: "the server and the history of its schema must work without the program, also to repair it",
		},
		{
			name: platform,
			packages: []string{"internal/config", "internal/document", "internal/evidence", "internal/event", "internal/access", "internal/form",
				"internal/audit", "internal/attest", "internal/store", "internal/ratelimit", "internal/sealing", "internal/work"},
			may:    []string{leaf, rules, records},
			reason: "the platform serves all areas, so it knows none",
		},
		{
			name: ground, packages: []string{"internal/clientele"}, may: []string{leaf, rules, records, platform},
			reason: "what several areas do to one row stands below them, once",
		},
		{
			name: protocol, packages: []string{"internal/doclimit", "internal/gqlhttp", "internal/wsproto"}, may: []string{leaf},
			reason: "the protocols know GraphQL and nothing of the house; they would serve any other schema",
		},
		{
			name: live, packages: []string{"internal/live"}, may: []string{leaf, rules, platform, protocol},
			reason: "the streams fan out what they are given; what an event shows is decided in graph",
		},
		{
			name: areas,
			packages: []string{"internal/identity", "internal/staff", "internal/clients", "internal/files", "internal/pricing", "internal/trading", "internal/trading/replay",
				"internal/ledger", "internal/treasury", "internal/parameters", "internal/calendar", "internal/house", "internal/accounting",
				"internal/compliance", "internal/invoicing", "internal/watchlist",
				"internal/rewards", "internal/notify", "internal/notify/preview", "internal/report", "internal/kyc", "internal/approval", "internal/trail",
				"internal/receipt", "internal/risk", "internal/monitoring", "internal/restriction", "internal/casework"},
			may:    []string{leaf, rules, engine, records, platform, ground},
			reason: "an area is called by every way in, so it knows none: no GraphQL, no router, no job, no third party",
		},
		{
			name: jobs, packages: []string{"internal/jobs"}, may: []string{leaf, rules, platform, areas},
			reason: "a job calls an area's command, as a person would",
		},
		{
			name: adapters, packages: []string{"internal/adapter/..."}, may: []string{leaf, rules, areas}, alone: true,
			reason: "an adapter translates between a third party and the port of an area; it is chosen and wired in app",
		},
		{
			name: pages, packages: []string{"web/page"},
			reason: "what serves built pages knows none of them",
		},
		{
			name: built, packages: []string{"web/..."}, may: []string{pages}, alone: true,
			reason: "built pages are files with one server",
		},
		{
			name: api, packages: []string{"graph/..."}, may: []string{leaf, rules, engine, records, platform, protocol, live, areas},
			reason: "graph is GraphQL alone: it knows no router, no job, no third party",
		},
		{
			name: router, packages: []string{"internal/httpapi"}, may: []string{leaf, rules, platform, protocol, live, areas, api, built},
			reason: "the router joins addresses with what answers them; records reach it through graph or an area",
		},
		{
			name: composition, packages: []string{"internal/app/...", "internal/demo/..."},
			may:    []string{leaf, rules, engine, records, database, platform, protocol, live, areas, jobs, adapters, built, api, router},
			reason: "what puts the program together is imported by main alone",
		},
		{
			name: program, packages: []string{"cmd/..."}, may: []string{leaf, rules, engine, difference, database, platform, areas, api, composition},
			reason: "main holds flags and subcommands, which call app or an area as a resolver does; records, sockets and third parties are not its business",
		},
	}
}

func layerOf(all []layer, name string) *layer {
	for i := range all {
		if matchesAny(all[i].packages, name) {
			return &all[i]
		}
	}
	return nil
}

// checkLayers finds imports against the order of the layers. A test may import the workshop too.
func checkLayers(t *tree, all []layer) []finding {
	var found []finding
	for _, f := range t.files {
		from := layerOf(all, f.folder())
		if isGenerator(f) {
			from = layerOf(all, "graph/generate")
		}
		if from == nil {
			found = append(found, finding{f.folder(), "has no place in the layers of layers_test.go"})
			continue
		}
		for _, imported := range f.imports() {
			name, ours := strings.CutPrefix(imported, module)
			if !ours || name == f.folder() || f.isTest() {
				continue
			}
			to := layerOf(all, name)
			if to == nil || to.name == from.name && !from.alone || slices.Contains(from.may, to.name) {
				continue // a package without a place is told once, where it is
			}
			found = append(found, finding{f.path, fmt.Sprintf("imports %s (%s) from the layer %q: %s", name, to.name, from.name, from.reason)})
		}
	}
	return found
}

// isGenerator tells the programs that run by name alone beside generated code, like ent/entc.go.
func isGenerator(f *file) bool {
	return f.syntax.Name.Name == "main" && strings.Contains(f.text, "//go:build ignore\n")
}

func TestPackagesImportDownwardsOnly(t *testing.T) {
	t.Parallel()
	report(t, "architecture.md 3 says who may import whom:", checkLayers(wholeTree(t), layers()))
}

func TestImportAgainstTheLayersIsFound(t *testing.T) {
	t.Parallel()
	for name, broken := range map[string]map[string]string{
		"a leaf that imports a leaf":                  {"internal/money/a.go": `package money; import _ "` + module + `internal/clock"`},
		"rules that import records":                   {"internal/domain/a.go": `package domain; import _ "` + module + `ent"`},
		"an area that imports GraphQL":                {"internal/trading/a.go": `package trading; import _ "` + module + `graph/view"`},
		"an adapter that imports records":             {"internal/adapter/smtp/a.go": `package smtp; import _ "` + module + `ent"`},
		"an adapter that imports an adapter":          {"internal/adapter/smtp/a.go": `package smtp; import _ "` + module + `internal/adapter/resend"`},
		"an adapter that imports its test server":     {"internal/adapter/smtp/a.go": `package smtp; import _ "` + module + `internal/adapter/smtp/smtptest"`},
		"a schema that imports records":               {"ent/schema/a.go": `package schema; import _ "` + module + `ent/user"`},
		"a server that imports test tools":            {"internal/app/a.go": `package app; import _ "` + module + `internal/testdb"`},
		"main that imports records":                   {"cmd/qoricash/a.go": `package main; import _ "` + module + `ent"`},
		"an app that imports the schema's difference": {"internal/app/a.go": `package app; import _ "` + module + `migrations/diff"`},
		"a page that imports a page":                  {"web/desk/a.go": `package desk; import _ "` + module + `web/explorer"`},
		"a page that imports the house":               {"web/try/a.go": `package try; import _ "` + module + `internal/files"`},
		"a server of pages that imports a page":       {"web/page/a.go": `package page; import _ "` + module + `web/desk"`},
		"a package without a place":                   {"internal/elsewhere/a.go": `package elsewhere`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if found := checkLayers(sketch(t, broken), layers()); len(found) != 1 {
				t.Errorf("found %v", found)
			}
		})
	}
}

func TestTestsMayImportTestTools(t *testing.T) {
	t.Parallel()
	drawn := sketch(t, map[string]string{"internal/trading/a_test.go": `package trading; import _ "` + module + `internal/testdb"`})
	if found := checkLayers(drawn, layers()); len(found) != 0 {
		t.Errorf("found %v", found)
	}
}

// Package capabilities_test holds the pages of this folder to what the program does.
//
// Invariants: every document of a page is valid, is executed in a house of its page's own by the caller that stands above
// it, and answers what the page shows; every mutation and subscription is on some page; every setting and metric that a
// page names exists.
package capabilities_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"github.com/qoricash/qoricash/graph"
	"github.com/qoricash/qoricash/internal/testkit"
)

func TestEveryPageAnswersWhatItShows(t *testing.T) {
	t.Parallel()
	for name, page := range pages(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			steps, err := stepsOf(page)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			h := open(t)
			for _, s := range steps {
				if s.caller != "" && !slices.Contains(testkit.Callers(), testkit.Caller(s.caller)) {
					t.Fatalf("%s:%d: nobody is called %q", name, s.line, s.caller)
				}
				if err := h.take(t, s); err != nil {
					t.Fatalf("%s:%d: %v", name, s.line, err)
				}
			}
		})
	}
}

func TestEveryMutationAndSubscriptionIsOnAPage(t *testing.T) {
	t.Parallel()
	schema := graph.Schema(graph.Dependencies{}).Schema()
	shown := map[string]bool{}
	for name, page := range pages(t) {
		steps, err := stepsOf(page)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, s := range steps {
			if s.document == "" {
				continue
			}
			document, faults := gqlparser.LoadQueryWithRules(schema, s.document, rules.NewDefaultRules())
			if faults != nil {
				t.Fatalf("%s:%d: %v", name, s.line, faults)
			}
			for _, selected := range document.Operations[0].SelectionSet {
				if field, ok := selected.(*ast.Field); ok {
					shown[field.Name] = true
				}
			}
		}
	}
	for _, root := range []*ast.Definition{schema.Mutation, schema.Subscription} {
		for _, field := range root.Fields {
			if !shown[field.Name] {
				t.Errorf("no page shows %s.%s", root.Name, field.Name)
			}
		}
	}
}

// parts are the headings of a page, in their order.
var parts = []string{"## What it promises", "## Who may", "## How", "## Settings and metrics", "## Where the rules are"}

func TestEveryPageHasTheSameParts(t *testing.T) {
	t.Parallel()
	heading := regexp.MustCompile(`(?m)^## .+$`)
	for name, page := range pages(t) {
		if found := heading.FindAllString(page, -1); !slices.Equal(found, parts) {
			t.Errorf("%s has %q, want %q", name, found, parts)
		}
	}
}

func TestSettingsAndMetricsOfThePagesExist(t *testing.T) {
	t.Parallel()
	settings, metrics := read(t, "../../.env.example"), ""
	files, err := filepath.Glob("../../internal/app/metrics*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		metrics += read(t, file)
	}
	setting, metric := regexp.MustCompile("`([A-Z]+(?:_[A-Z]+)+)`"), regexp.MustCompile("qoricash_([a-z_]+)")
	for name, page := range pages(t) {
		_, about, _ := strings.Cut(page, parts[3])
		about, _, _ = strings.Cut(about, parts[4])
		for _, found := range setting.FindAllStringSubmatch(about, -1) {
			if !strings.Contains(settings, "\n#"+found[1]+"=") {
				t.Errorf("%s: there is no setting %s", name, found[1])
			}
		}
		for _, found := range metric.FindAllStringSubmatch(about, -1) {
			if !strings.Contains(metrics, `describe("`+found[1]+`"`) {
				t.Errorf("%s: there is no metric %s", name, found[0])
			}
		}
	}
}

// pages are the capabilities by their file names; README.md speaks of them.
func pages(t *testing.T) map[string]string {
	t.Helper()
	names, err := filepath.Glob("*.md")
	if err != nil || len(names) < 2 {
		t.Fatalf("no pages (%v)", err)
	}
	found := map[string]string{}
	for _, name := range names {
		if name != "README.md" {
			found[name] = read(t, name)
		}
	}
	return found
}

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

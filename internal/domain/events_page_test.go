package domain

import (
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/money"
)

const eventsPage = "../../docs/events.md"

// The page of events is made from the table: `go test ./internal/domain -run Events -update` writes it.
func TestThePageOfEventsFollowsTheTable(t *testing.T) {
	t.Parallel()
	want := eventsDocument()
	if *update {
		if err := os.WriteFile(eventsPage, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(eventsPage)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Error("docs/events.md is out of step with the table of events; run the test with -update")
	}
}

func eventsDocument() string {
	var b strings.Builder
	b.WriteString("# Events\n\nWhat the log of the house tells, of which thing, and the facts that go with it. Made from the table in " +
		"`internal/domain/event_table.go`; a test compares it, and an event that is not here is refused. " +
		"Facts hold no personal data; amounts and rates are texts. Who is told of them in words is in " +
		"[messages](messages.md).\n\n| thing | event | version | facts |\n| --- | --- | --- | --- |\n")
	var structs []reflect.Type
	for _, row := range EventTypes() {
		facts := ""
		if row.Facts != nil {
			shape := reflect.TypeOf(row.Facts)
			facts, structs = linked(shape), withParts(structs, shape)
		}
		fmt.Fprintf(&b, "| %s | %s | %d | %s |\n", row.Object, row.Kind, row.Version, facts)
	}
	b.WriteString("\n## Facts\n\nWhat is not always there is marked so.\n")
	for _, shape := range structs {
		fmt.Fprintf(&b, "\n### %s\n\n| fact | what it is | |\n| --- | --- | --- |\n", shape.Name())
		for field := range shape.Fields() {
			name, options, _ := strings.Cut(field.Tag.Get("json"), ",")
			sometimes := ""
			if strings.Contains(options, "omitempty") {
				sometimes = "sometimes"
			}
			fmt.Fprintf(&b, "| `%s` | %s | %s |\n", name, factWord(field.Type), sometimes)
		}
	}
	return b.String()
}

// withParts adds a struct of facts and those that stand in it, each once.
func withParts(structs []reflect.Type, shape reflect.Type) []reflect.Type {
	if slices.Contains(structs, shape) {
		return structs
	}
	structs = append(structs, shape)
	for field := range shape.Fields() {
		if part := bare(field.Type); isPart(part) {
			structs = withParts(structs, part)
		}
	}
	return structs
}

// bare is the type that a pointer or a list is of.
func bare(of reflect.Type) reflect.Type {
	for of.Kind() == reflect.Pointer || of.Kind() == reflect.Slice {
		of = of.Elem()
	}
	return of
}

// isPart tells a struct of this package from a value that is written as a text.
func isPart(of reflect.Type) bool {
	return of.Kind() == reflect.Struct && of.PkgPath() == reflect.TypeFor[OperationFacts]().PkgPath()
}

func linked(shape reflect.Type) string {
	return fmt.Sprintf("[%s](#%s)", shape.Name(), strings.ToLower(shape.Name()))
}

func factWord(of reflect.Type) string {
	switch of {
	case reflect.TypeFor[uuid.UUID]():
		return "id"
	case reflect.TypeFor[time.Time]():
		return "instant"
	case reflect.TypeFor[money.Amount]():
		return "amount"
	case reflect.TypeFor[money.Rate]():
		return "rate"
	case reflect.TypeFor[money.Money]():
		return "amount and currency"
	}
	switch of.Kind() {
	case reflect.Pointer:
		return factWord(of.Elem())
	case reflect.Slice:
		return "list: " + factWord(of.Elem())
	case reflect.Struct:
		return linked(of)
	case reflect.Bool:
		return "flag"
	case reflect.Int:
		return "number"
	}
	if of.Name() != "string" {
		return "code (" + of.Name() + ")"
	}
	return "text"
}

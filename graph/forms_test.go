package graph_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/qoricash/qoricash/internal/testkit"
)

// unreadable is a place in an input where a text can be written that is no value of its type.
type unreadable struct {
	path []string
	list bool
}

// unreadableIn are all of an input type, but for the keys of idempotency, which have tests of their own.
func unreadableIn(schema *ast.Schema, of *ast.Type, path ...string) []unreadable {
	var found []unreadable
	kind := schema.Types[of.Name()]
	if kind.Kind == ast.InputObject {
		for _, field := range kind.Fields {
			if of.Elem == nil && field.Name != "idempotencyKey" {
				found = append(found, unreadableIn(schema, field.Type, append(slices.Clone(path), field.Name)...)...)
			}
		}
		return found
	}
	if kind.Kind != ast.Scalar || slices.Contains([]string{"String", "Int", "Boolean", "Float"}, kind.Name) {
		return nil
	}
	return []unreadable{{path: path, list: of.Elem != nil}}
}

// spoil writes a text that cannot be read at the place.
func (u unreadable) spoil(input map[string]any) {
	for _, step := range u.path[:len(u.path)-1] {
		inner, ok := input[step].(map[string]any)
		if !ok {
			inner = map[string]any{"currency": "USD"} // amounts alone are nested
			input[step] = inner
		}
		input = inner
	}
	var text any = "12,50"
	if u.list {
		text = []any{text}
	}
	input[u.path[len(u.path)-1]] = text
}

func TestWhatCannotBeReadOfAFormIsToldInItsErrorsAndNothingIsWritten(t *testing.T) {
	t.Parallel()
	a, schema, walked := open(t), sdl(), 0
	before := a.counts(t)
	for _, mutation := range schema.Mutation.Fields {
		if len(mutation.Arguments) == 0 {
			continue
		}
		var together map[string]any
		for _, place := range unreadableIn(schema, mutation.Arguments[0].Type) {
			walked++
			input := anyInput(schema, mutation.Arguments[0].Type).(map[string]any)
			if input["idempotencyKey"] != nil {
				keyed(input)
			}
			if place.path[0] == "amount" && len(place.path) > 1 {
				input["amount"] = map[string]any{}
			}
			place.spoil(input)
			if together == nil {
				together = input
			} else if _, oneOf := together["amount"].(map[string]any); !oneOf || place.path[0] != "amount" {
				place.spoil(together)
			}
			got := a.ask(t, stranger(mutation.Name), documentOf(schema, mutation), map[string]any{"input": input})
			if !invalidAt(got, mutation.Name, place.path...) {
				t.Errorf("%s with an unreadable %v: %v %s", mutation.Name, place.path, got.Errors, got.raw)
			}
		}
		if together == nil {
			continue
		}
		got := a.ask(t, stranger(mutation.Name), documentOf(schema, mutation), map[string]any{"input": together})
		for _, place := range unreadableIn(schema, mutation.Arguments[0].Type) {
			if place.path[0] != "amount" || len(place.path) == 1 {
				if !invalidAt(got, mutation.Name, place.path...) {
					t.Errorf("%s with all unreadable: %v is not told: %v %s", mutation.Name, place.path, got.Errors, got.raw)
				}
			}
		}
	}
	if walked < 80 {
		t.Errorf("%d places can be unreadable", walked)
	}
	for table, count := range a.counts(t) {
		if count != before[table] {
			t.Errorf("%s had %d rows and has %d", table, before[table], count)
		}
	}
}

// counts are the rows of every table.
func (a *api) counts(t *testing.T) map[string]int {
	t.Helper()
	rows, err := a.DB.Owner.QueryContext(t.Context(), `SELECT tablename FROM pg_tables WHERE schemaname = 'public'`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	counts := map[string]int{}
	for rows.Next() {
		var table string
		if err := rows.Scan(&table); err != nil {
			t.Fatal(err)
		}
		counts[table] = 0
	}
	for table := range counts {
		var count int
		if err := a.DB.Owner.QueryRowContext(t.Context(), `SELECT count(*) FROM "`+table+`"`).Scan(&count); err != nil {
			t.Fatal(err)
		}
		counts[table] = count
	}
	return counts
}

func invalidAt(got answer, mutation string, path ...string) bool {
	return len(got.Errors) == 0 && slices.Contains(toldAt(got, mutation), "INVALID "+strings.Join(path, "."))
}

// toldAt are the codes and the places of an answer's userErrors.
func toldAt(got answer, mutation string) []string {
	payload, _ := got.Data[mutation].(map[string]any)
	list, _ := payload["userErrors"].([]any)
	told := []string{}
	for _, each := range list {
		refusal := each.(map[string]any)
		path, _ := refusal["field"].([]any)
		place := fmt.Sprint(refusal["code"])
		for i, step := range path {
			place += map[bool]string{true: " ", false: "."}[i == 0] + fmt.Sprint(step)
		}
		told = append(told, place)
	}
	return told
}

func TestUnreadableValuesAreToldWithTheOtherFaultsOfTheForm(t *testing.T) {
	t.Parallel()
	a := open(t)
	report := documentOf(sdl(), rootFields(sdl())["Mutation.operationReportDeposit"])
	id := a.Pending(t, testkit.Client, "100.00")
	got := a.ask(t, own, report, map[string]any{"input": a.about(t, id, map[string]any{"amount": "S/ 12.50", "bankReference": "", "fileId": "fil_x"})})
	if told := fmt.Sprint(toldAt(got, "operationReportDeposit")); told != "[INVALID amount INVALID fileId REQUIRED bankReference]" {
		t.Errorf("told %s (%v %s)", told, got.Errors, got.raw)
	}
	if message := got.at(t, "operationReportDeposit", "userErrors", 0, "message"); message != "Escribe el monto solo con números y punto decimal: 12.50." {
		t.Errorf("told %q", message)
	}
	got = a.ask(t, own, report, map[string]any{"input": a.about(t, id, map[string]any{"amount": "-5", "bankReference": "1234", "fileId": "fil_x"})})
	if told := fmt.Sprint(toldAt(got, "operationReportDeposit")); told != "[INVALID fileId INVALID amount]" {
		t.Errorf("told %s (%v %s)", told, got.Errors, got.raw)
	}
}

func TestLiteralsAreReadAsVariablesAre(t *testing.T) {
	t.Parallel()
	a := open(t)
	for _, amount := range []string{`"12,50"`, `""`, `"0.001"`, `12.5`, `"99999999999999999"`} {
		got := a.ask(t, own, fmt.Sprintf(`mutation { quoteLock(input: { idempotencyKey: "0197c3e6-5b1a-7c4e-9d2f-6a8b0c1d2e3f",
			amount: { receive: { amount: %s, currency: PEN } } }) { userErrors { code field message } quote { id } } }`, amount), nil)
		if !invalidAt(got, "quoteLock", "amount", "receive", "amount") || len(toldAt(got, "quoteLock")) != 1 {
			t.Errorf("%s: %v %s", amount, got.Errors, got.raw)
		}
	}
}

func TestUnreadableFormTellsNothingToWhoMayNotAct(t *testing.T) {
	t.Parallel()
	a := open(t)
	got := a.ask(t, testkit.Anonymous, documentOf(sdl(), rootFields(sdl())["Mutation.quoteLock"]),
		map[string]any{"input": keyed(map[string]any{"amount": map[string]any{"pay": map[string]any{"amount": "x", "currency": "USD"}}})})
	if got.code() != "UNAUTHENTICATED" {
		t.Errorf("told %v %s", got.Errors, got.raw)
	}
}

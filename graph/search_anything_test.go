package graph_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/globalid"
	"github.com/qoricash/qoricash/internal/testkit"
)

const searchDocument = `query($text: String!, $first: Int! = 10) { searchAnything(text: $text, first: $first) { match found { __typename
	... on Operation { code } ... on Client { fullName } } } }`

// foundBy is what a search finds for a caller, in order and in words.
func (a *api) foundBy(t *testing.T, caller testkit.Caller, text string) string {
	t.Helper()
	got := a.ask(t, caller, searchDocument, map[string]any{"text": text})
	if code := got.code(); code != "" {
		return code
	}
	var words []string
	for _, one := range got.at(t, "searchAnything").([]any) {
		found := one.(map[string]any)["found"].(map[string]any)
		name := found["code"]
		if name == nil {
			name = found["fullName"]
		}
		words = append(words, fmt.Sprint(one.(map[string]any)["match"], " ", name))
	}
	return strings.Join(words, ", ")
}

// Given an operation of each trader's client, of which the first was paid, when people of the house type into the one field of the desk, then each
// finds what it may see, the surest first.
func TestTheDeskFindsAnythingThatItsPersonMaySee(t *testing.T) {
	t.Parallel()
	a := open(t)
	id := a.Operation(t, domain.InProcess) // EXP-1001, 200.00 USD of QUISPE MAMANI ROSA
	a.Confirm(t, id)
	a.PayAs(t, operator, id, "100.00", "PAGO-7788")
	a.Pending(t, testkit.OtherClient, "300.00") // EXP-1002 of FLORES DIAZ JOSE
	paid := a.Row(t, id)
	reported := paid.Edges.Deposits[0].BankReference
	const first, second, rosa, jose = "EXP-1001", "EXP-1002", "NAME QUISPE MAMANI ROSA", "NAME FLORES DIAZ JOSE"
	for text, want := range map[string]map[testkit.Caller]string{
		"EXP-1001": {master: "CODE " + first, trader: "CODE " + first, otherTrader: "", operator: "CODE " + first, middleOffice: "CODE " + first, analyst: "CODE " + first},
		"exp1002":  {master: "CODE " + second, trader: "", otherTrader: "CODE " + second, analyst: "CODE " + second},
		"1002":     {master: "CODE " + second, otherTrader: "CODE " + second},
		"PAGO-7788": {master: "BANK_REFERENCE " + first, operator: "BANK_REFERENCE " + first, otherOp: "BANK_REFERENCE " + first,
			middleOffice: "BANK_REFERENCE " + first, trader: "", analyst: ""},
		"pago 7788": {master: "BANK_REFERENCE " + first},
		"4444":      {master: "DOCUMENT QUISPE MAMANI ROSA", trader: "DOCUMENT QUISPE MAMANI ROSA", otherTrader: "", analyst: ""},
		"quispe":    {master: rosa, trader: rosa, otherTrader: "", operator: rosa, analyst: ""},
		"josé díaz": {master: jose, trader: "", otherTrader: jose, analyst: ""},
		"300.00":    {master: "AMOUNT " + second, trader: "", otherTrader: "AMOUNT " + second, analyst: ""},
		"S/ 747.60": {master: "AMOUNT " + first, trader: "AMOUNT " + first, otherTrader: ""},
		globalid.Encode(ent.OperationIDPrefix, id): {master: "ID " + first, trader: "ID " + first, otherTrader: "", analyst: "ID " + first},
		a.client(testkit.Client):                   {master: "ID QUISPE MAMANI ROSA", otherTrader: ""},
		"nothing of the kind":                      {master: ""},
		"ab":                                       {master: "BAD_REQUEST", own: forbidden, otherClient: forbidden, anonymous: unauthenticated},
	} {
		for caller, want := range want {
			if found := a.foundBy(t, caller, text); found != want {
				t.Errorf("%s looks for %q: %q, want %q", caller, text, found, want)
			}
		}
	}
	if found := a.foundBy(t, operator, reported); !strings.HasPrefix(found, "BANK_REFERENCE "+first) {
		t.Errorf("the number of the deposit finds %q", found)
	}
}

func TestASearchAnswersEachThingOnceAndNoMoreThanWasAsked(t *testing.T) {
	t.Parallel()
	a := open(t)
	for range 4 {
		a.Pending(t, testkit.Client, "77.00")
	}
	for first, want := range map[int]int{1: 1, 3: 3, 20: 4} {
		got := a.must(t, master, searchDocument, map[string]any{"text": "77.00", "first": first})
		if found := got.at(t, "searchAnything").([]any); len(found) != want {
			t.Errorf("of %d: %s", first, got.raw)
		}
	}
	for _, first := range []int{0, 21} {
		if got := a.ask(t, master, searchDocument, map[string]any{"text": "77.00", "first": first}); got.code() != "BAD_REQUEST" {
			t.Errorf("of %d: %s", first, got.raw)
		}
	}
}

// What a search shows of people is written down as other reads are, by the document, beside that they were found.
func TestASearchThatShowsPeopleIsWrittenDown(t *testing.T) {
	t.Parallel()
	a := open(t)
	a.must(t, operator, `{ searchAnything(text: "quispe") { found { ... on Client { id } } } }`, nil)
	if reads := a.reads(t); len(reads) != 1 || !strings.Contains(reads[0], "Query.searchAnything NAME") {
		t.Errorf("written down: %v", reads)
	}
	a.must(t, operator, `{ searchAnything(text: "quispe") { found { ... on Client { documentNumber } } } }`, nil)
	if reads := a.reads(t); len(reads) != 3 || !strings.Contains(reads[1], "Client.documentNumber") {
		t.Errorf("written down: %v", reads)
	}
}

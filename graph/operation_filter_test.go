package graph_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/testkit"
)

// codesOf are the codes of a list in its order; a refusal is its code and where it is.
func codesOf(got answer) string {
	if len(got.Errors) > 0 {
		return fmt.Sprint(got.code(), " ", got.Errors[0].Extensions["field"])
	}
	var codes []string
	for _, node := range got.Data["operations"].(map[string]any)["nodes"].([]any) {
		codes = append(codes, node.(map[string]any)["code"].(string))
	}
	return strings.Join(codes, " ")
}

// Given an operation that waits, one in process that Operator holds, one of another trader's client in process that nobody holds, and one of
// the desk that is held.
func queue(t *testing.T) *api {
	t.Helper()
	a := open(t)
	a.Pending(t, testkit.Client, "500.00")      // EXP-1001
	a.Operation(t, domain.InProcess)            // EXP-1002
	a.Pending(t, testkit.OtherClient, "300.00") // EXP-1003
	held := a.AtDesk(t, "250.00")               // EXP-1004
	a.holdAs(t, middleOffice, held, domain.HoldManual)
	return a
}

func TestTheDeskNarrowsItsQueue(t *testing.T) {
	t.Parallel()
	a := queue(t)
	for filter, want := range map[string]string{
		`operatorId: "` + a.staff(testkit.Operator) + `"`:      "EXP-1002",
		`operatorId: "` + a.staff(testkit.OtherOperator) + `"`: "",
		`unassigned: true`:                                 "EXP-1001 EXP-1003 EXP-1004",
		`unassigned: false`:                                "EXP-1002",
		`unassigned: true, status: [IN_PROCESS]`:           "",
		`traderId: "` + a.staff(testkit.OtherTrader) + `"`: "EXP-1003",
		`traderId: "` + a.staff(testkit.Trader) + `"`:      "EXP-1001 EXP-1002 EXP-1004",
		`channel: [DESK]`:                                  "EXP-1004",
		`channel: [WEB]`:                                   "EXP-1001 EXP-1002 EXP-1003",
		`channel: [DESK, WEB]`:                             "EXP-1001 EXP-1002 EXP-1003 EXP-1004",
		`bank: "INTERBANK"`:                                "EXP-1001 EXP-1002 EXP-1003 EXP-1004",
		`bank: "BCP"`:                                      "",
		`held: true`:                                       "EXP-1004",
		`held: false`:                                      "EXP-1001 EXP-1002 EXP-1003",
		`held: true, unassigned: true, bank: "INTERBANK"`:  "EXP-1004",
		`bank: "EL BANCO"`:                                 "BAD_REQUEST [filter bank]",
		`operatorId: "` + a.client(testkit.Client) + `"`:   "BAD_REQUEST [filter operatorId]",
		`traderId: "x"`:                                    "BAD_REQUEST [filter traderId]",
	} {
		got := a.ask(t, master, `{ operations(filter: { `+filter+` }, sort: { key: CREATED_AT, direction: ASC }) { nodes { code } } }`, nil)
		if found := codesOf(got); found != want {
			t.Errorf("%s: %q, want %q", filter, found, want)
		}
	}
}

// A client is told nothing of how the house shares its work out; what it sees anyway it may ask for.
func TestOfTheFiltersOfTheDeskAClientHasThoseOfItsOwn(t *testing.T) {
	t.Parallel()
	a := queue(t)
	const refused = "BAD_REQUEST [filter "
	for filter, want := range map[string]map[testkit.Caller]string{
		`operatorId: "` + a.staff(testkit.Operator) + `"`: {own: refused + "operatorId]", trader: "EXP-1002", otherTrader: "", analyst: "EXP-1002"},
		`traderId: "` + a.staff(testkit.Trader) + `"`:     {own: refused + "traderId]", otherTrader: "", operator: "EXP-1001 EXP-1002 EXP-1004"},
		`unassigned: true`:  {own: refused + "unassigned]", trader: "EXP-1001 EXP-1004", otherTrader: "EXP-1003"},
		`held: true`:        {own: refused + "held]", trader: "EXP-1004", otherTrader: "", operator: "EXP-1004"},
		`channel: [DESK]`:   {own: "EXP-1004", otherClient: "", trader: "EXP-1004"},
		`bank: "INTERBANK"`: {own: "EXP-1001 EXP-1002 EXP-1004", otherClient: "EXP-1003", otherTrader: "EXP-1003"},
	} {
		for caller, want := range want {
			got := a.ask(t, caller, `{ operations(filter: { `+filter+` }, sort: { key: CREATED_AT, direction: ASC }) { nodes { code } } }`, nil)
			if found := codesOf(got); found != want {
				t.Errorf("%s by %s: %q, want %q", filter, caller, found, want)
			}
		}
	}
}

// The clock that runs is the client's until its money is reported, then the house's until that is seen; then there is none.
func TestTheQueueIsReadInTheOrderOfItsClocks(t *testing.T) {
	t.Parallel()
	a := open(t)
	late := a.Pending(t, testkit.Client, "100.00") // EXP-1001
	a.Clock.Advance(time.Minute)
	a.Pending(t, testkit.OtherClient, "100.00") // EXP-1002, which has a minute more
	seen := a.Operation(t, domain.InProcess)    // EXP-1003
	a.Confirm(t, seen)
	a.reportAs(t, own, late, "100.00") // whose clock is the house's now
	document := `query($way: SortDirection!) { operations(sort: { key: CLOCK_DUE_AT, direction: $way }) { nodes { code clockDueAt expiresAt seenBy } } }`
	for way, want := range map[string][]string{"ASC": {"EXP-1002", "EXP-1001", "EXP-1003"}, "DESC": {"EXP-1001", "EXP-1002", "EXP-1003"}} {
		got := a.must(t, master, document, map[string]any{"way": way})
		if found := strings.Fields(codesOf(got)); !slices.Equal(found, want) {
			t.Errorf("%s: %v, want %v", way, found, want)
		}
		for _, node := range got.at(t, "operations", "nodes").([]any) {
			row := node.(map[string]any)
			want := row["expiresAt"]
			if want == nil {
				want = row["seenBy"]
			}
			if row["clockDueAt"] != want || row["expiresAt"] != nil && row["seenBy"] != nil {
				t.Errorf("of two clocks: %v", row)
			}
		}
	}
}

func TestAnOperationTellsSinceWhenItIsInItsState(t *testing.T) {
	t.Parallel()
	a := open(t)
	id := a.Pending(t, testkit.Client, "100.00")
	since := func() any {
		t.Helper()
		return a.must(t, own, `{ operations { nodes { statusSince } } }`, nil).at(t, "operations", "nodes", 0, "statusSince")
	}
	step := func(what, want string, act func()) {
		t.Helper()
		a.Clock.Advance(time.Minute)
		act()
		a.Clock.Advance(time.Second)
		if got := since(); got != want {
			t.Errorf("%s: since %v, want %s", what, got, want)
		}
	}
	if got := since(); got != "2026-11-23T15:00:00.000Z" {
		t.Errorf("made: since %v", got)
	}
	step("a part of the money changes no state", "2026-11-23T15:00:00.000Z", func() { a.reportAs(t, own, id, "40.00") })
	step("in process", "2026-11-23T15:02:01.000Z", func() { a.reportAs(t, own, id, "60.00") })
	step("handed back", "2026-11-23T15:03:02.000Z", func() { a.RejectAs(t, operator, id, 0, "No llegó") })
	step("in process again", "2026-11-23T15:04:03.000Z", func() { a.reportAs(t, own, id, "40.00") })
}

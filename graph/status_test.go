package graph_test

import (
	"testing"
	"time"

	"github.com/qoricash/qoricash/internal/ledger"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/testkit"
)

const booksDocument = `{ booksStatus { state text checkedAt entries differences { amount currency } findings } }`

// The badge of the desk says to everybody of the house whether the books balance; the figures are for who reads the books.
func TestTheBadgeOfTheBooksIsForEverybodyAndItsFiguresForWhoReadsThem(t *testing.T) {
	t.Parallel()
	a := open(t)
	want := func(moment string, caller testkit.Caller, want string) {
		t.Helper()
		if got := a.must(t, caller, booksDocument, nil); got.raw != `{"booksStatus":`+want+`}` {
			t.Errorf("%s, %s reads\n%s\nwant\n%s", moment, caller, got.raw, want)
		}
	}
	unchecked := `{"state":"UNCHECKED","text":"Todavía no se revisan los libros.","checkedAt":null,"entries":null,"differences":[],"findings":null}`
	want("before anybody looked", trader, unchecked)
	want("before anybody looked", master, unchecked)
	must(t, a.Ledger.Opening(a.As(t, master), a.HouseAccount(money.PEN), money.Soles(money.MustAmount("700.00"))))
	_, err := a.Ledger.LookAtBooks(t.Context())
	must(t, err)
	words := `{"state":"BALANCED","text":"Libros cuadrados.","checkedAt":"2026-11-23T15:00:00.000Z",`
	figures := `"entries":1,"differences":[{"amount":"0.00","currency":"PEN"},{"amount":"0.00","currency":"USD"}],"findings":0}`
	none := `"entries":null,"differences":[],"findings":null}`
	for caller, more := range map[testkit.Caller]string{master: figures, analyst: figures, trader: none, operator: none, middleOffice: none} {
		want("whole", caller, words+more)
	}
	// Nobody looks any more: three looks that are missed are borne, the green badge then is not.
	a.Clock.Advance(4 * ledger.LookEvery)
	want("three looks later", trader, words+none)
	a.Clock.Advance(time.Second)
	want("nobody looks", trader, `{"state":"UNCHECKED","text":"Hace rato que no se revisan los libros. Avisa a un Master.","checkedAt":"2026-11-23T15:00:00.000Z",`+none)
	_, err = a.DB.Owner.ExecContext(t.Context(), `ALTER TABLE postings DISABLE TRIGGER USER;
		UPDATE postings SET amount = amount + 1 WHERE id = (SELECT min(id) FROM postings)`)
	must(t, err)
	_, err = a.Ledger.LookAtBooks(t.Context())
	must(t, err)
	want("bent", operator, `{"state":"UNBALANCED","text":"Los libros no cuadran. Avisa a un Master.","checkedAt":"2026-11-23T15:40:01.000Z",`+none)
	if got := a.must(t, master, booksDocument, nil); got.at(t, "booksStatus", "findings") != float64(1) {
		t.Errorf("a Master reads %s", got.raw)
	}
}

func TestTheSystemSaysWhatWaitsAndWhatRan(t *testing.T) {
	t.Parallel()
	a := open(t)
	a.deadMessage(t)
	_, err := a.DB.App.ExecContext(t.Context(), `INSERT INTO job_runs (schedule, fire_at, holder, started_at, finished_at, outcome) VALUES
		('a-job', '2026-11-23T14:00Z', 'x', '2026-11-23T14:00Z', '2026-11-23T14:00:01Z', 'FAILED'), ('a-job', '2026-11-23T14:10Z', 'x', '2026-11-23T14:10Z', NULL, NULL),
		('b-job', '2026-11-23T14:00Z', 'x', '2026-11-23T14:00Z', '2026-11-23T14:00:01Z', 'DONE')`)
	must(t, err)
	got := a.must(t, master, `{ systemStatus { leads sockets databaseVersion databaseMegabytes schemaVersion jobs { name firedAt outcome }
		queues { channel waiting givenUp } } }`, nil)
	status := got.at(t, "systemStatus").(map[string]any)
	if status["databaseVersion"] == "" || status["databaseMegabytes"].(float64) < 1 || len(status["schemaVersion"].(string)) != len("20261130050030") {
		t.Errorf("the database: %s", got.raw)
	}
	if jobs := listed(status["jobs"], "name", "outcome"); len(jobs) != 2 || jobs[0] != "a-job <nil>" || jobs[1] != "b-job DONE" {
		t.Errorf("the latest fires are %v", jobs)
	}
	given := false
	for _, queue := range status["queues"].([]any) {
		given = given || queue.(map[string]any)["givenUp"] == float64(1)
	}
	if !given {
		t.Errorf("the message that was given up is not counted: %s", got.raw)
	}
}

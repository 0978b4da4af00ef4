package graph_test

import (
	"fmt"
	"testing"

	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/testkit"
)

// bendBooks changes a posting past every guard, and has the books looked at.
func (a *api) bendBooks(t *testing.T, amount string) {
	t.Helper()
	testkit.Exec(t, a.DB, `ALTER TABLE postings DISABLE TRIGGER USER`)
	testkit.Exec(t, a.DB, fmt.Sprintf(`UPDATE postings SET amount = amount + %s WHERE id = (SELECT min(id) FROM postings)`, amount))
	testkit.Exec(t, a.DB, `ALTER TABLE postings ENABLE TRIGGER USER`)
	_, err := a.Ledger.LookAtBooks(t.Context())
	must(t, err)
}

// The desk hears at once that the books do not balance, and that they do again; how much is wrong hears who reads the books.
func TestTheDeskHearsHowTheBooksStand(t *testing.T) {
	t.Parallel()
	a := open(t)
	must(t, a.Ledger.Opening(a.As(t, master), a.HouseAccount(money.PEN), money.Soles(money.MustAmount("700.00"))))
	a.Settle(t)
	from := a.Cursors.Encode(a.Feed.Head())
	l := a.stream(t, a.hub(t), trader, `subscription { deskEvents(kinds: [BOOKS]) { ... on BooksEvent { booksEvent findings } } }`, nil)
	hears := func(want string) {
		t.Helper()
		item, code := l.next(t, "deskEvents")
		for code == "" && len(item) == 0 { // where the stream stands
			item, code = l.next(t, "deskEvents")
		}
		if code != "" || fmt.Sprint(item) != want {
			t.Errorf("a trader hears %v %s, want %s", item, code, want)
		}
	}
	a.bendBooks(t, "0.01")
	hears("map[booksEvent:BOOKS_UNBALANCED findings:<nil>]")
	a.bendBooks(t, "-0.01")
	hears("map[booksEvent:BOOKS_BALANCED findings:<nil>]")
	a.Settle(t)
	for caller, findings := range map[testkit.Caller]string{master: "1", analyst: "1", operator: "<nil>", middleOffice: "<nil>", trader: "<nil>"} {
		got := a.must(t, caller, `query($after: EventCursor) { deskEvents(after: $after, kinds: [BOOKS]) { ... on BooksEvent { booksEvent findings booksVersion } } }`,
			map[string]any{"after": from})
		want := "[map[booksEvent:BOOKS_UNBALANCED booksVersion:1 findings:" + findings + "] map[booksEvent:BOOKS_BALANCED booksVersion:2 findings:<nil>]"
		if items := fmt.Sprint(got.at(t, "deskEvents")); len(items) < len(want) || items[:len(want)] != want {
			t.Errorf("%s reads %s, want %s", caller, items, want)
		}
	}
}

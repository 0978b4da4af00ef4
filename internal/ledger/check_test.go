package ledger_test

import (
	"testing"

	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/testkit"
)

// Given a house that booked, when its books are looked at, then they are whole; an entry that somebody bends is found, and stands until it is
// mended, however often they are looked at.
func TestTheBooksAreLookedAt(t *testing.T) {
	t.Parallel()
	kit := testkit.New(t)
	before, err := kit.Ledger.LastCheck(t.Context())
	testkit.Must(t, err)
	if !before.At.IsZero() || before.Whole() {
		t.Errorf("before anybody looked: %+v", before)
	}
	testkit.Must(t, kit.Ledger.Opening(kit.As(t, testkit.Master), kit.HouseAccount(money.PEN), money.Soles(money.MustAmount("700.00"))))
	look := func(whole bool, findings int64, difference string) {
		t.Helper()
		found, err := kit.Ledger.LookAtBooks(t.Context())
		testkit.Must(t, err)
		if found.Whole() != whole || found.Findings != findings || found.Differences[0].Amount.String() != difference || found.Entries != 1 {
			t.Errorf("found %+v", found)
		}
		kept, err := kit.Ledger.LastCheck(t.Context())
		testkit.Must(t, err)
		if kept.At.UTC() != kit.Clock.Now().UTC() || kept.Whole() != whole || kept.Findings != findings {
			t.Errorf("kept %+v", kept)
		}
	}
	look(true, 0, "0.00")
	bend := func(amount string) {
		t.Helper()
		_, err := kit.DB.Owner.ExecContext(t.Context(), `ALTER TABLE postings DISABLE TRIGGER USER; UPDATE postings SET amount = amount + `+amount+`
			WHERE id = (SELECT min(id) FROM postings); ALTER TABLE postings ENABLE TRIGGER USER`)
		testkit.Must(t, err)
	}
	bend("0.01")
	look(false, 1, "0.01")
	look(false, 1, "0.01")
	bend("-0.01")
	look(true, 0, "0.00")
}

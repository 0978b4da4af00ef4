package ledger_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/ledger"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/testkit"
)

// booked is a house with two entries, whose books somebody may bend.
type booked struct{ *testkit.Kit }

func openBooked(t *testing.T) booked {
	t.Helper()
	b := booked{testkit.New(t)}
	testkit.Must(t, b.Ledger.Opening(b.As(t, testkit.Master), b.HouseAccount(money.PEN), money.Soles(money.MustAmount("700.00"))))
	testkit.Must(t, b.Ledger.Opening(b.As(t, testkit.Master), b.HouseAccount(money.USD), money.Dollars(money.MustAmount("300.00"))))
	return b
}

// bend changes the first or the last posting past every guard.
func (b booked) bend(t *testing.T, which, amount string) {
	t.Helper()
	testkit.Exec(t, b.DB, `ALTER TABLE postings DISABLE TRIGGER USER`)
	testkit.Exec(t, b.DB, fmt.Sprintf(`UPDATE postings SET amount = amount + %s WHERE id = (SELECT %s(id) FROM postings)`, amount, which))
	testkit.Exec(t, b.DB, `ALTER TABLE postings ENABLE TRIGGER USER`)
}

func (b booked) look(t *testing.T) {
	t.Helper()
	_, err := b.Ledger.LookAtBooks(t.Context())
	testkit.Must(t, err)
}

// wantTold wants events of the books, in their order, each with how much was found.
func (b booked) wantTold(t *testing.T, moment string, want ...string) {
	t.Helper()
	got := testkit.Texts(t, b.DB, `SELECT kind || ' ' || aggregate_version || ' ' || (facts ->> 'findings') FROM events WHERE aggregate = $1 ORDER BY epoch, tx, id`,
		domain.ObjectBooks)
	if !slices.Equal(got, want) {
		t.Errorf("%s, of the books was told %v, want %v", moment, got, want)
	}
}

// Given books that somebody bends, when they are looked at again and again, then each set of faults is told once, and once that they are whole.
func TestWhatIsFoundInTheBooksIsToldOnce(t *testing.T) {
	t.Parallel()
	b := openBooked(t)
	b.look(t)
	b.wantTold(t, "while they are whole")
	b.bend(t, "min", "0.01")
	for range 3 {
		b.look(t)
	}
	b.wantTold(t, "after three looks", "BOOKS_UNBALANCED 1 1")
	b.bend(t, "max", "0.05")
	b.look(t)
	b.look(t)
	b.wantTold(t, "with another fault", "BOOKS_UNBALANCED 1 1", "BOOKS_UNBALANCED 2 2")
	b.bend(t, "max", "-0.05")
	b.bend(t, "min", "-0.01")
	b.look(t)
	b.look(t)
	b.wantTold(t, "when they are mended", "BOOKS_UNBALANCED 1 1", "BOOKS_UNBALANCED 2 2", "BOOKS_BALANCED 3 0")
	b.bend(t, "min", "0.01")
	b.look(t)
	b.wantTold(t, "bent once more", "BOOKS_UNBALANCED 1 1", "BOOKS_UNBALANCED 2 2", "BOOKS_BALANCED 3 0", "BOOKS_UNBALANCED 4 1")
}

// What two instances find at once is told once.
func TestTwoInstancesTellOfTheBooksOnce(t *testing.T) {
	t.Parallel()
	b := openBooked(t)
	other := booked{b.Instance(t)}
	b.bend(t, "min", "0.01")
	found := make(chan error)
	for _, instance := range []booked{b, other} {
		go func() {
			_, err := instance.Ledger.LookAtBooks(t.Context())
			found <- err
		}()
	}
	testkit.Must(t, <-found)
	testkit.Must(t, <-found)
	b.look(t)
	b.wantTold(t, "after two looks at once", "BOOKS_UNBALANCED 1 1")
}

// A proof that is kept sees what a look does not: the books are whole again when both find nothing.
func TestAProofThatIsKeptStandsBesideTheLooks(t *testing.T) {
	t.Parallel()
	b := openBooked(t)
	b.look(t)
	found := ledger.Report{Entries: 2, Totals: map[money.Currency]money.Amount{}}
	found.Find("entry 1 was altered")
	testkit.Must(t, b.Ledger.KeepProof(t.Context(), found))
	testkit.Must(t, b.Ledger.KeepProof(t.Context(), found))
	b.look(t)
	b.wantTold(t, "after a proof, kept twice", "BOOKS_UNBALANCED 1 1")
	if check, err := b.Ledger.LastCheck(t.Context()); err != nil || check.Whole() || check.Findings != 1 {
		t.Errorf("the books stand %+v, %v", check, err)
	}
	testkit.Must(t, b.Ledger.KeepProof(t.Context(), ledger.Report{Entries: 2}))
	b.wantTold(t, "after a proof that finds nothing", "BOOKS_UNBALANCED 1 1", "BOOKS_BALANCED 2 0")
	if check, err := b.Ledger.LastCheck(t.Context()); err != nil || !check.Whole() {
		t.Errorf("the books stand %+v, %v", check, err)
	}
}

// Masters get a letter of each thing that is told, which leads to what to do; nobody else does, and nobody switches it off.
func TestMastersGetALetterAboutTheBooks(t *testing.T) {
	t.Parallel()
	b := openBooked(t)
	b.bend(t, "min", "0.01")
	b.look(t)
	b.bend(t, "min", "-0.01")
	b.look(t)
	b.Settle(t)
	for range 2 { // the first time it takes its place in the feed
		_, err := b.Notify.Dispatch(access.AsSystem(t.Context()))
		testkit.Must(t, err)
	}
	masters := testkit.Texts(t, b.DB, `SELECT id::text FROM users WHERE role = 'MASTER' AND status = 'ACTIVE' AND NOT is_house ORDER BY 1`)
	for _, kind := range []string{"DESK_BOOKS_UNBALANCED", "DESK_BOOKS_BALANCED"} {
		letters := testkit.Texts(t, b.DB, `SELECT user_id::text FROM outbox_messages WHERE kind = $1 AND channel = 'EMAIL' ORDER BY 1`, kind)
		lines := testkit.Texts(t, b.DB, `SELECT user_id::text FROM notifications WHERE kind = $1 ORDER BY 1`, kind)
		if !slices.Equal(letters, masters) || !slices.Equal(lines, masters) {
			t.Errorf("%s: letters to %v, lines for %v, the Masters are %v", kind, letters, lines, masters)
		}
	}
	samples, err := b.Notify.Samples()
	testkit.Must(t, err)
	for _, sample := range samples {
		if sample.Kind != "DESK_BOOKS_UNBALANCED" {
			continue
		}
		at := strings.Index(sample.Text, "docs/runbooks/")
		if at < 0 {
			t.Fatalf("the letter names no runbook:\n%s", sample.Text)
		}
		name, _, _ := strings.Cut(sample.Text[at:], "\n")
		if _, err := os.Stat(filepath.Join("..", "..", filepath.FromSlash(strings.TrimSpace(name)))); err != nil {
			t.Errorf("the runbook of the letter: %v", err)
		}
	}
}

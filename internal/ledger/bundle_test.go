package ledger_test

import (
	"context"
	"database/sql"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/evidence"
	"github.com/qoricash/qoricash/internal/ledger"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/testkit"
)

// books are a house whose books are sealed into a folder of the test.
type books struct {
	*testkit.Kit
	seals string
}

func newBooks(t *testing.T) *books {
	t.Helper()
	return &books{Kit: testkit.New(t), seals: t.TempDir()}
}

// seal makes one seal over whatever the books hold. Transactions of other tests on the same server hold it back for moments.
func (b *books) seal(t *testing.T) {
	t.Helper()
	ticker := time.NewTicker(2 * time.Millisecond)
	defer ticker.Stop()
	for b.one(t, `SELECT coalesce(bool_and(tx < pg_snapshot_xmin(pg_current_snapshot())), true) FROM ledger_entries`) != "true" {
		<-ticker.C
	}
	sealer := evidence.NewSealer(b.DB.App, b.Store.Keys(), evidence.NewFile(b.seals), clock.NewFrozen(testkit.Opening), slog.New(slog.DiscardHandler))
	_, err := sealer.Seal(t.Context(), evidence.Ledger)
	testkit.Must(t, err)
}

func (b *books) verify(t *testing.T) ledger.Report {
	t.Helper()
	report, err := ledger.Verify(t.Context(), b.DB.App, b.Store.Keys(), evidence.NewFile(b.seals))
	testkit.Must(t, err)
	return report
}

// exec runs a statement as the owner of the tables, who can switch their triggers off.
func (b *books) exec(t *testing.T, statement string, args ...any) {
	t.Helper()
	_, err := b.DB.Owner.ExecContext(t.Context(), statement, args...)
	if err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
}

// one reads one text as the serving role.
func (b *books) one(t *testing.T, query string, args ...any) string {
	t.Helper()
	var text string
	testkit.Must(t, b.DB.App.QueryRowContext(t.Context(), query, args...).Scan(&text))
	return text
}

// post books lines as the house itself.
func (b *books) post(ctx context.Context, kind domain.EntryKind, lines ...domain.BookLine) error {
	_, err := store.Do(ctx, b.Store, store.Command{Action: "test.post"}, func(ctx context.Context, tx *store.Tx) error {
		return b.Ledger.Post(ctx, tx, ledger.Entry{Kind: kind, Source: uuid.NewString(), Lines: lines})
	})
	return err
}

// inTransaction runs statements as the serving role in one transaction and answers how it ended.
func (b *books) inTransaction(t *testing.T, do func(*sql.Tx) error) error {
	t.Helper()
	tx, err := b.DB.App.BeginTx(t.Context(), nil)
	testkit.Must(t, err)
	if err := do(tx); err != nil {
		testkit.Must(t, tx.Rollback())
		return err
	}
	return tx.Commit()
}

func amount(text string) money.Amount { return money.MustAmount(text) }

// wantFindings holds the findings to those that hold the given words, in any order and nothing else.
func wantFindings(t *testing.T, got []string, want ...string) {
	t.Helper()
	left := slices.Clone(got)
	for _, words := range want {
		i := slices.IndexFunc(left, func(finding string) bool { return strings.Contains(finding, words) })
		if i < 0 {
			t.Errorf("nothing names %q", words)
			continue
		}
		left = slices.Delete(left, i, i+1)
	}
	for _, finding := range left {
		t.Errorf("found besides: %s", finding)
	}
}

package evidence_test

import (
	"bytes"
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/evidence"
	"github.com/qoricash/qoricash/internal/testdb"
)

// patience bounds every wait for something that must happen.
const patience = 20 * time.Second

const secret = "a secret for tests only, of some length"

// bundle is a database, a data folder and a sealer over both.
type bundle struct {
	*testdb.Database
	folder string
	keys   evidence.Keys
	log    *event.Log
	sealer *evidence.Sealer
	// said is what the sealer logs.
	said *bytes.Buffer
}

func setup(t *testing.T) *bundle {
	t.Helper()
	b := &bundle{Database: testdb.New(t), folder: t.TempDir(), said: &bytes.Buffer{}}
	b.rotate(t, secret, "")
	return b
}

// rotate goes on under other secrets.
func (b *bundle) rotate(t *testing.T, current, previous string) {
	t.Helper()
	keys, err := evidence.OpenKeys(t.Context(), b.App, wrapping(t, current, previous), time.Now())
	if err != nil {
		t.Fatal(err)
	}
	b.use(keys)
}

// use goes on with other keys.
func (b *bundle) use(keys evidence.Keys) {
	b.keys, b.log = keys, event.NewLog(keys)
	b.sealer = evidence.NewSealer(b.App, keys, evidence.NewFile(b.folder), clock.System{}, slog.New(slog.NewTextHandler(b.said, nil)))
}

func wrapping(t *testing.T, current, previous string) evidence.Wrapping {
	t.Helper()
	w, err := evidence.NewWrapping([]byte(current), []byte(previous))
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// ofTheSecret are the keys with which a program signs that knows no table of keys.
func ofTheSecret(t *testing.T) evidence.Keys {
	t.Helper()
	keys, err := evidence.NewKeys([]byte(secret), nil)
	if err != nil {
		t.Fatal(err)
	}
	return keys
}

// append commits events, one transaction each.
func (b *bundle) append(t *testing.T, n int) {
	t.Helper()
	for range n {
		err := b.log.Append(t.Context(), b.App, event.Record{
			Kind: "CREATED", SchemaVersion: 1, AggregateVersion: 1, OccurredAt: time.Now(),
			Aggregate: event.Aggregate{Type: "operation", ID: uuid.New()}, ClientID: uuid.New(),
			Actor: event.Actor{Kind: "user", ID: uuid.New()},
			Facts: map[string]any{"usd": "1730.00", "zz": 1, "a": []string{"ñ", "<"}, "rate": "3.8015"},
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// seal makes one seal over everything appended so far. Transactions of other tests on the same server hold the horizon
// back for moments, so it waits for that first.
func (b *bundle) seal(t *testing.T) int64 {
	t.Helper()
	b.settle(t)
	return b.sealNow(t)
}

func (b *bundle) settle(t *testing.T) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	ticker := time.NewTicker(time.Millisecond)
	defer ticker.Stop()
	for settled := false; !settled; {
		err := b.App.QueryRowContext(ctx, `SELECT coalesce((SELECT tx FROM events ORDER BY tx DESC LIMIT 1) < pg_snapshot_xmin(pg_current_snapshot()), true)`).Scan(&settled)
		if err != nil {
			t.Fatalf("wait for settled rows: %v", err)
		}
		<-ticker.C
	}
}

func (b *bundle) sealNow(t *testing.T) int64 {
	t.Helper()
	n, err := b.sealer.Seal(t.Context(), evidence.Events)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func (b *bundle) verify(t *testing.T) (evidence.Summary, []evidence.Finding) {
	t.Helper()
	var findings []evidence.Finding
	verifier := evidence.NewVerifier(b.App, b.keys, evidence.NewFile(b.folder))
	summary, err := verifier.Verify(t.Context(), event.Evidence(), func(f evidence.Finding) { findings = append(findings, f) })
	if err != nil {
		t.Fatal(err)
	}
	if summary.Findings != int64(len(findings)) {
		t.Errorf("the summary counts %d findings, %d were reported", summary.Findings, len(findings))
	}
	return summary, findings
}

func (b *bundle) readFile(t *testing.T) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(b.folder, evidence.FileName))
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

func (b *bundle) writeFile(t *testing.T, content string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(b.folder, evidence.FileName), []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

// exec runs a statement as the owner.
func (b *bundle) exec(t *testing.T, statement string, args ...any) {
	t.Helper()
	if _, err := b.Owner.ExecContext(t.Context(), statement, args...); err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
}

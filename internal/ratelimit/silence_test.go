package ratelimit_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/qoricash/qoricash/internal/ratelimit"
)

// log is what a limiter has logged.
type log struct {
	mu   sync.Mutex
	text bytes.Buffer
}

// Write implements io.Writer.
func (l *log) Write(line []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(line)
}

func (l *log) lines() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return strings.Split(strings.TrimSpace(l.text.String()), "\n")
}

func (h *house) asOwner(t *testing.T, statement string) {
	t.Helper()
	if _, err := h.db.Owner.ExecContext(t.Context(), statement); err != nil {
		t.Fatal(err)
	}
}

func TestWithoutTheDatabaseStrictRulesRefuseAndOthersLetPass(t *testing.T) {
	t.Parallel()
	h := open(t)
	logged := &log{}
	limiter := h.instanceWith(t, ratelimit.Options{Logger: slog.New(slog.NewTextHandler(logged, nil))})
	strict := tenAMinute
	strict.Name, strict.Strict = "test.strict", true
	h.asOwner(t, `ALTER TABLE rate_limits RENAME TO away`)
	if err := limiter.Require(t.Context(), strict, "ana"); err == nil || !strings.Contains(err.Error(), "rate limit test.strict") {
		t.Errorf("%v, want the error of the database", err)
	}
	for range 100 {
		if got := take(t, limiter, tenAMinute, "ana", 1); !got.Allowed || !got.Uncounted {
			t.Fatalf("%+v, want to pass uncounted", got)
		}
	}
	if sent := limiter.Statements(); sent != 2 {
		t.Errorf("%d statements, want one for each rule: the database is left alone for a second", sent)
	}
	// When it is there again, a second later.
	h.asOwner(t, `ALTER TABLE away RENAME TO rate_limits`)
	h.clock.Advance(time.Second)
	if got := take(t, limiter, tenAMinute, "ana", 1); got.Uncounted || got.Remaining != 9 {
		t.Errorf("%+v, want to be counted", got)
	}
	lines := logged.lines()
	if len(lines) != 2 || !strings.Contains(lines[0], "does not answer") || !strings.Contains(lines[1], "answers again") {
		t.Errorf("logged %q", lines)
	}
}

// hold keeps the table from everybody until the test is over or release is called.
func (h *house) hold(t *testing.T) (release func()) {
	t.Helper()
	tx, err := h.db.Owner.BeginTx(context.WithoutCancel(t.Context()), nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tx.ExecContext(t.Context(), `LOCK TABLE rate_limits IN ACCESS EXCLUSIVE MODE`); err != nil {
		t.Fatal(err)
	}
	release = sync.OnceFunc(func() { _ = tx.Rollback() })
	t.Cleanup(release)
	return release
}

func TestDatabaseThatHangsIsNotWaitedFor(t *testing.T) {
	t.Parallel()
	h := open(t)
	limiter := h.instanceWith(t, ratelimit.Options{Patience: 50 * time.Millisecond})
	h.hold(t)
	if got := take(t, limiter, tenAMinute, "ana", 1); !got.Allowed || !got.Uncounted {
		t.Errorf("%+v, want to pass uncounted", got)
	}
	if err := limiter.Require(t.Context(), ratelimit.Registration(), "ana"); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%v, want a strict rule to end in time", err)
	}
}

func TestCallerWhoLeavesIsNotCounted(t *testing.T) {
	t.Parallel()
	h := open(t)
	limiter := h.instanceWith(t, ratelimit.Options{Patience: time.Minute})
	release := h.hold(t)
	leaving, leave := context.WithCancel(t.Context())
	gone := make(chan error, 2)
	for range 2 { // one asks the database, the other waits for its turn
		go func() {
			_, err := limiter.Take(leaving, tenAMinute, "ana", 1)
			gone <- err
		}()
	}
	leave()
	for range 2 {
		if err := <-gone; !errors.Is(err, context.Canceled) {
			t.Errorf("%v, want the end of the caller's context", err)
		}
	}
	release()
	if got := admitted(t, limiter, tenAMinute, "ana", 20); got != 10 {
		t.Errorf("%d pass afterwards, want all 10", got)
	}
}

package evidence_test

import (
	"strings"
	"testing"

	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/evidence"
)

func TestSoundEvidenceHasNoFindings(t *testing.T) {
	t.Parallel()
	b := setup(t)
	for range 3 {
		b.append(t, 4)
		if n := b.seal(t); n != 4 {
			t.Errorf("sealed %d rows, want 4", n)
		}
	}
	b.append(t, 2)

	summary, findings := b.verify(t)

	want := evidence.Summary{Rows: 14, Seals: 3, Unsealed: 2}
	if summary != want || len(findings) > 0 {
		t.Errorf("got %+v and %v, want %+v", summary, findings, want)
	}
}

func TestNothingNewNeedsNoSeal(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.append(t, 1)
	b.seal(t)
	before := b.readFile(t)

	if n := b.seal(t); n != 0 {
		t.Errorf("sealed %d rows again", n)
	}
	if b.readFile(t) != before {
		t.Error("the file has grown")
	}
}

func TestRowsOfARunningTransactionWaitForTheNextSeal(t *testing.T) {
	t.Parallel()
	b := setup(t)
	running, err := b.App.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := running.ExecContext(t.Context(), `SELECT pg_current_xact_id()`); err != nil {
		t.Fatal(err)
	}
	b.append(t, 3)
	if n := b.sealNow(t); n != 0 {
		t.Errorf("sealed %d rows above a running transaction", n)
	}
	if err := running.Commit(); err != nil {
		t.Fatal(err)
	}

	if n := b.seal(t); n != 3 {
		t.Errorf("sealed %d rows after it, want 3", n)
	}
	if _, findings := b.verify(t); len(findings) > 0 {
		t.Error(findings)
	}
}

func TestLineCutOffByACrashIsNoFinding(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.append(t, 2)
	b.seal(t)
	b.append(t, 2)
	b.seal(t)
	whole := b.readFile(t)
	b.writeFile(t, whole[:len(whole)-20])
	if _, findings := b.verify(t); len(findings) > 0 {
		t.Errorf("before the next seal: %v", findings)
	}

	b.append(t, 2)
	b.seal(t)

	if _, findings := b.verify(t); len(findings) > 0 {
		t.Errorf("after the next seal: %v", findings)
	}
	if lines := strings.Count(b.readFile(t), "\n"); lines != 2 {
		t.Errorf("the file has %d lines, want those of the first and the third seal", lines)
	}
}

func TestSealsOfAnotherInstanceNeedNotBeInTheFile(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.append(t, 2)
	b.seal(t)
	other := *b
	other.folder = t.TempDir()
	other.rotate(t, secret, "")
	other.append(t, 2)
	other.seal(t)
	b.append(t, 2)
	b.seal(t)
	for name, instance := range map[string]*bundle{"first": b, "other": &other} {
		if _, findings := instance.verify(t); len(findings) > 0 {
			t.Errorf("%s: %v", name, findings)
		}
	}
}

func TestSealsThatAreMadeDuringAVerificationAreNoFinding(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.append(t, 3)
	b.seal(t)
	snapshot, err := evidence.NewVerifier(b.App, b.keys, evidence.NewFile(b.folder)).Open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	b.append(t, 2)
	if n := b.seal(t); n != 2 {
		t.Fatalf("sealed %d rows beside the snapshot, want 2", n)
	}

	summary, err := snapshot.Verify(t.Context(), event.Evidence(), func(f evidence.Finding) { t.Error(f) })

	if err != nil || summary.Seals != 1 || summary.Rows != 3 {
		t.Errorf("the snapshot shows %+v, %v", summary, err)
	}
	if err := snapshot.Close(); err != nil {
		t.Error(err)
	}
}

func TestStreamOutsideTheListIsRefused(t *testing.T) {
	t.Parallel()
	b := setup(t)
	if _, err := b.sealer.Seal(t.Context(), "users; DROP TABLE events"); err == nil {
		t.Error("it was sealed")
	}
}

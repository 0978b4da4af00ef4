package app_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/qoricash/qoricash/internal/app"
	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/evidence"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/testkit"
)

// snapshot copies the folder of a house's PostgreSQL, which does not run, as a storage does with a volume.
func (h house) snapshot(t *testing.T) string {
	t.Helper()
	copied := filepath.Join(folder(t), "postgres")
	copyFolder(t, filepath.Join(h.dataDir, "postgres"), copied)
	return copied
}

// setBack puts a copy of the folder in the place of the one of now. Nothing else of the data folder goes back.
func (h house) setBack(t *testing.T, copied string) {
	t.Helper()
	testkit.Must(t, os.RemoveAll(filepath.Join(h.dataDir, "postgres")))
	copyFolder(t, copied, filepath.Join(h.dataDir, "postgres"))
}

// copyFolder keeps owners and modes, which PostgreSQL insists on.
func copyFolder(t *testing.T, from, to string) {
	t.Helper()
	if said, err := exec.CommandContext(t.Context(), "cp", "-a", from, to).CombinedOutput(); err != nil {
		t.Fatalf("copy %s: %v\n%s", from, err, said)
	}
}

// seal seals everything that is settled, as the leader does every ten seconds.
func (h house) seal(t *testing.T, i *instance) {
	t.Helper()
	sealer := evidence.NewSealer(i.Pool(), i.Services().Store.Keys(), evidence.NewFile(h.dataDir), clock.System{}, logger(t))
	for _, stream := range evidence.Streams() {
		_, err := sealer.Seal(t.Context(), stream)
		testkit.Must(t, err)
	}
}

// archives are the seal files of former histories.
func (h house) archives(t *testing.T) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(h.dataDir, evidence.FileName+".*"))
	testkit.Must(t, err)
	return found
}

// happen lets things happen in an instance, seals them, and answers the cursor of the last one.
func (h house) happen(t *testing.T, i *instance, key string) (cursor string) {
	t.Helper()
	c := signIn(t, i.url)
	d := look(t, c)
	s := subscribe(t, c, "")
	s.position(t)
	_, err := d.teller(0, func() caller { return c }).complete(t.Context(), key)
	testkit.Must(t, err)
	for kind := ""; kind != "COMPLETED"; {
		got := s.event(t)
		kind, cursor = got.Kind, got.Cursor
	}
	h.seal(t, i)
	return cursor
}

// answered is what a cursor is answered with.
func answered(t *testing.T, i *instance, cursor string) string {
	t.Helper()
	var answer struct{ OperationEvents []item }
	testkit.Must(t, signIn(t, i.url).ask(t.Context(), `query($after: EventCursor) { operationEvents(after: $after) { __typename ... on Event { cursor } } }`,
		map[string]any{"after": cursor}, &answer))
	if len(answer.OperationEvents) == 0 {
		return "nothing"
	}
	return answer.OperationEvents[0].Typename
}

func TestADatabaseThatWasSetBackUnderItsSealsIsAnotherHistory(t *testing.T) {
	t.Parallel()
	// Given a snapshot of the database's volume, and what happened after it.
	h := privateHouse(t)
	first := serve(t, h)
	early := h.happen(t, first, "before the snapshot")
	first.stop()
	copied := h.snapshot(t)
	second := serve(t, h)
	if got := answered(t, second, early); got == "ResyncRequired" {
		t.Errorf("a cursor of the running history is answered %s", got)
	}
	lost := []string{h.happen(t, second, "lost")}
	second.stop()
	if found := h.archives(t); len(found) > 0 {
		t.Fatalf("archived before anything was set back: %v", found)
	}

	// When the volume goes back, twice, each time with a future that is lost.
	for turn := range 2 {
		h.setBack(t, copied)
		restored := serve(t, h)
		for _, cursor := range append([]string{early}, lost...) {
			if got := answered(t, restored, cursor); got != "ResyncRequired" {
				t.Errorf("turn %d: a cursor of before is answered %s", turn, got)
			}
		}
		// Then also when the places of the lost future were given out again.
		var made []string
		for _, key := range []string{"after", "and after"} {
			made = append(made, h.happen(t, restored, key))
			if got := answered(t, restored, made[0]); got == "ResyncRequired" {
				t.Errorf("turn %d: a cursor of now is answered %s", turn, got)
			}
			for _, cursor := range lost {
				if got := answered(t, restored, cursor); got != "ResyncRequired" {
					t.Errorf("turn %d: a cursor of before is answered %s in the end", turn, got)
				}
			}
		}
		lost = append(lost, made...)
		restored.stop()
		if found := h.archives(t); len(found) != turn+1 {
			t.Errorf("turn %d: the seal files of former histories are %v", turn, found)
		}
		h.verify(t, 3)
	}
}

// loseNewestSeals is a house that ran, with one cursor given out, from whose database somebody removed the newest seals.
func loseNewestSeals(t *testing.T) (h house, known string) {
	t.Helper()
	h = privateHouse(t)
	first := serve(t, h)
	known = h.happen(t, first, "sealed")
	first.stop()
	database, err := app.OpenDatabase(t.Context(), h.load(t), logger(t))
	testkit.Must(t, err)
	owner, err := database.OpenOwner(t.Context())
	testkit.Must(t, err)
	_, err = owner.ExecContext(t.Context(), `ALTER TABLE evidence_seals DISABLE TRIGGER USER;
		DELETE FROM evidence_seals s WHERE number = (SELECT max(number) FROM evidence_seals n WHERE n.stream = s.stream)`)
	testkit.Must(t, err)
	testkit.Must(t, owner.Close())
	testkit.Must(t, database.Close(t.Context()))
	return h, known
}

func TestAMissingSealAloneIsNoOtherHistory(t *testing.T) {
	t.Parallel()
	h, known := loseNewestSeals(t)

	second := serve(t, h)
	defer second.stop()

	if got := answered(t, second, known); got == "ResyncRequired" {
		t.Errorf("a cursor of the running history is answered %s", got)
	}
	if found := h.archives(t); len(found) > 0 {
		t.Errorf("what proves the deed was put aside: %v", found)
	}
}

// A person who knows that the database was restored says so, before an instance goes on sealing in the place of what is lost.
func TestAPersonTellsALossFromADeed(t *testing.T) {
	t.Parallel()
	h, _ := loseNewestSeals(t)
	settings := h.load(t)
	database, err := app.OpenDatabase(t.Context(), settings, logger(t))
	testkit.Must(t, err)
	pool, err := database.Open(t.Context(), 4)
	testkit.Must(t, err)
	keys, err := app.OpenKeys(t.Context(), settings, pool, logger(t))
	testkit.Must(t, err)

	begun, err := app.BeginHistory(t.Context(), store.New(pool, store.Options{Clock: clock.System{}, Keys: keys}), evidence.NewFile(h.dataDir), "restored")

	testkit.Must(t, err)
	if !strings.Contains(begun.Archived, evidence.FileName+".") || len(h.archives(t)) != 1 {
		t.Errorf("begun is %+v, archived %v", begun, h.archives(t))
	}
	testkit.Must(t, pool.Close())
	testkit.Must(t, database.Close(t.Context()))
}

package evidence_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/evidence"
)

// bogus adds a row as the serving role that is no seal: it names the last row of the log, and its MAC is nobody's.
const bogus = `SELECT add_evidence_seal('events', $1, $2, e.epoch, e.tx, e.id, c.covered, c.covered + coalesce(f.total_count, 0),
	decode(repeat('00', 32), 'hex'), now(), decode(repeat('00', 32), 'hex'), 1::smallint)
FROM (SELECT epoch, tx, id FROM events ORDER BY epoch DESC, events.tx DESC, id DESC LIMIT 1) e
LEFT JOIN evidence_seals f ON f.stream = 'events' AND f.number = $2
CROSS JOIN LATERAL (SELECT count(*) AS covered FROM events x
	WHERE f.number IS NULL OR (x.epoch, x.tx, x.id) > (f.epoch, f.last_tx, f.last_id)) c`

func (b *bundle) forge(t *testing.T, number, former int64) {
	t.Helper()
	if _, err := b.App.ExecContext(t.Context(), bogus, number, former); err != nil {
		t.Fatal(err)
	}
}

func TestARowThatIsNoSealDoesNotStopTheSealing(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.append(t, 2)
	b.seal(t)
	// Given rows of the serving role above the newest seal, up to the last row of the log.
	b.append(t, 3)
	b.settle(t)
	b.forge(t, 2, 1)
	b.append(t, 1)
	b.forge(t, 3, 1)

	if n := b.seal(t); n != 4 {
		t.Errorf("sealed %d rows, want 4", n)
	}
	b.append(t, 1)
	b.seal(t)

	summary, findings := b.verify(t)
	if want := (evidence.Summary{Rows: 7, Seals: 3, Findings: 2}); summary != want {
		t.Errorf("verified %+v, want %+v", summary, want)
	}
	if got := found(findings); !slices.Equal(got, []string{"SEAL_ALTERED seal 2", "SEAL_ALTERED seal 3"}) {
		t.Errorf("found %q", got)
	}
	if b.sealer.Altered() != 2 || strings.Count(b.said.String(), "level=ERROR") != 2 {
		t.Errorf("it met %d, and said %s", b.sealer.Altered(), b.said)
	}
	// And the chain across them is proved: a row exchanged in the range is found.
	b.exec(t, `ALTER TABLE events DISABLE TRIGGER ALL`)
	b.exec(t, `UPDATE events SET mac = set_byte(mac, 0, get_byte(mac, 0) # 1) WHERE id = 3`)
	if _, findings := b.verify(t); !slices.Contains(found(findings), "ROWS_REPLACED seal 4") {
		t.Errorf("a row exchanged beyond them: found %q", found(findings))
	}
}

func TestTheServingRoleCannotEndTheSealing(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.append(t, 2)
	b.seal(t)
	b.append(t, 2)
	b.settle(t)
	const add = `SELECT add_evidence_seal('events', $1, $2, $3, $4::xid8, $5, $6, $7, decode(repeat('00', 32), 'hex'), now(), decode(repeat('00', 32), 'hex'), 1::smallint)`
	const greatest = 1<<63 - 1
	var epoch, last int64
	var tx string
	err := b.App.QueryRowContext(t.Context(), `SELECT epoch, tx::text AS xid, id FROM events ORDER BY epoch DESC, events.tx DESC, id DESC LIMIT 1`).Scan(&epoch, &tx, &last)
	if err != nil {
		t.Fatal(err)
	}
	for name, arguments := range map[string][]any{
		"an epoch of the far future":  {2, 1, 2_000_000_000, tx, last, 2, 4},
		"the last number":             {greatest, 1, epoch, tx, last, 2, 4},
		"the last total":              {2, 1, epoch, tx, last, 2, greatest},
		"too many rows":               {2, 1, epoch, tx, last, 3, 5},
		"a number that is taken":      {1, 0, epoch, tx, last, 4, 4},
		"a number below":              {1, 1, epoch, tx, last, 2, 4},
		"a seal that is not there":    {8, 7, epoch, tx, last, 2, 4},
		"no seal to chain to":         {2, nil, epoch, tx, last, 2, 4},
		"a row that is not there":     {2, 1, epoch, tx, last + 1, 2, 4},
		"a row that is sealed, again": {2, 1, epoch, tx, last - 2, 0, 2},
	} {
		if _, err := b.App.ExecContext(t.Context(), add, arguments...); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	for name, statement := range map[string]string{
		"without the function": `INSERT INTO evidence_seals SELECT stream, number + 1, 2000000000,
			last_tx, last_id, row_count, total_count, chain, sealed_at, mac FROM evidence_seals`,
		"an event of another epoch": `INSERT INTO events (epoch, kind, schema_version, aggregate, aggregate_id, aggregate_version, actor_kind, occurred_at, facts, mac)
			SELECT 2000000000, kind, schema_version, aggregate, gen_random_uuid(), 1, actor_kind, occurred_at, facts, mac FROM events LIMIT 1`,
	} {
		if _, err := b.App.ExecContext(t.Context(), statement); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}

	if n := b.seal(t); n != 2 {
		t.Errorf("sealed %d rows, want 2", n)
	}
	if _, findings := b.verify(t); len(findings) > 0 {
		t.Error(findings)
	}
}

func TestRowsFromBeforeTheSealsWereGuardedDoNotStopTheSealing(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]string{
		"an epoch of the far future":    `SELECT stream, 2, 2000000000, last_tx, last_id, 1, total_count + 1, chain, sealed_at, mac FROM evidence_seals`,
		"the last number and total":     `SELECT stream, 9223372036854775807, epoch, last_tx, last_id, 1, 9223372036854775807, chain, sealed_at, mac FROM evidence_seals`,
		"another number, not the first": `SELECT stream, 3, epoch, last_tx, last_id, 1, total_count + 1, chain, sealed_at, mac FROM evidence_seals`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := setup(t)
			b.append(t, 2)
			b.seal(t)
			b.exec(t, `INSERT INTO evidence_seals (stream, number, epoch, last_tx, last_id, row_count, total_count, chain, sealed_at, mac) `+row)
			for range 3 {
				b.append(t, 2)
				if n := b.seal(t); n != 2 {
					t.Fatalf("sealed %d rows, want 2", n)
				}
			}
			summary, findings := b.verify(t)
			if summary.Rows != 8 || summary.Unsealed != 0 || len(findings) != 1 || findings[0].Kind != evidence.SealAltered {
				t.Errorf("verified %+v, found %v", summary, findings)
			}
		})
	}
}

func TestAnEventOfAnEpochThatNeverRanHidesNoOther(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.append(t, 1)
	b.exec(t, `ALTER TABLE events DISABLE TRIGGER events_epoch`)
	b.exec(t, `INSERT INTO events (epoch, kind, schema_version, aggregate, aggregate_id, aggregate_version, actor_kind, occurred_at, facts, mac)
		SELECT 2000000000, kind, schema_version, aggregate, gen_random_uuid(), 1, actor_kind, occurred_at, facts, mac FROM events LIMIT 1`)
	b.settle(t)
	b.sealNow(t)
	b.append(t, 2)
	b.settle(t)

	if n := b.sealNow(t); n != 2 {
		t.Errorf("sealed %d rows, want 2", n)
	}
	summary, findings := b.verify(t)
	if summary.Unsealed != 1 || len(findings) != 1 || findings[0].Kind != evidence.RowAltered {
		t.Errorf("verified %+v, found %v", summary, findings)
	}
}

func TestARowThatWaitsForItsSealTooLongIsTold(t *testing.T) {
	t.Parallel()
	b := setup(t)
	running, err := b.App.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = running.Rollback() })
	if _, err := running.ExecContext(t.Context(), `SELECT pg_current_xact_id()`); err != nil {
		t.Fatal(err)
	}
	// Given a row of an hour ago that a running transaction holds back.
	err = b.log.Append(t.Context(), b.App, event.Record{Kind: "CREATED", SchemaVersion: 1, AggregateVersion: 1, OccurredAt: time.Now().Add(-time.Hour),
		Aggregate: event.Aggregate{Type: "operation", ID: uuid.New()}, Actor: event.Actor{Kind: "system"}})
	if err != nil {
		t.Fatal(err)
	}

	err = b.sealer.SealAll(t.Context(), 5*time.Minute)

	if err == nil || !strings.Contains(err.Error(), "seal events: a row waits for its seal since 1h0m") {
		t.Errorf("told %v", err)
	}
	if waiting, err := b.sealer.Waiting(t.Context(), evidence.Events); err != nil || waiting < time.Hour {
		t.Errorf("waiting for %v, %v", waiting, err)
	}
	if err := running.Commit(); err != nil {
		t.Fatal(err)
	}
	b.settle(t)
	if err := b.sealer.SealAll(t.Context(), 5*time.Minute); err != nil {
		t.Errorf("after the transaction: %v", err)
	}
	if waiting, err := b.sealer.Waiting(t.Context(), evidence.Events); err != nil || waiting != 0 {
		t.Errorf("waiting for %v, %v", waiting, err)
	}
}

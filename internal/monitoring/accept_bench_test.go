package monitoring_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/testkit"
)

// A client with as much past as rules read, and every rule asked before acceptance: the figure p99-ms is what the creation of an operation
// waits for them, of which one goal is 5 ms.
func BenchmarkRulesBeforeAcceptance(b *testing.B) {
	k := testkit.New(b)
	like := k.Operation(b, domain.Completed)
	for _, statement := range []string{
		`ALTER TABLE operations DISABLE TRIGGER USER`, `ALTER TABLE quotes DISABLE TRIGGER USER`, `ALTER TABLE monitoring_rules DISABLE TRIGGER USER`,
		`UPDATE monitoring_rules SET action = 'HOLD' WHERE action = 'DETECT'`,
	} {
		exec(b, k, statement)
	}
	for n := range domain.MonitoredPast {
		id := uuid.Must(uuid.NewV7())
		exec(b, k, `INSERT INTO quotes SELECT (jsonb_populate_record(q, jsonb_build_object('id', $2::uuid))).* FROM quotes q
			WHERE id = (SELECT quote_id FROM operations WHERE id = $1)`, like, id)
		exec(b, k, `INSERT INTO operations SELECT (jsonb_populate_record(o, jsonb_build_object('id', $2::uuid, 'quote_id', $2::uuid, 'number', n, 'code', 'EXP-' || n,
			'created_at', o.created_at - $3::integer * interval '7 hours'))).* FROM operations o, nextval('operation_numbers') n WHERE id = $1`, like, id, n)
	}
	exec(b, k, `INSERT INTO client_features (id, client_id, day, created, created_usd, lost, lost_usd, completed, completed_usd)
		SELECT gen_random_uuid(), client_id, (created_at AT TIME ZONE 'America/Lima')::date, count(*), sum(usd), 0, 0, count(*), sum(usd)
		FROM operations GROUP BY 2, 3 ON CONFLICT DO NOTHING`)
	exec(b, k, `ANALYZE`)
	row, err := k.Store.Read().Operation.Query().Where(operation.ID(like)).Only(access.AsSystem(b.Context()))
	testkit.Must(b, err)
	exec(b, k, `ALTER TABLE transaction_monitorings DISABLE TRIGGER USER`)
	exec(b, k, `DELETE FROM transaction_monitorings`)
	b.Run("rules", func(b *testing.B) {
		measure(b, k, func(ctx context.Context, tx *store.Tx) error { return k.Monitoring.Accept(ctx, tx, row) })
	})
	// Without the rules and without keeping what they say: every operation of the client is read and added up, by a program and not by the
	// database.
	b.Run("a plain sum of all operations", func(b *testing.B) {
		measure(b, k, func(ctx context.Context, tx *store.Tx) error {
			rows, err := tx.Operation.Query().Where(operation.ClientID(row.ClientID)).Order(operation.ByCreatedAt(), operation.ByID()).All(ctx)
			if err == nil && len(plain(rows, row, row.CreatedAt).Past) == 0 {
				err = errors.New("nothing was read")
			}
			return err
		})
	})
}

// measure reports how long something takes within a transaction that is undone.
func measure(b *testing.B, k *testkit.Kit, do func(context.Context, *store.Tx) error) {
	b.Helper()
	undone := errors.New("measured")
	var took []time.Duration
	for b.Loop() {
		_, err := store.Do(access.AsSystem(b.Context()), k.Store, store.Command{Action: "test.accept"}, func(ctx context.Context, tx *store.Tx) error {
			began := clock.System{}.Now()
			err := do(ctx, tx)
			took = append(took, clock.System{}.Now().Sub(began))
			return errors.Join(err, undone)
		})
		if !errors.Is(err, undone) {
			b.Fatal(err)
		}
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms")
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
}

func exec(t testing.TB, k *testkit.Kit, statement string, args ...any) {
	t.Helper()
	_, err := k.DB.Owner.ExecContext(t.Context(), statement, args...)
	testkit.Must(t, err)
}

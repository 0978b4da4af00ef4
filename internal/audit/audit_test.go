package audit_test

import (
	"database/sql"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/evidence"
	"github.com/qoricash/qoricash/internal/testkit"
	"github.com/qoricash/qoricash/internal/trading"
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// line is an entry as the table holds it.
type line struct {
	action, kind, role, address, agent string
	actor                              uuid.NullUUID
	changes                            struct{ Before, After map[string]any }
}

// trailOf is what the audit says of one object, newest last.
func trailOf(t *testing.T, k *testkit.Kit, object uuid.UUID) []line {
	t.Helper()
	rows, err := k.DB.App.QueryContext(t.Context(), `SELECT action, actor_kind, actor_role, address, user_agent, actor_id, changes
		FROM audit_entries WHERE object_id = $1 ORDER BY id`, object)
	must(t, err)
	defer rows.Close()
	var trail []line
	for rows.Next() {
		var l line
		var changes []byte
		must(t, rows.Scan(&l.action, &l.kind, &l.role, &l.address, &l.agent, &l.actor, &changes))
		must(t, json.Unmarshal(changes, &l.changes))
		trail = append(trail, l)
	}
	must(t, rows.Err())
	return trail
}

// verify answers what is wrong with the signatures of the trail.
func verify(t *testing.T, k *testkit.Kit) (rows int64, findings []string) {
	t.Helper()
	verifier := evidence.NewVerifier(k.DB.App, k.Store.Keys(), evidence.NewFile(t.TempDir()))
	summary, err := verifier.Verify(t.Context(), audit.Content(), func(f evidence.Finding) { findings = append(findings, f.String()) })
	must(t, err)
	return summary.Rows, findings
}

// history makes every act of trading succeed once, over two operations.
func history(t *testing.T, k *testkit.Kit) (done, given uuid.UUID) {
	t.Helper()
	done = k.Operation(t, domain.Completed)
	given = k.Pending(t, testkit.Client, "200.00")
	target := func() trading.Target { return k.Target(t, given) }
	amount := k.Row(t, given).Usd
	for _, act := range []func() error{
		func() error {
			_, _, err := k.Trading.Amend(k.As(t, testkit.Master), trading.AmendInput{Target: target(), QuoteID: k.Quote(t, testkit.Client, "200.00")})
			return err
		},
		func() error {
			_, _, err := k.Trading.ReportDeposit(k.As(t, testkit.Client), trading.ReportDepositInput{Target: target(), Amount: amount, BankReference: "1"})
			return err
		},
		func() error {
			_, _, err := k.Trading.Hold(k.As(t, testkit.MiddleOffice), trading.HoldInput{Target: target(), Reason: domain.HoldReview, Note: "x"})
			return err
		},
		func() error {
			_, _, err := k.Trading.Release(k.As(t, testkit.MiddleOffice), trading.ReleaseInput{Target: target()})
			return err
		},
		func() error {
			_, _, err := k.Trading.Reassign(k.As(t, testkit.Master), trading.ReassignInput{Target: target(), OperatorID: k.ID(testkit.Operator)})
			return err
		},
		func() error {
			_, _, err := k.Trading.Return(k.As(t, testkit.Operator), trading.ReturnInput{Target: target(), Reason: "No llegó",
				RejectDepositIDs: []uuid.UUID{k.Row(t, given).Edges.Deposits[0].ID}})
			return err
		},
		func() error {
			_, _, err := k.Trading.ReportDeposit(k.As(t, testkit.Client), trading.ReportDepositInput{Target: target(), Amount: amount.Add(amount), BankReference: "2"})
			return err
		},
		func() error {
			_, _, err := k.Trading.Take(k.As(t, testkit.Operator), trading.TakeInput{Target: target()})
			return err
		},
		func() error {
			_, _, err := k.Trading.RejectDeposit(k.As(t, testkit.Operator), trading.RejectDepositInput{Target: target(), Reason: "No llegó", DepositID: waiting(t, k, given)})
			return err
		},
		func() error {
			_, _, err := k.Trading.Cancel(k.As(t, testkit.Client), trading.CancelInput{Target: target(), Reason: "Ya no"})
			return err
		},
		func() error {
			_, _, err := k.Trading.AddNote(k.As(t, testkit.Trader), trading.AddNoteInput{OperationID: given, Text: "Llamar"})
			return err
		},
	} {
		must(t, act())
	}
	return done, given
}

// waiting is the deposit that is still to be looked at.
func waiting(t *testing.T, k *testkit.Kit, operation uuid.UUID) uuid.UUID {
	t.Helper()
	for _, row := range k.Row(t, operation).Edges.Deposits {
		if row.Status == domain.DepositReported {
			return row.ID
		}
	}
	t.Fatal("no deposit waits")
	return uuid.Nil
}

func TestEveryActOfTradingLeavesItsTrail(t *testing.T) {
	t.Parallel()
	k := testkit.New(t)
	done, given := history(t, k)
	want := map[string]domain.ActorKind{
		"operation.create": domain.ActorClient, "operation.report_deposit": domain.ActorClient, "operation.cancel": domain.ActorClient,
		"operation.amend": domain.ActorStaff, "operation.confirm_deposit": domain.ActorStaff, "operation.reject_deposit": domain.ActorStaff,
		"operation.add_payout": domain.ActorStaff, "operation.add_proof": domain.ActorStaff, "operation.complete": domain.ActorStaff,
		"operation.return": domain.ActorStaff, "operation.hold": domain.ActorStaff, "operation.release": domain.ActorStaff,
		"operation.reassign": domain.ActorStaff, "operation.take": domain.ActorStaff, "note.add": domain.ActorStaff,
	}
	seen := map[string]bool{}
	for _, l := range slices.Concat(trailOf(t, k, done), trailOf(t, k, given)) {
		seen[l.action] = true
		if kind, ok := want[l.action]; !ok || string(kind) != l.kind || !l.actor.Valid || l.role == "" || l.address == "" || l.agent == "" {
			t.Errorf("%s by %s %s (%v) from %s", l.action, l.kind, l.role, l.actor, l.address)
		}
		if len(l.changes.After) == 0 || len(l.changes.Before) == 0 && l.action != "operation.create" && l.action != "note.add" {
			t.Errorf("%s changes %+v", l.action, l.changes)
		}
	}
	for action := range want {
		if !seen[action] {
			t.Errorf("%s left no trail", action)
		}
	}
	trail := trailOf(t, k, given)
	canceled := trail[slices.IndexFunc(trail, func(l line) bool { return l.action == "operation.cancel" })]
	if canceled.changes.Before["status"] != "PENDING" || canceled.changes.After["status"] != "CANCELED" {
		t.Errorf("the cancellation says %+v", canceled.changes)
	}
	if rows, findings := verify(t, k); rows == 0 || len(findings) > 0 {
		t.Errorf("%d rows, %v", rows, findings)
	}
}

func TestAnAlteredEntryIsFound(t *testing.T) {
	t.Parallel()
	for _, change := range []string{
		`at = at + interval '1 microsecond'`, `actor_kind = 'SYSTEM'`, `actor_id = NULL`, `actor_role = 'MASTER'`, `action = 'operation.read'`,
		`object_kind = 'x'`, `object_id = gen_random_uuid()`, `changes = changes || '{"x": 1}'`, `changes = changes - 'after'`,
		`address = '192.0.2.9'`, `user_agent = 'x'`, `request_id = 'x'`, `mac = set_byte(mac, 0, get_byte(mac, 0) # 1)`,
	} {
		t.Run(change, func(t *testing.T) {
			t.Parallel()
			k := testkit.New(t)
			id := k.Pending(t, testkit.Client, "100.00")
			_, err := k.DB.Owner.ExecContext(t.Context(), `ALTER TABLE audit_entries DISABLE TRIGGER USER`)
			must(t, err)
			_, err = k.DB.Owner.ExecContext(t.Context(), `UPDATE audit_entries SET `+change+` WHERE object_id = $1`, id)
			must(t, err)
			if _, findings := verify(t, k); len(findings) != 1 || !strings.Contains(findings[0], "ROW_ALTERED") {
				t.Errorf("found %v", findings)
			}
		})
	}
}

func TestTheTrailIsAppendOnlyForEverybody(t *testing.T) {
	t.Parallel()
	k := testkit.New(t)
	for _, statement := range []string{`UPDATE audit_entries SET action = 'x'`, `DELETE FROM audit_entries`, `TRUNCATE audit_entries`} {
		for role, db := range map[string]*sql.DB{"qoricash_app": k.DB.App, "qoricash_owner": k.DB.Owner} {
			_, err := db.ExecContext(t.Context(), statement)
			if err == nil || role == "qoricash_owner" && !strings.Contains(err.Error(), "append-only") {
				t.Errorf("%s by %s: %v", statement, role, err)
			}
		}
	}
}

// A header may hold any bytes. The act goes through, and what is stored is what was signed.
func TestAStrangeBrowserStopsNoAct(t *testing.T) {
	t.Parallel()
	k := testkit.New(t)
	id := k.Pending(t, testkit.Client, "100.00")
	ctx := access.WithOrigin(k.As(t, testkit.Client), access.Origin{Address: "192.0.2.1", RequestID: "r\xff", UserAgent: "caf\xe9\x00" + strings.Repeat("ñ", 400)})
	_, _, err := k.Trading.Cancel(ctx, trading.CancelInput{Target: k.Target(t, id), Reason: "Ya no"})
	must(t, err)
	trail := trailOf(t, k, id)
	if agent := trail[len(trail)-1].agent; !strings.HasPrefix(agent, "caf\uFFFD\uFFFDñ") || len([]rune(agent)) != 300 {
		t.Errorf("the browser stands as %q", agent)
	}
	if _, findings := verify(t, k); len(findings) > 0 {
		t.Errorf("found %v", findings)
	}
}

package monitoring_test

import (
	"context"
	"encoding/json"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/testkit"
)

// made is an operation of an invented past.
type made struct {
	ID           uuid.UUID     `json:"id"`
	CreatedAt    time.Time     `json:"created_at"`
	Status       domain.Status `json:"status"`
	USD          int           `json:"usd"`
	CompletedAt  *time.Time    `json:"completed_at"`
	BusinessDate *domain.Date  `json:"business_date"`
	EndedAt      *time.Time    `json:"ended_at"`
	CancelReason *string       `json:"cancel_reason"`
}

// invent writes operations of a client, like one that is there.
func invent(t testing.TB, k *testkit.Kit, like uuid.UUID, past []made) {
	t.Helper()
	text, err := json.Marshal(past)
	testkit.Must(t, err)
	exec(t, k, `INSERT INTO quotes SELECT (jsonb_populate_record(q, jsonb_build_object('id', h.id))).* FROM quotes q, jsonb_to_recordset($2) AS h (id uuid)
		WHERE q.id = (SELECT quote_id FROM operations WHERE id = $1)`, like, string(text))
	exec(t, k, `INSERT INTO operations SELECT (jsonb_populate_record(o, h.value || jsonb_build_object('quote_id', h.value -> 'id', 'number', n, 'code', 'EXP-' || n,
			'pen', round((h.value ->> 'usd')::numeric * o.rate, 2)))).*
		FROM operations o, (SELECT value, nextval('operation_numbers') AS n FROM jsonb_array_elements($2::jsonb) AS one (value)) AS h WHERE o.id = $1`, like, string(text))
}

// drawPast draws operations of half a year and more, several on some days.
func drawPast(t *rapid.T, until time.Time) []made {
	past := make([]made, rapid.IntRange(1, 40).Draw(t, "operations"))
	for i := range past {
		hours := rapid.OneOf(rapid.IntRange(0, 60), rapid.IntRange(0, 24*200)).Draw(t, "hours ago")
		at := until.Add(-time.Duration(hours) * time.Hour)
		past[i] = made{ID: uuid.Must(uuid.NewV7()), CreatedAt: at, USD: rapid.IntRange(1, 9_000).Draw(t, "usd"),
			Status: rapid.SampledFrom([]domain.Status{domain.Completed, domain.Canceled, domain.Expired}).Draw(t, "status")}
		ended := at.Add(time.Duration(rapid.IntRange(1, 48*60).Draw(t, "minutes")) * time.Minute)
		if past[i].Status == domain.Completed {
			day := domain.BusinessDate(ended)
			past[i].CompletedAt, past[i].BusinessDate = &ended, &day
		} else {
			reason := "x"
			past[i].EndedAt, past[i].CancelReason = &ended, &reason
		}
	}
	return past
}

// The database adds up what the house knows of a client; a plain walk over all its operations finds the same, before an operation and before
// another amount of it.
func TestHistoryIsWhatAPlainSumOfAllOperationsSays(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	like := h.Operation(t, domain.Completed)
	exec(t, h.Kit, `DO $$ DECLARE held regclass; BEGIN
		FOR held IN SELECT 'operations'::regclass UNION SELECT 'quotes'::regclass UNION SELECT conrelid FROM pg_constraint WHERE confrelid = 'operations'::regclass
		LOOP EXECUTE format('ALTER TABLE %s DISABLE TRIGGER USER', held); END LOOP; END $$`)
	until := h.Clock.Now().Add(-49 * time.Hour)
	rapid.Check(t, func(rt *rapid.T) {
		exec(t, h.Kit, `DELETE FROM operations WHERE id <> $1`, like)
		exec(t, h.Kit, `DELETE FROM client_features`)
		invent(t, h.Kit, like, drawPast(rt, until))
		h.countAll(t)
		rows := h.operations(t)
		own := rows[rapid.IntRange(0, len(rows)-1).Draw(rt, "which")]
		at := own.CreatedAt
		if rapid.Bool().Draw(rt, "another amount") {
			at = at.Add(time.Duration(rapid.IntRange(1, 72).Draw(rt, "hours later")) * time.Hour)
		}
		got, err := h.Monitoring.SnapshotOf(testkit.System(t), h.Store.Read(), own, at)
		testkit.Must(t, err)
		want := plain(rows, own, at)
		if got.Completed != want.Completed || !slices.Equal(got.Days, want.Days) || !slices.Equal(shown(got.Past), shown(want.Past)) {
			rt.Errorf("of %s at %s\n got %+v %+v %v\nwant %+v %+v %v", own.ID, at, got.Completed, got.Days, got.Past, want.Completed, want.Days, want.Past)
		}
	})
}

// shown is a past as it is compared: without the ids, which rules do not ask, and in one time zone.
func shown(past []domain.MonitoredOperation) []domain.MonitoredOperation {
	list := slices.Clone(past)
	for i := range list {
		list[i].ID = uuid.Nil
		list[i].At, list[i].Done, list[i].Lost = list[i].At.UTC(), list[i].Done.UTC(), list[i].Lost.UTC()
	}
	return list
}

// plain reads the history of a client by going over all its operations.
func plain(rows []*ent.Operation, own *ent.Operation, at time.Time) domain.MonitoringSnapshot {
	var snapshot domain.MonitoringSnapshot
	today := domain.BusinessDate(at)
	byDay := map[domain.Date]domain.DayFigures{}
	for _, row := range rows {
		if row.ID == own.ID {
			continue
		}
		o := domain.MonitoredOperation{At: row.CreatedAt, Side: row.Side, USD: row.Usd, Destination: row.DestinationSnapshot.CCI}
		day := domain.BusinessDate(row.CreatedAt)
		figures := byDay[day]
		isLost := row.Status != domain.Completed
		if row.Status == domain.Completed {
			o.Done = *row.CompletedAt
			snapshot.Completed = snapshot.Completed.Add(row.Usd)
		} else {
			o.Lost = *row.EndedAt
		}
		isBefore := row.CreatedAt.Before(at) || row.CreatedAt.Equal(at) && (at.After(own.CreatedAt) || slices.Compare(row.ID[:], own.ID[:]) < 0)
		if isBefore {
			snapshot.Past = append(snapshot.Past, o)
		}
		if day == today {
			isLost = o.LostBy(at)
		}
		if day == today && !isBefore || day.Cmp(today) > 0 || day.Cmp(today.AddDays(-domain.MonitoredDays)) < 0 {
			continue
		}
		figures.Day, figures.Created = day, figures.Created.Add(row.Usd)
		if isLost {
			figures.Lost = figures.Lost.Add(row.Usd)
		}
		byDay[day] = figures
	}
	for _, figures := range byDay {
		snapshot.Days = append(snapshot.Days, figures)
	}
	slices.SortFunc(snapshot.Days, func(a, b domain.DayFigures) int { return a.Day.Cmp(b.Day) })
	if len(snapshot.Past) > domain.MonitoredPast {
		snapshot.Past = snapshot.Past[len(snapshot.Past)-domain.MonitoredPast:]
	}
	return snapshot
}

// operations are those of the house, in their order.
func (h *house) operations(t testing.TB) []*ent.Operation { return allOperations(t, h.Kit) }

func allOperations(t testing.TB, k *testkit.Kit) []*ent.Operation {
	t.Helper()
	rows, err := k.Store.Read().Operation.Query().Order(operation.ByCreatedAt(), operation.ByID()).All(testkit.System(t))
	testkit.Must(t, err)
	return rows
}

// countAll has the house keep the figures of each day on which there is an operation.
func (h *house) countAll(t testing.TB) {
	t.Helper()
	counted := map[domain.Date]bool{}
	rows := h.operations(t)
	_, err := store.Do(access.AsSystem(t.Context()), h.Store, store.Command{Action: "test.count"}, func(ctx context.Context, tx *store.Tx) error {
		for _, row := range rows {
			if day := domain.BusinessDate(row.CreatedAt); !counted[day] {
				counted[day] = true
				if err := h.Monitoring.Count(ctx, tx, row); err != nil {
					return err
				}
			}
		}
		return nil
	})
	testkit.Must(t, err)
}

func TestAnotherAmountIsAskedAboutLikeAnOperation(t *testing.T) {
	t.Parallel()
	// Given a rule that refuses large operations, and a small one.
	h := newHouse(t)
	h.does(t, domain.RuleHighAmount, domain.ActionBlock, `{"FROM":{"amount":"180.00"}}`)
	id := h.AtDesk(t, "120.00")
	// When the desk makes a large one of it.
	err := h.TryAmend(t, testkit.Client, id, "190.00")
	// Then it hears the words for every account that is looked at, the operation stays, and the house knows why.
	if domain.CodeOf(err) != domain.CodeOnHold {
		t.Fatalf("amended with %v", err)
	}
	if row := h.Row(t, id); row.Usd != money.MustAmount("120.00") || row.Version != 1 {
		t.Errorf("it is for %s at version %d", row.Usd, row.Version)
	}
	if rows := h.evaluations(t); len(rows) != 1 || rows[0].Code != domain.RuleHighAmount || rows[0].OperationID != nil {
		t.Errorf("kept %+v", rows)
	}
	// And what is below the amount goes through, and was asked about.
	testkit.Must(t, h.TryAmend(t, testkit.Client, id, "150.00"))
	asked := testkit.Texts(t, h.DB, `SELECT moment || ' ' || amendment FROM transaction_monitorings WHERE operation_id = $1 ORDER BY created_at, amendment`, id)
	if want := []string{"ACCEPTANCE 0", "ACCEPTANCE 2"}; !slices.Equal(asked, want) {
		t.Errorf("asked at %v, want %v", asked, want)
	}
	// And the rules that detect hear of the amount afterwards.
	h.watch(t)
	if said := h.said(t, id, domain.MomentAmendment); said.Amendment != 2 {
		t.Errorf("detected at version %d", said.Amendment)
	}
}

// What the client did after the operation was made counts when that grows: amounts are not split by and by past the rules.
func TestAnotherAmountIsComparedWithWhatCameSince(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	exec(t, h.Kit, `UPDATE clients SET parallel_operations = true`)
	first := h.AtDesk(t, "100.00")
	h.Clock.Advance(time.Hour)
	h.AtDesk(t, "100.00")
	h.does(t, domain.RuleStructuring, domain.ActionBlock,
		`{"THRESHOLD":{"amount":"300.00"},"IN_A_DAY":{"integer":2},"IN_A_WEEK":{"integer":7},"COMPANY_WEEK":{"integer":12}}`)
	if err := h.TryAmend(t, testkit.Client, first, "250.00"); domain.CodeOf(err) != domain.CodeOnHold {
		t.Errorf("amended past the sum with %v", err)
	}
	testkit.Must(t, h.TryAmend(t, testkit.Client, first, "110.00"))
}

func TestMoneyDoesNotLeaveForWhoWasNotScreenedAgain(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		outcome domain.RecheckOutcome
		refused bool
		result  domain.RuleResult
	}{
		{domain.RecheckStale, true, ""},
		{domain.RecheckCurrent, false, domain.RuleClear},
		{domain.RecheckNotChecked, false, domain.RuleNotChecked},
	} {
		t.Run(string(c.outcome), func(t *testing.T) {
			t.Parallel()
			h := newHouse(t)
			h.recheck = c.outcome
			id := h.readyToComplete(t)
			err := h.TryComplete(t, id)
			if refused := domain.CodeOf(err) == domain.CodeOnHold; refused != c.refused || err != nil && !refused {
				t.Fatalf("completed with %v", err)
			}
			if c.refused {
				if rows := h.evaluations(t); len(rows) != 1 || rows[0].Code != domain.RuleScreeningStale || rows[0].Moment != domain.MomentSettlement {
					t.Errorf("kept %+v", rows)
				}
				return
			}
			if said := h.said(t, id, domain.MomentSettlement).Outcomes; len(said) != 1 || said[0].Result != c.result {
				t.Errorf("said %+v", said)
			}
		})
	}
}

package pricing_test

import (
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/pricing"
)

// scheduled asks for a pair an hour from the opening on.
func scheduled(buys, sells string) pricing.ScheduleInput {
	return pricing.ScheduleInput{IdempotencyKey: uuid.NewString(), HouseBuys: money.MustRate(buys), HouseSells: money.MustRate(sells),
		PublishAt: opening.Add(time.Hour), Reason: "Apertura"}
}

func (h *house) schedule(t *testing.T, ctx context.Context, in pricing.ScheduleInput) uuid.UUID {
	t.Helper()
	done, _, err := h.Schedule(ctx, in)
	if err != nil {
		t.Fatal(err)
	}
	return done.ID
}

// wantScheduled holds how a scheduled pair ended, and which pair is in force.
func (h *house) wantScheduled(t *testing.T, id uuid.UUID, outcome domain.ScheduleOutcome, buys string) {
	t.Helper()
	row := h.owner.ScheduledRate.GetX(t.Context(), id)
	if row.Outcome == nil && outcome != "" || row.Outcome != nil && *row.Outcome != outcome {
		t.Errorf("it ended as %v, want %q", row.Outcome, outcome)
	}
	inForce, err := h.Current(anonymous(t))
	if err != nil || inForce.HouseBuys.String() != buys {
		t.Errorf("in force is %v, want %s: %v", inForce, buys, err)
	}
}

func TestAScheduledPairIsPublishedAtItsInstantInTheNameOfItsScheduler(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.published(t)
	operator, operatorID := h.staff(t, domain.RoleOperator)
	id := h.schedule(t, operator, scheduled("3.7150", "3.7310"))
	h.clock.Advance(time.Hour - time.Millisecond)
	if n, err := h.PublishScheduled(t.Context()); n != 0 || err != nil {
		t.Fatalf("before its instant %d are published, %v", n, err)
	}
	h.wantScheduled(t, id, "", "3.7180")

	h.clock.Advance(time.Millisecond)
	if n, err := h.PublishScheduled(t.Context()); n != 1 || err != nil {
		t.Fatalf("%d are published, %v", n, err)
	}

	h.wantScheduled(t, id, domain.SchedulePublished, "3.7150")
	inForce, err := h.Current(operator)
	if err != nil || inForce.PublishedBy != operatorID || inForce.Reason != "Apertura" {
		t.Errorf("published: %+v, %v", inForce, err)
	}
	if n, err := h.PublishScheduled(t.Context()); n != 0 || err != nil {
		t.Errorf("it is published again: %d, %v", n, err)
	}
	var told []string
	if err := h.db.App.QueryRowContext(t.Context(), `SELECT array_agg(kind ORDER BY aggregate_version) FROM events WHERE aggregate = 'scheduled_rate'`).
		Scan(pq.Array(&told)); err != nil || !slices.Equal(told, []string{"SCHEDULED_RATE_SET", "SCHEDULED_RATE_PUBLISHED"}) {
		t.Errorf("told: %v, %v", told, err)
	}
}

func TestTwoInstancesPublishAScheduledPairOnce(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.published(t)
	operator, _ := h.staff(t, domain.RoleOperator)
	h.schedule(t, operator, scheduled("3.7150", "3.7310"))
	h.clock.Advance(time.Hour)
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			if _, err := h.PublishScheduled(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	if n := h.owner.PublicRate.Query().CountX(t.Context()); n != 2 {
		t.Errorf("there are %d publications, want the first and one more", n)
	}
}

func TestAScheduledPairIsMeasuredWhenItsInstantComes(t *testing.T) {
	t.Parallel()
	for name, since := range map[string]func(t *testing.T, h *house, schedulerID uuid.UUID){
		"the market moved": func(t *testing.T, h *house, _ uuid.UUID) {
			master, _ := h.staff(t, domain.RoleMaster)
			in := base("3.9200", "3.9260")
			in.Override = true
			if _, _, err := h.PublishBase(master, in); err != nil {
				t.Fatal(err)
			}
		},
		"its scheduler left": func(t *testing.T, h *house, schedulerID uuid.UUID) {
			h.owner.User.UpdateOneID(schedulerID).SetStatus(domain.UserDeactivated).SetDeactivatedAt(h.clock.Now()).ExecX(t.Context())
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t)
			h.published(t)
			operator, operatorID := h.staff(t, domain.RoleOperator)
			id := h.schedule(t, operator, scheduled("3.7150", "3.7310"))
			since(t, h, operatorID)
			before, err := h.Current(anonymous(t))
			if err != nil {
				t.Fatal(err)
			}
			h.clock.Advance(2 * time.Hour)
			if n, err := h.PublishScheduled(t.Context()); n != 0 || err != nil {
				t.Fatalf("%d are published, %v", n, err)
			}
			h.wantScheduled(t, id, domain.ScheduleRefused, before.HouseBuys.String())
			var told int
			if err := h.db.App.QueryRowContext(t.Context(), `SELECT count(*) FROM events WHERE kind = 'SCHEDULED_RATE_REFUSED'`).Scan(&told); err != nil || told != 1 {
				t.Errorf("told %d times, %v", told, err)
			}
		})
	}
}

func TestWhatIsNotScheduled(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.published(t)
	operator, _ := h.staff(t, domain.RoleOperator)
	trader, _ := h.staff(t, domain.RoleTrader)
	past, far, beyond := scheduled("3.7150", "3.7310"), scheduled("3.7150", "3.7310"), scheduled("3.9150", "3.9310")
	past.PublishAt, far.PublishAt = opening, opening.Add(7*24*time.Hour+time.Millisecond)
	overridden := beyond
	overridden.Override = true
	for name, c := range map[string]struct {
		by   context.Context
		in   pricing.ScheduleInput
		want []string
	}{
		"for now, which is publishing":     {operator, past, []string{"INVALID@publishAt"}},
		"for next week":                    {operator, far, []string{"INVALID@publishAt"}},
		"beyond the guard":                 {operator, beyond, []string{"RATE_DEVIATION@houseBuys", "RATE_DEVIATION@houseSells"}},
		"beyond the guard by no Master":    {operator, overridden, []string{"FORBIDDEN@override"}},
		"by somebody who does not publish": {trader, scheduled("3.7150", "3.7310"), []string{"FORBIDDEN@"}},
		"by the public":                    {access.WithActor(t.Context(), access.Anonymous()), scheduled("3.7150", "3.7310"), []string{"UNAUTHENTICATED@"}},
	} {
		_, _, err := h.Schedule(c.by, c.in)
		if err == nil {
			t.Error(name)
		}
		wantRefusals(t, err, c.want...)
	}
}

func TestAScheduledPairIsTakenBackBeforeItsInstantAndEndsOnce(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.published(t)
	operator, _ := h.staff(t, domain.RoleOperator)
	id := h.schedule(t, operator, scheduled("3.7150", "3.7310"))
	unschedule := func() error {
		_, _, err := h.Unschedule(operator, pricing.UnscheduleInput{IdempotencyKey: uuid.NewString(), ID: id})
		return err
	}
	if err := unschedule(); err != nil {
		t.Fatal(err)
	}
	wantRefusals(t, unschedule(), "NOT_ALLOWED_IN_STATUS@scheduledRateId")
	h.clock.Advance(time.Hour)
	if n, err := h.PublishScheduled(t.Context()); n != 0 || err != nil {
		t.Errorf("%d are published, %v", n, err)
	}
	h.wantScheduled(t, id, domain.ScheduleCanceled, "3.7180")
	for _, statement := range []string{`UPDATE scheduled_rates SET outcome = NULL, ended_at = NULL, ended_by = NULL`, `UPDATE scheduled_rates SET house_buys = 3.6`,
		`DELETE FROM scheduled_rates`, `TRUNCATE scheduled_rates`} {
		if _, err := h.db.Owner.ExecContext(t.Context(), statement); err == nil {
			t.Errorf("the database takes %s", statement)
		}
	}
}

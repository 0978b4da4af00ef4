package pricing

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/scheduledrate"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/store"
)

// scheduledBatch is how many pairs one look publishes at most.
const scheduledBatch = 50

// ScheduleInput asks for a public pair at an instant.
type ScheduleInput struct {
	IdempotencyKey        string `json:"-"`
	HouseBuys, HouseSells money.Rate
	// PublishAt is when, within seven days.
	PublishAt time.Time
	Reason    string
	// Override publishes beyond the deviation guard; for a Master.
	Override bool
}

// Scheduled names a scheduled pair, with what of it is worth a second look already.
type Scheduled struct {
	ID       uuid.UUID         `json:"id"`
	Warnings []*domain.Warning `json:"warnings"`
}

// Schedule has a public pair published at an instant, by the same guards as PublishPublic: now, against the pair in force, and again when its
// instant comes. For whoever publishes.
func (s *Service) Schedule(ctx context.Context, in ScheduleInput) (Scheduled, store.Replay, error) {
	if err := mayPublish(ctx, in.Override); err != nil {
		return Scheduled{}, false, err
	}
	var faults domain.Faults
	public := domain.RatePair{Buy: in.HouseBuys, Sell: in.HouseSells}
	faults.Add(placed(s.now().Pricing.CheckPublic(public), "houseBuys", "houseSells"))
	in.Reason = checkReason(&faults, in.Reason)
	// Instants are shown in milliseconds: what was typed is what is kept.
	in.PublishAt = in.PublishAt.Truncate(time.Millisecond)
	faults.Add(domain.CheckSchedule(in.PublishAt, s.store.Clock().Now()))
	if err := faults.Err(); err != nil {
		return Scheduled{}, false, err
	}
	command := store.Command{Action: "rate.schedule", Key: in.IdempotencyKey, Input: in, Locks: []event.Aggregate{RateAggregate, BaseRateAggregate}}
	return store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (Scheduled, error) {
		_, _, warnings, err := s.judge(ctx, tx, tx.Actor, public, in.Override)
		if err != nil {
			return Scheduled{}, err
		}
		row, err := tx.ScheduledRate.Create().SetCreatedAt(tx.Now).SetHouseBuys(in.HouseBuys).SetHouseSells(in.HouseSells).SetPublishAt(in.PublishAt).
			SetReason(in.Reason).SetOverride(in.Override).SetScheduledBy(personOf(tx.Actor)).Save(ctx)
		if err != nil {
			return Scheduled{}, fmt.Errorf("schedule a public rate: %w", err)
		}
		after := withReason(figuresOf(public, "houseBuys", "houseSells"), in.Reason, in.Override)
		after["publishAt"] = in.PublishAt
		tx.Audit(audit.Entry{ObjectKind: domain.ObjectScheduledRate, ObjectID: row.ID, After: after})
		return Scheduled{ID: row.ID, Warnings: warnings}, tellSchedule(ctx, tx, row.ID, domain.EventScheduledRateSet)
	})
}

// UnscheduleInput names a pair that shall not be published.
type UnscheduleInput struct {
	IdempotencyKey string `json:"-"`
	ID             uuid.UUID
}

// Unschedule takes a scheduled pair back before its instant. For whoever publishes; one that ended is NOT_ALLOWED_IN_STATUS.
func (s *Service) Unschedule(ctx context.Context, in UnscheduleInput) (uuid.UUID, store.Replay, error) {
	if err := mayPublish(ctx, false); err != nil {
		return uuid.Nil, false, err
	}
	command := store.Command{Action: "rate.unschedule", Key: in.IdempotencyKey, Input: in, Locks: []event.Aggregate{scheduledLock(in.ID)}}
	return store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (uuid.UUID, error) {
		row, err := openSchedule(ctx, tx, in.ID)
		if err != nil {
			return uuid.Nil, err
		}
		tx.Audit(audit.Entry{ObjectKind: domain.ObjectScheduledRate, ObjectID: row.ID, After: map[string]any{"outcome": domain.ScheduleCanceled}})
		if err := tellSchedule(ctx, tx, row.ID, domain.EventScheduledRateCanceled); err != nil {
			return uuid.Nil, err
		}
		return row.ID, endSchedule(ctx, tx, row, domain.ScheduleCanceled, func(u *ent.ScheduledRateUpdateOne) { u.SetEndedBy(personOf(tx.Actor)) })
	})
}

func openSchedule(ctx context.Context, tx *store.Tx, id uuid.UUID) (*ent.ScheduledRate, error) {
	row, err := tx.ScheduledRate.Get(ctx, id)
	if ent.IsNotFound(err) {
		return nil, domain.Refuse(domain.CodeNotFound, "No existe ese precio programado.").At("scheduledRateId")
	}
	if err != nil {
		return nil, fmt.Errorf("read a scheduled rate: %w", err)
	}
	if row.Outcome != nil {
		return nil, domain.Refuse(domain.CodeNotAllowedInStatus, "Ese precio programado ya terminó y no cambia. Si hace falta, publica o programa otro.").
			At("scheduledRateId").With("outcome", *row.Outcome)
	}
	return row, nil
}

func endSchedule(ctx context.Context, tx *store.Tx, row *ent.ScheduledRate, outcome domain.ScheduleOutcome, also func(*ent.ScheduledRateUpdateOne)) error {
	update := tx.ScheduledRate.UpdateOne(row).SetOutcome(outcome).SetEndedAt(tx.Now)
	also(update)
	if err := update.Exec(ctx); err != nil {
		return fmt.Errorf("end a scheduled rate: %w", err)
	}
	return nil
}

// PublishScheduled publishes the pairs whose instant has come, oldest first, each in a transaction of its own. One that the guard refuses by
// then, or whose scheduler publishes no more, is not published: it ends REFUSED and is told. It answers how many it published.
func (s *Service) PublishScheduled(ctx context.Context) (int, error) {
	ctx = access.AsSystem(ctx)
	due, err := s.store.Read().ScheduledRate.Query().Where(scheduledrate.OutcomeIsNil(), scheduledrate.PublishAtLTE(s.store.Clock().Now())).
		Order(scheduledrate.ByPublishAt(), scheduledrate.ByID()).Limit(scheduledBatch).All(ctx)
	if err != nil {
		return 0, fmt.Errorf("list the scheduled rates: %w", err)
	}
	published := 0
	for _, row := range due {
		done, err := s.publishScheduled(ctx, row.ID)
		if err != nil {
			return published, fmt.Errorf("publish scheduled rate %s: %w", row.ID, err)
		}
		if done {
			published++
		}
	}
	return published, nil
}

func (s *Service) publishScheduled(ctx context.Context, id uuid.UUID) (published bool, err error) {
	command := store.Command{Action: "rate.publishScheduled", Locks: []event.Aggregate{RateAggregate, BaseRateAggregate, scheduledLock(id)}}
	_, err = store.Do(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) error {
		row, err := openSchedule(ctx, tx, id)
		if err != nil {
			return err
		}
		now, overridden, err := s.judgeScheduled(ctx, tx, row)
		if refused := domain.Refusals(err); len(refused) > 0 {
			return refuseScheduled(ctx, tx, row, refused[0])
		}
		if err != nil {
			return err
		}
		next := now.byHand(domain.RatePair{Buy: row.HouseBuys, Sell: row.HouseSells}, row.Reason, overridden)
		next.by = &row.ScheduledBy
		rateID, err := writePublic(ctx, tx, now, next)
		if err != nil {
			return err
		}
		if err := tellSchedule(ctx, tx, row.ID, domain.EventScheduledRatePublished); err != nil {
			return err
		}
		published = true
		return endSchedule(ctx, tx, row, domain.SchedulePublished, func(u *ent.ScheduledRateUpdateOne) { u.SetPublicRateID(rateID) })
	})
	var ended *domain.Error
	if errors.As(err, &ended) {
		return false, nil // another instance, or who took it back, came first
	}
	return published, err
}

// judgeScheduled measures a pair at its instant, as if its scheduler published it now.
func (s *Service) judgeScheduled(ctx context.Context, tx *store.Tx, row *ent.ScheduledRate) (inForce, bool, error) {
	by, err := scheduler(ctx, tx, row)
	if err != nil {
		return inForce{}, false, err
	}
	if !by.Can(domain.RatesPublish) || row.Override && !by.Can(domain.RatesOverride) {
		return inForce{}, false, domain.Refuse(domain.CodeForbidden, "Quien programó este precio ya no puede publicarlo.")
	}
	now, overridden, _, err := s.judge(ctx, tx, by, domain.RatePair{Buy: row.HouseBuys, Sell: row.HouseSells}, row.Override)
	return now, overridden, err
}

// scheduler is who scheduled a pair, with the rights that it has now.
func scheduler(ctx context.Context, tx *store.Tx, row *ent.ScheduledRate) (access.Actor, error) {
	if row.ScheduledBy == domain.HouseUserID() {
		return access.Actor{Kind: domain.ActorSystem, Role: domain.RoleSystem}, nil
	}
	return access.PersonNow(ctx, tx.Client(), row.ScheduledBy)
}

func refuseScheduled(ctx context.Context, tx *store.Tx, row *ent.ScheduledRate, refusal *domain.Error) error {
	tx.Audit(audit.Entry{ObjectKind: domain.ObjectScheduledRate, ObjectID: row.ID, After: map[string]any{"outcome": domain.ScheduleRefused, "code": refusal.Code}})
	err := tx.EmitNext(ctx, event.Record{Kind: domain.EventScheduledRateRefused, Aggregate: scheduledLock(row.ID), TraderID: row.ScheduledBy,
		Facts: domain.ScheduledRateFacts{HouseBuys: row.HouseBuys, HouseSells: row.HouseSells, ScheduledBy: row.ScheduledBy, PublishAt: row.PublishAt, Code: refusal.Code}})
	if err != nil {
		return err
	}
	return endSchedule(ctx, tx, row, domain.ScheduleRefused, func(u *ent.ScheduledRateUpdateOne) { u.SetRefusal(refusal.Message) })
}

func tellSchedule(ctx context.Context, tx *store.Tx, id uuid.UUID, kind domain.EventKind) error {
	return tx.EmitNext(ctx, event.Record{Kind: kind, Aggregate: scheduledLock(id)})
}

func scheduledLock(id uuid.UUID) event.Aggregate {
	return event.Aggregate{Type: domain.ObjectScheduledRate, ID: id}
}

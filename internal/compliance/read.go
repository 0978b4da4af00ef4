package compliance

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/customer"
	"github.com/qoricash/qoricash/ent/predicate"
	"github.com/qoricash/qoricash/ent/screeninghit"
	"github.com/qoricash/qoricash/ent/screeningsubject"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

func ofClientID(client uuid.UUID) predicate.ScreeningSubject {
	return screeningsubject.ClientID(client)
}

// ListStates answers how a client stands to each kind of list by what it was compared with, as a transaction finds it (risk.ListStates).
func (s *Service) ListStates(ctx context.Context, from *ent.Client, client uuid.UUID) (map[domain.RiskList]domain.RiskListState, error) {
	rows, err := from.ScreeningSubject.Query().Where(ofClientID(client), screeningsubject.RetiredAtIsNil()).WithRun().
		WithHits(func(q *ent.ScreeningHitQuery) {
			q.Where(screeninghit.StateIn(domain.HitStatesWhich(domain.HitState.Counts)...))
		}).All(access.AsSystem(ctx))
	if err != nil {
		return nil, fmt.Errorf("read how a client stands to lists: %w", err)
	}
	subjects := make([]domain.SubjectStanding, len(rows))
	for i, row := range rows {
		subjects[i].Outcome = row.Outcome
		if row.Coverage != nil {
			subjects[i].Screened = slices.Sorted(maps.Keys(row.Edges.Run.ListVersions))
		}
		for _, hit := range row.Edges.Hits {
			subjects[i].Hits = append(subjects[i].Hits, domain.StandingHit{Source: hit.Source, State: hit.State})
		}
	}
	return domain.ScreenedLists(subjects), nil
}

// AgainInput asks for a client to be compared again.
type AgainInput struct {
	IdempotencyKey string    `json:"-"`
	ClientID       uuid.UUID `json:"clientId"`
}

// ScreenAgain compares everybody in the file of a client with the active lists at once, and answers the client. For the holders of
// screening.review.
func (s *Service) ScreenAgain(ctx context.Context, in AgainInput) (uuid.UUID, store.Replay, error) {
	actor, err := access.Require(ctx, domain.ScreeningReview)
	if err != nil {
		return uuid.Nil, false, err
	}
	if err := s.Refresh(ctx); err != nil {
		return uuid.Nil, false, err
	}
	command := store.Command{Action: "screening.run", Key: in.IdempotencyKey, Input: in, Locks: []event.Aggregate{lockOf(in.ClientID)}}
	return store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (uuid.UUID, error) {
		there, err := tx.Customer.Query().Where(customer.ID(in.ClientID)).Exist(ctx)
		if err != nil {
			return uuid.Nil, fmt.Errorf("find a client: %w", err)
		}
		if !there {
			return uuid.Nil, domain.Refuse(domain.CodeNotFound, "No existe ese cliente.").At("clientId")
		}
		return in.ClientID, s.screen(ctx, tx, in.ClientID, asked{trigger: domain.ScreeningOnDemand, again: true, by: actor.ID})
	})
}

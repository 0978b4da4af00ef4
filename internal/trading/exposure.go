package trading

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/customer"
	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/clientele"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// lockOfExposure is the lock of what the desk made for the clients of a trader.
func lockOfExposure(trader uuid.UUID) event.Aggregate {
	return event.Aggregate{Type: domain.ObjectTraderExposure, ID: trader}
}

// exposed answers the trader whose exposure an operation of a client raises; uuid.Nil where nothing bounds it, as for what clients make
// themselves. Its lock is taken before the transaction begins: [Service.stillExposed] asks whether it was the right one.
func (s *Service) exposed(ctx context.Context, by access.Actor, clientID uuid.UUID) (uuid.UUID, error) {
	if by.IsClient() || s.policy.Parameters(s.store.Clock().Now()).TraderExposure.IsZero() {
		return uuid.Nil, nil
	}
	client, err := s.store.Read().Customer.Query().Where(customer.ID(clientID)).Only(ctx)
	if ent.IsNotFound(err) {
		return uuid.Nil, nil // refused by who reads the client
	}
	if err != nil {
		return uuid.Nil, fmt.Errorf("read the client: %w", err)
	}
	return client.OwnerID, nil
}

// stillExposed refuses where the client went to another trader after its former one was locked, or the bound came into force meanwhile.
func (s *Service) stillExposed(tx *store.Tx, client *ent.Customer, locked uuid.UUID) error {
	if tx.Actor.IsClient() || s.policy.Parameters(tx.Now).TraderExposure.IsZero() || client.OwnerID == locked {
		return nil
	}
	return domain.Refuse(domain.CodeStaleVersion, "El cliente pasó a otro trader en este momento. Vuelve a intentarlo.").At("quoteId")
}

// exposureOf reads what the open operations that the desk made for the clients of a trader come to, but for some of them. Where nothing bounds
// them, nothing is read.
func (s *Service) exposureOf(ctx context.Context, from *ent.Client, trader uuid.UUID, now time.Time, except ...uuid.UUID) (domain.TraderExposure, error) {
	exposure := domain.TraderExposure{Cap: s.policy.Parameters(now).TraderExposure}
	if exposure.Cap.IsZero() {
		return exposure, nil
	}
	open, err := clientele.Operations(ctx, from, operation.TraderID(trader), operation.CreatedByKindEQ(domain.ActorStaff),
		operation.StatusIn(domain.Pending, domain.InProcess), operation.IDNotIn(except...))
	exposure.Open = open.Total().USD
	return exposure, err
}

// lockOfItsExposure answers the lock of the trader whose exposure an operation counts in; none where nothing bounds it.
func (s *Service) lockOfItsExposure(ctx context.Context, id uuid.UUID) ([]event.Aggregate, error) {
	if s.policy.Parameters(s.store.Clock().Now()).TraderExposure.IsZero() {
		return nil, nil
	}
	row, err := s.store.Read().Operation.Query().Where(operation.ID(id)).Only(access.AsSystem(ctx))
	if ent.IsNotFound(err) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the operation: %w", err)
	}
	return []event.Aggregate{lockOfExposure(row.TraderID)}, nil
}

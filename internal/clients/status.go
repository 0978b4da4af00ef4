package clients

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/clientele"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/store"
)

// StatusInput closes a client or opens it again.
type StatusInput struct {
	IdempotencyKey string `json:"-"`
	ClientID       uuid.UUID
	// Reason stands in the audit trail; the client is not told.
	Reason string
}

// Deactivate closes a client; its sessions, and the links that were sent to it, end at once. IN_USE names the live operation
// that has to end first.
func (s *Service) Deactivate(ctx context.Context, in StatusInput) (uuid.UUID, store.Replay, error) {
	var ended []uuid.UUID
	id, replayed, err := s.changeStatus(ctx, "client.deactivate", in, func(ctx context.Context, tx *store.Tx, row *ent.Customer) error {
		if row.Status == domain.ClientDeactivated {
			return domain.Refuse(domain.CodeNotAllowedInStatus, "El cliente ya está inactivo.").At("clientId").With("status", row.Status)
		}
		if err := mustNotOperate(ctx, tx, row.ID); err != nil {
			return err
		}
		if err := clientele.Deactivate(ctx, tx, row, in.Reason); err != nil {
			return err
		}
		var err error
		ended, err = identity.EndWithin(ctx, tx, identity.ClientOf(row.ID))
		return err
	})
	for _, session := range ended {
		s.areas.People.Forget(session)
	}
	return id, replayed, err
}

// Reactivate opens a closed client again. It is active then, also one that had not proved its e-mail: the house vouches for
// it, as for those that it registers itself.
func (s *Service) Reactivate(ctx context.Context, in StatusInput) (uuid.UUID, store.Replay, error) {
	return s.changeStatus(ctx, "client.reactivate", in, func(ctx context.Context, tx *store.Tx, row *ent.Customer) error {
		if row.Status != domain.ClientDeactivated {
			return domain.Refuse(domain.CodeNotAllowedInStatus, "El cliente no está desactivado.").At("clientId").With("status", row.Status)
		}
		return clientele.Reactivate(ctx, tx, row, in.Reason)
	})
}

// changeStatus does one of the two under the locks of the client and of its sessions.
func (s *Service) changeStatus(ctx context.Context, action string, in StatusInput, act func(context.Context, *store.Tx, *ent.Customer) error) (uuid.UUID,
	store.Replay, error) {
	if _, err := access.Require(ctx, domain.ClientsDeactivate); err != nil {
		return uuid.Nil, false, err
	}
	var faults domain.Faults
	in.Reason = checkReason(&faults, in.Reason, "reason")
	if err := faults.Err(); err != nil {
		return uuid.Nil, false, err
	}
	command := store.Command{Action: action, Key: in.IdempotencyKey, Input: in, Locks: []event.Aggregate{clientele.Lock(in.ClientID), identity.ClientOf(in.ClientID).Lock()}}
	return store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (uuid.UUID, error) {
		row, err := visible(ctx, tx, in.ClientID)
		if err != nil {
			return uuid.Nil, err
		}
		return row.ID, act(ctx, tx, row)
	})
}

// mustNotOperate refuses while the client has a live operation; the client's lock keeps another from beginning.
func mustNotOperate(ctx context.Context, tx *store.Tx, id uuid.UUID) error {
	live, err := tx.Operation.Query().Where(operation.ClientID(id), operation.StatusIn(domain.Pending, domain.InProcess)).
		Order(operation.ByNumber()).First(access.AsSystem(ctx))
	if ent.IsNotFound(err) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("look for a live operation: %w", err)
	}
	return domain.Refuse(domain.CodeInUse, "El cliente tiene la operación %s en curso. Termínala o cancélala antes de desactivarlo.", live.Code).
		At("clientId").With("code", live.Code)
}

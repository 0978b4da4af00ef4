package notify

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent/outboxmessage"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// ReplayInput sends messages again that were given up.
type ReplayInput struct {
	IdempotencyKey string      `json:"-"`
	MessageIDs     []uuid.UUID `json:"messageIds"`
}

// Replay makes dead messages due again, with all their tries. They keep their ids, and so their keys: a provider that took one
// after all keeps it from arriving twice. A message whose code or link is gone cannot be sent again.
func (s *Service) Replay(ctx context.Context, in ReplayInput) ([]uuid.UUID, store.Replay, error) {
	if _, err := access.Require(ctx, domain.MessagesManage); err != nil {
		return nil, false, err
	}
	if len(in.MessageIDs) == 0 || len(in.MessageIDs) > mostAtOnce {
		return nil, false, domain.Refuse(domain.CodeInvalid, "Elige entre 1 y %d mensajes.", mostAtOnce).At("messageIds")
	}
	chosen := distinct(in.MessageIDs).list()
	locks := make([]event.Aggregate, len(chosen))
	for i, id := range chosen {
		locks[i] = event.Aggregate{Type: domain.ObjectOutboxMessage, ID: id}
	}
	ids, replayed, err := store.Run(ctx, s.store, store.Command{Action: "outbox.replay", Key: in.IdempotencyKey, Input: in, Locks: locks},
		func(ctx context.Context, tx *store.Tx) ([]uuid.UUID, error) {
			return s.revive(ctx, tx, chosen)
		})
	if err == nil {
		s.wakeSenders()
	}
	return ids, replayed, err
}

func (s *Service) revive(ctx context.Context, tx *store.Tx, ids []uuid.UUID) ([]uuid.UUID, error) {
	rows, err := tx.OutboxMessage.Query().Where(outboxmessage.IDIn(ids...)).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("find messages: %w", err)
	}
	if len(rows) < len(ids) {
		return nil, domain.Refuse(domain.CodeNotFound, "No existe ese mensaje.").At("messageIds")
	}
	for _, row := range rows {
		said, known := s.letters.of(Kind(row.Kind))
		switch {
		case row.Status != domain.MessageDead:
			return nil, domain.Refuse(domain.CodeNotAllowedInStatus, "Solo se reenvían mensajes que ya no se intentan enviar.").
				At("messageIds").With("status", row.Status)
		case !known || said.Secret:
			return nil, domain.Refuse(domain.CodeNotAllowedInStatus, "Este mensaje llevaba un código o un enlace que ya no existe: pide uno nuevo.").
				At("messageIds").With("kind", row.Kind)
		case row.ExpiresAt != nil && !row.ExpiresAt.After(tx.Now):
			return nil, domain.Refuse(domain.CodeNotAllowedInStatus, "Este mensaje ya no dice nada útil: venció.").
				At("messageIds").With("expiredAt", *row.ExpiresAt)
		}
		tx.Audit(audit.Entry{ObjectKind: domain.ObjectOutboxMessage, ObjectID: row.ID, Before: map[string]any{"status": row.Status, "attempts": row.Attempts,
			"failure": row.Failure}, After: map[string]any{"status": domain.MessagePending}})
		if err := tx.EmitNext(ctx, event.Record{Kind: domain.EventMessageReplayed, Aggregate: event.Aggregate{Type: domain.ObjectOutboxMessage, ID: row.ID},
			Facts: domain.MessageFacts{Kind: row.Kind, Channel: row.Channel}}); err != nil {
			return nil, err
		}
	}
	if err := outbox().Revive(ctx, tx, ids, tx.Now); err != nil {
		return nil, err
	}
	// A push that is sent again has another receipt.
	if err := tx.OutboxMessage.Update().Where(outboxmessage.IDIn(ids...)).ClearReceiptAt().Exec(ctx); err != nil {
		return nil, fmt.Errorf("forget receipts: %w", err)
	}
	return ids, nil
}

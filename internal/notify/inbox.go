package notify

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent/notification"
	"github.com/qoricash/qoricash/ent/predicate"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/store"
)

// mostAtOnce bounds lists of ids in one command.
const mostAtOnce = 100

// Caller answers who asks, when it is a person: whoever came with a token has no inbox, no telephone and no wishes.
func Caller(ctx context.Context) (Recipient, error) {
	actor, err := access.RequireSession(ctx)
	if err == nil && actor.Restriction != "" {
		err = access.Denied(actor)
	}
	return Recipient{Kind: actor.Kind, ID: actor.ID}, err
}

// MarkReadInput marks lines of the caller's inbox as read.
type MarkReadInput struct {
	IdempotencyKey string `json:"-"`
	// IDs are which; nil means all that there are.
	IDs []uuid.UUID `json:"notificationIds"`
}

// MarkRead marks lines of the caller's inbox as read. Those that were read stay as they are.
func (s *Service) MarkRead(ctx context.Context, in MarkReadInput) (int, store.Replay, error) {
	caller, err := Caller(ctx)
	if err != nil {
		return 0, false, err
	}
	if len(in.IDs) > mostAtOnce {
		return 0, false, domain.Refuse(domain.CodeInvalid, "Marca hasta %d avisos a la vez, o todos.", mostAtOnce).At("notificationIds")
	}
	return store.Run(ctx, s.store, store.Command{Action: "notification.markRead", Key: in.IdempotencyKey, Input: in},
		func(ctx context.Context, tx *store.Tx) (int, error) {
			which := []predicate.Notification{ofCaller(caller)}
			if in.IDs != nil {
				which = append(which, notification.IDIn(in.IDs...))
				if known, err := tx.Notification.Query().Where(which...).Count(ctx); err != nil {
					return 0, fmt.Errorf("find notifications: %w", err)
				} else if known < len(distinct(in.IDs)) {
					return 0, domain.Refuse(domain.CodeNotFound, "No existe ese aviso.").At("notificationIds")
				}
			}
			marked, err := tx.Notification.Update().Where(append(which, notification.ReadAtIsNil())...).SetReadAt(tx.Now).Save(ctx)
			if err != nil {
				return 0, fmt.Errorf("mark notifications as read: %w", err)
			}
			tx.Audit(audit.Entry{After: map[string]any{"count": marked}})
			return marked, nil
		})
}

func ofCaller(caller Recipient) predicate.Notification {
	if caller.Kind == domain.ActorStaff {
		return notification.UserID(caller.ID)
	}
	return notification.ClientID(caller.ID)
}

// Unread answers how many lines of the caller's inbox are unread.
func (s *Service) Unread(ctx context.Context) (int, error) {
	caller, err := Caller(ctx)
	if err != nil {
		return 0, err
	}
	count, err := s.store.Read().Notification.Query().Where(ofCaller(caller), notification.ReadAtIsNil()).Count(ctx)
	if err != nil {
		return 0, fmt.Errorf("count unread notifications: %w", err)
	}
	return count, nil
}

func distinct(list []uuid.UUID) ids {
	set := ids{}
	for _, id := range list {
		set[id] = true
	}
	return set
}

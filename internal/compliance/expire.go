package compliance

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent/clearedpair"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// pairsAtOnce bounds what one look reads.
const pairsAtOnce = 500

// ExpireCleared ends what two people cleared a year ago, compares those subjects again, and answers how many pairs it ended.
func (s *Service) ExpireCleared(ctx context.Context) (int, error) {
	ctx = access.AsSystem(ctx)
	if err := s.Refresh(ctx); err != nil {
		return 0, err
	}
	ended := 0
	for {
		rows, err := s.store.Read().ClearedPair.Query().Where(clearedpair.EndedAtIsNil(), clearedpair.ExpiresAtLTE(s.store.Clock().Now())).WithSubject().
			Order(clearedpair.ByExpiresAt()).Limit(pairsAtOnce).All(ctx)
		if err != nil {
			return ended, fmt.Errorf("find cleared pairs whose time is over: %w", err)
		}
		for _, row := range rows {
			count, err := s.expire(ctx, row.Edges.Subject.ClientID)
			if err != nil {
				return ended, err
			}
			ended += count
		}
		if len(rows) < pairsAtOnce {
			return ended, nil
		}
	}
}

// expire ends the pairs of a client whose time is over, and compares its file again.
func (s *Service) expire(ctx context.Context, client uuid.UUID) (int, error) {
	command := store.Command{Action: "screening.expire", Locks: []event.Aggregate{lockOf(client)}}
	count, _, err := store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (int, error) {
		stored, err := standingOf(ctx, tx.Client(), ofClientID(client))
		if err != nil {
			return 0, err
		}
		count := 0
		for _, one := range stored {
			for _, pair := range one.pairs {
				if tx.Now.Before(pair.ExpiresAt) {
					continue
				}
				if err := tx.ClearedPair.UpdateOneID(pair.ID).SetEndedAt(tx.Now).Exec(ctx); err != nil {
					return 0, fmt.Errorf("end a cleared pair: %w", err)
				}
				count++
			}
		}
		return count, s.screen(ctx, tx, client, asked{trigger: domain.ScreeningOnPending, again: true})
	})
	return count, err
}

package trading

import (
	"context"
	"fmt"
	"strings"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent/hold"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/store"
)

// HoldInput blocks an operation.
type HoldInput struct {
	Target `json:"-"`
	Reason domain.HoldReason `json:"reason"`
	// SafeText is what the client may read.
	SafeText string `json:"safeText"`
}

// Hold blocks an operation's transitions until it is released. Deposits are still recorded.
func (s *Service) Hold(ctx context.Context, in HoldInput) (uuid.UUID, store.Replay, error) {
	in.SafeText = strings.TrimSpace(in.SafeText)
	if in.SafeText == "" || !writable(in.SafeText, 300) {
		return uuid.Nil, false, domain.Refuse(domain.CodeInvalid, "Escribe un texto para el cliente de hasta 300 caracteres.").At("safeText")
	}
	return s.act(ctx, "operation.hold", domain.ActHold, in.Target, in, func(ctx context.Context, c *change) error {
		if err := c.apply(ctx, domain.ActHold, nil, EventFacts{Reason: string(in.Reason)}); err != nil {
			return err
		}
		_, err := c.tx.Hold.Create().SetCreatedAt(c.tx.Now).SetOperationID(c.row.ID).SetReason(in.Reason).SetSafeText(in.SafeText).
			SetOpenedBy(c.tx.Actor.ID).Save(ctx)
		if err != nil {
			return fmt.Errorf("insert the hold: %w", err)
		}
		return nil
	})
}

// ReleaseInput unblocks an operation.
type ReleaseInput struct {
	Target `json:"-"`
}

// Release ends an operation's open hold. A deposit that became complete meanwhile takes effect now.
func (s *Service) Release(ctx context.Context, in ReleaseInput) (uuid.UUID, store.Replay, error) {
	return s.act(ctx, "operation.release", domain.ActRelease, in.Target, in, func(ctx context.Context, c *change) error {
		if err := c.apply(ctx, domain.ActRelease, nil, EventFacts{}); err != nil {
			return err
		}
		_, err := c.tx.Hold.Update().Where(hold.OperationID(c.row.ID), hold.ReleasedAtIsNil()).
			SetReleasedAt(c.tx.Now).SetReleasedBy(c.tx.Actor.ID).Save(ctx)
		if err != nil {
			return fmt.Errorf("release the hold: %w", err)
		}
		for _, row := range c.row.Edges.Holds {
			row.ReleasedAt = &c.tx.Now
		}
		return c.assign(ctx)
	})
}

package trading

import (
	"context"
	"fmt"

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

// Hold blocks an operation until it is released, also one that ended with live money. Deposits are still recorded, confirmed and
// unconfirmed.
func (s *Service) Hold(ctx context.Context, in HoldInput) (uuid.UUID, store.Replay, error) {
	told := domain.Text{Longest: 300, Lines: true, Missing: "Escribe un texto para el cliente de hasta 300 caracteres."}
	asked := request{action: "operation.hold", act: domain.ActHold, target: in.Target, input: &in, check: func() (err error) {
		in.SafeText, err = read(told, in.SafeText, "safeText")
		return err
	}}
	return s.act(ctx, asked, func(ctx context.Context, c *change) error {
		id := uuid.Must(uuid.NewV7())
		if err := c.apply(ctx, domain.ActHold, nil, domain.OperationFacts{Reason: string(in.Reason), Sealed: &domain.SealedFacts{Hold: &id, Words: c.words(in.SafeText)}}); err != nil {
			return err
		}
		_, err := c.tx.Hold.Create().SetID(id).SetCreatedAt(c.tx.Now).SetOperationID(c.row.ID).SetReason(in.Reason).SetSafeText(in.SafeText).
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

// Release ends an operation's open hold. What waited for it takes effect now: a deposit that became whole, or that is not whole any
// more. The client gets back what was left of its time, at least 5 minutes.
func (s *Service) Release(ctx context.Context, in ReleaseInput) (uuid.UUID, store.Replay, error) {
	asked := request{action: "operation.release", act: domain.ActRelease, target: in.Target, input: in}
	return s.act(ctx, asked, func(ctx context.Context, c *change) error {
		open := c.openHold()
		if err := c.apply(ctx, domain.ActRelease, nil, domain.OperationFacts{Sealed: &domain.SealedFacts{Hold: open}}); err != nil {
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

// openHold is the hold that is open; nil for none.
func (c *change) openHold() *uuid.UUID {
	for _, row := range c.row.Edges.Holds {
		if row.ReleasedAt == nil {
			return &row.ID
		}
	}
	return nil
}

package identity

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/accesstoken"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// RevokeTokenInput ends a token.
type RevokeTokenInput struct {
	IdempotencyKey string    `json:"-"`
	TokenID        uuid.UUID `json:"tokenId"`
}

// RevokeToken ends a token at once: here with the command, on every other instance when its event arrives. A token that is
// over already is refused with NOT_ALLOWED_IN_STATUS.
func (s *Service) RevokeToken(ctx context.Context, in RevokeTokenInput) (uuid.UUID, store.Replay, error) {
	found, err := s.ownToken(ctx, in.TokenID)
	if err != nil {
		return uuid.Nil, false, err
	}
	command := store.Command{Action: "token.revoke", Key: in.IdempotencyKey, Input: in, Locks: []event.Aggregate{StaffMember(found.HolderID).Lock()}}
	id, replayed, err := store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (uuid.UUID, error) {
		row, err := liveToken(ctx, tx, found.ID)
		if err != nil {
			return uuid.Nil, err
		}
		return row.ID, revokeToken(ctx, tx, row)
	})
	s.Forget(found.ID)
	return id, replayed, err
}

// ownToken finds a token that the caller may manage; what others manage is NOT_FOUND.
func (s *Service) ownToken(ctx context.Context, id uuid.UUID) (*ent.AccessToken, error) {
	if _, err := access.Require(ctx, domain.TokensManage); err != nil {
		return nil, err
	}
	row, err := s.store.Read().AccessToken.Query().Where(accesstoken.ID(id)).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, domain.Refuse(domain.CodeNotFound, "No existe ese token.").At("tokenId")
	}
	if err != nil {
		return nil, fmt.Errorf("find a token: %w", err)
	}
	return row, nil
}

// liveToken reads a token under its holder's lock, and refuses one that is over.
func liveToken(ctx context.Context, tx *store.Tx, id uuid.UUID) (*ent.AccessToken, error) {
	row, err := tx.AccessToken.Query().Where(accesstoken.ID(id)).Only(ctx)
	if err != nil {
		return nil, fmt.Errorf("read a token: %w", err)
	}
	if !tokenLives(row, tx.Now) {
		return nil, domain.Refuse(domain.CodeNotAllowedInStatus, "Este token ya terminó.").At("tokenId")
	}
	return row, nil
}

// revokeTokens ends the tokens of a person that are meant. The command holds the person's lock.
func revokeTokens(ctx context.Context, tx *store.Tx, holder uuid.UUID, meant func(*ent.AccessToken) bool) error {
	held, err := heldTokens(ctx, tx, holder)
	if err != nil {
		return err
	}
	for _, row := range held {
		if !meant(row) {
			continue
		}
		if err := revokeToken(ctx, tx, row); err != nil {
			return err
		}
	}
	return nil
}

func revokeToken(ctx context.Context, tx *store.Tx, row *ent.AccessToken) error {
	if err := tx.AccessToken.Update().Where(accesstoken.ID(row.ID)).SetRevokedAt(tx.Now).SetRevokedBy(acting(tx)).Exec(ctx); err != nil {
		return fmt.Errorf("revoke a token: %w", err)
	}
	tx.Audit(audit.Entry{ObjectKind: domain.ObjectToken, ObjectID: row.ID, After: map[string]any{"revoked": true, "holder": row.HolderID}})
	return tellToken(ctx, tx, domain.EventTokenRevoked, row.ID, nil)
}

package identity

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/accesstoken"
	"github.com/qoricash/qoricash/ent/user"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// CreateTokenInput asks for an access token.
type CreateTokenInput struct {
	IdempotencyKey string `json:"-"`
	Name           string
	Audience       domain.TokenAudience
	// HolderID is the person who answers for it; uuid.Nil for the caller.
	HolderID uuid.UUID
	Scopes   []domain.TokenScope
	// BudgetPerHour is in points of cost; nil means 20,000. Who manages its own tokens gives one 200,000 at most, and 1,000,000 to
	// all that live together.
	BudgetPerHour *int
	// Days is how long it is good.
	Days int
}

// IssuedToken is a new access token. Token is empty in a replay: it is shown once.
type IssuedToken struct {
	ID    uuid.UUID
	Token string
}

// CreateToken makes an access token. Who manages all tokens makes them for anybody of the house; who manages its own makes
// ANALYST tokens for itself, within a budget. All faults come at once; a person of the house that is not there is NOT_FOUND.
func (s *Service) CreateToken(ctx context.Context, in CreateTokenInput) (IssuedToken, store.Replay, error) {
	actor, err := access.Require(ctx, domain.TokensManage)
	if err != nil {
		return IssuedToken{}, false, err
	}
	if in.HolderID == uuid.Nil {
		in.HolderID = actor.ID
	}
	budget := defaultBudget
	if in.BudgetPerHour != nil {
		budget = *in.BudgetPerHour
	}
	var read tokenInput
	in.Name, in.Scopes = read.name(in.Name), read.scopes(in.Scopes)
	read.days(in.Days, in.Audience)
	read.budget(budget, largestBudgetOf(actor))
	if managesOwnAlone(actor) {
		read.own(actor, in)
	}
	if err := read.faults.Err(); err != nil {
		return IssuedToken{}, false, err
	}
	var token string
	command := store.Command{Action: "token.create", Key: in.IdempotencyKey, Input: in, Locks: []event.Aggregate{StaffMember(in.HolderID).Lock()}}
	id, replayed, err := store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (uuid.UUID, error) {
		if err := mayAnswerFor(ctx, tx, in.HolderID, in.Audience, in.Scopes); err != nil {
			return uuid.Nil, err
		}
		if err := mustHaveRoom(ctx, tx, in.HolderID); err != nil {
			return uuid.Nil, err
		}
		if err := mustStayWithinSum(ctx, tx, in.HolderID, budget, nil); err != nil {
			return uuid.Nil, err
		}
		row, secret, err := writeToken(ctx, tx, newTokenRow{name: in.Name, audience: in.Audience, holder: in.HolderID, scopes: in.Scopes,
			budget: budget, days: in.Days})
		token = secret
		return row, err
	})
	return IssuedToken{ID: id, Token: token}, replayed, err
}

// own refuses what somebody who manages its own tokens alone may not make.
func (i *tokenInput) own(actor access.Actor, in CreateTokenInput) {
	if in.Audience != domain.TokenAnalyst {
		i.faults.Add(domain.Refuse(domain.CodeForbidden, "Las claves de máquinas las crea un Master.").At("audience"))
	}
	if in.HolderID != actor.ID {
		i.faults.Add(UnknownPerson().At("holderId"))
	}
}

// mayAnswerFor refuses a holder that cannot have such a token. The command holds the holder's lock.
func mayAnswerFor(ctx context.Context, tx *store.Tx, holder uuid.UUID, audience domain.TokenAudience, scopes []domain.TokenScope) error {
	row, err := tx.User.Query().Where(user.ID(holder), user.StatusEQ(domain.UserActive), user.IsHouse(false)).WithGrants().Only(access.AsSystem(ctx))
	if ent.IsNotFound(err) {
		return UnknownPerson().At("holderId")
	}
	if err != nil {
		return fmt.Errorf("find who answers for a token: %w", err)
	}
	if refusal := unfit(audience, scopes, row.Role, grantedTo(row)); refusal != nil {
		return refusal
	}
	return nil
}

// mustHaveRoom refuses one token more than a person can keep an eye on. A token that follows another takes its place.
func mustHaveRoom(ctx context.Context, tx *store.Tx, holder uuid.UUID) error {
	held, err := heldTokens(ctx, tx, holder)
	if err != nil {
		return err
	}
	if len(held) >= mostTokens {
		return domain.Refuse(domain.CodeTooMany, "Una persona responde por hasta %d tokens a la vez. Revoca los que ya no se usan.", mostTokens).
			At("holderId").With("maximum", mostTokens)
	}
	return nil
}

// grantedTo lists the permissions beyond the role of a person that was read with its grants.
func grantedTo(row *ent.User) []domain.Permission {
	permissions := make([]domain.Permission, len(row.Edges.Grants))
	for i, grant := range row.Edges.Grants {
		permissions[i] = grant.Permission
	}
	return permissions
}

// newTokenRow is a token to be written.
type newTokenRow struct {
	name     string
	audience domain.TokenAudience
	holder   uuid.UUID
	scopes   []domain.TokenScope
	budget   int
	days     int
	replaces *uuid.UUID
}

// writeToken writes a token, its event and its audit row, and answers the text that is shown once. Neither the text nor its
// hash stands in the event or in the audit trail.
func writeToken(ctx context.Context, tx *store.Tx, in newTokenRow) (id uuid.UUID, text string, err error) {
	author := acting(tx)
	text, hash := newToken(prefixOf(in.audience))
	expires := tx.Now.AddDate(0, 0, in.days)
	row, err := tx.AccessToken.Create().SetCreatedAt(tx.Now).SetName(in.name).SetAudience(in.audience).SetHolderID(in.holder).
		SetCreatedBy(author).SetHint(text[:hintLength]).SetTokenHash(hash[:]).SetScopes(in.scopes).SetBudgetPerHour(in.budget).
		SetExpiresAt(expires).SetNillableReplacesID(in.replaces).Save(ctx)
	if err != nil {
		return uuid.Nil, "", fmt.Errorf("write a token: %w", err)
	}
	tx.Audit(audit.Entry{ObjectKind: domain.ObjectToken, ObjectID: row.ID, After: map[string]any{"name": in.name, "audience": in.audience,
		"holder": in.holder, "scopes": in.scopes, "budgetPerHour": in.budget, "expiresAt": expires, "replaces": in.replaces}})
	return row.ID, text, tellToken(ctx, tx, domain.EventTokenCreated, row.ID, domain.TokenCreatedFacts{Audience: in.audience})
}

// RotateTokenInput asks for a token that follows another.
type RotateTokenInput struct {
	IdempotencyKey string    `json:"-"`
	TokenID        uuid.UUID `json:"tokenId"`
	// OverlapHours is how long both work; 0 ends the older one at once.
	OverlapHours int `json:"overlapHours"`
	// Days is how long the new one is good.
	Days int `json:"days"`
}

// RotateToken makes a token that follows another: the same name, holder, scopes and budget, and both work for a while, so that
// the machine changes over without a request that fails. It answers the new one. A token is followed once, while it works.
func (s *Service) RotateToken(ctx context.Context, in RotateTokenInput) (IssuedToken, store.Replay, error) {
	old, err := s.ownToken(ctx, in.TokenID)
	if err != nil {
		return IssuedToken{}, false, err
	}
	var read tokenInput
	read.overlap(in.OverlapHours)
	read.days(in.Days, old.Audience)
	if err := read.faults.Err(); err != nil {
		return IssuedToken{}, false, err
	}
	var token string
	command := store.Command{Action: "token.rotate", Key: in.IdempotencyKey, Input: in, Locks: []event.Aggregate{StaffMember(old.HolderID).Lock()}}
	id, replayed, err := store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (uuid.UUID, error) {
		old, err := liveToken(ctx, tx, old.ID)
		if err != nil {
			return uuid.Nil, err
		}
		if old.RetiresAt != nil {
			return uuid.Nil, domain.Refuse(domain.CodeNotAllowedInStatus, "Este token ya tiene un sucesor.").At("tokenId")
		}
		if err := mayAnswerFor(ctx, tx, old.HolderID, old.Audience, old.Scopes); err != nil {
			return uuid.Nil, err
		}
		if err := mustStayWithinSum(ctx, tx, old.HolderID, old.BudgetPerHour, old); err != nil {
			return uuid.Nil, err
		}
		if err := retire(ctx, tx, old, tx.Now.Add(time.Duration(in.OverlapHours)*time.Hour)); err != nil {
			return uuid.Nil, err
		}
		row, secret, err := writeToken(ctx, tx, newTokenRow{name: old.Name, audience: old.Audience, holder: old.HolderID, scopes: old.Scopes,
			budget: old.BudgetPerHour, days: in.Days, replaces: &old.ID})
		token = secret
		return row, err
	})
	s.Forget(old.ID)
	return IssuedToken{ID: id, Token: token}, replayed, err
}

// retire gives a token that is followed its earlier end.
func retire(ctx context.Context, tx *store.Tx, old *ent.AccessToken, at time.Time) error {
	if old.ExpiresAt.Before(at) {
		at = old.ExpiresAt.UTC()
	}
	if err := tx.AccessToken.Update().Where(accesstoken.ID(old.ID)).SetRetiresAt(at).Exec(ctx); err != nil {
		return fmt.Errorf("retire a token: %w", err)
	}
	tx.Audit(audit.Entry{ObjectKind: domain.ObjectToken, ObjectID: old.ID, After: map[string]any{"retiresAt": at}})
	return tellToken(ctx, tx, domain.EventTokenRotated, old.ID, domain.TokenRotatedFacts{RetiresAt: at})
}

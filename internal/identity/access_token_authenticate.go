package identity

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/accesstoken"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
)

// lookUpToken answers who an access token acts for now, and refuses with UNAUTHENTICATED where it is worth nothing. Its
// SessionInfo stands for the token where others have a session: its id, and when it ends; it has no kind. It looks as the
// system, because nobody is known yet.
func (s *Service) lookUpToken(ctx context.Context, prefix string, hash tokenHash, now time.Time) (access.Actor, SessionInfo, error) {
	row, err := s.store.Read().AccessToken.Query().Where(accesstoken.TokenHash(hash[:])).
		WithHolder(func(q *ent.UserQuery) { q.WithGrants() }).Only(access.AsSystem(ctx))
	if ent.IsNotFound(err) {
		return access.Anonymous(), SessionInfo{}, unknownToken()
	}
	if err != nil {
		return access.Anonymous(), SessionInfo{}, fmt.Errorf("look up a token: %w", err)
	}
	if refusal := tokenRefusal(row, prefix, now); refusal != nil {
		return access.Anonymous(), SessionInfo{}, refusal
	}
	ends := tokenEnd(row)
	session := SessionInfo{ID: row.ID, StartedAt: row.CreatedAt.UTC(), SeenAt: row.CreatedAt.UTC(), IdleExpiresAt: ends, ExpiresAt: ends}
	return tokenActor(row), session, nil
}

// tokenActor is the person of the house who answers for a token, with no more than its scopes open.
func tokenActor(row *ent.AccessToken) access.Actor {
	actor := access.Actor{Kind: domain.ActorStaff, ID: row.HolderID, Role: actingRole(row.Audience, row.Edges.Holder.Role),
		TokenID: row.ID, Scopes: slices.Clone(row.Scopes), Budget: row.BudgetPerHour}
	if row.Audience == domain.TokenMachine {
		actor.Granted = grantedTo(row.Edges.Holder)
	}
	return actor
}

// tokenRefusal tells the holder of a token why it is worth nothing now; nil when it is. Only who has the token hears it, so it
// may say what happened.
func tokenRefusal(row *ent.AccessToken, prefix string, now time.Time) *domain.Error {
	switch {
	case prefix != prefixOf(row.Audience), row.Edges.Holder.Status != domain.UserActive:
		return unknownToken()
	case row.RevokedAt != nil:
		return tokenEnded("REVOKED", "Este token fue revocado. Usa otro.")
	case row.RetiresAt != nil && !now.Before(*row.RetiresAt):
		return tokenEnded("REPLACED", "Este token fue reemplazado por otro. Usa el nuevo.")
	case !now.Before(row.ExpiresAt):
		return tokenEnded("EXPIRED", "Este token venció. Crea otro.")
	}
	return nil
}

func unknownToken() *domain.Error {
	return domain.Refuse(domain.CodeUnauthenticated, "El token no es válido.")
}

func tokenEnded(reason, message string) *domain.Error {
	return domain.Refuse(domain.CodeUnauthenticated, "%s", message).With("reason", reason)
}

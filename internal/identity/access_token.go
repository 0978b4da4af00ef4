package identity

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/accesstoken"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// The bounds of access tokens.
const (
	longestAnalystDays = 90
	longestMachineDays = 365
	longestOverlap     = 168
	defaultBudget      = 20_000
	largestBudget      = 10_000_000
	// largestOwnBudget is the most that somebody who manages its own tokens alone gives one of them: a page of 50 live operations
	// costs 5,402 points, so it reads 37 of them an hour. More is a decision about the servers, which a Master takes.
	largestOwnBudget = 200_000
	// largestOwnSum bounds its live tokens together, or many tokens would be a larger budget: as many as a person holds, each
	// with the budget that it has when nothing is said.
	largestOwnSum = mostTokens * defaultBudget
	// mostTokens is how many live tokens one person answers for.
	mostTokens = 50
	// hintLength is how much of a token is kept to recognise it by: the prefix and 24 of its 256 bits.
	hintLength = 8
)

// prefixOf is how the tokens of an audience begin.
func prefixOf(audience domain.TokenAudience) string {
	if audience == domain.TokenMachine {
		return machinePrefix
	}
	return analystPrefix
}

// longestDays is how long a token of an audience may live.
func longestDays(audience domain.TokenAudience) int {
	if audience == domain.TokenMachine {
		return longestMachineDays
	}
	return longestAnalystDays
}

// actingRole is the role that a token has: an analyst's reads masked rows whoever answers for it.
func actingRole(audience domain.TokenAudience, holder domain.Role) domain.Role {
	if audience == domain.TokenAnalyst {
		return domain.RoleAnalyst
	}
	return holder
}

// unfit answers why somebody of a role cannot answer for a token, or nil. An analyst's token is of somebody who sees masked
// data anyway, and reads; each scope of a machine's key opens something that its holder may do.
func unfit(audience domain.TokenAudience, scopes []domain.TokenScope, role domain.Role, granted []domain.Permission) *domain.Error {
	for _, scope := range scopes {
		if audience == domain.TokenAnalyst && scope.Writes() {
			return domain.Refuse(domain.CodeInvalid, "Un token de analista solo lee: no admite %s.", scope).At("scopes").With("scope", scope)
		}
		opens := slices.ContainsFunc(scope.Permissions(), func(permission domain.Permission) bool {
			return domain.ReachOf(role, permission, granted) != domain.ReachNone
		})
		if audience == domain.TokenMachine && !opens {
			return domain.Refuse(domain.CodeInvalid, "El rol de quien responde por la clave no permite %s.", scope).At("scopes").With("scope", scope)
		}
	}
	if audience == domain.TokenAnalyst && !domain.Masked(role) {
		return domain.Refuse(domain.CodeInvalid, "Un token de analista es de una persona con el rol de analista.").At("holderId")
	}
	return nil
}

// canonicalScopes sorts scopes as the table of domain does, each once.
func canonicalScopes(scopes []domain.TokenScope) []domain.TokenScope {
	return slices.DeleteFunc(domain.TokenScopes(), func(scope domain.TokenScope) bool { return !slices.Contains(scopes, scope) })
}

// tokenInput collects what is wrong with an input about tokens.
type tokenInput struct{ faults domain.Faults }

func (i *tokenInput) name(text string) string {
	return domain.Text{Longest: 80, Missing: "Escribe para qué es el token, en hasta 80 caracteres."}.Check(&i.faults, text, "name")
}

func (i *tokenInput) scopes(scopes []domain.TokenScope) []domain.TokenScope {
	known := canonicalScopes(scopes)
	if len(known) == 0 {
		i.faults.Add(domain.Refuse(domain.CodeRequired, "Elige al menos un alcance para el token.").At("scopes"))
	}
	for _, scope := range known {
		for _, needed := range scope.Needs() {
			if !slices.Contains(known, needed) {
				i.faults.Add(domain.Refuse(domain.CodeInvalid, "El alcance %s necesita también %s.", scope, needed).At("scopes").With("needs", needed))
			}
		}
	}
	return known
}

func (i *tokenInput) days(days int, audience domain.TokenAudience) {
	if longest := longestDays(audience); days < 1 || days > longest {
		i.faults.Add(domain.Refuse(domain.CodeInvalid, "El token puede durar entre 1 y %d días.", longest).At("days").With("maximum", longest))
	}
}

func (i *tokenInput) budget(points, largest int) {
	if points < 1 || points > largest {
		i.faults.Add(domain.Refuse(domain.CodeInvalid, "El presupuesto por hora va de 1 a %d puntos.", largest).At("budgetPerHour").
			With("maximum", largest))
	}
}

func (i *tokenInput) overlap(hours int) {
	if hours < 0 || hours > longestOverlap {
		i.faults.Add(domain.Refuse(domain.CodeInvalid, "Los dos tokens pueden convivir entre 0 y %d horas.", longestOverlap).At("overlapHours").
			With("maximum", longestOverlap))
	}
}

// tokenEnd is when a token ends by itself: with its time, or earlier because another replaced it.
func tokenEnd(token *ent.AccessToken) time.Time {
	end := token.ExpiresAt
	if token.RetiresAt != nil && token.RetiresAt.Before(end) {
		end = *token.RetiresAt
	}
	return end.UTC()
}

// tokenLives tells whether a token works at an instant, as far as its row says.
func tokenLives(token *ent.AccessToken, now time.Time) bool {
	return token.RevokedAt == nil && now.Before(tokenEnd(token))
}

// heldTokens reads the tokens of a person that work now. The caller need not be the one who may see them; the command asked
// for its right.
func heldTokens(ctx context.Context, tx *store.Tx, holder uuid.UUID) ([]*ent.AccessToken, error) {
	rows, err := tx.AccessToken.Query().Where(accesstoken.HolderID(holder), accesstoken.RevokedAtIsNil(), accesstoken.ExpiresAtGT(tx.Now)).
		Order(accesstoken.ByID()).All(access.AsSystem(ctx))
	if err != nil {
		return nil, fmt.Errorf("read the tokens of a person: %w", err)
	}
	return slices.DeleteFunc(rows, func(row *ent.AccessToken) bool { return !tokenLives(row, tx.Now) }), nil
}

// tellToken adds an event about a token. Whatever changes a token holds the lock of its holder, who never changes, so its
// events are in order. It routes to nobody: tokens are the servers' affair.
func tellToken(ctx context.Context, tx *store.Tx, kind domain.EventKind, id uuid.UUID, facts any) error {
	return tx.EmitNext(ctx, event.Record{Kind: kind, Aggregate: event.Aggregate{Type: domain.ObjectToken, ID: id}, Facts: facts})
}

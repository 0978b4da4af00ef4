package identity_test

import (
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/testkit"
)

// spending is a sound request for an analyst's token with a budget.
func spending(holder uuid.UUID, points int) identity.CreateTokenInput {
	in := wanted(domain.TokenAnalyst, holder, domain.ScopeReadOperations)
	in.BudgetPerHour = &points
	return in
}

func TestAnAnalystGivesOneTokenABoundedBudget(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{})
	ctx, _ := h.master(t, "marta@qoricash.pe")
	analyst := h.hire(t, "lira@qoricash.pe", domain.RoleAnalyst)
	asAnalyst := h.as(t, analyst, domain.RoleAnalyst)
	for _, points := range []int{200_001, 10_000_000} {
		_, _, err := h.CreateToken(asAnalyst, spending(analyst, points))
		if refusal := testkit.Refused(t, err, domain.CodeInvalid, "budgetPerHour"); testkit.Param(refusal, "maximum") != "200000" {
			t.Errorf("%d points: %+v", points, refusal)
		}
	}
	done(h.CreateToken(asAnalyst, spending(analyst, 200_000)))(t)

	// A Master decides otherwise, for the same person, up to what no token exceeds.
	done(h.CreateToken(ctx, spending(analyst, 10_000_000)))(t)
	_, _, err := h.CreateToken(ctx, spending(analyst, 10_000_001))
	if refusal := testkit.Refused(t, err, domain.CodeInvalid, "budgetPerHour"); testkit.Param(refusal, "maximum") != "10000000" {
		t.Errorf("a Master: %+v", refusal)
	}
}

func TestAnAnalystsTokensShareABoundedBudget(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{})
	ctx, _ := h.master(t, "marta@qoricash.pe")
	analyst := h.hire(t, "lira@qoricash.pe", domain.RoleAnalyst)
	asAnalyst := h.as(t, analyst, domain.RoleAnalyst)
	var held []identity.IssuedToken
	for range 5 {
		held = append(held, done(h.CreateToken(asAnalyst, spending(analyst, 200_000)))(t))
	}
	_, _, err := h.CreateToken(asAnalyst, spending(analyst, 1))
	refusal := testkit.Refused(t, err, domain.CodeInvalid, "budgetPerHour")
	if testkit.Param(refusal, "maximum") != "1000000" || testkit.Param(refusal, "held") != "1000000" {
		t.Errorf("told %+v", refusal)
	}

	// What was revoked spends nothing, and nobody else's counts.
	done(h.RevokeToken(asAnalyst, identity.RevokeTokenInput{TokenID: held[0].ID}))(t)
	done(h.CreateToken(asAnalyst, spending(analyst, 200_000)))(t)
	other := h.hire(t, "luz@qoricash.pe", domain.RoleAnalyst)
	done(h.CreateToken(h.as(t, other, domain.RoleAnalyst), spending(other, 200_000)))(t)
	done(h.CreateToken(ctx, spending(analyst, 200_000)))(t)
}

func TestRotationsWithOverlapsAreNoRowOfBudgets(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{})
	ctx, _ := h.master(t, "marta@qoricash.pe")
	analyst := h.hire(t, "lira@qoricash.pe", domain.RoleAnalyst)
	asAnalyst := h.as(t, analyst, domain.RoleAnalyst)
	rotation := func(id uuid.UUID) identity.RotateTokenInput {
		return identity.RotateTokenInput{IdempotencyKey: uuid.NewString(), TokenID: id, OverlapHours: 168, Days: 30}
	}
	// Given all that the person may have, each token is followed once while the older works.
	var fresh []identity.IssuedToken
	for range 5 {
		old := done(h.CreateToken(asAnalyst, spending(analyst, 200_000)))(t)
		fresh = append(fresh, done(h.RotateToken(asAnalyst, rotation(old.ID)))(t))
	}
	// When a follower is followed before the first is over, it would be a third budget.
	_, _, err := h.RotateToken(asAnalyst, rotation(fresh[0].ID))
	refusal := testkit.Refused(t, err, domain.CodeInvalid, "tokenId")
	if testkit.Param(refusal, "maximum") != "1000000" {
		t.Errorf("told %+v", refusal)
	}
	done(h.RotateToken(ctx, rotation(fresh[1].ID)))(t)
	h.Clock.Advance(168 * time.Hour)
	done(h.RotateToken(asAnalyst, rotation(fresh[0].ID)))(t)
}

func TestATokenWithAMastersBudgetIsRotatedByItsAnalyst(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{})
	ctx, _ := h.master(t, "marta@qoricash.pe")
	analyst := h.hire(t, "lira@qoricash.pe", domain.RoleAnalyst)
	old := done(h.CreateToken(ctx, spending(analyst, 5_000_000)))(t)
	fresh := done(h.RotateToken(h.as(t, analyst, domain.RoleAnalyst), identity.RotateTokenInput{TokenID: old.ID, OverlapHours: 24, Days: 30}))(t)
	if row := h.tokenRow(t, fresh.ID); row.BudgetPerHour != 5_000_000 {
		t.Errorf("follows with %d points", row.BudgetPerHour)
	}
}

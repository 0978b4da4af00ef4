package identity

import (
	"context"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/store"
)

// managesOwnAlone tells whether somebody makes tokens for itself and for nobody else.
func managesOwnAlone(actor access.Actor) bool {
	return actor.Reach(domain.TokensManage) == domain.ReachOwn
}

// largestBudgetOf is the most that somebody gives one token.
func largestBudgetOf(actor access.Actor) int {
	if managesOwnAlone(actor) {
		return largestOwnBudget
	}
	return largestBudget
}

// mustStayWithinSum refuses a budget that takes the live tokens of a person who manages its own beyond what they may spend
// together. A token that follows another takes its place, so it is refused only where the sum grows. The command holds the
// holder's lock.
func mustStayWithinSum(ctx context.Context, tx *store.Tx, holder uuid.UUID, budget int, followed *ent.AccessToken) error {
	if !managesOwnAlone(tx.Actor) {
		return nil
	}
	held, err := heldTokens(ctx, tx, holder)
	if err != nil {
		return err
	}
	before := sumOfBudgets(held, nil)
	after := sumOfBudgets(held, followed) + budget
	if after <= largestOwnSum || after <= before {
		return nil
	}
	field := "budgetPerHour"
	if followed != nil {
		field = "tokenId"
	}
	return domain.Refuse(domain.CodeInvalid, "Tus tokens vigentes suman hasta %d puntos por hora y ya tienen %d. Pide menos, o revoca los que ya no se usan.",
		largestOwnSum, before).At(field).With("maximum", largestOwnSum).With("held", before)
}

// sumOfBudgets adds up what tokens may spend in an hour, as it is once followed has a follower. A token beside its follower
// counts as one with it, but for a follower that is followed itself: else a row of rotations with overlaps would be a row of
// budgets.
func sumOfBudgets(held []*ent.AccessToken, followed *ent.AccessToken) int {
	ends := func(token *ent.AccessToken) bool {
		return token.RetiresAt != nil || followed != nil && token.ID == followed.ID
	}
	besideFollower := map[uuid.UUID]bool{}
	if followed != nil {
		besideFollower[followed.ID] = true
	}
	for _, token := range held {
		if token.ReplacesID != nil && !ends(token) {
			besideFollower[*token.ReplacesID] = true
		}
	}
	sum := 0
	for _, token := range held {
		if !besideFollower[token.ID] {
			sum += token.BudgetPerHour
		}
	}
	return sum
}

package graph

import (
	"context"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/deposit"
	"github.com/qoricash/qoricash/ent/payout"
	"github.com/qoricash/qoricash/ent/proof"
	"github.com/qoricash/qoricash/graph/selection"
	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/trading"
)

// mostOrigins is how far back one answer shows the way of money that moved: a document is at most twelve levels deep, so none asks for
// more. A level without rows costs no statement.
const mostOrigins = 10

func loadDeposit(query *ent.DepositQuery, asked *selection.Set, viewer access.Actor) {
	query.Order(deposit.ByID())
	loadAroundDeposit(query, asked, viewer, mostOrigins)
}

func loadAroundDeposit(query *ent.DepositQuery, asked *selection.Set, viewer access.Actor, origins int) {
	if asked.Has("Deposit.file") && !viewer.Masked() {
		query.WithFile()
	}
	if asked.Has("Deposit.origin") && origins > 0 {
		query.WithOrigin(func(q *ent.DepositQuery) { loadAroundDeposit(q, asked, viewer, origins-1) })
	}
}

func loadPayout(query *ent.PayoutQuery, asked *selection.Set, viewer access.Actor) {
	query.Order(payout.ByID())
	if asked.Has("Payout.houseAccount") && viewer.IsStaff() {
		query.WithHouseAccount()
	}
}

func loadProof(query *ent.ProofQuery, asked *selection.Set, viewer access.Actor) {
	query.Order(proof.ByID())
	if asked.Has("Proof.file") && !viewer.Masked() {
		query.WithFile()
	}
}

// settlements are the rows of money in an answer, with those that deposits came from.
type settlements struct {
	deposits []*ent.Deposit
	payouts  []*ent.Payout
}

func settlementsOf(operations []*ent.Operation) settlements {
	var shown settlements
	for _, row := range operations {
		shown.addDeposits(row.Edges.Deposits)
		shown.payouts = append(shown.payouts, row.Edges.Payouts...)
	}
	return shown
}

func (s *settlements) addDeposits(rows []*ent.Deposit) {
	for _, row := range rows {
		for ; row != nil; row = row.Edges.Origin {
			s.deposits = append(s.deposits, row)
		}
	}
}

// addDuplicates reads the money that deposits and payouts are like, where the document shows it, for people of the house: a client is
// not told what others report. It takes a fixed number of statements, however many rows there are.
func (r *Resolver) addDuplicates(ctx context.Context, lens *view.Lens, shown settlements) error {
	if !lens.Viewer.IsStaff() {
		return nil
	}
	asked := selection.Of(ctx)
	add := func(found map[uuid.UUID][]trading.Duplicate, err error) error {
		for id, list := range found {
			if lens.Duplicates == nil {
				lens.Duplicates = map[uuid.UUID][]trading.Duplicate{}
			}
			lens.Duplicates[id] = append(lens.Duplicates[id], list...)
		}
		return err
	}
	if asked.HasAny("Deposit.duplicateReference", "Deposit.duplicates") {
		if err := add(r.Trading.DuplicateReferences(ctx, shown.deposits)); err != nil {
			return err
		}
	}
	if asked.HasAny("Deposit.duplicateFile", "Deposit.duplicates") {
		if err := add(r.Trading.DuplicateFiles(ctx, shown.deposits)); err != nil {
			return err
		}
	}
	if asked.HasAny("Payout.duplicateReference", "Payout.duplicates") {
		return add(r.Trading.DuplicatePayouts(ctx, shown.payouts))
	}
	return nil
}

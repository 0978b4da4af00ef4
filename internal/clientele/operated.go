package clientele

import (
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/ent/predicate"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
)

// Operated is what the operations of one client in one state come to.
type Operated struct {
	ClientID uuid.UUID
	Status   domain.Status
	domain.AmountTotal
}

// OperatedSums are what the operations of clients come to, each client and state by itself.
type OperatedSums []Operated

// Operations sums up which operations: all of those, also what the caller may not see, because bounds of the house count them. The database
// adds; what is read grows with clients and states and not with operations.
func Operations(ctx context.Context, from *ent.Client, which ...predicate.Operation) (OperatedSums, error) {
	var rows []struct {
		ClientID uuid.UUID     `json:"client_id"`
		Status   domain.Status `json:"status"`
		USD      money.Amount  `json:"usd"`
		Count    int           `json:"count"`
	}
	err := from.Operation.Query().Where(which...).GroupBy(operation.FieldClientID, operation.FieldStatus).
		Aggregate(ent.As(ent.Sum(operation.FieldUsd), "usd"), ent.As(ent.Count(), "count")).Scan(access.AsSystem(ctx), &rows)
	if err != nil {
		return nil, fmt.Errorf("sum operations: %w", err)
	}
	sums := make(OperatedSums, len(rows))
	for i, row := range rows {
		sums[i] = Operated{ClientID: row.ClientID, Status: row.Status, AmountTotal: domain.AmountTotal{Count: row.Count, USD: row.USD}}
	}
	return sums, nil
}

// Total is what all of them come to, or those in some states where any are named.
func (s OperatedSums) Total(in ...domain.Status) domain.AmountTotal {
	var total domain.AmountTotal
	for _, sum := range s {
		if len(in) == 0 || slices.Contains(in, sum.Status) {
			total = total.Plus(sum.AmountTotal)
		}
	}
	return total
}

// ByClient is what those of each client come to; who has none is not there.
func (s OperatedSums) ByClient() map[uuid.UUID]domain.AmountTotal {
	totals := map[uuid.UUID]domain.AmountTotal{}
	for _, sum := range s {
		totals[sum.ClientID] = totals[sum.ClientID].Plus(sum.AmountTotal)
	}
	return totals
}

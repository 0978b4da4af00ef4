// Package report answers figures across the areas: what waits at the desk.
//
// Invariants: it writes nothing; each figure is for whoever has the right to what it counts, and over the rows that the right reaches; all
// figures of an answer are of one state of the database, read by one statement.
package report

import (
	"context"
	"fmt"

	"github.com/lib/pq"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// Service is the area's one entrance. It is safe for concurrent use.
type Service struct{ store *store.Store }

// New returns a service over the house's database.
func New(house *store.Store) *Service { return &Service{store: house} }

// DeskCounters are how many things wait at the desk, each nil for who has no right to it.
type DeskCounters struct {
	// OperationsAwaitingDeposit and OperationsInProcess are those that the caller reads.
	OperationsAwaitingDeposit, OperationsInProcess *int
	// OperationsUnassigned are in process and held by nobody, OperationsMine by the caller.
	OperationsUnassigned, OperationsMine *int
	// DepositsToCheck are reported and not seen yet, for an operator in what it holds.
	DepositsToCheck *int
	// OperationsOnHold have an open hold.
	OperationsOnHold *int
	// IdentificationsInReview are clients that wait for the house.
	IdentificationsInReview *int
	// ApprovalsToDecide are open, of a kind that the caller decides, and neither its own where a second person decides nor of somebody who
	// chose it ([domain.ChosenBy]).
	ApprovalsToDecide *int
	// MessagesGivenUp are tried no more.
	MessagesGivenUp *int
}

// DeskConcern takes the events after which a counter of the desk may differ that somebody is shown.
func DeskConcern(caller access.Actor) event.Filter {
	concern := event.Filter{Aggregates: []domain.ObjectKind{domain.ObjectOperation}}
	if caller.Can(domain.KYCReview) {
		concern.Aggregates = append(concern.Aggregates, domain.ObjectClient)
	}
	if len(domain.HouseApprovals().Within(caller.Can)) > 0 {
		// What somebody is given to act with tells on whose proposals they do not decide.
		concern.Aggregates = append(concern.Aggregates, domain.ObjectProposal, domain.ObjectUser, domain.ObjectPerson)
	}
	if caller.Can(domain.MessagesManage) {
		concern.Aggregates = append(concern.Aggregates, domain.ObjectOutboxMessage)
	}
	// Who is shown figures of its own operations alone is not woken for those of others.
	beyond := caller.Can(domain.OperationsTake) || caller.Can(domain.OperationsSettle) || caller.Can(domain.OperationsHold) || len(concern.Aggregates) > 1
	if caller.Reach(domain.OperationsRead) == domain.ReachPortfolio && !beyond {
		concern.TraderID = caller.ID
	}
	return concern
}

// deskStatement counts for the person $1 what the flags say that it has a right to.
const deskStatement = `
SELECT
	CASE WHEN $2 THEN (SELECT count(*) FROM operations WHERE status = 'PENDING' AND ($3 OR trader_id = $1)) END,
	CASE WHEN $2 THEN (SELECT count(*) FROM operations WHERE status = 'IN_PROCESS' AND ($3 OR trader_id = $1)) END,
	CASE WHEN $4 THEN (SELECT count(*) FROM operations WHERE status = 'IN_PROCESS' AND operator_id IS NULL) END,
	CASE WHEN $5 THEN (SELECT count(*) FROM operations WHERE status = 'IN_PROCESS' AND operator_id = $1) END,
	CASE WHEN $5 THEN (SELECT count(*) FROM deposits d JOIN operations o ON o.id = d.operation_id
		WHERE d.status = 'REPORTED' AND ($6 OR o.operator_id = $1)) END,
	CASE WHEN $7 THEN (SELECT count(DISTINCT operation_id) FROM holds WHERE released_at IS NULL) END,
	CASE WHEN $8 THEN (SELECT count(*) FROM clients WHERE kyc_status = 'IN_REVIEW') END,
	CASE WHEN cardinality($9::text[]) > 0 THEN (SELECT count(*) FROM proposals
		WHERE decision IS NULL AND kind = ANY ($9) AND NOT (four_eyes AND proposed_by = $1)
			AND NOT chosen_by(proposed_by, $1, created_at - make_interval(secs => $11))) END,
	CASE WHEN $10 THEN (SELECT count(*) FROM outbox_messages WHERE status = 'DEAD') END`

// Desk answers what waits for the caller, who is a person of the house.
func (s *Service) Desk(ctx context.Context) (*DeskCounters, error) {
	caller, err := Reader(ctx)
	if err != nil {
		return nil, err
	}
	all := func(permission domain.Permission) bool { return caller.Reach(permission) == domain.ReachAll }
	kinds := domain.HouseApprovals().Within(caller.Can)
	var shown DeskCounters
	err = s.store.DB().QueryRowContext(ctx, deskStatement, caller.ID, caller.Can(domain.OperationsRead), all(domain.OperationsRead),
		caller.Can(domain.OperationsTake), caller.Can(domain.OperationsSettle), all(domain.OperationsSettle), caller.Can(domain.OperationsHold),
		caller.Can(domain.KYCReview), pq.Array(kinds), caller.Can(domain.MessagesManage), domain.EntrustmentSettles.Seconds()).
		Scan(&shown.OperationsAwaitingDeposit, &shown.OperationsInProcess, &shown.OperationsUnassigned, &shown.OperationsMine, &shown.DepositsToCheck,
			&shown.OperationsOnHold, &shown.IdentificationsInReview, &shown.ApprovalsToDecide, &shown.MessagesGivenUp)
	if err != nil {
		return nil, fmt.Errorf("count what waits: %w", err)
	}
	return &shown, nil
}

// Reader answers the person of the house who asks; whoever is none is refused.
func Reader(ctx context.Context) (access.Actor, error) {
	caller, err := access.RequireSignedIn(ctx)
	if err == nil && !caller.IsStaff() {
		err = access.Denied(caller)
	}
	return caller, err
}

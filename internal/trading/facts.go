package trading

import (
	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
)

// FactsOf answers what the lifecycle needs to know about an operation whose deposits, payouts, proofs and holds are loaded.
func FactsOf(operation *ent.Operation, actor access.Actor) domain.Facts {
	facts := domain.Facts{
		DepositDue:      operation.Side.DepositAmount(operation.Usd, operation.Pen),
		PayoutDue:       operation.Side.PayoutAmount(operation.Usd, operation.Pen),
		Payouts:         len(operation.Edges.Payouts),
		Proofs:          len(operation.Edges.Proofs),
		Assigned:        operation.OperatorID != nil,
		MayEndInProcess: actor.Reach(domain.OperationsReassign) == domain.ReachAll,
	}
	for _, deposit := range operation.Edges.Deposits {
		addDeposit(&facts, operation, deposit)
	}
	for _, payout := range operation.Edges.Payouts {
		facts.Paid = facts.Paid.Add(payout.Amount)
	}
	for _, hold := range operation.Edges.Holds {
		facts.OnHold = facts.OnHold || hold.ReleasedAt == nil
	}
	return facts
}

func addDeposit(facts *domain.Facts, operation *ent.Operation, deposit *ent.Deposit) {
	counted := money.Amount{}
	if deposit.Counted {
		counted = deposit.Amount
	}
	switch deposit.Status {
	case domain.DepositReported:
		facts.AnyDepositLive = true
		facts.ToCheck++
		facts.Reported = facts.Reported.Add(counted)
	case domain.DepositConfirmed:
		facts.AnyDepositLive = true
		facts.Confirmed = facts.Confirmed.Add(counted)
		if refundable(operation, deposit) {
			facts.Refundable++
		}
	case domain.DepositRejected:
		facts.AnyDepositRejected = true
	}
}

// refundable tells whether confirmed money may go back: not once the operation exchanged it.
func refundable(operation *ent.Operation, deposit *ent.Deposit) bool {
	return operation.Status != domain.Completed || !deposit.Counted
}

// Reaches tells whether a permission of the actor goes over this operation.
func Reaches(actor access.Actor, permission domain.Permission, operation *ent.Operation) bool {
	switch actor.Reach(permission) {
	case domain.ReachAll:
		return true
	case domain.ReachPortfolio:
		return operation.TraderID == actor.ID
	case domain.ReachAssigned:
		return operation.OperatorID != nil && *operation.OperatorID == actor.ID
	case domain.ReachUnassigned:
		return operation.OperatorID == nil
	case domain.ReachOwn:
		return operation.ClientID == actor.ID
	}
	return false
}

// Availability says whether the actor may do an act now, and why not.
type Availability struct {
	Act     domain.Act
	Refusal *domain.Error
}

// Availabilities answers every act that a person may ask for, for this actor, now. Deposits, payouts, proofs and holds of
// the operation must be loaded.
func Availabilities(operation *ent.Operation, actor access.Actor) []Availability {
	facts := FactsOf(operation, actor)
	list := make([]Availability, 0, len(domain.Actions()))
	for _, act := range domain.Actions() {
		list = append(list, Availability{Act: act, Refusal: refusalFor(operation, actor, act, facts)})
	}
	return list
}

func refusalFor(operation *ent.Operation, actor access.Actor, act domain.Act, facts domain.Facts) *domain.Error {
	permission := domain.PermissionFor(act)
	if !actor.Can(permission) {
		return outsideRole()
	}
	if refusal := domain.Preview(operation.Status, act, facts); refusal != nil {
		return refusal
	}
	if !Reaches(actor, permission, operation) {
		return outOfReach(actor.Reach(permission))
	}
	return nil
}

func outsideRole() *domain.Error {
	return domain.Refuse(domain.CodeForbidden, "Tu perfil no tiene permiso para esta acción.")
}

func outOfReach(reach domain.Reach) *domain.Error {
	switch reach {
	case domain.ReachAssigned:
		return domain.Refuse(domain.CodeForbidden, "Solo el operador asignado puede hacerlo. Toma la operación o pide que te la asignen.")
	case domain.ReachUnassigned:
		return domain.Refuse(domain.CodeNotAllowedInStatus, "La operación ya tiene un operador asignado.")
	}
	return outsideRole()
}

package trading

import (
	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
)

// FactsOf answers what the lifecycle needs to know about an operation whose deposits, payouts, proofs and holds are loaded.
func FactsOf(operation *ent.Operation, actor access.Actor) domain.Facts {
	facts := domain.Facts{
		DepositDue:      operation.Side.DepositAmount(operation.Usd, operation.Pen),
		PayoutDue:       operation.Side.PayoutAmount(operation.Usd, operation.Pen),
		Assigned:        operation.OperatorID != nil,
		HasDeadline:     operation.WindowEndsAt != nil,
		MayEndInProcess: supervises(actor),
	}
	for _, deposit := range operation.Edges.Deposits {
		addDeposit(&facts, operation, deposit, actor)
	}
	for _, payout := range operation.Edges.Payouts {
		addPayout(&facts, operation, payout, actor)
	}
	for _, proof := range operation.Edges.Proofs {
		if proof.RetiredAt == nil {
			facts.Proofs++
		}
	}
	addHolds(&facts, operation.Edges.Holds, actor)
	return facts
}

func addHolds(facts *domain.Facts, rows []*ent.Hold, actor access.Actor) {
	facts.MayRelease = true
	for _, cause := range domain.HoldCauses() {
		open := openHold(rows, cause) != nil
		alone := cause.Alone(func(permission domain.Permission) bool { return actor.Reach(permission) == domain.ReachAll })
		facts.OnHold = facts.OnHold || open
		switch {
		case open && alone:
			facts.Releasable++
		case open:
			facts.MayRelease = false
		case alone:
			facts.Holdable++
		}
	}
}

func addDeposit(facts *domain.Facts, operation *ent.Operation, deposit *ent.Deposit, actor access.Actor) {
	live := isLive(operation, deposit)
	facts.AnyDepositLive = facts.AnyDepositLive || live
	switch deposit.Status {
	case domain.DepositReported:
		facts.ToCheck++
		if reportedBy(actor, deposit) {
			facts.Withdrawable++
		}
		if deposit.Counted {
			facts.Reported = facts.Reported.Add(deposit.Amount)
		}
	case domain.DepositConfirmed:
		if deposit.Counted {
			facts.Confirmed = facts.Confirmed.Add(deposit.Amount)
		}
		if live {
			addSeen(facts, deposit, actor)
		}
	}
}

// addSeen adds confirmed money that was not exchanged.
func addSeen(facts *domain.Facts, deposit *ent.Deposit, actor access.Actor) {
	facts.Refundable++
	if !deposit.Counted {
		facts.Applicable++
	}
	if deposit.AppliedFrom != nil {
		facts.Unappliable++
		if !deposit.Counted {
			facts.UnappliableWaiting++
		}
	} else if !confirmedBy(actor, deposit) {
		facts.Unconfirmable++
	}
}

func addPayout(facts *domain.Facts, operation *ent.Operation, payout *ent.Payout, actor access.Actor) {
	switch {
	case payout.VoidedAt == nil:
		facts.Payouts++
		facts.Paid = facts.Paid.Add(payout.Amount)
	case isOut(payout):
		facts.MoneyOut = true
	default:
		return
	}
	if mayVoid(actor, payout) && (operation.Status != domain.Completed || isOut(payout)) {
		facts.Voidable++
	}
}

// isLive tells whether money of a deposit may be there: reported or seen, and not exchanged by a completion.
func isLive(operation *ent.Operation, deposit *ent.Deposit) bool {
	return deposit.Status == domain.DepositReported ||
		deposit.Status == domain.DepositConfirmed && (operation.Status != domain.Completed || !deposit.Counted)
}

// isOut tells whether a payout went out with wrong data and did not come back.
func isOut(payout *ent.Payout) bool {
	return payout.VoidReason != nil && *payout.VoidReason == domain.VoidWrongData && payout.SentBackAt == nil
}

// mayVoid tells whether a payout was recorded by somebody else: nobody undoes what they recorded, nor says alone that it came back.
func mayVoid(actor access.Actor, payout *ent.Payout) bool {
	return payout.CreatedBy != actor.ID
}

func reportedBy(actor access.Actor, deposit *ent.Deposit) bool {
	return deposit.ReportedByKind == actor.Kind && deposit.ReportedBy != nil && *deposit.ReportedBy == actor.ID
}

func confirmedBy(actor access.Actor, deposit *ent.Deposit) bool {
	return deposit.DecidedBy != nil && *deposit.DecidedBy == actor.ID
}

// supervises tells whether the actor may do to any operation what its operator may not.
func supervises(actor access.Actor) bool {
	return actor.Reach(domain.OperationsReassign) == domain.ReachAll
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
		return noPermission()
	}
	if refusal := domain.Preview(operation.Status, act, facts); refusal != nil {
		return refusal
	}
	if !Reaches(actor, permission, operation) {
		return outOfReach(actor.Reach(permission))
	}
	return nil
}

func noPermission() *domain.Error {
	return domain.Refuse(domain.CodeForbidden, "Tu perfil no tiene permiso para esta acción.")
}

func outOfReach(reach domain.Reach) *domain.Error {
	switch reach {
	case domain.ReachAssigned:
		return domain.Refuse(domain.CodeForbidden, "Solo el operador asignado puede hacerlo. Toma la operación o pide que te la asignen.")
	case domain.ReachUnassigned:
		return domain.Refuse(domain.CodeNotAllowedInStatus, "La operación ya tiene un operador asignado.")
	}
	return noPermission()
}

package domain

import "github.com/qoricash/qoricash/internal/money"

// Act is something that happens to an operation.
type Act string

// The acts. All but the last six are what a person may ask for (`availableActions`).
const (
	ActAmend          Act = "AMEND"
	ActReportDeposit  Act = "REPORT_DEPOSIT"
	ActConfirmDeposit Act = "CONFIRM_DEPOSIT"
	ActRejectDeposit  Act = "REJECT_DEPOSIT"
	ActRefundDeposit  Act = "REFUND_DEPOSIT"
	ActTake           Act = "TAKE"
	ActReassign       Act = "REASSIGN"
	ActAddPayout      Act = "ADD_PAYOUT"
	ActAddProof       Act = "ADD_PROOF"
	ActComplete       Act = "COMPLETE"
	ActReturn         Act = "RETURN"
	ActCancel         Act = "CANCEL"
	ActHold           Act = "HOLD"
	ActRelease        Act = "RELEASE"
	ActNameOperator   Act = "NAME_OPERATOR"
	ActExpire         Act = "EXPIRE"
	ActEndDay         Act = "END_DAY"
	ActAssign         Act = "ASSIGN"
	ActCountDeposits  Act = "COUNT_DEPOSITS"
	// ActUnassign takes an operation from an operator who left and has no heir; ActRename passes the naming of one who left
	// to the heir, or lets it lapse.
	ActUnassign Act = "UNASSIGN"
	ActRename   Act = "RENAME"
)

// Actions lists the acts that a person may ask for.
func Actions() []Act {
	return []Act{ActAmend, ActReportDeposit, ActConfirmDeposit, ActRejectDeposit, ActRefundDeposit, ActTake, ActReassign,
		ActAddPayout, ActAddProof, ActComplete, ActReturn, ActCancel, ActHold, ActRelease, ActNameOperator}
}

// EventKind names what an event of an operation tells.
type EventKind string

// The events of an operation.
const (
	EventCreated          EventKind = "CREATED"
	EventAmended          EventKind = "AMENDED"
	EventDepositReported  EventKind = "DEPOSIT_REPORTED"
	EventDepositConfirmed EventKind = "DEPOSIT_CONFIRMED"
	EventDepositRejected  EventKind = "DEPOSIT_REJECTED"
	EventDepositRefunded  EventKind = "DEPOSIT_REFUNDED"
	EventDepositCounted   EventKind = "DEPOSIT_COUNTED"
	EventAssigned         EventKind = "ASSIGNED"
	EventPayoutAdded      EventKind = "PAYOUT_ADDED"
	EventProofAdded       EventKind = "PROOF_ADDED"
	EventCompleted        EventKind = "COMPLETED"
	EventReturned         EventKind = "RETURNED"
	EventCanceled         EventKind = "CANCELED"
	EventExpired          EventKind = "EXPIRED"
	EventHeld             EventKind = "HELD"
	EventReleased         EventKind = "RELEASED"
	EventUnassigned       EventKind = "UNASSIGNED"
	EventOperatorNamed    EventKind = "OPERATOR_NAMED"
)

// Facts are what the lifecycle needs to know about an operation. For an act that adds something (a deposit, a payout)
// they are the facts after it.
type Facts struct {
	// DepositDue and PayoutDue are what the client hands over and receives.
	DepositDue, PayoutDue money.Amount
	// Reported and Confirmed are the sums of the deposits that count for this operation.
	Reported, Confirmed money.Amount
	// AnyDepositLive tells whether some deposit, counted or not, is REPORTED or CONFIRMED: money may be there.
	AnyDepositLive bool
	// AnyDepositRejected tells whether some deposit was rejected.
	AnyDepositRejected bool
	// ToCheck and Refundable count the deposits that wait for a look at the bank, and those that may be given back.
	ToCheck, Refundable int
	// Paid is the sum of the payouts.
	Paid money.Amount
	// Payouts and Proofs count rows.
	Payouts, Proofs int
	// Assigned tells whether an operator holds the operation.
	Assigned bool
	// OnHold tells whether a hold is open.
	OnHold bool
	// DeadlinePassed tells whether the client's time ran out.
	DeadlinePassed bool
	// MayEndInProcess tells whether the actor may end an operation in process.
	MayEndInProcess bool
}

// MaxPayouts and MaxProofs bound the rows of an operation (domain.md 3.5).
const (
	MaxPayouts = 4
	MaxProofs  = 4
)

// Transition is one row of the lifecycle's table.
type Transition struct {
	From Status
	Act  Act
	To   Status
	// When narrows the row; the first row whose condition holds is the one that counts.
	When *Condition
	// Needs are checked in order; the first that fails is the refusal.
	Needs []Requirement
	// Event is what the transition tells the world.
	Event EventKind
}

// Condition chooses between rows of the same state and act.
type Condition struct {
	Name  string
	Holds func(Facts) bool
}

// Requirement is a fact that an act needs.
type Requirement struct {
	Name  string
	Check func(Facts) *Error
}

// Next answers what an act does to an operation in a state, or why it is refused. Holds, sums and deadlines are facts;
// who may do it is asked elsewhere (Permission).
func Next(from Status, act Act, facts Facts) (Transition, *Error) {
	known := false
	for _, row := range transitions {
		if row.From != from || row.Act != act {
			continue
		}
		known = true
		if row.When != nil && !row.When.Holds(facts) {
			continue
		}
		for _, need := range row.Needs {
			if refusal := need.Check(facts); refusal != nil {
				return Transition{}, refusal.With("status", from)
			}
		}
		return row, nil
	}
	if known {
		return Transition{}, notYet(act).With("status", from)
	}
	return Transition{}, Refuse(CodeNotAllowedInStatus,
		"La operación está en estado %s y no admite esta acción.", from.Label()).With("status", from).With("action", act)
}

// Transitions answers the whole table, for the diagram of the documentation and for tests.
func Transitions() []Transition { return append([]Transition(nil), transitions...) }

func notYet(act Act) *Error {
	return Refuse(CodeNotAllowedInStatus, "Todavía no se cumplen las condiciones para esta acción.").With("action", act)
}

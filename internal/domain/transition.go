package domain

import "github.com/qoricash/qoricash/internal/money"

// Act is something that happens to an operation.
type Act string

// The acts that a person may ask for (`availableActions`).
const (
	ActAmend            Act = "AMEND"
	ActReportDeposit    Act = "REPORT_DEPOSIT"
	ActWithdrawDeposit  Act = "WITHDRAW_DEPOSIT"
	ActConfirmDeposit   Act = "CONFIRM_DEPOSIT"
	ActUnconfirmDeposit Act = "UNCONFIRM_DEPOSIT"
	ActRejectDeposit    Act = "REJECT_DEPOSIT"
	ActRefundDeposit    Act = "REFUND_DEPOSIT"
	ActApplyDeposit     Act = "APPLY_DEPOSIT"
	ActUnapplyDeposit   Act = "UNAPPLY_DEPOSIT"
	ActTake             Act = "TAKE"
	ActReassign         Act = "REASSIGN"
	ActHandBack         Act = "HAND_BACK"
	ActAddPayout        Act = "ADD_PAYOUT"
	ActVoidPayout       Act = "VOID_PAYOUT"
	ActAddProof         Act = "ADD_PROOF"
	ActComplete         Act = "COMPLETE"
	ActReturn           Act = "RETURN"
	ActCancel           Act = "CANCEL"
	ActHold             Act = "HOLD"
	ActRelease          Act = "RELEASE"
	ActNameOperator     Act = "NAME_OPERATOR"
)

// The acts that follow from another one, or from time.
const (
	// ActExpire and ActEndDay end what waited too long.
	ActExpire Act = "EXPIRE"
	ActEndDay Act = "END_DAY"
	// ActLapse hands an operation back whose reported money nobody saw in time. Its facts are those after [Lapse].
	ActLapse  Act = "LAPSE"
	ActAssign Act = "ASSIGN"
	// ActCountDeposits lets deposits count that waited.
	ActCountDeposits Act = "COUNT_DEPOSITS"
	// ActReceiveDeposit is the other side of ActApplyDeposit, ActTakeBackDeposit that of ActUnapplyDeposit.
	ActReceiveDeposit  Act = "RECEIVE_DEPOSIT"
	ActTakeBackDeposit Act = "TAKE_BACK_DEPOSIT"
	// ActUnassign takes an operation from an operator who left and has no heir; ActRename passes the naming of one who left
	// to the heir, or lets it lapse.
	ActUnassign Act = "UNASSIGN"
	ActRename   Act = "RENAME"
)

// Actions lists the acts that a person may ask for.
func Actions() []Act {
	return []Act{ActAmend, ActReportDeposit, ActWithdrawDeposit, ActConfirmDeposit, ActUnconfirmDeposit, ActRejectDeposit,
		ActRefundDeposit, ActApplyDeposit, ActUnapplyDeposit, ActTake, ActReassign, ActHandBack, ActAddPayout, ActVoidPayout, ActAddProof,
		ActComplete, ActReturn, ActCancel, ActHold, ActRelease, ActNameOperator}
}

// SystemActs lists the acts that nobody asks for.
func SystemActs() []Act {
	return []Act{ActExpire, ActEndDay, ActLapse, ActAssign, ActCountDeposits, ActReceiveDeposit, ActTakeBackDeposit,
		ActUnassign, ActRename}
}

// Facts are what the lifecycle needs to know about an operation. For an act that adds something (a deposit, a payout)
// they are the facts after it.
type Facts struct {
	// DepositDue and PayoutDue are what the client hands over and receives.
	DepositDue, PayoutDue money.Amount
	// Reported and Confirmed are the sums of the deposits that count for this operation.
	Reported, Confirmed money.Amount
	// AnyDepositLive tells whether some deposit, counted or not, is REPORTED or CONFIRMED and was not exchanged: money may be
	// there.
	AnyDepositLive bool
	// ToCheck, Refundable, Withdrawable, Unconfirmable, Applicable and Unappliable count the deposits that the actor may do
	// the act of that name to.
	ToCheck, Refundable, Withdrawable, Unconfirmable, Applicable, Unappliable int
	// UnappliableWaiting counts those of Unappliable that count for nothing.
	UnappliableWaiting int
	// MovesCounted tells that the act takes away a deposit that counts.
	MovesCounted bool
	// Paid is the sum of the payouts, Payouts their number; void ones are left out. Voidable counts those that the actor may
	// void, or say of that they came back.
	Paid              money.Amount
	Payouts, Voidable int
	// MoneyOut tells whether a payout that was made with wrong data has not come back.
	MoneyOut bool
	// Proofs counts the evidence that no void retired.
	Proofs int
	// Assigned tells whether an operator holds the operation.
	Assigned bool
	// OnHold tells whether a hold is open, MayRelease whether the actor may release every one alone. OtherHolds tells of a release
	// whether holds of other causes stay open.
	OnHold, MayRelease, OtherHolds bool
	// Holdable counts the causes of which the actor may open a hold alone and none is open, Releasable the open holds that the actor
	// may release alone.
	Holdable, Releasable int
	// HasDeadline tells whether the client's time is bounded, DeadlinePassed whether it ran out, SightOverdue whether
	// reported money was to be seen by now.
	HasDeadline, DeadlinePassed, SightOverdue bool
	// MayEndInProcess tells whether the actor may end an operation in process, and undo what others may not.
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
	// Aside rows leave the operation as it is for whoever follows it: no version, no instant. Their event is told of the alert beside
	// it ([ObjectOperationAlert]), which neither client nor trader hears.
	Aside bool
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

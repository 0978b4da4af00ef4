package domain

import "slices"

// transitions is the lifecycle of an operation, whole (decisions.md, Lifecycle; areas.md F1-F16). Deposits are facts of the
// world: they are recorded in any state, and count for the operation only while it waits for money.
var transitions = slices.Concat(moneyMoves(), beforePayment, inProcess, afterEnd(Completed), comesBack, afterEnd(Canceled), afterEnd(Expired))

// movement is an act that may change which deposits count. What it leads to follows from what counts afterwards.
type movement struct {
	act   Act
	event EventKind
	needs []Requirement
}

var movements = []movement{
	{ActReportDeposit, EventDepositReported, nil},
	{ActConfirmDeposit, EventDepositConfirmed, nil},
	{ActRejectDeposit, EventDepositRejected, nil},
	{ActWithdrawDeposit, EventDepositWithdrawn, nil},
	{ActUnconfirmDeposit, EventDepositUnconfirmed, []Requirement{unpaidOrMaster}},
	{ActRefundDeposit, EventDepositRefunded, []Requirement{notHeldOrReleaser, nothingOut, unpaidOrWaiting}},
	{ActApplyDeposit, EventDepositApplied, []Requirement{notHeld}},
	{ActReceiveDeposit, EventDepositApplied, []Requirement{notHeld}},
	{ActUnapplyDeposit, EventDepositUnapplied, []Requirement{notHeld, nothingOut, unpaidOrWaiting}},
	{ActTakeBackDeposit, EventDepositUnapplied, []Requirement{notHeld}},
	{ActCountDeposits, EventDepositCounted, nil},
}

// moneyMoves is what every movement of deposits leads to: a whole deposit brings the operation to an operator, one that is not
// whole any more brings it back to the client, and an end stands.
func moneyMoves() []Transition {
	var rows []Transition
	for _, m := range movements {
		rows = append(rows,
			Transition{From: Pending, Act: m.act, To: InProcess, Event: m.event, Needs: m.needs, When: &depositedAndFree},
			Transition{From: Pending, Act: m.act, To: Pending, Event: m.event, Needs: m.needs},
			Transition{From: InProcess, Act: m.act, To: Pending, Event: m.event, Needs: m.needs, When: &shortAndFree},
			Transition{From: InProcess, Act: m.act, To: InProcess, Event: m.event, Needs: m.needs})
	}
	return rows
}

var beforePayment = []Transition{
	{From: Pending, Act: ActAmend, To: Pending, Event: EventAmended, Needs: []Requirement{notHeld, noCountedDeposit}},
	{From: Pending, Act: ActTake, To: Pending, Event: EventAssigned, Needs: []Requirement{unassigned, moneyToCheck}},
	{From: Pending, Act: ActReassign, To: Pending, Event: EventAssigned, Needs: []Requirement{assignedOrMoneyToCheck}},
	{From: Pending, Act: ActHandBack, To: Pending, Event: EventUnassigned, Needs: []Requirement{assigned}},
	{From: Pending, Act: ActUnassign, To: Pending, Event: EventUnassigned},
	{From: Pending, Act: ActNameOperator, To: Pending, Event: EventOperatorNamed, Needs: []Requirement{unassigned}},
	{From: Pending, Act: ActRename, To: Pending, Event: EventOperatorNamed},
	{From: Pending, Act: ActCancel, To: Canceled, Event: EventCanceled, Needs: []Requirement{notHeld, noLiveDeposit}},
	{From: Pending, Act: ActExpire, To: Expired, Event: EventExpired, Needs: []Requirement{notHeld, deadlinePassed}},
	{From: Pending, Act: ActEndDay, To: Expired, Event: EventExpired, Needs: []Requirement{notHeld, nothingStopsTheDay}},
	{From: Pending, Act: ActHold, To: Pending, Event: EventHoldAdded, When: &heldAlready, Aside: true},
	{From: Pending, Act: ActHold, To: Pending, Event: EventHeld},
	{From: Pending, Act: ActRelease, To: Pending, Event: EventHoldLifted, When: &heldStill, Aside: true},
	{From: Pending, Act: ActRelease, To: InProcess, Event: EventReleased, When: &depositedAndHeld},
	{From: Pending, Act: ActRelease, To: Pending, Event: EventReleased, Needs: []Requirement{held}},
}

var inProcess = []Transition{
	{From: InProcess, Act: ActAssign, To: InProcess, Event: EventAssigned},
	{From: InProcess, Act: ActTake, To: InProcess, Event: EventAssigned, Needs: []Requirement{unassigned}},
	{From: InProcess, Act: ActReassign, To: InProcess, Event: EventAssigned},
	{From: InProcess, Act: ActHandBack, To: InProcess, Event: EventUnassigned, Needs: []Requirement{assigned}},
	{From: InProcess, Act: ActUnassign, To: InProcess, Event: EventUnassigned},
	{From: InProcess, Act: ActRename, To: InProcess, Event: EventOperatorNamed},
	{From: InProcess, Act: ActAddPayout, To: InProcess, Event: EventPayoutAdded,
		Needs: []Requirement{notHeld, depositsConfirmed, payoutsWithinBounds}},
	{From: InProcess, Act: ActVoidPayout, To: Pending, Event: EventPayoutVoided, Needs: []Requirement{notHeld}, When: &shortAndFree},
	{From: InProcess, Act: ActVoidPayout, To: InProcess, Event: EventPayoutVoided, Needs: []Requirement{notHeld}},
	{From: InProcess, Act: ActAddProof, To: InProcess, Event: EventProofAdded, Needs: []Requirement{proofsWithinBounds}},
	{From: InProcess, Act: ActComplete, To: Completed, Event: EventCompleted,
		Needs: []Requirement{notHeld, depositsConfirmed, payoutsExact, proofGiven}},
	{From: InProcess, Act: ActReturn, To: Pending, Event: EventReturned, Needs: []Requirement{notHeld, nothingPaid, depositIncomplete}},
	{From: InProcess, Act: ActLapse, To: Pending, Event: EventReturned, Needs: []Requirement{notHeld, nothingPaid, notSeenInTime, depositIncomplete}},
	{From: InProcess, Act: ActCancel, To: Canceled, Event: EventCanceled,
		Needs: []Requirement{notHeld, mayEndInProcess, noLiveDeposit, nothingPaid}},
	{From: InProcess, Act: ActHold, To: InProcess, Event: EventHoldAdded, When: &heldAlready, Aside: true},
	{From: InProcess, Act: ActHold, To: InProcess, Event: EventHeld},
	{From: InProcess, Act: ActRelease, To: InProcess, Event: EventHoldLifted, When: &heldStill, Aside: true},
	{From: InProcess, Act: ActRelease, To: Pending, Event: EventReleased, When: &shortAndHeld},
	{From: InProcess, Act: ActRelease, To: InProcess, Event: EventReleased, Needs: []Requirement{held}},
}

// afterEnd is what may still happen after the end: money that comes late or wrong is recorded, checked, moved and given back;
// the state stands.
func afterEnd(end Status) []Transition {
	rows := []Transition{
		{From: end, Act: ActTake, To: end, Event: EventAssigned, Needs: []Requirement{unassigned, moneyToCheck}},
		{From: end, Act: ActReassign, To: end, Event: EventAssigned, Needs: []Requirement{moneyToCheck}},
		{From: end, Act: ActHandBack, To: end, Event: EventUnassigned, Needs: []Requirement{assigned, moneyToCheck}},
		{From: end, Act: ActUnassign, To: end, Event: EventUnassigned},
		{From: end, Act: ActHold, To: end, Event: EventHoldAdded, Needs: []Requirement{moneyToCheck}, When: &heldAlready, Aside: true},
		{From: end, Act: ActHold, To: end, Event: EventHeld, Needs: []Requirement{moneyToCheck}},
		{From: end, Act: ActRelease, To: end, Event: EventHoldLifted, When: &heldStill, Aside: true},
		{From: end, Act: ActRelease, To: end, Event: EventReleased, Needs: []Requirement{held}},
	}
	for _, m := range movements {
		if m.act != ActReceiveDeposit && m.act != ActCountDeposits {
			rows = append(rows, Transition{From: end, Act: m.act, To: end, Event: m.event, Needs: endNeeds(m)})
		}
	}
	return rows
}

// comesBack is the return of money that went out with wrong data. The client need not wait for it: the operation may have been
// completed with another payout, which stays.
var comesBack = []Transition{{From: Completed, Act: ActVoidPayout, To: Completed, Event: EventPayoutVoided,
	Needs: []Requirement{notHeld, payoutsExact}}}

// endNeeds leaves out what protects a payment: what a completed operation exchanged is no live money any more, and what is live
// there covers nothing that was paid.
func endNeeds(m movement) []Requirement {
	protects := []string{unpaidOrMaster.Name, unpaidOrWaiting.Name, nothingOut.Name}
	needs := make([]Requirement, 0, len(m.needs))
	for _, need := range m.needs {
		if !slices.Contains(protects, need.Name) {
			needs = append(needs, need)
		}
	}
	return needs
}

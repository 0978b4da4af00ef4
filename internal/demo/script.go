package demo

import (
	"time"

	"github.com/qoricash/qoricash/internal/domain"
)

// depositWindow is how long a client has, by the house's default (decisions.md).
const depositWindow = 15 * time.Minute

// outcome writes the steps of one way that an operation may go.
type outcome struct {
	name   string
	weight int
	// selfOnly and deskOnly narrow who may make such an operation.
	selfOnly, deskOnly bool
	write              func(*script)
}

// outcomes are the ways of a usual house; the weights are in thousandths.
var outcomes = []outcome{
	{name: "completed", weight: 565, write: func(s *script) { s.deposit(); s.settle() }},
	{name: "deposited in two parts", weight: 40, write: (*script).inTwoDeposits},
	{name: "paid in two parts", weight: 40, write: func(s *script) { s.deposit(); s.settleInTwo() }},
	{name: "held and released", weight: 30, write: (*script).held},
	// At the desk alone: the operator that the desk named gets it back, so that it is known who acts on either side.
	{name: "returned and paid again", weight: 30, deskOnly: true, write: (*script).returned},
	{name: "amended", weight: 30, write: (*script).amendedFirst},
	{name: "requoted to what came", weight: 15, write: (*script).requoted},
	{name: "withdrawn and reported again", weight: 15, write: (*script).withdrawn},
	{name: "confirmation undone", weight: 10, write: (*script).confirmedTwice},
	{name: "payout voided", weight: 10, write: (*script).paidTwice},
	{name: "canceled", weight: 70, write: (*script).canceled},
	{name: "expired at the deadline", weight: 60, selfOnly: true, write: func(s *script) { s.life.expires = true }},
	{name: "expired at the end of the day", weight: 20, deskOnly: true, write: func(s *script) { s.life.expires = true }},
	{name: "late money refunded", weight: 20, selfOnly: true, write: (*script).lateMoney},
	{name: "late money requoted", weight: 20, selfOnly: true, write: (*script).lateRequoted},
	{name: "part refunded and canceled", weight: 15, write: (*script).partRefunded},
	{name: "canceled by the Master", weight: 10, write: (*script).neverArrived},
}

// chooseOutcome draws a way that fits who makes the operation.
func chooseOutcome(d dice, atDesk bool) outcome {
	for {
		roll := d.IntN(1000)
		for _, o := range outcomes {
			if roll -= o.weight; roll < 0 {
				if o.selfOnly && atDesk || o.deskOnly && !atDesk {
					break
				}
				return o
			}
		}
	}
}

// script writes a life's steps, each some minutes after the last.
type script struct {
	dice dice
	life *life
	at   time.Time
}

func (s *script) then(shortest, longest time.Duration, next step) {
	s.at = s.at.Add(s.dice.pause(shortest, longest))
	next.at = s.at
	s.life.steps = append(s.life.steps, next)
}

// report says that a part was transferred; a whole deposit also assigns the operation.
func (s *script) report(percent, raises int) {
	s.then(2*time.Minute, 11*time.Minute, step{verb: reportDeposit, by: byOwner, percent: percent, raises: raises})
}

func (s *script) deposit() { s.report(100, 2) }

func (s *script) confirm(deposit int) {
	s.then(2*time.Minute, 12*time.Minute, step{verb: confirmDeposit, by: byOperator, deposit: deposit, raises: 1})
}

func (s *script) settle() {
	s.confirm(0)
	s.pay(100)
	s.finish()
}

func (s *script) settleInTwo() {
	s.confirm(0)
	s.pay(s.dice.between(30, 70))
	s.pay(0)
	s.finish()
}

func (s *script) pay(percent int) {
	s.then(2*time.Minute, 12*time.Minute, step{verb: addPayout, by: byOperator, percent: percent, raises: 1})
}

func (s *script) finish() {
	s.then(30*time.Second, 90*time.Second, step{verb: addProof, by: byOperator, raises: 1})
	s.then(20*time.Second, 60*time.Second, step{verb: completeOperation, by: byOperator, raises: 1})
}

func (s *script) inTwoDeposits() {
	s.report(s.dice.between(30, 70), 1)
	s.report(0, 2)
	s.confirm(0)
	s.confirm(1)
	s.pay(100)
	s.finish()
}

func (s *script) held() {
	s.deposit()
	cause := s.hold()
	s.note(byOperator, "Mesa: conforme con el área de cumplimiento antes de pagar.")
	s.then(6*time.Minute, 20*time.Minute, step{verb: releaseOperation, by: byMiddleOffice, cause: cause, raises: 1})
	s.settle()
}

// hold holds the operation, and answers why.
func (s *script) hold() domain.HoldCause {
	cause, reason, text := domain.HoldReconciliation, domain.HoldDepositCheck, "El banco todavía no muestra el abono con ese número."
	if s.dice.chance(40) {
		cause, reason, text = domain.HoldManual, domain.HoldReview, "Revisión de rutina antes de pagar."
	}
	s.then(1*time.Minute, 4*time.Minute, step{verb: holdOperation, by: byMiddleOffice, cause: cause, hold: reason, text: text, raises: 1})
	return cause
}

func (s *script) returned() {
	s.deposit()
	s.then(3*time.Minute, 9*time.Minute, step{verb: returnToClient, by: byOperator, deposit: 0, raises: 1,
		text: "El abono no figura en la cuenta. Revisa el número de operación y vuelve a informarlo."})
	s.deposit()
	s.confirm(1)
	s.pay(100)
	s.finish()
}

func (s *script) amendedFirst() {
	s.life.amended = s.life.cents * int64(s.dice.between(60, 140)) / 100
	s.then(1*time.Minute, 4*time.Minute, step{verb: amendAmount, by: byTrader, raises: 1})
	s.deposit()
	s.settle()
}

// requoted is a client that transfers another amount than agreed: it waits, and counts once the amount is amended to it.
func (s *script) requoted() {
	s.then(2*time.Minute, 8*time.Minute, step{verb: reportDeposit, by: byOwner, percent: 125, raises: 1})
	s.then(2*time.Minute, 6*time.Minute, step{verb: amendAmount, by: byTrader, percent: 125, raises: 3})
	s.settle()
}

func (s *script) canceled() {
	by, text := byOwner, "Ya no necesito hacer el cambio."
	if s.dice.chance(30) {
		by, text = byTrader, "El cliente no va a transferir hoy."
	}
	s.then(1*time.Minute, 10*time.Minute, step{verb: cancelOperation, by: by, text: text, raises: 1})
}

// withdrawn is a client that types a wrong amount, takes the report back inside its time, and makes another.
func (s *script) withdrawn() {
	s.then(1*time.Minute, 4*time.Minute, step{verb: reportDeposit, by: byOwner, percent: s.dice.between(30, 70), raises: 1})
	s.then(1*time.Minute, 3*time.Minute, step{verb: withdrawDeposit, by: byOwner, raises: 1})
	s.then(1*time.Minute, 6*time.Minute, step{verb: reportDeposit, by: byOwner, percent: 100, raises: 2})
	s.confirm(1)
	s.pay(100)
	s.finish()
}

// confirmedTwice is a confirmation that the Master undoes, because the operator looked at another account.
func (s *script) confirmedTwice() {
	s.deposit()
	s.confirm(0)
	s.then(2*time.Minute, 8*time.Minute, step{verb: unconfirmDeposit, by: byMaster, text: "Era el abono de otra cuenta.", raises: 1})
	s.settle()
}

// paidTwice is a payout that the bank did not send.
func (s *script) paidTwice() {
	s.deposit()
	s.confirm(0)
	s.pay(100)
	s.then(3*time.Minute, 10*time.Minute, step{verb: voidPayout, by: byMaster, raises: 1})
	s.pay(100)
	s.finish()
}

// lateMoney comes after the deadline: it is seen, and goes back.
func (s *script) lateMoney() {
	s.late()
	s.then(4*time.Minute, 15*time.Minute, step{verb: refundDeposit, by: byOperator, raises: 1})
}

// lateRequoted is late money for which the client takes a new price: another operation begins with it.
func (s *script) lateRequoted() {
	s.late()
	s.then(4*time.Minute, 15*time.Minute, step{verb: requoteDeposit, by: byOwner, raises: 3})
	s.pay(100)
	s.finish()
}

func (s *script) late() {
	s.life.expires = true
	s.at = s.life.createdAt.Add(depositWindow)
	s.then(3*time.Minute, 30*time.Minute, step{verb: reportDeposit, by: byOwner, percent: 100, raises: 1})
	s.then(2*time.Minute, 9*time.Minute, step{verb: takeOperation, by: byOperator, raises: 1})
	s.confirm(0)
}

func (s *script) partRefunded() {
	s.report(s.dice.between(30, 70), 1)
	s.then(2*time.Minute, 6*time.Minute, step{verb: takeOperation, by: byOperator, raises: 1})
	s.confirm(0)
	s.note(byOperator, "El cliente pide que le devolvamos la parte que ya transfirió.")
	// Inside the grace of a part, and the cancellation inside the new window that a refund gives.
	s.then(5*time.Minute, 11*time.Minute, step{verb: refundDeposit, by: byOperator, raises: 1})
	s.then(1*time.Minute, 9*time.Minute, step{verb: cancelOperation, by: byOwner, text: "Prefiero cambiar otro día.", raises: 1})
}

func (s *script) neverArrived() {
	s.deposit()
	s.then(9*time.Minute, 25*time.Minute, step{verb: rejectDeposit, by: byOperator, text: "El banco no tiene ese número de operación.", raises: 1})
	s.note(byOperator, "No responde. Escalo al Master para cerrar la operación.")
	// Inside the new window that the rejection gives.
	s.then(4*time.Minute, 10*time.Minute, step{verb: cancelOperation, by: byMaster, text: "El abono nunca llegó y el cliente no responde.", raises: 1})
}

func (s *script) note(by part, text string) {
	s.then(20*time.Second, 2*time.Minute, step{verb: writeNote, by: by, text: text})
	if s.dice.chance(70) {
		s.then(20*time.Second, 2*time.Minute, step{verb: readNotes, by: byMaster})
	}
}

package demo

import (
	"time"

	"github.com/qoricash/qoricash/internal/domain"
)

// verb is what is done to an operation.
type verb int

const (
	lockPrice verb = iota
	createOperation
	reportDeposit
	withdrawDeposit
	confirmDeposit
	unconfirmDeposit
	rejectDeposit
	refundDeposit
	requoteDeposit
	returnToClient
	takeOperation
	addPayout
	voidPayout
	addProof
	completeOperation
	cancelOperation
	holdOperation
	releaseOperation
	amendAmount
	writeNote
	readNotes
)

// part is who acts in an operation's life.
type part int

const (
	// byOwner is the client itself, or at the desk its trader.
	byOwner part = iota
	byTrader
	byOperator
	byMaster
	byMiddleOffice
)

// step is one act of an operation's life.
type step struct {
	at   time.Time
	verb verb
	by   part
	// percent is how much of what is due is deposited or paid; 0 means what is missing.
	percent int
	// deposit is which deposit, from 0, in the order of their reports.
	deposit int
	text    string
	cause   domain.HoldCause
	hold    domain.HoldReason
	// raises is by how many events the operation's version grows.
	raises int
}

// alone tells whether a step is done out of turn by another hand, because no other operation's step can see it before
// something that waits for it: see [play.takeOne]. Reports are numbered against each other by the bank's number; what
// moves a deadline must not come late for it; the other ends change an operator's load.
func (s step) alone() bool {
	switch s.verb {
	case lockPrice, confirmDeposit, unconfirmDeposit, addPayout, voidPayout, addProof, completeOperation, writeNote, readNotes, holdOperation:
		return true
	}
	return false
}

// life is one operation of the plan: how it is made, and all that happens to it.
type life struct {
	// number names the life in keys and references.
	number  int
	client  int
	channel domain.Channel
	// quotedAt and createdAt are when the price is locked and the operation made.
	quotedAt, createdAt time.Time
	side                domain.Side
	// cents is the amount that the client fixes, in USD unless fixedPEN.
	cents    int64
	fixedPEN bool
	// betterPips is what the desk gives away of the public rate; 0 for none.
	betterPips int
	// operator is the login that the desk names, or who takes the operation; empty lets the rule decide.
	operator string
	// amended is the amount of an amendment, in the same currency.
	amended int64
	steps   []step
	// expires tells that the deadline takes it; the act is the house's, for all operations at once.
	expires bool
}

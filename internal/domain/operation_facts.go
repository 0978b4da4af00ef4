package domain

import (
	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/money"
)

// OperationFacts is what was true when an event of an operation happened. It holds no personal data; reasons are codes, and the
// words of people stay in rows that are masked.
type OperationFacts struct {
	From        Status        `json:"from,omitempty"`
	To          Status        `json:"to,omitempty"`
	Money       *money.Money  `json:"money,omitempty"`
	USD         *money.Amount `json:"usd,omitempty"`
	PEN         *money.Amount `json:"pen,omitempty"`
	Rate        *money.Rate   `json:"rate,omitempty"`
	PreviousUSD *money.Amount `json:"previousUsd,omitempty"`
	PreviousPEN *money.Amount `json:"previousPen,omitempty"`
	Counted     *bool         `json:"counted,omitempty"`
	Reason      string        `json:"reason,omitempty"`
	// Cause is what held the operation, or was the last to hold it; events that say nothing are of MANUAL holds.
	Cause HoldCause `json:"cause,omitempty"`
	// Waiting is live money that counts for nothing once the operation ended.
	Waiting *money.Money `json:"waiting,omitempty"`
	// Counterpart is the code of the operation that money came from or went to, Received tells that it came.
	Counterpart string `json:"counterpart,omitempty"`
	Received    bool   `json:"received,omitempty"`
	// CameBack tells of a payout that was void already, whose money came back.
	CameBack bool `json:"cameBack,omitempty"`
	// Operator is who holds the operation now, or was named for it.
	Operator *uuid.UUID `json:"operator,omitempty"`
	// FormerOperator is who held the operation before, or was named for it.
	FormerOperator *uuid.UUID `json:"formerOperator,omitempty"`
	// Limit is the client's bound without documents after a creation or another amount; nil for a client without one.
	Limit *LimitFacts `json:"limit,omitempty"`
	// Sealed is what verification compares the rows with. No field of the API shows it.
	Sealed *SealedFacts `json:"sealed,omitempty"`
}

// LimitFacts are what a client that is not identified has operated of what it may, in USD and in operations; MaxCount is zero where
// their number has no bound. Reached tells that the act took the last of it.
type LimitFacts struct {
	Limit    money.Amount `json:"limit"`
	Used     money.Amount `json:"used"`
	Count    int          `json:"count"`
	MaxCount int          `json:"maxCount"`
	Reached  bool         `json:"reached"`
}

// SealedFacts are what an act wrote, for whoever proves later that the rows still say so (areas.md F19). Numbers of banks and
// accounts are there as keyed hashes.
type SealedFacts struct {
	Deposit      *uuid.UUID `json:"deposit,omitempty"`
	Confirmation *uuid.UUID `json:"confirmation,omitempty"`
	Origin       *uuid.UUID `json:"origin,omitempty"`
	Payout       *uuid.UUID `json:"payout,omitempty"`
	Proof        *uuid.UUID `json:"proof,omitempty"`
	Hold         *uuid.UUID `json:"hold,omitempty"`
	Period       *uuid.UUID `json:"period,omitempty"`
	File         *uuid.UUID `json:"file,omitempty"`
	HouseAccount *uuid.UUID `json:"houseAccount,omitempty"`
	Operator     *uuid.UUID `json:"operator,omitempty"`
	Quote        *uuid.UUID `json:"quote,omitempty"`
	// Birth is what the operation is for good, on its creation.
	Birth *SealedBirth `json:"birth,omitempty"`
	// Reference is the keyed hash of the bank's number, Destination and Source those of the client's accounts.
	Reference   string `json:"reference,omitempty"`
	Source      string `json:"source,omitempty"`
	Destination string `json:"destination,omitempty"`
	// Words is the keyed hash of what a person wrote with the act.
	Words string `json:"words,omitempty"`
	// Price is what the rate came from, on the events that set it.
	Price *SealedPrice `json:"price,omitempty"`
	// Counting are the deposits that count after the event, on those that may change it; it is never nil there.
	Counting *[]uuid.UUID `json:"counting,omitempty"`
	// Rejected are the deposits that a return rejected, Lapsed those that nobody saw in time, Retired the proofs that a void took out.
	Rejected []uuid.UUID `json:"rejected,omitempty"`
	Lapsed   []uuid.UUID `json:"lapsed,omitempty"`
	Retired  []uuid.UUID `json:"retired,omitempty"`
	// BusinessDate is the day of the books, on the completion.
	BusinessDate string `json:"businessDate,omitempty"`
}

// SealedBirth is what never changes of an operation, beyond its quote and its price.
type SealedBirth struct {
	Code               string    `json:"code"`
	Side               Side      `json:"side"`
	Channel            Channel   `json:"channel"`
	Exclusive          bool      `json:"exclusive"`
	SourceAccount      uuid.UUID `json:"sourceAccount"`
	DestinationAccount uuid.UUID `json:"destinationAccount"`
	// Instructions is the keyed hash of the account that the client is told to pay into.
	Instructions string `json:"instructions"`
}

// SealedPrice is what a rate came from.
type SealedPrice struct {
	PublicRate   money.Rate     `json:"publicRate"`
	BaseRate     *money.Rate    `json:"baseRate,omitempty"`
	DiscountPips int            `json:"discountPips"`
	Negotiated   bool           `json:"negotiated"`
	Fixed        money.Currency `json:"fixed"`
}

// HoldFacts are those of a hold that changed nothing of what the operation may do: another one is open.
type HoldFacts struct {
	Code   string     `json:"code"`
	Status Status     `json:"status"`
	Cause  HoldCause  `json:"cause"`
	Reason HoldReason `json:"reason,omitempty"`
	// Sealed is what verification compares the hold with. No field of the API shows it.
	Sealed *SealedFacts `json:"sealed,omitempty"`
}

// OvernightFacts say why an operation goes into the night.
type OvernightFacts struct {
	Status Status         `json:"status"`
	Cause  OvernightCause `json:"cause"`
	Day    string         `json:"day"`
	Code   string         `json:"code"`
}

// OvernightCause is what keeps an operation from ending with the day.
type OvernightCause string

// The causes, the first that holds.
const (
	OvernightHeld      OvernightCause = "HELD"
	OvernightUnpaid    OvernightCause = "IN_PROCESS"
	OvernightUnsettled OvernightCause = "PAID_WITHOUT_MONEY"
	OvernightMoneyOut  OvernightCause = "MONEY_OUT"
	OvernightDeposit   OvernightCause = "DEPOSIT_TO_CHECK"
)

// Words says the cause to the staff.
func (c OvernightCause) Words() string {
	return map[OvernightCause]string{
		OvernightHeld:      "tiene una observación abierta",
		OvernightUnpaid:    "está en proceso y todavía no se completa",
		OvernightUnsettled: "tiene un pago registrado sin el abono completo confirmado",
		OvernightMoneyOut:  "tiene un pago que salió con datos equivocados y no ha vuelto",
		OvernightDeposit:   "tiene un abono por revisar",
	}[c]
}

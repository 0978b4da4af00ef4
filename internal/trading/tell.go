package trading

import (
	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/evidence"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/store"
)

// factsVersion is the version of the facts that are told now. Those of version 1 had no sealed part.
const factsVersion = 2

// EventFacts is what was true when an event of an operation happened. It holds no personal data; reasons are codes, and the
// words of people stay in rows that are masked.
type EventFacts struct {
	From        domain.Status `json:"from,omitempty"`
	To          domain.Status `json:"to,omitempty"`
	Money       *money.Money  `json:"money,omitempty"`
	USD         *money.Amount `json:"usd,omitempty"`
	PEN         *money.Amount `json:"pen,omitempty"`
	Rate        *money.Rate   `json:"rate,omitempty"`
	PreviousUSD *money.Amount `json:"previousUsd,omitempty"`
	PreviousPEN *money.Amount `json:"previousPen,omitempty"`
	Counted     *bool         `json:"counted,omitempty"`
	Reason      string        `json:"reason,omitempty"`
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
	// Sealed is what verification compares the rows with. No field of the API shows it.
	Sealed *SealedFacts `json:"sealed,omitempty"`
}

// EventReason is why something happened to an operation: one of those of what its event tells.
type EventReason string

// EventReasons lists every reason: of cancellations and expiries, returns, holds and void payouts.
func EventReasons() []EventReason {
	var all []EventReason
	for _, one := range domain.CancelReasons() {
		all = append(all, EventReason(one))
	}
	for _, one := range ReturnReasons() {
		all = append(all, EventReason(one))
	}
	for _, one := range domain.HoldReasons() {
		all = append(all, EventReason(one))
	}
	for _, one := range domain.VoidReasons() {
		all = append(all, EventReason(one))
	}
	return all
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
	Code               string         `json:"code"`
	Side               domain.Side    `json:"side"`
	Channel            domain.Channel `json:"channel"`
	Exclusive          bool           `json:"exclusive"`
	SourceAccount      uuid.UUID      `json:"sourceAccount"`
	DestinationAccount uuid.UUID      `json:"destinationAccount"`
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

// ReferenceFields are what the keyed hash of a bank's number covers, on the row that it belongs to.
func ReferenceFields(row uuid.UUID, reference string) []evidence.Field {
	return []evidence.Field{evidence.Text("bank reference"), evidence.UUID(row), evidence.Text(reference)}
}

// AccountFields are what the keyed hash of an account that an operation remembers covers.
func AccountFields(operation uuid.UUID, account domain.AccountSnapshot) []evidence.Field {
	return []evidence.Field{evidence.Text("account"), evidence.UUID(operation), evidence.Text(account.Bank),
		evidence.Text(string(account.Currency)), evidence.Text(string(account.Kind)), evidence.Text(account.Number),
		evidence.Text(account.CCI), evidence.Text(account.Holder)}
}

// WordsFields are what the keyed hash of a person's words covers, on the operation that they were written about.
func WordsFields(operation uuid.UUID, words string) []evidence.Field {
	return []evidence.Field{evidence.Text("words"), evidence.UUID(operation), evidence.Text(words)}
}

func (s *Service) keyedHash(fields []evidence.Field) string {
	return s.store.Keys().Sign(fields...).String()
}

func (c *change) tell(kind domain.EventKind, facts EventFacts) {
	if facts.Sealed == nil {
		facts.Sealed = &SealedFacts{}
	}
	if countingMayChange(kind) {
		counting := []uuid.UUID{}
		for _, row := range c.row.Edges.Deposits {
			if row.Counted {
				counting = append(counting, row.ID)
			}
		}
		facts.Sealed.Counting = &counting
	}
	c.tx.Emit(eventOf(c.tx, c.row, kind, facts))
	// The sealed part is for the verification alone, and the trail is read by people.
	facts.Sealed = nil
	c.tx.Audit(audit.Entry{ObjectKind: AggregateOperation, ObjectID: c.row.ID,
		Before: map[string]any{"status": facts.From, "version": c.row.Version - 1},
		After:  map[string]any{"status": facts.To, "version": c.row.Version, "event": kind, "facts": facts}})
}

// countingMayChange tells whether an event may change which deposits count.
func countingMayChange(kind domain.EventKind) bool {
	switch kind {
	case domain.EventHeld, domain.EventReleased, domain.EventAssigned, domain.EventPayoutAdded, domain.EventPayoutVoided, domain.EventProofAdded:
		return false
	}
	return true
}

func eventOf(tx *store.Tx, row *ent.Operation, kind domain.EventKind, facts EventFacts) event.Record {
	return event.Record{Kind: string(kind), SchemaVersion: factsVersion, Aggregate: event.Aggregate{Type: AggregateOperation, ID: row.ID},
		AggregateVersion: row.Version, ClientID: row.ClientID, TraderID: row.TraderID,
		Actor: event.Actor{Kind: string(tx.Actor.Kind), ID: tx.Actor.ID}, OccurredAt: tx.Now, Facts: facts}
}

// words is the keyed hash of what a person wrote with an act; empty where nothing was written.
func (c *change) words(text string) string {
	if text == "" {
		return ""
	}
	return c.service.keyedHash(WordsFields(c.row.ID, text))
}

// aboutDeposit are the facts of an event about one deposit.
func (c *change) aboutDeposit(row *ent.Deposit) EventFacts {
	return EventFacts{Money: amountOf(row), Counted: &row.Counted, Sealed: &SealedFacts{Deposit: &row.ID, HouseAccount: &row.HouseAccountID,
		File: row.FileID, Origin: row.AppliedFrom, Reference: c.service.keyedHash(ReferenceFields(row.ID, row.BankReference))}}
}

// aboutPayout are the facts of an event about one payout.
func (c *change) aboutPayout(row *ent.Payout) EventFacts {
	return EventFacts{Money: &money.Money{Amount: row.Amount, Currency: row.Currency}, Sealed: &SealedFacts{Payout: &row.ID,
		HouseAccount: &row.HouseAccountID, Reference: c.service.keyedHash(ReferenceFields(row.ID, row.BankReference))}}
}

// priceOf is what an operation's rate came from.
func priceOf(row *ent.Operation) *SealedPrice {
	return &SealedPrice{PublicRate: row.PublicRate, BaseRate: row.BaseRate, DiscountPips: row.DiscountPips, Negotiated: row.Negotiated,
		Fixed: row.FixedCurrency}
}

func amountOf(row *ent.Deposit) *money.Money {
	return &money.Money{Amount: row.Amount, Currency: row.Currency}
}

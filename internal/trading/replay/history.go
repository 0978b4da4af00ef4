package replay

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/evidence"
)

// history is one operation, as its events tell it and as its rows are.
type history struct {
	keys      evidence.Keys
	operation uuid.UUID
	// events are those of the operation, alerts those beside it.
	events, alerts []event.Event
	rows           []*row
	// records are what the events told of, in their order; the first is the operation itself.
	records []*record
	itself  *record
	byID    map[string]*record
	// status is the state after the last event that was told, born the ids of rows whose first event names them.
	status   domain.Status
	born     map[string]bool
	findings []string
}

func newHistory(keys evidence.Keys, id uuid.UUID, operation *row) *history {
	return &history{keys: keys, operation: id, rows: []*row{operation}, byID: map[string]*record{}}
}

func (h *history) find(format string, args ...any) {
	h.findings = append(h.findings, fmt.Sprintf(format, args...))
}

// add begins the record of a row.
func (h *history) add(t *table, id string, columns map[string]expectation) *record {
	added := newRecord(t, id)
	added.set(columns)
	h.records = append(h.records, added)
	h.byID[t.name+" "+id] = added
	return added
}

// told is an event with its facts.
type told struct {
	event.Event
	domain.OperationFacts
}

// first tells of facts that had no sealed part yet.
func (e *told) first() bool { return e.SchemaVersion == 1 }

func (e *told) by() expectation { return actor(e.Actor) }

func (e *told) at() expectation { return instant(e.OccurredAt) }

// newestFacts is the newest version of facts that is understood here.
const newestFacts = 2

// tell tells one event, and answers whether the next one can be told.
func (h *history) tell(place int, e event.Event) bool {
	next := &told{Event: e}
	if err := json.Unmarshal(e.Facts, &next.OperationFacts); err != nil || e.SchemaVersion > newestFacts || !next.first() && next.Sealed == nil {
		h.find("event %d (%s) has facts of another program (version %d)", e.AggregateVersion, e.Kind, e.SchemaVersion)
		return false
	}
	apply, known := acts[e.Kind]
	switch {
	case !known:
		h.find("event %d is of an unknown kind: %s", e.AggregateVersion, e.Kind)
		return false
	case e.AggregateVersion != place+1:
		h.find("event %d is not there: the next one is %d (%s)", place+1, e.AggregateVersion, e.Kind)
		return false
	case (place == 0) != (e.Kind == domain.EventCreated) || next.From != h.status:
		h.find("event %d (%s) goes on from %q and the one before it ended in %q", e.AggregateVersion, e.Kind, next.From, h.status)
		return false
	case place > 0 && (e.ClientID != h.events[0].ClientID || e.TraderID != h.events[0].TraderID):
		h.find("event %d (%s) is of another client or trader than the first", e.AggregateVersion, e.Kind)
		return false
	}
	if !apply(h, next) {
		return false
	}
	h.arrive(next)
	h.count(next)
	return true
}

// tellAlert tells an event beside the operation: of a hold that was added to another, or lifted while another stayed.
func (h *history) tellAlert(place int, e event.Event) bool {
	if e.AggregateVersion != place+1 {
		h.find("alert %d is not there: the next one is %d (%s)", place+1, e.AggregateVersion, e.Kind)
		return false
	}
	if e.Kind == domain.EventOvernight {
		return true
	}
	var facts domain.HoldFacts
	if err := json.Unmarshal(e.Facts, &facts); err != nil || e.SchemaVersion != 1 || facts.Sealed == nil {
		h.find("alert %d (%s) has facts of another program (version %d)", e.AggregateVersion, e.Kind, e.SchemaVersion)
		return false
	}
	next := &told{Event: e, OperationFacts: domain.OperationFacts{Cause: facts.Cause, Reason: string(facts.Reason), Sealed: facts.Sealed}}
	switch e.Kind {
	case domain.EventHoldAdded:
		return h.opened(next)
	case domain.EventHoldLifted:
		return h.lifted(next)
	}
	h.find("alert %d is of an unknown kind: %s", e.AggregateVersion, e.Kind)
	return false
}

// acts write what each event must have left behind; they answer false when they cannot go on.
var acts = map[domain.EventKind]func(*history, *told) bool{
	domain.EventCreated:            (*history).created,
	domain.EventAmended:            (*history).amended,
	domain.EventAssigned:           (*history).assigned,
	domain.EventUnassigned:         (*history).unassigned,
	domain.EventOperatorNamed:      (*history).named,
	domain.EventCompleted:          (*history).stepped,
	domain.EventReturned:           (*history).returned,
	domain.EventCanceled:           (*history).ended,
	domain.EventExpired:            (*history).ended,
	domain.EventHeld:               (*history).held,
	domain.EventReleased:           (*history).released,
	domain.EventDepositReported:    (*history).reported,
	domain.EventDepositConfirmed:   (*history).confirmed,
	domain.EventDepositUnconfirmed: (*history).unconfirmed,
	domain.EventDepositRejected:    (*history).rejected,
	domain.EventDepositWithdrawn:   (*history).withdrawn,
	domain.EventDepositRefunded:    (*history).refunded,
	domain.EventDepositApplied:     (*history).applied,
	domain.EventDepositUnapplied:   (*history).unapplied,
	domain.EventDepositCounted:     (*history).recounted,
	domain.EventPayoutAdded:        (*history).paid,
	domain.EventPayoutVoided:       (*history).voided,
	domain.EventProofAdded:         (*history).proved,
}

func (h *history) created(e *told) bool {
	if e.first() {
		h.noteBirths()
	}
	h.itself = h.add(operations, h.operation.String(), map[string]expectation{
		"created_at": e.at(), "created_by_kind": text(e.Actor.Kind), "created_by": e.by(), "client_id": identifier(e.ClientID),
		"trader_id": identifier(e.TraderID), "operator_id": nothing, "in_process_at": nothing, "completed_at": nothing, "business_date": nothing,
		"ended_at": nothing, "cancel_reason": nothing, "cancel_note": nothing, "return_note": nothing,
	})
	h.price(e)
	if e.first() {
		return true
	}
	if e.Sealed.Birth == nil {
		h.find("event 1 (CREATED) does not say what was made")
		return false
	}
	birth := e.Sealed.Birth
	h.itself.set(map[string]expectation{
		"code": text(birth.Code), "number": text(strings.TrimPrefix(birth.Code, "EXP-")), "side": text(string(birth.Side)),
		"channel": text(string(birth.Channel)), "exclusive": flag(birth.Exclusive), "named_operator_id": optional(e.Sealed.Operator),
		"source_account_id": identifier(birth.SourceAccount), "destination_account_id": identifier(birth.DestinationAccount),
		"deposit_account_id": optional(e.Sealed.HouseAccount), "source_snapshot": h.account(e.Sealed.Source),
		"destination_snapshot": h.account(e.Sealed.Destination), "deposit_snapshot": h.account(birth.Instructions),
	})
	return true
}

// noteBirths notes the rows whose first event names them, so that no event of the first version is taken to tell of them.
func (h *history) noteBirths() {
	h.born = map[string]bool{}
	for _, e := range h.events {
		var facts domain.OperationFacts
		if e.SchemaVersion == 1 || json.Unmarshal(e.Facts, &facts) != nil || facts.Sealed == nil {
			continue
		}
		for kind, id := range map[domain.EventKind]*uuid.UUID{domain.EventDepositReported: facts.Sealed.Deposit,
			domain.EventPayoutAdded: facts.Sealed.Payout, domain.EventProofAdded: facts.Sealed.Proof, domain.EventHeld: facts.Sealed.Hold} {
			if e.Kind == kind && id != nil {
				h.born[id.String()] = true
			}
		}
		if e.Kind == domain.EventDepositApplied && facts.Received && facts.Sealed.Deposit != nil {
			h.born[facts.Sealed.Deposit.String()] = true
		}
	}
}

// price sets the amounts and what they come from.
func (h *history) price(e *told) {
	if e.USD != nil && e.PEN != nil && e.Rate != nil {
		h.itself.set(map[string]expectation{"usd": text(e.USD.String()), "pen": text(e.PEN.String()), "rate": text(e.Rate.String())})
	}
	if e.first() || e.Sealed.Price == nil {
		h.itself.forget("quote_id", "public_rate", "base_rate", "discount_pips", "negotiated", "fixed_currency")
		return
	}
	price := e.Sealed.Price
	base := nothing
	if price.BaseRate != nil {
		base = text(price.BaseRate.String())
	}
	h.itself.set(map[string]expectation{"quote_id": optional(e.Sealed.Quote), "public_rate": text(price.PublicRate.String()), "base_rate": base,
		"discount_pips": text(strconv.Itoa(price.DiscountPips)), "negotiated": flag(price.Negotiated), "fixed_currency": text(string(price.Fixed))})
}

func (h *history) amended(e *told) bool {
	h.price(e)
	return true
}

func (h *history) assigned(e *told) bool {
	// Of the first version, not every program said who it was.
	if e.first() && e.Operator == nil {
		h.itself.forget("operator_id")
		return true
	}
	h.itself.set(map[string]expectation{"operator_id": optional(e.Operator)})
	return true
}

func (h *history) unassigned(*told) bool {
	h.itself.set(map[string]expectation{"operator_id": nothing})
	return true
}

func (h *history) named(e *told) bool {
	h.itself.set(map[string]expectation{"named_operator_id": optional(e.Operator)})
	return true
}

// stepped is an event of which all is told by the states that it joins.
func (h *history) stepped(*told) bool { return true }

func (h *history) ended(e *told) bool {
	note := nothing
	if !e.first() {
		note = h.words(e.Sealed.Words)
	} else if e.Kind == domain.EventCanceled {
		h.itself.forget("cancel_note")
		return true
	}
	h.itself.set(map[string]expectation{"cancel_note": note})
	return true
}

func (h *history) returned(e *told) bool {
	if e.first() {
		h.rejectedByReturn(e)
		return true
	}
	h.itself.set(map[string]expectation{"return_note": h.words(e.Sealed.Words)})
	for _, id := range e.Sealed.Rejected {
		if !h.decide(e, h.known(e, deposits, &id), domain.DepositRejected, h.words(e.Sealed.Words)) {
			return false
		}
	}
	for _, id := range e.Sealed.Lapsed {
		lapsed := h.known(e, deposits, &id)
		if lapsed == nil {
			return false
		}
		lapsed.set(map[string]expectation{"lapsed_at": e.at()})
	}
	return true
}

// arrive writes what follows from the states that an event joins: the instants, and whose the operation is.
func (h *history) arrive(e *told) {
	h.status = e.To
	h.itself.set(map[string]expectation{"status": text(string(e.To)), "version": text(strconv.Itoa(e.AggregateVersion))})
	if e.From == e.To {
		return
	}
	switch e.To {
	case domain.Pending:
		h.itself.set(map[string]expectation{"in_process_at": nothing, "operator_id": nothing})
	case domain.InProcess:
		h.itself.set(map[string]expectation{"in_process_at": e.at()})
	case domain.Completed:
		h.itself.set(map[string]expectation{"completed_at": e.at(), "business_date": text(domain.BusinessDate(e.OccurredAt).String())})
	case domain.Canceled, domain.Expired:
		h.itself.set(map[string]expectation{"ended_at": e.at(), "cancel_reason": text(e.Reason)})
		// Whatever is live waits from now on.
		for _, r := range h.records {
			if r.live {
				r.set(map[string]expectation{"counted": flag(false)})
			}
		}
	}
}

// count writes which deposits count after an event that may have changed it.
func (h *history) count(e *told) {
	if e.first() || e.Sealed.Counting == nil {
		return
	}
	counting := map[string]bool{}
	for _, id := range *e.Sealed.Counting {
		counting[id.String()] = true
	}
	for _, r := range h.records {
		if r.table == deposits {
			r.set(map[string]expectation{"counted": flag(counting[r.id])})
		}
	}
}

// about answers the deposit that an event names, and holds it to what each of them says of a deposit.
func (h *history) about(e *told) *record {
	found := h.known(e, deposits, e.Sealed.Deposit)
	if found != nil {
		found.set(map[string]expectation{"bank_reference": h.reference(found.id, e.Sealed.Reference), "file_id": optional(e.Sealed.File),
			"house_account_id": optional(e.Sealed.HouseAccount)})
	}
	return found
}

// known answers the record of a row that an event names. An event that names none, or one that no event told of, cannot be told.
func (h *history) known(e *told, t *table, id *uuid.UUID) *record {
	if id != nil {
		if found := h.byID[t.name+" "+id.String()]; found != nil {
			return found
		}
	}
	h.find("event %d (%s) is about a row of %s that no event told of", e.AggregateVersion, e.Kind, t.name)
	return nil
}

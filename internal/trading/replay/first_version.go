package replay

import (
	"github.com/qoricash/qoricash/internal/domain"
)

// Events of the first version do not name the rows that they tell of. The row is found by the instant, the amount and the
// person, which no two rows of one operation share unless they are the same to everybody; an event of which no row is left is
// one whose row was changed or taken away.

// claim answers the first row of a table that no event told of yet and that fits.
func (h *history) claim(e *told, t *table, fits func(*row) bool) *row {
	for _, r := range h.rows {
		if r.table == t && !r.claimed && !h.born[r.id()] && fits(r) {
			r.claimed = true
			return r
		}
	}
	h.find("event %d (%s) tells of a row of %s that is not there", e.AggregateVersion, e.Kind, t.name)
	return nil
}

// agrees tells whether a column of a row is what an event says.
func agrees(r *row, column string, want expectation) bool { return want.holds(r.values[column]) }

func (e *told) sameMoney(r *row) bool {
	return e.Money != nil && r.is("amount", e.Money.Amount.String()) && r.is("currency", string(e.Money.Currency))
}

func (h *history) reportedFirst(e *told) {
	found := h.claim(e, deposits, func(r *row) bool {
		return agrees(r, "created_at", e.at()) && agrees(r, "reported_by", e.by()) && e.sameMoney(r)
	})
	if found == nil {
		return
	}
	added := h.add(deposits, found.id(), map[string]expectation{"operation_id": identifier(h.operation), "created_at": e.at(),
		"amount": text(e.Money.Amount.String()), "currency": text(string(e.Money.Currency)), "reported_by_kind": text(e.Actor.Kind), "reported_by": e.by(),
		"status": text(string(domain.DepositReported)), "reference_overridden": flag(false), "override_reason": nothing, "lapsed_at": nothing,
		"applied_from": nothing, "decided_at": nothing, "decided_by": nothing, "reject_reason": nothing, "returned_at": nothing,
		"refund_account_id": nothing, "refund_reference": nothing})
	added.live, added.first = true, true
	if e.Counted != nil {
		added.set(map[string]expectation{"counted": flag(*e.Counted)})
	}
}

// confirmedFirst finds the deposit by its confirmation, which stays when the deposit goes on.
func (h *history) confirmedFirst(e *told) {
	seen := h.claim(e, confirmations, func(r *row) bool {
		of := h.byID["deposits "+r.id()]
		return of != nil && of.first && agrees(r, "created_at", e.at()) && agrees(r, "confirmed_by", e.by()) && e.Money != nil &&
			of.says("amount", e.Money.Amount.String())
	})
	if seen == nil {
		return
	}
	h.add(confirmations, seen.id(), map[string]expectation{"created_at": e.at(), "deposit_id": text(seen.id()), "confirmed_by": e.by(),
		"undone_at": nothing, "undone_by": nothing, "undone_reason": nothing})
	of := h.byID["deposits "+seen.id()]
	of.forget("reference_overridden")
	of.set(map[string]expectation{"status": text(string(domain.DepositConfirmed)), "decided_at": e.at(), "decided_by": e.by(),
		"override_reason": overriddenByMigration})
	if e.Counted != nil {
		of.set(map[string]expectation{"counted": flag(*e.Counted)})
	}
}

// waiting answers the records of reports that the first version told of and whose row fits.
func (h *history) waiting(status domain.DepositStatus, fits func(*row) bool) []*record {
	var found []*record
	for _, r := range h.rows {
		if r.table != deposits {
			continue
		}
		if of := h.byID["deposits "+r.id()]; of != nil && of.first && of.live && of.says("status", string(status)) && fits(r) {
			found = append(found, of)
		}
	}
	return found
}

// oneWaiting is the first that waiting answers, or nil and a finding.
func (h *history) oneWaiting(e *told, status domain.DepositStatus, fits func(*row) bool) *record {
	if found := h.waiting(status, fits); len(found) > 0 {
		return found[0]
	}
	h.find("event %d (%s) tells of a row of deposits that is not there", e.AggregateVersion, e.Kind)
	return nil
}

func (h *history) rejectedFirst(e *told) {
	found := h.oneWaiting(e, domain.DepositReported, func(r *row) bool { return h.rejectedAt(e, r) && e.sameMoney(r) })
	if found != nil {
		h.reject(e, found)
		found.forget("reject_reason")
	}
}

func (h *history) rejectedAt(e *told, r *row) bool {
	return r.is("status", string(domain.DepositRejected)) && agrees(r, "decided_at", e.at()) && agrees(r, "decided_by", e.by())
}

func (h *history) reject(e *told, rejected *record) {
	rejected.live = false
	rejected.set(map[string]expectation{"status": text(string(domain.DepositRejected)), "counted": flag(false), "decided_at": e.at(), "decided_by": e.by()})
}

// rejectedByReturn is a return of the first version: its reason is that of the deposits which it rejected.
func (h *history) rejectedByReturn(e *told) {
	for _, rejected := range h.waiting(domain.DepositReported, func(r *row) bool { return h.rejectedAt(e, r) }) {
		h.reject(e, rejected)
		rejected.set(map[string]expectation{"reject_reason": text(e.Reason)})
	}
}

func (h *history) refundedFirst(e *told) {
	found := h.oneWaiting(e, domain.DepositConfirmed, func(r *row) bool { return agrees(r, "returned_at", e.at()) && e.sameMoney(r) })
	if found == nil {
		return
	}
	found.live = false
	found.forget("refund_account_id", "refund_reference")
	found.set(map[string]expectation{"status": text(string(domain.DepositReturned)), "returned_at": e.at(), "counted": flag(false)})
}

func (h *history) paidFirst(e *told) {
	found := h.claim(e, payouts, func(r *row) bool {
		return agrees(r, "created_at", e.at()) && agrees(r, "created_by", e.by()) && e.sameMoney(r)
	})
	if found != nil {
		h.add(payouts, found.id(), map[string]expectation{"operation_id": identifier(h.operation), "created_at": e.at(), "created_by": e.by(),
			"amount": text(e.Money.Amount.String()), "currency": text(string(e.Money.Currency)), "void_reason": nothing, "voided_at": nothing,
			"voided_by": nothing, "sent_back_at": nothing, "sent_back_by": nothing})
	}
}

func (h *history) provedFirst(e *told) {
	found := h.claim(e, proofs, func(r *row) bool { return agrees(r, "created_at", e.at()) && agrees(r, "created_by", e.by()) })
	if found != nil {
		h.add(proofs, found.id(), map[string]expectation{"operation_id": identifier(h.operation), "created_at": e.at(), "created_by": e.by(),
			"retired_at": nothing})
	}
}

func (h *history) heldFirst(e *told) {
	found := h.claim(e, holds, func(r *row) bool {
		return agrees(r, "created_at", e.at()) && agrees(r, "opened_by", e.by()) && r.is("reason", e.Reason)
	})
	if found != nil {
		h.hold(e, found.id(), found.id(), domain.HoldManual)
	}
}

// releasedFirst releases the one hold that is open.
func (h *history) releasedFirst(e *told) {
	for _, r := range h.records {
		if r.table == holds && r.want["released_at"].empty() {
			r.set(map[string]expectation{"released_at": e.at(), "released_by": e.by()})
			return
		}
	}
	h.find("event %d (%s) releases a hold that is not open", e.AggregateVersion, e.Kind)
}

package replay

import (
	"github.com/qoricash/qoricash/internal/domain"
)

func (h *history) reported(e *told) bool {
	if e.first() {
		h.reportedFirst(e)
		return true
	}
	return h.deposit(e, domain.DepositReported) != nil
}

// deposit begins the record of a deposit as a report leaves it.
func (h *history) deposit(e *told, status domain.DepositStatus) *record {
	id := e.Sealed.Deposit
	if id == nil || e.Money == nil || e.Sealed.HouseAccount == nil {
		h.find("event %d (%s) does not say what was made", e.AggregateVersion, e.Kind)
		return nil
	}
	added := h.add(deposits, id.String(), map[string]expectation{
		"operation_id": identifier(h.operation), "created_at": e.at(), "amount": text(e.Money.Amount.String()), "currency": text(string(e.Money.Currency)),
		"status": text(string(status)), "house_account_id": identifier(*e.Sealed.HouseAccount), "bank_reference": h.reference(id.String(), e.Sealed.Reference),
		"file_id": optional(e.Sealed.File), "applied_from": optional(e.Sealed.Origin), "reported_by_kind": text(e.Actor.Kind), "reported_by": e.by(),
		"reference_overridden": flag(false), "override_reason": nothing, "lapsed_at": nothing, "decided_at": nothing, "decided_by": nothing,
		"reject_reason": nothing, "returned_at": nothing, "refund_account_id": nothing, "refund_reference": nothing,
	})
	added.live = true
	return added
}

func (h *history) confirmed(e *told) bool {
	if e.first() {
		h.confirmedFirst(e)
		return true
	}
	seen := h.about(e)
	if seen == nil {
		return false
	}
	if e.Sealed.Confirmation == nil || e.Sealed.HouseAccount == nil {
		h.find("event %d (%s) does not say what was seen", e.AggregateVersion, e.Kind)
		return false
	}
	seen.set(map[string]expectation{"status": text(string(domain.DepositConfirmed)), "decided_at": e.at(), "decided_by": e.by(),
		"lapsed_at": nothing, "reference_overridden": flag(e.Sealed.Words != ""),
		"override_reason": h.words(e.Sealed.Words)})
	h.add(confirmations, e.Sealed.Confirmation.String(), map[string]expectation{"created_at": e.at(), "deposit_id": text(seen.id),
		"house_account_id": identifier(*e.Sealed.HouseAccount), "bank_reference": h.reference(seen.id, e.Sealed.Reference), "confirmed_by": e.by(),
		"undone_at": nothing, "undone_by": nothing, "undone_reason": nothing})
	return true
}

func (h *history) unconfirmed(e *told) bool {
	undone, of := h.known(e, confirmations, e.Sealed.Confirmation), h.about(e)
	if undone == nil || of == nil {
		return false
	}
	undone.set(map[string]expectation{"undone_at": e.at(), "undone_by": e.by(), "undone_reason": h.words(e.Sealed.Words)})
	of.set(map[string]expectation{"status": text(string(domain.DepositReported)), "decided_at": nothing, "decided_by": nothing,
		"reference_overridden": flag(false), "override_reason": nothing})
	return true
}

func (h *history) rejected(e *told) bool {
	if e.first() {
		h.rejectedFirst(e)
		return true
	}
	return h.decide(e, h.about(e), domain.DepositRejected, h.words(e.Sealed.Words))
}

func (h *history) withdrawn(e *told) bool {
	return h.decide(e, h.about(e), domain.DepositWithdrawn, nothing)
}

// decide ends a report; nil is one that nobody knows.
func (h *history) decide(e *told, decided *record, status domain.DepositStatus, reason expectation) bool {
	if decided == nil {
		return false
	}
	decided.live = false
	decided.set(map[string]expectation{"status": text(string(status)), "decided_at": e.at(), "decided_by": e.by(), "reject_reason": reason,
		"counted": flag(false)})
	return true
}

func (h *history) refunded(e *told) bool {
	if e.first() {
		h.refundedFirst(e)
		return true
	}
	given := h.known(e, deposits, e.Sealed.Deposit)
	if given == nil {
		return false
	}
	given.live = false
	given.set(map[string]expectation{"status": text(string(domain.DepositReturned)), "returned_at": e.at(),
		"refund_account_id": optional(e.Sealed.HouseAccount), "refund_reference": h.reference(given.id, e.Sealed.Reference)})
	return true
}

// applied is told on both sides: the origin of the money, and the operation that received it.
func (h *history) applied(e *told) bool {
	if e.Received {
		received := h.deposit(e, domain.DepositConfirmed)
		if received == nil {
			return false
		}
		received.set(map[string]expectation{"decided_at": e.at(), "decided_by": e.by()})
		return true
	}
	return h.moved(e, domain.DepositApplied)
}

// unapplied is told on both sides: the operation that had received the money, and its origin, which has it again.
func (h *history) unapplied(e *told) bool {
	if e.Received {
		return h.moved(e, domain.DepositConfirmed)
	}
	return h.moved(e, domain.DepositUnapplied)
}

func (h *history) moved(e *told, status domain.DepositStatus) bool {
	about := h.about(e)
	if about == nil {
		return false
	}
	about.live = status.Live()
	about.set(map[string]expectation{"status": text(string(status))})
	return true
}

// recounted tells what counts by its sealed part; without one nobody knows.
func (h *history) recounted(e *told) bool {
	if e.first() {
		for _, r := range h.records {
			if r.live {
				r.forget("counted")
			}
		}
	}
	return true
}

func (h *history) paid(e *told) bool {
	if e.first() {
		h.paidFirst(e)
		return true
	}
	id := e.Sealed.Payout
	if id == nil || e.Money == nil {
		h.find("event %d (%s) does not say what was made", e.AggregateVersion, e.Kind)
		return false
	}
	h.add(payouts, id.String(), map[string]expectation{
		"operation_id": identifier(h.operation), "created_at": e.at(), "created_by": e.by(), "amount": text(e.Money.Amount.String()),
		"currency": text(string(e.Money.Currency)), "house_account_id": optional(e.Sealed.HouseAccount),
		"bank_reference": h.reference(id.String(), e.Sealed.Reference), "void_reason": nothing, "voided_at": nothing, "voided_by": nothing,
		"sent_back_at": nothing, "sent_back_by": nothing,
	})
	return true
}

func (h *history) voided(e *told) bool {
	payout := h.known(e, payouts, e.Sealed.Payout)
	if payout == nil {
		return false
	}
	if e.CameBack {
		payout.set(map[string]expectation{"sent_back_at": e.at(), "sent_back_by": e.by()})
	} else {
		payout.set(map[string]expectation{"voided_at": e.at(), "voided_by": e.by(), "void_reason": text(e.Reason)})
	}
	for _, id := range e.Sealed.Retired {
		retired := h.known(e, proofs, &id)
		if retired == nil {
			return false
		}
		retired.set(map[string]expectation{"retired_at": e.at()})
	}
	return true
}

func (h *history) proved(e *told) bool {
	if e.first() {
		h.provedFirst(e)
		return true
	}
	id := e.Sealed.Proof
	if id == nil {
		h.find("event %d (%s) does not say what was made", e.AggregateVersion, e.Kind)
		return false
	}
	h.add(proofs, id.String(), map[string]expectation{"operation_id": identifier(h.operation), "created_at": e.at(), "created_by": e.by(),
		"file_id": optional(e.Sealed.File), "comment": h.words(e.Sealed.Words), "retired_at": nothing})
	return true
}

func (h *history) held(e *told) bool {
	if e.first() {
		h.heldFirst(e)
		return true
	}
	return h.opened(e)
}

// opened begins the record of a hold, whether it is the first that is open or not.
func (h *history) opened(e *told) bool {
	id := e.Sealed.Hold
	if id == nil {
		h.find("event %d (%s) does not say what was made", e.AggregateVersion, e.Kind)
		return false
	}
	// The first events that named their hold knew one time on hold for each, and one cause.
	period, cause := id, e.Cause
	if e.Sealed.Period != nil {
		period = e.Sealed.Period
	}
	if cause == "" {
		cause = domain.HoldManual
	}
	h.hold(e, id.String(), period.String(), cause).set(map[string]expectation{"note": h.words(e.Sealed.Words)})
	return true
}

func (h *history) hold(e *told, id, period string, cause domain.HoldCause) *record {
	return h.add(holds, id, map[string]expectation{"operation_id": identifier(h.operation), "created_at": e.at(), "opened_by": e.by(),
		"cause": text(string(cause)), "period_id": text(period), "reason": text(e.Reason), "released_at": nothing, "released_by": nothing})
}

func (h *history) released(e *told) bool {
	if e.first() {
		h.releasedFirst(e)
		return true
	}
	return h.lifted(e)
}

func (h *history) lifted(e *told) bool {
	hold := h.known(e, holds, e.Sealed.Hold)
	if hold == nil {
		return false
	}
	hold.set(map[string]expectation{"released_at": e.at(), "released_by": e.by()})
	return true
}

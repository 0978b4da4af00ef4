package trading

import (
	"entgo.io/ent/dialect/sql"

	"github.com/qoricash/qoricash/ent/deposit"
	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/ent/payout"
	"github.com/qoricash/qoricash/ent/predicate"
	"github.com/qoricash/qoricash/internal/domain"
)

// WithUnappliedMoney takes the operations that hold money which counts for nothing: confirmed and not exchanged, or reported after the
// end. It is to be applied to another operation, requoted or given back.
func WithUnappliedMoney() predicate.Operation {
	return operation.And(operation.HasDepositsWith(waitingOrReported), operation.Or(
		operation.StatusIn(domain.Completed, domain.Canceled, domain.Expired),
		operation.HasDepositsWith(deposit.StatusEQ(domain.DepositConfirmed), deposit.Counted(false))))
}

// WithMoneyOut takes the operations with a payment that nothing covers: it went out with wrong data and did not come back, or the
// deposits behind it are not confirmed in whole (areas.md F10, F12).
func WithMoneyOut() predicate.Operation {
	return operation.Or(WithWrongPayment(), operation.And(operation.StatusEQ(domain.InProcess), operation.HasPayoutsWith(payout.VoidedAtIsNil()), uncovered))
}

// WithWrongPayment takes the operations whose payment went out with wrong data and did not come back. The operation may be
// completed since, by another payment.
func WithWrongPayment() predicate.Operation {
	return operation.HasPayoutsWith(outByMistake)
}

// outByMistake is the condition of the index payouts_out, in its words.
func outByMistake(s *sql.Selector) {
	s.Where(sql.P(func(b *sql.Builder) {
		b.Ident(s.C(payout.FieldVoidReason)).WriteString(" = '" + string(domain.VoidWrongData) + "' AND ").Ident(s.C(payout.FieldSentBackAt)).WriteString(" IS NULL")
	}))
}

// uncovered compares what is due with what is confirmed and counts.
func uncovered(s *sql.Selector) {
	s.Where(sql.P(func(b *sql.Builder) {
		b.WriteString("CASE ").Ident(s.C(operation.FieldSide)).WriteString(" WHEN '" + string(domain.HouseBuysUSD) + "' THEN ").
			Ident(s.C(operation.FieldUsd)).WriteString(" ELSE ").Ident(s.C(operation.FieldPen)).WriteString(" END <> " +
			"(SELECT coalesce(sum(covers.amount), 0) FROM " + deposit.Table + " covers WHERE covers.operation_id = ").
			Ident(s.C(operation.FieldID)).WriteString(" AND covers.counted AND covers.status = '" + string(domain.DepositConfirmed) + "')")
	}))
}

// waitingOrReported is the condition of the index deposits_waiting, in its words: the few rows that are in it are found without a look
// at all the others, whatever plan is kept for the statement.
func waitingOrReported(s *sql.Selector) {
	status, counted := s.C(deposit.FieldStatus), s.C(deposit.FieldCounted)
	s.Where(sql.P(func(b *sql.Builder) {
		b.WriteString("(").Ident(status).WriteString(" = 'REPORTED' OR (").Ident(status).WriteString(" = 'CONFIRMED' AND NOT ").Ident(counted).
			WriteString("))")
	}))
}

package trading

import (
	"entgo.io/ent/dialect/sql"

	"github.com/qoricash/qoricash/ent/deposit"
	"github.com/qoricash/qoricash/ent/operation"
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

// waitingOrReported is the condition of the index deposits_waiting, in its words: the few rows that are in it are found without a look
// at all the others, whatever plan is kept for the statement.
func waitingOrReported(s *sql.Selector) {
	status, counted := s.C(deposit.FieldStatus), s.C(deposit.FieldCounted)
	s.Where(sql.P(func(b *sql.Builder) {
		b.WriteString("(").Ident(status).WriteString(" = 'REPORTED' OR (").Ident(status).WriteString(" = 'CONFIRMED' AND NOT ").Ident(counted).
			WriteString("))")
	}))
}

package invoicing

import (
	"github.com/qoricash/qoricash/ent/invoice"
	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/ent/predicate"
	"github.com/qoricash/qoricash/internal/domain"
)

// WithoutDocument takes the operations that were completed on a day and have no valid document, although the house issues one for their
// side; none where it issues none at all, or none yet of that day ([domain.ParameterInvoicingFrom]).
func (s *Service) WithoutDocument(day domain.Date) predicate.Operation {
	var sides []domain.Side
	if s.Enabled() && !day.Before(s.options.Parameters(s.clock.Now()).InvoicingFrom) {
		sides = s.options.Rules.Sides()
	}
	return operation.And(operation.StatusEQ(domain.Completed), operation.BusinessDate(day), operation.SideIn(sides...),
		operation.Not(operation.HasInvoicesWith(invoice.KindNEQ(domain.CreditNote), invoice.StateIn(domain.InvoiceStatusAccepted.States()...))))
}

// WithoutAnswer takes the documents of a day that have a number and are not settled.
func WithoutAnswer(day domain.Date) predicate.Invoice {
	return invoice.And(invoice.IssuedOn(day), invoice.NumberNotNil(), invoice.StateNotIn(settledStates()...))
}

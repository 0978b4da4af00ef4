package invoicing

import (
	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
)

// clientOf is a client as its documents name it.
func clientOf(row *ent.Customer) domain.InvoiceClient {
	address := domain.Address{}
	for part, of := range map[*string]*string{&address.Line: row.Address, &address.District: row.District, &address.Province: row.Province,
		&address.Department: row.Department} {
		if of != nil {
			*part = *of
		}
	}
	return domain.InvoiceClient{DocumentType: row.DocumentType, DocumentNumber: row.DocumentNumber, Name: row.FullName, Address: address.OneLine()}
}

// invoiced is what of an operation comes into its document.
func invoiced(row *ent.Operation, client domain.InvoiceClient) domain.InvoicedOperation {
	base := money.Rate{}
	if row.BaseRate != nil {
		base = *row.BaseRate
	}
	return domain.InvoicedOperation{Code: row.Code, Side: row.Side, USD: row.Usd, PEN: row.Pen, Rate: row.Rate, BaseRate: base, Client: client}
}

// documentOf is what a document says that takes a number on a day, for a client as it is then. Amounts and series are those of the request,
// whatever the settings say by now. The operation is loaded, and of a credit note the document that it undoes.
func (s *Service) documentOf(row *ent.Invoice, number int64, day domain.Date, client domain.InvoiceClient) domain.InvoiceDocument {
	said := s.options.Rules.Document(invoiced(row.Edges.Operation, client), number, day)
	said.Number = domain.InvoiceNumber{Kind: row.Kind, Series: row.Series, Number: number}
	said.Tax, said.Net, said.IGV, said.Total = row.TaxKind, row.Net, row.Igv, row.Total
	if credited := row.Edges.Credits; credited != nil {
		said.Credits = &domain.InvoiceCredit{Number: numberOf(credited), Reason: *row.CreditReason}
	}
	return said
}

// issuedAs is what a document says that has its number.
func (s *Service) issuedAs(row *ent.Invoice) domain.InvoiceDocument {
	return s.documentOf(row, *row.Number, *row.IssuedOn, *row.ClientSnapshot)
}

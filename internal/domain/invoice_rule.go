package domain

import (
	"slices"
	"strings"
	"time"

	"github.com/qoricash/qoricash/internal/money"
)

// The longest texts of a document, in characters (compliance.md 4.2).
const (
	longestInvoiceName        = 100
	longestInvoiceAddress     = 100
	longestInvoiceDescription = 250
	// LongestVoidReason bounds why a document is voided or credited.
	LongestVoidReason = 100
)

// noAddress stands on a boleta of a client without an address (areas.md X7).
const noAddress = "-"

// igvPercent is the rate of the IGV.
const igvPercent = 18

// InvoiceAmount is what of an operation is invoiced (compliance.md 4.3: which of both is right is open).
type InvoiceAmount string

// The amounts.
const (
	// InvoiceFull is the whole countervalue in PEN.
	InvoiceFull InvoiceAmount = "FULL"
	// InvoiceSpread is what the rate is better for the house than its base rate, in PEN.
	InvoiceSpread InvoiceAmount = "SPREAD"
)

// InvoiceSeries are the series of the house, one of each kind; notes of both kinds have series of their own (areas.md D11, E28).
type InvoiceSeries struct {
	Factura, Boleta, FacturaNote, BoletaNote string
}

// DefaultInvoiceSeries are F001 and B002, FC01 and BC01. B001-1 was burnt in tests of the system that QoriCash replaces.
func DefaultInvoiceSeries() InvoiceSeries {
	return InvoiceSeries{Factura: "F001", Boleta: "B002", FacturaNote: "FC01", BoletaNote: "BC01"}
}

// InvoiceRules is how the house makes documents.
type InvoiceRules struct {
	Tax    TaxKind
	Amount InvoiceAmount
	// Purchases tells whether the house issues a document also when it buys dollars.
	Purchases bool
	Series    InvoiceSeries
}

// InvoicedOperation is what of a completed operation comes into its document.
type InvoicedOperation struct {
	// Code is the operation's, Payment how the client paid; that may be empty.
	Code, Payment string
	Side          Side
	USD, PEN      money.Amount
	Rate          money.Rate
	// BaseRate is the house's base rate at the quote, zero where there was none.
	BaseRate money.Rate
	Client   InvoiceClient
}

// InvoiceKind is a factura for who has a RUC, also one of a person (10), and a boleta for everybody else (domain.md 8.1).
func (t DocumentType) InvoiceKind() InvoiceKind {
	if t == DocumentRUC {
		return Factura
	}
	return Boleta
}

// Of answers the series of a kind; credits is the kind of the document that a credit note undoes.
func (s InvoiceSeries) Of(kind, credits InvoiceKind) string {
	switch {
	case kind == Factura:
		return s.Factura
	case kind == Boleta:
		return s.Boleta
	case credits == Factura:
		return s.FacturaNote
	}
	return s.BoletaNote
}

// Issues tells whether an operation of the side has a document.
func (r InvoiceRules) Issues(side Side) bool { return side == HouseSellsUSD || r.Purchases }

// Sides lists those whose operations have a document.
func (r InvoiceRules) Sides() []Side {
	return slices.DeleteFunc(Sides(), func(side Side) bool { return !r.Issues(side) })
}

// Missing answers why no number may be taken yet for an operation; empty where nothing is missing.
func (r InvoiceRules) Missing(o InvoicedOperation) InvoiceParkReason {
	client := o.Client.fitted()
	switch {
	case client.DocumentType.InvoiceKind() == Factura && client.Address == "":
		return ParkedAddressMissing
	case r.base(o).Sign() <= 0 || client.Name == "" || client.DocumentNumber == "" || !client.DocumentType.Valid():
		return ParkedUnfit
	}
	return ""
}

// Document writes the document of an operation from which nothing is missing. The number is the next of its series, and the day that of the
// number, in Lima.
func (r InvoiceRules) Document(o InvoicedOperation, number int64, issuedOn Date) InvoiceDocument {
	kind := o.Client.DocumentType.InvoiceKind()
	document := InvoiceDocument{
		Number:   InvoiceNumber{Kind: kind, Series: r.Series.Of(kind, ""), Number: number},
		IssuedOn: issuedOn, Client: o.Client.fitted(), Description: o.description(), Operation: o.Code, Payment: o.Payment, Tax: r.Tax,
	}
	if document.Client.Address == "" {
		document.Client.Address = noAddress
	}
	document.Net = r.base(o)
	if r.Tax == Gravado {
		document.IGV = igvOf(document.Net)
	}
	document.Total = document.Net.Add(document.IGV)
	return document
}

// CreditNote writes the note that undoes a document as a whole. The reason has at most [LongestVoidReason] characters.
func (r InvoiceRules) CreditNote(credited InvoiceDocument, number int64, issuedOn Date, reason string) InvoiceDocument {
	note := credited
	note.Number = InvoiceNumber{Kind: CreditNote, Series: r.Series.Of(CreditNote, credited.Number.Kind), Number: number}
	note.IssuedOn = issuedOn
	note.Credits = &InvoiceCredit{Number: credited.Number, Reason: cut(reason, LongestVoidReason)}
	return note
}

// base is the amount without tax.
func (r InvoiceRules) base(o InvoicedOperation) money.Amount {
	if r.Amount != InvoiceSpread {
		return o.PEN
	}
	margin, known := TraderMargin(o.Side, o.Rate, o.BaseRate, o.USD)
	if !known {
		return money.Amount{}
	}
	return margin
}

// igvOf is the tax on an amount, rounded half up to the cent.
func igvOf(net money.Amount) money.Amount {
	return money.FromCents((net.Cents()*igvPercent + 50) / 100)
}

// description is the line of the document, with the word of the house's side.
func (o InvoicedOperation) description() string {
	return cut(strings.ToUpper(o.Side.Terms().HouseLabel)+" DE USD "+o.USD.Grouped()+" A T.C. "+o.Rate.String(), longestInvoiceDescription)
}

// fitted cuts what the form of a document does not hold.
func (c InvoiceClient) fitted() InvoiceClient {
	c.Name, c.Address = cut(c.Name, longestInvoiceName), cut(c.Address, longestInvoiceAddress)
	return c
}

// OneLine writes an address as a document of the client's shows it; empty where street and number are not known.
func (a Address) OneLine() string {
	if a.Line == "" {
		return ""
	}
	var parts []string
	for _, part := range []string{a.Line, a.District, a.Province, a.Department} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ", ")
}

// cut answers a text without space around it, and at most so many of its characters.
func cut(text string, longest int) string {
	characters := []rune(strings.TrimSpace(text))
	if len(characters) > longest {
		characters = characters[:longest]
	}
	return strings.TrimSpace(string(characters))
}

// invoiceTerms are calendar days after the day of the document (compliance.md 4.3). A factura has three to reach SUNAT (R.S. 000003-2023).
// The seven of a boleta, and those to void, are not confirmed; what comes late all the same SUNAT refuses, and then a credit note undoes it.
// A note has the shorter term of the two that it may undo.
var invoiceTerms = map[InvoiceKind]struct{ send, void int }{
	Factura:    {send: 3, void: 7},
	Boleta:     {send: 7, void: 7},
	CreditNote: {send: 3},
}

// invoiceAlarm is how long before the end of the term people hear of a document that SUNAT has not answered.
const invoiceAlarm = 12 * time.Hour

// SendUntil is the last day on which a document of a day may reach SUNAT.
func (k InvoiceKind) SendUntil(issuedOn Date) Date { return issuedOn.AddDays(invoiceTerms[k].send) }

// AlarmAt is the instant from which a document of a day that SUNAT has not answered is an alarm.
func (k InvoiceKind) AlarmAt(issuedOn Date) time.Time {
	return k.SendUntil(issuedOn).AddDays(1).Start().Add(-invoiceAlarm)
}

// VoidUntil is the last day on which a document of a day may be voided.
func (k InvoiceKind) VoidUntil(issuedOn Date) Date { return issuedOn.AddDays(invoiceTerms[k].void) }

// CheckInvoicingFrom refuses a document of an operation that was completed before the first day whose operations get one. The zero day
// refuses none.
func CheckInvoicingFrom(from Date, completed time.Time) *Error {
	if day := BusinessDate(completed); day.Before(from) {
		return Refuse(CodeNotAllowedInStatus,
			"La operación se completó el %s, y la casa emite comprobantes de las operaciones desde el %s. Si le corresponde uno, cambia antes ese parámetro.",
			day, from).With("completed", day.String()).With("from", from.String())
	}
	return nil
}

// CheckInvoiceFirst refuses with INVALID a first number of a series that no document can have.
func CheckInvoiceFirst(first int64) *Error {
	if first < 1 || first > LargestInvoiceNumber {
		return Refuse(CodeInvalid, "El primer número de una serie va de 1 a %d.", LargestInvoiceNumber).With("minimum", 1).With("maximum", LargestInvoiceNumber)
	}
	return nil
}

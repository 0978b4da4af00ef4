package domain

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/qoricash/qoricash/internal/money"
)

// SUNATCode is the kind in SUNAT's catalogue 01, which codes of documents carry.
func (k InvoiceKind) SUNATCode() string {
	return map[InvoiceKind]string{Factura: "01", Boleta: "03", CreditNote: "07"}[k]
}

// SameAs tells whether what the provider has under the document's number is the document: the text of its code repeats the issuer, the
// number, the amounts, the day and the client (compliance.md 4.4). By it code 23 is an adoption or a collision; what cannot be read is not
// the same.
func (d InvoiceDocument) SameAs(issuerRUC string, issued IssuedDocument) bool {
	field := strings.Split(issued.QR, "|")
	for i := range field {
		field[i] = strings.TrimSpace(field[i])
	}
	return len(field) >= 9 && issued.Number == d.Number &&
		field[0] == issuerRUC && field[1] == d.Number.Kind.SUNATCode() && field[2] == d.Number.Series && isNumber(field[3], d.Number.Number) &&
		isAmount(field[4], d.IGV) && isAmount(field[5], d.Total) && isDay(field[6], d.IssuedOn) &&
		field[7] == d.Client.DocumentType.SUNATCode() && field[8] == d.Client.DocumentNumber
}

// isNumber reads a number that may begin with zeros.
func isNumber(text string, want int64) bool {
	got, err := strconv.ParseInt(text, 10, 64)
	return err == nil && got == want
}

func isAmount(text string, want money.Amount) bool {
	got, err := money.ParseAmount(text)
	return err == nil && got == want
}

// isDay reads a day in the orders that documents have it in.
func isDay(text string, want Date) bool {
	return slices.ContainsFunc([]string{dateLayout, "02-01-2006", "02/01/2006"}, func(layout string) bool {
		got, err := time.Parse(layout, text)
		return err == nil && dateOf(got) == want
	})
}

// sunatAnswers is what a code of SUNAT's does to a document, beside the provider's flag that it was accepted: the first row that holds the
// code (compliance.md 4.6). Where flag and code contradict each other the document waits, and people hear of it before its term ends.
var sunatAnswers = []struct {
	from, to         int
	accepted, silent InvoiceAct
	reason           InvoiceParkReason
}{
	{0, 0, ActInvoiceAccept, ActInvoicePend, ""},
	// Exceptions of SUNAT's, after which the provider sends again.
	{1, 999, ActInvoicePend, ActInvoicePend, ""},
	// The number is registered with other data, which is never an acceptance of this document.
	{1033, 1033, ActInvoicePark, ActInvoicePark, ParkedSUNATConflict},
	{2109, 2109, ActInvoicePark, ActInvoicePark, ParkedSUNATConflict},
	{4000, 4999, ActInvoiceObserve, ActInvoicePend, ""},
	{1000, 9999, ActInvoicePend, ActInvoiceRefuse, ""},
}

// Verdict answers what the provider's word does to the document: pending, accepted, observed, refused, voided, or parked for the reason
// that comes with it. A code that is none refuses nothing.
func (d IssuedDocument) Verdict() (InvoiceAct, InvoiceParkReason) {
	if d.Voided {
		return ActInvoiceVoid, ""
	}
	code, err := strconv.Atoi(d.Code)
	if d.Code == "" {
		code, err = 0, nil
	}
	for _, row := range sunatAnswers {
		switch {
		case err != nil || code < row.from || code > row.to:
		case d.Accepted:
			return row.accepted, row.reason
		default:
			return row.silent, row.reason
		}
	}
	return ActInvoicePend, ""
}

// Verdict answers what the provider's word does to the document that is to be voided: pending, voided, or refused.
func (t VoidTicket) Verdict() InvoiceAct {
	answered := IssuedDocument{Accepted: t.Accepted, Code: t.Code}
	switch act, _ := answered.Verdict(); act {
	case ActInvoiceAccept, ActInvoiceObserve:
		return ActInvoiceVoid
	case ActInvoicePend:
		return ActInvoiceTicket
	}
	return ActInvoiceRefuseVoid
}

// SendVerdict answers what the fault does to the document that was being sent, and why it is parked where it is.
func (f *ProviderFault) SendVerdict() (InvoiceAct, InvoiceParkReason) {
	switch f.Action() {
	case FaultStops:
		return ActInvoiceKeep, ""
	case FaultParks:
		return ActInvoicePark, map[int]InvoiceParkReason{20: ParkedFormat, 21: ParkedProvider, 22: ParkedOutOfTerm}[f.Code]
	case FaultResends:
		return ActInvoiceAbsent, ""
	}
	return ActInvoiceLose, ""
}

// invoiceWaits are how long the house waits before it asks again about a document whose fate it does not know.
var invoiceWaits = []time.Duration{5 * time.Second, 30 * time.Second, 2 * time.Minute, 10 * time.Minute, time.Hour}

// Wait is how long to wait after so many attempts in a row that brought nothing, never shorter than the provider asks.
func (f *ProviderFault) Wait(attempts int) time.Duration {
	at := min(max(attempts, 1), len(invoiceWaits)) - 1
	return max(invoiceWaits[at], f.RetryAfter)
}

package domain

import "github.com/qoricash/qoricash/internal/money"

// TaxKind is how a document treats the IGV (compliance.md 4.3, decisions.md).
type TaxKind string

// The kinds of tax.
const (
	// Inafecto is exchange of currency: outside of the IGV.
	Inafecto TaxKind = "INAFECTO"
	// Gravado is the preset that reproduces the sample of the integration's first description.
	Gravado TaxKind = "GRAVADO"
)

// Values lists the kinds of tax for the database's enum check.
func (TaxKind) Values() []string { return []string{string(Inafecto), string(Gravado)} }

// InvoiceDocument is what a document says, whoever issues it: all amounts in PEN.
type InvoiceDocument struct {
	Number InvoiceNumber
	// IssuedOn is the day in Lima on which the document takes its number.
	IssuedOn Date
	Client   InvoiceClient
	// Description is the one line of the document; Operation the code of the operation.
	Description, Operation string
	// Payment is how the client paid; empty where nothing is said.
	Payment string
	Tax     TaxKind
	// Net, IGV and Total are to the cent: Net + IGV = Total.
	Net, IGV, Total money.Amount
	// Credits is the document that a credit note undoes; nil of every other kind.
	Credits *InvoiceCredit
}

// InvoiceClient is to whom a document is issued, as it was when the document took its number.
type InvoiceClient struct {
	DocumentType   DocumentType
	DocumentNumber string
	// Name has at most 100 characters, Address too; a factura has an address.
	Name, Address string
}

// InvoiceCredit is what a credit note undoes, and why.
type InvoiceCredit struct {
	Number InvoiceNumber
	Reason string
}

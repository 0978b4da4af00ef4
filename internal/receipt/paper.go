package receipt

import (
	"strings"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/document"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
)

// paper is the receipt of a completed operation, whose client, deposits and payouts are loaded.
func paper(row *ent.Operation, house document.Issuer, masked bool) document.Document {
	terms := row.Side.Terms()
	made := document.Document{
		Name: "recibo-" + row.Code, Issuer: house, Title: "Recibo de operación", Code: row.Code, At: *row.CompletedAt,
		Figures: []document.Fact{
			{Label: "El cliente entrega", Value: money.Money{Amount: row.Side.DepositAmount(row.Usd, row.Pen), Currency: terms.Deposit}.String()},
			{Label: "El cliente recibe", Value: money.Money{Amount: row.Side.PayoutAmount(row.Usd, row.Pen), Currency: terms.Payout}.String()},
			{Label: "Tipo de cambio", Value: row.Rate.String()},
		},
		Sections: []document.Section{operationSection(row), clientSection(row.Edges.Client), accountSection(row), depositSection(row), payoutSection(row)},
		Notes:    []string{"Este documento no es un comprobante electrónico.", "Las fechas y horas son de Lima."},
	}
	if masked {
		made.Notes = append(made.Notes, "Los datos personales de este ejemplar están protegidos.")
	}
	return made
}

func operationSection(row *ent.Operation) document.Section {
	kind := "El cliente vende dólares"
	if row.Side == domain.HouseSellsUSD {
		kind = "El cliente compra dólares"
	}
	return document.Section{Heading: "Operación", Facts: []document.Fact{
		{Label: "Código", Value: row.Code},
		{Label: "Tipo", Value: kind},
		{Label: "Estado", Value: row.Status.Label()},
		{Label: "Registrada", Value: domain.WrittenInLima(row.CreatedAt)},
		{Label: "Completada", Value: domain.WrittenInLima(*row.CompletedAt)},
	}}
}

func clientSection(client *ent.Customer) document.Section {
	label := "Nombre"
	if client.DocumentType == domain.DocumentRUC {
		label = "Razón social"
	}
	form, _ := domain.FormOfDocument(client.DocumentType)
	return document.Section{Heading: "Cliente", Facts: []document.Fact{
		{Label: label, Value: client.FullName},
		{Label: form.Label, Value: client.DocumentNumber},
	}}
}

func accountSection(row *ent.Operation) document.Section {
	return document.Section{Heading: "Cuentas del cliente", Facts: []document.Fact{
		{Label: "Desde la que entrega", Value: account(row.SourceSnapshot)},
		{Label: "En la que recibe", Value: account(row.DestinationSnapshot)},
	}}
}

// account names an account by its bank and numbers, as it was when the operation was made. An account that is known by its CCI alone has
// that for a number.
func account(snapshot domain.AccountSnapshot) string {
	parts := []string{bankName(snapshot.Bank)}
	if snapshot.Number != "" && snapshot.Number != snapshot.CCI {
		parts = append(parts, snapshot.Number)
	}
	if snapshot.CCI != "" {
		parts = append(parts, "CCI "+snapshot.CCI)
	}
	return strings.Join(parts, " · ")
}

func bankName(named string) string {
	if bank, known := domain.BankNamed(named, ""); known {
		return bank.Name
	}
	return named
}

// columns are those of money that moved.
func columns(detail string) []document.Column {
	return []document.Column{{Heading: "Fecha", Share: 3.2}, {Heading: detail, Share: 4.2}, {Heading: "N.º de operación", Share: 4},
		{Heading: "Importe", Share: 3, Right: true}}
}

// depositSection lists the deposits that counted: those are what was exchanged.
func depositSection(row *ent.Operation) document.Section {
	listed := document.Table{Columns: columns("Origen")}
	for _, one := range row.Edges.Deposits {
		if !one.Counted || one.Status != domain.DepositConfirmed {
			continue
		}
		origin, at := "Transferencia", one.CreatedAt
		if one.AppliedFrom != nil {
			origin = "Otra operación del cliente"
		}
		if one.DecidedAt != nil {
			at = *one.DecidedAt
		}
		listed.Rows = append(listed.Rows, []string{domain.WrittenInLima(at), origin, one.BankReference,
			money.Money{Amount: one.Amount, Currency: one.Currency}.String()})
	}
	return document.Section{Heading: "Depósitos confirmados", Table: listed}
}

// payoutSection lists the payments that stand, and where they went.
func payoutSection(row *ent.Operation) document.Section {
	listed := document.Table{Columns: columns("Banco de destino")}
	for _, one := range row.Edges.Payouts {
		if one.VoidedAt == nil {
			listed.Rows = append(listed.Rows, []string{domain.WrittenInLima(one.CreatedAt), bankName(row.DestinationSnapshot.Bank), one.BankReference,
				money.Money{Amount: one.Amount, Currency: one.Currency}.String()})
		}
	}
	return document.Section{Heading: "Pagos de la casa", Table: listed}
}

package nubefact

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/qoricash/qoricash/internal/domain"
)

// form is a document as NubeFact reads it, its fields in the order of the manual (compliance.md 4.2, areas.md E28). What does not apply
// to an exchange of currency is there and empty, as in the manual's own examples.
type form struct {
	Operation        string `json:"operacion"`
	Kind             int    `json:"tipo_de_comprobante"`
	Series           string `json:"serie"`
	Number           int64  `json:"numero"`
	Transaction      int    `json:"sunat_transaction"`
	ClientType       string `json:"cliente_tipo_de_documento"`
	ClientNumber     string `json:"cliente_numero_de_documento"`
	ClientName       string `json:"cliente_denominacion"`
	ClientAddress    string `json:"cliente_direccion"`
	ClientEmail      string `json:"cliente_email"`
	ClientEmail1     string `json:"cliente_email_1"`
	ClientEmail2     string `json:"cliente_email_2"`
	IssuedOn         string `json:"fecha_de_emision"`
	Currency         int    `json:"moneda"`
	ExchangeRate     string `json:"tipo_de_cambio"`
	TaxPercent       string `json:"porcentaje_de_igv"`
	Taxed            string `json:"total_gravada"`
	Untaxed          string `json:"total_inafecta"`
	Exempt           string `json:"total_exonerada"`
	Tax              string `json:"total_igv"`
	Free             string `json:"total_gratuita"`
	Total            string `json:"total"`
	Detraction       bool   `json:"detraccion"`
	Remarks          string `json:"observaciones"`
	ModifiesKind     any    `json:"documento_que_se_modifica_tipo"`
	ModifiesSeries   string `json:"documento_que_se_modifica_serie"`
	ModifiesNumber   any    `json:"documento_que_se_modifica_numero"`
	CreditNoteMotive any    `json:"tipo_de_nota_de_credito"`
	SendToSUNAT      bool   `json:"enviar_automaticamente_a_la_sunat"`
	SendToClient     bool   `json:"enviar_automaticamente_al_cliente"`
	UniqueCode       string `json:"codigo_unico"`
	Payment          string `json:"medio_de_pago"`
	PDFFormat        string `json:"formato_de_pdf"`
	Lines            []line `json:"items"`
}

// line is the one line of a document.
type line struct {
	Unit        string `json:"unidad_de_medida"`
	Code        string `json:"codigo"`
	Description string `json:"descripcion"`
	Quantity    string `json:"cantidad"`
	UnitValue   string `json:"valor_unitario"`
	UnitPrice   string `json:"precio_unitario"`
	Subtotal    string `json:"subtotal"`
	TaxKind     int    `json:"tipo_de_igv"`
	Tax         string `json:"igv"`
	Total       string `json:"total"`
	Advance     bool   `json:"anticipo_regularizacion"`
	SUNATCode   string `json:"codigo_producto_sunat"`
}

// NubeFact's own codes, which are not SUNAT's (compliance.md 4.4).
const (
	internalSale = 1
	soles        = 1
	taxed        = 1
	untaxed      = 9
	annulment    = 1
	serviceUnit  = "ZZ"
	exchangeCode = "001"
	percentOfTax = "18.00"
)

// kindCode is NubeFact's number of a kind; 0 of what is none.
func kindCode(kind domain.InvoiceKind) int {
	return map[domain.InvoiceKind]int{domain.Factura: 1, domain.Boleta: 2, domain.CreditNote: 3}[kind]
}

// write fills the form.
func write(d domain.InvoiceDocument, operationAsCode bool) form {
	f := form{
		Operation: "generar_comprobante", Kind: kindCode(d.Number.Kind), Series: d.Number.Series, Number: d.Number.Number,
		Transaction: internalSale,
		ClientType:  d.Client.DocumentType.SUNATCode(), ClientNumber: d.Client.DocumentNumber,
		ClientName: d.Client.Name, ClientAddress: d.Client.Address,
		IssuedOn: fmt.Sprintf("%02d-%02d-%04d", d.IssuedOn.Day(), int(d.IssuedOn.Month()), d.IssuedOn.Year()),
		Currency: soles, TaxPercent: percentOfTax, Total: d.Total.String(), Remarks: d.Operation, Payment: d.Payment,
		ModifiesKind: "", ModifiesNumber: "", CreditNoteMotive: "", SendToSUNAT: true,
		UniqueCode: fmt.Sprintf("%d-%s-%d", kindCode(d.Number.Kind), d.Number.Series, d.Number.Number),
	}
	item := line{Unit: serviceUnit, Code: exchangeCode, Description: d.Description, Quantity: "1",
		UnitValue: d.Net.String(), UnitPrice: d.Total.String(), Subtotal: d.Net.String(), TaxKind: untaxed, Tax: d.IGV.String(), Total: d.Total.String()}
	if f.Untaxed = d.Net.String(); d.Tax == domain.Gravado {
		f.Taxed, f.Untaxed, f.Tax, item.TaxKind = d.Net.String(), "", d.IGV.String(), taxed
	}
	if d.Credits != nil {
		f.ModifiesKind, f.ModifiesSeries, f.ModifiesNumber = kindCode(d.Credits.Number.Kind), d.Credits.Number.Series, d.Credits.Number.Number
		f.CreditNoteMotive, f.Remarks = annulment, strings.TrimSpace(d.Operation+" "+d.Credits.Reason)
	} else if operationAsCode {
		f.UniqueCode = d.Operation
	}
	f.Lines = []line{item}
	return f
}

// check refuses what the form cannot hold. The error names fields, never what is in them.
func (f form) check(d domain.InvoiceDocument) error {
	for _, rule := range []struct {
		field  string
		broken bool
	}{
		{"tipo_de_comprobante", f.Kind == 0 || (f.Kind == kindCode(domain.CreditNote)) != (d.Credits != nil)},
		{"serie", !ofKind(d.Number.Series, leadingLetter(d))},
		{"numero", f.Number < 1 || f.Number > 99_999_999},
		{"cliente_tipo_de_documento", f.ClientType == "" || d.Number.Kind == domain.Factura && d.Client.DocumentType != domain.DocumentRUC},
		{"cliente_numero_de_documento", !fits(f.ClientNumber, 1, 15)},
		{"cliente_denominacion", !fits(f.ClientName, 1, 100)},
		{"cliente_direccion", !fits(f.ClientAddress, 1, 100)},
		{"fecha_de_emision", d.IssuedOn.IsZero()},
		{"total", d.Total.Sign() <= 0 || d.Net.Sign() <= 0 || d.Net.Add(d.IGV) != d.Total || len(strconv.FormatInt(d.Total.Cents(), 10)) > 14},
		{"tipo_de_igv", d.Tax != domain.Inafecto && d.Tax != domain.Gravado || d.Tax == domain.Inafecto && !d.IGV.IsZero()},
		{"observaciones", !fits(f.Remarks, 0, 1000)},
		{"codigo_unico", !fits(f.UniqueCode, 1, 20)},
		{"medio_de_pago", !fits(f.Payment, 0, 250)},
		{"descripcion", !fits(d.Description, 1, 250)},
		{"documento_que_se_modifica_serie", d.Credits != nil && !ofKind(d.Credits.Number.Series, leadingLetter(d))},
		{"documento_que_se_modifica_tipo", d.Credits != nil && d.Credits.Number.Kind != domain.Factura && d.Credits.Number.Kind != domain.Boleta},
		{"documento_que_se_modifica_numero", d.Credits != nil && (d.Credits.Number.Number < 1 || d.Credits.Number.Number > 99_999_999)},
	} {
		if rule.broken {
			return fmt.Errorf("nubefact: %s of %s does not fit the form", rule.field, d.Number)
		}
	}
	return nil
}

// leadingLetter is what the series of a document, and of the note that undoes it, begins with.
func leadingLetter(d domain.InvoiceDocument) string {
	kind := d.Number.Kind
	if d.Credits != nil {
		kind = d.Credits.Number.Kind
	}
	if kind == domain.Factura {
		return "F"
	}
	return "B"
}

func ofKind(series, letter string) bool { return len(series) == 4 && strings.HasPrefix(series, letter) }

func fits(text string, least, most int) bool {
	n := utf8.RuneCountInString(text)
	return utf8.ValidString(text) && n >= least && n <= most
}

// question is a call about a document that is there.
type question struct {
	Operation  string  `json:"operacion"`
	Kind       int     `json:"tipo_de_comprobante"`
	Series     string  `json:"serie"`
	Number     int64   `json:"numero"`
	Reason     *string `json:"motivo,omitempty"`
	UniqueCode *string `json:"codigo_unico,omitempty"`
}

func ask(operation string, number domain.InvoiceNumber) question {
	return question{Operation: operation, Kind: kindCode(number.Kind), Series: number.Series, Number: number.Number}
}

// bytes writes the question, which has texts and numbers alone.
func (q question) bytes() []byte {
	text, err := json.Marshal(q)
	if err != nil {
		panic(fmt.Sprintf("nubefact: write a question: %v", err))
	}
	return text
}

func (q question) identity() identity {
	return identity{text(strconv.Itoa(q.Kind)), text(q.Series), text(strconv.FormatInt(q.Number, 10))}
}

package nubefact_test

import (
	"encoding/json"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/qoricash/qoricash/internal/adapter/nubefact"
	"github.com/qoricash/qoricash/internal/adapter/nubefact/imitation"
	"github.com/qoricash/qoricash/internal/adapter/nubefact/nubefacttest"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
)

var day = domain.MustDate("2026-11-21")

func rules(tax domain.TaxKind) domain.InvoiceRules {
	return domain.InvoiceRules{Tax: tax, Amount: domain.InvoiceFull, Purchases: true, Series: domain.DefaultInvoiceSeries()}
}

// exampleThree is the operation of golden 19.16: a client with a DNI buys 1,000.00 at 3.7280.
func exampleThree() domain.InvoicedOperation {
	return domain.InvoicedOperation{Code: "EXP-1063", Side: domain.HouseSellsUSD, USD: money.MustAmount("1000"), PEN: money.MustAmount("3728"),
		Rate: money.MustRate("3.728"), Payment: "TRANSFERENCIA BCP OP 123456",
		Client: domain.InvoiceClient{DocumentType: domain.DocumentDNI, DocumentNumber: "41920371", Name: "JORGE LOPEZ"}}
}

func boleta() domain.InvoiceDocument { return rules(domain.Inafecto).Document(exampleThree(), 15, day) }

// seedSample is the operation of the sample in the integration's first description: a company, PEN 3,500.00.
func seedSample() domain.InvoicedOperation {
	return domain.InvoicedOperation{Code: "EXP-1001", Side: domain.HouseBuysUSD, USD: money.MustAmount("933.33"), PEN: money.MustAmount("3500"),
		Rate:   money.MustRate("3.75"),
		Client: domain.InvoiceClient{DocumentType: domain.DocumentRUC, DocumentNumber: "20123456786", Name: "EMPRESA SAC", Address: "AV. UNO 123, LIMA"}}
}

func issuer(t *testing.T, options nubefact.Options) *nubefact.Issuer {
	t.Helper()
	options.URL, options.Token = "https://api.nubefact.com/api/v1/0193a1b2", nubefacttest.Token
	made, err := nubefact.New(options)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func payload(t *testing.T, options nubefact.Options, document domain.InvoiceDocument) string {
	t.Helper()
	written, err := issuer(t, options).Payload(document)
	if err != nil {
		t.Fatal(err)
	}
	if err := imitation.Payload(written).Check(); err != nil {
		t.Errorf("the manual forbids %s: %v", written, err)
	}
	return string(written)
}

const golden = `{"operacion":"generar_comprobante","tipo_de_comprobante":2,"serie":"B002","numero":15,"sunat_transaction":1,` +
	`"cliente_tipo_de_documento":"1","cliente_numero_de_documento":"41920371","cliente_denominacion":"JORGE LOPEZ","cliente_direccion":"-",` +
	`"cliente_email":"","cliente_email_1":"","cliente_email_2":"","fecha_de_emision":"21-11-2026","moneda":1,"tipo_de_cambio":"",` +
	`"porcentaje_de_igv":"18.00","total_gravada":"","total_inafecta":"3728.00","total_exonerada":"","total_igv":"","total_gratuita":"",` +
	`"total":"3728.00","detraccion":false,"observaciones":"EXP-1063","documento_que_se_modifica_tipo":"","documento_que_se_modifica_serie":"",` +
	`"documento_que_se_modifica_numero":"","tipo_de_nota_de_credito":"","enviar_automaticamente_a_la_sunat":true,` +
	`"enviar_automaticamente_al_cliente":false,"codigo_unico":"2-B002-15","medio_de_pago":"TRANSFERENCIA BCP OP 123456","formato_de_pdf":"",` +
	`"items":[{"unidad_de_medida":"ZZ","codigo":"001","descripcion":"VENTA DE USD 1,000.00 A T.C. 3.7280","cantidad":"1",` +
	`"valor_unitario":"3728.00","precio_unitario":"3728.00","subtotal":"3728.00","tipo_de_igv":9,"igv":"0.00","total":"3728.00",` +
	`"anticipo_regularizacion":false,"codigo_producto_sunat":""}]}`

func TestPayloadOfExampleThree(t *testing.T) {
	t.Parallel()
	if got := payload(t, nubefact.Options{}, boleta()); got != golden {
		t.Errorf("got  %s\nwant %s", got, golden)
	}
}

func TestPresetLiveSystemNamesTheOperation(t *testing.T) {
	t.Parallel()
	want := strings.Replace(golden, `"codigo_unico":"2-B002-15"`, `"codigo_unico":"EXP-1063"`, 1)
	if got := payload(t, nubefact.Options{OperationAsUniqueCode: true}, boleta()); got != want {
		t.Errorf("got %s", got)
	}
}

// The preset gravado keeps the figures of the sample; docs/invoice-payload.md lists what differs from it.
func TestPresetGravadoKeepsTheSamplesFigures(t *testing.T) {
	t.Parallel()
	var got map[string]any
	written := payload(t, nubefact.Options{}, rules(domain.Gravado).Document(seedSample(), 123, day))
	if err := json.Unmarshal([]byte(written), &got); err != nil {
		t.Fatal(err)
	}
	item, _ := got["items"].([]any)[0].(map[string]any)
	for name, want := range map[string]any{"tipo_de_comprobante": 1.0, "serie": "F001", "numero": 123.0, "cliente_tipo_de_documento": "6",
		"cliente_direccion": "AV. UNO 123, LIMA", "total_gravada": "3500.00", "total_inafecta": "", "total_igv": "630.00", "total": "4130.00"} {
		if got[name] != want {
			t.Errorf("%s is %v, want %v", name, got[name], want)
		}
	}
	for name, want := range map[string]any{"valor_unitario": "3500.00", "precio_unitario": "4130.00", "subtotal": "3500.00", "tipo_de_igv": 1.0,
		"igv": "630.00", "total": "4130.00", "descripcion": "COMPRA DE USD 933.33 A T.C. 3.7500"} {
		if item[name] != want {
			t.Errorf("item %s is %v, want %v", name, item[name], want)
		}
	}
}

// The fields of an untaxed boleta that the provider's demo account took (docs/invoice-payload.md names where they are reported).
func TestUntaxedBoletaIsAsTheProviderTookOne(t *testing.T) {
	t.Parallel()
	operation := exampleThree()
	operation.PEN = money.MustAmount("300")
	written := payload(t, nubefact.Options{}, rules(domain.Inafecto).Document(operation, 2, day))
	var got map[string]any
	if err := json.Unmarshal([]byte(written), &got); err != nil {
		t.Fatal(err)
	}
	item, _ := got["items"].([]any)[0].(map[string]any)
	for name, want := range map[string]any{"tipo_de_comprobante": 2.0, "moneda": 1.0, "tipo_de_cambio": "", "total_gravada": "",
		"total_inafecta": "300.00", "total_igv": "", "total": "300.00"} {
		if got[name] != want {
			t.Errorf("%s is %v, want %v", name, got[name], want)
		}
	}
	for name, want := range map[string]any{"tipo_de_igv": 9.0, "igv": "0.00", "subtotal": "300.00", "total": "300.00"} {
		if item[name] != want {
			t.Errorf("item %s is %v, want %v", name, item[name], want)
		}
	}
}

func TestCreditNoteNamesWhatItUndoes(t *testing.T) {
	t.Parallel()
	note := rules(domain.Inafecto).CreditNote(boleta(), 3, day.AddDays(20), "Operación revertida")
	got := payload(t, nubefact.Options{}, note)
	for _, part := range []string{`"tipo_de_comprobante":3,"serie":"BC01","numero":3,`, `"documento_que_se_modifica_tipo":2,`,
		`"documento_que_se_modifica_serie":"B002",`, `"documento_que_se_modifica_numero":15,`, `"tipo_de_nota_de_credito":1,`,
		`"fecha_de_emision":"11-12-2026",`, `"codigo_unico":"3-BC01-3",`, `"observaciones":"EXP-1063 Operación revertida",`, `"total":"3728.00",`} {
		if !strings.Contains(got, part) {
			t.Errorf("%s is not in %s", part, got)
		}
	}
	factura := rules(domain.Gravado).Document(seedSample(), 1, day)
	if got := payload(t, nubefact.Options{OperationAsUniqueCode: true}, rules(domain.Gravado).CreditNote(factura, 1, day, "x")); !strings.Contains(
		got, `"codigo_unico":"3-FC01-1"`) {
		t.Errorf("a note shares the code of what it undoes: %s", got)
	}
}

func TestDocumentThatDoesNotFitTakesNoNumber(t *testing.T) {
	t.Parallel()
	for field, spoil := range map[string]func(*domain.InvoiceDocument){
		"tipo_de_comprobante":              func(d *domain.InvoiceDocument) { d.Number.Kind = "DEBIT_NOTE" },
		"serie":                            func(d *domain.InvoiceDocument) { d.Number.Series = "F001" },
		"numero":                           func(d *domain.InvoiceDocument) { d.Number.Number = 100_000_000 },
		"cliente_tipo_de_documento":        func(d *domain.InvoiceDocument) { d.Client.DocumentType = "LICENSE" },
		"cliente_numero_de_documento":      func(d *domain.InvoiceDocument) { d.Client.DocumentNumber = strings.Repeat("1", 16) },
		"cliente_denominacion":             func(d *domain.InvoiceDocument) { d.Client.Name = strings.Repeat("Ñ", 101) },
		"cliente_direccion":                func(d *domain.InvoiceDocument) { d.Client.Address = "" },
		"fecha_de_emision":                 func(d *domain.InvoiceDocument) { d.IssuedOn = domain.Date{} },
		"total":                            func(d *domain.InvoiceDocument) { d.Total = d.Total.Add(money.FromCents(1)) },
		"tipo_de_igv":                      func(d *domain.InvoiceDocument) { d.Tax = "EXONERADO" },
		"medio_de_pago":                    func(d *domain.InvoiceDocument) { d.Payment = strings.Repeat("x", 251) },
		"descripcion":                      func(d *domain.InvoiceDocument) { d.Description = "" },
		"observaciones":                    func(d *domain.InvoiceDocument) { d.Operation = strings.Repeat("x", 1001) },
		"documento_que_se_modifica_serie":  credit(domain.InvoiceNumber{Kind: domain.Boleta, Series: "B02", Number: 1}),
		"documento_que_se_modifica_numero": credit(domain.InvoiceNumber{Kind: domain.Boleta, Series: "B002"}),
		"documento_que_se_modifica_tipo":   credit(domain.InvoiceNumber{Kind: domain.CreditNote, Series: "B002", Number: 1}),
	} {
		t.Run(field, func(t *testing.T) {
			t.Parallel()
			document := boleta()
			spoil(&document)
			_, err := issuer(t, nubefact.Options{}).Payload(document)
			if err == nil || !strings.Contains(err.Error(), ": "+field+" of ") {
				t.Fatalf("got %v", err)
			}
			for _, secret := range []string{document.Client.Name, document.Client.DocumentNumber} {
				if strings.Contains(err.Error(), secret) {
					t.Errorf("the error tells %q: %v", secret, err)
				}
			}
		})
	}
	long := boleta()
	long.Operation = strings.Repeat("x", 21)
	if _, err := issuer(t, nubefact.Options{OperationAsUniqueCode: true}).Payload(long); err == nil {
		t.Error("a unique code of 21 characters fits")
	}
}

// credit makes a document a note of the series of boletas that undoes a number.
func credit(number domain.InvoiceNumber) func(*domain.InvoiceDocument) {
	return func(d *domain.InvoiceDocument) {
		d.Number.Kind, d.Number.Series, d.Credits = domain.CreditNote, "BC01", &domain.InvoiceCredit{Number: number, Reason: "x"}
	}
}

// anyOperation draws one that the house could complete.
func anyOperation(rt *rapid.T) domain.InvoicedOperation {
	operation := exampleThree()
	operation.Side = rapid.SampledFrom(domain.Sides()).Draw(rt, "side")
	operation.PEN = money.FromCents(rapid.Int64Range(1, 99_999_999_999).Draw(rt, "pen"))
	operation.USD = money.FromCents(rapid.Int64Range(1, 99_999_999_999).Draw(rt, "usd"))
	operation.Client = domain.InvoiceClient{
		DocumentType:   rapid.SampledFrom(domain.DocumentTypes()).Draw(rt, "document"),
		DocumentNumber: rapid.StringMatching(`[0-9A-Z]{1,15}`).Draw(rt, "number"),
		Name:           rapid.StringN(1, 150, -1).Draw(rt, "name"),
		Address:        rapid.StringMatching(`[A-Z"\\<>&]{2}.{0,150}`).Draw(rt, "address"),
	}
	operation.Payment = rapid.StringN(0, 100, -1).Draw(rt, "payment")
	return operation
}

// Every document that the house would number passes the schema of the manual, and is the same bytes each time.
func TestEveryDocumentPassesTheManual(t *testing.T) {
	t.Parallel()
	made := issuer(t, nubefact.Options{})
	rapid.Check(t, func(rt *rapid.T) {
		house := rules(rapid.SampledFrom([]domain.TaxKind{domain.Inafecto, domain.Gravado}).Draw(rt, "tax"))
		operation := anyOperation(rt)
		if house.Missing(operation) != "" {
			return
		}
		document := house.Document(operation, rapid.Int64Range(1, 99_999_999).Draw(rt, "numero"), day)
		if rapid.Bool().Draw(rt, "note") {
			document = house.CreditNote(document, 7, day, "Operación revertida")
		}
		first, err := made.Payload(document)
		if err != nil {
			rt.Fatal(err)
		}
		if err := imitation.Payload(first).Check(); err != nil {
			rt.Fatalf("%s: %v", first, err)
		}
		if second, err := made.Payload(document); err != nil || string(second) != string(first) {
			rt.Fatalf("%s and %s: %v", first, second, err)
		}
	})
}

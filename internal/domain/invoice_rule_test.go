package domain_test

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
)

func invoiceRules() domain.InvoiceRules {
	return domain.InvoiceRules{Tax: domain.Inafecto, Amount: domain.InvoiceFull, Purchases: true, Series: domain.DefaultInvoiceSeries()}
}

// exampleThree is example 3 of domain.md 19, by a client with a DNI.
func exampleThree() domain.InvoicedOperation {
	return domain.InvoicedOperation{Code: "EXP-1063", Side: domain.HouseSellsUSD, USD: money.MustAmount("1000"), PEN: money.MustAmount("3728"),
		Rate: money.MustRate("3.728"), BaseRate: money.MustRate("3.7200"),
		Client: domain.InvoiceClient{DocumentType: domain.DocumentDNI, DocumentNumber: "41920371", Name: "JORGE LOPEZ"}}
}

func company(o domain.InvoicedOperation, ruc, address string) domain.InvoicedOperation {
	o.Client = domain.InvoiceClient{DocumentType: domain.DocumentRUC, DocumentNumber: ruc, Name: "EMPRESA SAC", Address: address}
	return o
}

var issueDay = domain.MustDate("2026-11-30")

func TestDocumentOfExampleThree(t *testing.T) {
	t.Parallel()
	got := invoiceRules().Document(exampleThree(), 15, issueDay)
	want := domain.InvoiceDocument{
		Number: domain.InvoiceNumber{Kind: domain.Boleta, Series: "B002", Number: 15}, IssuedOn: issueDay,
		Client:      domain.InvoiceClient{DocumentType: domain.DocumentDNI, DocumentNumber: "41920371", Name: "JORGE LOPEZ", Address: "-"},
		Description: "VENTA DE USD 1,000.00 A T.C. 3.7280", Operation: "EXP-1063", Tax: domain.Inafecto,
		Net: money.MustAmount("3728"), Total: money.MustAmount("3728"),
	}
	if got != want {
		t.Errorf("got %+v", got)
	}
	if got.Number.String() != "B002-15" {
		t.Errorf("number %s", got.Number)
	}
}

func TestKindAndSeriesFollowTheDocument(t *testing.T) {
	t.Parallel()
	for document, want := range map[domain.DocumentType]domain.InvoiceKind{
		domain.DocumentDNI: domain.Boleta, domain.DocumentCE: domain.Boleta, domain.DocumentPassport: domain.Boleta, domain.DocumentRUC: domain.Factura,
	} {
		if got := document.InvoiceKind(); got != want {
			t.Errorf("%s has a %s", document, got)
		}
	}
	person := invoiceRules().Document(company(exampleThree(), "10419203713", "JR. UNO 1"), 1, issueDay)
	if person.Number.Kind != domain.Factura || person.Number.Series != "F001" {
		t.Errorf("a person with a RUC has %+v", person.Number)
	}
	series := domain.DefaultInvoiceSeries()
	if series.Of(domain.CreditNote, domain.Factura) != "FC01" || series.Of(domain.CreditNote, domain.Boleta) != "BC01" {
		t.Errorf("series of notes %+v", series)
	}
}

func TestGravadoAddsTheTax(t *testing.T) {
	t.Parallel()
	rules := invoiceRules()
	rules.Tax = domain.Gravado
	operation := company(exampleThree(), "20123456786", "AV. UNO 1")
	operation.PEN = money.MustAmount("3500")
	got := rules.Document(operation, 123, issueDay)
	if got.Net.String() != "3500.00" || got.IGV.String() != "630.00" || got.Total.String() != "4130.00" {
		t.Errorf("%s + %s = %s", got.Net, got.IGV, got.Total)
	}
}

func TestSpreadInvoicesTheMargin(t *testing.T) {
	t.Parallel()
	rules := invoiceRules()
	rules.Amount = domain.InvoiceSpread
	if got := rules.Document(exampleThree(), 1, issueDay); got.Total.String() != "8.00" {
		t.Errorf("total %s", got.Total)
	}
	for name, base := range map[string]money.Rate{"no base rate": {}, "no margin": money.MustRate("3.7280"), "a loss": money.MustRate("3.7400")} {
		operation := exampleThree()
		operation.BaseRate = base
		if got := rules.Missing(operation); got != domain.ParkedUnfit {
			t.Errorf("%s: missing %q", name, got)
		}
	}
}

func TestPurchasesAreASetting(t *testing.T) {
	t.Parallel()
	rules := invoiceRules()
	bought := exampleThree()
	bought.Side = domain.HouseBuysUSD
	if got := rules.Document(bought, 1, issueDay).Description; got != "COMPRA DE USD 1,000.00 A T.C. 3.7280" {
		t.Errorf("described as %q", got)
	}
	if !rules.Issues(domain.HouseBuysUSD) || !rules.Issues(domain.HouseSellsUSD) {
		t.Error("a side has no document")
	}
	rules.Purchases = false
	if rules.Issues(domain.HouseBuysUSD) || !rules.Issues(domain.HouseSellsUSD) {
		t.Error("without purchases the house issues for sales alone")
	}
}

func TestWhatIsMissingTakesNoNumber(t *testing.T) {
	t.Parallel()
	with := func(change func(*domain.InvoicedOperation)) domain.InvoicedOperation {
		operation := exampleThree()
		change(&operation)
		return operation
	}
	for name, given := range map[string]struct {
		operation domain.InvoicedOperation
		want      domain.InvoiceParkReason
	}{
		"boleta without address":  {exampleThree(), ""},
		"factura with address":    {company(exampleThree(), "20123456786", "AV. UNO 1"), ""},
		"factura without address": {company(exampleThree(), "20123456786", "  "), domain.ParkedAddressMissing},
		"nothing to invoice":      {with(func(o *domain.InvoicedOperation) { o.PEN = money.Amount{} }), domain.ParkedUnfit},
		"no name":                 {with(func(o *domain.InvoicedOperation) { o.Client.Name = " " }), domain.ParkedUnfit},
		"no document":             {with(func(o *domain.InvoicedOperation) { o.Client.DocumentNumber = "" }), domain.ParkedUnfit},
		"a document of no kind":   {with(func(o *domain.InvoicedOperation) { o.Client.DocumentType = "LICENSE" }), domain.ParkedUnfit},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := invoiceRules().Missing(given.operation); got != given.want {
				t.Errorf("missing %q, want %q", got, given.want)
			}
		})
	}
}

func TestAddressesAreWrittenInOneLine(t *testing.T) {
	t.Parallel()
	whole := domain.Address{Line: "JR. UNO 1", District: "LIMA", Department: "LIMA"}
	if got := whole.OneLine(); got != "JR. UNO 1, LIMA, LIMA" {
		t.Errorf("%q", got)
	}
	if got := (domain.Address{District: "LIMA"}).OneLine(); got != "" {
		t.Errorf("a district alone is the address %q", got)
	}
}

func TestCreditNoteRepeatsWhatItUndoes(t *testing.T) {
	t.Parallel()
	rules := invoiceRules()
	credited := rules.Document(exampleThree(), 15, issueDay)
	got := rules.CreditNote(credited, 3, issueDay.AddDays(20), strings.Repeat("ñ", 120))
	if got.Number != (domain.InvoiceNumber{Kind: domain.CreditNote, Series: "BC01", Number: 3}) || got.IssuedOn != issueDay.AddDays(20) {
		t.Errorf("note %s of %s", got.Number, got.IssuedOn)
	}
	if got.Credits == nil || got.Credits.Number != credited.Number || got.Credits.Reason != strings.Repeat("ñ", 100) {
		t.Errorf("credits %+v", got.Credits)
	}
	if got.Total != credited.Total || got.Client != credited.Client || credited.Credits != nil {
		t.Errorf("note %+v of %+v", got, credited)
	}
}

func TestTermsOfDocuments(t *testing.T) {
	t.Parallel()
	for kind, want := range map[domain.InvoiceKind][2]string{
		domain.Factura: {"2026-12-03", "2026-12-07"}, domain.Boleta: {"2026-12-07", "2026-12-07"}, domain.CreditNote: {"2026-12-03", "2026-11-30"},
	} {
		if got := kind.SendUntil(issueDay).String(); got != want[0] {
			t.Errorf("%s is sent until %s", kind, got)
		}
		if got := kind.VoidUntil(issueDay).String(); got != want[1] {
			t.Errorf("%s is voided until %s", kind, got)
		}
	}
	if got := domain.Factura.AlarmAt(issueDay); !got.Equal(time.Date(2026, 12, 3, 17, 0, 0, 0, time.UTC)) {
		t.Errorf("alarm at %s, want noon of the third day in Lima", got)
	}
}

// Whatever is invoiced, the parts make the total, nothing is longer than its field, and the same operation makes the same document.
func TestDocumentsAddUpAndFit(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		rules := invoiceRules()
		rules.Tax = rapid.SampledFrom([]domain.TaxKind{domain.Inafecto, domain.Gravado}).Draw(rt, "tax")
		operation := exampleThree()
		operation.PEN = money.FromCents(rapid.Int64Range(1, 9_999_999_999).Draw(rt, "pen"))
		operation.Client.Name = rapid.StringN(1, 300, -1).Draw(rt, "name")
		operation.Client.Address = rapid.StringN(0, 300, -1).Draw(rt, "address")
		operation.Client.DocumentType = rapid.SampledFrom(domain.DocumentTypes()).Draw(rt, "document")
		if rules.Missing(operation) != "" {
			return
		}
		got := rules.Document(operation, 1, issueDay)
		if got.Net.Add(got.IGV) != got.Total || rules.Tax == domain.Inafecto && !got.IGV.IsZero() {
			rt.Fatalf("%s + %s = %s", got.Net, got.IGV, got.Total)
		}
		exact := got.Net.Cents() * 18
		if off := got.IGV.Cents()*100 - exact; rules.Tax == domain.Gravado && (off > 50 || off <= -50) {
			rt.Fatalf("the tax of %s is %s", got.Net, got.IGV)
		}
		if n := len([]rune(got.Client.Name)); n < 1 || n > 100 {
			rt.Fatalf("name of %d characters", n)
		}
		if n := len([]rune(got.Client.Address)); n < 1 || n > 100 {
			rt.Fatalf("address of %d characters", n)
		}
		if again := rules.Document(operation, 1, issueDay); again != got {
			rt.Fatal("another document of the same operation")
		}
	})
}

// The day of the house is that of Lima: an operation of its last minute is of the day before.
func TestTheFirstDayOfDocumentsIsOneOfLima(t *testing.T) {
	t.Parallel()
	from := domain.MustDate("2026-12-01")
	for _, c := range []struct {
		completed string
		from      domain.Date
		refused   bool
	}{
		{"2026-12-01T04:59:59.999999Z", from, true},
		{"2026-12-01T05:00:00Z", from, false},
		{"2027-01-01T00:00:00Z", from, false},
		{"2020-01-01T00:00:00Z", domain.Date{}, false},
	} {
		at, err := time.Parse(time.RFC3339Nano, c.completed)
		if err != nil {
			t.Fatal(err)
		}
		if refusal := domain.CheckInvoicingFrom(c.from, at); (refusal != nil) != c.refused {
			t.Errorf("completed at %s, from %s: %v", c.completed, c.from, refusal)
		}
	}
}

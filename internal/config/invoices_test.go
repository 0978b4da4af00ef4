package config_test

import (
	"strings"
	"testing"

	"github.com/qoricash/qoricash/internal/config"
	"github.com/qoricash/qoricash/internal/domain"
)

// account are settings of an account at NubeFact that make sense.
func account() []string {
	return []string{"NUBEFACT_ENABLED=true", "NUBEFACT_API_URL=https://api.nubefact.com/api/v1/0193a1b2", "NUBEFACT_TOKEN=8d19d8c7c1f6"}
}

func TestInvoicesAreOffAndMadeAsTheDesignSays(t *testing.T) {
	t.Parallel()
	c := load(t, config.Sources{})
	want := domain.InvoiceRules{Tax: domain.Inafecto, Amount: domain.InvoiceFull, Purchases: true, Series: domain.DefaultInvoiceSeries()}
	if c.NubefactEnabled || c.InvoiceRules() != want {
		t.Errorf("enabled %v, rules %+v", c.NubefactEnabled, c.InvoiceRules())
	}
}

func TestInvoicesFollowTheirSettings(t *testing.T) {
	t.Parallel()
	c := load(t, config.Sources{Environ: append(account(), "INVOICE_TAX_KIND=gravado", "INVOICE_AMOUNT=spread", "INVOICE_PURCHASES=false",
		"NUBEFACT_SERIES_FACTURA=F002", "NUBEFACT_SERIES_BOLETA=B003", "NUBEFACT_SERIES_NOTE_FACTURA=FC02", "NUBEFACT_SERIES_NOTE_BOLETA=BC02")})
	want := domain.InvoiceRules{Tax: domain.Gravado, Amount: domain.InvoiceSpread,
		Series: domain.InvoiceSeries{Factura: "F002", Boleta: "B003", FacturaNote: "FC02", BoletaNote: "BC02"}}
	if !c.NubefactEnabled || c.InvoiceRules() != want {
		t.Errorf("enabled %v, rules %+v", c.NubefactEnabled, c.InvoiceRules())
	}
	for _, setting := range c.Print() {
		if strings.Contains(setting.Value, "0193a1b2") || strings.Contains(setting.Value, "8d19d8c7c1f6") {
			t.Errorf("the listing shows %s", setting)
		}
	}
}

func TestAnAccountIsSetWholeOrNotAtAll(t *testing.T) {
	t.Parallel()
	for name, given := range map[string]struct {
		environ []string
		want    []string
	}{
		"enabled without an account": {account()[:1], []string{"NUBEFACT_ENABLED: needs NUBEFACT_API_URL and NUBEFACT_TOKEN"}},
		"an address without a token": {account()[1:2], []string{"NUBEFACT_API_URL: set NUBEFACT_TOKEN as well, or neither"}},
		"a token without an address": {account()[2:], []string{"NUBEFACT_TOKEN: set NUBEFACT_API_URL as well, or neither"}},
		"switched off":               {account()[1:], nil},
		"on this machine":            {append(account(), "NUBEFACT_API_URL=http://127.0.0.1:9000/api/v1/imitation"), nil},
		"in the clear": {append(account(), "NUBEFACT_API_URL=http://api.nubefact.com/x"),
			[]string{"NUBEFACT_API_URL: expected the account's address, which begins with https://"}},
		"an address of no host": {append(account(), "NUBEFACT_API_URL=https:///x"),
			[]string{"NUBEFACT_API_URL: expected the account's address, which begins with https://"}},
		"a token in quotes":          {append(account(), `NUBEFACT_TOKEN="8d19d8c7c1f6"`), []string{"NUBEFACT_TOKEN: has characters that no token has"}},
		"a tax that is none":         {[]string{"INVOICE_TAX_KIND=exonerado"}, []string{"INVOICE_TAX_KIND: expected inafecto or gravado"}},
		"an amount that is none":     {[]string{"INVOICE_AMOUNT=margin"}, []string{"INVOICE_AMOUNT: expected full or spread"}},
		"a series of the other kind": {[]string{"NUBEFACT_SERIES_FACTURA=B001"}, []string{"NUBEFACT_SERIES_FACTURA: expected F and three letters or digits"}},
		"a series of five":           {[]string{"NUBEFACT_SERIES_BOLETA=B0001"}, []string{"NUBEFACT_SERIES_BOLETA: expected B and three letters or digits"}},
		"one series for two":         {[]string{"NUBEFACT_SERIES_NOTE_BOLETA=B002"}, []string{"NUBEFACT_SERIES_NOTE_BOLETA: is the series of NUBEFACT_SERIES_BOLETA"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := config.Load(config.Sources{Environ: given.environ})
			if given.want == nil && err != nil {
				t.Fatal(err)
			}
			if given.want != nil {
				wantFaults(t, err, given.want...)
			}
		})
	}
}

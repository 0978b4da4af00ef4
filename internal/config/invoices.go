package config

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"github.com/qoricash/qoricash/internal/domain"
)

// seriesShape is what a series looks like after its first letter.
var seriesShape = regexp.MustCompile(`^[FB][A-Z0-9]{3}$`)

// checkInvoices tells what makes no sense of the settings of electronic documents.
func (c *Config) checkInvoices() []error {
	var faults []error
	if c.NubefactEnabled && (c.NubefactURL == "" || c.NubefactToken == "") {
		faults = append(faults, errors.New("NUBEFACT_ENABLED: needs NUBEFACT_API_URL and NUBEFACT_TOKEN"))
	}
	if c.NubefactURL != "" && !isAccount(c.NubefactURL.Reveal()) {
		faults = append(faults, errors.New("NUBEFACT_API_URL: expected the account's address, which begins with https://"))
	}
	if strings.ContainsFunc(c.NubefactToken.Reveal(), notOfATokens) {
		faults = append(faults, errors.New("NUBEFACT_TOKEN: has characters that no token has"))
	}
	rules := c.InvoiceRules()
	if rules.Tax != domain.Inafecto && rules.Tax != domain.Gravado {
		faults = append(faults, errors.New("INVOICE_TAX_KIND: expected inafecto or gravado"))
	}
	if rules.Amount != domain.InvoiceFull && rules.Amount != domain.InvoiceSpread {
		faults = append(faults, errors.New("INVOICE_AMOUNT: expected full or spread"))
	}
	return append(faults, checkSeries(rules.Series)...)
}

// checkSeries holds each series to its letter, and all of them apart: a number is found by its series.
func checkSeries(series domain.InvoiceSeries) []error {
	var faults []error
	seen := map[string]string{}
	for _, one := range []struct{ name, value, letter string }{
		{"NUBEFACT_SERIES_FACTURA", series.Factura, "F"}, {"NUBEFACT_SERIES_BOLETA", series.Boleta, "B"},
		{"NUBEFACT_SERIES_NOTE_FACTURA", series.FacturaNote, "F"}, {"NUBEFACT_SERIES_NOTE_BOLETA", series.BoletaNote, "B"},
	} {
		if !seriesShape.MatchString(one.value) || !strings.HasPrefix(one.value, one.letter) {
			faults = append(faults, fmt.Errorf("%s: expected %s and three letters or digits", one.name, one.letter))
		}
		if other := seen[one.value]; other != "" {
			faults = append(faults, fmt.Errorf("%s: is the series of %s", one.name, other))
		}
		seen[one.value] = one.name
	}
	return faults
}

// isAccount tells whether an address is one of HTTPS, or of this machine.
func isAccount(address string) bool {
	parsed, err := url.Parse(address)
	return err == nil && parsed.Host != "" && (parsed.Scheme == "https" || parsed.Scheme == "http" && onThisMachine(parsed.Hostname()))
}

// notOfATokens tells what a token in a header must not hold.
func notOfATokens(char rune) bool { return char <= ' ' || char > '~' || char == '"' || char == '\\' }

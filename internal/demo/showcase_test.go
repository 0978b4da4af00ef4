package demo_test

import (
	"net/http/httptest"
	"testing"

	"github.com/qoricash/qoricash/internal/adapter/nubefact"
	"github.com/qoricash/qoricash/internal/adapter/nubefact/imitation"
	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/demo"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/testdb"
	"github.com/qoricash/qoricash/internal/testkit"
)

// documented has a house issue the documents of its last operations by an imitation of the provider.
func documented(t *testing.T, made demo.Options) demo.Options {
	t.Helper()
	const ruc, token = "20615113698", "of-the-demonstration"
	server := httptest.NewServer(imitation.New(imitation.Options{RUC: ruc, Token: token, Clock: clock.NewFrozen(today)}))
	t.Cleanup(server.Close)
	issuer, err := nubefact.New(nubefact.Options{URL: server.URL + imitation.Route, Token: token})
	if err != nil {
		t.Fatal(err)
	}
	made.Invoices = demo.Invoices{Issuer: issuer, House: domain.InvoiceIssuer{RUC: ruc, Name: "LA CASA SAC", Address: "Av. Larco 101, Lima"},
		Rules: domain.InvoiceRules{Tax: domain.Inafecto, Amount: domain.InvoiceFull, Purchases: true, Series: domain.DefaultInvoiceSeries()}}
	return made
}

func TestDocumentsAreInEveryState(t *testing.T) {
	t.Parallel()
	db := testdb.New(t)
	seed(t, documented(t, options(t, db)))
	for state, least := range map[domain.InvoiceState]int{domain.InvoiceAccepted: 3, domain.InvoiceObserved: 1, domain.InvoiceRejected: 2,
		domain.InvoicePendingSUNAT: 1, domain.InvoiceParked: 1, domain.InvoiceVoided: 1, domain.InvoiceVoidPending: 1, domain.InvoiceVoidRejected: 1,
		domain.InvoiceCredited: 1, domain.InvoiceUnknown: 1, domain.InvoiceRequested: 2, domain.InvoiceReplaced: 1, domain.InvoiceVoidRequested: 1} {
		if got := count(t, db.Owner, `SELECT count(*) FROM invoices WHERE state = '`+string(state)+`'`); got < least {
			t.Errorf("%s: %d documents, want %d", state, got, least)
		}
	}
	if t.Failed() {
		var made string
		testkit.Must(t, db.Owner.QueryRowContext(t.Context(),
			`SELECT string_agg(concat_ws(' ', kind, number, state, parked_reason, fault_message), ', ' ORDER BY id) FROM invoices`).Scan(&made))
		t.Log(made)
	}
	for what, query := range map[string]string{
		"a document that replaces another":    `SELECT count(*) FROM invoices WHERE replaces_id IS NOT NULL AND state = 'ACCEPTED'`,
		"a credit note":                       `SELECT count(*) FROM invoices WHERE kind = 'CREDIT_NOTE' AND state = 'ACCEPTED'`,
		"a void that waits for a second one":  `SELECT count(*) FROM proposals WHERE kind = 'INVOICE_VOID' AND decision IS NULL`,
		"a PDF that is kept":                  `SELECT count(*) FROM invoices WHERE pdf_file_id IS NOT NULL`,
		"a document that misses its address":  `SELECT count(*) FROM invoices WHERE parked_reason = 'ADDRESS_MISSING'`,
		"a document that the provider parked": `SELECT count(*) FROM invoices WHERE parked_reason = 'FORMAT'`,
	} {
		if count(t, db.Owner, query) == 0 {
			t.Errorf("there is not %s", what)
		}
	}
}

func TestRecommendationsAreATreeWithCodesInEveryState(t *testing.T) {
	t.Parallel()
	db := testdb.New(t)
	seed(t, options(t, db))
	for what, query := range map[string]string{
		"a client that two were told by":    `SELECT count(*) FROM (SELECT referrer_id FROM referrals GROUP BY 1 HAVING count(*) > 1) AS r`,
		"a referred client that refers":     `SELECT count(*) FROM referrals a JOIN referrals b ON b.referrer_id = a.referred_id`,
		"a referral that is confirmed":      `SELECT count(*) FROM referrals WHERE confirmed_at IS NOT NULL`,
		"pips that were earned":             `SELECT count(*) FROM reward_movements WHERE reason = 'EARNED'`,
		"pips that became a code":           `SELECT count(*) FROM reward_movements WHERE reason = 'REDEEMED'`,
		"a flagged referral":                `SELECT count(*) FROM referrals WHERE flagged AND suspended`,
		"a decision about a flagged one":    `SELECT count(*) FROM referrals WHERE decided_at IS NOT NULL`,
		"a campaign that ended by itself":   `SELECT count(*) FROM campaigns WHERE valid_until < '2026-11-20 21:20Z'`,
		"a campaign that a person ended":    `SELECT count(*) FROM campaigns WHERE ended_at IS NOT NULL`,
		"a campaign that goes on":           `SELECT count(*) FROM campaigns WHERE valid_until > '2026-11-20 21:20Z' AND ended_at IS NULL`,
		"an operation that consumed a code": `SELECT count(*) FROM coupon_uses WHERE state = 'CONSUMED'`,
	} {
		if count(t, db.Owner, query) == 0 {
			t.Errorf("there is not %s", what)
		}
	}
}

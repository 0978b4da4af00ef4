package domain_test

import (
	"strings"
	"testing"
	"time"

	"github.com/qoricash/qoricash/internal/domain"
)

const houseRUC = "20615113698"

func TestCodeRepeatsTheDocument(t *testing.T) {
	t.Parallel()
	document := invoiceRules().Document(exampleThree(), 15, issueDay)
	const whole = "20615113698|03|B002|15|0.00|3728.00|30-11-2026|1|41920371|xMLFMnbgp1/bHEy572RKRTE9hPY=|"
	change := func(old, by string) string { return strings.Replace(whole, old, by, 1) }
	for name, given := range map[string]struct {
		qr   string
		same bool
	}{
		"the same":               {whole, true},
		"as the provider writes": {"20615113698 | 03 | B002 | 000015 | 0.0 | 3728.00 | 30/11/2026 | 1 | 41920371 | xMLF= |", true},
		"in the order of ISO":    {change("30-11-2026", "2026-11-30"), true},
		"no hash":                {change("|xMLFMnbgp1/bHEy572RKRTE9hPY=|", ""), true},
		"another issuer":         {change("20615113698", "20123456786"), false},
		"another kind":           {change("|03|", "|01|"), false},
		"another series":         {change("B002", "B001"), false},
		"another number":         {change("|15|", "|16|"), false},
		"another tax":            {change("|0.00|", "|0.01|"), false},
		"another total":          {change("3728.00", "3728.01"), false},
		"another day":            {change("30-11-2026", "29-11-2026"), false},
		"another document type":  {change("|1|", "|4|"), false},
		"another client":         {change("41920371", "41920372"), false},
		"a part of it":           {"20615113698|03|B002|15|0.00|3728.00", false},
		"nothing":                {"", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := document.SameAs(houseRUC, domain.IssuedDocument{Number: document.Number, QR: given.qr}); got != given.same {
				t.Errorf("the same: %v", got)
			}
		})
	}
	other := document.Number
	other.Number++
	if document.SameAs(houseRUC, domain.IssuedDocument{Number: other, QR: whole}) {
		t.Error("what the provider has under another number is the same")
	}
}

func TestAnswersOfSUNAT(t *testing.T) {
	t.Parallel()
	for name, given := range map[string]struct {
		answer domain.IssuedDocument
		act    domain.InvoiceAct
		reason domain.InvoiceParkReason
	}{
		"accepted":                     {domain.IssuedDocument{Accepted: true, Code: "0"}, domain.ActInvoiceAccept, ""},
		"accepted without a code":      {domain.IssuedDocument{Accepted: true}, domain.ActInvoiceAccept, ""},
		"observed":                     {domain.IssuedDocument{Accepted: true, Code: "4233"}, domain.ActInvoiceObserve, ""},
		"no answer yet":                {domain.IssuedDocument{}, domain.ActInvoicePend, ""},
		"a code before the flag":       {domain.IssuedDocument{Code: "0"}, domain.ActInvoicePend, ""},
		"an observation before it":     {domain.IssuedDocument{Code: "4000"}, domain.ActInvoicePend, ""},
		"an exception":                 {domain.IssuedDocument{Code: "0109"}, domain.ActInvoicePend, ""},
		"refused":                      {domain.IssuedDocument{Code: "2017"}, domain.ActInvoiceRefuse, ""},
		"refused as voided":            {domain.IssuedDocument{Code: "1032"}, domain.ActInvoiceRefuse, ""},
		"refused as too late":          {domain.IssuedDocument{Code: "2108"}, domain.ActInvoiceRefuse, ""},
		"registered with other data":   {domain.IssuedDocument{Code: "1033"}, domain.ActInvoicePark, domain.ParkedSUNATConflict},
		"the same of a note":           {domain.IssuedDocument{Code: "2109"}, domain.ActInvoicePark, domain.ParkedSUNATConflict},
		"that, and the flag says yes":  {domain.IssuedDocument{Accepted: true, Code: "1033"}, domain.ActInvoicePark, domain.ParkedSUNATConflict},
		"refused, and the flag agrees": {domain.IssuedDocument{Accepted: true, Code: "2017"}, domain.ActInvoicePend, ""},
		"a code that is none":          {domain.IssuedDocument{Code: "soap-env:Client"}, domain.ActInvoicePend, ""},
		"a code out of every list":     {domain.IssuedDocument{Code: "98765"}, domain.ActInvoicePend, ""},
		"voided":                       {domain.IssuedDocument{Accepted: true, Code: "0", Voided: true}, domain.ActInvoiceVoid, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if act, reason := given.answer.Verdict(); act != given.act || reason != given.reason {
				t.Errorf("%s %s, want %s %s", act, reason, given.act, given.reason)
			}
		})
	}
}

func TestAnswersToAVoid(t *testing.T) {
	t.Parallel()
	for ticket, want := range map[domain.VoidTicket]domain.InvoiceAct{
		{Ticket: "1"}:                             domain.ActInvoiceTicket,
		{Ticket: "1", Code: "0109"}:               domain.ActInvoiceTicket,
		{Ticket: "1", Accepted: true}:             domain.ActInvoiceVoid,
		{Ticket: "1", Accepted: true, Code: "0"}:  domain.ActInvoiceVoid,
		{Ticket: "1", Code: "2957"}:               domain.ActInvoiceRefuseVoid,
		{Ticket: "1", Code: "1033"}:               domain.ActInvoiceRefuseVoid,
		{Ticket: "1", Accepted: true, Code: "41"}: domain.ActInvoiceTicket,
	} {
		if got := ticket.Verdict(); got != want {
			t.Errorf("%+v: %s, want %s", ticket, got, want)
		}
	}
}

func TestFaultsOfTheProvider(t *testing.T) {
	t.Parallel()
	for name, given := range map[string]struct {
		fault  domain.ProviderFault
		act    domain.InvoiceAct
		reason domain.InvoiceParkReason
	}{
		"wrong token":       {domain.ProviderFault{Code: 10, Status: 401}, domain.ActInvoiceKeep, ""},
		"wrong route":       {domain.ProviderFault{Code: 11, Status: 400}, domain.ActInvoiceKeep, ""},
		"wrong media type":  {domain.ProviderFault{Code: 12, Status: 400}, domain.ActInvoiceKeep, ""},
		"unnamed 401":       {domain.ProviderFault{Status: 401}, domain.ActInvoiceKeep, ""},
		"format":            {domain.ProviderFault{Code: 20, Status: 400}, domain.ActInvoicePark, domain.ParkedFormat},
		"not completed":     {domain.ProviderFault{Code: 21, Status: 400}, domain.ActInvoicePark, domain.ParkedProvider},
		"out of term":       {domain.ProviderFault{Code: 22, Status: 400}, domain.ActInvoicePark, domain.ParkedOutOfTerm},
		"it is there":       {domain.ProviderFault{Code: 23, Status: 400}, domain.ActInvoiceLose, ""},
		"it is not there":   {domain.ProviderFault{Code: 24, Status: 400}, domain.ActInvoiceAbsent, ""},
		"an inner fault":    {domain.ProviderFault{Code: 40, Status: 500}, domain.ActInvoiceLose, ""},
		"account suspended": {domain.ProviderFault{Code: 50, Status: 400}, domain.ActInvoiceKeep, ""},
		"suspended for pay": {domain.ProviderFault{Code: 51, Status: 400}, domain.ActInvoiceKeep, ""},
		"an outage":         {domain.ProviderFault{Status: 503}, domain.ActInvoiceLose, ""},
		"no answer":         {domain.ProviderFault{}, domain.ActInvoiceLose, ""},
		"an unknown code":   {domain.ProviderFault{Code: 77, Status: 400}, domain.ActInvoiceLose, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if act, reason := given.fault.SendVerdict(); act != given.act || reason != given.reason {
				t.Errorf("%s %s, want %s %s", act, reason, given.act, given.reason)
			}
		})
	}
}

func TestWaitsGrowAndHeedTheProvider(t *testing.T) {
	t.Parallel()
	fault := &domain.ProviderFault{}
	for attempts, want := range map[int]time.Duration{0: 5 * time.Second, 1: 5 * time.Second, 2: 30 * time.Second, 3: 2 * time.Minute,
		4: 10 * time.Minute, 5: time.Hour, 50: time.Hour} {
		if got := fault.Wait(attempts); got != want {
			t.Errorf("after %d attempts %s, want %s", attempts, got, want)
		}
	}
	asked := &domain.ProviderFault{RetryAfter: 7 * time.Minute}
	if asked.Wait(1) != 7*time.Minute || asked.Wait(5) != time.Hour {
		t.Errorf("waits %s and %s", asked.Wait(1), asked.Wait(5))
	}
}

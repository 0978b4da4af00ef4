package imitation_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/qoricash/qoricash/internal/adapter/nubefact/imitation"
	"github.com/qoricash/qoricash/internal/adapter/nubefact/nubefacttest"
	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
)

func TestChanceIsAsOftenAsItSays(t *testing.T) {
	t.Parallel()
	refused, late, observed, faults := 0, 0, 0, 0
	for i := range 6_000 {
		switch verdict := imitation.Seed(7).Judge(domain.InvoiceNumber{Kind: domain.Boleta, Series: "B002", Number: int64(i)}); {
		case !verdict.Accepted:
			refused++
		case verdict.After > 0:
			late++
		case verdict.Code != "0":
			observed++
		}
		if imitation.Seed(7).Disturb(i) != (imitation.Fault{}) {
			faults++
		}
	}
	for name, given := range map[string][2]int{"refused": {refused, 100}, "late": {late, 300}, "observed": {observed, 200}, "faults": {faults, 1500}} {
		if given[0] < given[1]*3/4 || given[0] > given[1]*5/4 {
			t.Errorf("%s: %d of 6000, about %d wanted", name, given[0], given[1])
		}
	}
	if sameSchedule(1, 2) {
		t.Error("two seeds are one")
	}
}

func sameSchedule(a, b imitation.Seed) bool {
	for call := range 100 {
		if a.Disturb(call) != b.Disturb(call) {
			return false
		}
	}
	return true
}

// papers is a house that follows the table of documents, one document after the other, as a program does that may end between any two steps.
type papers struct {
	at    *nubefacttest.Account
	now   *clock.Frozen
	rules domain.InvoiceRules
	lives []*life
}

type life struct {
	document domain.InvoiceDocument
	payload  []byte
	state    domain.InvoiceState
	absent   bool
}

func (p *papers) do(rt *rapid.T, l *life, act domain.InvoiceAct) {
	row, refusal := domain.NextInvoice(l.state, act, domain.InvoiceFacts{Kind: domain.Boleta, Numbered: l.payload != nil, Absent: l.absent})
	if refusal != nil {
		rt.Fatalf("%s of %s %s: %v", act, l.state, l.document.Number, refusal)
	}
	l.state = row.To
}

// step brings a document on by one call at most.
func (p *papers) step(rt *rapid.T, l *life) {
	switch l.state {
	case domain.InvoiceNumbered:
		p.do(rt, l, domain.ActInvoiceSend)
		if rapid.IntRange(0, 19).Draw(rt, "ends") == 0 {
			p.do(rt, l, domain.ActInvoiceLose) // the program ended before it called, and finds the document so when it starts
			return
		}
		issued, err := p.at.Issuer.Issue(rt.Context(), l.payload)
		p.hear(rt, l, issued, err)
	case domain.InvoiceUnknown, domain.InvoicePendingSUNAT:
		p.now.Advance(time.Minute)
		issued, err := p.at.Issuer.Consult(rt.Context(), l.document.Number)
		if fault := (*domain.ProviderFault)(nil); errors.As(err, &fault) && fault.Action() != domain.FaultResends {
			return // asked again
		}
		p.hear(rt, l, issued, err)
	}
}

func (p *papers) hear(rt *rapid.T, l *life, issued domain.IssuedDocument, err error) {
	var fault *domain.ProviderFault
	switch {
	case errors.As(err, &fault):
		act, _ := fault.SendVerdict()
		p.do(rt, l, act)
	case !l.document.SameAs(nubefacttest.RUC, issued):
		rt.Fatalf("%s is another document at the provider: %+v", l.document.Number, issued)
	default:
		act, _ := issued.Verdict()
		p.do(rt, l, act)
	}
}

// Whatever goes wrong with whichever call, every document comes to SUNAT's word under its one number, and the provider has exactly the
// numbers that the house gave: none twice, none missing, none unknown to the house.
func TestNoScheduleOfFaultsLosesOrDoublesADocument(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		seed := imitation.Seed(rapid.Uint64().Draw(rt, "seed"))
		now := clock.NewFrozen(time.Date(2026, 11, 21, 17, 0, 0, 0, time.UTC))
		rules := domain.InvoiceRules{Tax: domain.Inafecto, Amount: domain.InvoiceFull, Series: domain.DefaultInvoiceSeries()}
		house := &papers{now: now, rules: rules, at: open(rt, imitation.Options{Clock: now, Judge: seed.Judge, Disturb: seed.Disturb})}
		defer house.at.Close()
		for i := range rapid.IntRange(1, 8).Draw(rt, "documents") {
			house.number(rt, int64(i+1))
		}
		for round := 0; slices.ContainsFunc(house.lives, func(l *life) bool { return !l.state.Settled() }); round++ {
			if round > 400 {
				rt.Fatalf("%s waits for ever: %s", house.lives[0].document.Number, house.lives[0].state)
			}
			house.step(rt, rapid.SampledFrom(house.lives).Draw(rt, "document"))
		}
		if got := len(house.at.Numbers()); got != len(house.lives) {
			rt.Fatalf("the provider has %d documents of %d", got, len(house.lives))
		}
		for _, l := range house.lives {
			if !slices.Contains(house.at.Numbers(), l.document.Number) {
				rt.Fatalf("%s is %s, and the provider does not have it", l.document.Number, l.state)
			}
		}
	})
}

func open(rt *rapid.T, options imitation.Options) *nubefacttest.Account {
	at, err := nubefacttest.New(options)
	if err != nil {
		rt.Fatal(err)
	}
	return at
}

func (p *papers) number(rt *rapid.T, number int64) {
	document := p.rules.Document(domain.InvoicedOperation{Code: fmt.Sprintf("EXP-%d", 1000+number), Side: domain.HouseSellsUSD,
		USD: money.MustAmount("100"), PEN: money.FromCents(37_500 + number), Rate: money.MustRate("3.75"),
		Client: domain.InvoiceClient{DocumentType: domain.DocumentDNI, DocumentNumber: "41920371", Name: "JORGE LOPEZ"}}, number,
		domain.BusinessDate(p.now.Now()))
	payload, err := p.at.Issuer.Payload(document)
	if err != nil {
		rt.Fatal(err)
	}
	p.lives = append(p.lives, &life{document: document, payload: payload, state: domain.InvoiceNumbered})
}

package domain

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/qoricash/qoricash/internal/money"
)

// lives is what the people of a random life may try: everything, with room for more rows than a search has.
var lives = scope{reports: []money.Amount{modelDue, half, cent}, filed: []money.Amount{modelDue, half}, transfers: 6, payments: MaxPayouts,
	staff: everybody, second: true, twice: true}

// live lets random people do random acts, and holds each to the rules. An act is drawn before its form, so that those with many
// forms do not crowd the others out.
func live(t *rapid.T, w world, acts int, done map[Act]int) {
	for range acts {
		moves := lives.moves(&w)
		var kinds []Act
		for _, m := range moves {
			if !slices.Contains(kinds, m.act) {
				kinds = append(kinds, m.act)
			}
		}
		act := rapid.SampledFrom(kinds).Draw(t, "act")
		m := rapid.SampledFrom(slices.DeleteFunc(moves, func(m move) bool { return m.act != act })).Draw(t, "move")
		if act == ActReportDeposit && rapid.Bool().Draw(t, "odd") {
			m.amount = money.FromCents(rapid.Int64Range(1, 2*modelDue.Cents()).Draw(t, "cents"))
		}
		o, refusal := w.try(m)
		if refusal != nil {
			continue
		}
		done[act]++
		if fault := actFault(&w, m, o); fault != "" {
			t.Fatalf("%s: %s", m, fault)
		}
		o.tidy()
		if fault := o.fault(); fault != "" {
			t.Fatalf("%s: %s", m, fault)
		}
		w = o.world
	}
	if fault := w.stuck(map[string]struct{}{}); fault != "" {
		t.Fatal(fault)
	}
}

// Two thousand lives of fifty tries each go on where the search ends, with any amounts and more rows.
func TestAnyLifeKeepsTheRules(t *testing.T) {
	t.Parallel()
	done := map[Act]int{}
	tries := 0
	for range 20 {
		rapid.Check(t, func(t *rapid.T) {
			live(t, world{now: friday, deals: [2]deal{newDeal(modelDue, friday)}}, 50, done)
			tries += 50
		})
	}
	if tries < 100_000 {
		t.Errorf("only %d tries", tries)
	}
	for _, act := range append(Actions(), actCreate, actRequote, actWait) {
		// The house of the model has one operator: naming it, and that it gives its work back, change nothing of the money.
		if done[act] == 0 && act != ActNameOperator && act != ActHandBack {
			t.Errorf("%s never succeeded", act)
		}
	}
}

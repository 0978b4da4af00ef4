package domain

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/qoricash/qoricash/internal/money"
)

func dollarLeg(pcge, amount string) JournalLeg {
	return JournalLeg{PCGE: pcge, Money: money.Dollars(money.MustAmount(amount))}
}

func solLeg(pcge, amount string) JournalLeg {
	return JournalLeg{PCGE: pcge, Money: money.Soles(money.MustAmount(amount))}
}

// written writes a line as an accountant reads it.
func written(line JournalLine) string {
	text := fmt.Sprintf("%s %s %s", line.Side, line.PCGE, line.PEN.Grouped())
	if !line.USD.IsZero() {
		text += fmt.Sprintf(" (USD %s @ %s)", line.USD.Grouped(), line.Rate)
	}
	return text
}

// The goldens 19.12 and 19.3 of domain.md, and legs that do not divide evenly.
func TestTheJournalOfACompletedOperation(t *testing.T) {
	t.Parallel()
	for _, example := range []struct {
		name              string
		pen, rate         string
		deposits, payouts []JournalLeg
		want              []string
	}{
		{"compra with one deposit", "3718.00", "3.718", []JournalLeg{dollarLeg("1044", "1000.00")}, []JournalLeg{solLeg("1048", "3718.00")},
			[]string{"DEBE 1044 3,718.00 (USD 1,000.00 @ 3.7180)", "HABER 1048 3,718.00"}},
		{"compra with two deposits", "3718.00", "3.718", []JournalLeg{dollarLeg("1044", "400.00"), dollarLeg("1044", "600.00")},
			[]JournalLeg{solLeg("1048", "3718.00")},
			[]string{"DEBE 1044 1,487.20 (USD 400.00 @ 3.7180)", "DEBE 1044 2,230.80 (USD 600.00 @ 3.7180)", "HABER 1048 3,718.00"}},
		{"venta paid in two", "3728.00", "3.728", []JournalLeg{solLeg("1041", "3728.00")}, []JournalLeg{dollarLeg("1047", "333.33"), dollarLeg("1044", "666.67")},
			[]string{"DEBE 1041 3,728.00", "HABER 1047 1,242.65 (USD 333.33 @ 3.7280)", "HABER 1044 2,485.35 (USD 666.67 @ 3.7280)"}},
		{"a cent that does not divide goes to the first", "0.10", "3.3333", []JournalLeg{dollarLeg("1044", "0.01"), dollarLeg("1047", "0.01"), dollarLeg("1050", "0.01")},
			[]JournalLeg{solLeg("1048", "0.10")},
			[]string{"DEBE 1044 0.04 (USD 0.01 @ 3.3333)", "DEBE 1047 0.03 (USD 0.01 @ 3.3333)", "DEBE 1050 0.03 (USD 0.01 @ 3.3333)", "HABER 1048 0.10"}},
	} {
		t.Run(example.name, func(t *testing.T) {
			t.Parallel()
			lines, err := ProjectJournal(money.MustAmount(example.pen), money.MustRate(example.rate), example.deposits, example.payouts)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, line := range lines {
				got = append(got, written(line))
			}
			if !slices.Equal(got, example.want) {
				t.Errorf("got %q, want %q", got, example.want)
			}
		})
	}
}

func TestTheJournalRefusesWhatIsNoCompletedOperation(t *testing.T) {
	t.Parallel()
	dollars, soles := []JournalLeg{dollarLeg("1044", "1.00")}, []JournalLeg{solLeg("1048", "3.72")}
	for name, example := range map[string]struct {
		deposits, payouts []JournalLeg
		want              error
	}{
		"no deposit":              {nil, soles, ErrJournalLegs},
		"no payout":               {dollars, nil, ErrJournalLegs},
		"dollars against dollars": {dollars, dollars, ErrJournalLegs},
		"a side of two kinds":     {append(slices.Clone(dollars), soles...), soles, ErrJournalLegs},
		"an empty leg":            {dollars, []JournalLeg{solLeg("1048", "3.72"), solLeg("1048", "0.00")}, ErrJournalLegs},
		"a payout too short":      {dollars, []JournalLeg{solLeg("1048", "3.71")}, ErrJournalSum},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if _, err := ProjectJournal(money.MustAmount("3.72"), money.MustRate("3.72"), example.deposits, example.payouts); !errors.Is(err, example.want) {
				t.Errorf("got %v, want %v", err, example.want)
			}
		})
	}
}

// Whatever the legs: DEBE = HABER = the amount in PEN, every dollar stands as it moved, and no share is off by a cent.
func TestTheJournalBalancesForAnyLegs(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		side := rapid.SampledFrom(Sides()).Draw(t, "side")
		cents := rapid.SliceOfN(rapid.Int64Range(1, 5_000_000), 1, 4)
		var usd int64
		var inDollars, inSoles []JournalLeg
		for _, c := range cents.Draw(t, "usd") {
			usd += c
			inDollars = append(inDollars, JournalLeg{PCGE: "1044", Money: money.Dollars(money.FromCents(c))})
		}
		rate, err := money.RateFromPips(money.Pips(rapid.Int64Range(25_000, 50_000).Draw(t, "rate")))
		if err != nil {
			t.Fatal(err)
		}
		pen, err := money.PENFor(money.FromCents(usd), rate)
		if err != nil {
			t.Fatal(err)
		}
		for _, part := range money.Allocate(pen, []money.Amount{money.FromCents(2), money.FromCents(1)}) {
			if part.Sign() > 0 {
				inSoles = append(inSoles, JournalLeg{PCGE: "1048", Money: money.Soles(part)})
			}
		}
		deposits, payouts := inDollars, inSoles
		if side == HouseSellsUSD {
			deposits, payouts = inSoles, inDollars
		}

		lines, err := ProjectJournal(pen, rate, deposits, payouts)
		if err != nil {
			t.Fatal(err)
		}
		totals := map[JournalSide]money.Amount{}
		var dollars money.Amount
		for i, line := range lines {
			totals[line.Side] = totals[line.Side].Add(line.PEN)
			dollars = dollars.Add(line.USD)
			leg := append(slices.Clone(deposits), payouts...)[i]
			exact, err := money.PENFor(leg.Money.Amount, rate)
			if leg.Money.Currency == money.PEN {
				exact = leg.Money.Amount
			}
			if err != nil || line.PEN.Sub(exact).Abs().Cents() > 1 {
				t.Fatalf("%s for a leg of %s", written(line), leg.Money)
			}
		}
		if totals[JournalDebit] != pen || totals[JournalCredit] != pen || dollars.Cents() != usd {
			t.Fatalf("DEBE %s, HABER %s, of %s; dollars %s", totals[JournalDebit], totals[JournalCredit], pen, dollars)
		}
	})
}

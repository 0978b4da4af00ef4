package money_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/qoricash/qoricash/internal/money"
)

func TestMoneyReadsAsInPeru(t *testing.T) {
	t.Parallel()
	amount := money.MustAmount("1730")
	if got := money.Dollars(amount).String(); got != "US$ 1,730.00" {
		t.Errorf("got %s", got)
	}
	if got := money.Soles(amount.Neg()).String(); got != "S/ -1,730.00" {
		t.Errorf("got %s", got)
	}
	encoded, err := json.Marshal(money.Soles(amount))
	if err != nil || string(encoded) != `{"amount":"1730.00","currency":"PEN"}` {
		t.Errorf("got %s, %v", encoded, err)
	}
}

func TestMoneyOfTwoCurrenciesIsNeverAdded(t *testing.T) {
	t.Parallel()
	ten := money.MustAmount("10")
	sum, err := money.Soles(ten).Add(money.Soles(ten))
	if err != nil || sum != money.Soles(money.MustAmount("20")) {
		t.Errorf("got %s, %v", sum, err)
	}
	difference, err := money.Dollars(ten).Sub(money.Dollars(ten))
	if err != nil || difference != money.Dollars(money.Amount{}) {
		t.Errorf("got %s, %v", difference, err)
	}
	if _, err := money.Soles(ten).Add(money.Dollars(ten)); !errors.Is(err, money.ErrCurrencyMismatch) {
		t.Errorf("adding gave %v", err)
	}
	if _, err := money.Soles(ten).Sub(money.Dollars(ten)); !errors.Is(err, money.ErrCurrencyMismatch) {
		t.Errorf("subtracting gave %v", err)
	}
}

func TestOnlyTheTwoCurrenciesAreRead(t *testing.T) {
	t.Parallel()
	for _, currency := range money.Currencies() {
		var written strings.Builder
		currency.MarshalGQL(&written)
		var read money.Currency
		if err := read.UnmarshalGQL(strings.Trim(written.String(), `"`)); err != nil || read != currency {
			t.Errorf("%s became %s, %v", currency, read, err)
		}
	}
	for _, v := range []any{"EUR", "usd", "", nil, 1} {
		var currency money.Currency
		if err := currency.UnmarshalGQL(v); !errors.Is(err, money.ErrCurrency) {
			t.Errorf("%v gave %v", v, err)
		}
	}
}

func TestSettingsReadAmountsAndRatesAsText(t *testing.T) {
	t.Parallel()
	var amount money.Amount
	if err := amount.UnmarshalText([]byte("1000")); err != nil || amount != money.MustAmount("1000.00") {
		t.Errorf("got %s, %v", amount, err)
	}
	var rate money.Rate
	if err := rate.UnmarshalText([]byte("3.718")); err != nil || rate != money.MustRate("3.7180") {
		t.Errorf("got %s, %v", rate, err)
	}
	if err := amount.UnmarshalText([]byte("mil")); !errors.Is(err, money.ErrFormat) || amount != money.MustAmount("1000") {
		t.Errorf("a refused text gave %v and left %s", err, amount)
	}
	if err := rate.UnmarshalText([]byte("-1")); !errors.Is(err, money.ErrNegative) || rate != money.MustRate("3.718") {
		t.Errorf("a refused text gave %v and left %s", err, rate)
	}
	written := map[money.Amount]money.Rate{amount: rate}
	encoded, err := json.Marshal(written)
	if err != nil || string(encoded) != `{"1000.00":"3.7180"}` {
		t.Errorf("got %s, %v", encoded, err)
	}
}

func TestConstantThatIsNoNumberStopsTheProgram(t *testing.T) {
	t.Parallel()
	if !panics(func() { money.MustAmount("1.005") }) || !panics(func() { money.MustRate("-1") }) {
		t.Error("a wrong constant went through")
	}
}

func TestRatesCompare(t *testing.T) {
	t.Parallel()
	low, high := money.MustRate("3.718"), money.MustRate("3.728")
	if low.Cmp(high) != -1 || high.Cmp(low) != 1 || low.Cmp(low) != 0 || low.IsZero() || !(money.Rate{}).IsZero() {
		t.Errorf("%s and %s are in the wrong order", low, high)
	}
}

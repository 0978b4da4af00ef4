package notify

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/money"
)

// facts are what an event says was true then. A fact that is not there is empty: the events of a house outlive its programs.
type facts map[string]any

// Facts that are read in more than one place.
const (
	factOperator       = "operator"
	factFormerOperator = "formerOperator"
	factMoney          = "money"
	factWaiting        = "waiting"
)

// returnedUnseen is the reason of an operation that the system handed back.
const returnedUnseen = "NOT_SEEN_IN_TIME"

func readFacts(raw json.RawMessage) (facts, error) {
	read := facts{}
	if len(raw) == 0 {
		return read, nil
	}
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.UseNumber()
	if err := decoder.Decode(&read); err != nil {
		return nil, fmt.Errorf("read the facts of an event: %w", err)
	}
	return read, nil
}

func (f facts) text(name string) string {
	text, _ := f[name].(string)
	return text
}

func (f facts) flag(name string) bool {
	flag, _ := f[name].(bool)
	return flag
}

// part answers the facts that stand together under a name.
func (f facts) part(name string) facts {
	part, _ := f[name].(map[string]any)
	return part
}

func (f facts) list(name string) []string {
	items, _ := f[name].([]any)
	list := make([]string, 0, len(items))
	for _, item := range items {
		if text, ok := item.(string); ok {
			list = append(list, text)
		}
	}
	return list
}

func (f facts) id(name string) uuid.UUID {
	id, err := uuid.Parse(f.text(name))
	if err != nil {
		return uuid.Nil
	}
	return id
}

// amount answers an amount of the event, or what the caller knows where the event says none.
func (f facts) amount(name string, otherwise money.Amount) money.Amount {
	if amount, err := money.ParseAmount(f.text(name)); err == nil {
		return amount
	}
	return otherwise
}

func (f facts) rate(otherwise money.Rate) money.Rate {
	if rate, err := money.ParseRate(f.text("rate")); err == nil {
		return rate
	}
	return otherwise
}

// sum answers a sum of money of the event; empty for none.
func (f facts) sum(name string) string {
	text, currency := f.part(name).text("amount"), f.part(name).text("currency")
	amount, err := money.ParseAmount(text)
	if err != nil || !money.Currency(currency).Valid() {
		return ""
	}
	return money.Money{Amount: amount, Currency: money.Currency(currency)}.String()
}

// count answers a whole number of the event.
func (f facts) count(name string) (int, bool) {
	text, ok := f[name].(json.Number)
	if !ok {
		return 0, false
	}
	number, err := strconv.Atoi(text.String())
	return number, err == nil
}

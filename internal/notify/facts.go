package notify

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/money"
)

// readFacts reads what an event says was true then, as the struct that the table of events has for it; nil for an event without facts. A
// fact that is not there is zero: the events of a house outlive its programs.
func readFacts(e event.Event) (any, error) {
	row, known := domain.EventTypeOf(e.Aggregate.Type, e.Kind)
	if !known || row.Facts == nil || len(e.Facts) == 0 {
		return row.Facts, nil
	}
	facts := reflect.New(reflect.TypeOf(row.Facts))
	if err := json.Unmarshal(e.Facts, facts.Interface()); err != nil {
		return nil, fmt.Errorf("read the facts of an event: %w", err)
	}
	return facts.Elem().Interface(), nil
}

// factsOf answers the facts of an occurrence where they are of that struct; zero where they are of another.
func factsOf[Facts any](o *occurrence) Facts {
	facts, _ := o.facts.(Facts)
	return facts
}

// or answers a value of an event, or what the caller knows where the event says none.
func or[Value any](said *Value, otherwise Value) Value {
	if said != nil {
		return *said
	}
	return otherwise
}

// sumOf says a sum of money of an event; empty for none.
func sumOf(said *money.Money) string {
	if said == nil {
		return ""
	}
	return said.String()
}

// some says a count, and nothing where there is nothing.
func some(count int) string {
	if count == 0 {
		return ""
	}
	return strconv.Itoa(count)
}

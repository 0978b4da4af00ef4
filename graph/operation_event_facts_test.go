package graph_test

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/globalid"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/testkit"
	"github.com/qoricash/qoricash/internal/trading"
)

// everyFact says all that the facts of an event have room for, whatever the kind.
func everyFact(reason, counterpart string) map[string]any {
	return map[string]any{"from": "PENDING", "to": "IN_PROCESS", "money": map[string]any{"amount": "1.00", "currency": "USD"}, "usd": "1.00", "pen": "3.70",
		"rate": "3.7000", "previousUsd": "2.00", "previousPen": "7.40", "counted": true, "waiting": map[string]any{"amount": "1.00", "currency": "USD"},
		"counterpart": counterpart, "received": true, "cameBack": true, "reason": reason, "cause": "MANUAL"}
}

// tell adds an event to the log of an operation, as the house would.
func (a *api) tell(t *testing.T, id uuid.UUID, kind domain.EventKind, facts map[string]any) {
	t.Helper()
	encoded, err := json.Marshal(facts)
	must(t, err)
	var told domain.OperationFacts
	must(t, json.Unmarshal(encoded, &told))
	row := a.Row(t, id)
	_, err = store.Do(access.AsSystem(t.Context()), a.Store, store.Command{Action: "tests"}, func(ctx context.Context, tx *store.Tx) error {
		return tx.EmitNext(ctx, event.Record{Kind: kind, Aggregate: event.Aggregate{Type: domain.ObjectOperation, ID: id},
			ClientID: row.ClientID, TraderID: row.TraderID, Facts: told})
	})
	must(t, err)
}

const allFacts = `query($id: ID) { operationEvents(filter: {operationId: $id}) { ... on OperationEvent { kind facts {
	from to money { amount } base { amount } counter { amount } rate previousBase { amount } previousCounter { amount } counted waiting { amount }
	counterpart received reason cause } } } }`

// facts answers what a caller reads of the newest event of each kind of an operation: the names of the facts that are there, but for
// the states, with the reason.
func (a *api) facts(t *testing.T, caller testkit.Caller, id uuid.UUID) map[string]string {
	t.Helper()
	got := a.must(t, caller, allFacts, map[string]any{"id": globalid.Encode(ent.OperationIDPrefix, id)})
	found := map[string]string{}
	for _, item := range got.at(t, "operationEvents").([]any) {
		told := item.(map[string]any)
		if told["kind"] == nil {
			continue
		}
		facts := told["facts"].(map[string]any)
		maps.DeleteFunc(facts, func(name string, value any) bool { return value == nil || name == "from" || name == "to" })
		line := fmt.Sprint(slices.Sorted(maps.Keys(facts)))
		if facts["reason"] != nil {
			line += " " + facts["reason"].(string)
		}
		found[told["kind"].(string)] = line
	}
	return found
}

// What a client reads of an event is what the fields of the operation tell it too. Whatever an event says beyond that, in any kind,
// stays in the house.
func TestAClientReadsOnlyTheFactsThatAreItsOwn(t *testing.T) {
	t.Parallel()
	a := open(t)
	id := a.Operation(t, domain.Pending)
	code := a.Row(t, id).Code
	kinds := sdl().Types["OperationEventKind"].EnumValues
	for _, kind := range kinds {
		a.tell(t, id, domain.EventKind(kind.Name), everyFact("REVIEW", code))
	}
	a.Settle(t)
	const deposit, price, nothing = "[counted money]", "[base counter rate]", "[]"
	want := map[string]string{
		"CREATED": price, "AMENDED": "[base counter previousBase previousCounter rate]", "COMPLETED": price,
		"DEPOSIT_REPORTED": deposit, "DEPOSIT_WITHDRAWN": deposit, "DEPOSIT_CONFIRMED": deposit, "DEPOSIT_UNCONFIRMED": deposit,
		"DEPOSIT_REJECTED": deposit, "DEPOSIT_REFUNDED": deposit, "DEPOSIT_COUNTED": deposit,
		"DEPOSIT_APPLIED": "[counted counterpart money received]", "DEPOSIT_UNAPPLIED": "[counted counterpart money received]",
		"ASSIGNED": nothing, "UNASSIGNED": nothing, "OPERATOR_NAMED": nothing, "PAYOUT_ADDED": "[money]", "PAYOUT_VOIDED": "[money]", "PROOF_ADDED": nothing,
		"RETURNED": "[reason] NOT_ARRIVED", "CANCELED": "[reason] REVIEW", "EXPIRED": "[reason waiting] REVIEW", "HELD": nothing, "RELEASED": nothing,
	}
	if len(want) != len(kinds) {
		t.Errorf("%d kinds of events, of which a client's facts of %d are known", len(kinds), len(want))
	}
	if got := a.facts(t, own, id); !maps.Equal(got, want) {
		for kind := range got {
			if got[kind] != want[kind] {
				t.Errorf("a client reads of %s %s, want %s", kind, got[kind], want[kind])
			}
		}
	}
	const all = "[base cause counted counter counterpart money previousBase previousCounter rate reason received waiting] "
	for _, caller := range []testkit.Caller{master, operator, middleOffice, analyst, trader} {
		got := a.facts(t, caller, id)
		for _, kind := range kinds {
			reason := "REVIEW"
			if kind.Name == "RETURNED" {
				reason = "NOT_ARRIVED"
			}
			mayNot := (kind.Name == "HELD" || kind.Name == "RELEASED") && caller != master && caller != middleOffice
			if mayNot && got[kind.Name] != nothing || !mayNot && got[kind.Name] != all+reason {
				t.Errorf("%s reads of %s %s", caller, kind.Name, got[kind.Name])
			}
		}
	}
}

// A real history says on no door more than the fields: the query and a live stream are compared with what each caller reads of the
// operation.
func TestEventsSayNoMoreThanTheFieldsOfTheOperation(t *testing.T) {
	t.Parallel()
	a := open(t)
	hub := a.hub(t)
	id := a.confirmed(t)
	a.Settle(t)
	streams := map[testkit.Caller]*listener{}
	for _, caller := range []testkit.Caller{own, trader, operator, analyst, master, middleOffice} {
		streams[caller] = a.stream(t, hub, caller, `subscription { operationEvents { __typename ... on OperationEvent {
			kind facts { reason } operation { holds { reason } } } } }`, nil)
	}
	_, _, err := a.Trading.Hold(a.As(t, middleOffice), trading.HoldInput{Target: a.Target(t, id), Reason: domain.HoldDepositCheck, Note: "Revisión"})
	must(t, err)
	a.Settle(t)
	for caller, stream := range streams {
		item, refused := stream.next(t, "operationEvents")
		if refused != "" || item["kind"] != "HELD" {
			t.Fatalf("%s follows %v %s", caller, item, refused)
		}
		field := item["operation"].(map[string]any)["holds"].([]any)[0].(map[string]any)["reason"]
		if told := item["facts"].(map[string]any)["reason"]; told != field || (field != nil) != (caller == master || caller == middleOffice) {
			t.Errorf("%s is told %v of a hold whose field says %v", caller, told, field)
		}
		if kept := a.facts(t, caller, id)["HELD"]; (kept == "[]") != (field == nil) {
			t.Errorf("%s reads later %s", caller, kept)
		}
	}
}

// The code of an operation is told to whoever may see the operation.
func TestTheOtherOperationOfAMoveIsNamedToWhoMaySeeIt(t *testing.T) {
	t.Parallel()
	a := open(t)
	id, foreign := a.Operation(t, domain.Pending), a.Pending(t, otherClient, "100.00")
	code := a.Row(t, foreign).Code
	a.tell(t, id, "DEPOSIT_APPLIED", everyFact("", code))
	a.Settle(t)
	for caller, want := range map[testkit.Caller]any{own: nil, trader: nil, operator: code, analyst: code, middleOffice: code, master: code} {
		seen := a.must(t, caller, `query($code: String!) { operationByCode(code: $code) { code } }`, map[string]any{"code": code})
		if (seen.at(t, "operationByCode") == nil) != (want == nil) {
			t.Errorf("%s reads the operation itself: %s", caller, seen.raw)
		}
		got := a.must(t, caller, `query($id: ID) { operationEvents(filter: {operationId: $id}) { ... on OperationEvent { kind facts { counterpart } } } }`,
			map[string]any{"id": globalid.Encode(ent.OperationIDPrefix, id)})
		for _, item := range got.at(t, "operationEvents").([]any) {
			if told := item.(map[string]any); told["kind"] == "DEPOSIT_APPLIED" && told["facts"].(map[string]any)["counterpart"] != want {
				t.Errorf("%s is told %v, want %v", caller, told, want)
			}
		}
	}
}

// Returns of the first version carry what an operator wrote. It is read in the row, where analysts find it masked.
func TestWordsInAnOldReturnAreNoReasonForPrograms(t *testing.T) {
	t.Parallel()
	a := open(t)
	id := a.Operation(t, domain.Pending)
	a.tell(t, id, "RETURNED", map[string]any{"from": "IN_PROCESS", "to": "PENDING", "reason": "Ana Quispe mandó otro voucher"})
	a.Settle(t)
	for _, caller := range []testkit.Caller{own, analyst, master} {
		if got := a.facts(t, caller, id)["RETURNED"]; got != "[reason] NOT_ARRIVED" {
			t.Errorf("%s reads %s", caller, got)
		}
	}
}

package graph_test

import (
	"maps"
	"slices"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/report"
	"github.com/qoricash/qoricash/internal/testkit"
)

// Given an operation on hold, when compliance holds it too and one hold after the other ends, then who holds operations hears of each, and
// everybody else of the first and the last alone.
func TestHoldsBesideOthersAreHeardByWhoHolds(t *testing.T) {
	t.Parallel()
	a := open(t)
	id := a.Operation(t, domain.Pending)
	a.Settle(t)
	from := a.Cursors.Encode(a.Feed.Head())
	hub := a.hub(t)
	a.holdAs(t, middleOffice, id, domain.HoldManual)
	a.suspect(t, id)
	a.holdAs(t, master, id, domain.HoldReconciliation)
	a.releaseAs(t, middleOffice, id, domain.HoldManual)
	a.clear(t, id)
	a.releaseAs(t, master, id, domain.HoldReconciliation)
	a.Settle(t)
	all := []string{"EXP-1001 HELD", "EXP-1001 HOLD_ADDED COMPLIANCE", "EXP-1001 HOLD_ADDED RECONCILIATION", "EXP-1001 HOLD_LIFTED MANUAL",
		"EXP-1001 HOLD_LIFTED COMPLIANCE", "EXP-1001 RELEASED"}
	outside := []string{"EXP-1001 HELD", "EXP-1001 RELEASED"}
	for caller, want := range map[testkit.Caller][]string{master: all, middleOffice: all, operator: outside, trader: outside, analyst: outside, otherTrader: nil} {
		got := a.ask(t, caller, deskQuery, map[string]any{"after": from})
		if words, _ := heard(t, got); !slices.Equal(words, want) {
			t.Errorf("%s reads %v, want %v", caller, words, want)
		}
		a.listen(t, hub, a.As(t, caller), map[string]any{"after": from}).hears(t, want...)
	}
	for caller, want := range map[testkit.Caller]string{operator: forbidden, trader: forbidden, analyst: forbidden, own: forbidden, anonymous: unauthenticated} {
		if got := a.ask(t, caller, deskQuery, map[string]any{"kinds": []any{"HOLD"}}); got.code() != want {
			t.Errorf("%s reads the holds: %s %s", caller, got.code(), got.raw)
		}
	}
}

// An operation and what is told beside it count each by itself, and share an id: their events do not.
func TestNoTwoEventsOfTheDeskHaveOneIdentity(t *testing.T) {
	t.Parallel()
	a := open(t)
	id := a.Operation(t, domain.Pending)
	for _, cause := range []domain.HoldCause{domain.HoldManual, domain.HoldReconciliation} {
		a.holdAs(t, master, id, cause)
	}
	a.releaseAs(t, master, id, domain.HoldManual)
	a.Settle(t)
	seen := map[any]bool{}
	for _, item := range a.must(t, master, deskQuery, map[string]any{"kinds": []any{"OPERATION", "HOLD"}}).at(t, "deskEvents").([]any) {
		id := item.(map[string]any)["id"]
		if seen[id] {
			t.Errorf("%s comes twice", id)
		}
		seen[id] = true
	}
	if len(seen) != 5 { // made, held, two beside it, and the position
		t.Errorf("%d items", len(seen))
	}
}

// A counter wakes its reader for what may change one of its figures.
func TestTheCountersWakeWhomTheyConcern(t *testing.T) {
	t.Parallel()
	a := open(t)
	of := func(kinds ...domain.ObjectKind) map[domain.ObjectKind]bool {
		set := map[domain.ObjectKind]bool{}
		for _, kind := range kinds {
			set[kind] = true
		}
		return set
	}
	for caller, want := range map[testkit.Caller]map[domain.ObjectKind]bool{
		master: of(domain.ObjectOperation, domain.ObjectClient, domain.ObjectProposal, domain.ObjectUser, domain.ObjectPerson,
			domain.ObjectOutboxMessage),
		middleOffice: of(domain.ObjectOperation, domain.ObjectClient, domain.ObjectProposal, domain.ObjectUser, domain.ObjectPerson),
		operator:     of(domain.ObjectOperation), analyst: of(domain.ObjectOperation), trader: of(domain.ObjectOperation),
	} {
		concern := report.DeskConcern(a.Actor(caller))
		if got := of(concern.Aggregates...); !maps.Equal(got, want) {
			t.Errorf("%s is woken by %v, want %v", caller, got, want)
		}
		wantTrader := uuid.Nil
		if caller == trader {
			wantTrader = a.ID(trader)
		}
		if concern.TraderID != wantTrader {
			t.Errorf("%s is woken by the operations of %s", caller, concern.TraderID)
		}
	}
	granted := a.Actor(trader)
	granted.Granted = domain.Grantable()
	if concern := report.DeskConcern(granted); len(concern.Aggregates) > 1 && concern.TraderID != uuid.Nil {
		t.Errorf("a trader with more rights is woken by %v of its own alone", concern.Aggregates)
	}
}

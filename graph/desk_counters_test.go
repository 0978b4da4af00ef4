package graph_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/globalid"
	"github.com/qoricash/qoricash/internal/notify"
	"github.com/qoricash/qoricash/internal/testkit"
	"github.com/qoricash/qoricash/internal/trading"
)

const allCounters = `deskCounters { operationsAwaitingDeposit operationsInProcess operationsUnassigned operationsMine depositsToCheck operationsOnHold
	identificationsInReview approvalsToDecide messagesGivenUp }`

// counted are the counters that are no null, by name.
func counted(value any) map[string]int {
	figures := map[string]int{}
	for name, figure := range value.(map[string]any) {
		if figure != nil {
			figures[name] = int(figure.(float64))
		}
	}
	return figures
}

// waitingHouse is one where something waits for everybody.
func waitingHouse(t *testing.T) *api {
	t.Helper()
	a := open(t)
	held := a.Operation(t, domain.InProcess) // of Trader, with Operator, its deposit is reported
	_, _, err := a.Trading.Hold(a.As(t, middleOffice), trading.HoldInput{Target: a.Target(t, held), Reason: domain.HoldReview, Note: "Revisión"})
	must(t, err)
	a.Pending(t, testkit.OtherClient, "90.00") // of OtherTrader
	a.proposedBy(t, middleOffice, a.inReview(t))
	a.proposedBy(t, master, a.inReview(t))
	a.giveUp(t)
	a.Settle(t)
	return a
}

func TestTheDeskCountsForEachPersonWhatItHasARightTo(t *testing.T) {
	t.Parallel()
	a := waitingHouse(t)
	readers := func(pending, inProcess int, more map[string]int) map[string]int {
		figures := map[string]int{"operationsAwaitingDeposit": pending, "operationsInProcess": inProcess}
		maps.Copy(figures, more)
		return figures
	}
	for caller, want := range map[testkit.Caller]map[string]int{
		master: readers(1, 1, map[string]int{"operationsUnassigned": 0, "operationsMine": 0, "depositsToCheck": 1, "operationsOnHold": 1,
			"identificationsInReview": 2, "approvalsToDecide": 1, "messagesGivenUp": 1}),
		operator: readers(1, 1, map[string]int{"operationsUnassigned": 0, "operationsMine": 1, "depositsToCheck": 1}),
		otherOp:  readers(1, 1, map[string]int{"operationsUnassigned": 0, "operationsMine": 0, "depositsToCheck": 0}),
		middleOffice: readers(1, 1, map[string]int{"operationsOnHold": 1, "identificationsInReview": 2,
			"approvalsToDecide": 1}),
		trader: readers(0, 1, nil), otherTrader: readers(1, 0, nil), analyst: readers(1, 1, nil),
	} {
		if got := counted(a.must(t, caller, "{ "+allCounters+" }", nil).at(t, "deskCounters")); !maps.Equal(got, want) {
			t.Errorf("%s counts %v, want %v", caller, got, want)
		}
	}
}

func TestEveryCounterIsSomebodys(t *testing.T) {
	t.Parallel()
	var names []string
	for _, field := range sdl().Types["DeskCounters"].Fields {
		names = append(names, field.Name)
	}
	got := counted(waitingHouse(t).must(t, master, "{ "+allCounters+" }", nil).at(t, "deskCounters"))
	slices.Sort(names)
	if shown := slices.Sorted(maps.Keys(got)); !slices.Equal(shown, names) {
		t.Errorf("a Master is shown %v of %v", shown, names)
	}
}

// reaches waits for a value of the counters.
func (l *listener) reaches(t *testing.T, name string, want int) {
	t.Helper()
	for {
		item, code := l.next(t, "deskCounters")
		if code != "" {
			t.Fatal(code)
		}
		if fmt.Sprint(item[name]) == fmt.Sprint(want) {
			return
		}
	}
}

func TestTheCountersFollowWhatHappensOnEveryInstance(t *testing.T) {
	t.Parallel()
	a := open(t)
	b := a.Instance(t)
	l := a.stream(t, a.hub(t), master, "subscription { "+allCounters+" }", nil)
	l.reaches(t, "operationsAwaitingDeposit", 0)
	b.Pending(t, testkit.Client, "100.00")
	l.reaches(t, "operationsAwaitingDeposit", 1)
	id := a.proposedBy(t, middleOffice, a.inReview(t))
	l.reaches(t, "approvalsToDecide", 1)
	must(t, b.Decide(b.As(t, master), id, domain.ProposalConfirmed))
	l.reaches(t, "approvalsToDecide", 0)
	_, message, err := globalid.Decode(a.giveUp(t))
	must(t, err)
	l.reaches(t, "messagesGivenUp", 1)
	_, _, err = b.Notify.Replay(b.As(t, master), notify.ReplayInput{IdempotencyKey: uuid.NewString(), MessageIDs: []uuid.UUID{message}})
	must(t, err)
	l.reaches(t, "messagesGivenUp", 0)
}

func TestNobodyOutsideTheHouseCounts(t *testing.T) {
	t.Parallel()
	a := open(t)
	hub := a.hub(t)
	for caller, want := range map[testkit.Caller]string{anonymous: unauthenticated, own: forbidden} {
		if _, code := a.stream(t, hub, caller, "subscription { "+allCounters+" }", nil).next(t, "deskCounters"); code != want {
			t.Errorf("%s: %s, want %s", caller, code, want)
		}
	}
}

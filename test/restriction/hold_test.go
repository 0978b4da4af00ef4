package restriction_test

import (
	"context"
	"sync"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/testkit"
	"github.com/qoricash/qoricash/internal/trading"
)

// areas.md E40, D8: what is open about a client holds its money when that is seen, and not before.
func TestMoneyIsHeldWhenItIsSeen(t *testing.T) {
	t.Parallel()
	for name, find := range map[string]func(*testing.T, *house){
		"a hit that nobody decided": func(_ *testing.T, h *house) { h.stands(domain.ScreeningChecked, "Entrada 7 de OFAC, 0.83.") },
		"a review": func(t *testing.T, h *house) {
			h.restrict(t, h.ID(testkit.Client), domain.RestrictionReview, domain.RestrictionPossibleMatch)
		},
		"a freeze": func(t *testing.T, h *house) {
			h.restrict(t, h.ID(testkit.Client), domain.RestrictionFreeze, domain.RestrictionUNMatch)
		},
		"nobody checked the client": func(_ *testing.T, h *house) { h.stands(domain.ScreeningNotChecked, "") },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := open(t)
			id := h.Pending(t, testkit.Client, "200.00")
			find(t, h)
			h.watch(t)
			h.Report(t, id)
			h.watch(t)
			h.wantHeld(t, id, false)
			h.Confirm(t, id)
			// At the instant of the confirmation nothing is there yet.
			h.wantHeld(t, id, false)
			h.watch(t)
			row := h.wantHeld(t, id, true)
			if row.OpenedBy != nil {
				t.Errorf("opened by %v", row.OpenedBy)
			}
		})
	}
}

// What was seen before something was found is held when it is found: by a restriction itself, by a hit when who found it says so.
func TestMoneyThatIsThereIsHeldWhenSomethingIsFound(t *testing.T) {
	t.Parallel()
	h := open(t)
	id, unseen := h.seen(t), h.Operation(t, domain.InProcess)
	if h.watch(t) == 0 {
		t.Fatal("nobody looked")
	}
	h.wantHeld(t, id, false)
	h.stands(domain.ScreeningChecked, "Entrada 7")
	looked, err := h.Restriction.LookAt(t.Context(), h.ID(testkit.Client))
	if testkit.Must(t, err); looked != 1 {
		t.Errorf("looked at %d operations", looked)
	}
	h.wantHeld(t, id, true)
	h.wantHeld(t, unseen, false)
	h.restrict(t, h.ID(testkit.Client), domain.RestrictionFreeze, domain.RestrictionConfirmedMatch)
	h.watch(t)
	if holds := h.holds(t, id); len(holds) != 1 {
		t.Errorf("%d holds", len(holds))
	}
	if grounds := h.Store.Read().ComplianceGround.Query().CountX(testkit.System(t)); grounds != 2 {
		t.Errorf("held for %d grounds", grounds)
	}
}

// Between the moment in which money is seen and the hold, it does not leave.
func TestNothingSlipsThroughBeforeTheHouseLooked(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.seen(t)
	h.stands(domain.ScreeningChecked, "Entrada 7")
	pay := func() error {
		_, _, err := h.Trading.AddPayout(h.As(t, testkit.Operator), trading.AddPayoutInput{Target: h.Target(t, id), Amount: h.Row(t, id).Pen,
			HouseAccountID: h.HouseAccount("PEN"), BankReference: "PAGO-1"})
		return err
	}
	if err := pay(); !underReview(err, domain.ForHouse) {
		t.Errorf("paid before the house looked: %v", err)
	}
	h.watch(t)
	testkit.Refused(t, pay(), domain.CodeOnHold)
	// What two persons decided about this operation stands, though the hit is open still.
	h.releaseHold(t, id)
	h.watch(t)
	testkit.Must(t, pay())
}

func (h *house) releaseHold(t *testing.T, operation uuid.UUID) {
	t.Helper()
	proposal, err := h.proposeHold(h.As(t, testkit.MiddleOffice), operation)
	testkit.Must(t, err)
	testkit.Must(t, h.decide(h.asOfficer(t), proposal, domain.ProposalConfirmed))
	h.wantHeld(t, operation, false)
}

// areas.md E47.
func TestAHoldOfComplianceEndsByTwo(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.seen(t)
	_, err := h.proposeHold(h.As(t, testkit.MiddleOffice), id)
	testkit.Refused(t, err, domain.CodeNotAllowedInStatus, "operationId")
	h.stands(domain.ScreeningChecked, "Entrada 7")
	_, err = h.Restriction.LookAt(t.Context(), h.ID(testkit.Client))
	testkit.Must(t, err)
	// Nobody alone, not even the officer; and none whose profile holds nothing.
	_, _, err = h.Trading.Release(h.asOfficer(t), trading.ReleaseInput{Target: h.Target(t, id), Cause: domain.HoldCompliance})
	testkit.Refused(t, err, domain.CodeFourEyesRequired, "cause")
	_, err = h.proposeHold(h.As(t, testkit.Trader), id)
	testkit.Refused(t, err, domain.CodeForbidden)
	_, err = h.proposeHold(h.As(t, testkit.MiddleOffice), uuid.New())
	testkit.Refused(t, err, domain.CodeNotFound, "operationId")
	// The officer's own proposal is for the alternate.
	proposal, err := h.proposeHold(h.asOfficer(t), id)
	testkit.Must(t, err)
	_, err = h.proposeHold(h.As(t, testkit.MiddleOffice), id)
	testkit.Refused(t, err, domain.CodeAlreadyExists, "operationId")
	testkit.Refused(t, h.decide(h.asOfficer(t), proposal, domain.ProposalConfirmed), domain.CodeFourEyesRequired, "proposalId")
	testkit.Refused(t, h.decide(h.As(t, testkit.Master), proposal, domain.ProposalConfirmed), domain.CodeNotFound, "proposalId")
	testkit.Refused(t, h.decide(h.As(t, testkit.MiddleOffice), proposal, domain.ProposalConfirmed), domain.CodeNotFound, "proposalId")
	testkit.Must(t, h.decide(h.asAlternate(t), proposal, domain.ProposalDeclined))
	h.wantHeld(t, id, true)
	h.releaseHold(t, id)
	// The same ground holds it no more, another does.
	h.watch(t)
	h.wantHeld(t, id, false)
	h.stands(domain.ScreeningChecked, "Entrada 8")
	_, err = h.Restriction.LookAt(t.Context(), h.ID(testkit.Client))
	testkit.Must(t, err)
	h.wantHeld(t, id, true)
}

// What is held for want of a check ends by itself, once, and nothing else does.
func TestAHoldForWantOfACheckEndsWithTheCheck(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.Operation(t, domain.Canceled)
	id := h.held(t)
	released := func(want int) {
		t.Helper()
		got, err := h.Restriction.ReleaseChecked(t.Context())
		if testkit.Must(t, err); got != want {
			t.Errorf("released %d holds, want %d", got, want)
		}
	}
	released(0)
	h.stands(domain.ScreeningStale, "")
	released(0)
	h.stands(domain.ScreeningChecked, "Entrada 7")
	released(0)
	h.stands(domain.ScreeningChecked, "")
	released(1)
	h.wantHeld(t, id, false)
	released(0)
	// One for which a rule asked meanwhile stays.
	h.stands(domain.ScreeningNotChecked, "")
	other := h.held(t)
	_, err := store.Do(testkit.System(t), h.Store, store.Command{Action: "test.rule", Locks: trading.HoldLocks(other)},
		func(ctx context.Context, tx *store.Tx) error {
			return h.Restriction.HoldForRule(ctx, tx, other, "Regla TM01")
		})
	testkit.Must(t, err)
	h.stands(domain.ScreeningChecked, "")
	released(0)
	h.wantHeld(t, other, true)
}

// held is an operation of a client whose money is seen, and which the house looked at and holds.
func (h *house) held(t *testing.T) uuid.UUID {
	t.Helper()
	h.stands(domain.ScreeningNotChecked, "")
	id := h.seen(t)
	h.watch(t)
	h.wantHeld(t, id, true)
	return id
}

func TestTwoInstancesHoldOnce(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.seen(t)
	h.stands(domain.ScreeningChecked, "Entrada 7")
	h.Settle(t)
	var both sync.WaitGroup
	for range 2 {
		both.Go(func() {
			if _, err := h.Restriction.Watch(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	both.Wait()
	// And what an instance died over is looked at again, which finds nothing new.
	testkit.Exec(t, h.DB, `UPDATE feed_consumers SET tx = '0', id = 0 WHERE name = 'restriction'`)
	h.watch(t)
	if holds := h.holds(t, id); len(holds) != 1 {
		t.Errorf("%d holds", len(holds))
	}
}

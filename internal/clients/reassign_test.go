package clients_test

import (
	"slices"
	"sync"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/clients"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/staff"
	"github.com/qoricash/qoricash/internal/testkit"
)

func to(owner uuid.UUID, ids ...uuid.UUID) clients.ReassignInput {
	return clients.ReassignInput{IdempotencyKey: uuid.NewString(), ClientIDs: ids, OwnerID: owner, Reason: "Vacaciones"}
}

func TestClientsMoveAndTheirHistoryStays(t *testing.T) {
	t.Parallel()
	h := open(t)
	master, _ := h.staff(t, domain.RoleMaster)
	first, firstID := h.staff(t, domain.RoleTrader)
	second, secondID := h.staff(t, domain.RoleTrader)
	one, two := h.register(t, first, eva("12345678")), h.register(t, first, eva("10117410"))
	there := h.register(t, second, eva("41920371"))
	done := h.operation(t, one, firstID, domain.Completed, "100.00")
	live := h.operation(t, one, firstID, domain.Pending, "100.00")
	entries := h.texts(t, `SELECT count(*)::text FROM ledger_entries`)

	moved, _, err := h.Reassign(master, to(secondID, one, two, two, there))
	if testkit.Must(t, err); moved != 2 {
		t.Errorf("%d moved", moved)
	}
	for _, id := range []uuid.UUID{one, two} {
		if row := h.row(t, id); row.OwnerID != secondID || row.ReassignedAt == nil {
			t.Errorf("client %s is with %s", id, row.OwnerID)
		}
	}
	for _, id := range []uuid.UUID{done, live} {
		row, err := h.Store.Read().Operation.Get(testkit.System(t), id)
		if testkit.Must(t, err); row.TraderID != firstID {
			t.Errorf("an operation moved to %s", row.TraderID)
		}
	}
	if after := h.texts(t, `SELECT count(*)::text FROM ledger_entries`); !slices.Equal(after, entries) {
		t.Errorf("entries %v, before %v", after, entries)
	}
	if got := h.kinds(t, "client", there); slices.Contains(got, "REASSIGNED") {
		t.Error("who was there already moved")
	}
	facts := h.texts(t, `SELECT DISTINCT facts ->> 'from' || ' ' || (facts ->> 'to') FROM events WHERE kind = 'REASSIGNED'`)
	if !slices.Equal(facts, []string{firstID.String() + " " + secondID.String()}) {
		t.Errorf("facts %v", facts)
	}
	// History stays readable to who made it, and the client is another's to act for.
	if _, err := h.Limit(first, one); err != nil {
		t.Errorf("the former trader: %v", err)
	}
	if _, err := h.Limit(second, two); err != nil {
		t.Errorf("the new trader: %v", err)
	}

	moved, _, err = h.Reassign(master, to(uuid.Nil, one))
	if testkit.Must(t, err); moved != 1 || h.row(t, one).OwnerID != domain.HouseUserID() {
		t.Errorf("%d moved to the house", moved)
	}
}

func TestReassignmentIsWholeOrNothing(t *testing.T) {
	t.Parallel()
	h := open(t)
	master, _ := h.staff(t, domain.RoleMaster)
	trader, traderID := h.staff(t, domain.RoleTrader)
	_, operatorID := h.staff(t, domain.RoleOperator)
	id := h.register(t, master, eva("12345678"))
	_, _, err := h.Reassign(master, to(traderID, id, uuid.New()))
	testkit.Refused(t, err, domain.CodeNotFound, "clientIds")
	if params := domain.Refusals(err)[0].Params; !slices.Contains(params, domain.Param{Name: "place", Value: "1"}) {
		t.Errorf("params %v", params)
	}
	if owner := h.row(t, id).OwnerID; owner != domain.HouseUserID() {
		t.Errorf("it moved to %s", owner)
	}
	_, _, err = h.Reassign(master, to(operatorID, id))
	testkit.Refused(t, err, domain.CodeInvalid, "ownerId")
	_, _, err = h.Reassign(master, to(uuid.New(), id))
	testkit.Refused(t, err, domain.CodeNotFound, "ownerId")
	h.exec(t, `UPDATE users SET status = 'DEACTIVATED' WHERE id = $1`, traderID)
	_, _, err = h.Reassign(master, to(traderID, id))
	testkit.Refused(t, err, domain.CodeInvalid, "ownerId")
	_, _, err = h.Reassign(master, to(uuid.Nil, make([]uuid.UUID, clients.MostReassigned+1)...))
	testkit.Refused(t, err, domain.CodeTooMany, "clientIds")
	_, _, err = h.Reassign(master, clients.ReassignInput{IdempotencyKey: "k"})
	if got := fields(err); !slices.Equal(got, []string{"clientIds", "reason"}) {
		t.Errorf("faults at %v", got)
	}
	for _, ctx := range []struct{ role domain.Role }{{domain.RoleOperator}, {domain.RoleMiddleOffice}, {domain.RoleAnalyst}} {
		actor, _ := h.staff(t, ctx.role)
		_, _, err := h.Reassign(actor, to(traderID, id))
		testkit.Refused(t, err, domain.CodeForbidden, "")
	}
	_, _, err = h.Reassign(trader, to(traderID, id))
	testkit.Refused(t, err, domain.CodeForbidden, "")
}

func TestReassignmentsAtOnceLeaveEachClientWithOneOwnerAndEventsInOrder(t *testing.T) {
	t.Parallel()
	h := open(t)
	master, _ := h.staff(t, domain.RoleMaster)
	ids := make([]uuid.UUID, 5)
	for i := range ids {
		ids[i] = h.register(t, master, eva([]string{"44443331", "44443332", "44443333", "44443334", "44443335"}[i]))
	}
	var all sync.WaitGroup
	for i := range 6 {
		_, owner := h.staff(t, domain.RoleTrader)
		wanted := slices.Clone(ids)
		if i%2 == 1 {
			slices.Reverse(wanted)
		}
		all.Go(func() {
			_, _, err := h.Reassign(master, to(owner, wanted...))
			if err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if broken := h.texts(t, `SELECT c.id::text FROM clients c JOIN LATERAL (SELECT facts ->> 'to' AS owner FROM events
		WHERE aggregate = 'client' AND aggregate_id = c.id ORDER BY aggregate_version DESC LIMIT 1) last ON last.owner <> c.owner_id::text`); len(broken) > 0 {
		t.Errorf("the last event of %v names another owner", broken)
	}
}

// Whatever comes first, nobody waits for the other in a circle, and no client stays with the trader who left.
func TestClientsAreGivenToWhoLeavesAtThatMoment(t *testing.T) {
	t.Parallel()
	h := open(t)
	master, _ := h.staff(t, domain.RoleMaster)
	owner, _ := h.staff(t, domain.RoleTrader)
	numbers := []string{"12345678", "10117410", "41920371"}
	ids := make([]uuid.UUID, len(numbers))
	for i, number := range numbers {
		ids[i] = h.register(t, owner, eva(number))
	}
	for range 25 {
		_, leaver := h.staff(t, domain.RoleTrader)
		if _, _, err := h.Reassign(master, to(leaver, ids[:2]...)); err != nil {
			t.Fatal(err)
		}
		var group sync.WaitGroup
		var given, left error
		group.Go(func() { _, _, given = h.Reassign(master, to(leaver, ids...)) })
		group.Go(func() {
			_, _, left = h.Staff.Deactivate(master, staff.DeactivateInput{
				Target: staff.Target{IdempotencyKey: uuid.NewString(), UserID: leaver}, Reason: "Renuncia"})
		})
		group.Wait()
		testkit.Must(t, left)
		if given != nil && domain.CodeOf(given) != domain.CodeInvalid {
			t.Fatalf("the clients were not given: %v", given)
		}
		if staying := h.texts(t, `SELECT id::text FROM clients WHERE owner_id = $1`, leaver); len(staying) > 0 {
			t.Fatalf("%d clients stay with who left", len(staying))
		}
	}
}

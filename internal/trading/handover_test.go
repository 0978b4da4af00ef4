package trading_test

import (
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/staff"
	"github.com/qoricash/qoricash/internal/testkit"
	"github.com/qoricash/qoricash/internal/trading"
)

// leave lets somebody go; heir is uuid.Nil for nobody.
func (h *house) leave(who, heir uuid.UUID) (staff.Deactivated, error) {
	done, _, err := h.people.Deactivate(h.master, staff.DeactivateInput{
		Target: staff.Target{IdempotencyKey: uuid.NewString(), UserID: who}, Reason: "Renuncia", OperationsTo: heir})
	return done, err
}

// become gives somebody another role.
func (h *house) become(who uuid.UUID, role domain.Role, heir uuid.UUID) (staff.Updated, error) {
	done, _, err := h.people.Update(h.master, staff.UpdateInput{
		Target: staff.Target{IdempotencyKey: uuid.NewString(), UserID: who}, Role: &role, OperationsTo: heir})
	return done, err
}

// naming is an operation that the desk made for an operator.
func (h *house) naming(t *testing.T, operator uuid.UUID) *deal {
	t.Helper()
	client := h.client(t)
	in := h.orderFor(t, client.id, h.quote(t, h.trader, client.id, "500.00", money.USD), domain.ChannelDesk)
	in.OperatorID = operator
	id, _, err := h.Create(h.trader, in)
	testkit.Must(t, err)
	return &deal{house: h, t: t, id: id, client: client}
}

// wantHeld holds an operation to its operator and to who is named; uuid.Nil for nobody.
func (d *deal) wantHeld(operator, named uuid.UUID) {
	d.t.Helper()
	row := d.want(d.now().Status)
	is := func(id *uuid.UUID, want uuid.UUID) bool {
		return id == nil && want == uuid.Nil || id != nil && *id == want
	}
	if !is(row.OperatorID, operator) || !is(row.NamedOperatorID, named) {
		d.t.Errorf("%s is held by %v and named for %v, want %v and %v", row.Code, row.OperatorID, row.NamedOperatorID, operator, named)
	}
}

// wantNobodyAbsent holds the house to what must be true after whatever happened: nothing that waits for an operator is held by
// one who cannot settle it, or named for one who is no active operator.
func (h *house) wantNobodyAbsent(t *testing.T) {
	t.Helper()
	(&history{house: h, t: t}).wantNone("operations that wait for somebody who left", `SELECT o.code FROM operations o
		LEFT JOIN users a ON a.id = o.operator_id LEFT JOIN users n ON n.id = o.named_operator_id
		WHERE (o.status IN ('PENDING', 'IN_PROCESS')
				OR EXISTS (SELECT FROM deposits d WHERE d.operation_id = o.id AND (d.status = 'REPORTED' OR d.status = 'CONFIRMED' AND NOT d.counted)))
			AND (o.operator_id IS NOT NULL AND NOT (a.status = 'ACTIVE' AND a.role IN ('OPERATOR', 'MASTER'))
				OR o.status IN ('PENDING', 'IN_PROCESS') AND o.named_operator_id IS NOT NULL AND NOT (n.status = 'ACTIVE' AND n.role = 'OPERATOR'))`)
}

// holdings are an operation of every kind that a person may hold: taken while pending, in process, ended with money that came
// late, completed with money that came twice, and named for it.
func (h *house) holdings(t *testing.T, who person) map[string]*deal {
	t.Helper()
	held := map[string]*deal{}
	held["pending"] = h.sell(t, h.client(t), "500.00")
	testkit.Must(t, held["pending"].report(held["pending"].client, "200.00"))
	testkit.Must(t, held["pending"].take(who))
	held["in process"] = h.sell(t, h.client(t), "500.00")
	testkit.Must(t, held["in process"].report(held["in process"].client, "500.00"))
	testkit.Must(t, held["in process"].reassign(h.master, who.id))
	held["canceled"] = h.sell(t, h.client(t), "500.00")
	testkit.Must(t, held["canceled"].cancel(held["canceled"].client))
	testkit.Must(t, held["canceled"].report(held["canceled"].client, "500.00"))
	testkit.Must(t, held["canceled"].take(who))
	held["completed"] = h.sell(t, h.client(t), "500.00").paid()
	testkit.Must(t, held["completed"].reassign(h.master, who.id))
	testkit.Must(t, held["completed"].report(held["completed"].client, "500.00"))
	testkit.Must(t, held["completed"].complete(h.master))
	held["named"] = h.naming(t, who.id)
	return held
}

func TestWhatSomebodyHeldGoesToTheHeir(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	leaver, heir := h.hire(t, domain.RoleOperator), h.hire(t, domain.RoleOperator)
	held := h.holdings(t, leaver)
	done := h.sell(t, h.client(t), "500.00").paid()
	testkit.Must(t, done.reassign(h.master, leaver.id))
	testkit.Must(t, done.complete(leaver))

	for _, wrong := range []uuid.UUID{h.trader.id, h.master.id, uuid.New()} {
		_, err := h.leave(leaver.id, wrong)
		wantRefusal(t, err, domain.CodeNotFound, "operationsTo")
	}
	_, err := h.leave(leaver.id, leaver.id)
	wantRefusal(t, err, domain.CodeInvalid, "operationsTo")
	got, err := h.leave(leaver.id, heir.id)
	testkit.Must(t, err)

	if got.Moved != 5 || got.Left != 0 {
		t.Errorf("moved %d and left %d, want 5 and 0", got.Moved, got.Left)
	}
	for name, d := range held {
		if name == "named" {
			d.wantHeld(uuid.Nil, heir.id)
			d.wantEvents(domain.EventCreated, domain.EventOperatorNamed)
			continue
		}
		d.wantHeld(heir.id, uuid.Nil)
		events := h.events(t, d.id)
		last := events[len(events)-1]
		if last.kind != domain.EventAssigned || *last.facts.Operator != heir.id || *last.facts.FormerOperator != leaver.id {
			t.Errorf("%s: told %+v", name, last)
		}
	}
	// What was done stays with who did it.
	done.wantHeld(leaver.id, uuid.Nil)
	h.wantNobodyAbsent(t)

	// The heir goes on where the other stopped, and gets what it is named for.
	testkit.Must(t, held["pending"].report(held["pending"].client, "300.00"))
	held["pending"].want(domain.InProcess)
	held["pending"].wantHeld(heir.id, uuid.Nil)
	testkit.Must(t, held["pending"].confirm(heir, 1))
	testkit.Must(t, held["canceled"].confirm(heir, 0))
	testkit.Must(t, held["named"].report(held["named"].client, "500.00"))
	held["named"].wantHeld(heir.id, heir.id)
	h.verify(t)
}

func TestWithoutAnHeirWhatIsInProcessGoesToTheLeastLoadedAndTheRestIsLeft(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	leaver := h.hire(t, domain.RoleOperator)
	held := h.holdings(t, leaver)

	got, err := h.leave(leaver.id, uuid.Nil)
	testkit.Must(t, err)

	if got.Moved != 1 || got.Left != 4 {
		t.Errorf("moved %d and left %d, want 1 and 4", got.Moved, got.Left)
	}
	held["in process"].wantHeld(h.operator.id, uuid.Nil)
	for _, name := range []string{"pending", "canceled", "completed"} {
		held[name].wantHeld(uuid.Nil, uuid.Nil)
		if kinds := held[name].kinds(); kinds[len(kinds)-1] != domain.EventUnassigned {
			t.Errorf("%s: told %v", name, kinds)
		}
		testkit.Must(t, held[name].take(h.operator))
	}
	held["named"].wantHeld(uuid.Nil, uuid.Nil)
	testkit.Must(t, held["named"].report(held["named"].client, "500.00"))
	held["named"].wantHeld(h.operator.id, uuid.Nil)
	h.wantNobodyAbsent(t)
}

func TestTheLastOperatorMayLeave(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	d := h.inProcess(t)

	got, err := h.leave(h.operator.id, uuid.Nil)
	testkit.Must(t, err)

	if got.Moved != 0 || got.Left != 1 {
		t.Errorf("moved %d and left %d", got.Moved, got.Left)
	}
	d.want(domain.InProcess)
	d.wantHeld(uuid.Nil, uuid.Nil)
	testkit.Must(t, d.take(h.hire(t, domain.RoleOperator)))
}

func TestARoleThatDoesNotSettleGivesUpWhatItHeld(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		role        domain.Role
		moved       int
		keeps, heir bool
	}{
		"a trader, with an heir": {role: domain.RoleTrader, moved: 5, heir: true},
		"an analyst, without":    {role: domain.RoleAnalyst, moved: 1},
		// A Master settles what it holds; it is only no operator any more whom a trader names.
		"a Master, with an heir": {role: domain.RoleMaster, moved: 1, keeps: true, heir: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t)
			changed := h.hire(t, domain.RoleOperator)
			held := h.holdings(t, changed)
			heir := uuid.Nil
			if c.heir {
				heir = h.operator.id
			}
			got, err := h.become(changed.id, c.role, heir)
			testkit.Must(t, err)
			if got.Moved != c.moved || got.UserID != changed.id {
				t.Errorf("answered %+v, want %d moved", got, c.moved)
			}
			if c.keeps {
				held["pending"].wantHeld(changed.id, uuid.Nil)
				held["named"].wantHeld(uuid.Nil, heir)
			}
			h.wantNobodyAbsent(t)
		})
	}
}

func TestLateMoneyOfWhoLeftWaitsToBeTaken(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	leaver := h.hire(t, domain.RoleOperator)
	d := h.sell(t, h.client(t), "500.00")
	testkit.Must(t, d.report(d.client, "200.00"))
	testkit.Must(t, d.take(leaver))
	testkit.Must(t, d.reject(leaver, 0))
	testkit.Must(t, d.cancel(d.client))
	// Given an operation that is over and nobody's work, whose operator leaves.
	_, err := h.leave(leaver.id, h.operator.id)
	testkit.Must(t, err)
	d.wantHeld(leaver.id, uuid.Nil)

	testkit.Must(t, d.report(d.client, "500.00"))

	d.wantHeld(uuid.Nil, uuid.Nil)
	testkit.Must(t, d.take(h.operator))
	testkit.Must(t, d.confirm(h.operator, 1))
}

func TestAMasterGivesOnWhatIsNotInProcess(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	second := h.hire(t, domain.RoleOperator)
	d := h.sell(t, h.client(t), "500.00")
	wantRefusal(t, d.reassign(h.master, second.id), domain.CodeNotAllowedInStatus, "", "status=PENDING")
	testkit.Must(t, d.report(d.client, "200.00"))
	testkit.Must(t, d.reassign(h.master, second.id))
	testkit.Must(t, d.reject(second, 0))
	testkit.Must(t, d.reassign(h.master, h.operator.id))
	testkit.Must(t, d.cancel(d.client))
	wantRefusal(t, d.reassign(h.master, second.id), domain.CodeNotAllowedInStatus, "", "status=CANCELED")
	testkit.Must(t, d.report(d.client, "500.00"))
	testkit.Must(t, d.reassign(h.master, second.id))
	testkit.Must(t, d.confirm(second, 1))
}

func TestATraderNamesTheOperatorWhileItWaits(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	second := h.hire(t, domain.RoleOperator)
	d := h.sell(t, h.client(t), "500.00")
	wantRefusal(t, d.name(h.trader, h.middle.id), domain.CodeNotFound, "operatorId")
	wantRefusal(t, d.name(h.operator, h.operator.id), domain.CodeForbidden, "")
	wantRefusal(t, d.name(d.client, h.operator.id), domain.CodeForbidden, "")
	wantRefusal(t, d.name(h.hire(t, domain.RoleTrader), h.operator.id), domain.CodeNotFound, "operationId")

	testkit.Must(t, d.name(h.trader, h.operator.id))
	testkit.Must(t, d.name(h.master, second.id))

	d.wantHeld(uuid.Nil, second.id)
	d.wantEvents(domain.EventCreated, domain.EventOperatorNamed, domain.EventOperatorNamed)
	last := h.events(t, d.id)[2]
	if *last.facts.Operator != second.id || *last.facts.FormerOperator != h.operator.id {
		t.Errorf("told %v", last.facts)
	}
	// Whatever the load, and again after a return.
	for range 2 {
		testkit.Must(t, h.inProcess(t).reassign(h.master, second.id))
	}
	testkit.Must(t, d.report(d.client, "500.00"))
	d.wantHeld(second.id, second.id)
	wantRefusal(t, d.name(h.trader, h.operator.id), domain.CodeNotAllowedInStatus, "", "status=IN_PROCESS")
	testkit.Must(t, d.giveBack(second, 0))
	testkit.Must(t, d.report(d.client, "500.00"))
	d.wantHeld(second.id, second.id)
}

// What brings an operation to an operator, against what takes the operator away: whoever comes first, nobody's work is left with
// somebody who left. The first one is stopped when it has looked at who works here and is about to write; the other one gets as
// far as it can meanwhile. Then both go at once, a few times.
func TestNobodyIsAssignedWhileLeaving(t *testing.T) {
	t.Parallel()
	leave := func(h *house, who uuid.UUID) error { _, err := h.leave(who, uuid.Nil); return err }
	leaveTo := func(h *house, who uuid.UUID) error { _, err := h.leave(who, h.operator.id); return err }
	change := func(h *house, who uuid.UUID) error { _, err := h.become(who, domain.RoleTrader, uuid.Nil); return err }
	for name, race := range map[string]struct {
		assign func(t *testing.T, h *house, who person) func() error
		leave  func(h *house, who uuid.UUID) error
		// lost are the refusals of an assignment that came second.
		lost []domain.Code
	}{
		"a report that assigns and a deactivation": {reportNamed, leave, []domain.Code{domain.CodeStaleVersion}},
		"a report that assigns and an heir":        {reportNamed, leaveTo, []domain.Code{domain.CodeStaleVersion}},
		"a take and a deactivation":                {takeReported, leave, []domain.Code{domain.CodeForbidden}},
		"a naming creation and a deactivation":     {createNaming, leave, []domain.Code{domain.CodeNotFound}},
		"a naming and a deactivation":              {nameWaiting, leave, []domain.Code{domain.CodeNotFound}},
		"a reassignment and a change of role":      {reassignTo, change, []domain.Code{domain.CodeNotFound, domain.CodeStaleVersion}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t)
			both := func() (assign, leave func() error) {
				who := h.hire(t, domain.RoleOperator)
				return race.assign(t, h, who), func() error { return race.leave(h, who.id) }
			}
			lost := func(err error) bool { return slices.Contains(race.lost, domain.CodeOf(err)) }

			assign, leave := both()
			assigned, left := h.overtaken(t, "operations", assign, leave)
			testkit.Must(t, left)
			testkit.Must(t, assigned)
			h.wantNobodyAbsent(t)

			assign, leave = both()
			left, assigned = h.overtaken(t, "users", leave, assign)
			testkit.Must(t, left)
			if !lost(assigned) {
				t.Errorf("the assignment that came second ended with %v", assigned)
			}
			h.wantNobodyAbsent(t)

			for range 4 {
				assign, leave = both()
				acts := []func() error{assign, leave}
				errs := together(len(acts), func(n int) error { return acts[n]() })
				testkit.Must(t, errs[1])
				if errs[0] != nil && !lost(errs[0]) {
					t.Errorf("the assignment ended with %v", errs[0])
				}
				h.wantNobodyAbsent(t)
			}
		})
	}
}

// In one order the deactivation finds what the report assigned, in the other the report finds that the operation changed.
func TestAReportAndADeactivationWaitForEachOther(t *testing.T) {
	t.Parallel()
	for name, reportFirst := range map[string]bool{"the report first": true, "the deactivation first": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t)
			who := h.hire(t, domain.RoleOperator)
			d := h.naming(t, who.id)
			in := trading.ReportDepositInput{Target: d.target(), Amount: money.MustAmount("500.00"), BankReference: "1"}
			report := func() error { _, _, err := h.ReportDeposit(d.client, in); return err }
			leave := func() error { _, err := h.leave(who.id, uuid.Nil); return err }
			first, second, occupied := report, leave, event.Aggregate{Type: domain.ObjectOperation, ID: d.id}
			if !reportFirst {
				first, second, occupied = leave, report, event.Aggregate{Type: domain.ObjectPerson, ID: who.id}
			}
			release := h.occupy(t, occupied)
			ended := make(chan error, 2)
			go func() { ended <- first() }()
			h.awaitBlocked(t, 1)
			go func() { ended <- second() }()
			h.awaitBlocked(t, 2)
			release()
			for range 2 {
				if err := <-ended; err != nil && (reportFirst || domain.CodeOf(err) != domain.CodeStaleVersion) {
					t.Error(err)
				}
			}

			h.wantNobodyAbsent(t)
			if reportFirst {
				d.wantHeld(h.operator.id, uuid.Nil)
				d.wantEvents(domain.EventCreated, domain.EventDepositReported, domain.EventAssigned, domain.EventOperatorNamed, domain.EventAssigned)
			} else {
				d.wantHeld(uuid.Nil, uuid.Nil) // the report was made on what the operation was before
			}
		})
	}
}

// overtaken runs an act until it would write to a table, then another one until it waits too or ends; then it lets both go on, and
// answers how they ended.
func (h *house) overtaken(t *testing.T, table string, first, second func() error) (ofFirst, ofSecond error) {
	t.Helper()
	tx, err := h.db.Owner.BeginTx(t.Context(), nil)
	testkit.Must(t, err)
	release := sync.OnceFunc(func() { _ = tx.Rollback() })
	t.Cleanup(release)
	_, err = tx.ExecContext(t.Context(), `LOCK TABLE `+table+` IN SHARE MODE`)
	testkit.Must(t, err)
	begin := func(act func() error) chan error {
		ended := make(chan error, 1)
		go func() { ended <- act() }()
		return ended
	}
	one := begin(first)
	h.awaitBlockedOr(t, 1, func() bool { return len(one) > 0 })
	if len(one) > 0 {
		t.Fatalf("the first act wrote nothing to %s and ended with %v", table, <-one)
	}
	two := begin(second)
	h.awaitBlockedOr(t, 2, func() bool { return len(two) > 0 })
	release()
	return <-one, <-two
}

// occupy holds a lock in another transaction until it is released.
func (h *house) occupy(t *testing.T, aggregate event.Aggregate) (release func()) {
	t.Helper()
	tx, err := h.db.Owner.BeginTx(t.Context(), nil)
	testkit.Must(t, err)
	release = sync.OnceFunc(func() { _ = tx.Rollback() })
	t.Cleanup(release)
	testkit.Must(t, event.Lock(t.Context(), tx, aggregate))
	return release
}

func reportNamed(t *testing.T, h *house, who person) func() error {
	d := h.naming(t, who.id)
	in := trading.ReportDepositInput{Target: d.target(), Amount: money.MustAmount("500.00"), BankReference: fmt.Sprintf("OP-%d", h.count.Add(1))}
	return func() error { _, _, err := h.ReportDeposit(d.client, in); return err }
}

func takeReported(t *testing.T, h *house, who person) func() error {
	d := h.sell(t, h.client(t), "500.00")
	testkit.Must(t, d.report(d.client, "200.00"))
	in := trading.TakeInput{Target: d.target()}
	return func() error { _, _, err := h.Take(who, in); return err }
}

func createNaming(t *testing.T, h *house, who person) func() error {
	client := h.client(t)
	in := h.orderFor(t, client.id, h.quote(t, h.trader, client.id, "500.00", money.USD), domain.ChannelDesk)
	in.OperatorID = who.id
	return func() error { _, _, err := h.Create(h.trader, in); return err }
}

func nameWaiting(t *testing.T, h *house, who person) func() error {
	in := trading.NameOperatorInput{Target: h.sell(t, h.client(t), "500.00").target(), OperatorID: who.id}
	return func() error { _, _, err := h.NameOperator(h.trader, in); return err }
}

func reassignTo(t *testing.T, h *house, who person) func() error {
	d := h.inProcess(t)
	in := trading.ReassignInput{Target: d.target(), OperatorID: who.id}
	return func() error { _, _, err := h.Reassign(h.master, in); return err }
}

// Given two operators, when the first gives its operation back, then it waits to be taken, and the second takes it.
func TestAnOperatorGivesItsWorkBack(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	second := h.hire(t, domain.RoleOperator)
	d := h.sell(t, h.client(t), "1000.00")
	testkit.Must(t, d.report(d.client, "1000.00"))
	wantRefusal(t, d.handBack(second), domain.CodeForbidden, "")
	wantRefusal(t, d.handBack(h.trader), domain.CodeForbidden, "")
	testkit.Must(t, d.handBack(h.operator))
	if row := d.want(domain.InProcess); row.OperatorID != nil || row.InProcessAt == nil {
		t.Errorf("held by %v, in process since %v", row.OperatorID, row.InProcessAt)
	}
	wantRefusal(t, d.handBack(h.master), domain.CodeNotAllowedInStatus, "")
	testkit.Must(t, d.take(second))
	testkit.Must(t, d.handBack(h.master))
	d.wantEvents(domain.EventCreated, domain.EventDepositReported, domain.EventAssigned, domain.EventUnassigned, domain.EventAssigned, domain.EventUnassigned)
	h.verify(t)
}

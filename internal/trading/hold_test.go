package trading_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/testkit"
	"github.com/qoricash/qoricash/internal/trading"
)

func (d *deal) holdFor(by person, cause domain.HoldCause) error {
	d.t.Helper()
	_, _, err := d.Hold(by, trading.HoldInput{Target: d.target(), Cause: cause, Reason: domain.HoldReview, Note: "Revisamos la operación."})
	d.last = nil // a hold beside another leaves the version
	return err
}

func (d *deal) releaseOf(by person, cause domain.HoldCause) error {
	d.t.Helper()
	_, _, err := d.Release(by, trading.ReleaseInput{Target: d.target(), Cause: cause})
	d.last = nil
	return err
}

// holdAny holds for the first cause of which no hold is open and that a person may open.
func (d *deal) holdAny(by person) error {
	d.t.Helper()
	cause := domain.HoldManual
	for _, row := range d.now().Edges.Holds {
		if row.ReleasedAt == nil && row.Cause == domain.HoldManual {
			cause = domain.HoldReconciliation
		}
	}
	return d.holdFor(by, cause)
}

// inTransaction acts inside a transaction of somebody's, as another area does.
func (d *deal) inTransaction(of context.Context, act func(context.Context, *store.Tx) error) error {
	d.t.Helper()
	command := store.Command{Action: "test.area", Locks: trading.HoldLocks(d.id), Roster: store.RosterStands}
	_, err := store.Do(of, d.store, command, act)
	d.last = nil
	return err
}

// systemHolds opens a hold in a command of the system's own.
func (d *deal) systemHolds(cause domain.HoldCause) error {
	d.t.Helper()
	return d.systemHoldsWithin(access.AsSystem(d.t.Context()), cause)
}

// systemHoldsWithin opens a hold of the system's in a command of somebody's.
func (d *deal) systemHoldsWithin(of context.Context, cause domain.HoldCause) error {
	d.t.Helper()
	return d.inTransaction(of, func(ctx context.Context, tx *store.Tx) error {
		_, err := d.OpenHold(ctx, tx, trading.SystemHold{OperationID: d.id, Cause: cause, Reason: domain.HoldOther, Note: "Coincidencia por revisar."})
		return err
	})
}

func (d *deal) systemReleases(cause domain.HoldCause) error {
	d.t.Helper()
	return d.systemReleasesAfter(cause, func(ctx context.Context, tx *store.Tx) error {
		for _, row := range d.now().Edges.Holds {
			if row.Cause == cause && row.ReleasedAt == nil && cause.Apart() {
				return testkit.AgreeToRelease(ctx, tx, row.ID, d.middle.id, d.master.id)
			}
		}
		return nil
	})
}

// systemReleasesAfter releases the hold of a cause in the transaction of another area, after what that one does in it.
func (d *deal) systemReleasesAfter(cause domain.HoldCause, agree func(context.Context, *store.Tx) error) error {
	d.t.Helper()
	testkit.LetRelease(d.t, d.db, cause)
	return d.inTransaction(access.AsSystem(d.t.Context()), func(ctx context.Context, tx *store.Tx) error {
		if err := agree(ctx, tx); err != nil {
			return err
		}
		return d.ReleaseHold(ctx, tx, domain.RoundTheClock(), d.id, cause)
	})
}

// openFor opens a hold of a cause by whoever may.
func (d *deal) openFor(cause domain.HoldCause) error {
	d.t.Helper()
	if cause == domain.HoldCompliance {
		return d.systemHolds(cause)
	}
	return d.holdFor(d.middle, cause)
}

// endOf releases the hold of a cause by whoever may.
func (d *deal) endOf(cause domain.HoldCause) error {
	d.t.Helper()
	if cause == domain.HoldCompliance {
		return d.systemReleases(cause)
	}
	return d.releaseOf(d.middle, cause)
}

// asides are the events beside the operation.
func (d *deal) asides() []domain.EventKind {
	d.t.Helper()
	rows, err := d.db.App.QueryContext(d.t.Context(), `SELECT kind FROM events WHERE aggregate = $1 AND aggregate_id = $2 ORDER BY epoch, tx, id`,
		domain.ObjectOperationAlert, d.id)
	testkit.Must(d.t, err)
	defer rows.Close()
	var kinds []domain.EventKind
	for rows.Next() {
		var kind domain.EventKind
		testkit.Must(d.t, rows.Scan(&kind))
		kinds = append(kinds, kind)
	}
	testkit.Must(d.t, rows.Err())
	return kinds
}

// Whoever acts must not see a hold of compliance begin with the act (areas.md E40).
func TestAHoldOfComplianceBeginsInNobodysCommand(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	d := h.sell(t, h.client(t), "1000.00")
	version := d.now().Version
	for name, of := range map[string]person{"the client": d.client, "the trader": d.trader, "the operator": d.operator, "Middle Office": d.middle, "a Master": d.master} {
		err := d.systemHoldsWithin(of, domain.HoldCompliance)
		if err == nil || domain.CodeOf(err) != "" {
			t.Errorf("in a command of %s: %v", name, err)
		}
	}
	if row := d.now(); row.Version != version || len(row.Edges.Holds) != 0 || len(d.asides()) != 0 {
		t.Errorf("left version %d, %d holds, %v", row.Version, len(row.Edges.Holds), d.asides())
	}
	testkit.Must(t, d.systemHoldsWithin(d.operator, domain.HoldReconciliation))
	testkit.Must(t, d.systemHolds(domain.HoldCompliance))
}

func TestAHoldBlocksPayoutAndCompletion(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	d := h.sell(t, h.client(t), "1000.00").paid()
	testkit.Must(t, d.hold(h.middle))
	d.want(domain.InProcess)

	wantRefusal(t, d.complete(h.operator), domain.CodeOnHold, "", "status=IN_PROCESS")
	wantRefusal(t, d.pay(h.operator, "1.00"), domain.CodeOnHold, "", "status=IN_PROCESS")
	wantRefusal(t, d.hold(h.middle), domain.CodeNotAllowedInStatus, "cause", "status=IN_PROCESS", "open=MANUAL")
	testkit.Must(t, d.release(h.middle))
	wantRefusal(t, d.release(h.middle), domain.CodeNotAllowedInStatus, "", "status=IN_PROCESS")
	testkit.Must(t, d.complete(h.operator))
	h.verify(t)
}

func TestADepositThatIsCompleteOnHoldStartsAtTheRelease(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	d := h.sell(t, h.client(t), "1000.00")
	testkit.Must(t, d.hold(h.middle))
	testkit.Must(t, d.report(d.client, "1000.00"))
	if row := d.want(domain.Pending); row.OperatorID != nil {
		t.Error("assigned on hold")
	}
	wantRefusal(t, d.amend(h.trader, "900.00"), domain.CodeOnHold, "")

	testkit.Must(t, d.release(h.middle))

	if row := d.want(domain.InProcess); *row.OperatorID != h.operator.id || !row.InProcessAt.Equal(opening) {
		t.Errorf("%+v", row)
	}
	d.wantEvents(domain.EventCreated, domain.EventHeld, domain.EventDepositReported, domain.EventReleased, domain.EventAssigned)
}

func TestAHoldTellsTheHouseWhy(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	d := h.sell(t, h.client(t), "1000.00")
	for text, code := range map[string]domain.Code{"": domain.CodeRequired, "   ": domain.CodeRequired, "\u200b": domain.CodeRequired,
		strings.Repeat("ñ", 301): domain.CodeInvalid} {
		_, _, err := h.Hold(h.middle, trading.HoldInput{Target: d.target(), Reason: domain.HoldOther, Note: text})
		wantRefusal(t, err, code, "note")
	}
}

func TestEachCauseHasAHoldOfItsOwn(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	d := h.inProcess(t)
	wantRefusal(t, d.holdFor(h.master, domain.HoldCompliance), domain.CodeInvalid, "cause", "cause=COMPLIANCE")
	for _, cause := range domain.HoldCauses() {
		testkit.Must(t, d.openFor(cause))
	}
	wantRefusal(t, d.hold(h.master), domain.CodeNotAllowedInStatus, "cause", "open=MANUAL, COMPLIANCE, RECONCILIATION")
	wantRefusal(t, d.systemHolds(domain.HoldCompliance), domain.CodeNotAllowedInStatus, "cause", "status=IN_PROCESS")

	// Without a cause the manual one goes, and no other that was not named; what is left nobody releases alone.
	testkit.Must(t, d.release(h.middle))
	wantRefusal(t, d.release(h.middle), domain.CodeNotAllowedInStatus, "cause", "open=COMPLIANCE, RECONCILIATION", "status=IN_PROCESS")
	testkit.Must(t, d.releaseOf(h.middle, domain.HoldReconciliation))
	wantRefusal(t, d.releaseOf(h.master, domain.HoldCompliance), domain.CodeFourEyesRequired, "cause")
	wantRefusal(t, d.releaseOf(h.master, domain.HoldManual), domain.CodeNotAllowedInStatus, "cause", "open=COMPLIANCE")
	wantRefusal(t, d.systemReleases(domain.HoldManual), domain.CodeNotAllowedInStatus, "cause", "open=COMPLIANCE")
	for _, row := range d.now().Edges.Holds {
		if (row.ReleasedAt == nil) != (row.Cause == domain.HoldCompliance) {
			t.Errorf("the hold of %s was released at %v", row.Cause, row.ReleasedAt)
		}
	}
	testkit.Must(t, d.systemReleases(domain.HoldCompliance))
	d.want(domain.InProcess)
	h.verify(t)
}

// What the system opens and releases names nobody, whoever the transaction is for.
func TestHoldsOfTheSystemNameNobody(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	d := h.inProcess(t)
	testkit.Must(t, d.systemHolds(domain.HoldCompliance))
	testkit.Must(t, d.systemReleases(domain.HoldCompliance))
	for _, row := range d.now().Edges.Holds {
		if row.OpenedBy != nil || row.ReleasedBy != nil || row.ReleasedAt == nil {
			t.Errorf("%s: opened by %v, released by %v", row.Cause, row.OpenedBy, row.ReleasedBy)
		}
	}
	for _, e := range h.events(t, d.id) {
		if bySystem := e.actor == string(domain.ActorSystem); (e.kind == domain.EventReleased) && !bySystem || e.version == 4 && !bySystem {
			t.Errorf("%s by %s", e.kind, e.actor)
		}
	}
	h.verify(t)
}

// A hold that a person looks after is released by name, also where another area finds that it may go.
func TestTheSystemReleasesNothingThatAPersonLooksAfter(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	d := h.inProcess(t)
	for _, cause := range []domain.HoldCause{domain.HoldManual, domain.HoldReconciliation} {
		testkit.Must(t, d.openFor(cause))
		if err := d.systemReleases(cause); err == nil || domain.CodeOf(err) != "" {
			t.Errorf("%s: %v", cause, err)
		}
		testkit.Must(t, d.releaseOf(h.middle, cause))
	}
	h.verify(t)
}

// A second hold leaves the operation as it is for whoever follows it, and so does the release of one of two.
func TestAHoldBesideAnotherIsNoEventOfTheOperation(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	d := h.inProcess(t)
	testkit.Must(t, d.systemHolds(domain.HoldCompliance))
	before, told := d.now(), d.kinds()
	h.clock.Advance(time.Minute)

	testkit.Must(t, d.hold(h.middle))
	h.clock.Advance(time.Minute)
	testkit.Must(t, d.systemReleases(domain.HoldCompliance))

	if after := d.want(domain.InProcess); after.Version != before.Version || !after.UpdatedAt.Equal(before.UpdatedAt) {
		t.Errorf("version %d at %s, before %d at %s", after.Version, after.UpdatedAt, before.Version, before.UpdatedAt)
	}
	d.wantEvents(told...)
	if got := d.asides(); !slices.Equal(got, []domain.EventKind{domain.EventHoldAdded, domain.EventHoldLifted}) {
		t.Errorf("beside it was told %v", got)
	}
	testkit.Must(t, d.release(h.middle))
	d.wantEvents(append(told, domain.EventReleased)...)
	h.verify(t)
}

// Whatever the order in which three holds are released, the deposit that became whole takes effect with the last, and the client's time
// counts from the first.
func TestTheLastReleaseIsTheOneThatCounts(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	for _, released := range permutations(domain.HoldCauses()) {
		name := strings.Join(textsOf(released), ", ")
		whole, waits, unseen := h.sell(t, h.client(t), "1000.00"), h.sell(t, h.client(t), "1000.00"), h.sell(t, h.client(t), "1000.00")
		testkit.Must(t, unseen.report(unseen.client, "1000.00"))
		h.clock.Advance(5 * time.Minute)
		for _, cause := range domain.HoldCauses() {
			for _, d := range []*deal{whole, waits, unseen} {
				testkit.Must(t, d.openFor(cause))
			}
			h.clock.Advance(time.Hour)
		}
		testkit.Must(t, whole.report(whole.client, "1000.00"))
		for n, cause := range released {
			h.clock.Advance(time.Hour)
			for _, d := range []*deal{whole, waits, unseen} {
				testkit.Must(t, d.endOf(cause))
			}
			if n < len(released)-1 {
				if row := whole.want(domain.Pending); row.OperatorID != nil {
					t.Errorf("%s: assigned after the release of %s", name, cause)
				}
				if row := waits.want(domain.Pending); row.ExpiresAt != nil {
					t.Errorf("%s: the clock runs after the release of %s", name, cause)
				}
			}
		}
		if row := whole.want(domain.InProcess); row.OperatorID == nil {
			t.Errorf("%s: not assigned after the last release", name)
		}
		if left := waits.want(domain.Pending).ExpiresAt.Sub(h.clock.Now()); left != 10*time.Minute {
			t.Errorf("%s: %s are left", name, left)
		}
		if left := unseen.want(domain.InProcess).SeenBy.Sub(h.clock.Now()); left != 25*time.Minute {
			t.Errorf("%s: %s are left to see the money", name, left)
		}
		// What another order begins with is not to expire in this one's time.
		testkit.Must(t, waits.cancel(waits.client))
	}
	h.verify(t)
}

// permutations are all orders of a list.
func permutations[T any](list []T) [][]T {
	if len(list) == 0 {
		return [][]T{nil}
	}
	var all [][]T
	for i, first := range list {
		rest := append(slices.Clone(list[:i]), list[i+1:]...)
		for _, order := range permutations(rest) {
			all = append(all, append([]T{first}, order...))
		}
	}
	return all
}

func textsOf[Text ~string](list []Text) []string {
	plain := make([]string, len(list))
	for i, one := range list {
		plain[i] = string(one)
	}
	return plain
}

// Another time on hold begins where none was open, and what overlaps is one time.
func TestHoldsThatOverlapAreOneTimeOnHold(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	d := h.inProcess(t)
	for _, step := range []func() error{
		func() error { return d.openFor(domain.HoldManual) },
		func() error { return d.openFor(domain.HoldCompliance) },
		func() error { return d.endOf(domain.HoldManual) },
		func() error { return d.openFor(domain.HoldReconciliation) },
		func() error { return d.endOf(domain.HoldCompliance) },
		func() error { return d.endOf(domain.HoldReconciliation) },
		func() error { return d.openFor(domain.HoldManual) },
	} {
		h.clock.Advance(time.Minute)
		testkit.Must(t, step())
	}
	rows := d.seen(h.middle).Edges.Holds
	slices.SortFunc(rows, func(a, b *ent.Hold) int { return a.CreatedAt.Compare(b.CreatedAt) })
	if list := trading.HoldsFor(h.middle.actor, rows); len(list) != 4 {
		t.Errorf("who holds reads %d holds", len(list))
	}
	for _, by := range []person{d.client, h.trader, h.operator, h.analyst} {
		list := trading.HoldsFor(by.actor, rows)
		if len(list) != 2 {
			t.Fatalf("%s reads %d holds", by.actor.Role, len(list))
		}
		first, second := list[0], list[1]
		if !first.CreatedAt.Equal(opening.Add(time.Minute)) || first.ReleasedAt == nil || !first.ReleasedAt.Equal(opening.Add(6*time.Minute)) || second.ReleasedAt != nil {
			t.Errorf("%s reads from %s to %v, then to %v", by.actor.Role, first.CreatedAt, first.ReleasedAt, second.ReleasedAt)
		}
		if first.Cause != "" || first.Reason != "" || first.Note != "" || first.OpenedBy != nil || first.ReleasedBy != nil {
			t.Errorf("%s reads %+v", by.actor.Role, first)
		}
	}
	h.verify(t)
}

// Under a hold money leaves only by who may release every open hold alone, and under one of compliance by nobody.
func TestARefundTakesTheRightToReleaseEveryHold(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	for _, example := range []struct {
		open     []domain.HoldCause
		refunded bool
	}{
		{[]domain.HoldCause{domain.HoldManual}, true},
		{[]domain.HoldCause{domain.HoldReconciliation}, true},
		{[]domain.HoldCause{domain.HoldManual, domain.HoldReconciliation}, true},
		{[]domain.HoldCause{domain.HoldCompliance}, false},
		{[]domain.HoldCause{domain.HoldManual, domain.HoldCompliance}, false},
		{domain.HoldCauses(), false},
	} {
		for _, d := range []*deal{h.inProcess(t), h.late(t, h.client(t), "100.00")} {
			if d.now().Status.Live() {
				testkit.Must(t, d.confirm(h.master, 0))
			}
			for _, cause := range example.open {
				testkit.Must(t, d.openFor(cause))
			}
			if offered := d.offers(h.master)[domain.ActRefundDeposit]; offered != example.refunded {
				t.Errorf("%v: the refund is offered: %v", example.open, offered)
			}
			wantRefusal(t, d.refund(h.operator, 0), domain.CodeOnHold, "")
			if err := d.refund(h.master, 0); (err == nil) != example.refunded {
				t.Errorf("%v: refunded by a Master: %v", example.open, err)
			} else if err != nil {
				wantRefusal(t, err, domain.CodeOnHold, "")
			}
		}
	}
	h.verify(t)
}

// A hold of any cause refuses what lets money leave or ends the operation, and lets facts be written down.
func TestAHoldOfAnyCauseRefusesTheSame(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	for _, cause := range domain.HoldCauses() {
		paid := h.sell(t, h.client(t), "1000.00").paid()
		waiting := h.late(t, h.client(t), "500.00")
		for _, d := range []*deal{paid, waiting} {
			testkit.Must(t, d.openFor(cause))
		}
		wantRefusal(t, paid.complete(h.operator), domain.CodeOnHold, "")
		wantRefusal(t, paid.void(h.operator, 0, domain.VoidNeverSent), domain.CodeOnHold, "")
		wantRefusal(t, paid.pay(h.operator, "1.00"), domain.CodeOnHold, "")
		in := h.orderFor(t, waiting.client.id, h.quote(t, h.master, waiting.client.id, "500.00", waiting.deposit(0).Currency), domain.ChannelDesk)
		in.DepositID = waiting.deposit(0).ID
		_, _, err := h.Create(h.master, in)
		wantRefusal(t, err, domain.CodeOnHold, "")
		wantRefusal(t, waiting.apply(h.master, 0, waiting.twin("500.00")), domain.CodeOnHold, "")

		testkit.Must(t, paid.report(h.trader, "5.00"))
		testkit.Must(t, paid.confirm(h.operator, 1))
		testkit.Must(t, paid.unconfirm(h.master, 1))

		back := h.inProcess(t)
		testkit.Must(t, back.openFor(cause))
		testkit.Must(t, back.withdraw(back.client, 0))
		back.want(domain.InProcess)
		testkit.Must(t, back.endOf(cause))
		back.want(domain.Pending)
	}
	h.verify(t)
}

// An area that opens a hold of what it may not learns so by name.
func TestTheSystemHoldsWhatIsThere(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	nowhere := &deal{house: h, t: t, id: uuid.New()}
	wantRefusal(t, nowhere.systemHolds(domain.HoldCompliance), domain.CodeNotFound, "operationId")
	ended := h.sell(t, h.client(t), "100.00")
	testkit.Must(t, ended.cancel(ended.client))
	wantRefusal(t, ended.systemHolds(domain.HoldCompliance), domain.CodeNotAllowedInStatus, "", "status=CANCELED")
}

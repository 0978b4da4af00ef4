package trading_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/testkit"
	"github.com/qoricash/qoricash/internal/trading"
)

// inProcess makes an operation of a new client and reports its deposit.
func (h *house) inProcess(t *testing.T) *deal {
	t.Helper()
	d := h.sell(t, h.client(t), "100.00")
	testkit.Must(t, d.report(d.client, "100.00"))
	d.want(domain.InProcess)
	return d
}

func TestTheOperatorWithTheFewestOperationsIsAssigned(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	operators := []person{h.operator, h.hire(t, domain.RoleOperator), h.hire(t, domain.RoleOperator)}
	slices.SortFunc(operators, func(a, b person) int { return bytes.Compare(a.id[:], b.id[:]) })

	// Ties go to the lowest id, so the load goes round.
	var deals []*deal
	for n := range 6 {
		d := h.inProcess(t)
		if got := *d.now().OperatorID; got != operators[n%3].id {
			t.Fatalf("operation %d went to %s", n+1, got)
		}
		deals = append(deals, d)
	}
	// Who finished one gets the next; who left gets none.
	testkit.Must(t, deals[4].reject(operators[1], 0))
	if got := *h.inProcess(t).now().OperatorID; got != operators[1].id {
		t.Errorf("went to %s", got)
	}
	testkit.Must(t, h.owner.User.UpdateOneID(operators[0].id).SetStatus(domain.UserDeactivated).Exec(t.Context()))
	if got := *h.inProcess(t).now().OperatorID; got != operators[1].id {
		t.Errorf("went to %s", got)
	}
}

func TestTheNamedOperatorComesFirstWhateverTheLoad(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.hire(t, domain.RoleOperator)
	named := func() *deal {
		client := h.client(t)
		in := h.orderFor(t, client.id, h.quote(t, h.trader, client.id, "100.00", money.USD), domain.ChannelDesk)
		in.OperatorID = h.operator.id
		id, _, err := h.Create(h.trader, in)
		testkit.Must(t, err)
		return &deal{house: h, t: t, id: id, client: client}
	}
	for range 3 {
		d := named()
		testkit.Must(t, d.report(d.client, "100.00"))
		if got := *d.now().OperatorID; got != h.operator.id {
			t.Errorf("went to %s", got)
		}
	}
	// One who left meanwhile is passed over.
	d := named()
	testkit.Must(t, h.owner.User.UpdateOneID(h.operator.id).SetStatus(domain.UserDeactivated).Exec(t.Context()))
	testkit.Must(t, d.report(d.client, "100.00"))
	if got := *d.now().OperatorID; got == h.operator.id {
		t.Error("went to somebody who left")
	}
}

func TestWithoutAnOperatorTheOperationWaitsToBeTaken(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	testkit.Must(t, h.owner.User.UpdateOneID(h.operator.id).SetStatus(domain.UserDeactivated).Exec(t.Context()))
	d := h.inProcess(t)
	if d.now().OperatorID != nil {
		t.Fatal("assigned to nobody active")
	}
	hired, second := h.hire(t, domain.RoleOperator), h.hire(t, domain.RoleOperator)
	wantRefusal(t, d.confirm(hired, 0), domain.CodeForbidden, "")
	testkit.Must(t, d.take(hired))
	wantRefusal(t, d.take(second), domain.CodeNotAllowedInStatus, "")
	wantRefusal(t, d.confirm(second, 0), domain.CodeForbidden, "")
	testkit.Must(t, d.confirm(hired, 0))
}

func TestAMasterGivesAnOperationToAnotherOperator(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	d := h.inProcess(t)
	second := h.hire(t, domain.RoleOperator)
	wantRefusal(t, d.reassign(h.master, h.trader.id), domain.CodeNotFound, "operatorId")
	testkit.Must(t, d.reassign(h.master, second.id))
	wantRefusal(t, d.confirm(h.operator, 0), domain.CodeForbidden, "")
	testkit.Must(t, d.confirm(second, 0))
}

func TestNotesAreReadMarkedAndNeverSeenByClients(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	d := h.sell(t, h.client(t), "100.00")
	add := func(by person, text string) error {
		_, _, err := h.AddNote(by, trading.AddNoteInput{IdempotencyKey: uuid.NewString(), OperationID: d.id, Text: text})
		return err
	}
	mark := func(by person) error {
		_, _, err := h.MarkNotesRead(by, trading.MarkNotesReadInput{IdempotencyKey: uuid.NewString(), OperationID: d.id})
		return err
	}
	version := d.now().Version
	testkit.Must(t, add(h.trader, " El cliente llamó "))
	testkit.Must(t, add(h.operator, "Confirmado por teléfono"))
	wantRefusal(t, add(h.trader, "  "), domain.CodeRequired, "text")
	wantRefusal(t, add(h.trader, strings.Repeat("x", 2001)), domain.CodeInvalid, "text")
	wantRefusal(t, add(h.middle, "x"), domain.CodeForbidden, "")
	wantRefusal(t, add(d.client, "x"), domain.CodeForbidden, "")
	wantRefusal(t, mark(d.client), domain.CodeForbidden, "")
	other := h.hire(t, domain.RoleTrader)
	wantRefusal(t, add(other, "x"), domain.CodeNotFound, "operationId")
	wantRefusal(t, mark(other), domain.CodeNotFound, "operationId")

	// Notes are no events of the operation.
	row := d.want(domain.Pending)
	if notes := d.notes(); row.Version != version || len(notes) != 2 || notes[0].Text != "El cliente llamó" {
		t.Errorf("version %d, notes %v", row.Version, notes)
	}
	// One's own notes need no mark, and marking twice is marking once.
	testkit.Must(t, mark(h.trader))
	testkit.Must(t, mark(h.trader))
	testkit.Must(t, mark(h.middle))
	if got := h.owner.NoteRead.Query().CountX(t.Context()); got != 3 {
		t.Errorf("%d marks, want one of the trader and two of Middle Office", got)
	}
}

// TestWhoMayDoWhat is decisions.md, "Who may", act by act: everybody not named is refused, and nothing changes.
func TestWhoMayDoWhat(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	stranger, otherTrader, otherOperator := h.client(t), h.hire(t, domain.RoleTrader), h.hire(t, domain.RoleOperator)
	paid := h.sell(t, h.client(t), "100.00").paid()
	testkit.Must(t, paid.reassign(h.master, h.operator.id))
	fresh := h.sell(t, h.client(t), "100.00")
	const (
		no      = domain.CodeForbidden
		unseen  = domain.CodeNotFound
		unknown = domain.CodeUnauthenticated
	)
	desk := map[domain.Code][]person{no: {h.operator, otherOperator, h.middle, h.analyst}, unseen: {otherTrader, stranger}, unknown: {anonymous(t)}}
	settling := map[domain.Code][]person{no: {h.trader, otherTrader, otherOperator, h.middle, h.analyst, paid.client, stranger}, unknown: {anonymous(t)}}
	onlyMaster := map[domain.Code][]person{no: append([]person{h.operator}, settling[no]...), unknown: {anonymous(t)}}
	for _, act := range []struct {
		name    string
		do      func(person) error
		on      *deal
		refused map[domain.Code][]person
	}{
		{"report", func(p person) error { return fresh.report(p, "1.00") }, fresh, desk},
		{"cancel", fresh.cancel, fresh, desk},
		{"amend", func(p person) error { return fresh.amend(p, "90.00") }, fresh,
			map[domain.Code][]person{no: append([]person{fresh.client, stranger}, desk[no]...), unknown: {anonymous(t)}}},
		{"confirm", func(p person) error { return paid.confirm(p, 0) }, paid, settling},
		{"reject", func(p person) error { return paid.reject(p, 0) }, paid, settling},
		{"refund", func(p person) error { return paid.refund(p, 0) }, paid, settling},
		{"pay", func(p person) error { return paid.pay(p, "1.00") }, paid, settling},
		{"prove", paid.prove, paid, settling},
		{"return", func(p person) error { return paid.giveBack(p) }, paid, settling},
		{"complete", paid.complete, paid, settling},
		{"reassign", func(p person) error { return paid.reassign(p, otherOperator.id) }, paid, onlyMaster},
		{"hold", paid.hold, paid, onlyMasterAndMiddle(h, onlyMaster)},
		{"release", paid.release, paid, onlyMasterAndMiddle(h, onlyMaster)},
		{"take", paid.take, paid, map[domain.Code][]person{no: {h.trader, otherTrader, h.middle, h.analyst, paid.client, stranger}, unknown: {anonymous(t)}}},
	} {
		before := act.on.now()
		for code, people := range act.refused {
			for _, by := range people {
				if err := act.do(by); domain.CodeOf(err) != code {
					t.Errorf("%s by %s (%s): %v, want %s", act.name, by.actor.Role, by.actor.Kind, err, code)
				}
			}
		}
		if after := act.on.now(); after.Version != before.Version || after.Status != before.Status {
			t.Errorf("%s was refused and changed the operation", act.name)
		}
	}
}

func onlyMasterAndMiddle(h *house, onlyMaster map[domain.Code][]person) map[domain.Code][]person {
	may := func(p person) bool { return p.id == h.middle.id }
	return map[domain.Code][]person{domain.CodeForbidden: slices.DeleteFunc(slices.Clone(onlyMaster[domain.CodeForbidden]), may),
		domain.CodeUnauthenticated: onlyMaster[domain.CodeUnauthenticated]}
}

func TestAnActOnAnOldVersionSaysTheNewOne(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	d := h.sell(t, h.client(t), "100.00")
	old := d.target()
	testkit.Must(t, d.report(d.client, "50.00"))
	_, _, err := h.Cancel(d.client, trading.CancelInput{Target: old, Reason: "x"})
	wantRefusal(t, err, domain.CodeStaleVersion, "expectedVersion", "version=2")
}

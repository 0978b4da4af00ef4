package demo_test

import (
	"context"
	"errors"
	"runtime"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/approval"
	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/demo"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/evidence"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/testdb"
	"github.com/qoricash/qoricash/internal/trading/replay"
)

func TestTheBooksOfTheHouseVerify(t *testing.T) {
	t.Parallel()
	db := testdb.New(t)
	o := wholeHistory(t, db)
	began := time.Now()

	seeded := seed(t, o)
	t.Logf("%d operations of %d clients in %s", seeded.Operations, seeded.Clients, time.Since(began).Round(time.Millisecond))

	report, err := replay.Verify(t.Context(), db.App, o.Keys, evidence.NewFile(t.TempDir()))
	if err != nil {
		t.Fatal(err)
	}
	if !report.Whole() || report.Completed == 0 {
		t.Errorf("%d completed operations; %v", report.Completed, report.Findings)
	}
	if n := count(t, db.Owner, `SELECT count(*) FROM operations`); n != seeded.Operations {
		t.Errorf("%d operations, planned %d", n, seeded.Operations)
	}
	decisions, err := approval.Verify(t.Context(), db.App, o.Keys)
	if err != nil {
		t.Fatal(err)
	}
	if len(decisions.Findings) > 0 || decisions.Identified == 0 {
		t.Errorf("%d identified; %q", decisions.Identified, decisions.Findings)
	}
	if n := count(t, db.Owner, `SELECT count(*) FROM file_matches`); n != 0 {
		t.Errorf("%d papers look like those of another client", n)
	}
	overdrawn := `SELECT count(*) FROM (SELECT sum(p.amount) FROM postings p JOIN ledger_accounts a ON a.id = p.account_id
		WHERE a.house_account_id IS NOT NULL GROUP BY a.id HAVING sum(p.amount) <= 0) AS x`
	if n := count(t, db.Owner, overdrawn); n != 0 {
		t.Errorf("%d accounts of the house are overdrawn", n)
	}
}

func TestAFewOperationsAreAliveWhenTheHistoryEnds(t *testing.T) {
	t.Parallel()
	db := testdb.New(t)
	seed(t, options(t, db))
	for what, query := range map[string]string{
		"waiting for their deposit":   `SELECT count(*) FROM operations WHERE status = 'PENDING'`,
		"with a running deadline":     `SELECT count(*) FROM operations WHERE status = 'PENDING' AND expires_at > '2026-11-20 21:20Z'`,
		"in process":                  `SELECT count(*) FROM operations WHERE status = 'IN_PROCESS' AND operator_id IS NOT NULL`,
		"on hold":                     `SELECT count(*) FROM holds WHERE released_at IS NULL`,
		"with a part of their amount": `SELECT count(*) FROM operations o JOIN deposits d ON d.operation_id = o.id WHERE o.status = 'PENDING' AND d.counted`,
	} {
		if count(t, db.Owner, query) == 0 {
			t.Errorf("no operation is %s", what)
		}
	}
	if n := count(t, db.Owner, `SELECT count(*) FROM events WHERE occurred_at >= '2026-11-20 21:20Z'`); n != 0 {
		t.Errorf("%d events happened after the end of the history", n)
	}
}

func TestIdentificationsAreInEveryState(t *testing.T) {
	t.Parallel()
	db := testdb.New(t)
	o := options(t, db)
	o.Clients = 60
	seed(t, o)
	for what, query := range map[string]string{
		"approved by two people": `SELECT count(*) FROM clients c JOIN proposals p ON p.object_id = c.id AND p.decision = 'CONFIRMED' AND p.decided_by <> p.proposed_by
			WHERE c.kyc_status = 'APPROVED' AND (SELECT count(*) FROM client_documents d WHERE d.client_id = c.id AND d.status = 'ACCEPTED') > 0`,
		"waiting for their papers to be looked at": `SELECT count(*) FROM clients c JOIN client_documents d ON d.client_id = c.id AND d.status = 'SUBMITTED'
			WHERE c.kyc_status = 'IN_REVIEW'`,
		"waiting for a second person": `SELECT count(*) FROM clients c JOIN proposals p ON p.object_id = c.id AND p.decision IS NULL
			JOIN users u ON u.id = p.proposed_by AND u.email = 'master@demo.pe' WHERE c.kyc_status = 'IN_REVIEW'`,
		"with a first paper":   `SELECT count(*) FROM clients c JOIN client_documents d ON d.client_id = c.id WHERE c.kyc_status = 'PENDING'`,
		"without any paper":    `SELECT count(*) FROM clients c WHERE c.kyc_status = 'PENDING' AND NOT EXISTS (SELECT FROM client_documents WHERE client_id = c.id)`,
		"companies identified": `SELECT count(*) FROM clients c JOIN client_documents d ON d.client_id = c.id AND d.kind = 'RUC_SHEET' WHERE c.kyc_status = 'APPROVED'`,
	} {
		if count(t, db.Owner, query) == 0 {
			t.Errorf("no clients %s", what)
		}
	}
}

func TestEqualInputsMakeEqualBusinessRows(t *testing.T) {
	t.Parallel()
	first, second := testdb.New(t), testdb.New(t)
	seed(t, documented(t, options(t, first)))
	seed(t, documented(t, options(t, second)))

	wantEqualRows(t, rowsOf(t, second.Owner), rowsOf(t, first.Owner))
	codes := `SELECT string_agg(o.code || c.document_number, ' ' ORDER BY o.number) FROM operations o JOIN clients c ON c.id = o.client_id`
	var one, other string
	if err := errors.Join(first.Owner.QueryRow(codes).Scan(&one), second.Owner.QueryRow(codes).Scan(&other)); err != nil {
		t.Fatal(err)
	}
	if one != other {
		t.Errorf("numbers differ:\n%s\n%s", one, other)
	}
}

func TestAHouseThatIsThereIsLeftAlone(t *testing.T) {
	t.Parallel()
	db := testdb.New(t)
	o := options(t, db)
	first := seed(t, o)
	before := rowsOf(t, db.Owner)

	o.Now, o.Seed, o.Days = o.Now.Add(30*time.Hour), 7, 9
	again := seed(t, o)

	if !again.Already || again.Operations != first.Operations || !again.Until.Equal(first.Until) {
		t.Errorf("the second seed answers %+v", again)
	}
	wantEqualRows(t, rowsOf(t, db.Owner), before)
}

func TestAHouseOfOthersIsRefused(t *testing.T) {
	t.Parallel()
	db := testdb.New(t)
	o := options(t, db)
	house := store.New(db.App, store.Options{Clock: clock.NewFrozen(today), Keys: o.Keys})
	_, err := house.Read().User.Create().SetCreatedAt(today).SetName("Ana").SetEmail("ana@casa.pe").SetPasswordHash("").
		SetRole(domain.RoleMaster).SetStatus(domain.UserActive).Save(access.AsSystem(t.Context()))
	if err != nil {
		t.Fatal(err)
	}

	_, err = demo.Seed(t.Context(), o)

	if !errors.Is(err, demo.ErrForeignHouse) {
		t.Errorf("seeding another house: %v", err)
	}
	if n := count(t, db.Owner, `SELECT count(*) FROM users WHERE NOT is_house`); n != 1 {
		t.Errorf("%d people in the house of others", n)
	}
}

func TestASeedThatWasStoppedIsFinished(t *testing.T) {
	t.Parallel()
	whole, stopped := testdb.New(t), testdb.New(t)
	seed(t, options(t, whole))
	o := options(t, stopped)
	ctx, stop := context.WithCancel(t.Context())
	o.Progress = func(day, _ int) {
		if day == 1 {
			stop()
		}
	}
	if _, err := demo.Seed(ctx, o); !errors.Is(err, context.Canceled) {
		t.Fatalf("the stopped seed answers %v", err)
	}

	// The next day, with other inputs: those that were begun with stand.
	o.Progress, o.Now, o.Seed = nil, o.Now.Add(20*time.Hour), 99
	seeded := seed(t, o)

	if !seeded.Resumed || seeded.Already {
		t.Errorf("the second seed answers %+v", seeded)
	}
	wantEqualBusiness(t, rowsOf(t, stopped.Owner), rowsOf(t, whole.Owner))
}

func TestASeedThatIsStoppedAnywhereIsFinished(t *testing.T) {
	t.Parallel()
	whole, stopped := testdb.New(t), testdb.New(t)
	busy := func(db *testdb.Database) demo.Options {
		o := options(t, db)
		o.Days, o.PerDay = 6, 40
		return o
	}
	seed(t, busy(whole))
	want := rowsOf(t, whole.Owner)
	for what, query := range map[string]string{
		"voided payouts":           `SELECT count(*) FROM payouts WHERE voided_at IS NOT NULL`,
		"operations of late money": `SELECT count(*) FROM deposits WHERE applied_from IS NOT NULL`,
		"confirmations taken back": `SELECT count(*) FROM deposit_confirmations WHERE undone_at IS NOT NULL`,
		"operations given back":    `SELECT count(*) FROM events WHERE kind = 'RETURNED'`,
		"ended operations":         `SELECT count(*) FROM events WHERE kind = 'EXPIRED'`,
	} {
		if count(t, whole.Owner, query) == 0 {
			t.Errorf("the history has no %s", what)
		}
	}

	o := busy(stopped)
	for _, operations := range []int{31, 90} {
		stopAt(t, o, stopped, operations)
	}
	seed(t, o)
	wantEqualBusiness(t, rowsOf(t, stopped.Owner), want)

	// And one that died before it could say that it was at its end takes every step again.
	_, err := stopped.Owner.ExecContext(t.Context(), `ALTER TABLE audit_entries DISABLE TRIGGER USER;
		DELETE FROM audit_entries WHERE action = 'demo.finish'; ALTER TABLE audit_entries ENABLE TRIGGER USER`)
	if err != nil {
		t.Fatal(err)
	}
	if again := seed(t, o); !again.Resumed {
		t.Errorf("the last seed answers %+v", again)
	}
	wantEqualBusiness(t, rowsOf(t, stopped.Owner), want)
}

// stopAt seeds until there are so many operations, and stops wherever it is then.
func stopAt(t *testing.T, o demo.Options, db *testdb.Database, operations int) {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() {
		_, err := demo.Seed(ctx, o)
		ended <- err
	}()
	for count(t, db.Owner, `SELECT count(*) FROM operations`) < operations && len(ended) == 0 {
		runtime.Gosched()
	}
	stop()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Fatalf("the seed that was stopped at %d operations answers %v", operations, err)
	}
}

func TestEverySignInOpensWithThePassword(t *testing.T) {
	t.Parallel()
	db := testdb.New(t)
	o := options(t, db)
	seeded := seed(t, o)
	house := store.New(db.App, store.Options{Clock: clock.NewFrozen(today), Keys: o.Keys})
	people := identity.New(house, messages(t, house), identity.Options{})

	for _, login := range append(demo.SignIns(), seeded.Bots.Trader, seeded.Bots.Operators[0]) {
		_, err := people.SignIn(anonymous(t), identity.SignInInput{Credentials: identity.Credentials{
			Staff: &identity.StaffCredentials{Login: login, Password: password}}})
		if err != nil {
			t.Errorf("%s: %v", login, err)
		}
	}
	clients := seeded.Bots.Clients
	found := map[domain.KYCStatus]int{}
	for _, visitor := range seeded.Visitors {
		found[visitor.KYC]++
		clients = append(clients, visitor.ClientLogin)
	}
	if found[domain.KYCApproved] != 3 || found[domain.KYCPending] != 1 {
		t.Errorf("visitors are %v, want one with each of DNI, CE and RUC, and one without papers", seeded.Visitors)
	}
	for _, client := range clients {
		in, err := people.SignIn(anonymous(t), identity.SignInInput{Credentials: identity.Credentials{Client: &identity.ClientCredentials{
			DocumentType: client.DocumentType, DocumentNumber: client.DocumentNumber, Password: password}}})
		if err != nil || in.Actor.ID == uuid.Nil {
			t.Errorf("client %s: %v", client.DocumentNumber, err)
		}
	}
}

func TestAnInputThatMakesNoHistoryIsRefused(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*demo.Options){
		"no end":          func(o *demo.Options) { o.Now = time.Time{} },
		"a weak password": func(o *demo.Options) { o.Password = "demo" },
		"no database":     func(o *demo.Options) { o.DB = nil },
		"a late start":    func(o *demo.Options) { o.StartDate = domain.BusinessDate(today).AddDays(1) },
	} {
		o := demo.Options{DB: pool(t, "host=localhost"), Keys: keys(t), Blob: folder(t, t.TempDir()), Password: password, Now: today}
		change(&o)
		if _, err := demo.Seed(t.Context(), o); err == nil {
			t.Errorf("%s is accepted", name)
		}
	}
}

func anonymous(t *testing.T) context.Context {
	return access.WithActor(t.Context(), access.Anonymous())
}

// wantEqualBusiness compares a resumed house with one made at once: the trail of a resumed one may hold what was begun
// again, such as an upload or the granting of a right that was there.
func wantEqualBusiness(t *testing.T, got, want map[string][]string) {
	t.Helper()
	delete(got, "audit")
	delete(want, "audit")
	wantEqualRows(t, got, want)
}

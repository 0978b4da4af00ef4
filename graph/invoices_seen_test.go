package graph_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/testkit"
)

// A file that the provider gives before SUNAT has answered is the house's; the client has it with the acceptance.
func TestAClientHasThePaperOnceSUNATAccepts(t *testing.T) {
	t.Parallel()
	a := open(t)
	a.nubefact.waits.Store(int64(time.Minute))
	id := a.brought(t, domain.InvoicePendingSUNAT)
	const papers = `{ invoices { nodes { status pdf { id } xml { id } } } }`
	paper := a.must(t, master, papers, nil).at(t, "invoices", "nodes", 0).(map[string]any)["pdf"].(map[string]any)["id"]
	byID := `{ node(id: "` + paper.(string) + `") { id } }`
	has := func() (bool, bool) {
		shown := a.must(t, own, papers, nil).at(t, "invoices", "nodes", 0).(map[string]any)
		return shown["pdf"] != nil || shown["xml"] != nil, a.must(t, own, byID, nil).at(t, "node") != nil
	}
	if shown, found := has(); shown || found {
		t.Errorf("before SUNAT answered, the client is shown the paper: %t, and finds it: %t", shown, found)
	}
	a.Clock.Advance(time.Hour)
	a.worksInvoices(t)
	if row, err := a.Store.Read().Invoice.Get(access.AsSystem(t.Context()), id); err != nil || row.State != domain.InvoiceAccepted {
		t.Fatalf("the document is %v, %v", row, err)
	}
	if shown, found := has(); !shown || !found {
		t.Errorf("after SUNAT accepted, the client is shown the paper: %t, and finds it: %t", shown, found)
	}
}

// What waits for the house is being prepared, to its client: in words, in lists, and live.
func TestAClientNeverReadsThatADocumentWaitsForTheHouse(t *testing.T) {
	t.Parallel()
	a := open(t)
	a.Settle(t)
	from := a.Cursors.Encode(a.Feed.Head())
	a.parkedInvoice(t)
	a.Settle(t)
	const listed = `query($status: [InvoiceStatus!]) { invoices(filter: { status: $status }) { nodes { status statusLabel explanation { text nextStep } } } }`
	got := a.must(t, own, listed, map[string]any{"status": []any{"PENDING"}})
	if nodes := got.at(t, "invoices", "nodes").([]any); len(nodes) != 1 || nodes[0].(map[string]any)["status"] != "PENDING" ||
		nodes[0].(map[string]any)["statusLabel"] != "En preparación" {
		t.Errorf("the client reads %v", nodes)
	}
	if got := a.must(t, own, listed, map[string]any{"status": []any{"ERROR"}}); len(got.at(t, "invoices", "nodes").([]any)) != 0 {
		t.Errorf("of errors the client reads %s", got.raw)
	}
	if got := a.must(t, trader, listed, map[string]any{"status": []any{"ERROR"}}); len(got.at(t, "invoices", "nodes").([]any)) != 1 {
		t.Errorf("of errors its trader reads %s", got.raw)
	}
	heard := a.must(t, own, `query($after: EventCursor) { operationEvents(after: $after) { ... on InvoiceEvent { invoiceEvent } } }`, map[string]any{"after": from})
	if strings.Contains(heard.raw, "PARKED") || !strings.Contains(heard.raw, "INVOICE_SENDING") {
		t.Errorf("the client hears %s", heard.raw)
	}
}

// Documents that a former trader may not see do not push its own out of the list.
func TestAFormerTraderHasItsDocumentsOfAClientAmongManyOfAnother(t *testing.T) {
	t.Parallel()
	a := open(t)
	id := a.acceptedInvoice(t)
	a.documentsOfAnotherTrader(t, id, 21)
	const listed = `query($id: ID!) { node(id: $id) { ... on Client { invoices { id } } } }`
	for caller, want := range map[testkit.Caller]int{trader: 1, master: 20} {
		got := a.must(t, caller, listed, map[string]any{"id": a.client(own)})
		if shown := got.at(t, "node", "invoices").([]any); len(shown) != want {
			t.Errorf("%s reads %d documents, want %d", caller, len(shown), want)
		}
	}
}

// documentsOfAnotherTrader are newer documents like one, of an operation of the same client that another trader made.
func (a *api) documentsOfAnotherTrader(t *testing.T, like uuid.UUID, count int) {
	t.Helper()
	operation := a.Pending(t, own, "90.00")
	tx, err := a.DB.Owner.BeginTx(t.Context(), nil)
	testkit.Must(t, err)
	defer func() { _ = tx.Rollback() }()
	run := func(statement string, args ...any) {
		_, err := tx.ExecContext(t.Context(), statement, args...)
		testkit.Must(t, err)
	}
	run(`ALTER TABLE operations DISABLE TRIGGER USER`)
	run(`ALTER TABLE invoices DISABLE TRIGGER USER`)
	run(`UPDATE operations SET trader_id = $2 WHERE id = $1`, operation, a.ID(otherTrader))
	for range count {
		run(`INSERT INTO invoices (id, created_at, updated_at, version, operation_id, client_id, kind, series, state, tax_kind, total, net, igv)
			SELECT $1, created_at + interval '1 minute', updated_at, 1, $2, client_id, kind, series, 'WITHDRAWN', tax_kind, total, net, igv
			FROM invoices WHERE id = $3`, uuid.Must(uuid.NewV7()), operation, like)
	}
	run(`ALTER TABLE operations ENABLE TRIGGER USER`)
	run(`ALTER TABLE invoices ENABLE TRIGGER USER`)
	testkit.Must(t, tx.Commit())
}

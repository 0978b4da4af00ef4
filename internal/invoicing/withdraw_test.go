package invoicing_test

import (
	"context"
	"sync"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/invoicing"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/testkit"
)

// undo withdraws the documents of an operation as a command does that undoes it.
func (h *house) undo(t *testing.T, operation uuid.UUID) error {
	t.Helper()
	_, err := store.Do(access.AsSystem(t.Context()), h.Store, store.Command{Action: "test.undo",
		Find: func(ctx context.Context, tx *store.Tx) ([]event.Aggregate, error) {
			return h.Invoicing.Concerned(ctx, tx, operation)
		}},
		func(ctx context.Context, tx *store.Tx) error { return h.Invoicing.Withdraw(ctx, tx, operation) })
	return err
}

func TestADocumentWithoutANumberIsWithdrawnWithItsOperation(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	// Given a document that waits for its number.
	row := h.completed(t)

	// When its operation is undone.
	testkit.Must(t, h.undo(t, row.OperationID))

	// Then it is withdrawn for good, people are told, and nothing goes out.
	got := h.want(t, row.ID, domain.InvoiceWithdrawn)
	if got.Version != 2 || got.Number != nil {
		t.Errorf("version %d, number %v", got.Version, got.Number)
	}
	if told := testkit.Texts(t, h.DB, `SELECT kind || ' ' || aggregate_version FROM events
		WHERE aggregate_id = $1 ORDER BY id DESC LIMIT 1`, row.ID); told[0] != "INVOICE_WITHDRAWN 2" {
		t.Errorf("told %v", told)
	}
	h.work(t)
	h.want(t, row.ID, domain.InvoiceWithdrawn)
	if len(h.provider.sent) != 0 {
		t.Errorf("%d documents went out", len(h.provider.sent))
	}
	// A second time changes nothing, and no other document takes its place.
	testkit.Must(t, h.undo(t, row.OperationID))
	h.want(t, row.ID, domain.InvoiceWithdrawn)
	_, _, err := h.Invoicing.Issue(h.As(t, testkit.Master), invoicing.IssueInput{OperationID: row.OperationID})
	wantCode(t, err, domain.CodeAlreadyExists)
	if _, err := h.DB.App.ExecContext(t.Context(), `INSERT INTO invoices SELECT (jsonb_populate_record(i, jsonb_build_object('id', gen_random_uuid(),
		'state', 'REQUESTED', 'version', 1))).* FROM invoices i WHERE id = $1`, row.ID); err == nil {
		t.Error("the database lets another document in its place")
	}
}

func TestADocumentThatCountsKeepsItsOperation(t *testing.T) {
	t.Parallel()
	for name, given := range map[string]struct {
		bring func(*testing.T, *house) *ent.Invoice
		state domain.InvoiceState
		says  string
	}{
		"an accepted one": {func(t *testing.T, h *house) *ent.Invoice {
			row := h.completed(t)
			h.work(t)
			return row
		}, domain.InvoiceAccepted, "El comprobante B002-1 de la operación está en estado Aceptado. Anúlalo o emite una nota de crédito antes."},
		"a parked one with its number": {func(t *testing.T, h *house) *ent.Invoice { return h.parked(t) }, domain.InvoiceParked,
			"El comprobante B002-1 de la operación está en estado Detenido. Ya tiene número: resuélvelo, espera su aceptación y anúlalo antes."},
		"one without an answer": {func(t *testing.T, h *house) *ent.Invoice {
			row := h.completed(t)
			h.provider.next = func(string) trouble { return trouble{before: fault(0, 0)} }
			h.work(t)
			return row
		}, domain.InvoiceUnknown, "El comprobante B002-1 de la operación está en estado Sin respuesta, por consultar. Espera la respuesta de SUNAT."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t)
			row := given.bring(t, h)
			h.want(t, row.ID, given.state)
			err := h.undo(t, row.OperationID)
			wantCode(t, err, domain.CodeNotAllowedInStatus)
			if list := domain.Refusals(err); len(list) != 1 || list[0].Message != given.says {
				t.Errorf("refused with %v", err)
			}
			h.want(t, row.ID, given.state)
		})
	}
}

func TestWhatDoesNotCountAnyMoreLetsItsOperationGo(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	row := h.completed(t)
	h.work(t)
	_, _, err := h.Invoicing.Credit(h.As(t, testkit.Master), invoicing.CreditInput{Target: target(h.row(t, row.ID)), Reason: "Operación anulada"})
	testkit.Must(t, err)
	wantCode(t, h.undo(t, row.OperationID), domain.CodeNotAllowedInStatus) // the note is under way
	h.work(t)
	h.want(t, row.ID, domain.InvoiceCredited)
	testkit.Must(t, h.undo(t, row.OperationID))
	h.want(t, row.ID, domain.InvoiceCredited)
}

// Whoever comes first wins: a document is withdrawn, or has its number and refuses.
func TestWithdrawingAndNumberingAtOnceLoseNoNumber(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.work(t) // the series are there
	for range 8 {
		row := h.completed(t)
		var both sync.WaitGroup
		var undone error
		both.Go(func() { undone = h.undo(t, row.OperationID) })
		both.Go(func() { _ = h.Invoicing.Work(t.Context()) })
		both.Wait()
		h.work(t)
		got := h.row(t, row.ID)
		if withdrawn := got.State == domain.InvoiceWithdrawn; withdrawn != (undone == nil) || withdrawn != (got.Number == nil) {
			t.Fatalf("undone: %v; the document is %s with number %v", undone, got.State, got.Number)
		}
	}
	found, err := h.Invoicing.Reconcile(t.Context(), h.Clock.Now().AddDate(-1, 0, 0))
	testkit.Must(t, err)
	if len(found.Gaps) != 0 {
		t.Errorf("gaps %v", found.Gaps)
	}
}

package invoicing_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/invoice"
	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/invoicing"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/testkit"
)

// house is one whose documents a provider in memory issues.
type house struct {
	*testkit.Kit
	provider *provider
}

func newHouse(t testing.TB) *house {
	t.Helper()
	p := newProvider()
	return &house{Kit: testkit.New(t, testkit.WithInvoices(p)), provider: p}
}

// work has the house do what is due.
func (h *house) work(t testing.TB) {
	t.Helper()
	testkit.Must(t, h.Invoicing.Work(t.Context()))
}

// later has the house do what is due after a while.
func (h *house) later(t testing.TB, wait time.Duration) {
	t.Helper()
	h.Clock.Advance(wait)
	h.work(t)
}

// completed is an operation that was completed, and so asked for a document.
func (h *house) completed(t testing.TB) *ent.Invoice {
	t.Helper()
	return h.invoiceOf(t, h.Operation(t, domain.Completed))
}

// invoiceOf is the newest document of an operation.
func (h *house) invoiceOf(t testing.TB, id uuid.UUID) *ent.Invoice {
	t.Helper()
	row, err := h.Store.Read().Invoice.Query().Where(invoice.OperationID(id)).WithPayloads().WithOperation().
		Order(ent.Desc(invoice.FieldID)).First(access.AsSystem(t.Context()))
	testkit.Must(t, err)
	return row
}

func (h *house) row(t testing.TB, id uuid.UUID) *ent.Invoice {
	t.Helper()
	row, err := h.Store.Read().Invoice.Query().Where(invoice.ID(id)).WithPayloads().Only(access.AsSystem(t.Context()))
	testkit.Must(t, err)
	return row
}

// want tells where a document must be.
func (h *house) want(t testing.TB, id uuid.UUID, state domain.InvoiceState) *ent.Invoice {
	t.Helper()
	row := h.row(t, id)
	if row.State != state {
		t.Fatalf("the document is %s (parked %v, fault %v %v), want %s", row.State, textOf(row.ParkedReason), row.FaultCode, textOf(row.FaultMessage), state)
	}
	return row
}

func textOf[T ~string](of *T) string {
	if of == nil {
		return ""
	}
	return string(*of)
}

// copied makes more completed operations like one, past the acts that lead there, and asks for their documents.
func (h *house) copied(t testing.TB, like uuid.UUID, count int) []uuid.UUID {
	t.Helper()
	ids := h.rows(t, like, count)
	h.ask(t, h.Invoicing, ids...)
	return ids
}

// rows makes more rows of completed operations like one.
func (h *house) rows(t testing.TB, like uuid.UUID, count int) []uuid.UUID {
	t.Helper()
	ids := make([]uuid.UUID, count)
	tx, err := h.DB.Owner.BeginTx(t.Context(), nil)
	testkit.Must(t, err)
	defer func() { _ = tx.Rollback() }()
	run := func(statement string, args ...any) {
		_, err := tx.ExecContext(t.Context(), statement, args...)
		testkit.Must(t, err)
	}
	run(`ALTER TABLE operations DISABLE TRIGGER USER`)
	run(`ALTER TABLE quotes DISABLE TRIGGER USER`)
	for i := range ids {
		ids[i] = uuid.Must(uuid.NewV7())
		run(`INSERT INTO quotes SELECT (jsonb_populate_record(q, jsonb_build_object('id', $2::uuid))).* FROM quotes q
			WHERE id = (SELECT quote_id FROM operations WHERE id = $1)`, like, ids[i])
		run(`INSERT INTO operations SELECT (jsonb_populate_record(o, jsonb_build_object('id', $2::uuid, 'quote_id', $2::uuid, 'number', n,
			'code', 'EXP-' || n))).* FROM operations o, nextval('operation_numbers') n WHERE id = $1`, like, ids[i])
	}
	run(`ALTER TABLE operations ENABLE TRIGGER USER`)
	run(`ALTER TABLE quotes ENABLE TRIGGER USER`)
	testkit.Must(t, tx.Commit())
	return ids
}

// ask asks for documents of completed operations, as their completion does.
func (h *house) ask(t testing.TB, of *invoicing.Service, ids ...uuid.UUID) {
	t.Helper()
	_, err := store.Do(access.AsSystem(t.Context()), h.Store, store.Command{Action: "test.ask"}, func(ctx context.Context, tx *store.Tx) error {
		rows, err := tx.Operation.Query().Where(operation.IDIn(ids...)).Order(operation.ByID()).All(ctx)
		for _, row := range rows {
			if err == nil {
				err = of.Request(ctx, tx, row)
			}
		}
		return err
	})
	testkit.Must(t, err)
}

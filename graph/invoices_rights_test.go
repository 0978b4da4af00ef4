package graph_test

import (
	"maps"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/invoice"
	"github.com/qoricash/qoricash/graph"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/adapter/nubefact/imitation"
	"github.com/qoricash/qoricash/internal/adapter/nubefact/nubefacttest"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/globalid"
	"github.com/qoricash/qoricash/internal/testkit"
	"github.com/qoricash/qoricash/internal/trading"
)

// rightsInvoices says who sees electronic documents, and who does something about them.
func rightsInvoices() map[string]outcomes {
	portfolio := outcomes{granted: {master, trader}, notFound: {otherTrader}}
	books := outcomes{granted: {master}}
	return map[string]outcomes{
		"Query.invoices":      {granted: {own, master, trader, operator, otherOp, middleOffice, analyst}, empty: {otherClient, otherTrader}},
		"Query.invoiceGaps":   {granted: employees()},
		"Query.invoiceSeries": {granted: employees()},

		"Mutation.invoiceRetry": portfolio, "Mutation.invoiceResend": portfolio,
		"Mutation.invoiceCorrect": books, "Mutation.invoiceReissue": books, "Mutation.invoiceVoid": books, "Mutation.invoiceCreditNote": books,
		"Mutation.invoiceIssue": books, "Mutation.invoiceQueueResume": books, "Mutation.invoiceSeriesBegin": books,
	}
}

func queriesInvoices() map[string]string {
	return map[string]string{
		"invoices":      `{ invoices { nodes { id } } }`,
		"invoiceGaps":   `{ invoiceGaps { day } }`,
		"invoiceSeries": `{ invoiceSeries { series } }`,
	}
}

func inputsInvoices() map[string]input {
	accepted := func(fields map[string]any) input {
		return func(t *testing.T, a *api, _ testkit.Caller) map[string]any {
			return a.ofInvoice(t, a.acceptedInvoice(t), fields)
		}
	}
	reason := map[string]any{"reason": "Importe equivocado"}
	return map[string]input{
		"invoiceRetry": func(t *testing.T, a *api, _ testkit.Caller) map[string]any {
			return a.ofInvoice(t, a.parkedInvoice(t), nil)
		},
		"invoiceCorrect": func(t *testing.T, a *api, _ testkit.Caller) map[string]any {
			return a.ofInvoice(t, a.parkedInvoice(t), map[string]any{"address": map[string]any{"line": "Av. Larco 101", "district": "Miraflores",
				"province": "Lima", "department": "Lima"}})
		},
		"invoiceReissue": func(t *testing.T, a *api, _ testkit.Caller) map[string]any {
			return a.ofInvoice(t, a.rejectedInvoice(t), nil)
		},
		"invoiceVoid":       accepted(reason),
		"invoiceCreditNote": accepted(reason),
		"invoiceResend":     accepted(nil),
		"invoiceIssue": func(t *testing.T, a *api, _ testkit.Caller) map[string]any {
			id := a.Operation(t, domain.Completed)
			testkit.Exec(t, a.DB, `DELETE FROM invoices WHERE operation_id = $1`, id) // of a time before the house had a provider
			return keyed(map[string]any{"operationId": globalid.Encode(ent.OperationIDPrefix, id)})
		},
		"invoiceQueueResume": func(t *testing.T, a *api, _ testkit.Caller) map[string]any {
			stopped, err := a.Invoicing.Stopped(t.Context())
			testkit.Must(t, err)
			if !stopped {
				a.Operation(t, domain.Completed)
				a.nubefact.Script(imitation.Fault{Code: 10, Message: "El token no es correcto"})
				a.worksInvoices(t)
			}
			return keyed(map[string]any{})
		},
		"invoiceSeriesBegin": func(*testing.T, *api, testkit.Caller) map[string]any {
			return keyed(map[string]any{"series": "F001", "firstNumber": 4712})
		},
	}
}

func namedIDsInvoices() map[string]named {
	return map[string]named{"invoiceId": {ent.InvoiceIDPrefix, func(t *testing.T, a *api) string {
		return invoiceID(a.foreignInvoice(t))
	}}}
}

// nubefact is an account at the imitation of the provider, whose SUNAT refuses what it is told to.
type nubefact struct {
	*nubefacttest.Account
	clock   kitClock
	refuses atomic.Bool
	// waits is for how long SUNAT says nothing.
	waits atomic.Int64
}

// kitClock is the clock of a house that is made with what needs it.
type kitClock struct{ kit *testkit.Kit }

func (c *kitClock) Now() time.Time { return c.kit.Clock.Now() }

// openIssuing is the executor over a house that issues its documents at an account of its own.
func openIssuing(t testing.TB) *api {
	t.Helper()
	n := &nubefact{}
	account, err := nubefacttest.New(imitation.Options{Clock: &n.clock, Judge: func(domain.InvoiceNumber) imitation.Verdict {
		if n.refuses.Load() {
			return imitation.Verdict{Code: "2335", Description: "El documento electrónico ha sido alterado"}
		}
		return imitation.Verdict{After: time.Duration(n.waits.Load()), Accepted: true, Code: "0", Description: "Ha sido aceptado"}
	}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(account.Close)
	n.Account = account
	n.clock.kit = testkit.New(t, testkit.WithInvoices(account.Issuer))
	a := serve(t, n.clock.kit, graph.ExecutorOptions{})
	a.nubefact = n
	return a
}

// worksInvoices has the house do what is due about its documents.
func (a *api) worksInvoices(t testing.TB) {
	t.Helper()
	testkit.Must(t, a.Invoicing.Work(t.Context()))
}

// documentOfOperation is the newest document of an operation.
func (a *api) documentOfOperation(t testing.TB, operation uuid.UUID) *ent.Invoice {
	t.Helper()
	row, err := a.Store.Read().Invoice.Query().Where(invoice.OperationID(operation)).Order(ent.Desc(invoice.FieldID)).First(access.AsSystem(t.Context()))
	testkit.Must(t, err)
	return row
}

func invoiceID(id uuid.UUID) string { return globalid.Encode(ent.InvoiceIDPrefix, id) }

// brought is a document of Client and Trader as its state stands after the house worked.
func (a *api) brought(t testing.TB, state domain.InvoiceState) uuid.UUID {
	t.Helper()
	operation := a.Operation(t, domain.Completed)
	a.worksInvoices(t)
	row := a.documentOfOperation(t, operation)
	if row.State != state {
		t.Fatalf("the document is %s, want %s (%v)", row.State, state, row.FaultMessage)
	}
	return row.ID
}

func (a *api) acceptedInvoice(t testing.TB) uuid.UUID {
	t.Helper()
	return a.brought(t, domain.InvoiceAccepted)
}

// parkedInvoice is one that the provider could not complete.
func (a *api) parkedInvoice(t testing.TB) uuid.UUID {
	t.Helper()
	a.worksInvoices(t) // so that nothing else goes out first
	a.nubefact.Script(imitation.Fault{Code: 21, Message: "El RUC del cliente no existe"})
	return a.brought(t, domain.InvoiceParked)
}

func (a *api) rejectedInvoice(t testing.TB) uuid.UUID {
	t.Helper()
	a.worksInvoices(t)
	a.nubefact.refuses.Store(true)
	defer a.nubefact.refuses.Store(false)
	return a.brought(t, domain.InvoiceRejected)
}

// foreignInvoice is a document of OtherClient and OtherTrader.
func (a *api) foreignInvoice(t *testing.T) uuid.UUID {
	t.Helper()
	id := a.Pending(t, otherClient, "90.00")
	a.reportAs(t, otherClient, id, "90.00")
	a.Reassign(t, id, operator)
	a.Confirm(t, id)
	a.Pay(t, id)
	a.Prove(t, id)
	_, _, err := a.Trading.Complete(a.As(t, operator), trading.CompleteInput{Target: a.Target(t, id), ProofIDs: []uuid.UUID{a.Row(t, id).Edges.Proofs[0].ID}})
	testkit.Must(t, err)
	return a.documentOfOperation(t, id).ID
}

// ofInvoice is the input of an act on a document as it stands.
func (a *api) ofInvoice(t testing.TB, id uuid.UUID, more map[string]any) map[string]any {
	t.Helper()
	row, err := a.Store.Read().Invoice.Get(access.AsSystem(t.Context()), id)
	testkit.Must(t, err)
	fields := map[string]any{"invoiceId": invoiceID(id), "expectedVersion": row.Version}
	maps.Copy(fields, more)
	return keyed(fields)
}

package invoicing_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/invoicing"
	"github.com/qoricash/qoricash/internal/testkit"
)

func TestReconciliationFindsTheOperationWithoutADocument(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	since := h.Clock.Now()
	h.completed(t)
	h.work(t)
	found, err := h.Invoicing.Reconcile(t.Context(), since)
	testkit.Must(t, err)
	if !found.Whole() || len(found.Open) != 0 {
		t.Fatalf("found %+v", found)
	}

	// Given an operation that another program completed, which asks for no document.
	lost := h.rows(t, h.Operation(t, domain.Completed), 1)[0]
	h.work(t)
	found, err = h.Invoicing.Reconcile(t.Context(), since)
	testkit.Must(t, err)
	if len(found.Without) != 1 || found.Without[0] != h.Row(t, lost).Code {
		t.Errorf("without a document: %v", found.Without)
	}
	// What was completed before the house issued documents is none of it.
	found, err = h.Invoicing.Reconcile(t.Context(), since.Add(time.Hour))
	testkit.Must(t, err)
	if len(found.Without) != 0 {
		t.Errorf("without a document: %v", found.Without)
	}
}

// A credit note is a document about a document: it is none of its operation, which needs another one.
func TestAnOperationWhoseDocumentWasCreditedIsWithoutOne(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	since := h.Clock.Now()
	row := h.completed(t)
	h.work(t)
	_, _, err := h.Invoicing.Credit(h.As(t, testkit.Master), invoicing.CreditInput{Target: target(h.row(t, row.ID)), Reason: "Operación anulada"})
	testkit.Must(t, err)
	h.work(t)
	h.want(t, row.ID, domain.InvoiceCredited)
	without, err := h.Invoicing.Without(t.Context(), since)
	testkit.Must(t, err)
	if len(without) != 1 || without[0] != h.Row(t, row.OperationID).Code {
		t.Errorf("without a document: %v", without)
	}
}

// The day of the parameters is the first whose operations need a document, and get one.
func TestOperationsBeforeTheDayOfTheParametersGetNoDocument(t *testing.T) {
	t.Parallel()
	today := domain.BusinessDate(testkit.Opening)
	for _, c := range []struct {
		name string
		from domain.Date
		want int
	}{{"none is named", domain.Date{}, 1}, {"today", today, 1}, {"tomorrow", today.AddDays(1), 0}} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			h := &house{provider: newProvider()}
			h.Kit = testkit.New(t, testkit.WithInvoices(h.provider), testkit.WithParameters(func(p *domain.Parameters) { p.InvoicingFrom = c.from }))
			id := h.Operation(t, domain.Completed)
			var asked int
			testkit.Must(t, h.DB.App.QueryRowContext(t.Context(), `SELECT count(*) FROM invoices WHERE operation_id = $1`, id).Scan(&asked))
			if asked != c.want {
				t.Fatalf("%d documents were asked for, want %d", asked, c.want)
			}
			began, known, err := h.Invoicing.Began(t.Context())
			testkit.Must(t, err)
			if !known || !c.from.IsZero() && !began.Equal(c.from.Start()) {
				t.Errorf("began at %s (%t)", began, known)
			}
			if c.want > 0 {
				return
			}
			// Reconciliation misses none, and nobody issues one all the same.
			found, err := h.Invoicing.Reconcile(t.Context(), began)
			testkit.Must(t, err)
			if !found.Whole() {
				t.Errorf("found %+v", found)
			}
			_, _, err = h.Invoicing.Issue(h.As(t, testkit.Master), invoicing.IssueInput{IdempotencyKey: uuid.NewString(), OperationID: id})
			if domain.CodeOf(err) != domain.CodeNotAllowedInStatus || !strings.Contains(err.Error(), c.from.String()) {
				t.Errorf("issued late: %v", err)
			}
		})
	}
}

func TestATermThatIsNearIsToldOnce(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	row := h.completed(t)
	h.provider.next = func(what string) trouble { return trouble{before: fault(0, 503)} }
	h.work(t)
	for _, step := range []struct {
		after time.Duration
		want  int
	}{{24 * time.Hour, 0}, {7 * 24 * time.Hour, 1}, {time.Hour, 0}} {
		h.Clock.Advance(step.after)
		alarmed, err := h.Invoicing.AlarmDue(access.AsSystem(t.Context()))
		testkit.Must(t, err)
		if alarmed != step.want {
			t.Errorf("after %v more: %d alarms, want %d", step.after, alarmed, step.want)
		}
	}
	h.want(t, row.ID, domain.InvoiceUnknown)
}

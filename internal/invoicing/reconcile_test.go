package invoicing_test

import (
	"testing"
	"time"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
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

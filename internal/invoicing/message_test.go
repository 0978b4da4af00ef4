package invoicing_test

import (
	"slices"
	"testing"
	"time"

	"github.com/qoricash/qoricash/ent/notification"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/testkit"
)

// kindsOf are the messages of documents that somebody has in its inbox.
func (h *house) kindsOf(t *testing.T, who testkit.Caller) []string {
	t.Helper()
	h.Settle(t)
	for range 2 { // the first time it takes its place in the feed
		_, err := h.Notify.Dispatch(access.AsSystem(t.Context()))
		testkit.Must(t, err)
	}
	rows, err := h.Store.Read().Notification.Query().Where(notification.Or(notification.KindHasPrefix("INVOICE"), notification.KindHasPrefix("DESK_INVOICE"))).
		Order(notification.ByID()).All(h.As(t, who))
	testkit.Must(t, err)
	var kinds []string
	for _, row := range rows {
		kinds = append(kinds, row.Kind)
	}
	return kinds
}

func TestTheClientHearsThatItsDocumentIsThere(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.completed(t)
	h.work(t)
	if got := h.kindsOf(t, testkit.Client); !slices.Equal(got, []string{"INVOICE_READY"}) {
		t.Errorf("the client hears %v", got)
	}
	if got := h.kindsOf(t, testkit.Master); len(got) != 0 {
		t.Errorf("the Master hears %v", got)
	}
}

func TestTheHouseHearsOfWhatWaitsForIt(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.parked(t)
	if got := h.kindsOf(t, testkit.Trader); !slices.Equal(got, []string{"DESK_INVOICE_PARKED"}) {
		t.Errorf("the trader hears %v", got)
	}
	if got := h.kindsOf(t, testkit.Client); len(got) != 0 {
		t.Errorf("the client hears %v", got)
	}
}

func TestMastersHearThatTheQueueStoppedOnce(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.completed(t)
	h.provider.next = func(string) trouble { return trouble{before: fault(50, 400)} }
	h.work(t)
	h.later(t, time.Hour)
	if got := h.kindsOf(t, testkit.Master); !slices.Equal(got, []string{"DESK_INVOICE_QUEUE_STOPPED"}) {
		t.Errorf("the Master hears %v", got)
	}
}

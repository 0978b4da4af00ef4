package invoicing_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent/notification"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/invoicing"
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

// The queue is the house's, not that of a series: another series that comes first by its name leaves it what it is, and does not hide that
// the others stopped.
func TestTheQueueIsOneWhicheverSeriesTheHouseHas(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.completed(t)
	h.provider.next = func(string) trouble { return trouble{before: fault(50, 400)} }
	h.work(t)
	_, err := h.DB.Owner.ExecContext(t.Context(), `INSERT INTO invoice_series (id, created_at, series, kind, first_number, next_number)
		VALUES (gen_random_uuid(), now(), 'A001', 'FACTURA', 1, 1)`)
	testkit.Must(t, err)

	h.provider.next = nil
	_, err = h.Invoicing.ResumeQueue(h.As(t, testkit.Master), uuid.NewString())
	testkit.Must(t, err)
	told := testkit.Texts(t, h.DB, `SELECT kind || ' ' || aggregate_version FROM events WHERE aggregate = 'invoice_queue' ORDER BY aggregate_version`)
	if !slices.Equal(told, []string{"INVOICE_QUEUE_STOPPED 1", "INVOICE_QUEUE_RESUMED 2"}) {
		t.Errorf("told %q", told)
	}
	if things := testkit.Texts(t, h.DB, `SELECT DISTINCT aggregate_id::text FROM events WHERE aggregate = 'invoice_queue'`); len(things) != 1 {
		t.Errorf("of %d things", len(things))
	}
}

// A document that SUNAT refuses is explained to its client, and so is the one that replaces it.
func TestTheClientHearsThatItsDocumentIsReplaced(t *testing.T) {
	t.Parallel()
	h := newPost(t)
	row := h.completed(t)
	h.provider.next = func(what string) trouble { return trouble{refused: what == "issue"} }
	h.work(t)
	h.want(t, row.ID, domain.InvoiceRejected)
	h.tell(t)
	h.Clock.Advance(time.Minute) // it comes after the letter of the completion
	h.tell(t)
	if text := h.said(t, "INVOICE_REJECTED"); !strings.Contains(text, "SUNAT no aceptó") || !strings.Contains(text, "B002-1") ||
		!strings.Contains(text, "no tienes que hacer nada") {
		t.Errorf("the letter says\n%s", text)
	}

	h.provider.next = nil
	_, _, err := h.Invoicing.Reissue(h.As(t, testkit.Master), invoicing.Target{IdempotencyKey: uuid.NewString(), InvoiceID: row.ID,
		ExpectedVersion: h.row(t, row.ID).Version})
	testkit.Must(t, err)
	h.work(t)
	h.tell(t)
	if got := h.kindsOf(t, testkit.Client); !slices.Contains(got, "INVOICE_REJECTED") || !slices.Contains(got, "INVOICE_READY") {
		t.Errorf("the client hears %v", got)
	}
	var replaced int
	testkit.Must(t, h.DB.App.QueryRowContext(t.Context(), `SELECT count(*) FROM outbox_messages WHERE data ->> 'replaces' = 'B002-1'`).Scan(&replaced))
	var attached int
	testkit.Must(t, h.DB.App.QueryRowContext(t.Context(), `SELECT count(*) FROM outbox_messages WHERE attached_file_id IS NOT NULL`).Scan(&attached))
	if replaced+attached == 0 {
		t.Error("no letter tells of the document that replaces it")
	}
}

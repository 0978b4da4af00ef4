package invoicing_test

import (
	"testing"
	"time"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/testkit"
)

func TestACompletedOperationHasItsDocument(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	// Given an operation that was completed.
	row := h.completed(t)
	if row.State != domain.InvoiceRequested || row.Number != nil || row.Kind != domain.Boleta || row.Series != "B002" {
		t.Fatalf("asked for %s %s in %s", row.Kind, row.Series, row.State)
	}

	// When the house works.
	h.work(t)

	// Then the document has the first number, its bytes went out once, and what the provider made is kept.
	got := h.want(t, row.ID, domain.InvoiceAccepted)
	if *got.Number != 1 || got.Total != h.Row(t, row.OperationID).Pen || len(got.Edges.Payloads) != 1 {
		t.Errorf("number %d over %s with %d payloads", *got.Number, got.Total, len(got.Edges.Payloads))
	}
	if sent := h.provider.sent[domain.InvoiceNumber{Kind: domain.Boleta, Series: "B002", Number: 1}]; len(sent) != 1 || sent[0] != string(got.Edges.Payloads[0].Content) {
		t.Errorf("%d payloads went out", len(sent))
	}
	if got.PdfFileID == nil || got.XMLFileID == nil || got.CdrFileID == nil || got.FilesNextAt != nil {
		t.Errorf("files %v %v %v, next %v", got.PdfFileID, got.XMLFileID, got.CdrFileID, got.FilesNextAt)
	}
}

func TestAHouseWithoutAProviderWritesNothing(t *testing.T) {
	t.Parallel()
	h := &house{Kit: testkit.New(t)}
	h.Operation(t, domain.Completed)
	h.work(t)
	var rows int
	testkit.Must(t, h.DB.App.QueryRowContext(t.Context(), `SELECT count(*) FROM invoices`).Scan(&rows))
	if rows != 0 {
		t.Errorf("%d rows", rows)
	}
}

func TestWhatMayHaveArrivedIsAskedForBeforeItIsSentAgain(t *testing.T) {
	t.Parallel()
	for name, example := range map[string]struct {
		first trouble
		// sent is how often the bytes go out, in the end.
		sent int
	}{
		"the answer is lost":        {trouble{after: fault(0, 0)}, 1},
		"the request is lost":       {trouble{before: fault(0, 0)}, 2},
		"the provider does not say": {trouble{before: fault(40, 500)}, 2},
		"a server is down":          {trouble{before: fault(0, 503)}, 2},
		"it had arrived twice":      {trouble{before: fault(23, 400)}, 2},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t)
			row := h.completed(t)
			var calls []string
			h.provider.next = func(what string) trouble {
				if calls = append(calls, what); len(calls) == 1 {
					return example.first
				}
				return trouble{}
			}
			h.work(t)
			h.later(t, 5*time.Second)
			h.later(t, time.Minute)
			h.want(t, row.ID, domain.InvoiceAccepted)
			number := domain.InvoiceNumber{Kind: domain.Boleta, Series: "B002", Number: 1}
			sent := h.provider.sent[number]
			if len(sent) != example.sent || sent[0] != sent[len(sent)-1] {
				t.Errorf("sent %d times", len(sent))
			}
			if calls[0] != "issue" || calls[1] != "consult" {
				t.Errorf("called %v", calls)
			}
		})
	}
}

func TestANumberThatIsAnothersIsParkedAndTheSeriesGoesOn(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	row := h.completed(t)
	// Given that the provider has another document under the first number.
	number := domain.InvoiceNumber{Kind: domain.Boleta, Series: "B002", Number: 1}
	h.provider.docs[number] = &taken{document: domain.InvoiceDocument{Number: number}, accepted: true, code: "0", ruc: houseRUC}
	others := h.copied(t, row.OperationID, 1)

	h.work(t)

	got := h.want(t, row.ID, domain.InvoiceParked)
	if *got.ParkedReason != domain.ParkedNumberForeign {
		t.Errorf("parked for %s", *got.ParkedReason)
	}
	next := h.want(t, h.invoiceOf(t, others[0]).ID, domain.InvoiceAccepted)
	if *next.Number != 2 {
		t.Errorf("the next has number %d", *next.Number)
	}
}

func TestAnAccountThatIsRefusedStopsTheQueueAndAProbeStartsIt(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	first := h.completed(t)
	others := h.copied(t, first.OperationID, 2)
	refused := true
	h.provider.next = func(string) trouble {
		if refused {
			return trouble{before: fault(10, 401)}
		}
		return trouble{}
	}
	// When the account is refused, one document was tried, and no other takes a number.
	h.work(t)
	h.work(t)
	if h.provider.calls != 1 {
		t.Errorf("%d calls", h.provider.calls)
	}
	h.want(t, first.ID, domain.InvoiceNumbered)
	h.want(t, h.invoiceOf(t, others[0]).ID, domain.InvoiceRequested)
	wantStopped(t, h, 4)

	// Then a probe finds the account again, and all go out in their order.
	refused = false
	h.later(t, 2*time.Hour)
	wantStopped(t, h, 0)
	for i, id := range others {
		if got := h.want(t, h.invoiceOf(t, id).ID, domain.InvoiceAccepted); *got.Number != int64(i+2) {
			t.Errorf("document %d has number %d", i, *got.Number)
		}
	}
}

func wantStopped(t *testing.T, h *house, want int) {
	t.Helper()
	var stopped int
	testkit.Must(t, h.DB.App.QueryRowContext(t.Context(), `SELECT count(*) FROM invoice_series WHERE stopped_at IS NOT NULL`).Scan(&stopped))
	if stopped != want {
		t.Errorf("%d queues are stopped, want %d", stopped, want)
	}
}

func TestWhatSUNATHasNotAnsweredIsAskedForAgain(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	row := h.completed(t)
	h.provider.next = func(what string) trouble { return trouble{pending: what == "issue"} }
	h.work(t)
	h.want(t, row.ID, domain.InvoicePendingSUNAT)
	h.later(t, 10*time.Minute)
	h.want(t, row.ID, domain.InvoiceAccepted)
}

func TestWhatSUNATRefusesKeepsItsNumber(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	row := h.completed(t)
	h.provider.next = func(what string) trouble { return trouble{refused: what == "issue"} }
	h.work(t)
	if got := h.want(t, row.ID, domain.InvoiceRejected); *got.Number != 1 || textOf(got.SunatCode) != "2017" {
		t.Errorf("number %d, code %s", *got.Number, textOf(got.SunatCode))
	}
}

func TestFilesThatCannotBeHadAreTriedAgainAndBlockNothing(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	row := h.completed(t)
	away := true
	h.provider.next = func(what string) trouble {
		if away && what == "fetch" {
			return trouble{before: fault(0, 503)}
		}
		return trouble{}
	}
	h.work(t)
	if got := h.want(t, row.ID, domain.InvoiceAccepted); got.PdfFileID != nil || got.FilesNextAt == nil {
		t.Fatalf("file %v, next %v", got.PdfFileID, got.FilesNextAt)
	}
	away = false
	h.later(t, time.Minute)
	if got := h.row(t, row.ID); got.PdfFileID == nil || got.FilesNextAt != nil {
		t.Errorf("file %v, next %v", got.PdfFileID, got.FilesNextAt)
	}
}

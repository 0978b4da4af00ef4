package invoicing_test

import (
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent/invoice"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/adapter/nubefact/imitation"
	"github.com/qoricash/qoricash/internal/adapter/nubefact/nubefacttest"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/testkit"
)

// withAccount is a house with an account at the imitation of NubeFact.
func withAccount(t *testing.T, options imitation.Options) (*house, *nubefacttest.Account) {
	t.Helper()
	var account *nubefacttest.Account
	h := &house{}
	options.Clock = clockOf{h}
	account, err := nubefacttest.New(options)
	testkit.Must(t, err)
	t.Cleanup(account.Close)
	h.Kit = testkit.New(t, testkit.WithInvoices(account.Issuer))
	return h, account
}

// clockOf is the clock of a house that is not there yet.
type clockOf struct{ *house }

func (c clockOf) Now() time.Time { return c.Clock.Now() }

func TestADocumentGoesThroughNubeFact(t *testing.T) {
	t.Parallel()
	h, account := withAccount(t, imitation.Options{})
	row := h.completed(t)
	h.work(t)
	got := h.want(t, row.ID, domain.InvoiceAccepted)
	if got.PdfFileID == nil || got.XMLFileID == nil || got.CdrFileID == nil || textOf(got.SunatCode) != "0" || len(account.Numbers()) != 1 {
		t.Errorf("files %v %v %v, code %s, %d numbers there", got.PdfFileID, got.XMLFileID, got.CdrFileID, textOf(got.SunatCode), len(account.Numbers()))
	}
}

func TestFaultsOfNubeFactLoseNothing(t *testing.T) {
	t.Parallel()
	h, account := withAccount(t, imitation.Options{Disturb: imitation.Seed(7).Disturb, Judge: imitation.Seed(7).Judge})
	first := h.completed(t)
	ids := append([]uuid.UUID{first.OperationID}, h.copied(t, first.OperationID, 40)...)
	settled := func() bool {
		open, err := h.Store.Read().Invoice.Query().Where(invoice.StateIn(domain.InvoiceRequested, domain.InvoiceNumbered, domain.InvoiceSending,
			domain.InvoiceUnknown, domain.InvoicePendingSUNAT)).Exist(access.AsSystem(t.Context()))
		testkit.Must(t, err)
		return !open
	}
	for rounds := 0; !settled(); rounds++ {
		if rounds > 200 {
			t.Fatal("it never ends")
		}
		h.later(t, 20*time.Minute)
	}
	if len(account.Numbers()) != len(ids) {
		t.Errorf("%d numbers there, want %d", len(account.Numbers()), len(ids))
	}
	for i, id := range ids {
		if got := h.invoiceOf(t, id); *got.Number != int64(i+1) || !got.State.Settled() {
			t.Errorf("document %d has number %d and is %s", i, *got.Number, got.State)
		}
	}
}

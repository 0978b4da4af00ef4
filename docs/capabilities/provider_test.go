package capabilities_test

import (
	"sync/atomic"
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

// provider is an account at the imitation of the provider of electronic documents.
type provider struct {
	*nubefacttest.Account
	clock   kitClock
	refuses atomic.Bool
}

// kitClock is the clock of a house that is made with what needs it.
type kitClock struct{ kit *testkit.Kit }

func (c *kitClock) Now() time.Time { return c.kit.Clock.Now() }

func newProvider(t *testing.T) *provider {
	t.Helper()
	p := &provider{}
	account, err := nubefacttest.New(imitation.Options{Clock: &p.clock, Judge: func(domain.InvoiceNumber) imitation.Verdict {
		if p.refuses.Load() {
			return imitation.Verdict{Code: "2335", Description: "El documento electrónico ha sido alterado"}
		}
		return imitation.Verdict{Accepted: true, Code: "0", Description: "Ha sido aceptado"}
	}})
	check(t, err)
	t.Cleanup(account.Close)
	p.Account = account
	return p
}

// issued completes an operation and does what is due about its document; {{name}} and {{name.version}} stand for that.
func (h *house) issued(t *testing.T, name string) uuid.UUID {
	t.Helper()
	id := h.Operation(t, domain.Completed)
	check(t, h.Invoicing.Work(t.Context()))
	row, err := h.Store.Read().Invoice.Query().Where(invoice.OperationID(id)).Only(access.AsSystem(t.Context()))
	check(t, err)
	h.values[name], h.values[name+".version"] = row.GlobalID(), row.Version
	return id
}

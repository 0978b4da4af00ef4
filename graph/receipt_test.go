package graph_test

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/globalid"
	"github.com/qoricash/qoricash/internal/testkit"
	"github.com/qoricash/qoricash/internal/testkit/pdftext"
)

const receiptOf = `query($id: ID!) { node(id: $id) { ... on Operation { receipt { url urlExpiresAt code message } } } }`

// opened is what the address of a receipt gives out, without a session.
func (a *api) opened(t *testing.T, url string) string {
	t.Helper()
	answer := httptest.NewRecorder()
	a.Files.Handler(slog.New(slog.DiscardHandler)).ServeHTTP(answer, httptest.NewRequestWithContext(t.Context(), http.MethodGet, url, nil))
	if answer.Code != http.StatusOK {
		t.Fatalf("%s is answered with %d: %s", url, answer.Code, answer.Body)
	}
	return pdftext.Text(t, answer.Body.Bytes())
}

func TestWhoSeesACompletedOperationReadsItsReceipt(t *testing.T) {
	t.Parallel()
	a := open(t)
	operation := a.Operation(t, domain.Completed)
	reference := a.Row(t, operation).Edges.Payouts[0].BankReference
	id := map[string]any{"id": globalid.Encode(ent.OperationIDPrefix, operation)}
	machine := func(scopes ...domain.TokenScope) context.Context {
		return a.with(t, domain.TokenMachine, master, scopes...)
	}
	for name, c := range map[string]struct {
		ctx    context.Context
		masked bool
	}{
		"its client":                      {a.As(t, own), false},
		"its trader":                      {a.As(t, trader), false},
		"an operator":                     {a.As(t, otherOp), false},
		"middle office":                   {a.As(t, middleOffice), false},
		"a master":                        {a.As(t, master), false},
		"an analyst":                      {a.As(t, analyst), true},
		"a machine that reads operations": {machine(domain.ScopeReadOperations), true},
		"a machine that reads operations and clients": {machine(domain.ScopeReadOperations, domain.ScopeReadClients), false},
	} {
		origin := access.OriginFrom(c.ctx)
		origin.BaseURL = "https://api.qoricash.pe"
		got := a.run(t, access.WithOrigin(c.ctx, origin), receiptOf, id)
		url, _ := got.at(t, "node", "receipt", "url").(string)
		if !strings.HasPrefix(url, "https://api.qoricash.pe/files/receipts/") || got.at(t, "node", "receipt", "urlExpiresAt") != "2026-11-23T15:05:00.000Z" ||
			got.at(t, "node", "receipt", "code") != nil || got.at(t, "node", "receipt", "message") != nil {
			t.Errorf("%s: %s %v", name, got.raw, got.Errors)
			continue
		}
		if said := a.opened(t, url); strings.Contains(said, reference) == c.masked {
			t.Errorf("%s reads a receipt that is masked: %t, want %t", name, !c.masked, c.masked)
		}
	}
	for _, stranger := range []testkit.Caller{otherClient, otherTrader, anonymous} {
		if got := a.ask(t, stranger, receiptOf, id); got.at(t, "node") != nil {
			t.Errorf("%s: %s", stranger, got.raw)
		}
	}
}

func TestAnOperationThatIsNotCompletedSaysWhyItHasNoReceipt(t *testing.T) {
	t.Parallel()
	a := open(t)
	id := map[string]any{"id": globalid.Encode(ent.OperationIDPrefix, a.Operation(t, domain.InProcess))}
	for caller, want := range map[testkit.Caller]string{
		own:     "Tu operación está en estado En proceso. El recibo estará aquí apenas se complete.",
		master:  "La operación está en estado En proceso. El recibo estará aquí apenas se complete.",
		analyst: "La operación está en estado En proceso. El recibo estará aquí apenas se complete.",
	} {
		got := a.must(t, caller, receiptOf, id)
		if got.at(t, "node", "receipt", "url") != nil || got.at(t, "node", "receipt", "urlExpiresAt") != nil ||
			got.at(t, "node", "receipt", "code") != "NOT_ALLOWED_IN_STATUS" || got.at(t, "node", "receipt", "message") != want {
			t.Errorf("%s: %s", caller, got.raw)
		}
	}
}

func TestWhoOfTheHouseReadsAReceiptIsWrittenDown(t *testing.T) {
	t.Parallel()
	a := open(t)
	id := map[string]any{"id": globalid.Encode(ent.OperationIDPrefix, a.Operation(t, domain.Completed))}
	before := len(a.reads(t))
	a.must(t, own, receiptOf, id)
	a.must(t, analyst, receiptOf, id)
	if found := a.reads(t); len(found) != before {
		t.Errorf("a client's own and a masked receipt are written down: %q", found)
	}
	a.must(t, operator, receiptOf, id)
	if found := a.reads(t); len(found) != before+1 || !strings.Contains(found[len(found)-1], "OperationReceipt.url") {
		t.Errorf("the trail has %q", found)
	}
}

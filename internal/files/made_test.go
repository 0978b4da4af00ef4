package files_test

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/access"
	drawing "github.com/qoricash/qoricash/internal/document"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/files"
	"github.com/qoricash/qoricash/internal/testkit"
	"github.com/qoricash/qoricash/internal/testkit/pdftext"
)

// papers is a house whose receipts say whose they are and whether they are masked.
type papers struct {
	*house
	served *httptest.Server
}

func openPapers(t *testing.T, receipts files.Maker) *papers {
	t.Helper()
	p := &papers{house: open(t)}
	mux := http.NewServeMux()
	p.served = httptest.NewServer(mux)
	t.Cleanup(p.served.Close)
	var err error
	p.Service, err = files.New(p.Kit.Store, nil, files.Options{Keys: [][]byte{firstKey}, BaseURL: p.served.URL, Receipts: receipts})
	testkit.Must(t, err)
	mux.Handle("/files/", p.Handler(slog.New(slog.DiscardHandler)))
	return p
}

func plain(_ context.Context, of uuid.UUID, masked bool) (drawing.Document, error) {
	said := map[bool]string{true: "masked", false: "in full"}[masked]
	return drawing.Document{Name: "recibo-" + of.String(), Issuer: drawing.Issuer{Name: "La Casa"}, Title: said}, nil
}

func TestAReceiptIsReadAtAnAddressThatSaysWhoseItIsAndHow(t *testing.T) {
	t.Parallel()
	p, operation := openPapers(t, plain), uuid.New()
	machine := access.Actor{Kind: domain.ActorStaff, ID: uuid.New(), Role: domain.RoleMaster, TokenID: uuid.New()}
	blind, seeing := machine, machine
	blind.Scopes, seeing.Scopes = []domain.TokenScope{domain.ScopeReadOperations}, []domain.TokenScope{domain.ScopeReadOperations, domain.ScopeReadClients}
	for _, c := range []struct {
		actor access.Actor
		want  string
	}{
		{access.Actor{Kind: domain.ActorClient, ID: uuid.New(), Role: domain.RoleClient}, "in full"},
		{access.Actor{Kind: domain.ActorStaff, ID: uuid.New(), Role: domain.RoleTrader}, "in full"},
		{access.Actor{Kind: domain.ActorStaff, ID: uuid.New(), Role: domain.RoleAnalyst}, "masked"},
		{blind, "masked"},
		{seeing, "in full"},
	} {
		url, err := p.ReceiptURL(access.WithActor(t.Context(), c.actor), operation)
		testkit.Must(t, err)
		response, body := p.get(t, url)
		if response.StatusCode != http.StatusOK || !strings.Contains(pdftext.Text(t, body), c.want) {
			t.Errorf("%s %v reads %d", c.actor.Role, c.actor.Scopes, response.StatusCode)
		}
		for name, want := range map[string]string{
			"Content-Type": "application/pdf", "X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'; sandbox",
			"Content-Disposition": `attachment; filename="recibo-` + operation.String() + `.pdf"`, "Cache-Control": "private, no-store",
		} {
			if got := response.Header.Get(name); got != want {
				t.Errorf("%s is %q, want %q", name, got, want)
			}
		}
	}
	if url, err := p.ReceiptURL(access.WithActor(t.Context(), access.Anonymous()), operation); url != "" || err != nil {
		t.Errorf("nobody gets %q, %v", url, err)
	}
}

func TestTheAddressOfAReceiptIsGoodForFiveMinutesAndForNothingElse(t *testing.T) {
	t.Parallel()
	p := openPapers(t, plain)
	url, err := p.ReceiptURL(clientOf(t, uuid.New()), uuid.New())
	testkit.Must(t, err)
	if response, _ := p.get(t, strings.Replace(url, "/receipts/", "/", 1)); response.StatusCode != http.StatusNotFound {
		t.Errorf("the token reads a file: %d", response.StatusCode)
	}
	if response, _ := p.get(t, url+"A"); response.StatusCode != http.StatusNotFound {
		t.Errorf("a token that nobody signed reads a receipt: %d", response.StatusCode)
	}
	p.Clock.Advance(5*time.Minute - time.Second)
	if response, _ := p.get(t, url); response.StatusCode != http.StatusOK {
		t.Errorf("just before: %d", response.StatusCode)
	}
	p.Clock.Advance(time.Second)
	if response, body := p.get(t, url); response.StatusCode != http.StatusNotFound || !strings.Contains(string(body), `"NOT_FOUND"`) {
		t.Errorf("after: %d %s", response.StatusCode, body)
	}
}

func TestAReceiptThatIsNotThereAndOneThatCannotBeMade(t *testing.T) {
	t.Parallel()
	for want, refused := range map[int]error{
		http.StatusNotFound:            domain.Refuse(domain.CodeNotAllowedInStatus, "Todavía no."),
		http.StatusInternalServerError: errors.New("the database is away"),
	} {
		p := openPapers(t, func(context.Context, uuid.UUID, bool) (drawing.Document, error) { return drawing.Document{}, refused })
		url, err := p.ReceiptURL(clientOf(t, uuid.New()), uuid.New())
		testkit.Must(t, err)
		if response, body := p.get(t, url); response.StatusCode != want || strings.Contains(string(body), "database") {
			t.Errorf("%v is answered with %d %s", refused, response.StatusCode, body)
		}
	}
}

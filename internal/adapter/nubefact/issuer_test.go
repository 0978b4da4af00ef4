package nubefact_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/qoricash/qoricash/internal/adapter/nubefact"
	"github.com/qoricash/qoricash/internal/adapter/nubefact/imitation"
	"github.com/qoricash/qoricash/internal/adapter/nubefact/nubefacttest"
	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/domain"
)

// noon is on the day of the documents, in Lima.
var noon = time.Date(2026, 11, 21, 17, 0, 0, 0, time.UTC)

func account(t *testing.T, options imitation.Options) (*nubefacttest.Account, *clock.Frozen) {
	t.Helper()
	now := clock.NewFrozen(noon)
	options.Clock = now
	at, err := nubefacttest.New(options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(at.Close)
	return at, now
}

// issue writes and sends the document.
func issue(t *testing.T, at *nubefacttest.Account, document domain.InvoiceDocument) (domain.IssuedDocument, error) {
	t.Helper()
	written, err := at.Issuer.Payload(document)
	if err != nil {
		t.Fatal(err)
	}
	return at.Issuer.Issue(t.Context(), written)
}

// fault is the fault in an error, checked for what it must not tell.
func fault(t *testing.T, err error) *domain.ProviderFault {
	t.Helper()
	var found *domain.ProviderFault
	if !errors.As(err, &found) {
		t.Fatalf("no fault of the provider: %v", err)
	}
	client := boleta().Client
	for _, secret := range []string{nubefacttest.Token, imitation.Route, "0193a1b2", client.Name, client.DocumentNumber, "EXP-1063", "TRANSFERENCIA"} {
		if strings.Contains(err.Error(), secret) {
			t.Errorf("the fault tells %q: %v", secret, err)
		}
	}
	if len([]rune(found.Message)) > 300 || found.Message == "" {
		t.Errorf("message %q", found.Message)
	}
	return found
}

func TestDocumentIsIssuedAndItsFilesAreThere(t *testing.T) {
	t.Parallel()
	at, _ := account(t, imitation.Options{})
	issued, err := issue(t, at, boleta())
	if err != nil {
		t.Fatal(err)
	}
	if issued.Number != boleta().Number || !issued.Accepted || issued.Code != "0" || issued.Voided {
		t.Errorf("issued %+v", issued)
	}
	if !boleta().SameAs(nubefacttest.RUC, issued) {
		t.Errorf("the code %q is not the document's", issued.QR)
	}
	if issued.Hash == "" || !strings.HasSuffix(issued.QR, issued.Hash) {
		t.Errorf("hash %q in %q", issued.Hash, issued.QR)
	}
	for link, begins := range map[string]string{issued.PDF: "%PDF-1.4", issued.XML: "<?xml", issued.CDR: "<?xml"} {
		content, err := at.Issuer.Fetch(t.Context(), link)
		if err != nil || !bytes.HasPrefix(content, []byte(begins)) {
			t.Errorf("%s: %.20q, %v", link, content, err)
		}
	}
	consulted, err := at.Issuer.Consult(t.Context(), boleta().Number)
	if err != nil || consulted != issued {
		t.Errorf("consulted %+v, %v", consulted, err)
	}
}

func TestCreditNoteIsIssuedForWhatIsThere(t *testing.T) {
	t.Parallel()
	at, _ := account(t, imitation.Options{})
	note := rules(domain.Inafecto).CreditNote(boleta(), 1, day, "Operación revertida")
	if _, err := issue(t, at, note); fault(t, err).Code != 21 {
		t.Errorf("a note for what is not there: %v", err)
	}
	if _, err := issue(t, at, boleta()); err != nil {
		t.Fatal(err)
	}
	issued, err := issue(t, at, note)
	if err != nil || issued.Number != note.Number || !note.SameAs(nubefacttest.RUC, issued) {
		t.Errorf("issued %+v, %v", issued, err)
	}
}

func TestSecondDocumentUnderANumberIsTold(t *testing.T) {
	t.Parallel()
	at, _ := account(t, imitation.Options{})
	if _, err := issue(t, at, boleta()); err != nil {
		t.Fatal(err)
	}
	other := rules(domain.Inafecto).Document(seedSample(), 15, day)
	other.Number, other.Client = boleta().Number, boleta().Client
	_, err := issue(t, at, other)
	if got := fault(t, err); got.Code != 23 || got.Action() != domain.FaultConsults {
		t.Errorf("%+v", got)
	}
	there, err := at.Issuer.Consult(t.Context(), other.Number)
	if err != nil || other.SameAs(nubefacttest.RUC, there) || !boleta().SameAs(nubefacttest.RUC, there) {
		t.Errorf("there is %+v, %v", there, err)
	}
}

func TestLostAnswerIsFoundByConsulting(t *testing.T) {
	t.Parallel()
	for name, given := range map[string]struct {
		fault imitation.Fault
		there bool
	}{"after it was taken": {imitation.Fault{Lost: true}, true}, "before it was read": {imitation.Fault{Cut: true}, false}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			at, _ := account(t, imitation.Options{})
			at.Script(given.fault)
			_, err := issue(t, at, boleta())
			if got := fault(t, err); got.Code != 0 || got.Status != 0 || got.Action() != domain.FaultConsults {
				t.Errorf("%+v", got)
			}
			found, err := at.Issuer.Consult(t.Context(), boleta().Number)
			if given.there && (err != nil || !boleta().SameAs(nubefacttest.RUC, found)) {
				t.Errorf("found %+v, %v", found, err)
			}
			if !given.there && fault(t, err).Action() != domain.FaultResends {
				t.Errorf("found %+v, %v", found, err)
			}
		})
	}
}

func TestFaultsAreJudged(t *testing.T) {
	t.Parallel()
	quoting := "JORGE LOPEZ con 41920371 y EXP-1063 por TRANSFERENCIA BCP OP 123456, token " + nubefacttest.Token
	for name, given := range map[string]struct {
		answer imitation.Fault
		want   domain.ProviderFault
	}{
		"format": {imitation.Fault{Code: 20, Message: "x"}, domain.ProviderFault{Code: 20, Status: 400, Message: "x"}},
		"words that quote": {imitation.Fault{Code: 21, Message: quoting},
			domain.ProviderFault{Code: 21, Status: 400, Message: "… con … y … por …, token …"}},
		"endless words": {imitation.Fault{Code: 21, Message: strings.Repeat("ñ", 4000)},
			domain.ProviderFault{Code: 21, Status: 400, Message: strings.Repeat("ñ", 300)}},
		"words in lines":     {imitation.Fault{Code: 22, Message: "a\n\n b"}, domain.ProviderFault{Code: 22, Status: 400, Message: "a b"}},
		"an inner fault":     {imitation.Fault{Code: 40, Message: "x"}, domain.ProviderFault{Code: 40, Status: 500, Message: "x"}},
		"a suspended house":  {imitation.Fault{Code: 51, Message: "x"}, domain.ProviderFault{Code: 51, Status: 400, Message: "x"}},
		"an error in a 200":  {imitation.Fault{Code: 21, Status: 200, Message: "x"}, domain.ProviderFault{Code: 21, Status: 200, Message: "x"}},
		"a code as a text":   {imitation.Fault{Status: 400, Body: `{"errors":"x","codigo":"24"}`}, domain.ProviderFault{Code: 24, Status: 400, Message: "x"}},
		"a code that is odd": {imitation.Fault{Status: 400, Body: `{"errors":"x","codigo":"-9"}`}, domain.ProviderFault{Status: 400, Message: "x"}},
		"a page":             {imitation.Fault{Status: 502, Body: "<html>JORGE LOPEZ</html>"}, domain.ProviderFault{Status: 502, Message: "an answer without words"}},
		"too many calls": {imitation.Fault{Status: 429, Body: "{}", RetryAfter: 7},
			domain.ProviderFault{Status: 429, Message: "an answer without words", RetryAfter: 7 * time.Second}},
		"no JSON": {imitation.Fault{Status: 200, Body: "<html>"}, domain.ProviderFault{Status: 200, Message: "an answer without words"}},
		"an empty object": {imitation.Fault{Status: 200, Body: "{}"},
			domain.ProviderFault{Status: 200, Message: "the answer is about another document, or none"}},
		"another document": {imitation.Fault{Status: 200, Body: `{"tipo_de_comprobante":2,"serie":"B002","numero":16,"aceptada_por_sunat":true}`},
			domain.ProviderFault{Status: 200, Message: "the answer is about another document, or none"}},
		"an endless answer": {imitation.Fault{Status: 200, Body: strings.Repeat(" ", 1<<20+1)},
			domain.ProviderFault{Status: 200, Message: "the answer is too long"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			at, _ := account(t, imitation.Options{})
			at.Script(given.answer)
			_, err := issue(t, at, boleta())
			if got := fault(t, err); *got != given.want {
				t.Errorf("got %+v, want %+v", got, given.want)
			}
			if len(at.Numbers()) != 0 {
				t.Error("the document was taken")
			}
		})
	}
}

func TestWrongTokenAndRouteStopTheQueue(t *testing.T) {
	t.Parallel()
	at, _ := account(t, imitation.Options{})
	for name, options := range map[string]nubefact.Options{
		"token": {URL: at.URL, Token: "another"},
		"route": {URL: at.URL + "x", Token: nubefacttest.Token},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			made, err := nubefact.New(options)
			if err != nil {
				t.Fatal(err)
			}
			written, err := made.Payload(boleta())
			if err != nil {
				t.Fatal(err)
			}
			_, err = made.Issue(t.Context(), written)
			if got := fault(t, err); got.Action() != domain.FaultStops || strings.Contains(got.Message, "another") {
				t.Errorf("got %+v", got)
			}
		})
	}
}

func TestPayloadIsSentAsItWasGiven(t *testing.T) {
	t.Parallel()
	var got []byte
	var header http.Header
	listener := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		got, _ = io.ReadAll(r.Body)
		header = r.Header
		io.WriteString(w, `{"tipo_de_comprobante":"2","serie":"B002","numero":"000015","aceptada_por_sunat":"true","enlace":"https://x/1","sunat_note":null}`)
	}))
	t.Cleanup(listener.Close)
	made, err := nubefact.New(nubefact.Options{URL: listener.URL, Token: nubefacttest.Token})
	if err != nil {
		t.Fatal(err)
	}
	given := []byte(`{ "tipo_de_comprobante" : 2, "serie":"B002", "numero":15 }`)
	issued, err := made.Issue(t.Context(), given)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, given) || header.Get("Authorization") != `Token token="`+nubefacttest.Token+`"` || header.Get("Content-Type") != "application/json" {
		t.Errorf("sent %s with %v", got, header)
	}
	want := domain.IssuedDocument{Number: boleta().Number, Accepted: true, PDF: "https://x/1.pdf", XML: "https://x/1.xml", CDR: "https://x/1.cdr"}
	if issued != want {
		t.Errorf("read %+v", issued)
	}
	if _, err := made.Issue(t.Context(), []byte("no JSON")); fault(t, err).Code != 20 {
		t.Errorf("sent %v", err)
	}
}

func TestVerdictsComeLater(t *testing.T) {
	t.Parallel()
	late := imitation.Verdict{After: time.Hour, Code: "2335", Description: "Rechazado"}
	at, now := account(t, imitation.Options{Judge: func(domain.InvoiceNumber) imitation.Verdict { return late }})
	issued, err := issue(t, at, boleta())
	if act, _ := issued.Verdict(); err != nil || act != domain.ActInvoicePend {
		t.Fatalf("%+v, %v", issued, err)
	}
	if _, err := at.Issuer.Fetch(t.Context(), strings.TrimSuffix(issued.PDF, "pdf")+"cdr"); fault(t, err).Status != http.StatusNotFound {
		t.Errorf("a receipt before the verdict: %v", err)
	}
	now.Advance(time.Hour)
	issued, err = at.Issuer.Consult(t.Context(), boleta().Number)
	if act, _ := issued.Verdict(); err != nil || act != domain.ActInvoiceRefuse || issued.Description != "Rechazado" {
		t.Errorf("%+v, %v", issued, err)
	}
}

func TestVoidTakesATicketAndItsTime(t *testing.T) {
	t.Parallel()
	at, now := account(t, imitation.Options{JudgeVoid: func(domain.InvoiceNumber) imitation.Verdict {
		return imitation.Verdict{After: time.Hour, Accepted: true, Code: "0"}
	}})
	number := boleta().Number
	if _, err := at.Issuer.Void(t.Context(), number, "x"); fault(t, err).Code != 24 {
		t.Errorf("void of what is not there: %v", err)
	}
	if _, err := issue(t, at, boleta()); err != nil {
		t.Fatal(err)
	}
	if _, err := at.Issuer.ConsultVoid(t.Context(), number); fault(t, err).Code != 24 {
		t.Errorf("a void that nobody asked for: %v", err)
	}
	for _, reason := range []string{"", strings.Repeat("x", 101)} {
		if _, err := at.Issuer.Void(t.Context(), number, reason); fault(t, err).Code != 20 {
			t.Errorf("reason of %d: %v", len(reason), err)
		}
	}
	ticket, err := at.Issuer.Void(t.Context(), number, strings.Repeat("ñ", 100))
	if err != nil || ticket.Ticket == "" || ticket.Verdict() != domain.ActInvoiceTicket {
		t.Fatalf("%+v, %v", ticket, err)
	}
	if _, err := at.Issuer.Void(t.Context(), number, "x"); fault(t, err).Code != 23 {
		t.Errorf("a second void: %v", err)
	}
	now.Advance(time.Hour)
	answered, err := at.Issuer.ConsultVoid(t.Context(), number)
	if err != nil || answered.Ticket != ticket.Ticket || answered.Verdict() != domain.ActInvoiceVoid {
		t.Errorf("%+v, %v", answered, err)
	}
	if issued, err := at.Issuer.Consult(t.Context(), number); err != nil || !issued.Voided {
		t.Errorf("%+v, %v", issued, err)
	}
}

func TestVoidAfterItsTermIsRefused(t *testing.T) {
	t.Parallel()
	at, now := account(t, imitation.Options{})
	if _, err := issue(t, at, boleta()); err != nil {
		t.Fatal(err)
	}
	now.Advance(8 * 24 * time.Hour)
	if _, err := at.Issuer.Void(t.Context(), boleta().Number, "x"); fault(t, err).Code != 21 {
		t.Errorf("got %v", err)
	}
	later := boleta()
	later.Number.Number = 16
	if _, err := issue(t, at, later); fault(t, err).Code != 22 {
		t.Errorf("a document of another week: %v", err)
	}
}

func TestLinksLeadToTheProviderAlone(t *testing.T) {
	t.Parallel()
	at, _ := account(t, imitation.Options{})
	online := issuer(t, nubefact.Options{Client: &http.Client{Transport: nowhere{}}})
	for link, allowed := range map[string]bool{
		"https://www.nubefact.com/cpe/1.pdf": true, "https://nubefact.com/cpe/1.pdf": true, "https://api.nubefact.com/cpe/1.pdf": true,
		"http://www.nubefact.com/cpe/1.pdf": false, "https://nubefact.com.pe/1.pdf": false, "https://evilnubefact.com/1.pdf": false,
		"https://www.nubefact.com:8443/1.pdf": false, "https://user@www.nubefact.com/1.pdf": false, "https://127.0.0.1/1.pdf": false,
		"file:///etc/passwd": false, "": false, "::": false,
	} {
		_, err := online.Fetch(t.Context(), link)
		if got := fault(t, err).Message != "the link does not lead to the provider"; got != allowed {
			t.Errorf("%s: allowed %v (%v)", link, got, err)
		}
	}
	elsewhere := httptest.NewServer(http.NotFoundHandler())
	t.Cleanup(elsewhere.Close)
	if _, err := at.Issuer.Fetch(t.Context(), elsewhere.URL); fault(t, err).Status != 0 {
		t.Errorf("another port was asked: %v", err)
	}
}

// nowhere is a network that is down.
type nowhere struct{}

func (nowhere) RoundTrip(*http.Request) (*http.Response, error) { return nil, errors.New("down") }

func TestFilesAreBounded(t *testing.T) {
	t.Parallel()
	var size atomic.Int64
	var token atomic.Bool
	listener := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		token.Store(token.Load() || r.Header.Get("Authorization") != "")
		w.Write(make([]byte, size.Load()))
	}))
	t.Cleanup(listener.Close)
	made, err := nubefact.New(nubefact.Options{URL: listener.URL, Token: nubefacttest.Token})
	if err != nil {
		t.Fatal(err)
	}
	for _, given := range []struct {
		size  int64
		taken bool
	}{{0, false}, {1, true}, {5 << 20, true}, {5<<20 + 1, false}} {
		size.Store(given.size)
		content, err := made.Fetch(t.Context(), listener.URL+"/1.pdf")
		if (err == nil) != given.taken || given.taken && int64(len(content)) != given.size {
			t.Errorf("%d bytes: %d, %v", given.size, len(content), err)
		}
	}
	if token.Load() {
		t.Error("the token went with a link")
	}
}

func TestRedirectionIsNotFollowed(t *testing.T) {
	t.Parallel()
	var reached atomic.Int32
	elsewhere := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached.Add(1) }))
	t.Cleanup(elsewhere.Close)
	listener := httptest.NewServer(http.RedirectHandler(elsewhere.URL, http.StatusTemporaryRedirect))
	t.Cleanup(listener.Close)
	made, err := nubefact.New(nubefact.Options{URL: listener.URL, Token: nubefacttest.Token, Client: &http.Client{Timeout: time.Minute}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := made.Consult(t.Context(), boleta().Number); fault(t, err).Status != http.StatusTemporaryRedirect {
		t.Errorf("got %v", err)
	}
	if _, err := made.Fetch(t.Context(), listener.URL+"/1.pdf"); fault(t, err).Status != http.StatusTemporaryRedirect {
		t.Errorf("got %v", err)
	}
	if reached.Load() != 0 {
		t.Error("the other place was asked")
	}
}

func TestProviderThatHangsIsLeft(t *testing.T) {
	t.Parallel()
	arrived := make(chan struct{})
	hanging := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body)
		close(arrived)
		<-r.Context().Done()
	}))
	t.Cleanup(hanging.Close)
	ctx, leave := context.WithCancel(t.Context())
	go func() {
		<-arrived
		leave()
	}()
	made, err := nubefact.New(nubefact.Options{URL: hanging.URL, Token: nubefacttest.Token})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := made.Consult(ctx, boleta().Number); fault(t, err).Action() != domain.FaultConsults {
		t.Errorf("got %v", err)
	}
}

func TestSettingsAreCheckedAndNotTold(t *testing.T) {
	t.Parallel()
	for name, options := range map[string]nubefact.Options{
		"no address":          {Token: nubefacttest.Token},
		"an address of none":  {URL: "api.nubefact.com/0193a1b2", Token: nubefacttest.Token},
		"an address of files": {URL: "file:///0193a1b2", Token: nubefacttest.Token},
		"no token":            {URL: "https://api.nubefact.com/0193a1b2"},
		"a token of two":      {URL: "https://api.nubefact.com/0193a1b2", Token: nubefacttest.Token + "\r\nX: y"},
		"a token in quotes":   {URL: "https://api.nubefact.com/0193a1b2", Token: `"` + nubefacttest.Token + `"`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := nubefact.New(options)
			if err == nil {
				t.Fatal("taken")
			}
			if strings.Contains(err.Error(), nubefacttest.Token) || strings.Contains(err.Error(), "0193a1b2") {
				t.Errorf("tells a setting: %v", err)
			}
		})
	}
}

package nubefact

import (
	"context"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/invoicing"
)

// longestCall is how long a call may take; NubeFact documents none (compliance.md 4.1).
const longestCall = 30 * time.Second

// Options are the settings of an [Issuer].
type Options struct {
	// URL is the account's address at NubeFact, https://api.nubefact.com/api/v1/ and a code. It is as secret as the token.
	URL string
	// Token is the account's.
	Token string
	// OperationAsUniqueCode is the preset live-system: the operation's code is the document's unique code at NubeFact, so that an operation
	// never gets a second document. Otherwise it is made of kind, series and number (areas.md D10).
	OperationAsUniqueCode bool
	// Client carries the requests; nil for one that gives up after 30 seconds.
	Client *http.Client
}

// Issuer issues documents. It is safe for concurrent use.
type Issuer struct {
	url             *url.URL
	token           string
	operationAsCode bool
	client          *http.Client
}

var _ invoicing.Issuer = (*Issuer)(nil)

// New checks the settings. It makes no request, and no error tells a setting.
func New(options Options) (*Issuer, error) {
	address, err := url.Parse(options.URL)
	if err != nil || address.Host == "" || address.Scheme != "https" && address.Scheme != "http" {
		return nil, errors.New("nubefact: the address is not one of HTTP")
	}
	if options.Token == "" || strings.ContainsFunc(options.Token, notOfATokens) {
		return nil, errors.New("nubefact: the token is missing or has characters that no token has")
	}
	client := http.Client{Timeout: longestCall}
	if options.Client != nil {
		client = *options.Client
	}
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &Issuer{url: address, token: options.Token, operationAsCode: options.OperationAsUniqueCode, client: &client}, nil
}

// notOfATokens tells what a header between quotes must not hold.
func notOfATokens(char rune) bool { return char <= ' ' || char > '~' || char == '"' || char == '\\' }

// Payload implements [invoicing.Issuer].
func (i *Issuer) Payload(document domain.InvoiceDocument) ([]byte, error) {
	form := write(document, i.operationAsCode)
	if err := form.check(document); err != nil {
		return nil, err
	}
	return json.Marshal(form)
}

// Issue implements [invoicing.Issuer].
func (i *Issuer) Issue(ctx context.Context, payload []byte) (domain.IssuedDocument, error) {
	var sent struct {
		Kind   text `json:"tipo_de_comprobante"`
		Series text `json:"serie"`
		Number text `json:"numero"`
	}
	if err := json.Unmarshal(payload, &sent); err != nil {
		return domain.IssuedDocument{}, &domain.ProviderFault{Code: formatRefused, Message: "the payload is no JSON"}
	}
	return i.document(ctx, payload, identity{sent.Kind, sent.Series, sent.Number})
}

// Consult implements [invoicing.Issuer].
func (i *Issuer) Consult(ctx context.Context, number domain.InvoiceNumber) (domain.IssuedDocument, error) {
	question := ask("consultar_comprobante", number)
	return i.document(ctx, question.bytes(), question.identity())
}

// Void implements [invoicing.Issuer].
func (i *Issuer) Void(ctx context.Context, number domain.InvoiceNumber, reason string) (domain.VoidTicket, error) {
	if !fits(reason, 1, domain.LongestVoidReason) {
		return domain.VoidTicket{}, &domain.ProviderFault{Code: formatRefused, Message: "the reason is missing or too long"}
	}
	question := ask("generar_anulacion", number)
	none := ""
	question.Reason, question.UniqueCode = &reason, &none
	return i.ticket(ctx, question.bytes())
}

// ConsultVoid implements [invoicing.Issuer].
func (i *Issuer) ConsultVoid(ctx context.Context, number domain.InvoiceNumber) (domain.VoidTicket, error) {
	return i.ticket(ctx, ask("consultar_anulacion", number).bytes())
}

// document carries out a call that answers a document, and holds the answer to the number that was asked about.
func (i *Issuer) document(ctx context.Context, body []byte, asked identity) (domain.IssuedDocument, error) {
	heard, fault := i.post(ctx, body)
	if fault != nil {
		return domain.IssuedDocument{}, fault
	}
	issued, of := heard.document()
	if of != asked {
		return domain.IssuedDocument{}, &domain.ProviderFault{Status: http.StatusOK, Message: "the answer is about another document, or none"}
	}
	return issued, nil
}

// ticket carries out a call that answers the voiding of a document.
func (i *Issuer) ticket(ctx context.Context, body []byte) (domain.VoidTicket, error) {
	heard, fault := i.post(ctx, body)
	if fault != nil {
		return domain.VoidTicket{}, fault
	}
	if heard.Ticket == "" && heard.Accepted != "true" {
		return domain.VoidTicket{}, &domain.ProviderFault{Status: http.StatusOK, Message: "the answer has no ticket"}
	}
	return heard.ticket(), nil
}

// mayFetch tells whether a link leads to the provider: to the host of the account's address, or to one of the same domain.
func (i *Issuer) mayFetch(link *url.URL) bool {
	if link.Scheme != "https" && link.Scheme != i.url.Scheme || link.User != nil {
		return false
	}
	if link.Host == i.url.Host {
		return true
	}
	host := i.url.Hostname()
	_, parent, _ := strings.Cut(host, ".")
	return net.ParseIP(host) == nil && strings.Contains(parent, ".") && link.Port() == "" &&
		(link.Hostname() == parent || strings.HasSuffix(link.Hostname(), "."+parent))
}

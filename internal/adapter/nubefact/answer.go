package nubefact

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/notify"
)

const (
	// mostAnswer bounds an answer and mostFile what is behind a link, in bytes.
	mostAnswer = 1 << 20
	mostFile   = 5 << 20
	// longestMessage bounds the provider's words in a fault, in characters.
	longestMessage = 300
	// formatRefused is NubeFact's code of a payload that it cannot read.
	formatRefused = 20
)

// text is a value that NubeFact writes as a JSON string, number or boolean, as it likes; null is empty.
type text string

// UnmarshalJSON reads a value of any of those kinds.
func (t *text) UnmarshalJSON(data []byte) error {
	switch {
	case string(data) == "null":
		*t = ""
	case data[0] == '"':
		return json.Unmarshal(data, (*string)(t))
	case data[0] == '{' || data[0] == '[':
		return errors.New("no plain value")
	default:
		*t = text(data)
	}
	return nil
}

// identity is what NubeFact knows a document by.
type identity struct{ kind, series, number text }

// answer is every field of an answer that the house reads.
type answer struct {
	Kind        text `json:"tipo_de_comprobante"`
	Series      text `json:"serie"`
	Number      text `json:"numero"`
	Link        text `json:"enlace"`
	PDF         text `json:"enlace_del_pdf"`
	XML         text `json:"enlace_del_xml"`
	CDR         text `json:"enlace_del_cdr"`
	Accepted    text `json:"aceptada_por_sunat"`
	Description text `json:"sunat_description"`
	Note        text `json:"sunat_note"`
	Code        text `json:"sunat_responsecode"`
	QR          text `json:"cadena_para_codigo_qr"`
	Hash        text `json:"codigo_hash"`
	Voided      text `json:"anulado"`
	Ticket      text `json:"sunat_ticket_numero"`
	Errors      text `json:"errors"`
	ErrorCode   text `json:"codigo"`
}

func (a answer) document() (domain.IssuedDocument, identity) {
	number, _ := strconv.ParseInt(string(a.Number), 10, 64) // what is no number is not the one that was asked about
	issued := domain.IssuedDocument{
		Number:   domain.InvoiceNumber{Kind: kindOf(a.Kind), Series: string(a.Series), Number: number},
		Accepted: a.Accepted == "true", Code: string(a.Code), Description: string(a.Description), Note: string(a.Note), Voided: a.Voided == "true",
		PDF: string(a.PDF), XML: string(a.XML), CDR: string(a.CDR), Hash: string(a.Hash), QR: string(a.QR),
	}
	if a.Link != "" && issued.PDF == "" {
		issued.PDF = string(a.Link) + ".pdf"
	}
	if a.Link != "" && issued.XML == "" {
		issued.XML = string(a.Link) + ".xml"
	}
	if a.Link != "" && issued.CDR == "" && issued.Accepted {
		issued.CDR = string(a.Link) + ".cdr"
	}
	return issued, identity{a.Kind, a.Series, text(strconv.FormatInt(number, 10))}
}

func (a answer) ticket() domain.VoidTicket {
	return domain.VoidTicket{Ticket: string(a.Ticket), Accepted: a.Accepted == "true", Code: string(a.Code),
		Description: string(a.Description), Note: string(a.Note)}
}

func kindOf(code text) domain.InvoiceKind {
	return map[text]domain.InvoiceKind{"1": domain.Factura, "2": domain.Boleta, "3": domain.CreditNote}[code]
}

// post carries a call out.
func (i *Issuer) post(ctx context.Context, body []byte) (answer, *domain.ProviderFault) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, i.url.String(), bytes.NewReader(body))
	if err != nil {
		return answer{}, &domain.ProviderFault{Message: "the request could not be made"}
	}
	request.Header.Set("Authorization", `Token token="`+i.token+`"`)
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Accept", "application/json")
	got, fault := i.do(request, mostAnswer)
	if fault != nil {
		return answer{}, fault
	}
	var heard answer
	readable := json.Unmarshal(got.content, &heard) == nil
	done := got.status == http.StatusOK || got.status == http.StatusCreated
	if !readable || !done || heard.Errors != "" || heard.ErrorCode != "" {
		return answer{}, i.fault(got, heard, body)
	}
	return heard, nil
}

// Fetch implements [invoicing.Issuer].
func (i *Issuer) Fetch(ctx context.Context, link string) ([]byte, error) {
	address, err := url.Parse(link)
	if err != nil || !i.mayFetch(address) {
		return nil, &domain.ProviderFault{Message: "the link does not lead to the provider"}
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address.String(), nil)
	if err != nil {
		return nil, &domain.ProviderFault{Message: "the request could not be made"}
	}
	got, fault := i.do(request, mostFile)
	switch {
	case fault != nil:
		return nil, fault
	case got.status != http.StatusOK:
		return nil, &domain.ProviderFault{Status: got.status, Message: "the link brings no file", RetryAfter: got.retryAfter}
	case len(got.content) == 0:
		return nil, &domain.ProviderFault{Status: got.status, Message: "the file is empty"}
	}
	return got.content, nil
}

// response is what came back, read to its end.
type response struct {
	status     int
	content    []byte
	retryAfter time.Duration
}

// do carries a request out and reads its answer up to a bound.
func (i *Issuer) do(request *http.Request, most int64) (response, *domain.ProviderFault) {
	got, err := i.client.Do(request) //nolint:gosec // the address is the account's, from the settings, or a link that mayFetch let pass
	if err != nil {
		return response{}, &domain.ProviderFault{Message: i.told("no answer: "+unanswered(err).Error(), nil)}
	}
	defer got.Body.Close()
	content, err := io.ReadAll(io.LimitReader(got.Body, most+1))
	if err != nil {
		return response{}, &domain.ProviderFault{Status: got.StatusCode, Message: "the answer broke off"}
	}
	if int64(len(content)) > most {
		return response{}, &domain.ProviderFault{Status: got.StatusCode, Message: "the answer is too long"}
	}
	return response{got.StatusCode, content, notify.RetryAfter(got.Header.Get("Retry-After"), got.Header.Get("Date"))}, nil
}

// fault judges an answer that brings no document. A code outside of a small number is none.
func (i *Issuer) fault(got response, heard answer, body []byte) *domain.ProviderFault {
	code, err := strconv.ParseInt(string(heard.ErrorCode), 10, 16)
	if err != nil || code < 0 {
		code = 0
	}
	message := i.told(string(heard.Errors), body)
	if message == "" {
		message = "an answer without words"
	}
	return &domain.ProviderFault{Code: int(code), Status: got.status, Message: message, RetryAfter: got.retryAfter}
}

// told answers the words of others without the settings and without what they quote of the request, cut to their bound.
func (i *Issuer) told(words string, body []byte) string {
	secrets := append([]string{i.token, i.url.String(), i.url.Path}, clientOf(body)...)
	for _, secret := range secrets {
		if len(secret) > 1 {
			words = strings.ReplaceAll(words, secret, "…")
		}
	}
	if utf8.RuneCountInString(words) > longestMessage {
		words = string([]rune(words)[:longestMessage])
	}
	return strings.Join(strings.Fields(words), " ")
}

// clientOf lists what a payload says of the client.
func clientOf(body []byte) []string {
	var said form
	_ = json.Unmarshal(body, &said) // a question says nothing of a client
	return []string{said.ClientName, said.ClientNumber, said.ClientAddress, said.Payment, said.Remarks}
}

// unanswered is the cause of a request without an answer, without the address that net/http puts before it.
func unanswered(err error) error {
	var request *url.Error
	if errors.As(err, &request) {
		return request.Err
	}
	return err
}

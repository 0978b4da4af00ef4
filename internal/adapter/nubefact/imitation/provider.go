// Package imitation plays NubeFact and SUNAT behind it, for tests and for a house without an account: a handler to mount on a loopback
// listener (compliance.md 4.5, 4.6).
//
// Invariants: it keeps what it takes in memory, by kind, series and number, and never takes a second document under the same; what the
// manual forbids is refused with code 20; nothing reaches SUNAT; with the same settings and the same calls it says the same.
package imitation

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"strconv"
	"sync"
	"time"

	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/domain"
)

// Verdict is what SUNAT says of a document, or of the wish to void one, and how long it takes.
type Verdict struct {
	After             time.Duration
	Accepted          bool
	Code, Description string
	Note              string
}

// accept is the verdict of whom nobody told another.
var accept = Verdict{Accepted: true, Code: "0", Description: "Ha sido aceptado"}

// Fault is what goes wrong with one call. The zero value is nothing.
type Fault struct {
	// Delay is how long the call waits before anything else.
	Delay time.Duration
	// Cut ends the connection before the call is read, Lost after it was carried out: its answer never arrives.
	Cut, Lost bool
	// Code and Status answer an error instead of carrying the call out; Body answers that text, where it is not empty.
	Code, Status int
	Message      string
	Body         string
	// RetryAfter asks to wait, in seconds.
	RetryAfter int
}

// Options are the settings of a [Provider].
type Options struct {
	// RUC is the issuer's, Token what a caller has to know.
	RUC, Token string
	Clock      clock.Clock
	// Judge answers SUNAT's verdict on a document, and JudgeVoid that on its voiding; nil accepts at once.
	Judge, JudgeVoid func(domain.InvoiceNumber) Verdict
	// Disturb answers what goes wrong with a call, counted from 1; nil lets all go well.
	Disturb func(call int) Fault
}

// Provider is the imitation. It is safe for concurrent use.
type Provider struct {
	options Options

	mu        sync.Mutex
	calls     int
	script    []Fault
	documents map[domain.InvoiceNumber]*kept
}

// kept is a document that the provider has.
type kept struct {
	document
	number  domain.InvoiceNumber
	taken   time.Time
	verdict Verdict
	void    *voiding
}

// voiding is a request to void a document.
type voiding struct {
	ticket  string
	taken   time.Time
	verdict Verdict
}

// New makes an imitation that has nothing.
func New(options Options) *Provider {
	return &Provider{options: options, documents: map[domain.InvoiceNumber]*kept{}}
}

// Script lets the next calls go wrong so, each with one, before [Options.Disturb] is asked again.
func (p *Provider) Script(faults ...Fault) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.script = append(p.script, faults...)
}

// Numbers lists what the provider has.
func (p *Provider) Numbers() []domain.InvoiceNumber {
	p.mu.Lock()
	defer p.mu.Unlock()
	numbers := make([]domain.InvoiceNumber, 0, len(p.documents))
	for number := range p.documents {
		numbers = append(numbers, number)
	}
	return numbers
}

// Calls counts the calls so far.
func (p *Provider) Calls() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.calls
}

// disturb is what goes wrong with the call that begins.
func (p *Provider) disturb() Fault {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.calls++
	if len(p.script) > 0 {
		fault := p.script[0]
		p.script = p.script[1:]
		return fault
	}
	if p.options.Disturb == nil {
		return Fault{}
	}
	return p.options.Disturb(p.calls)
}

// refusal is an error of the provider's.
type refusal struct {
	code    int
	message string
}

// The provider's codes (compliance.md 4.6).
const (
	codeToken        = 10
	codeRoute        = 11
	codeMediaType    = 12
	codeFormat       = 20
	codeNotCompleted = 21
	codeOutOfTerm    = 22
	codeExists       = 23
	codeAbsent       = 24
	codeInner        = 40
)

// longestLate is how old the day of a document may be when it is taken.
const longestLate = 3

// issue takes a document.
func (p *Provider) issue(body []byte) (*kept, *refusal) {
	read, err := Payload(body).read()
	if err != nil {
		return nil, &refusal{codeFormat, err.Error()}
	}
	number := numberOf(read.fields)
	p.mu.Lock()
	defer p.mu.Unlock()
	if _, there := p.documents[number]; there {
		return nil, &refusal{codeExists, "Este documento ya existe en NubeFacT"}
	}
	day, _ := time.Parse("02-01-2006", read.fields["fecha_de_emision"]) // the schema read it
	age := domain.BusinessDate(p.options.Clock.Now()).DaysSince(domain.NewDate(day.Year(), day.Month(), day.Day()))
	if age > longestLate || age < 0 {
		return nil, &refusal{codeOutOfTerm, "La fecha de emisión está fuera de plazo: " + read.fields["fecha_de_emision"]}
	}
	if credited := creditedOf(read.fields); number.Kind == domain.CreditNote && p.documents[credited] == nil {
		return nil, &refusal{codeNotCompleted, "El documento que se modifica no existe: " + credited.String()}
	}
	taken := &kept{document: read, number: number, taken: p.options.Clock.Now(), verdict: accept}
	if p.options.Judge != nil {
		taken.verdict = p.options.Judge(number)
	}
	p.documents[number] = taken
	return taken, nil
}

// find answers a document that the provider has.
func (p *Provider) find(fields map[string]string) (*kept, *refusal) {
	p.mu.Lock()
	defer p.mu.Unlock()
	found := p.documents[numberOf(fields)]
	if found == nil {
		return nil, &refusal{codeAbsent, "El documento que quieres consultar no existe en NubeFacT"}
	}
	return found, nil
}

// voidDocument takes a request to void.
func (p *Provider) voidDocument(fields map[string]string) (*kept, *refusal) {
	found, refused := p.find(fields)
	if refused != nil {
		return nil, refused
	}
	if reason := len([]rune(fields["motivo"])); reason < 1 || reason > domain.LongestVoidReason {
		return nil, &refusal{codeFormat, "motivo no es válido"}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.options.Clock.Now()
	switch {
	case found.void != nil:
		return nil, &refusal{codeExists, "La anulación de este documento ya existe"}
	case !found.accepted(now):
		return nil, &refusal{codeNotCompleted, "El documento todavía no fue aceptado por la SUNAT"}
	case domain.BusinessDate(now).After(found.number.Kind.VoidUntil(domain.BusinessDate(found.taken))):
		return nil, &refusal{codeNotCompleted, "2957: el plazo para la comunicación de baja terminó"}
	}
	found.void = &voiding{ticket: ticketOf(found.number), taken: now, verdict: accept}
	if p.options.JudgeVoid != nil {
		found.void.verdict = p.options.JudgeVoid(found.number)
	}
	return found, nil
}

// voidOf answers the document of a request to void.
func (p *Provider) voidOf(fields map[string]string) (*kept, *refusal) {
	found, refused := p.find(fields)
	p.mu.Lock()
	defer p.mu.Unlock()
	if refused == nil && found.void == nil {
		return nil, &refusal{codeAbsent, "La anulación que quieres consultar no existe en NubeFacT"}
	}
	return found, refused
}

func (k *kept) accepted(at time.Time) bool { return k.verdict.at(k.taken, at).Accepted }

func (k *kept) voided(at time.Time) bool {
	return k.void != nil && k.void.verdict.at(k.void.taken, at).Accepted
}

// at is the verdict at an instant: nothing before its time.
func (v Verdict) at(taken, now time.Time) Verdict {
	if now.Before(taken.Add(v.After)) {
		return Verdict{}
	}
	return v
}

func numberOf(fields map[string]string) domain.InvoiceNumber {
	return domain.InvoiceNumber{Kind: kindOf(fields["tipo_de_comprobante"]), Series: fields["serie"], Number: whole(fields["numero"])}
}

func creditedOf(fields map[string]string) domain.InvoiceNumber {
	return domain.InvoiceNumber{Kind: kindOf(fields["documento_que_se_modifica_tipo"]), Series: fields["documento_que_se_modifica_serie"],
		Number: whole(fields["documento_que_se_modifica_numero"])}
}

func kindOf(code string) domain.InvoiceKind {
	return map[string]domain.InvoiceKind{"1": domain.Factura, "2": domain.Boleta, "3": domain.CreditNote}[code]
}

// whole reads a number; what is none is under no number.
func whole(text string) int64 {
	number, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return 0
	}
	return number
}

// digest is the signature's, which is as invented as the signature.
func (k *kept) digest() string {
	sum := sha256.Sum256([]byte(k.qr()))
	return base64.StdEncoding.EncodeToString(sum[:20])
}

// qr is the text of the document's code, as NubeFact writes it: spaces around the bars, and the number with six digits.
func (k *kept) qr() string {
	tax := k.fields["total_igv"]
	if tax == "" {
		tax = "0.00"
	}
	return fmt.Sprintf("%s | %06d | %s | %s | %s | %s | %s | ", k.number.Series, k.number.Number, tax, k.fields["total"],
		k.fields["fecha_de_emision"], k.fields["cliente_tipo_de_documento"], k.fields["cliente_numero_de_documento"])
}

func ticketOf(number domain.InvoiceNumber) string {
	sum := sha256.Sum256([]byte("void " + string(number.Kind) + number.String()))
	return fmt.Sprintf("20%013d", uint64(sum[0])<<32|uint64(sum[1])<<24|uint64(sum[2])<<16|uint64(sum[3])<<8|uint64(sum[4]))
}

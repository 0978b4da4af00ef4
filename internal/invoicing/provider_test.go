package invoicing_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"sync"

	"github.com/qoricash/qoricash/internal/domain"
)

// provider is one in memory: it has each number once, and answers as it is told to.
type provider struct {
	mu   sync.Mutex
	docs map[domain.InvoiceNumber]*taken
	// next answers what happens to a call; nil for nothing.
	next func(what string) trouble
	// sent are the payloads that went out, by number, in order.
	sent  map[domain.InvoiceNumber][]string
	calls int
}

// taken is a document that the provider has.
type taken struct {
	document domain.InvoiceDocument
	payload  string
	// accepted, code and voided are SUNAT's.
	accepted, voided bool
	code             string
	ruc              string
}

// trouble is what happens to a call.
type trouble struct {
	// before comes instead of doing what is asked; after comes instead of the answer.
	before, after error
	// pending has SUNAT wait, refused has it refuse.
	pending, refused bool
}

const houseRUC = "20615113698"

func newProvider() *provider {
	return &provider{docs: map[domain.InvoiceNumber]*taken{}, sent: map[domain.InvoiceNumber][]string{}}
}

func fault(code, status int) error {
	return &domain.ProviderFault{Code: code, Status: status, Message: "Así lo dice el proveedor"}
}

func (p *provider) trouble(what string) trouble {
	p.calls++
	if p.next == nil {
		return trouble{}
	}
	return p.next(what)
}

func (p *provider) Payload(document domain.InvoiceDocument) ([]byte, error) {
	return json.Marshal(document)
}

func (p *provider) Issue(ctx context.Context, payload []byte) (domain.IssuedDocument, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	var document domain.InvoiceDocument
	if err := json.Unmarshal(payload, &document); err != nil {
		return domain.IssuedDocument{}, fault(20, 400)
	}
	happens := p.trouble("issue")
	p.sent[document.Number] = append(p.sent[document.Number], string(payload))
	if happens.before != nil {
		return domain.IssuedDocument{}, happens.before
	}
	if _, has := p.docs[document.Number]; has {
		return domain.IssuedDocument{}, fault(23, 400)
	}
	one := &taken{document: document, payload: string(payload), accepted: !happens.pending && !happens.refused, ruc: houseRUC}
	if one.accepted {
		one.code = "0"
	}
	if happens.refused {
		one.code = "2017"
	}
	p.docs[document.Number] = one
	if happens.after != nil {
		return domain.IssuedDocument{}, happens.after
	}
	return one.issued(), ctx.Err()
}

func (p *provider) Consult(_ context.Context, number domain.InvoiceNumber) (domain.IssuedDocument, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if happens := p.trouble("consult"); happens.before != nil {
		return domain.IssuedDocument{}, happens.before
	}
	one, has := p.docs[number]
	if !has {
		return domain.IssuedDocument{}, fault(24, 400)
	}
	if one.code == "" { // by the second look SUNAT has answered
		one.accepted, one.code = true, "0"
	}
	return one.issued(), nil
}

func (p *provider) Void(_ context.Context, number domain.InvoiceNumber, _ string) (domain.VoidTicket, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	happens := p.trouble("void")
	if happens.before != nil {
		return domain.VoidTicket{}, happens.before
	}
	one, has := p.docs[number]
	if !has {
		return domain.VoidTicket{}, fault(24, 400)
	}
	one.voided = true
	return domain.VoidTicket{Ticket: "T-1"}, happens.after
}

func (p *provider) ConsultVoid(_ context.Context, number domain.InvoiceNumber) (domain.VoidTicket, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	one, has := p.docs[number]
	if !has || !one.voided {
		return domain.VoidTicket{}, fault(24, 400)
	}
	return domain.VoidTicket{Ticket: "T-1", Accepted: true, Code: "0"}, nil
}

func (p *provider) Fetch(_ context.Context, link string) ([]byte, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if happens := p.trouble("fetch"); happens.before != nil {
		return nil, happens.before
	}
	if strings.HasSuffix(link, ".pdf") {
		return []byte("%PDF-1.4 " + link), nil
	}
	return []byte("<?xml version='1.0'?><of>" + link + "</of>"), nil
}

// issued is what the provider says of a document, links and code among it.
func (t *taken) issued() domain.IssuedDocument {
	d := t.document
	said := domain.IssuedDocument{Number: d.Number, Accepted: t.accepted, Code: t.code, Hash: "h", PDF: "https://p/" + d.Number.String() + ".pdf"}
	said.QR = strings.Join([]string{t.ruc, d.Number.Kind.SUNATCode(), d.Number.Series, fmt.Sprint(d.Number.Number), d.IGV.String(), d.Total.String(),
		d.IssuedOn.String(), d.Client.DocumentType.SUNATCode(), d.Client.DocumentNumber, "h", ""}, "|")
	if t.accepted {
		said.XML, said.CDR = "https://p/"+d.Number.String()+".xml", "https://p/"+d.Number.String()+".cdr.xml"
	}
	return said
}

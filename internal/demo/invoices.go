package demo

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/customer"
	"github.com/qoricash/qoricash/ent/invoice"
	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/ent/proposal"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/approval"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/invoicing"
)

// Invoices is how the house of a demonstration issues electronic documents. The zero value issues none.
type Invoices struct {
	Issuer invoicing.Issuer
	House  domain.InvoiceIssuer
	Rules  domain.InvoiceRules
}

// interpreter hands documents to the provider of the demonstration and lets SUNAT answer what a case wants, so that the provider knows
// the documents all the same.
type interpreter struct {
	invoicing.Issuer
	issued func(domain.IssuedDocument) domain.IssuedDocument
	void   func(domain.VoidTicket) domain.VoidTicket
	// fault comes in place of a document that is to be issued, voidFault in place of the request to void one.
	fault, voidFault *domain.ProviderFault
}

// Issue implements invoicing.Issuer.
func (i *interpreter) Issue(ctx context.Context, payload []byte) (domain.IssuedDocument, error) {
	if i.fault != nil {
		return domain.IssuedDocument{}, i.fault
	}
	issued, err := i.Issuer.Issue(ctx, payload)
	if err == nil && i.issued != nil {
		issued = i.issued(issued)
	}
	return issued, err
}

// Void implements invoicing.Issuer.
func (i *interpreter) Void(ctx context.Context, number domain.InvoiceNumber, reason string) (domain.VoidTicket, error) {
	if i.voidFault != nil {
		return domain.VoidTicket{}, i.voidFault
	}
	ticket, err := i.Issuer.Void(ctx, number, reason)
	if err == nil && i.void != nil {
		ticket = i.void(ticket)
	}
	return ticket, err
}

// exhibit is one document of the demonstration: what the provider and SUNAT answer, and what people do with it then.
type exhibit struct {
	// company takes an operation of a company, which gets a factura.
	company bool
	answers interpreter
	// waits leaves the document where the request left it.
	waits bool
	then  func(p *play, ctx context.Context, id uuid.UUID, key string) error
}

var (
	refusedBySUNAT = func(d domain.IssuedDocument) domain.IssuedDocument {
		d.Accepted, d.Code, d.Description, d.CDR = false, "2335", "El documento electrónico ha sido alterado", ""
		return d
	}
	observed = func(d domain.IssuedDocument) domain.IssuedDocument {
		d.Code, d.Description, d.Note = "4233", "Ha sido aceptado con observaciones", "La dirección no figura en el padrón"
		return d
	}
	unanswered = func(d domain.IssuedDocument) domain.IssuedDocument {
		d.Accepted, d.Code, d.Description, d.CDR = false, "", "", ""
		return d
	}
	// ofAnother has the provider know another document under the number.
	ofAnother = func(d domain.IssuedDocument) domain.IssuedDocument {
		d.QR = "20100000001" + strings.TrimLeft(d.QR, "0123456789")
		return d
	}
	voidWaits = func(t domain.VoidTicket) domain.VoidTicket {
		t.Accepted, t.Code, t.Description = false, "", ""
		return t
	}
	voidRefused = func(t domain.VoidTicket) domain.VoidTicket {
		t.Accepted, t.Code, t.Description = false, "2324", "El archivo ya fue presentado anteriormente"
		return t
	}
)

// exhibits are the documents, in the order of their requests. One that SUNAT has not answered is asked about again a minute later, so it
// comes late; one whose fate nobody knows holds up its series, so it comes last, with two behind it. A request to void that the provider does
// not answer is made again half a minute later, so it comes just before. What is numbered and does not go out is seen while the queue of the
// demonstration is refused.
var exhibits = []exhibit{
	{}, {},
	{answers: interpreter{issued: observed}},
	{answers: interpreter{issued: refusedBySUNAT}},
	{answers: interpreter{issued: refusedBySUNAT}, then: (*play).reissue},
	{answers: interpreter{fault: &domain.ProviderFault{Code: 20, Status: 400, Message: "El archivo enviado no cumple con el formato establecido"}}},
	{then: (*play).void},
	{answers: interpreter{void: voidRefused}, then: (*play).void},
	{then: (*play).credit},
	{then: (*play).proposeVoid},
	{company: true},
	{answers: interpreter{issued: ofAnother}, then: (*play).replace},
	{answers: interpreter{void: voidWaits}, then: (*play).void},
	{answers: interpreter{issued: unanswered}},
	{answers: interpreter{voidFault: &domain.ProviderFault{Status: 503, Message: "Service Unavailable"}}, then: (*play).void},
	{answers: interpreter{fault: &domain.ProviderFault{Status: 503, Message: "Service Unavailable"}}},
	{waits: true}, {waits: true},
}

// issueDocuments makes the documents of the last operations, one after the other.
func (p *play) issueDocuments(ctx context.Context) error {
	h := p.first
	if h.invoices == nil {
		return nil
	}
	h.at(p.plan.Until.Add(-15 * time.Minute))
	people, err := h.completed(ctx, false)
	if err != nil {
		return err
	}
	companies, err := h.completed(ctx, true)
	if err != nil {
		return err
	}
	for i, one := range exhibits {
		from := &people
		if one.company {
			from = &companies
		}
		if len(*from) == 0 {
			continue // a short history has few operations
		}
		of := (*from)[0]
		*from = (*from)[1:]
		h.at(p.plan.Until.Add(-15*time.Minute + time.Duration(i)*20*time.Second))
		if err := p.show(ctx, one, of, fmt.Sprintf("demo:invoice:%d", i)); err != nil {
			return fmt.Errorf("document %d: %w", i, err)
		}
	}
	return nil
}

// completed are the newest completed operations, of companies or of people.
func (h *hand) completed(ctx context.Context, companies bool) ([]uuid.UUID, error) {
	of := customer.DocumentTypeNEQ(domain.DocumentRUC)
	if companies {
		of = customer.DocumentTypeEQ(domain.DocumentRUC)
	}
	rows, err := h.store.Read().Operation.Query().Where(operation.StatusEQ(domain.Completed),
		operation.CompletedAtLT(h.clock.Now()), operation.HasClientWith(of)).Order(ent.Desc(operation.FieldCompletedAt, operation.FieldID)).
		Limit(len(exhibits)).IDs(access.AsSystem(ctx))
	if err != nil {
		return nil, fmt.Errorf("find completed operations: %w", err)
	}
	return rows, nil
}

// show asks for a document, has the house do what is due, and does with it what the case wants. What an interrupted seed did already is
// left as it is.
func (p *play) show(ctx context.Context, one exhibit, of uuid.UUID, key string) error {
	h := p.first
	answers := one.answers
	answers.Issuer = h.interpreter.Issuer
	*h.interpreter = answers
	id, _, err := h.invoices.Issue(p.as(ctx, MasterLogin), invoicing.IssueInput{IdempotencyKey: key, OperationID: of})
	if err != nil || one.waits {
		return err
	}
	if err := h.invoices.Work(ctx); err != nil {
		return err
	}
	if one.then == nil {
		return nil
	}
	// By then SUNAT takes what people make of it.
	h.interpreter.issued = nil
	if err := one.then(p, ctx, id, key); err != nil {
		return err
	}
	return h.invoices.Work(ctx)
}

// standing answers a document as a person sees it, and whether it is still as the provider left it.
func (p *play) standing(ctx context.Context, id uuid.UUID, key string, in domain.InvoiceState) (invoicing.Target, bool, error) {
	row, err := p.first.store.Read().Invoice.Query().Where(invoice.ID(id)).Only(access.AsSystem(ctx))
	if err != nil {
		return invoicing.Target{}, false, fmt.Errorf("read a document: %w", err)
	}
	return invoicing.Target{IdempotencyKey: key + ":then", InvoiceID: id, ExpectedVersion: row.Version}, row.State == in, nil
}

func (p *play) reissue(ctx context.Context, id uuid.UUID, key string) error {
	target, fresh, err := p.standing(ctx, id, key, domain.InvoiceRejected)
	if err != nil || !fresh {
		return err
	}
	replaced, err := p.first.store.Read().Invoice.Query().Where(invoice.ReplacesID(id)).Exist(access.AsSystem(ctx))
	if err != nil || replaced {
		return err
	}
	_, _, err = p.first.invoices.Reissue(p.as(ctx, MasterLogin), target)
	return err
}

// replace issues a document anew whose number is another's.
func (p *play) replace(ctx context.Context, id uuid.UUID, key string) error {
	target, fresh, err := p.standing(ctx, id, key, domain.InvoiceParked)
	if err != nil || !fresh {
		return err
	}
	_, _, err = p.first.invoices.Reissue(p.as(ctx, MasterLogin), target)
	return err
}

func (p *play) credit(ctx context.Context, id uuid.UUID, key string) error {
	target, fresh, err := p.standing(ctx, id, key, domain.InvoiceAccepted)
	if err != nil || !fresh {
		return err
	}
	_, _, err = p.first.invoices.Credit(p.as(ctx, MasterLogin), invoicing.CreditInput{Target: target, Reason: "El cliente pidió anular la operación."})
	return err
}

// proposeVoid leaves a void to a second person: who keeps the books proposes it.
func (p *play) proposeVoid(ctx context.Context, id uuid.UUID, key string) error {
	target, fresh, err := p.standing(ctx, id, key, domain.InvoiceAccepted)
	if err != nil || !fresh {
		return err
	}
	_, _, err = p.first.invoices.Void(p.as(ctx, AnalystLogin), invoicing.VoidInput{Target: target, Reason: "Se emitió a nombre de otro cliente."})
	return err
}

func (p *play) void(ctx context.Context, id uuid.UUID, key string) error {
	_, fresh, err := p.standing(ctx, id, key, domain.InvoiceAccepted)
	if err != nil || !fresh {
		return err
	}
	if err := p.proposeVoid(ctx, id, key); err != nil {
		return err
	}
	row, err := p.first.store.Read().Proposal.Query().Where(proposal.KindEQ(domain.ProposalInvoiceVoid), proposal.ObjectID(id)).Only(access.AsSystem(ctx))
	if err != nil {
		return fmt.Errorf("find what is proposed: %w", err)
	}
	_, _, err = p.first.documents.Decide(p.as(ctx, MasterLogin), approval.DecideInput{IdempotencyKey: key + ":confirm", ProposalID: row.ID,
		Decision: domain.ProposalConfirmed})
	return err
}

// withInvoices adds what issues the documents of the last operations; the operations before are of a time without them.
func (h *hand) withInvoices(how Invoices) error {
	if how.Issuer == nil {
		return nil
	}
	if how.House.RUC == "" {
		return errors.New("demo: the house that issues documents has no RUC")
	}
	h.documents, h.interpreter = approval.New(h.store), &interpreter{Issuer: how.Issuer}
	h.invoices = invoicing.New(h.store, invoicing.Areas{Files: h.files, Decisions: h.documents},
		invoicing.Options{Issuer: h.interpreter, House: how.House, Rules: how.Rules})
	return nil
}

package invoicing

import (
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/invoice"
	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// Target names the document that an act is about, as its caller last saw it.
type Target struct {
	IdempotencyKey  string    `json:"-"`
	InvoiceID       uuid.UUID `json:"invoiceId"`
	ExpectedVersion int       `json:"expectedVersion"`
}

// asked is a person's act on one document.
type asked struct {
	action string
	act    domain.InvoiceAct
	target Target
	input  any
	// check refuses what the input itself says; nil checks nothing.
	check func() error
}

// act runs a person's act on one document, and answers that document.
func (s *Service) act(ctx context.Context, what asked, do func(context.Context, *change) error) (uuid.UUID, store.Replay, error) {
	return s.actMaking(ctx, what, func(ctx context.Context, c *change) (*ent.Invoice, error) { return c.row, do(ctx, c) })
}

// actMaking runs a person's act on one document: permission before anything else, then locks, version, and do inside one transaction. It
// answers the document that do answers; a replay answers the same one, whatever came after it.
func (s *Service) actMaking(ctx context.Context, what asked, do func(context.Context, *change) (*ent.Invoice, error)) (uuid.UUID, store.Replay, error) {
	if err := s.may(ctx, rights[what.act]); err != nil {
		return uuid.Nil, false, err
	}
	if what.check != nil {
		if err := what.check(); err != nil {
			return uuid.Nil, false, err
		}
	}
	command := store.Command{Action: what.action, Key: what.target.IdempotencyKey, Input: []any{what.target, what.input},
		Locks: []event.Aggregate{lockOf(what.target.InvoiceID)}}
	id, replayed, err := store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (uuid.UUID, error) {
		row, err := whole(ctx, tx, what.target.InvoiceID)
		if err != nil {
			return uuid.Nil, err
		}
		if row.Version != what.target.ExpectedVersion {
			return uuid.Nil, domain.Refuse(domain.CodeStaleVersion,
				"El comprobante cambió mientras tanto. Revisa cómo quedó y vuelve a intentarlo.").At("expectedVersion").With("version", row.Version)
		}
		answered, err := do(ctx, &change{tx: tx, row: row})
		if err != nil {
			return uuid.Nil, err
		}
		return answered.ID, nil
	})
	if err == nil {
		s.Wake()
	}
	return id, replayed, err
}

// may refuses who has no part in an act, and everybody where the house issues no documents.
func (s *Service) may(ctx context.Context, need right) error {
	if actor := access.Current(ctx); !need.isOf(actor) {
		return access.Denied(actor)
	}
	if !s.Enabled() {
		return withoutProvider()
	}
	return nil
}

// Retry lets a parked document go on as it is: the bytes that were kept go out again. It is refused while nobody knows whether the provider
// has the document. For Masters and accountants, and for traders over their portfolio.
func (s *Service) Retry(ctx context.Context, target Target) (uuid.UUID, store.Replay, error) {
	what := asked{action: "invoice.retry", act: domain.ActInvoiceRetry, target: target}
	return s.act(ctx, what, func(ctx context.Context, c *change) error {
		return c.apply(ctx, domain.ActInvoiceRetry, func(u *ent.InvoiceUpdateOne) {
			if c.row.Number != nil {
				u.SetNextAt(c.tx.Now)
			}
		})
	})
}

// Resend sends a valid document to its client once more. It is refused while the house does not have its paper. For Masters and accountants,
// and for traders over their portfolio.
func (s *Service) Resend(ctx context.Context, target Target) (uuid.UUID, store.Replay, error) {
	return s.act(ctx, asked{action: "invoice.resend", act: domain.ActInvoiceResend, target: target}, func(ctx context.Context, c *change) error {
		if _, refusal := domain.NextInvoice(c.row.State, domain.ActInvoiceResend, c.facts()); refusal != nil {
			return refusal
		}
		return c.aside(ctx, domain.EventInvoiceResent, nil)
	})
}

// CorrectInput says where a client of a parked document is.
type CorrectInput struct {
	Target  `json:"-"`
	Address domain.Address `json:"address"`
}

// Correct writes a parked document anew, under the number that it has and the day of today, for the client as it is now at the address that
// is given. A document without a number takes the address of its client, which is corrected there. For Masters and accountants.
func (s *Service) Correct(ctx context.Context, in CorrectInput) (uuid.UUID, store.Replay, error) {
	what := asked{action: "invoice.correct", act: domain.ActInvoiceCorrect, target: in.Target, input: &in}
	what.check = func() error {
		var faults domain.Faults
		in.Address = domain.CheckAddress(&faults, in.Address, "address")
		return faults.Err()
	}
	return s.act(ctx, what, func(ctx context.Context, c *change) error {
		if _, refusal := domain.NextInvoice(c.row.State, domain.ActInvoiceCorrect, c.facts()); refusal != nil {
			return refusal
		}
		if c.row.Number == nil {
			return correctTheClient()
		}
		return s.rewrite(ctx, c, in.Address)
	})
}

// rewrite keeps another payload of a document that the provider does not have.
func (s *Service) rewrite(ctx context.Context, c *change, address domain.Address) error {
	row, err := c.tx.Customer.Get(access.AsSystem(ctx), c.row.ClientID)
	if err != nil {
		return fmt.Errorf("read whom a document is for: %w", err)
	}
	client := clientOf(row)
	client.Address = address.OneLine()
	said := s.documentOf(c.row, *c.row.Number, domain.BusinessDate(c.tx.Now), client)
	payload, missing, why := s.payloadOf(c.row, said, client)
	if missing != "" {
		refusal := domain.Refuse(domain.CodeInvalid, "Así tampoco se puede emitir: %s.", missing.Label()).At("address")
		if why != nil {
			refusal = refusal.With("detail", *why)
		}
		return refusal
	}
	last, err := c.row.QueryPayloads().Count(access.AsSystem(ctx))
	if err != nil {
		return fmt.Errorf("count payloads: %w", err)
	}
	if err := c.addPayload(ctx, last+1, payload); err != nil {
		return err
	}
	return c.apply(ctx, domain.ActInvoiceCorrect, func(u *ent.InvoiceUpdateOne) {
		saidAs(u, said)
		u.SetNextAt(c.tx.Now).ClearFaultCode().ClearFaultMessage()
	})
}

// Reissue asks for another document in place of one that does not count: rejected, voided or credited, or parked because its number is
// another's. It takes a number of its own and names the one that it replaces. It answers the new one. For Masters and accountants.
func (s *Service) Reissue(ctx context.Context, target Target) (uuid.UUID, store.Replay, error) {
	return s.actMaking(ctx, asked{action: "invoice.reissue", act: domain.ActInvoiceReissue, target: target}, func(ctx context.Context, c *change) (*ent.Invoice, error) {
		facts := c.facts()
		var err error
		if facts.SuccessorLive, err = s.live(ctx, c.tx, c.row, c.row.CreditsID); err != nil {
			return nil, err
		}
		if err := c.applyWith(ctx, domain.ActInvoiceReissue, facts, nil); err != nil {
			return nil, err
		}
		wanted := request{by: &c.tx.Actor.ID, replaces: c.row}
		if c.row.CreditsID != nil {
			wanted.credits, wanted.reason = c.row.Edges.Credits, *c.row.CreditReason
		}
		return s.request(ctx, c.tx, c.row.Edges.Operation, wanted)
	})
}

// CreditInput says why a document is undone.
type CreditInput struct {
	Target `json:"-"`
	Reason string `json:"reason"`
}

// Credit asks for the credit note that undoes a valid document as a whole. It answers the note. For Masters and accountants.
func (s *Service) Credit(ctx context.Context, in CreditInput) (uuid.UUID, store.Replay, error) {
	what := asked{action: "invoice.credit", act: domain.ActInvoiceRequestNote, target: in.Target, input: &in, check: checkedReason(&in.Reason)}
	return s.actMaking(ctx, what, func(ctx context.Context, c *change) (*ent.Invoice, error) {
		facts := c.facts()
		var err error
		if facts.CreditLive, err = s.live(ctx, c.tx, c.row, &c.row.ID); err != nil {
			return nil, err
		}
		if err := c.applyWith(ctx, domain.ActInvoiceRequestNote, facts, nil); err != nil {
			return nil, err
		}
		return s.request(ctx, c.tx, c.row.Edges.Operation, request{by: &c.tx.Actor.ID, credits: c.row, reason: in.Reason})
	})
}

// checkedReason reads why a document is voided or credited, in place.
func checkedReason(text *string) func() error {
	return func() error {
		reason, refusal := domain.Text{Longest: domain.LongestVoidReason, Missing: "Indica el motivo: lo lee SUNAT."}.Read(*text)
		if refusal != nil {
			return refusal.At("reason")
		}
		*text = reason
		return nil
	}
}

// live tells whether a document of the operation counts, or a note of the credited document where that is given.
func (s *Service) live(ctx context.Context, tx *store.Tx, row *ent.Invoice, credited *uuid.UUID) (bool, error) {
	query := tx.Invoice.Query().Where(invoice.OperationID(row.OperationID), invoice.IDNEQ(row.ID), invoice.StateIn(domain.LiveInvoiceStates()...))
	if credited != nil {
		query.Where(invoice.CreditsID(*credited))
	} else {
		query.Where(invoice.KindNEQ(domain.CreditNote))
	}
	is, err := query.Exist(access.AsSystem(ctx))
	return is, wrapUnlessNil("look for a live document", err)
}

// IssueInput names a completed operation without a document.
type IssueInput struct {
	IdempotencyKey string    `json:"-"`
	OperationID    uuid.UUID `json:"operationId"`
}

// Issue asks for the document of a completed operation that has none: of a time before the house had a provider, or of a side that it does
// not issue by itself. It answers the document. For Masters and accountants.
func (s *Service) Issue(ctx context.Context, in IssueInput) (uuid.UUID, store.Replay, error) {
	if err := s.may(ctx, keepsBooks); err != nil {
		return uuid.Nil, false, err
	}
	command := store.Command{Action: "invoice.issue", Key: in.IdempotencyKey, Input: in, Locks: []event.Aggregate{{Type: domain.ObjectOperation, ID: in.OperationID}}}
	id, replayed, err := store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (uuid.UUID, error) {
		row, err := tx.Operation.Query().Where(operation.ID(in.OperationID)).Only(ctx)
		if ent.IsNotFound(err) {
			return uuid.Nil, domain.Refuse(domain.CodeNotFound, "No existe esa operación.").At("operationId")
		}
		if err != nil {
			return uuid.Nil, fmt.Errorf("read the operation: %w", err)
		}
		if row.Status != domain.Completed {
			return uuid.Nil, domain.Refuse(domain.CodeNotAllowedInStatus, "Solo una operación completada tiene comprobante.").At("operationId")
		}
		if refusal := s.before(row, tx.Now); refusal != nil {
			return uuid.Nil, refusal.At("operationId")
		}
		has, err := tx.Invoice.Query().Where(invoice.OperationID(row.ID), invoice.KindNEQ(domain.CreditNote)).Exist(access.AsSystem(ctx))
		if err != nil {
			return uuid.Nil, fmt.Errorf("look for a document: %w", err)
		}
		if has {
			return uuid.Nil, domain.Refuse(domain.CodeAlreadyExists, "La operación ya tiene un comprobante. Si no vale, emítelo de nuevo.").At("operationId")
		}
		made, err := s.request(ctx, tx, row, request{by: &tx.Actor.ID})
		if err != nil {
			return uuid.Nil, err
		}
		return made.ID, nil
	})
	if err == nil {
		s.Wake()
	}
	return id, replayed, err
}

// ResumeQueue lets the queues go on at once that the provider's refusal of the account stopped. Where the account does not work yet, the
// first document stops them again. For Masters and accountants.
func (s *Service) ResumeQueue(ctx context.Context, idempotencyKey string) (store.Replay, error) {
	if err := s.may(ctx, keepsBooks); err != nil {
		return false, err
	}
	if err := s.openSeries(access.AsSystem(ctx)); err != nil {
		return false, err
	}
	command := store.Command{Action: "invoice_series.resume", Key: idempotencyKey, Locks: []event.Aggregate{theQueue}}
	replayed, err := store.Do(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) error {
		rows, err := queues(ctx, tx)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(rows, isStopped) {
			return domain.Refuse(domain.CodeNotAllowedInStatus, "La cola de comprobantes no está detenida.")
		}
		return s.resumeWithin(access.AsSystem(ctx), tx, rows)
	})
	if err == nil {
		s.Wake()
	}
	return replayed, err
}

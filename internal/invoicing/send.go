package invoicing

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/invoicepayload"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
)

// callLimit bounds one call of the provider (compliance.md 4.1).
const callLimit = 30 * time.Second

// goOn does what is next for a document that has a number. The lock of its series is held, so that nobody else is sending it: one that is
// found on its way was left there by somebody who died, and nobody knows whether it arrived.
func (s *Service) goOn(ctx context.Context, row *ent.Invoice) error {
	switch row.State {
	case domain.InvoiceNumbered:
		return s.send(ctx, row.ID)
	case domain.InvoiceSending:
		return s.change(ctx, "invoice.lose", row.ID, nil, func(ctx context.Context, c *change) error {
			if c.row.State != domain.InvoiceSending {
				return nil
			}
			return c.apply(ctx, domain.ActInvoiceLose, func(u *ent.InvoiceUpdateOne) { u.SetNextAt(c.tx.Now) })
		})
	case domain.InvoiceUnknown, domain.InvoicePendingSUNAT, domain.InvoiceParked:
		return s.consult(ctx, row)
	case domain.InvoiceVoidRequested, domain.InvoiceVoidPending:
		return s.goOnVoiding(ctx, row)
	}
	return s.rest(ctx, row.ID)
}

// rest leaves a document alone that waits for nothing.
func (s *Service) rest(ctx context.Context, id uuid.UUID) error {
	return s.change(ctx, "invoice.rest", id, nil, func(ctx context.Context, c *change) error {
		return wrapUnlessNil("leave a document", c.tx.Invoice.UpdateOneID(id).ClearNextAt().Exec(ctx))
	})
}

// send hands a document to the provider: that it is on its way is committed before the call, and how the call ended after it.
func (s *Service) send(ctx context.Context, id uuid.UUID) error {
	var payload []byte
	var attempts int
	err := s.change(ctx, "invoice.send", id, nil, func(ctx context.Context, c *change) (err error) {
		if c.row.State != domain.InvoiceNumbered {
			return nil
		}
		attempts = c.row.Attempts + 1
		if payload, err = newestPayload(ctx, c); err != nil {
			return err
		}
		return c.apply(ctx, domain.ActInvoiceSend, func(u *ent.InvoiceUpdateOne) {
			u.SetSentAt(c.tx.Now).SetAbsent(false).SetAttempts(attempts)
		})
	})
	if err != nil || payload == nil {
		return err
	}
	var issued domain.IssuedDocument
	fault, err := s.call(ctx, func(ctx context.Context) (err error) {
		issued, err = s.options.Issuer.Issue(ctx, payload)
		return err
	})
	if err != nil {
		return err
	}
	if fault == nil {
		return s.record(ctx, id, "invoice.answer", issued)
	}
	return s.recordFault(ctx, id, fault, attempts)
}

// newestPayload is the bytes of a document, which must be those that were kept.
func newestPayload(ctx context.Context, c *change) ([]byte, error) {
	row, err := c.tx.InvoicePayload.Query().Where(invoicepayload.InvoiceID(c.row.ID)).Order(ent.Desc(invoicepayload.FieldVersion)).First(ctx)
	if err != nil {
		return nil, fmt.Errorf("read a payload: %w", err)
	}
	if sum := sha256.Sum256(row.Content); string(sum[:]) != string(row.Sha256) {
		return nil, fmt.Errorf("payload %d of %s is not what was kept", row.Version, numberOf(c.row))
	}
	return row.Content, nil
}

// call makes one call of the provider. The instance may leave meanwhile: then nobody knows how it ended, which is an error here and a
// question for the next instance.
func (s *Service) call(ctx context.Context, do func(context.Context) error) (*domain.ProviderFault, error) {
	bounded, cancel := context.WithTimeout(ctx, callLimit)
	defer cancel()
	err := do(bounded)
	if err == nil {
		return nil, s.resume(ctx)
	}
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	var fault *domain.ProviderFault
	if !errors.As(err, &fault) {
		return nil, fmt.Errorf("call the provider of invoices: %w", err)
	}
	s.faults.add(fault.Code)
	if fault.Action() == domain.FaultStops {
		return fault, s.stop(ctx, fault)
	}
	if fault.Code != 0 {
		return fault, s.resume(ctx)
	}
	return fault, nil
}

// recordFault writes how a call to send ended that brought no document.
func (s *Service) recordFault(ctx context.Context, id uuid.UUID, fault *domain.ProviderFault, attempts int) error {
	act, reason := fault.SendVerdict()
	return s.change(ctx, "invoice.fault", id, nil, func(ctx context.Context, c *change) error {
		if c.row.State != domain.InvoiceSending {
			return nil // it came otherwise meanwhile
		}
		c.code = fault.Code
		return c.apply(ctx, act, func(u *ent.InvoiceUpdateOne) {
			u.SetFaultCode(fault.Code).SetFaultMessage(domain.Abridge(fault.Message, longestFault)).SetAttempts(attempts)
			switch {
			case reason != "":
				// The provider is asked once whether it has the document after all: nothing of it changes before.
				u.SetParkedReason(reason).SetNextAt(c.tx.Now)
			case fault.Code == 23:
				u.SetNextAt(c.tx.Now)
			default:
				u.SetNextAt(c.tx.Now.Add(fault.Wait(attempts)))
			}
			u.SetAbsent(act == domain.ActInvoiceAbsent)
		})
	})
}

// record writes what the provider says of a document that it has. It counts for the document as it stands by then.
func (s *Service) record(ctx context.Context, id uuid.UUID, action string, issued domain.IssuedDocument) error {
	besides, err := s.creditedBy(ctx, id)
	if err != nil {
		return err
	}
	return s.change(ctx, action, id, besides, func(ctx context.Context, c *change) error {
		act, reason := issued.Verdict()
		if !s.issuedAs(c.row).SameAs(s.options.House.RUC, issued) {
			act, reason = domain.ActInvoicePark, domain.ParkedNumberForeign
		}
		if !c.takes(act) {
			return nil // an answer that comes late changes nothing any more
		}
		before := c.row.State
		if err := c.apply(ctx, act, func(u *ent.InvoiceUpdateOne) { answered(u, c, act, reason, issued) }); err != nil {
			return err
		}
		if c.row.State == before {
			return nil
		}
		if err := c.ready(ctx, before); err != nil {
			return err
		}
		return s.credit(ctx, c, act)
	})
}

// ready tells that the paper of a document is there which SUNAT accepts now: the provider had given it before.
func (c *change) ready(ctx context.Context, before domain.InvoiceState) error {
	accepted := c.row.State.Status() == domain.InvoiceStatusAccepted && before.Status() != domain.InvoiceStatusAccepted
	if !accepted || c.row.PdfFileID == nil {
		return nil
	}
	return c.aside(ctx, domain.EventInvoiceReady, nil)
}

// answered writes an answer into the row of its document.
func answered(u *ent.InvoiceUpdateOne, c *change, act domain.InvoiceAct, reason domain.InvoiceParkReason, issued domain.IssuedDocument) {
	if act == domain.ActInvoicePark {
		u.SetParkedReason(reason).ClearNextAt().SetAbsent(false)
		if reason.Foreign() {
			return // what it says is of another document
		}
	}
	set := func(text string, longest int, write func(string) *ent.InvoiceUpdateOne) {
		if text != "" {
			write(domain.Abridge(text, longest))
		}
	}
	set(issued.Code, 10, u.SetSunatCode)
	set(issued.Description, 500, u.SetSunatDescription)
	set(issued.Note, 1000, u.SetSunatNote)
	set(issued.Hash, 200, u.SetHashCode)
	set(issued.QR, 500, u.SetQr)
	set(issued.PDF, 500, u.SetPdfLink)
	set(issued.XML, 500, u.SetXMLLink)
	set(issued.CDR, 500, u.SetCdrLink)
	u.SetAbsent(false).ClearFaultCode().ClearFaultMessage()
	switch act {
	case domain.ActInvoiceAccept, domain.ActInvoiceObserve:
		u.SetAcceptedAt(c.tx.Now).SetFilesNextAt(c.tx.Now).SetFilesAttempts(0).ClearNextAt()
	case domain.ActInvoicePend:
		u.SetAttempts(c.row.Attempts + 1).SetNextAt(c.tx.Now.Add(pollWait(c.row.Attempts)))
		if issued.PDF != "" && c.row.PdfFileID == nil && c.row.State != domain.InvoicePendingSUNAT {
			u.SetFilesNextAt(c.tx.Now).SetFilesAttempts(0)
		}
	default:
		u.ClearNextAt()
	}
}

// pollWait is how long SUNAT is waited for before the provider is asked again: a minute, and longer each time up to an hour.
func pollWait(attempts int) time.Duration {
	return min(time.Minute<<min(attempts, 6), time.Hour)
}

// creditedBy is the lock of the document that a credit note undoes; none for any other.
func (s *Service) creditedBy(ctx context.Context, id uuid.UUID) ([]event.Aggregate, error) {
	row, err := s.store.Read().Invoice.Get(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("read a document: %w", err)
	}
	if row.CreditsID == nil {
		return nil, nil
	}
	return []event.Aggregate{lockOf(*row.CreditsID)}, nil
}

// credit undoes the document of a credit note that SUNAT accepted.
func (s *Service) credit(ctx context.Context, note *change, act domain.InvoiceAct) error {
	if note.row.CreditsID == nil || act != domain.ActInvoiceAccept && act != domain.ActInvoiceObserve {
		return nil
	}
	row, err := whole(ctx, note.tx, *note.row.CreditsID)
	if err != nil {
		return err
	}
	credited := &change{tx: note.tx, row: row}
	if !credited.takes(domain.ActInvoiceCredit) {
		s.options.Logger.ErrorContext(ctx, "a credit note was accepted for a document that did not count any more", "note", spoken(note.row),
			"document", spoken(row), "state", row.State)
		return nil
	}
	return credited.apply(ctx, domain.ActInvoiceCredit, nil)
}

// consult asks what the provider has under the number of a document about which something is not known.
func (s *Service) consult(ctx context.Context, row *ent.Invoice) error {
	var issued domain.IssuedDocument
	fault, err := s.call(ctx, func(ctx context.Context) (err error) {
		issued, err = s.options.Issuer.Consult(ctx, numberOf(row))
		return err
	})
	if err != nil {
		return err
	}
	if fault == nil {
		return s.record(ctx, row.ID, "invoice.consult", issued)
	}
	return s.change(ctx, "invoice.consult", row.ID, nil, func(ctx context.Context, c *change) error {
		if c.row.State != row.State || c.row.Version != row.Version {
			return nil
		}
		c.code = fault.Code
		if fault.Action() == domain.FaultResends {
			return c.isAbsent(ctx, fault)
		}
		attempts := c.row.Attempts + 1
		return wrapUnlessNil("wait for the provider", c.tx.Invoice.UpdateOneID(row.ID).SetAttempts(attempts).SetFaultCode(fault.Code).
			SetFaultMessage(domain.Abridge(fault.Message, longestFault)).SetNextAt(c.tx.Now.Add(fault.Wait(attempts))).Exec(ctx))
	})
}

// isAbsent writes that the provider has no such document: the same bytes go out again, or a person decides what goes out. One that was at
// the provider before vanished there, which a person must know.
func (c *change) isAbsent(ctx context.Context, fault *domain.ProviderFault) error {
	attempts := c.row.Attempts
	act := domain.ActInvoiceAbsent
	if c.row.State == domain.InvoicePendingSUNAT {
		act = domain.ActInvoicePark
	}
	return c.apply(ctx, act, func(u *ent.InvoiceUpdateOne) {
		u.SetAbsent(true)
		switch c.row.State {
		case domain.InvoicePendingSUNAT:
			u.SetParkedReason(domain.ParkedVanished)
		case domain.InvoiceParked:
			u.ClearNextAt()
		default:
			u.SetAttempts(attempts).SetNextAt(c.tx.Now)
			if attempts > 1 { // the bytes went out before and did not arrive: not in a hurry
				u.SetNextAt(c.tx.Now.Add(fault.Wait(attempts - 1)))
			}
		}
	})
}

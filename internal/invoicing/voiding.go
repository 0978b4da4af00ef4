package invoicing

import (
	"context"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/domain"
)

// goOnVoiding asks to void a document, or asks what became of it. Where a request may have arrived already it is asked for first.
func (s *Service) goOnVoiding(ctx context.Context, row *ent.Invoice) error {
	ask := func(ctx context.Context) (domain.VoidTicket, error) {
		return s.options.Issuer.ConsultVoid(ctx, numberOf(row))
	}
	request := func(ctx context.Context) (domain.VoidTicket, error) {
		return s.options.Issuer.Void(ctx, numberOf(row), *row.VoidReason)
	}
	if row.State == domain.InvoiceVoidPending {
		return s.voidBy(ctx, row, ask)
	}
	if row.Attempts > 0 && !row.Absent {
		return s.voidBy(ctx, row, ask)
	}
	// That it was asked for is committed before the call.
	err := s.change(ctx, "invoice.void_send", row.ID, nil, func(ctx context.Context, c *change) error {
		return wrapUnlessNil("note a request to void", c.tx.Invoice.UpdateOneID(row.ID).SetAttempts(c.row.Attempts+1).SetAbsent(false).Exec(ctx))
	})
	if err != nil {
		return err
	}
	return s.voidBy(ctx, row, request)
}

// voidBy makes a call about voiding, and writes how it ended.
func (s *Service) voidBy(ctx context.Context, row *ent.Invoice, do func(context.Context) (domain.VoidTicket, error)) error {
	var ticket domain.VoidTicket
	fault, err := s.call(ctx, func(ctx context.Context) (err error) {
		ticket, err = do(ctx)
		return err
	})
	if err != nil {
		return err
	}
	return s.change(ctx, "invoice.void_answer", row.ID, nil, func(ctx context.Context, c *change) error {
		if c.row.State != row.State {
			return nil
		}
		if fault != nil {
			return c.voidFault(ctx, fault)
		}
		return c.apply(ctx, ticket.Verdict(), func(u *ent.InvoiceUpdateOne) {
			if ticket.Ticket != "" {
				u.SetVoidTicket(domain.Abridge(ticket.Ticket, 60))
			}
			if ticket.Description != "" {
				u.SetSunatDescription(domain.Abridge(ticket.Description, 500))
			}
			u.ClearFaultCode().ClearFaultMessage()
			if ticket.Verdict() == domain.ActInvoiceTicket {
				u.SetAttempts(c.row.Attempts + 1).SetNextAt(c.tx.Now.Add(pollWait(c.row.Attempts)))
			}
		})
	})
}

// voidFault writes that a call about voiding brought nothing. What the provider refuses to void stays valid; of what it knows no request, one
// is made again.
func (c *change) voidFault(ctx context.Context, fault *domain.ProviderFault) error {
	attempts := c.row.Attempts + 1
	noted := func(u *ent.InvoiceUpdateOne) {
		u.SetFaultCode(fault.Code).SetFaultMessage(domain.Abridge(fault.Message, longestFault)).SetAttempts(attempts)
	}
	if fault.Action() == domain.FaultParks {
		return c.apply(ctx, domain.ActInvoiceRefuseVoid, noted)
	}
	u := c.tx.Invoice.UpdateOneID(c.row.ID).SetNextAt(c.tx.Now.Add(fault.Wait(attempts)))
	noted(u)
	u.SetAbsent(fault.Action() == domain.FaultResends && c.row.State == domain.InvoiceVoidRequested)
	return wrapUnlessNil("wait for the provider", u.Exec(ctx))
}

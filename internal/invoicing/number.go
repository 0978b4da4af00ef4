package invoicing

import (
	"context"
	"crypto/sha256"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/customer"
	"github.com/qoricash/qoricash/ent/invoiceseries"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/store"
)

// seriesNames are the series that the settings name.
func (s *Service) seriesNames() []string {
	named := s.options.Rules.Series
	return []string{named.Factura, named.Boleta, named.FacturaNote, named.BoletaNote}
}

// kindOf is the kind of the documents of a series.
func (s *Service) kindOf(series string) (domain.InvoiceKind, bool) {
	kinds := []domain.InvoiceKind{domain.Factura, domain.Boleta, domain.CreditNote, domain.CreditNote}
	for i, name := range s.seriesNames() {
		if name == series {
			return kinds[i], true
		}
	}
	return "", false
}

// number gives a document the next number of its series with the bytes that will be sent, or parks it where something is missing. The lock
// of the series is held; the counter is written last, so that whoever else reads it waits for as little as can be.
func (s *Service) number(ctx context.Context, id uuid.UUID) error {
	return s.change(ctx, "invoice.number", id, nil, func(ctx context.Context, c *change) error {
		if c.row.State != domain.InvoiceRequested {
			return nil
		}
		client, err := c.tx.Customer.Query().Where(customer.ID(c.row.ClientID)).Only(ctx)
		if err != nil {
			return fmt.Errorf("read whom a document is for: %w", err)
		}
		counter, err := c.tx.InvoiceSeries.Query().Where(invoiceseries.Series(c.row.Series)).Only(ctx)
		if err != nil {
			return fmt.Errorf("read a series: %w", err)
		}
		said := s.documentOf(c.row, counter.NextNumber, domain.BusinessDate(c.tx.Now), clientOf(client))
		payload, missing, why := s.payloadOf(c.row, said, clientOf(client))
		if missing != "" {
			return c.apply(ctx, domain.ActInvoicePark, func(u *ent.InvoiceUpdateOne) {
				u.SetParkedReason(missing).SetNillableFaultMessage(why)
			})
		}
		if err := c.addPayload(ctx, 1, payload); err != nil {
			return err
		}
		issuer := s.options.House
		err = c.apply(ctx, domain.ActInvoiceNumber, func(u *ent.InvoiceUpdateOne) {
			u.SetNumber(said.Number.Number).SetNumberedAt(c.tx.Now).SetIssuerSnapshot(&issuer).ClearFaultCode().ClearFaultMessage().SetNextAt(c.tx.Now)
			saidAs(u, said)
		})
		if err != nil {
			return err
		}
		return count(ctx, c.tx, counter)
	})
}

// count moves the counter of a series on by the number that was taken.
func count(ctx context.Context, tx *store.Tx, counter *ent.InvoiceSeries) error {
	counted, err := tx.InvoiceSeries.Update().Where(invoiceseries.ID(counter.ID), invoiceseries.NextNumber(counter.NextNumber)).
		SetNextNumber(counter.NextNumber + 1).Save(ctx)
	if err != nil {
		return fmt.Errorf("count a number: %w", err)
	}
	if counted != 1 {
		return fmt.Errorf("number %s-%d was taken by somebody else", counter.Series, counter.NextNumber)
	}
	return nil
}

// saidAs writes what the newest payload of a document says.
func saidAs(u *ent.InvoiceUpdateOne, said domain.InvoiceDocument) {
	client := said.Client
	u.SetClientSnapshot(&client).SetIssuedOn(said.IssuedOn).SetDueAt(said.Number.Kind.SendUntil(said.IssuedOn).AddDays(1).Start())
}

// payloadOf writes a document for a client as it is known, or answers why it takes no number, with words where there are some. What the
// document says in place of something that is missing is not asked.
func (s *Service) payloadOf(row *ent.Invoice, said domain.InvoiceDocument, client domain.InvoiceClient) (payload []byte, missing domain.InvoiceParkReason, why *string) {
	if row.Kind != domain.CreditNote {
		if missing := s.options.Rules.Missing(invoiced(row.Edges.Operation, client)); missing != "" {
			return nil, missing, nil
		}
	}
	payload, err := s.options.Issuer.Payload(said)
	if err != nil {
		words := domain.Abridge(err.Error(), longestFault)
		return nil, domain.ParkedUnfit, &words
	}
	return payload, "", nil
}

// longestFault is how many characters are kept of what the provider says of a fault.
const longestFault = 300

// addPayload keeps the bytes of a document.
func (c *change) addPayload(ctx context.Context, version int, payload []byte) error {
	sum := sha256.Sum256(payload)
	err := c.tx.InvoicePayload.Create().SetCreatedAt(c.tx.Now).SetInvoiceID(c.row.ID).SetVersion(version).SetContent(payload).SetSha256(sum[:]).Exec(ctx)
	return wrapUnlessNil("keep a payload", err)
}

package invoicing

import (
	"context"
	"fmt"
	"time"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/invoice"
	"github.com/qoricash/qoricash/ent/invoiceseries"
	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
)

// Reconciled is what a look at the documents of the house found.
type Reconciled struct {
	// Without are the codes of completed operations that have no live document and should.
	Without []string
	// Gaps are numbers that no document has; Open those of documents that are neither settled nor parked, and Parked those of documents that
	// wait for a person. Differs are numbers of live documents whose total is not their operation's.
	Gaps, Open, Parked, Differs []string
	// Asked is of how many documents the provider is asked now.
	Asked int
}

// Whole tells whether nothing is missing and nothing contradicts.
func (r Reconciled) Whole() bool { return len(r.Without)+len(r.Gaps)+len(r.Differs) == 0 }

// Reconcile compares the numbers of each series with their documents, and the documents with the operations that were completed since an
// instant. What waits for an answer is asked for at once.
func (s *Service) Reconcile(ctx context.Context, since time.Time) (Reconciled, error) {
	ctx = access.AsSystem(ctx)
	var found Reconciled
	for _, look := range []func() error{
		func() (err error) { found.Without, err = s.Without(ctx, since); return err },
		func() error { return s.findGaps(ctx, &found) },
		func() error { return s.askOpen(ctx, &found) },
	} {
		if err := look(); err != nil {
			return Reconciled{}, err
		}
	}
	return found, nil
}

// Without answers the codes of the operations completed since an instant that should have a document and have none that is live; none in a
// house that issues none.
func (s *Service) Without(ctx context.Context, since time.Time) ([]string, error) {
	if !s.Enabled() {
		return nil, nil
	}
	codes, err := s.store.Read().Operation.Query().Where(operation.StatusEQ(domain.Completed), operation.CompletedAtGTE(since), operation.SideIn(s.options.Rules.Sides()...),
		operation.Not(operation.HasInvoicesWith(invoice.KindNEQ(domain.CreditNote), invoice.StateIn(domain.LiveInvoiceStates()...)))).Order(operation.ByNumber()).
		Select(operation.FieldCode).Strings(access.AsSystem(ctx))
	return codes, wrapUnlessNil("find operations without a document", err)
}

// findGaps walks the numbers of each series.
func (s *Service) findGaps(ctx context.Context, found *Reconciled) error {
	series, err := s.store.Read().InvoiceSeries.Query().Order(ent.Asc(invoiceseries.FieldSeries)).All(ctx)
	if err != nil {
		return fmt.Errorf("read the series: %w", err)
	}
	for _, counter := range series {
		rows, err := s.store.Read().Invoice.Query().Where(invoice.Series(counter.Series), invoice.NumberNotNil()).WithOperation().Order(invoice.ByNumber()).All(ctx)
		if err != nil {
			return fmt.Errorf("read the documents of a series: %w", err)
		}
		next := counter.FirstNumber
		for _, row := range rows {
			for ; next < *row.Number; next++ {
				found.Gaps = append(found.Gaps, domain.InvoiceNumber{Kind: counter.Kind, Series: counter.Series, Number: next}.String())
			}
			next = *row.Number + 1
			s.compare(row, found)
		}
		for ; next < counter.NextNumber; next++ {
			found.Gaps = append(found.Gaps, domain.InvoiceNumber{Kind: counter.Kind, Series: counter.Series, Number: next}.String())
		}
	}
	return nil
}

// compare looks at one document that has a number.
func (s *Service) compare(row *ent.Invoice, found *Reconciled) {
	switch {
	case row.State == domain.InvoiceParked:
		found.Parked = append(found.Parked, spoken(row))
	case !row.State.Settled():
		found.Open = append(found.Open, spoken(row))
	}
	whole := s.options.Rules.Amount != domain.InvoiceSpread && row.TaxKind == domain.Inafecto
	if whole && row.State.Live() && row.Total != row.Edges.Operation.Pen {
		found.Differs = append(found.Differs, spoken(row))
	}
}

// askOpen has the provider asked now about what waits for an answer.
func (s *Service) askOpen(ctx context.Context, found *Reconciled) error {
	rows, err := s.store.Read().Invoice.Query().Where(invoice.StateIn(domain.InvoicePendingSUNAT, domain.InvoiceVoidPending), invoice.NextAtGT(s.clock.Now())).All(ctx)
	if err != nil {
		return fmt.Errorf("find documents that wait for an answer: %w", err)
	}
	for _, row := range rows {
		err := s.change(ctx, "invoice.ask", row.ID, nil, func(ctx context.Context, c *change) error {
			if c.row.State != row.State {
				return nil
			}
			return wrapUnlessNil("ask about a document", c.tx.Invoice.UpdateOneID(row.ID).SetNextAt(c.tx.Now).Exec(ctx))
		})
		if err != nil {
			return err
		}
		found.Asked++
	}
	s.Wake()
	return nil
}

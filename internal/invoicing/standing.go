package invoicing

import (
	"context"
	"fmt"
	"time"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/invoice"
	"github.com/qoricash/qoricash/ent/invoiceseries"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
)

// Standing is how the documents of the house stand.
type Standing struct {
	ByState map[domain.InvoiceState]int
	// Oldest is how long the oldest document waits that is not settled; zero for none.
	Oldest time.Duration
	// Stopped is since when the provider refuses the account, and Reason what it said; the zero time while it does not.
	Stopped time.Time
	Reason  string
}

// Standing counts the documents. It is fit for a scrape of metrics.
func (s *Service) Standing(ctx context.Context) (Standing, error) {
	ctx = access.AsSystem(ctx)
	standing := Standing{ByState: map[domain.InvoiceState]int{}}
	var counts []struct {
		State domain.InvoiceState `json:"state"`
		Count int                 `json:"count"`
	}
	if err := s.store.Read().Invoice.Query().GroupBy(invoice.FieldState).Aggregate(ent.Count()).Scan(ctx, &counts); err != nil {
		return Standing{}, fmt.Errorf("count documents: %w", err)
	}
	for _, one := range counts {
		standing.ByState[one.State] = one.Count
	}
	open, err := s.first(ctx, invoice.StateNotIn(settledStates()...), invoice.ByCreatedAt())
	if err != nil {
		return Standing{}, err
	}
	if open != nil {
		standing.Oldest = s.clock.Now().Sub(open.CreatedAt)
	}
	stopped, err := s.store.Read().InvoiceSeries.Query().Where(invoiceseries.StoppedAtNotNil()).First(ctx)
	if err != nil && !ent.IsNotFound(err) {
		return Standing{}, fmt.Errorf("read the queues: %w", err)
	}
	if stopped != nil {
		standing.Stopped, standing.Reason = *stopped.StoppedAt, *stopped.StoppedReason
	}
	return standing, nil
}

// settledStates are those of documents that wait for nothing.
func settledStates() []domain.InvoiceState {
	var settled []domain.InvoiceState
	for _, state := range domain.InvoiceStates() {
		if state.Settled() {
			settled = append(settled, state)
		}
	}
	return settled
}

// Began answers from when on completed operations need a document: from the day that the parameters name, and while they name none, from
// the first request; false while there is neither.
func (s *Service) Began(ctx context.Context) (time.Time, bool, error) {
	if day := s.options.Parameters(s.clock.Now()).InvoicingFrom; !day.IsZero() {
		return day.Start(), true, nil
	}
	row, err := s.first(access.AsSystem(ctx), invoice.VersionGT(0), invoice.ByCreatedAt())
	if err != nil || row == nil {
		return time.Time{}, false, err
	}
	return row.CreatedAt, true, nil
}

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

// Began answers when the house asked for its first document; false while it has none.
func (s *Service) Began(ctx context.Context) (time.Time, bool, error) {
	row, err := s.first(access.AsSystem(ctx), invoice.VersionGT(0), invoice.ByCreatedAt())
	if err != nil || row == nil {
		return time.Time{}, false, err
	}
	return row.CreatedAt, true, nil
}

// SeriesState is how the numbers of one series stand, and whether its documents go out.
type SeriesState struct {
	Series string
	Kind   domain.InvoiceKind
	// First is the first number that this house takes, Next the one that the next document takes; nil while the series has not begun.
	First, Next *int64
	// Waiting counts the documents that wait for a number or for an answer about theirs, WaitingSince is when the oldest was asked for.
	Waiting      int
	WaitingSince *time.Time
	// StoppedAt is since when the provider refuses the account; nil while it does not. ProbeAt is when one document tries again.
	StoppedAt, ProbeAt *time.Time
	StoppedCode        int
	StoppedReason      string
}

// waitingStates are those of documents that wait for a number, or for an answer about theirs.
var waitingStates = append([]domain.InvoiceState{domain.InvoiceRequested, domain.InvoicePendingSUNAT}, inWork...)

// Series answers how the series of the house stand, in the order of the settings; none where the house issues no documents. For staff who
// see documents.
func (s *Service) Series(ctx context.Context) ([]SeriesState, error) {
	actor, err := access.Require(ctx, domain.InvoicesRead)
	if err != nil {
		return nil, err
	}
	if !actor.IsStaff() {
		return nil, access.Denied(actor)
	}
	if !s.Enabled() {
		return nil, nil
	}
	ctx = access.AsSystem(ctx) // a trader's documents wait behind those of others
	rows, err := s.store.Read().InvoiceSeries.Query().All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the series: %w", err)
	}
	var waiting []struct {
		Series string    `json:"series"`
		Count  int       `json:"count"`
		Oldest time.Time `json:"oldest"`
	}
	if err := s.store.Read().Invoice.Query().Where(invoice.StateIn(waitingStates...)).GroupBy(invoice.FieldSeries).
		Aggregate(ent.Count(), ent.As(ent.Min(invoice.FieldCreatedAt), "oldest")).Scan(ctx, &waiting); err != nil {
		return nil, fmt.Errorf("count what waits: %w", err)
	}
	states := make([]SeriesState, len(s.seriesNames()))
	for i, name := range s.seriesNames() {
		kind, _ := s.kindOf(name)
		states[i] = SeriesState{Series: name, Kind: kind}
		for _, row := range rows {
			if row.Series == name {
				states[i].stand(row)
			}
		}
		for _, of := range waiting {
			if of.Series == name {
				states[i].Waiting, states[i].WaitingSince = of.Count, &of.Oldest
			}
		}
	}
	return states, nil
}

// stand says how the counter of the series stands.
func (s *SeriesState) stand(row *ent.InvoiceSeries) {
	s.First, s.Next, s.StoppedAt, s.ProbeAt = &row.FirstNumber, &row.NextNumber, row.StoppedAt, row.ProbeAt
	if row.StoppedAt != nil {
		s.StoppedCode, s.StoppedReason = *row.StoppedCode, *row.StoppedReason
	}
}

// Stopped tells whether documents do not go out because the provider refuses the account of the house.
func (s *Service) Stopped(ctx context.Context) (bool, error) {
	is, err := s.store.Read().InvoiceSeries.Query().Where(invoiceseries.StoppedAtNotNil()).Exist(access.AsSystem(ctx))
	return is, wrapUnlessNil("read the queues", err)
}

package monitoring

import (
	"context"
	"fmt"
	"time"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/customer"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
)

// snapshot reads what the house knows of an operation at an instant: that of its creation, or of another amount. History is left out where no
// rule asks for it.
func (s *Service) snapshot(ctx context.Context, from *ent.Client, row *ent.Operation, at time.Time, history bool) (*domain.MonitoringSnapshot, error) {
	ctx = access.AsSystem(ctx)
	client, err := from.Customer.Query().Where(customer.ID(row.ClientID)).Only(ctx)
	if err != nil {
		return nil, fmt.Errorf("read a client to watch: %w", err)
	}
	snapshot := &domain.MonitoringSnapshot{Operation: monitored(row), Client: monitoredClient(client)}
	snapshot.Operation.At = at
	if s.options.Know != nil {
		if err := s.options.Know(ctx, from, &snapshot.Client); err != nil {
			return nil, err
		}
	}
	if !history {
		return snapshot, nil
	}
	if err := readHistory(ctx, from, row, at, snapshot); err != nil {
		return nil, err
	}
	return snapshot, readRelated(ctx, from, client, row, at, snapshot)
}

func monitored(row *ent.Operation) domain.MonitoredOperation {
	o := domain.MonitoredOperation{ID: row.ID, At: row.CreatedAt, Side: row.Side, USD: row.Usd, Destination: row.DestinationSnapshot.CCI}
	if row.CompletedAt != nil {
		o.Done = *row.CompletedAt
	}
	if row.EndedAt != nil {
		o.Lost = *row.EndedAt
	}
	return o
}

func monitoredClient(row *ent.Customer) domain.MonitoredClient {
	client := domain.MonitoredClient{ID: row.ID, Since: row.CreatedAt, Document: row.DocumentType}
	if row.PoliticallyExposed != nil {
		client.PEP = domain.FactOf(*row.PoliticallyExposed)
	}
	return client
}

package graph

import (
	"context"

	"github.com/qoricash/qoricash/ent/customer"
	"github.com/qoricash/qoricash/graph/connection"
	"github.com/qoricash/qoricash/graph/model"
	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/domain"
)

// reviewQueue reads a page of the clients whose identification waits for Middle Office. Who waits longest comes first, and
// keeps the place whatever else changes about that client.
func (r *Resolver) reviewQueue(ctx context.Context, arguments connection.Arguments) (*model.ClientConnection, error) {
	if _, err := requireStaff(ctx, domain.KYCReview); err != nil {
		return nil, err
	}
	query := r.Store.Read().Customer.Query().Where(customer.KycStatusEQ(domain.KYCInReview), customer.StatusNEQ(domain.ClientDeactivated))
	longestFirst := connection.Order{Tag: 2, Column: customer.FieldReviewStartedAt, Nullable: true, Value: connection.Instant}
	return r.clientPage(ctx, query, longestFirst, arguments, func(c *view.Client) connection.Position {
		place := connection.Position{ID: c.Customer.ID}
		if c.ReviewStartedAt != nil {
			place.Value = connection.OfInstant(*c.ReviewStartedAt)
		}
		return place
	})
}

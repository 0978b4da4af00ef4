package clients

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/customer"
	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/internal/clientele"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
)

// Limit is what a client may operate without approved documents (domain.md 5.5).
type Limit struct {
	// Applies is false for clients whose identification is approved.
	Applies bool
	// Bound is the limit, Used what live and completed operations count against it.
	Bound domain.DocumentLimit
	Used  domain.LimitUsage

	document domain.DocumentType
}

// Decide answers whether the client may ask for that many USD more. A client without a limit always may.
func (l Limit) Decide(requested money.Amount) domain.LimitDecision {
	decision := l.Bound.Decide(l.Used, requested)
	if !l.Applies {
		decision.Allowed, decision.Exhausted = true, false
	}
	return decision
}

// Refusal is why the client may not ask for that many USD more, in the words for the reader, or nil.
func (l Limit) Refusal(requested money.Amount, reader domain.Reader) *domain.Error {
	return l.Decide(requested).Refusal(l.document, reader)
}

// After is the limit once that many USD were asked for, as its event tells; nil where no limit applies. Before is what the same
// operation was for until now: what it exhausted already is not reached once more.
func (l Limit) After(requested, before money.Amount) *domain.LimitFacts {
	if !l.Applies {
		return nil
	}
	exhausted := l.Decide(requested).Exhausted && (before.IsZero() || !l.Decide(before).Exhausted)
	return &domain.LimitFacts{Limit: l.Bound.Amount, Used: l.Used.USD.Add(requested), Count: l.Used.Count + 1, MaxCount: l.Bound.MaxCount, Reached: exhausted}
}

// Left is what the client may still ask for, in USD; it says nothing where no limit applies.
func (l Limit) Left() money.Amount { return l.Decide(money.Amount{}).Left }

// Unlock says in words what the limit is and what lifts it; empty where no limit applies.
func (l Limit) Unlock(reader domain.Reader) string {
	if refusal := l.Refusal(money.Amount{}, reader); refusal != nil {
		return refusal.Message
	}
	return ""
}

// Limit answers the limit of a client that the caller may see; NOT_FOUND for any other.
func (s *Service) Limit(ctx context.Context, clientID uuid.UUID) (Limit, error) {
	client, err := s.store.Read().Customer.Query().Where(customer.ID(clientID)).Only(ctx)
	if ent.IsNotFound(err) {
		return Limit{}, domain.Refuse(domain.CodeNotFound, "No existe ese cliente.")
	}
	if err != nil {
		return Limit{}, fmt.Errorf("find a client: %w", err)
	}
	limits, err := s.Limits(ctx, client)
	return limits[client.ID], err
}

// Limits answers the limits of clients that the caller was shown, with one statement for all of them.
func (s *Service) Limits(ctx context.Context, rows ...*ent.Customer) (map[uuid.UUID]Limit, error) {
	return s.limitsOf(ctx, s.store.Read(), s.store.Clock().Now(), rows)
}

// LimitFor answers the limit of a client through a client of the caller's own: that of a command which holds the client's lock, so
// that two operations at once cannot both pass, or that of a look before. It is bounded by the parameters in force at an instant. The
// operations in except do not count: the one that is being amended.
func (s *Service) LimitFor(ctx context.Context, from *ent.Client, client *ent.Customer, now time.Time, except ...uuid.UUID) (Limit, error) {
	limits, err := s.limitsOf(ctx, from, now, []*ent.Customer{client}, except...)
	return limits[client.ID], err
}

func (s *Service) limitsOf(ctx context.Context, from *ent.Client, now time.Time, rows []*ent.Customer, except ...uuid.UUID) (map[uuid.UUID]Limit, error) {
	preset := s.options.Parameters(now).Limits
	limits, ids := make(map[uuid.UUID]Limit, len(rows)), make([]uuid.UUID, 0, len(rows))
	for _, row := range rows {
		limits[row.ID] = Limit{Applies: row.KycStatus != domain.KYCApproved, Bound: preset.For(row.DocumentType), document: row.DocumentType}
		ids = append(ids, row.ID)
	}
	if len(ids) == 0 {
		return limits, nil
	}
	sums, err := clientele.Operations(ctx, from, operation.ClientIDIn(ids...), operation.StatusIn(counting()...), operation.IDNotIn(except...))
	if err != nil {
		return nil, err
	}
	for id, total := range sums.ByClient() {
		limit := limits[id]
		limit.Used.Count, limit.Used.USD = total.Count, total.USD
		limits[id] = limit
	}
	return limits, nil
}

// counting are the states that count against the limit: live and completed ones (RULE-KYC-2).
func counting() []domain.Status {
	return slices.DeleteFunc(domain.Statuses(), func(s domain.Status) bool { return !s.Live() && s != domain.Completed })
}

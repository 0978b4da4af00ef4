package monitoring

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/customer"
	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/internal/domain"
)

// try walks through the 90 days before an instant with a version of a rule beside the rules in force, with what rules know of half a year before
// them, and answers what the version would have found. It writes nothing.
func (s *Service) try(ctx context.Context, version domain.RuleVersion, now time.Time) (domain.TrialFigures, error) {
	from := now.AddDate(0, 0, -domain.DryRunDays)
	asked, err := s.inForce(ctx, s.store.Read(), domain.MonitoringActions()...)
	if err != nil {
		return domain.TrialFigures{}, err
	}
	people, err := s.people(ctx)
	if err != nil {
		return domain.TrialFigures{}, err
	}
	run := domain.NewRuleTrial(version, asked.set, from)
	err = s.eachOperation(ctx, from.AddDate(0, 0, -domain.MonitoredDays), now, func(o *ent.Operation) { run.Next(people[o.ClientID].replayed(o)) })
	return run.Figures(), err
}

// historyBatch is how many operations are read at once.
const historyBatch = 5_000

// eachOperation goes through the operations of a time in the order in which they were made.
func (s *Service) eachOperation(ctx context.Context, from, until time.Time, each func(*ent.Operation)) error {
	var last *ent.Operation
	for {
		query := s.store.Read().Operation.Query().Where(operation.CreatedAtGTE(from), operation.CreatedAtLT(until)).
			Order(operation.ByCreatedAt(), operation.ByID()).Limit(historyBatch)
		if last != nil {
			query.Where(operation.Or(operation.CreatedAtGT(last.CreatedAt), operation.And(operation.CreatedAt(last.CreatedAt), operation.IDGT(last.ID))))
		}
		rows, err := query.Select(past()...).All(ctx)
		if err != nil {
			return fmt.Errorf("read history: %w", err)
		}
		for _, row := range rows {
			each(row)
		}
		if len(rows) < historyBatch {
			return nil
		}
		last = rows[len(rows)-1]
	}
}

// past are the fields of operations that rules read.
func past() []string {
	return []string{operation.FieldID, operation.FieldClientID, operation.FieldCreatedAt, operation.FieldSide, operation.FieldUsd,
		operation.FieldDestinationSnapshot, operation.FieldCompletedAt, operation.FieldEndedAt}
}

// somebody is a client of history, with what it is compared by.
type somebody struct {
	client   domain.MonitoredClient
	traits   []domain.Trait
	referrer uuid.UUID
}

func (p *somebody) replayed(o *ent.Operation) domain.ReplayedOperation {
	made := monitored(o)
	list := append(append([]domain.Trait{}, p.traits...), domain.Trait{Kind: domain.TraitAccount, Value: made.Destination})
	return domain.ReplayedOperation{Operation: made, Client: p.client, Traits: list, Kinds: traits(), Referrer: p.referrer}
}

// people reads the clients of the house, as they are known now: what was known of them then is nowhere.
func (s *Service) people(ctx context.Context) (map[uuid.UUID]*somebody, error) {
	rows, err := s.store.Read().Customer.Query().Select(customer.FieldID, customer.FieldCreatedAt, customer.FieldDocumentType, customer.FieldPoliticallyExposed,
		customer.FieldPhone, customer.FieldAddress, customer.FieldDistrict).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the clients of history: %w", err)
	}
	people := make(map[uuid.UUID]*somebody, len(rows))
	for _, row := range rows {
		person := &somebody{client: monitoredClient(row)}
		if s.options.Know != nil {
			if err := s.options.Know(ctx, s.store.Read(), &person.client); err != nil {
				return nil, err
			}
		}
		if row.Phone != nil {
			person.traits = append(person.traits, domain.Trait{Kind: domain.TraitPhone, Value: *row.Phone})
		}
		if row.Address != nil && row.District != nil {
			person.traits = append(person.traits, domain.Trait{Kind: domain.TraitAddress, Value: *row.Address + ", " + *row.District})
		}
		people[row.ID] = person
	}
	referrals, err := s.store.Read().Referral.Query().All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read who recommended whom: %w", err)
	}
	for _, row := range referrals {
		if person := people[row.ReferredID]; person != nil {
			person.referrer = row.ReferrerID
			person.traits = append(person.traits, domain.Trait{Kind: domain.TraitReferrer, Value: row.ReferrerID.String()})
		}
	}
	return people, nil
}

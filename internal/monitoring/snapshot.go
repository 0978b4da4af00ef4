package monitoring

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/bankaccount"
	"github.com/qoricash/qoricash/ent/clientfeature"
	"github.com/qoricash/qoricash/ent/customer"
	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/ent/referral"
	"github.com/qoricash/qoricash/ent/ruleevaluation"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
)

// snapshot reads what the house knows of an operation at the moment. History is left out where no rule asks for it.
func (s *Service) snapshot(ctx context.Context, from *ent.Client, row *ent.Operation, history bool) (*domain.MonitoringSnapshot, error) {
	ctx = access.AsSystem(ctx)
	client, err := from.Customer.Query().Where(customer.ID(row.ClientID)).Only(ctx)
	if err != nil {
		return nil, fmt.Errorf("read a client to watch: %w", err)
	}
	snapshot := &domain.MonitoringSnapshot{Operation: monitored(row), Client: monitoredClient(client)}
	if s.options.Know != nil {
		if err := s.options.Know(ctx, from, &snapshot.Client); err != nil {
			return nil, err
		}
	}
	if !history {
		return snapshot, nil
	}
	if err := readPast(ctx, from, row, snapshot); err != nil {
		return nil, err
	}
	if err := readDays(ctx, from, row, snapshot); err != nil {
		return nil, err
	}
	if err := readRing(ctx, from, row, snapshot); err != nil {
		return nil, err
	}
	return snapshot, readRelated(ctx, from, client, row, snapshot)
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

// past are the fields of earlier operations that rules read.
func past() []string {
	return []string{operation.FieldID, operation.FieldClientID, operation.FieldCreatedAt, operation.FieldSide, operation.FieldUsd,
		operation.FieldDestinationSnapshot, operation.FieldCompletedAt, operation.FieldEndedAt}
}

// readPast reads the client's newest operations before one.
func readPast(ctx context.Context, from *ent.Client, row *ent.Operation, into *domain.MonitoringSnapshot) error {
	before := operation.Or(operation.CreatedAtLT(row.CreatedAt), operation.And(operation.CreatedAt(row.CreatedAt), operation.IDLT(row.ID)))
	rows, err := from.Operation.Query().Where(operation.ClientID(row.ClientID), before).
		Order(operation.ByCreatedAt(sql.OrderDesc()), operation.ByID(sql.OrderDesc())).Limit(domain.MonitoredPast).Select(past()...).All(ctx)
	if err != nil {
		return fmt.Errorf("read the past of a client: %w", err)
	}
	for _, earlier := range slices.Backward(rows) {
		into.Past = append(into.Past, monitored(earlier))
	}
	return nil
}

// readDays reads the client's days, and what it ever completed. The day of the operation itself is counted from its operations, so that what
// came later on it is not taken for earlier.
func readDays(ctx context.Context, from *ent.Client, row *ent.Operation, into *domain.MonitoringSnapshot) error {
	rows, err := from.ClientFeature.Query().Where(clientfeature.ClientID(row.ClientID)).Order(clientfeature.ByDay()).All(ctx)
	if err != nil {
		return fmt.Errorf("read the figures of a client: %w", err)
	}
	today := domain.BusinessDate(row.CreatedAt)
	first := today.AddDays(-domain.MonitoredDays)
	for _, kept := range rows {
		into.Completed.Count += kept.Completed
		into.Completed.USD = into.Completed.USD.Add(kept.CompletedUsd)
		if kept.Day.Before(today) && !kept.Day.Before(first) {
			into.Days = append(into.Days, domain.DayFigures{Day: kept.Day, Created: domain.AmountTotal{Count: kept.Created, USD: kept.CreatedUsd},
				Lost: domain.AmountTotal{Count: kept.Lost, USD: kept.LostUsd}})
		}
	}
	if row.Status == domain.Completed {
		into.Completed.Count--
		into.Completed.USD = into.Completed.USD.Sub(row.Usd)
	}
	figures := domain.DayFigures{Day: today}
	for _, o := range into.Past {
		if domain.BusinessDate(o.At) != today {
			continue
		}
		figures.Created = figures.Created.Add(o.USD)
		if o.LostBy(row.CreatedAt) {
			figures.Lost = figures.Lost.Add(o.USD)
		}
	}
	if figures.Created.Count > 0 {
		into.Days = append(into.Days, figures)
	}
	return nil
}

// mostInRing bounds how far a chain of referrals is followed.
const mostInRing = 500

// readRing counts who else of the client's chain of referrals was found splitting amounts lately.
func readRing(ctx context.Context, from *ent.Client, row *ent.Operation, into *domain.MonitoringSnapshot) error {
	ring := map[uuid.UUID]bool{row.ClientID: true}
	for edge := []uuid.UUID{row.ClientID}; len(edge) > 0 && len(ring) < mostInRing; {
		rows, err := from.Referral.Query().Where(referral.Or(referral.ReferredIDIn(edge...), referral.ReferrerIDIn(edge...))).
			Select(referral.FieldReferredID, referral.FieldReferrerID).All(ctx)
		if err != nil {
			return fmt.Errorf("read a chain of referrals: %w", err)
		}
		edge = nil
		for _, link := range rows {
			for _, client := range []uuid.UUID{link.ReferredID, link.ReferrerID} {
				if !ring[client] {
					ring[client] = true
					edge = append(edge, client)
				}
			}
		}
	}
	delete(ring, row.ClientID)
	hits := 0
	into.Client.RingHits = &hits
	if len(ring) == 0 {
		return nil
	}
	found, err := from.RuleEvaluation.Query().Where(ruleevaluation.ClientIDIn(slices.Collect(maps.Keys(ring))...),
		ruleevaluation.CodeIn(domain.RuleUnderThreshold, domain.RuleAcrossPeople), ruleevaluation.CreatedAtGT(row.CreatedAt.AddDate(0, 0, -domain.MonitoredRelated)),
		ruleevaluation.CreatedAtLTE(row.CreatedAt)).Select(ruleevaluation.FieldClientID).All(ctx)
	if err != nil {
		return fmt.Errorf("read what a chain of referrals matched: %w", err)
	}
	for _, match := range found {
		if ring[match.ClientID] {
			hits++
			delete(ring, match.ClientID)
		}
	}
	return nil
}

// traits are what the house compares clients by.
func traits() []domain.TraitKind {
	return []domain.TraitKind{domain.TraitAccount, domain.TraitPhone, domain.TraitAddress, domain.TraitReferrer}
}

// readRelated reads what other clients did lately who have something in common with this one.
func readRelated(ctx context.Context, from *ent.Client, client *ent.Customer, row *ent.Operation, into *domain.MonitoringSnapshot) error {
	into.Traits = traits()
	shared := map[uuid.UUID][]domain.Trait{}
	share := func(other uuid.UUID, kind domain.TraitKind, value string) {
		if other != client.ID {
			shared[other] = append(shared[other], domain.Trait{Kind: kind, Value: value})
		}
	}
	account := row.DestinationSnapshot.CCI
	holders, err := from.BankAccount.Query().Where(bankaccount.Cci(account), bankaccount.ClientIDNEQ(client.ID)).All(ctx)
	if err != nil {
		return fmt.Errorf("read who else has an account: %w", err)
	}
	into.SharedAccount = domain.FactOf(len(holders) > 0)
	var accounts []uuid.UUID
	for _, holder := range holders {
		accounts = append(accounts, holder.ID)
	}
	if err := shareContacts(ctx, from, client, share); err != nil {
		return err
	}
	if err := shareReferrer(ctx, from, client, share); err != nil {
		return err
	}
	others := make([]uuid.UUID, 0, len(shared))
	for other := range shared {
		others = append(others, other)
	}
	if len(others)+len(accounts) == 0 {
		return nil
	}
	rows, err := from.Operation.Query().Where(operation.CreatedAtGTE(row.CreatedAt.AddDate(0, 0, -domain.MonitoredRelated)), operation.CreatedAtLT(row.CreatedAt),
		operation.Or(operation.ClientIDIn(others...), operation.DestinationAccountIDIn(accounts...))).
		Order(operation.ByCreatedAt(), operation.ByID()).All(ctx)
	if err != nil {
		return fmt.Errorf("read what related clients did: %w", err)
	}
	for _, o := range rows {
		common := shared[o.ClientID]
		if slices.Contains(accounts, o.DestinationAccountID) {
			common = append(slices.Clone(common), domain.Trait{Kind: domain.TraitAccount, Value: account})
		}
		for _, trait := range common {
			into.Related = append(into.Related, domain.RelatedOperation{Trait: trait, Client: o.ClientID, At: o.CreatedAt, USD: o.Usd})
		}
	}
	return nil
}

// shareContacts finds who has the client's telephone or address.
func shareContacts(ctx context.Context, from *ent.Client, client *ent.Customer, share func(uuid.UUID, domain.TraitKind, string)) error {
	if client.Phone != nil {
		rows, err := from.Customer.Query().Where(customer.Phone(*client.Phone)).Select(customer.FieldID).All(ctx)
		if err != nil {
			return fmt.Errorf("read who has the same telephone: %w", err)
		}
		for _, other := range rows {
			share(other.ID, domain.TraitPhone, *client.Phone)
		}
	}
	if client.Address == nil || client.District == nil {
		return nil
	}
	rows, err := from.Customer.Query().Where(customer.Address(*client.Address), customer.District(*client.District)).Select(customer.FieldID).All(ctx)
	if err != nil {
		return fmt.Errorf("read who has the same address: %w", err)
	}
	for _, other := range rows {
		share(other.ID, domain.TraitAddress, *client.Address)
	}
	return nil
}

// shareReferrer finds whom the same person recommended.
func shareReferrer(ctx context.Context, from *ent.Client, client *ent.Customer, share func(uuid.UUID, domain.TraitKind, string)) error {
	own, err := from.Referral.Query().Where(referral.ReferredID(client.ID)).Only(ctx)
	if ent.IsNotFound(err) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read who recommended a client: %w", err)
	}
	rows, err := from.Referral.Query().Where(referral.ReferrerID(own.ReferrerID)).All(ctx)
	if err != nil {
		return fmt.Errorf("read whom somebody recommended: %w", err)
	}
	for _, other := range rows {
		share(other.ReferredID, domain.TraitReferrer, own.ReferrerID.String())
	}
	return nil
}

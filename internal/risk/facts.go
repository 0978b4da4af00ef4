package risk

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/customer"
	"github.com/qoricash/qoricash/ent/duediligenceoverride"
	"github.com/qoricash/qoricash/ent/manuallistcheck"
	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/ent/peprecord"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/clientele"
	"github.com/qoricash/qoricash/internal/domain"
)

// known is what a computation rests on.
type known struct {
	facts domain.RiskFacts
	// decided is what two people decided and is in force; nil for nothing.
	decided *domain.RiskOverride
	// changes is when some of it changes by itself; nil for never.
	changes *time.Time
}

// soon brings the instant at which something changes forward.
func (k *known) soon(at time.Time) {
	if k.changes == nil || at.Before(*k.changes) {
		k.changes = &at
	}
}

// due makes a profile due when something changes by itself.
func (k *known) due(update *ent.RiskProfileUpdateOne) *ent.RiskProfileUpdateOne {
	update.ClearRecheckFor()
	if k.changes == nil {
		return update.ClearRecheckAt()
	}
	return update.SetRecheckAt(*k.changes)
}

// read reads all that a computation about a client rests on, at an instant.
func (s *Service) read(ctx context.Context, from *ent.Client, client uuid.UUID, now time.Time) (*known, error) {
	ctx = access.AsSystem(ctx)
	row, err := from.Customer.Query().Where(customer.ID(client)).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, unknownClient()
	}
	if err != nil {
		return nil, fmt.Errorf("read a client: %w", err)
	}
	found := &known{facts: domain.RiskFacts{Declared: row.PoliticallyExposed != nil && *row.PoliticallyExposed, Identified: row.KycStatus == domain.KYCApproved}}
	for _, part := range []func(context.Context, *ent.Client, uuid.UUID, time.Time, *known) error{readOperations, s.readExposures, s.readLists, readDecided} {
		if err := part(ctx, from, client, now, found); err != nil {
			return nil, err
		}
	}
	return found, nil
}

// readOperations reads what the client completed, and how often it came lately.
func readOperations(ctx context.Context, from *ent.Client, client uuid.UUID, now time.Time, found *known) error {
	sums, err := clientele.Operations(ctx, from, operation.ClientID(client), operation.StatusEQ(domain.Completed))
	if err != nil {
		return err
	}
	completed := sums.Total()
	found.facts.Completed, found.facts.CompletedUSD = completed.Count, completed.USD
	since := now.AddDate(0, 0, -domain.RiskRecentDays)
	found.facts.Recent, err = from.Operation.Query().Where(operation.ClientID(client), operation.CreatedAtGT(since)).Count(ctx)
	if err != nil {
		return fmt.Errorf("count the operations of a client: %w", err)
	}
	if found.facts.Frequent() {
		first, err := from.Operation.Query().Where(operation.ClientID(client), operation.CreatedAtGT(since)).Order(operation.ByCreatedAt()).First(ctx)
		if err != nil {
			return fmt.Errorf("read the oldest recent operation of a client: %w", err)
		}
		found.soon(first.CreatedAt.AddDate(0, 0, domain.RiskRecentDays))
	}
	return nil
}

// readExposures reads the political exposures on record that count.
func (s *Service) readExposures(ctx context.Context, from *ent.Client, client uuid.UUID, now time.Time, found *known) error {
	rows, err := from.PepRecord.Query().Where(peprecord.ClientID(client), peprecord.WithdrawnAtIsNil()).All(ctx)
	if err != nil {
		return fmt.Errorf("read political exposures: %w", err)
	}
	rules, today := s.rules(now), domain.BusinessDate(now)
	for _, row := range rows {
		left := dayOf(row.LeftOn)
		if !rules.Exposes(left, today) {
			continue
		}
		found.facts.Exposed = true
		if ends, ended := rules.EndsOn(left); ended {
			found.soon(ends.Start())
		}
	}
	return nil
}

// readLists reads how the client stands to lists: by the last check of a person, and by whoever checks them without one.
func (s *Service) readLists(ctx context.Context, from *ent.Client, client uuid.UUID, _ time.Time, found *known) error {
	last, err := lastCheck(ctx, from, client)
	if err != nil {
		return err
	}
	var byPerson, byItself map[domain.RiskList]domain.RiskListState
	if last != nil {
		byPerson = checkOf(last).States()
		found.facts.LegalIssues = last.LegalIssues
	}
	if s.lists != nil {
		if byItself, err = s.lists(ctx, from, client); err != nil {
			return err
		}
	}
	found.facts.Lists = domain.MergeListStates(byPerson, byItself)
	return nil
}

// lastCheck is the last check of lists by a person; nil where there is none.
func lastCheck(ctx context.Context, from *ent.Client, client uuid.UUID) (*ent.ManualListCheck, error) {
	row, err := from.ManualListCheck.Query().Where(manuallistcheck.ClientID(client)).Order(ent.Desc(manuallistcheck.FieldID)).First(access.AsSystem(ctx))
	if ent.IsNotFound(err) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the last check of lists: %w", err)
	}
	return row, nil
}

func checkOf(row *ent.ManualListCheck) domain.RiskListCheck {
	return domain.RiskListCheck{Results: row.Results, LegalIssues: row.LegalIssues}
}

// readDecided reads what two people decided and is in force.
func readDecided(ctx context.Context, from *ent.Client, client uuid.UUID, now time.Time, found *known) error {
	row, err := liveOverride(ctx, from, client)
	if err != nil || row == nil || row.Until != nil && !row.Until.After(now) {
		return err
	}
	found.decided = &domain.RiskOverride{To: row.DueDiligence, Ground: row.Ground, Until: row.Until}
	if row.Until != nil {
		found.soon(*row.Until)
	}
	return nil
}

// liveOverride is the decision that no other ended, whether its time is over or not; nil where there is none.
func liveOverride(ctx context.Context, from *ent.Client, client uuid.UUID) (*ent.DueDiligenceOverride, error) {
	row, err := from.DueDiligenceOverride.Query().Where(duediligenceoverride.ClientID(client), duediligenceoverride.EndedAtIsNil()).Only(access.AsSystem(ctx))
	if ent.IsNotFound(err) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read what was decided about a client: %w", err)
	}
	return row, nil
}

func dayOf(optional *domain.Date) domain.Date {
	if optional == nil {
		return domain.Date{}
	}
	return *optional
}

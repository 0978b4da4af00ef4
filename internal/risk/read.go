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
	"github.com/qoricash/qoricash/ent/peprecord"
	"github.com/qoricash/qoricash/ent/relatedperson"
	"github.com/qoricash/qoricash/ent/riskcomputation"
	"github.com/qoricash/qoricash/ent/riskprofile"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/clients"
	"github.com/qoricash/qoricash/internal/domain"
)

// newest is how many rows of a client's history are shown.
const newest = 50

// Picture is a client's risk as a caller may know it.
type Picture struct {
	ClientID     uuid.UUID
	Level        domain.RiskLevel
	DueDiligence domain.DueDiligence
	// Missing is what the regime asks of the client and the house does not know.
	Missing []domain.ProfileField
	// Whole is everything else; nil for who has no part in it.
	Whole *Whole
}

// Whole is what those know who see the risk of all clients.
type Whole struct {
	Profile *ent.RiskProfile
	// History are the newest computations, newest first.
	History   []*ent.RiskComputation
	Override  *ent.DueDiligenceOverride
	Exposures []*ent.PepRecord
	Checks    []*ent.ManualListCheck
}

// Of answers the risk of a client; nil for one that the caller does not see or that nobody assessed yet. Over a portfolio it is what the client's
// trader may know: a level and a regime without lists, records and decisions (areas.md E39).
func (s *Service) Of(ctx context.Context, client uuid.UUID) (*Picture, error) {
	actor, err := access.Require(ctx, domain.RiskRead)
	if err != nil {
		return nil, err
	}
	query := s.store.Read().Customer.Query().Where(customer.ID(client))
	if actor.Reach(domain.RiskRead) == domain.ReachPortfolio {
		query.Where(customer.OwnerID(actor.ID))
	}
	row, err := query.Only(ctx)
	if ent.IsNotFound(err) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read a client: %w", err)
	}
	system := access.AsSystem(ctx)
	profile, err := s.store.Read().RiskProfile.Query().Where(riskprofile.ClientID(client)).WithComputation().Only(system)
	if ent.IsNotFound(err) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read a risk profile: %w", err)
	}
	picture := &Picture{ClientID: client, Level: profile.ShownLevel, DueDiligence: profile.ShownDueDiligence}
	if actor.Reach(domain.RiskRead) == domain.ReachAll {
		picture.Level, picture.DueDiligence = profile.Level, profile.DueDiligence
		if picture.Whole, err = s.whole(system, profile); err != nil {
			return nil, err
		}
	}
	missing, err := s.missing(system, row, picture.DueDiligence)
	picture.Missing = missing
	return picture, err
}

// missing is what a regime asks of a client and the house does not know.
func (s *Service) missing(ctx context.Context, row *ent.Customer, regime domain.DueDiligence) ([]domain.ProfileField, error) {
	people, err := s.store.Read().RelatedPerson.Query().Where(relatedperson.ClientID(row.ID), relatedperson.RemovedAtIsNil()).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read related persons: %w", err)
	}
	known := domain.KnownOfClient{Document: row.DocumentType, Profile: clients.ProfileOf(row), Identified: row.KycStatus == domain.KYCApproved,
		Address: row.Address != nil, Phone: row.Phone != nil}
	for _, person := range people {
		known.Representatives = known.Representatives || person.Kind == domain.RelatedRepresentative
		known.Owners = known.Owners || person.Kind == domain.RelatedOwner
	}
	return regime.Missing(known), nil
}

func (s *Service) whole(ctx context.Context, profile *ent.RiskProfile) (*Whole, error) {
	client, from := profile.ClientID, s.store.Read()
	found := &Whole{Profile: profile}
	var err error
	found.History, err = from.RiskComputation.Query().Where(riskcomputation.ClientID(client)).WithAsker().Order(ent.Desc(riskcomputation.FieldID)).
		Limit(newest).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read assessments: %w", err)
	}
	found.Override, err = from.DueDiligenceOverride.Query().Where(duediligenceoverride.ClientID(client), duediligenceoverride.EndedAtIsNil()).
		WithProposal(func(q *ent.ProposalQuery) { q.WithProposer().WithDecider() }).Only(ctx)
	if err != nil && !ent.IsNotFound(err) {
		return nil, fmt.Errorf("read what was decided about a client: %w", err)
	}
	if found.Override != nil && !inForce(found.Override, s.store.Clock().Now()) {
		found.Override = nil
	}
	found.Exposures, err = from.PepRecord.Query().Where(peprecord.ClientID(client)).WithRecorder().Order(ent.Desc(peprecord.FieldID)).Limit(newest).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read political exposures: %w", err)
	}
	found.Checks, err = from.ManualListCheck.Query().Where(manuallistcheck.ClientID(client)).WithChecker().Order(ent.Desc(manuallistcheck.FieldID)).
		Limit(newest).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read checks of lists: %w", err)
	}
	return found, nil
}

// inForce tells whether a decision that no other ended still holds.
func inForce(row *ent.DueDiligenceOverride, now time.Time) bool {
	return row.Until == nil || row.Until.After(now)
}

package risk

import (
	"context"
	"fmt"
	"time"

	entsql "entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/duediligenceoverride"
	"github.com/qoricash/qoricash/ent/manuallistcheck"
	"github.com/qoricash/qoricash/ent/peprecord"
	"github.com/qoricash/qoricash/ent/relatedperson"
	"github.com/qoricash/qoricash/ent/riskcomputation"
	"github.com/qoricash/qoricash/ent/riskprofile"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/approval"
	"github.com/qoricash/qoricash/internal/clients"
	"github.com/qoricash/qoricash/internal/domain"
)

// newest is how many rows of a client's history are shown.
const newest = 50

// Asked are the parts of a picture that are read beside what it always has.
type Asked struct{ History, Override, Exposures, Checks bool }

// Picture is a client's risk as a caller may know it.
type Picture struct {
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

// Of answers the risk of clients that the caller was shown, by client, with the parts that are asked for; one that nobody assessed yet is
// missing, and so is one of another portfolio. Over a portfolio it is what the client's trader may know: a level and a regime without lists, records
// and decisions (areas.md E39). The number of statements does not depend on how many clients there are. For the holders of risk.read.
func (s *Service) Of(ctx context.Context, asked Asked, rows ...*ent.Customer) (map[uuid.UUID]*Picture, error) {
	actor, err := access.Require(ctx, domain.RiskRead)
	if err != nil {
		return nil, err
	}
	reach, seen := actor.Reach(domain.RiskRead), map[uuid.UUID]*ent.Customer{}
	for _, row := range rows {
		if reach != domain.ReachPortfolio || row.OwnerID == actor.ID {
			seen[row.ID] = row
		}
	}
	system := access.AsSystem(ctx)
	profiles, err := s.store.Read().RiskProfile.Query().Where(riskprofile.ClientIDIn(keysOf(seen)...)).WithComputation().All(system)
	if err != nil {
		return nil, fmt.Errorf("read risk profiles: %w", err)
	}
	pictures := make(map[uuid.UUID]*Picture, len(profiles))
	for _, profile := range profiles {
		picture := &Picture{Level: profile.ShownLevel, DueDiligence: profile.ShownDueDiligence}
		if reach == domain.ReachAll {
			picture.Level, picture.DueDiligence, picture.Whole = profile.Level, profile.DueDiligence, &Whole{Profile: profile}
		}
		pictures[profile.ClientID] = picture
	}
	if err := s.addMissing(system, seen, pictures); err != nil || reach != domain.ReachAll {
		return pictures, err
	}
	return pictures, s.addWhole(system, asked, pictures)
}

func keysOf[V any](of map[uuid.UUID]V) []uuid.UUID {
	keys := make([]uuid.UUID, 0, len(of))
	for key := range of {
		keys = append(keys, key)
	}
	return keys
}

// addMissing says what the regimes ask of clients and the house does not know.
func (s *Service) addMissing(ctx context.Context, rows map[uuid.UUID]*ent.Customer, pictures map[uuid.UUID]*Picture) error {
	people, err := s.store.Read().RelatedPerson.Query().Where(relatedperson.ClientIDIn(keysOf(pictures)...), relatedperson.RemovedAtIsNil()).All(ctx)
	if err != nil {
		return fmt.Errorf("read related persons: %w", err)
	}
	represented, owned := map[uuid.UUID]bool{}, map[uuid.UUID]bool{}
	for _, person := range people {
		represented[person.ClientID] = represented[person.ClientID] || person.Kind == domain.RelatedRepresentative
		owned[person.ClientID] = owned[person.ClientID] || person.Kind == domain.RelatedOwner
	}
	for client, picture := range pictures {
		row := rows[client]
		picture.Missing = picture.DueDiligence.Missing(domain.KnownOfClient{Document: row.DocumentType, Profile: clients.ProfileOf(row),
			Identified: row.KycStatus == domain.KYCApproved, Address: row.Address != nil, Phone: row.Phone != nil,
			Representatives: represented[client], Owners: owned[client]})
	}
	return nil
}

// addWhole reads the parts that are asked for.
func (s *Service) addWhole(ctx context.Context, asked Asked, pictures map[uuid.UUID]*Picture) error {
	for _, part := range []struct {
		asked bool
		add   func(context.Context, map[uuid.UUID]*Picture) error
	}{{asked.History, s.addHistory}, {asked.Override, s.addOverrides}, {asked.Exposures, s.addExposures}, {asked.Checks, s.addChecks}} {
		if !part.asked || len(pictures) == 0 {
			continue
		}
		if err := part.add(ctx, pictures); err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) addHistory(ctx context.Context, pictures map[uuid.UUID]*Picture) error {
	rows, err := s.store.Read().RiskComputation.Query().Where(riskcomputation.ClientIDIn(keysOf(pictures)...), newestOfEach(riskcomputation.Table)).
		WithAsker().Order(ent.Desc(riskcomputation.FieldID)).All(ctx)
	if err != nil {
		return fmt.Errorf("read assessments: %w", err)
	}
	for _, row := range rows {
		whole := pictures[row.ClientID].Whole
		whole.History = append(whole.History, row)
	}
	return nil
}

func (s *Service) addOverrides(ctx context.Context, pictures map[uuid.UUID]*Picture) error {
	rows, err := s.store.Read().DueDiligenceOverride.Query().
		Where(duediligenceoverride.ClientIDIn(keysOf(pictures)...), duediligenceoverride.EndedAtIsNil()).
		WithProposal(func(q *ent.ProposalQuery) { q.WithProposer().WithDecider() }).All(ctx)
	if err != nil {
		return fmt.Errorf("read what was decided about clients: %w", err)
	}
	for _, row := range rows {
		if inForce(row, s.store.Clock().Now()) {
			pictures[row.ClientID].Whole.Override = row
		}
	}
	return nil
}

func (s *Service) addExposures(ctx context.Context, pictures map[uuid.UUID]*Picture) error {
	rows, err := s.store.Read().PepRecord.Query().Where(peprecord.ClientIDIn(keysOf(pictures)...), newestOfEach(peprecord.Table)).WithRecorder().
		Order(ent.Desc(peprecord.FieldID)).All(ctx)
	if err != nil {
		return fmt.Errorf("read political exposures: %w", err)
	}
	for _, row := range rows {
		whole := pictures[row.ClientID].Whole
		whole.Exposures = append(whole.Exposures, row)
	}
	return nil
}

func (s *Service) addChecks(ctx context.Context, pictures map[uuid.UUID]*Picture) error {
	rows, err := s.store.Read().ManualListCheck.Query().Where(manuallistcheck.ClientIDIn(keysOf(pictures)...), newestOfEach(manuallistcheck.Table)).
		WithChecker().Order(ent.Desc(manuallistcheck.FieldID)).All(ctx)
	if err != nil {
		return fmt.Errorf("read checks of lists: %w", err)
	}
	for _, row := range rows {
		whole := pictures[row.ClientID].Whole
		whole.Checks = append(whole.Checks, row)
	}
	return nil
}

// newestOfEach takes the newest rows of each client: those that less than so many rows of the same client are newer than.
func newestOfEach(table string) func(*entsql.Selector) {
	return func(s *entsql.Selector) {
		newer := entsql.Table(table).As("newer")
		beyond := entsql.SelectExpr(entsql.Raw("1")).From(newer).Where(entsql.P(func(b *entsql.Builder) {
			b.WriteString("newer.client_id = ").Ident(s.C("client_id")).WriteString(" AND newer.id > ").Ident(s.C("id"))
		})).Limit(newest)
		s.Where(entsql.P(func(b *entsql.Builder) {
			b.WriteString("(SELECT count(*) FROM (").Join(beyond).WriteString(") AS beyond) < ").Arg(newest)
		}))
	}
}

// inForce tells whether a decision that no other ended still holds.
func inForce(row *ent.DueDiligenceOverride, now time.Time) bool {
	return row.Until == nil || row.Until.After(now)
}

// OverrideProposed answers the regime that a proposal would give a client, or that it would lift one; false for a proposal about something else.
func OverrideProposed(row *ent.Proposal) (Overriding, bool) {
	if row.Kind != domain.ProposalDueDiligence {
		return Overriding{}, false
	}
	var wanted Overriding
	err := approval.ReadPayload(row, &wanted)
	return wanted, err == nil
}

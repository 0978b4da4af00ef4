package restriction

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/clientrestriction"
	"github.com/qoricash/qoricash/ent/complianceground"
	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
)

// Standing answers what decides whether a client may act, as a transaction, or a look before one, finds it.
func (s *Service) Standing(ctx context.Context, from *ent.Client, client uuid.UUID) (domain.ClientStanding, error) {
	ctx = access.AsSystem(ctx)
	open, err := openOf(ctx, from, client)
	if err != nil {
		return domain.ClientStanding{}, err
	}
	var at domain.ClientStanding
	for _, row := range open {
		at.Frozen = at.Frozen || row.Kind == domain.RestrictionFreeze
		at.InReview = at.InReview || row.Kind == domain.RestrictionReview
	}
	if at.Screening, err = s.screeningOf(ctx, from, client); err != nil {
		return domain.ClientStanding{}, err
	}
	// Only who is new waits, and only where something is not known of it: whoever is known is not asked for its past.
	at.Newcomer = true
	if !at.Waits() {
		at.Newcomer = false
		return at, nil
	}
	operated, err := from.Operation.Query().Where(operation.ClientID(client)).Exist(ctx)
	if err != nil {
		return domain.ClientStanding{}, fmt.Errorf("find whether a client operated: %w", err)
	}
	at.Newcomer = !operated
	return at, nil
}

// Admit refuses an act of a client who may not do it now, in the words of every account that is looked at.
func (s *Service) Admit(ctx context.Context, from *ent.Client, client uuid.UUID, act domain.ClientAct, reader domain.Reader) error {
	at, err := s.Standing(ctx, from, client)
	if err != nil {
		return err
	}
	if refusal := at.Admits(act, reader); refusal != nil {
		return refusal
	}
	return nil
}

// AdmitOperation refuses what moves the money of an operation while its client may not, or while something is open about the client that
// the house has not looked at for this operation: between the moment in which money is seen and the hold nothing slips through.
func (s *Service) AdmitOperation(ctx context.Context, from *ent.Client, of *ent.Operation, act domain.ClientAct, reader domain.Reader) error {
	ctx = access.AsSystem(ctx)
	at, err := s.Standing(ctx, from, of.ClientID)
	if err != nil {
		return err
	}
	if refusal := at.Admits(act, reader); refusal != nil {
		return refusal
	}
	found, err := s.grounds(ctx, from, of.ClientID, at)
	if err != nil || len(found) == 0 {
		return err
	}
	known, err := knownGrounds(ctx, from, of.ID)
	if err != nil {
		return err
	}
	if len(without(found, known)) > 0 {
		return domain.UnderReview(reader)
	}
	return nil
}

// openOf reads the open restrictions of a client, oldest first.
func openOf(ctx context.Context, from *ent.Client, client uuid.UUID) ([]*ent.ClientRestriction, error) {
	rows, err := from.ClientRestriction.Query().Where(clientrestriction.ClientID(client), clientrestriction.ReleasedAtIsNil()).
		Order(clientrestriction.ByID()).All(access.AsSystem(ctx))
	if err != nil {
		return nil, fmt.Errorf("read the restrictions of a client: %w", err)
	}
	return rows, nil
}

// ground is one reason to hold the money of an operation.
type ground struct {
	kind domain.HoldGround
	note string
}

// grounds are the reasons to hold the money of a client who stands so.
func (s *Service) grounds(ctx context.Context, from *ent.Client, client uuid.UUID, at domain.ClientStanding) ([]ground, error) {
	var found []ground
	if at.Frozen || at.InReview {
		open, err := openOf(ctx, from, client)
		if err != nil {
			return nil, err
		}
		for _, row := range open {
			found = append(found, ground{domain.GroundRestriction, fmt.Sprintf("El cliente está %s: %s (%s).", row.Kind.Label(), row.Cause.Label(), row.GlobalID())})
		}
	}
	note, open, err := s.matterOf(ctx, from, client)
	if err != nil {
		return nil, fmt.Errorf("find what is open about a client: %w", err)
	}
	if open {
		found = append(found, ground{domain.GroundMatter, domain.Clip(note, noteLength)})
	}
	if at.Screening == domain.ScreeningNotChecked {
		found = append(found, ground{domain.GroundNotChecked, "El cliente todavía no fue verificado."})
	}
	return found, nil
}

// noteLength is how many characters a note of a hold holds.
const noteLength = 300

func shortened(note string) string {
	if text := []rune(note); len(text) > noteLength {
		return string(text[:noteLength-1]) + "…"
	}
	return note
}

// knownGrounds are those that an operation was held for, now or before.
func knownGrounds(ctx context.Context, from *ent.Client, operation uuid.UUID) (map[ground]bool, error) {
	rows, err := from.ComplianceGround.Query().Where(complianceground.OperationID(operation)).All(access.AsSystem(ctx))
	if err != nil {
		return nil, fmt.Errorf("read why an operation was held: %w", err)
	}
	known := map[ground]bool{}
	for _, row := range rows {
		known[ground{row.Ground, row.Note}] = true
	}
	return known, nil
}

func without(found []ground, known map[ground]bool) []ground {
	var left []ground
	for _, one := range found {
		if !known[one] {
			left = append(left, one)
		}
	}
	return left
}

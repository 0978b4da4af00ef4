package parameters

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/parametersetting"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/approval"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// SetInput gives a parameter a value from an instant on.
type SetInput struct {
	IdempotencyKey string `json:"-"`
	Key            domain.ParameterKey
	Value          domain.ParameterValue
	// ValidFrom is when it comes to hold; the zero time is at once.
	ValidFrom time.Time
	// Reason says why, Source where the value comes from; empty for none.
	Reason, Source string
}

// Done is what a Set did: it set a value, or proposed to.
type Done struct {
	// Setting is the row of the value, uuid.Nil where a second person must confirm it.
	Setting uuid.UUID
	// Proposal waits for that person; uuid.Nil where nobody is asked.
	Proposal uuid.UUID
}

// Set gives a parameter a value from an instant on, now or within a year. Of parameters that bound risk it makes a proposal, which a second
// person confirms; one that is confirmed late holds from then on. For the holders of the parameter's permission. It refuses with INVALID
// at value a value out of bounds or the one that holds anyway, at validFrom an instant that is over or too far ahead; with REQUIRED a reason
// that is missing; with ALREADY_EXISTS at key a second proposal.
func (s *Service) Set(ctx context.Context, in SetInput) (Done, store.Replay, error) {
	row, known := domain.ParameterOf(in.Key)
	if !known {
		return Done{}, false, domain.Refuse(domain.CodeInvalid, "No existe ese parámetro.").At("key")
	}
	if _, err := access.Require(ctx, row.Permission); err != nil {
		return Done{}, false, err
	}
	var faults domain.Faults
	if refusal := row.Check(in.Value); refusal != nil {
		faults.Add(refusal.At("value"))
	}
	in.Reason = domain.Reason("Indica el motivo del cambio.").Check(&faults, in.Reason, "reason")
	in.Source = domain.ParameterSource().Check(&faults, in.Source, "source")
	if err := faults.Err(); err != nil {
		return Done{}, false, err
	}
	command := store.Command{Action: "parameter.set", Key: in.IdempotencyKey, Input: in, Locks: []event.Aggregate{aggregate(in.Key)}}
	done, replayed, err := store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (Done, error) {
		change, before, err := s.changeOf(ctx, tx, row, in)
		if err != nil {
			return Done{}, err
		}
		if row.FourEyes {
			return s.propose(ctx, tx, change)
		}
		id, err := write(ctx, tx, row, before, change, nil)
		return Done{Setting: id}, err
	})
	if err != nil {
		return done, replayed, err
	}
	s.recall(ctx)
	return done, replayed, nil
}

// recall makes the memory true after a commit. That it could not is no answer to who set the value, which holds: the feed tells of it once
// more.
func (s *Service) recall(ctx context.Context) {
	if err := s.Refresh(ctx); err != nil {
		slog.ErrorContext(ctx, "parameters: read after a commit; the feed mends it", "error", err)
	}
}

// Change is a value that a parameter is given, as a proposal keeps it.
type Change struct {
	Key       domain.ParameterKey   `json:"key"`
	Value     domain.ParameterValue `json:"value"`
	ValidFrom time.Time             `json:"validFrom"`
	Reason    string                `json:"reason"`
	Source    string                `json:"source,omitempty"`
}

// changeOf is what an input asks for at the instant of the transaction and what is there before, or why it cannot be.
func (s *Service) changeOf(ctx context.Context, tx *store.Tx, row domain.Parameter, in SetInput) (made Change, before domain.ParameterValue, err error) {
	made = Change{Key: in.Key, Value: in.Value, ValidFrom: in.ValidFrom, Reason: in.Reason, Source: in.Source}
	// Instants are shown in milliseconds: whoever sets another value for the same one must be able to name it.
	if made.ValidFrom = made.ValidFrom.Truncate(time.Millisecond); made.ValidFrom.IsZero() {
		made.ValidFrom = tx.Now
	}
	if refusal := domain.CheckValidFrom(made.ValidFrom, tx.Now); refusal != nil {
		return made, before, refusal
	}
	if before, err = s.before(ctx, tx, row, made.ValidFrom); err != nil {
		return made, before, err
	}
	if before.Equal(in.Value) {
		return made, before, domain.Refuse(domain.CodeInvalid, "%s ya es %s en ese momento: no cambiaría nada.", row.Label, row.Spoken(in.Value)).At("value")
	}
	return made, before, nil
}

// before is the value that a parameter has at an instant as the transaction finds it: memory may not have heard of another instance yet.
func (s *Service) before(ctx context.Context, tx *store.Tx, row domain.Parameter, at time.Time) (domain.ParameterValue, error) {
	settings, err := settingsOf(ctx, tx.ParameterSetting.Query().Where(parametersetting.KeyEQ(row.Key)))
	return row.Of(s.firstAt(at).At(at, settings)), err
}

// propose asks a second person for a change.
func (s *Service) propose(ctx context.Context, tx *store.Tx, wanted Change) (Done, error) {
	payload, err := approval.Payload(wanted)
	if err != nil {
		return Done{}, err
	}
	proposal, err := s.decisions.Propose(ctx, tx, approval.Proposal{Kind: domain.ProposalParameterSet, ObjectKind: domain.ObjectParameter,
		ObjectID: domain.ParameterID(wanted.Key), Payload: payload, Field: "key", FourEyes: true})
	if err != nil {
		return Done{}, err
	}
	return Done{Proposal: proposal.ID}, nil
}

// write adds the row of a change of what was there before, and tells of it; proposal is what a second person confirmed, nil where nobody was
// asked.
func write(ctx context.Context, tx *store.Tx, row domain.Parameter, before domain.ParameterValue, wanted Change, proposal *ent.Proposal) (uuid.UUID, error) {
	create := tx.ParameterSetting.Create().SetCreatedAt(tx.Now).SetKey(wanted.Key).SetValue(wanted.Value).SetValidFrom(wanted.ValidFrom).
		SetReason(wanted.Reason).SetSetBy(tx.Actor.ID)
	after := map[string]any{"key": wanted.Key, "value": row.Spoken(wanted.Value), "validFrom": wanted.ValidFrom, "reason": wanted.Reason}
	if wanted.Source != "" {
		create.SetSource(wanted.Source)
		after["source"] = wanted.Source
	}
	if proposal != nil {
		create.SetProposalID(proposal.ID).SetSetBy(proposal.ProposedBy)
		after["proposal"] = proposal.ID
	}
	made, err := create.Save(ctx)
	if err != nil {
		return uuid.Nil, fmt.Errorf("write a parameter: %w", err)
	}
	tx.Audit(audit.Entry{ObjectKind: domain.ObjectParameter, ObjectID: domain.ParameterID(wanted.Key), After: after,
		Before: map[string]any{"key": wanted.Key, "value": row.Spoken(before)}})
	return made.ID, tx.EmitNext(ctx, event.Record{Kind: domain.EventParameterSet, Aggregate: aggregate(wanted.Key),
		Facts: domain.ParameterFacts{Key: wanted.Key, ValidFrom: wanted.ValidFrom}})
}

// effects are what decisions on parameters do.
func (s *Service) effects() approval.Effects {
	return approval.Effects{domain.ProposalParameterSet: approval.Effect{Carry: s.carry, Done: s.recall,
		Locks: func(row *ent.Proposal) []event.Aggregate {
			return []event.Aggregate{{Type: domain.ObjectParameter, ID: row.ObjectID}}
		}}}
}

// carry sets what was confirmed, from then on where its instant is over; DECLINED and WITHDRAWN change nothing.
func (s *Service) carry(ctx context.Context, tx *store.Tx, proposal *ent.Proposal) error {
	if *proposal.Decision != domain.ProposalConfirmed {
		return nil
	}
	confirmed, err := changeIn(proposal)
	if err != nil {
		return err
	}
	row, known := domain.ParameterOf(confirmed.Key)
	if !known || row.Check(confirmed.Value) != nil {
		return domain.Refuse(domain.CodeNotAllowedInStatus,
			"Los límites de este parámetro cambiaron después de la propuesta. Recházala o retírala, y propón de nuevo.").At("proposalId")
	}
	if confirmed.ValidFrom.Before(tx.Now) {
		confirmed.ValidFrom = tx.Now
	}
	before, err := s.before(ctx, tx, row, confirmed.ValidFrom)
	if err != nil {
		return err
	}
	if before.Equal(confirmed.Value) {
		return domain.Refuse(domain.CodeNotAllowedInStatus,
			"%s ya es %s en ese momento: confirmarla no cambiaría nada. Recházala o retírala.", row.Label, row.Spoken(confirmed.Value)).At("proposalId")
	}
	_, err = write(ctx, tx, row, before, confirmed, proposal)
	return err
}

// changeIn is the change that a proposal is about.
func changeIn(proposal *ent.Proposal) (Change, error) {
	var kept Change
	err := approval.ReadPayload(proposal, &kept)
	return kept, err
}

// Proposed answers what a proposal would set; false for proposals about anything else.
func Proposed(proposal *ent.Proposal) (Change, bool) {
	kept, err := changeIn(proposal)
	return kept, err == nil && proposal.Kind == domain.ProposalParameterSet
}

// aggregate is a parameter as events and locks name it.
func aggregate(key domain.ParameterKey) event.Aggregate {
	return event.Aggregate{Type: domain.ObjectParameter, ID: domain.ParameterID(key)}
}

package restriction

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/clientrestriction"
	"github.com/qoricash/qoricash/ent/customer"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// Restricted is a restriction to be.
type Restricted struct {
	ClientID uuid.UUID               `json:"clientId"`
	Kind     domain.RestrictionKind  `json:"kind"`
	Cause    domain.RestrictionCause `json:"cause"`
	// Reference is what it rests on: a decision about a hit, an order; empty for none, at most 100 characters.
	Reference string `json:"reference,omitempty"`
	// Note says why, to who manages risk; at most 300 characters.
	Note string `json:"note"`
}

// Open restricts a client in the transaction of another area that found something, whoever that is for, and answers the restriction: the system
// opens it. One that is open already for the cause stays as it is. The command holds [Locks].
func (s *Service) Open(ctx context.Context, tx *store.Tx, wanted Restricted) (uuid.UUID, error) {
	row, err := find(ctx, tx, wanted)
	if err != nil {
		return uuid.Nil, err
	}
	if row != nil {
		return row.ID, nil
	}
	wanted.Note = domain.Clip(wanted.Note, noteLength)
	return s.open(ctx, tx, wanted, nil)
}

// RestrictInput has a person restrict a client.
type RestrictInput struct {
	IdempotencyKey string `json:"-"`
	Restricted
}

// Restrict restricts a client at the word of the officer or the alternate, alone: that nothing moves can wait for nobody. It takes two to lift.
func (s *Service) Restrict(ctx context.Context, in RestrictInput) (uuid.UUID, store.Replay, error) {
	actor, err := access.RequireOneOf(ctx, domain.ComplianceOfficer, domain.ComplianceAlternate)
	if err != nil {
		return uuid.Nil, false, err
	}
	if err := in.check(); err != nil {
		return uuid.Nil, false, err
	}
	command := store.Command{Action: "client.restrict", Key: in.IdempotencyKey, Input: in, Locks: Locks(in.ClientID)}
	return store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (uuid.UUID, error) {
		known, err := tx.Customer.Query().Where(customer.ID(in.ClientID)).Exist(ctx)
		if err != nil {
			return uuid.Nil, fmt.Errorf("find a client: %w", err)
		}
		if !known {
			return uuid.Nil, domain.Refuse(domain.CodeNotFound, "No existe ese cliente.").At("clientId")
		}
		row, err := find(ctx, tx, in.Restricted)
		if err != nil {
			return uuid.Nil, err
		}
		if row != nil {
			return uuid.Nil, domain.Refuse(domain.CodeAlreadyExists, "El cliente ya está %s por esa causa, desde el %s.", in.Kind.Label(),
				domain.SpokenInLima(row.CreatedAt)).At("cause").With("restriction", row.GlobalID())
		}
		return s.open(ctx, tx, in.Restricted, &actor.ID)
	})
}

// check reads the input of a person.
func (in *RestrictInput) check() error {
	var faults domain.Faults
	if refusal := in.Cause.CheckPerson(in.Kind); refusal != nil {
		faults.Add(refusal)
	}
	read := func(text domain.Text, value *string, field string) {
		kept, refusal := text.Read(*value)
		if refusal != nil {
			faults.Add(refusal.At(field))
		}
		*value = kept
	}
	read(domain.Text{Longest: 300, Lines: true, Missing: "Escribe para la casa, en hasta 300 caracteres, por qué se restringe al cliente."}, &in.Note, "note")
	read(domain.Text{Longest: 100}, &in.Reference, "reference")
	return faults.Err()
}

// find answers the open restriction of a client for a cause; nil for none.
func find(ctx context.Context, tx *store.Tx, wanted Restricted) (*ent.ClientRestriction, error) {
	row, err := tx.ClientRestriction.Query().Where(clientrestriction.ClientID(wanted.ClientID), clientrestriction.KindEQ(wanted.Kind),
		clientrestriction.CauseEQ(wanted.Cause), clientrestriction.ReleasedAtIsNil()).Only(access.AsSystem(ctx))
	if ent.IsNotFound(err) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("find a restriction: %w", err)
	}
	return row, nil
}

func (s *Service) open(ctx context.Context, tx *store.Tx, wanted Restricted, by *uuid.UUID) (uuid.UUID, error) {
	create := tx.ClientRestriction.Create().SetCreatedAt(tx.Now).SetClientID(wanted.ClientID).SetKind(wanted.Kind).SetCause(wanted.Cause).
		SetNote(wanted.Note).SetNillableOpenedBy(by)
	if wanted.Reference != "" {
		create.SetReference(wanted.Reference)
	}
	row, err := create.Save(access.AsSystem(ctx))
	if err != nil {
		return uuid.Nil, fmt.Errorf("restrict a client: %w", err)
	}
	tx.Audit(audit.Entry{ObjectKind: domain.ObjectClientRestriction, ObjectID: row.ID, After: map[string]any{"clientId": row.ClientID,
		"kind": row.Kind, "cause": row.Cause, "reference": row.Reference, "note": row.Note}})
	return row.ID, tell(ctx, tx, domain.EventClientRestricted, row)
}

// tell says of the thing compliance_client what became of a restriction: no client and no trader is named, and none hears it.
func tell(ctx context.Context, tx *store.Tx, kind domain.EventKind, row *ent.ClientRestriction) error {
	return tx.EmitNext(ctx, event.Record{Kind: kind, Aggregate: lockOf(row.ClientID),
		Facts: domain.RestrictionFacts{Restriction: row.ID, Kind: row.Kind, Cause: row.Cause}})
}

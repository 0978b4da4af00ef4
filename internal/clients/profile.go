package clients

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/clientele"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// UpdateProfileInput is what the house learned of a client for its due diligence. What is nil stays; what is there and zero is forgotten.
type UpdateProfileInput struct {
	IdempotencyKey                                  string `json:"-"`
	ClientID                                        uuid.UUID
	BirthDate                                       *domain.Date
	Nationality, Occupation, OriginOfFunds, Purpose *string
	Income                                          *domain.IncomeBand
	Gender                                          *domain.Gender
}

// UpdateProfile writes what due diligence asks of a client beside its name and papers, and answers the client. For the holders of clients.update. It
// refuses all faults at once, and with INVALID what would change nothing.
func (s *Service) UpdateProfile(ctx context.Context, in UpdateProfileInput) (uuid.UUID, store.Replay, error) {
	if _, err := access.Require(ctx, domain.ClientsUpdate); err != nil {
		return uuid.Nil, false, err
	}
	command := store.Command{Action: "client.updateProfile", Key: in.IdempotencyKey, Input: in, Locks: []event.Aggregate{clientele.Lock(in.ClientID), screenLock(in.ClientID)}}
	return store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (uuid.UUID, error) {
		client, err := visible(ctx, tx, in.ClientID)
		if err != nil {
			return uuid.Nil, err
		}
		var faults domain.Faults
		wanted := in.onto(ProfileOf(client)).Check(&faults, client.DocumentType, domain.BusinessDate(tx.Now))
		if err := faults.Err(); err != nil {
			return uuid.Nil, err
		}
		if err := updateProfile(ctx, tx, client, wanted); err != nil {
			return uuid.Nil, err
		}
		return client.ID, s.screen(ctx, tx, client.ID)
	})
}

// onto is the profile with what is asked for.
func (in UpdateProfileInput) onto(profile domain.ClientProfile) domain.ClientProfile {
	replace(&profile.BirthDate, in.BirthDate)
	replace(&profile.Nationality, in.Nationality)
	replace(&profile.Occupation, in.Occupation)
	replace(&profile.OriginOfFunds, in.OriginOfFunds)
	replace(&profile.Purpose, in.Purpose)
	replace(&profile.Income, in.Income)
	replace(&profile.Gender, in.Gender)
	return profile
}

func replace[T any](old *T, wanted *T) {
	if wanted != nil {
		*old = *wanted
	}
}

func updateProfile(ctx context.Context, tx *store.Tx, client *ent.Customer, wanted domain.ClientProfile) error {
	before := ProfileOf(client)
	changed := newChanges(tx.Customer.UpdateOneID(client.ID).SetUpdatedAt(tx.Now))
	m := changed.update.Mutation()
	if changed.differs("birthDate", before.BirthDate, wanted.BirthDate) {
		setOrClear(wanted.BirthDate, m.SetBirthDate, m.ClearBirthDate)
	}
	if changed.differs("nationality", before.Nationality, wanted.Nationality) {
		setOrClear(wanted.Nationality, m.SetNationality, m.ClearNationality)
	}
	if changed.differs("occupation", before.Occupation, wanted.Occupation) {
		setOrClear(wanted.Occupation, m.SetOccupation, m.ClearOccupation)
	}
	if changed.differs("originOfFunds", before.OriginOfFunds, wanted.OriginOfFunds) {
		setOrClear(wanted.OriginOfFunds, m.SetOriginOfFunds, m.ClearOriginOfFunds)
	}
	if changed.differs("purpose", before.Purpose, wanted.Purpose) {
		setOrClear(wanted.Purpose, m.SetPurpose, m.ClearPurpose)
	}
	if changed.differs("monthlyIncome", before.Income, wanted.Income) {
		setOrClear(wanted.Income, m.SetMonthlyIncomeBand, m.ClearMonthlyIncomeBand)
	}
	if changed.differs("gender", before.Gender, wanted.Gender) {
		setOrClear(wanted.Gender, m.SetGender, m.ClearGender)
	}
	if changed.none() {
		return domain.Refuse(domain.CodeInvalid, "No hay nada que cambiar: los datos ya son esos.").At("clientId")
	}
	if err := changed.update.Exec(ctx); err != nil {
		return fmt.Errorf("update the profile of a client: %w", err)
	}
	tx.Audit(changed.entry(client.ID, ""))
	return clientele.Emit(ctx, tx, domain.EventClientUpdated, client.ID, domain.FieldsFacts{Fields: changed.fields()})
}

// ProfileOf is what due diligence asks of a client, as it is stored.
func ProfileOf(client *ent.Customer) domain.ClientProfile {
	return domain.ClientProfile{BirthDate: valueOf(client.BirthDate), Nationality: valueOf(client.Nationality), Occupation: valueOf(client.Occupation),
		OriginOfFunds: valueOf(client.OriginOfFunds), Purpose: valueOf(client.Purpose), Income: valueOf(client.MonthlyIncomeBand),
		Gender: valueOf(client.Gender)}
}

func valueOf[T any](optional *T) (value T) {
	if optional != nil {
		value = *optional
	}
	return value
}

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
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/notify"
	"github.com/qoricash/qoricash/internal/store"
)

// UpdateInput is what the house corrects about a client. What is nil stays.
type UpdateInput struct {
	IdempotencyKey string `json:"-"`
	ClientID       uuid.UUID
	Name           *domain.ClientName
	Email          *string
	// Phone may be empty: then the client has none.
	Phone              *string
	Address            *domain.Address
	PoliticallyExposed *bool
	ParallelOperations *bool
	// Reason stands in the audit trail.
	Reason string
}

// Update corrects who a client is. The client hears of another e-mail at both. Another name opens an approved identification
// again, because its papers were compared with the former one; and a proposal that was made about the former name can no
// longer be confirmed (package kyc).
func (s *Service) Update(ctx context.Context, in UpdateInput) (uuid.UUID, store.Replay, error) {
	if _, err := access.Require(ctx, domain.ClientsUpdate); err != nil {
		return uuid.Nil, false, err
	}
	command := store.Command{Action: "client.update", Key: in.IdempotencyKey, Input: in,
		Locks: []event.Aggregate{clientele.Lock(in.ClientID), screenLock(in.ClientID), identity.ClientOf(in.ClientID).Lock()}}
	return store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (uuid.UUID, error) {
		client, err := visible(ctx, tx, in.ClientID)
		if err != nil {
			return uuid.Nil, err
		}
		// What a name must have depends on the client's document.
		wanted, err := in.checked(client.DocumentType, s.options.Emails)
		if err != nil {
			return uuid.Nil, err
		}
		return client.ID, s.update(ctx, tx, client, wanted)
	})
}

// checked answers the input as it is stored, or all its faults.
func (in UpdateInput) checked(document domain.DocumentType, emails domain.Emails) (UpdateInput, error) {
	var faults domain.Faults
	in.Reason = checkReason(&faults, in.Reason, "reason")
	if in.Name != nil {
		// Who speaks for a company is asked of companies that register themselves, and of nobody else.
		name := domain.CheckClientName(&faults, document, *in.Name, false, "name")
		in.Name = &name
	}
	if in.Email != nil {
		email := emails.Check(&faults, *in.Email, "email")
		in.Email = &email
	}
	if in.Phone != nil {
		phone := ""
		if !domain.ShowsNothing(*in.Phone) {
			phone = checkPhone(&faults, *in.Phone, "phone")
		}
		in.Phone = &phone
	}
	if in.Address != nil {
		address := domain.CheckAddress(&faults, *in.Address, "address")
		in.Address = &address
	}
	if in.ParallelOperations != nil && *in.ParallelOperations && document != domain.DocumentRUC {
		faults.Add(domain.Refuse(domain.CodeInvalid, "Solo una empresa puede tener varias operaciones a la vez.").At("parallelOperations"))
	}
	return in, faults.Err()
}

func (s *Service) update(ctx context.Context, tx *store.Tx, client *ent.Customer, in UpdateInput) error {
	changed := newChanges(tx.Customer.UpdateOneID(client.ID).SetUpdatedAt(tx.Now))
	in.apply(client, changed)
	if changed.none() {
		return domain.Refuse(domain.CodeInvalid, "No hay nada que cambiar: los datos ya son esos.")
	}
	if err := changed.update.Exec(ctx); err != nil {
		return fmt.Errorf("update a client: %w", err)
	}
	tx.Audit(changed.entry(client.ID, in.Reason))
	if err := clientele.Emit(ctx, tx, domain.EventClientUpdated, client.ID, domain.FieldsFacts{Fields: changed.fields()}); err != nil {
		return err
	}
	if changed.has("name") {
		if err := s.screen(ctx, tx, client.ID); err != nil {
			return err
		}
		if err := s.areas.KYC.Renamed(ctx, tx, client); err != nil {
			return err
		}
	}
	if changed.has("email") {
		return s.emailChanged(ctx, tx, client)
	}
	return nil
}

// apply changes what differs from the client as it is.
func (in UpdateInput) apply(client *ent.Customer, changed *changes) {
	m := changed.update.Mutation()
	if in.Name != nil && changed.differs("name", nameOf(client), *in.Name) {
		setName(m, *in.Name)
	}
	if in.Email != nil && changed.differs("email", client.Email, *in.Email) {
		m.SetEmail(*in.Email)
	}
	if in.Phone != nil && changed.differs("phone", textOf(client.Phone), *in.Phone) {
		setOrClear(*in.Phone, m.SetPhone, m.ClearPhone)
	}
	if in.Address != nil && changed.differs("address", addressOf(client), *in.Address) {
		setAddress(m, *in.Address)
	}
	if in.PoliticallyExposed != nil && changed.differs("politicallyExposed", client.PoliticallyExposed, in.PoliticallyExposed) {
		m.SetPoliticallyExposed(*in.PoliticallyExposed)
	}
	if in.ParallelOperations != nil && changed.differs("parallelOperations", client.ParallelOperations, *in.ParallelOperations) {
		m.SetParallelOperations(*in.ParallelOperations)
	}
}

// emailChanged tells the former address, ends the links that were sent there, and has a client that has not proved its
// e-mail prove the new one.
func (s *Service) emailChanged(ctx context.Context, tx *store.Tx, before *ent.Customer) error {
	if err := clientele.Emit(ctx, tx, domain.EventEmailChanged, before.ID, nil); err != nil {
		return err
	}
	if err := identity.EndLinks(ctx, tx, identity.ClientOf(before.ID)); err != nil {
		return err
	}
	if before.Status == domain.ClientPendingVerification {
		if err := identity.EndCodes(ctx, tx, domain.ChallengeRegistration, identity.ClientOf(before.ID)); err != nil {
			return err
		}
		return s.sendCode(ctx, tx, before.ID, true)
	}
	return s.areas.Messages.Tell(ctx, tx, notify.Message{Fact: "email-changed:" + uuid.NewString(), Kind: notify.KindEmailChangedBefore,
		To: recipient(before.ID), Address: before.Email})
}

// UpdateAddressInput is where a client is.
type UpdateAddressInput struct {
	IdempotencyKey string `json:"-"`
	Address        domain.Address
}

// UpdateAddress changes the caller's own address; it is the one thing about itself that a client changes alone
// (domain.md 2.2). It answers the client.
func (s *Service) UpdateAddress(ctx context.Context, in UpdateAddressInput) (uuid.UUID, store.Replay, error) {
	actor := access.Current(ctx)
	if !actor.IsClient() || !actor.Can(domain.ClientsRead) {
		return uuid.Nil, false, access.Denied(actor)
	}
	var faults domain.Faults
	in.Address = domain.CheckAddress(&faults, in.Address, "address")
	if err := faults.Err(); err != nil {
		return uuid.Nil, false, err
	}
	command := store.Command{Action: "client.updateAddress", Key: in.IdempotencyKey, Input: in, Locks: []event.Aggregate{clientele.Lock(actor.ID)}}
	return store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (uuid.UUID, error) {
		client, err := visible(ctx, tx, actor.ID)
		if err != nil {
			return uuid.Nil, err
		}
		changed := newChanges(tx.Customer.UpdateOneID(client.ID).SetUpdatedAt(tx.Now))
		if !changed.differs("address", addressOf(client), in.Address) {
			return client.ID, nil
		}
		setAddress(changed.update.Mutation(), in.Address)
		if err := changed.update.Exec(ctx); err != nil {
			return uuid.Nil, fmt.Errorf("update an address: %w", err)
		}
		tx.Audit(changed.entry(client.ID, ""))
		return client.ID, clientele.Emit(ctx, tx, domain.EventAddressUpdated, client.ID, nil)
	})
}

package identity

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/customer"
	"github.com/qoricash/qoricash/ent/user"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// NewUser is a person of the house to be.
type NewUser struct {
	Name, Email string
	// DNI is the second sign-in name; empty for none.
	DNI      string
	Role     domain.Role
	Password string
}

// CreateUser takes a person into the house with a password that it has chosen already, for the command line and for houses of
// demonstration; [Service.Hire] is the way of people. ALREADY_EXISTS tells that an active one has the e-mail or the DNI.
func (s *Service) CreateUser(ctx context.Context, in NewUser) (uuid.UUID, error) {
	if _, err := access.Require(ctx, domain.UsersWrite); err != nil {
		return uuid.Nil, err
	}
	read := staffNames{emails: s.emails}
	hired := HireInput{Name: read.name(in.Name), Email: read.email(in.Email), DNI: read.dni(in.DNI), Role: read.role(in.Role)}
	if refusal := CheckStaffPassword(in.Password); refusal != nil {
		read.faults.Add(refusal.At("password"))
	}
	if err := read.faults.Err(); err != nil {
		return uuid.Nil, err
	}
	hash, err := s.hasher.hash(ctx, in.Password)
	if err != nil {
		return uuid.Nil, err
	}
	id, _, err := s.hire(ctx, hired, hash, nil)
	return id, err
}

// SetPassword gives a person another password and ends its sessions. NOT_FOUND tells that there is no such person.
func (s *Service) SetPassword(ctx context.Context, person Person, password string) error {
	if _, err := access.Require(ctx, domain.UsersWrite); err != nil {
		return err
	}
	check := CheckClientPassword
	if person.Kind == domain.ActorStaff {
		check = CheckStaffPassword
	}
	if refusal := check(password); refusal != nil {
		return refusal.At("password")
	}
	hash, err := s.hasher.hash(ctx, password)
	if err != nil {
		return err
	}
	command := store.Command{Action: "person.setPassword", Locks: []event.Aggregate{person.lock()}}
	ids, _, err := store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) ([]uuid.UUID, error) {
		if err := storePassword(ctx, tx, person, hash); err != nil {
			return nil, err
		}
		tx.Audit(audit.Entry{ObjectKind: person.objectKind(), ObjectID: person.ID})
		return endAll(ctx, tx, person, domain.SessionRevoked)
	})
	for _, id := range ids {
		s.Forget(id)
	}
	return err
}

// storePassword keeps a hash. The house itself never gets one.
func storePassword(ctx context.Context, tx *store.Tx, person Person, hash string) error {
	var changed int
	var err error
	if person.Kind == domain.ActorStaff {
		changed, err = tx.User.Update().Where(user.ID(person.ID), user.IsHouse(false)).SetPasswordHash(hash).Save(ctx)
	} else {
		changed, err = tx.Customer.Update().Where(customer.ID(person.ID)).SetPasswordHash(hash).SetUpdatedAt(tx.Now).Save(ctx)
	}
	if err != nil {
		return fmt.Errorf("store a password: %w", err)
	}
	if changed == 0 {
		return domain.Refuse(domain.CodeNotFound, "No existe esa persona.")
	}
	return nil
}

// UserByEmail answers the active person of the house with an e-mail, for tools that make people when they are missing.
// It asks for the right to administer people.
func (s *Service) UserByEmail(ctx context.Context, email string) (row *ent.User, found bool, err error) {
	if _, err := access.Require(ctx, domain.UsersWrite); err != nil {
		return nil, false, err
	}
	email, known := domain.NormalizeEmail(email)
	if !known {
		return nil, false, nil
	}
	row, err = s.store.Read().User.Query().Where(user.Email(email), user.StatusEQ(domain.UserActive)).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, fmt.Errorf("find a user by e-mail: %w", err)
	}
	return row, true, nil
}

package staff

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/user"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/identity"
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
	read := names{emails: s.emails}
	hired := HireInput{Name: read.name(in.Name), Email: read.email(in.Email), DNI: read.dni(in.DNI), Role: read.role(in.Role)}
	if refusal := identity.CheckStaffPassword(in.Password); refusal != nil {
		read.faults.Add(refusal.At("password"))
	}
	if err := read.faults.Err(); err != nil {
		return uuid.Nil, err
	}
	hash, err := s.areas.People.HashPassword(ctx, in.Password)
	if err != nil {
		return uuid.Nil, err
	}
	id, _, err := s.hire(ctx, hired, hash, nil)
	return id, err
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

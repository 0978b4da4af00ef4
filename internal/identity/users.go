package identity

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/customer"
	"github.com/qoricash/qoricash/ent/permissiongrant"
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

// CreateUser hires a person of the house. ALREADY_EXISTS tells that an active one has the e-mail or the DNI.
func (s *Service) CreateUser(ctx context.Context, in NewUser) (uuid.UUID, error) {
	if _, err := access.Require(ctx, domain.UsersWrite); err != nil {
		return uuid.Nil, err
	}
	in, err := in.checked()
	if err != nil {
		return uuid.Nil, err
	}
	hash, err := s.hasher.hash(ctx, in.Password)
	if err != nil {
		return uuid.Nil, err
	}
	id, _, err := store.Run(ctx, s.store, store.Command{Action: "user.create"}, func(ctx context.Context, tx *store.Tx) (uuid.UUID, error) {
		insert := tx.User.Create().SetCreatedAt(tx.Now).SetName(in.Name).SetEmail(in.Email).SetPasswordHash(hash).
			SetRole(in.Role).SetStatus(domain.UserActive)
		if in.DNI != "" {
			insert.SetDni(in.DNI)
		}
		row, err := insert.Save(ctx)
		if err != nil {
			return uuid.Nil, fmt.Errorf("write a user: %w", err)
		}
		tx.Audit(audit.Entry{ObjectKind: "user", ObjectID: row.ID,
			After: map[string]any{"name": in.Name, "email": in.Email, "dni": in.DNI, "role": in.Role}})
		return row.ID, nil
	})
	switch {
	case store.IsUniqueViolation(err, "user_email"):
		return uuid.Nil, domain.Refuse(domain.CodeAlreadyExists, "Ya hay una persona activa con este correo.").At("email")
	case store.IsUniqueViolation(err, "user_dni"):
		return uuid.Nil, domain.Refuse(domain.CodeAlreadyExists, "Ya hay una persona activa con este DNI.").At("dni")
	}
	return id, err
}

// checked answers the input as it is stored, or all its faults.
func (in NewUser) checked() (NewUser, error) {
	var faults domain.Faults
	in.Name = strings.Join(strings.Fields(in.Name), " ")
	if length := utf8.RuneCountInString(in.Name); length == 0 || length > 120 || !utf8.ValidString(in.Name) {
		faults.Add(domain.Refuse(domain.CodeInvalid, "El nombre debe tener entre 1 y 120 caracteres.").At("name"))
	}
	email, ok := NormalizeEmail(in.Email)
	if !ok {
		faults.Add(domain.Refuse(domain.CodeInvalid, "Escribe un solo correo, por ejemplo ana@qoricash.pe.").At("email"))
	}
	in.Email = email
	if in.DNI != "" {
		number, found := domain.CheckDocument(domain.DocumentDNI, in.DNI)
		found.RefuseIn(&faults, "dni")
		in.DNI = number
	}
	if !in.Role.Staff() {
		faults.Add(domain.Refuse(domain.CodeInvalid, "El rol debe ser uno de la casa: %s.", strings.Join(domain.Role("").Values(), ", ")).At("role"))
	}
	if refusal := CheckStaffPassword(in.Password); refusal != nil {
		faults.Add(refusal.At("password"))
	}
	return in, faults.Err()
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

// Grant gives a person of the house a permission beyond the role, one of [domain.Grantable]. Granting it twice changes
// nothing. Instances that know the person's session follow within 5 seconds.
func (s *Service) Grant(ctx context.Context, userID uuid.UUID, permission domain.Permission) error {
	actor, err := access.Require(ctx, domain.UsersWrite)
	if err != nil {
		return err
	}
	if !isGrantable(permission) {
		return domain.Refuse(domain.CodeInvalid, "Este permiso no se otorga a una persona.").At("permission").With("permission", permission)
	}
	_, err = store.Do(ctx, s.store, store.Command{Action: "user.grant", Locks: []event.Aggregate{StaffMember(userID).lock()}},
		func(ctx context.Context, tx *store.Tx) error { return grant(ctx, tx, actor, userID, permission) })
	if err != nil {
		return err
	}
	s.ForgetAll()
	return nil
}

func grant(ctx context.Context, tx *store.Tx, actor access.Actor, userID uuid.UUID, permission domain.Permission) error {
	// Grants are nobody's to read; the command asked for the right.
	system := access.AsSystem(ctx)
	found, err := tx.User.Query().Where(user.ID(userID), user.StatusEQ(domain.UserActive), user.IsHouse(false)).Exist(system)
	if err != nil {
		return fmt.Errorf("find a user: %w", err)
	}
	if !found {
		return domain.Refuse(domain.CodeNotFound, "No existe esa persona.").At("userId")
	}
	has, err := tx.PermissionGrant.Query().
		Where(permissiongrant.UserID(userID), permissiongrant.PermissionEQ(permission)).Exist(system)
	if err != nil {
		return fmt.Errorf("find a grant: %w", err)
	}
	tx.Audit(audit.Entry{ObjectKind: "user", ObjectID: userID, After: map[string]any{"permission": permission, "hadIt": has}})
	if has {
		return nil
	}
	insert := tx.PermissionGrant.Create().SetCreatedAt(tx.Now).SetUserID(userID).SetPermission(permission)
	if actor.ID != uuid.Nil {
		insert.SetGrantedBy(actor.ID)
	}
	if err := insert.Exec(ctx); err != nil {
		return fmt.Errorf("write a grant: %w", err)
	}
	return nil
}

func isGrantable(permission domain.Permission) bool {
	return slices.Contains(domain.Grantable(), permission)
}

// UserByEmail answers the active person of the house with an e-mail, for tools that make people when they are missing.
// It asks for the right to administer people.
func (s *Service) UserByEmail(ctx context.Context, email string) (row *ent.User, found bool, err error) {
	if _, err := access.Require(ctx, domain.UsersWrite); err != nil {
		return nil, false, err
	}
	row, err = s.store.Read().User.Query().Where(user.Email(strings.ToLower(strings.TrimSpace(email))), user.StatusEQ(domain.UserActive)).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, fmt.Errorf("find a user by e-mail: %w", err)
	}
	return row, true, nil
}

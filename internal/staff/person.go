package staff

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/user"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/store"
)

// Target names the person of the house that a command is about.
type Target struct {
	IdempotencyKey string    `json:"-"`
	UserID         uuid.UUID `json:"userId"`
}

// administrators is the lock of whatever changes who administers the house: two Masters who take the role from each other
// at once must not both succeed.
func administrators() event.Aggregate {
	return event.Aggregate{Type: domain.ObjectAdministrators, ID: uuid.Nil}
}

// command is a command upon one person of the house.
type command struct {
	action string
	target Target
	// input is what the idempotency key stands for.
	input any
	// locks are needed beside the person's own, which covers its row, its grants, its sessions and its tokens.
	locks []event.Aggregate
	// roster and find are those of [store.Command].
	roster store.Roster
	find   func(context.Context, *store.Tx) ([]event.Aggregate, error)
}

// onPerson asks for the right to administer people and runs a command upon a person of the house as it is under its lock.
// What instances remember of the person is forgotten here at once, and elsewhere when the command's events arrive.
func onPerson[R any](ctx context.Context, s *Service, c command, act func(context.Context, *store.Tx, *ent.User) (R, error)) (R, store.Replay, error) {
	var none R
	if _, err := access.Require(ctx, domain.UsersWrite); err != nil {
		return none, false, err
	}
	person := identity.StaffMember(c.target.UserID)
	run := store.Command{Action: c.action, Key: c.target.IdempotencyKey, Input: c.input, Locks: append(c.locks, person.Lock()),
		Roster: c.roster, Find: c.find}
	result, replayed, err := store.Run(ctx, s.store, run, func(ctx context.Context, tx *store.Tx) (R, error) {
		row, err := tx.User.Query().Where(user.ID(person.ID), user.IsHouse(false)).Only(access.AsSystem(ctx))
		if ent.IsNotFound(err) {
			return none, identity.UnknownPerson().At("userId")
		}
		if err != nil {
			return none, fmt.Errorf("find a person of the house: %w", err)
		}
		return act(ctx, tx, row)
	})
	s.areas.People.ForgetPerson(person)
	return result, replayed, nameTaken(err)
}

// change is onPerson for commands that answer with the person alone.
func (s *Service) change(ctx context.Context, c command, act func(context.Context, *store.Tx, *ent.User) error) (uuid.UUID, store.Replay, error) {
	return onPerson(ctx, s, c, func(ctx context.Context, tx *store.Tx, row *ent.User) (uuid.UUID, error) {
		return row.ID, act(ctx, tx, row)
	})
}

// mustBeActive refuses acts upon somebody who left.
func mustBeActive(row *ent.User) error {
	if row.Status == domain.UserActive {
		return nil
	}
	return domain.Refuse(domain.CodeNotAllowedInStatus, "Esta persona está inactiva. Vuelve a contratarla primero.").
		At("userId").With("status", row.Status)
}

func emailTaken() *domain.Error {
	return domain.Refuse(domain.CodeAlreadyExists, "Ya hay una persona activa con este correo. Usa otro, o corrige los datos de esa persona.").At("email")
}

func dniTaken() *domain.Error {
	return domain.Refuse(domain.CodeAlreadyExists, "Ya hay una persona activa con este DNI. Revisa el número, o corrige los datos de esa persona.").At("dni")
}

// mustBeFree refuses sign-in names that another active person has, both at once; an empty one is nobody's.
func mustBeFree(ctx context.Context, tx *store.Tx, self uuid.UUID, email, dni string) error {
	others, err := tx.User.Query().Where(user.StatusEQ(domain.UserActive), user.IDNEQ(self), user.Or(user.Email(email), user.Dni(dni))).
		All(access.AsSystem(ctx))
	if err != nil {
		return fmt.Errorf("look for who has the same names: %w", err)
	}
	var faults domain.Faults
	if email != "" && slices.ContainsFunc(others, func(row *ent.User) bool { return row.Email == email }) {
		faults.Add(emailTaken())
	}
	if dni != "" && slices.ContainsFunc(others, func(row *ent.User) bool { return row.Dni != nil && *row.Dni == dni }) {
		faults.Add(dniTaken())
	}
	return faults.Err()
}

// nameTaken turns the refusal of a unique index, which decides between two at once, into one that a person can mend.
func nameTaken(err error) error {
	switch {
	case store.IsUniqueViolation(err, "user_email"):
		return emailTaken()
	case store.IsUniqueViolation(err, "user_dni"):
		return dniTaken()
	}
	return err
}

// counted says how many there are of something.
func counted(count int, one, many string) string {
	if count == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", count, many)
}

// orEmpty is a text that may be missing.
func orEmpty(text *string) string {
	if text == nil {
		return ""
	}
	return *text
}

// tell adds an event about a person of the house. The command holds the person's lock, under which alone these events
// are told. It routes to nobody: streams of the business do not show the house's own people.
func tell(ctx context.Context, tx *store.Tx, kind domain.EventKind, id uuid.UUID, facts any) error {
	return tx.EmitNext(ctx, event.Record{Kind: kind, Aggregate: event.Aggregate{Type: domain.ObjectUser, ID: id}, Facts: facts})
}

// giver is whose hand gives what a command gives; nil for nobody's.
func giver(tx *store.Tx) *uuid.UUID {
	if tx.Actor.ID == uuid.Nil {
		return nil
	}
	return &tx.Actor.ID
}

// entrust writes that a person is given what lets it act, and by whom: whom somebody chose does not decide on what that one proposes
// ([domain.ChosenBy]). It is written before what is given, as the database asks of a role.
func entrust(ctx context.Context, tx *store.Tx, person uuid.UUID, kind domain.EntrustmentKind) error {
	if err := tx.Entrustment.Create().SetCreatedAt(tx.Now).SetUserID(person).SetNillableGivenBy(giver(tx)).SetKind(kind).Exec(ctx); err != nil {
		return fmt.Errorf("write who gave a person its %s: %w", kind, err)
	}
	return nil
}

// names are the names of a person of the house as they are stored.
type names struct {
	faults domain.Faults
	emails domain.Emails
}

func (n *names) name(text string) string {
	name, refusal := domain.ReadStaffName(text)
	if refusal != nil {
		n.faults.Add(refusal.At("name"))
	}
	return name
}

func (n *names) email(text string) string { return n.emails.Check(&n.faults, text, "email") }

// dni reads the second sign-in name; empty is none.
func (n *names) dni(text string) string {
	if domain.ShowsNothing(text) {
		return ""
	}
	number, found := domain.CheckDocument(domain.DocumentDNI, text)
	found.RefuseIn(&n.faults, "dni")
	return number
}

func (n *names) role(role domain.Role) domain.Role {
	if !role.Staff() {
		n.faults.Add(domain.Refuse(domain.CodeInvalid, "El rol debe ser uno de la casa: %s.", strings.Join(domain.Role("").Values(), ", ")).At("role"))
	}
	return role
}

// reason reads why something was done, for the audit trail.
func (n *names) reason(text string) string {
	return domain.Reason("Escribe el motivo, de hasta 300 caracteres.").Check(&n.faults, text, "reason")
}

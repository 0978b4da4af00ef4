package staff

import (
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/customer"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/store"
)

// UpdateInput changes a person of the house; nil leaves a field as it is.
type UpdateInput struct {
	Target
	Name, Email *string
	// DNI is empty to take it away.
	DNI  *string
	Role *domain.Role
	// OperationsTo is the operator who takes over what the new role does not settle; uuid.Nil leaves it to be taken.
	OperationsTo uuid.UUID
}

// Updated is what [Service.Update] did.
type Updated struct {
	UserID uuid.UUID `json:"userId"`
	HandedOver
}

// Update corrects the names of a person of the house, or gives it another role. With the role its sessions and its
// granted permissions end, and so do the access tokens that could not be made for it any more; the others have what the
// new role allows; operations that it does not settle go where those of a person go who leaves. With the e-mail its sessions
// and its links end, and the old and the new address are told. Nobody changes the own role; a role without a portfolio is
// refused with IN_USE to who has one.
func (s *Service) Update(ctx context.Context, in UpdateInput) (Updated, store.Replay, error) {
	if _, err := access.Require(ctx, domain.UsersWrite); err != nil {
		return Updated{}, false, err
	}
	in, err := in.checked(s.emails)
	if err != nil {
		return Updated{}, false, err
	}
	wanted := command{action: "user.update", target: in.Target, input: in}
	if in.Role != nil {
		wanted.locks, wanted.roster = []event.Aggregate{administrators()}, store.RosterChanges
		wanted.find = func(ctx context.Context, tx *store.Tx) ([]event.Aggregate, error) {
			return s.areas.Operations.HeldBy(ctx, tx, in.UserID)
		}
	}
	return onPerson(ctx, s, wanted, func(ctx context.Context, tx *store.Tx, row *ent.User) (Updated, error) {
		if row.Status == domain.UserActive {
			if err := mustBeFree(ctx, tx, row.ID, orEmpty(in.Email), orEmpty(in.DNI)); err != nil {
				return Updated{}, err
			}
		}
		return s.update(ctx, tx, row, changesOf(row, in))
	})
}

func (s *Service) update(ctx context.Context, tx *store.Tx, row *ent.User, change difference) (Updated, error) {
	done := Updated{UserID: row.ID}
	if change.has("role") {
		if err := mayPlay(ctx, tx, row, *change.in.Role); err != nil {
			return done, err
		}
	}
	if err := change.write(ctx, tx, row); err != nil {
		return done, err
	}
	if change.has("email") {
		if err := s.emailChanged(ctx, tx, row, *change.in.Email); err != nil {
			return done, err
		}
	}
	if !change.has("role") {
		return done, nil
	}
	var err error
	done.HandedOver, err = s.changeRole(ctx, tx, row, change.in)
	return done, err
}

// checked answers the input as it is stored, or all its faults.
func (in UpdateInput) checked(emails domain.Emails) (UpdateInput, error) {
	read := names{emails: emails}
	in.Name, in.Email, in.DNI = read.optional(in.Name, read.name), read.optional(in.Email, read.email), read.optional(in.DNI, read.dni)
	if in.Role != nil {
		read.role(*in.Role)
	} else if in.OperationsTo != uuid.Nil {
		read.faults.Add(domain.Refuse(domain.CodeInvalid, "Las operaciones solo pasan a otra persona cuando cambia el rol.").At("operationsTo"))
	}
	read.heirOf(in.UserID, in.OperationsTo)
	return in, read.faults.Err()
}

func (n *names) optional(text *string, read func(string) string) *string {
	if text == nil {
		return nil
	}
	stored := read(*text)
	return &stored
}

// difference is what an update changes, field by field.
type difference struct {
	fields        []string
	before, after map[string]any
	in            UpdateInput
}

func changesOf(row *ent.User, in UpdateInput) difference {
	change := difference{before: map[string]any{}, after: map[string]any{}, in: in}
	compare := func(field, before, after string, given bool) {
		if given && before != after {
			change.fields = append(change.fields, field)
			change.before[field], change.after[field] = before, after
		}
	}
	compare("name", row.Name, orEmpty(in.Name), in.Name != nil)
	compare("email", row.Email, orEmpty(in.Email), in.Email != nil)
	compare("dni", orEmpty(row.Dni), orEmpty(in.DNI), in.DNI != nil)
	if in.Role != nil {
		compare("role", string(row.Role), string(*in.Role), true)
	}
	return change
}

func (c difference) has(field string) bool { return slices.Contains(c.fields, field) }

func (c difference) write(ctx context.Context, tx *store.Tx, row *ent.User) error {
	tx.Audit(audit.Entry{ObjectKind: domain.ObjectUser, ObjectID: row.ID, Before: c.before, After: c.after})
	if len(c.fields) == 0 {
		return nil
	}
	if c.has("role") {
		if err := entrust(ctx, tx, row.ID, domain.EntrustedRole); err != nil {
			return err
		}
	}
	update := tx.User.UpdateOneID(row.ID).SetNillableName(c.in.Name).SetNillableEmail(c.in.Email).SetNillableRole(c.in.Role).SetUpdatedAt(tx.Now)
	if c.has("dni") && *c.in.DNI == "" {
		update.ClearDni()
	} else if c.has("dni") {
		update.SetDni(*c.in.DNI)
	}
	if err := update.Exec(access.AsSystem(ctx)); err != nil {
		return fmt.Errorf("update a user: %w", err)
	}
	if names := slices.DeleteFunc(slices.Clone(c.fields), func(field string) bool { return field == "role" }); len(names) > 0 {
		return tell(ctx, tx, domain.EventUserUpdated, row.ID, domain.FieldsFacts{Fields: names})
	}
	return nil
}

// changeRole ends what rested on the old role, and gives away the operations that the new one does not settle.
func (s *Service) changeRole(ctx context.Context, tx *store.Tx, row *ent.User, in UpdateInput) (HandedOver, error) {
	role := *in.Role
	if err := identity.EndSessions(ctx, tx, identity.StaffMember(row.ID)); err != nil {
		return HandedOver{}, err
	}
	if err := withdrawAll(ctx, tx, row.ID); err != nil {
		return HandedOver{}, err
	}
	if err := identity.RevokeUnfitTokens(ctx, tx, row.ID, role); err != nil {
		return HandedOver{}, err
	}
	var done HandedOver
	var err error
	if settles := domain.ReachOf(role, domain.OperationsSettle, nil); settles != domain.ReachAssigned {
		done, err = s.areas.Operations.HandOver(ctx, tx, Handover{From: row.ID, To: in.OperationsTo, KeepsHeld: settles != domain.ReachNone})
		if err != nil {
			return HandedOver{}, err
		}
	}
	return done, tell(ctx, tx, domain.EventRoleChanged, row.ID, domain.RoleChangedFacts{From: row.Role, To: role,
		MovedOperations: done.Moved, LeftOperations: done.Left})
}

// mayPlay refuses a role that the person cannot take now.
func mayPlay(ctx context.Context, tx *store.Tx, row *ent.User, role domain.Role) error {
	if row.ID == tx.Actor.ID {
		return domain.Refuse(domain.CodeForbidden, "Nadie cambia su propio rol. Pídelo a otra persona que administre la casa.").At("role")
	}
	if err := mustHoldNoOffice(ctx, tx, row, "role"); err != nil {
		return err
	}
	if domain.ReachOf(role, domain.UsersWrite, nil) == domain.ReachNone {
		if err := mustNotBeLast(ctx, tx, row, "role"); err != nil {
			return err
		}
	}
	if domain.ReachOf(role, domain.ClientsCreate, nil) != domain.ReachNone {
		return nil
	}
	clients, err := tx.Customer.Query().Where(customer.OwnerID(row.ID)).Count(access.AsSystem(ctx))
	if err != nil {
		return fmt.Errorf("count a portfolio: %w", err)
	}
	if clients > 0 {
		return domain.Refuse(domain.CodeInUse, "Esta persona tiene %s en su cartera: reasigna la cartera antes de cambiar su rol.",
			counted(clients, "cliente", "clientes")).At("role").With("clients", clients)
	}
	return nil
}

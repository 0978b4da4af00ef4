package testkit

import (
	"context"
	"crypto/sha256"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/staff"
	"github.com/qoricash/qoricash/internal/store"
)

// Caller is a part that somebody plays in a test.
type Caller string

// The callers. Client is in Trader's portfolio, OtherClient in OtherTrader's. Operations are Client's and Trader's, and
// Operator, who was hired first, is assigned to them.
const (
	Anonymous     Caller = "anonymous"
	Client        Caller = "client"
	OtherClient   Caller = "other client"
	Master        Caller = "master"
	Trader        Caller = "trader"
	OtherTrader   Caller = "other trader"
	Operator      Caller = "operator"
	OtherOperator Caller = "other operator"
	MiddleOffice  Caller = "middle office"
	Analyst       Caller = "analyst"
)

// Callers lists them all.
func Callers() []Caller {
	return []Caller{Anonymous, Client, OtherClient, Master, Trader, OtherTrader, Operator, OtherOperator, MiddleOffice, Analyst}
}

// noPassword is what people of a kit have: they are signed in from the start.
const noPassword = ""

// hire makes the people of the house and its two clients.
func (k *Kit) hire(t testing.TB) {
	t.Helper()
	k.people = map[Caller]access.Actor{Anonymous: access.Anonymous()}
	for _, person := range []struct {
		caller Caller
		role   domain.Role
		name   string
	}{
		{Master, domain.RoleMaster, "Marta Salas"}, {Trader, domain.RoleTrader, "Tomás Rey"}, {OtherTrader, domain.RoleTrader, "Olga Tuesta"},
		{Operator, domain.RoleOperator, "Oscar Peña"}, {OtherOperator, domain.RoleOperator, "Pilar Ortiz"},
		{MiddleOffice, domain.RoleMiddleOffice, "Mónica Ojeda"}, {Analyst, domain.RoleAnalyst, "Ana Lira"},
	} {
		k.people[person.caller] = k.employ(t, person.name, person.role)
	}
	k.people[Client] = k.enroll(t, "44443333", "QUISPE MAMANI ROSA", k.ID(Trader))
	k.people[OtherClient] = k.enroll(t, "41112223", "FLORES DIAZ JOSE", k.ID(OtherTrader))
	for caller, actor := range k.people {
		if caller != Anonymous {
			k.people[caller] = k.signIn(t, actor)
		}
	}
}

// signIn opens a session for who proved nothing: nobody in a kit has a password.
func (k *Kit) signIn(t testing.TB, actor access.Actor) access.Actor {
	t.Helper()
	token := sha256.Sum256(actor.ID[:])
	k.asHouse(t, func(ctx context.Context, tx *store.Tx) error {
		create := tx.Session.Create().SetCreatedAt(tx.Now).SetKind(actor.Session).SetTokenHash(token[:]).SetAddress("192.0.2.1").
			SetUserAgent("tests").SetSeenAt(tx.Now).SetIdleExpiresAt(tx.Now.Add(10 * time.Minute)).SetExpiresAt(tx.Now.Add(12 * time.Hour))
		if actor.IsStaff() {
			create.SetUserID(actor.ID)
		} else {
			create.SetClientID(actor.ID)
		}
		row, err := create.Save(ctx)
		if err == nil {
			actor.SessionID = row.ID
		}
		return err
	})
	return actor
}

func (k *Kit) employ(t testing.TB, name string, role domain.Role) access.Actor {
	t.Helper()
	email := strings.ToLower(strings.Map(ascii, strings.ReplaceAll(name, " ", "."))) + "@qoricash.pe"
	var id uuid.UUID
	k.asHouse(t, func(ctx context.Context, tx *store.Tx) error {
		row, err := tx.User.Create().SetCreatedAt(tx.Now).SetName(name).SetEmail(email).SetPasswordHash(noPassword).SetRole(role).
			SetStatus(domain.UserActive).Save(ctx)
		if err == nil {
			id = row.ID
		}
		return err
	})
	return access.Actor{Kind: domain.ActorStaff, ID: id, Role: role, Session: domain.SessionStaff}
}

// enroll makes a client whose identification is approved.
func (k *Kit) enroll(t testing.TB, dni, name string, owner uuid.UUID) access.Actor {
	t.Helper()
	actor := k.newcomer(t, domain.DocumentDNI, dni, name, owner)
	Approve(t, k.Store, actor.ID)
	return actor
}

// newcomer makes an active client who has sent no papers yet.
func (k *Kit) newcomer(t testing.TB, document domain.DocumentType, number, name string, owner uuid.UUID) access.Actor {
	t.Helper()
	var id uuid.UUID
	k.asHouse(t, func(ctx context.Context, tx *store.Tx) error {
		row, err := tx.Customer.Create().SetCreatedAt(tx.Now).SetUpdatedAt(tx.Now).SetDocumentType(document).SetDocumentNumber(number).
			SetFullName(name).SetEmail("cliente." + number + "@correo.pe").SetPasswordHash(noPassword).SetStatus(domain.ClientActive).
			SetKycStatus(domain.KYCPending).SetChannel(domain.ChannelWeb).SetOwnerID(owner).SetParallelOperations(true).SetReferralCodeUsed("ABCD23").Save(ctx)
		if err == nil {
			id = row.ID
		}
		return err
	})
	return access.Actor{Kind: domain.ActorClient, ID: id, Role: domain.RoleClient, Session: domain.SessionClientWeb}
}

func ascii(r rune) rune {
	if r > 'z' {
		return -1
	}
	return r
}

// asHouse writes rows that no area makes.
func (k *Kit) asHouse(t testing.TB, write func(context.Context, *store.Tx) error) {
	t.Helper()
	_, err := store.Do(access.AsSystem(t.Context()), k.Store, store.Command{Action: "testkit"}, write)
	Must(t, err)
}

// Actor is who a caller is.
func (k *Kit) Actor(caller Caller) access.Actor { return k.people[caller] }

// ID is the key of a caller; uuid.Nil for anonymous ones.
func (k *Kit) ID(caller Caller) uuid.UUID { return k.people[caller].ID }

// As is the context of a caller's requests.
func (k *Kit) As(t testing.TB, caller Caller) context.Context {
	t.Helper()
	origin := access.Origin{RequestID: "req-test", Address: "192.0.2.1", UserAgent: "tests"}
	return access.WithOrigin(access.WithActor(t.Context(), k.people[caller]), origin)
}

// Hired is a person of the house who has chosen a password already.
type Hired = staff.NewUser

// Hire takes somebody into the house, and answers its key. The person is no Caller.
func (k *Kit) Hire(t testing.TB, person Hired) uuid.UUID {
	t.Helper()
	id, err := k.Staff.CreateUser(System(t), person)
	Must(t, err)
	return id
}

// Dismiss ends somebody's work for the house; nobody is named to take over.
func (k *Kit) Dismiss(t testing.TB, id uuid.UUID) {
	t.Helper()
	_, _, err := k.Staff.Deactivate(System(t), staff.DeactivateInput{Target: staff.Target{UserID: id}, Reason: "Renuncia"})
	Must(t, err)
}

// GiveRole gives somebody of the house another role; nobody is named to take over.
func (k *Kit) GiveRole(t testing.TB, id uuid.UUID, role domain.Role) {
	t.Helper()
	_, _, err := k.Staff.Update(System(t), staff.UpdateInput{Target: staff.Target{UserID: id}, Role: &role})
	Must(t, err)
}

// SetPassword gives somebody a password that no rule looked at.
func (k *Kit) SetPassword(t testing.TB, person identity.Person, password string) {
	t.Helper()
	hash, err := k.Identity.HashPassword(t.Context(), password)
	Must(t, err)
	k.asHouse(t, func(ctx context.Context, tx *store.Tx) error {
		if person.Kind == domain.ActorStaff {
			return tx.User.UpdateOneID(person.ID).SetPasswordHash(hash).Exec(ctx)
		}
		return tx.Customer.UpdateOneID(person.ID).SetPasswordHash(hash).Exec(ctx)
	})
}

// hand is the context of who gives something: a caller, or the house itself for "".
func (k *Kit) hand(t testing.TB, by Caller) context.Context {
	t.Helper()
	if by == "" {
		return System(t)
	}
	return k.As(t, by)
}

// HireAs takes somebody into the house by somebody's hand, and answers its key.
func (k *Kit) HireAs(t testing.TB, by Caller, person Hired) uuid.UUID {
	t.Helper()
	id, err := k.Staff.CreateUser(k.hand(t, by), person)
	Must(t, err)
	return id
}

// RehireAs takes somebody back who had left, by somebody's hand.
func (k *Kit) RehireAs(t testing.TB, by Caller, id uuid.UUID) {
	t.Helper()
	_, _, err := k.Staff.Rehire(k.hand(t, by), staff.Target{UserID: id})
	Must(t, err)
}

// GiveRoleAs gives somebody of the house another role by somebody's hand; nobody is named to take over.
func (k *Kit) GiveRoleAs(t testing.TB, by Caller, id uuid.UUID, role domain.Role) {
	t.Helper()
	_, _, err := k.Staff.Update(k.hand(t, by), staff.UpdateInput{Target: staff.Target{UserID: id}, Role: &role})
	Must(t, err)
}

// GrantAs gives somebody of the house a permission beyond the role by somebody's hand.
func (k *Kit) GrantAs(t testing.TB, by Caller, id uuid.UUID, permission domain.Permission) {
	t.Helper()
	_, _, err := k.Staff.Grant(k.hand(t, by), staff.GrantInput{Target: staff.Target{UserID: id}, Permission: permission})
	Must(t, err)
}

// GrantSetAs gives somebody of the house an office that one person gives, by somebody's hand.
func (k *Kit) GrantSetAs(t testing.TB, by Caller, id uuid.UUID, set domain.PermissionSet) {
	t.Helper()
	_, _, err := k.Staff.GrantSet(k.hand(t, by), staff.SetInput{Target: staff.Target{UserID: id}, Set: set})
	Must(t, err)
}

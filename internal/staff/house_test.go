package staff_test

import (
	"context"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/staff"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/testkit"
)

const password = "Dólares-2026!"

// around is the rest of the house; what the area itself calls a thing stands before it.
type around struct{ *testkit.Kit }

// house is a house where nobody works yet, at a frozen instant.
type house struct {
	*staff.Service
	around
}

func open(t *testing.T) *house {
	t.Helper()
	kit := testkit.Empty(t)
	return &house{kit.Staff, around{kit}}
}

// hire takes somebody into the house who has chosen a password already.
func (h *house) hire(t *testing.T, email string, role domain.Role) uuid.UUID {
	t.Helper()
	return h.Kit.Hire(t, testkit.Hired{Name: "Ana Quispe", Email: email, Role: role, Password: password})
}

// master is a context of a Master of the house, and who that is.
func (h *house) master(t *testing.T, email string) (context.Context, uuid.UUID) {
	t.Helper()
	id := h.hire(t, email, domain.RoleMaster)
	return access.WithActor(t.Context(), access.Actor{Kind: domain.ActorStaff, ID: id, Role: domain.RoleMaster}), id
}

// about names somebody with a fresh key.
func about(id uuid.UUID) staff.Target {
	return staff.Target{IdempotencyKey: uuid.NewString(), UserID: id}
}

// enter tries the password at the door of the house.
func (h *house) enter(t *testing.T, login, password string) (identity.SignedIn, error) {
	t.Helper()
	ctx := access.WithOrigin(access.WithActor(t.Context(), access.Anonymous()), access.Origin{Address: "190.1.2.3", UserAgent: "tests"})
	return h.Identity.SignIn(ctx, identity.SignInInput{Credentials: identity.Credentials{Staff: &identity.StaffCredentials{Login: login, Password: password}}})
}

func (h *house) signIn(t *testing.T, login string) identity.SignedIn {
	t.Helper()
	signedIn, err := h.enter(t, login, password)
	testkit.Must(t, err)
	return signedIn
}

// authenticate fails the test unless the token is good.
func (h *house) authenticate(t *testing.T, token string) access.Actor {
	t.Helper()
	actor, _, err := h.Identity.Authenticate(t.Context(), token)
	testkit.Must(t, err)
	return actor
}

// isOut tells whether a token is good no more.
func (h *house) isOut(t *testing.T, token string) bool {
	t.Helper()
	_, _, err := h.Identity.Authenticate(t.Context(), token)
	return domain.CodeOf(err) == domain.CodeUnauthenticated
}

// client makes an active client in a portfolio.
func (h *house) client(t *testing.T, dni string, owner uuid.UUID) uuid.UUID {
	t.Helper()
	now := h.Clock.Now()
	row, err := h.Store.Read().Customer.Create().SetCreatedAt(now).SetUpdatedAt(now).SetDocumentType(domain.DocumentDNI).
		SetDocumentNumber(dni).SetFullName("ROJAS LUNA EVA").SetEmail("eva@correo.pe").SetPasswordHash("").
		SetStatus(domain.ClientActive).SetKycStatus(domain.KYCPending).SetChannel(domain.ChannelWeb).SetOwnerID(owner).Save(testkit.System(t))
	testkit.Must(t, err)
	return row.ID
}

func (h *house) user(t *testing.T, id uuid.UUID) *ent.User {
	t.Helper()
	row, err := h.Store.Read().User.Get(testkit.System(t), id)
	testkit.Must(t, err)
	return row
}

func (h *house) texts(t *testing.T, query string, arguments ...any) []string {
	t.Helper()
	return testkit.Texts(t, h.DB, query, arguments...)
}

func (h *house) exec(t *testing.T, statement string, arguments ...any) {
	t.Helper()
	testkit.Exec(t, h.DB, statement, arguments...)
}

// events are the kinds of an aggregate's events in order, each with its version and facts.
func (h *house) events(t *testing.T, aggregate string, id uuid.UUID) []string {
	t.Helper()
	return h.texts(t, `SELECT kind || ' ' || aggregate_version || ' ' || facts::text FROM events WHERE aggregate = $1 AND aggregate_id = $2
		ORDER BY epoch, tx, id`, aggregate, id)
}

// links are the invitations and resets of a person that are still open.
func (h *house) links(t *testing.T, id uuid.UUID) int {
	t.Helper()
	return len(h.texts(t, `SELECT kind FROM challenges WHERE user_id = $1 AND used_at IS NULL AND ended_at IS NULL`, id))
}

// letters are the kinds and recipients of the messages that were told, in order.
func (h *house) letters(t *testing.T) []string {
	t.Helper()
	return h.texts(t, `SELECT kind || ' to ' || recipient FROM outbox_messages ORDER BY id`)
}

// done fails the test unless the command was done, and answers its result.
func done[R any](result R, _ store.Replay, err error) func(*testing.T) R {
	return func(t *testing.T) R {
		t.Helper()
		testkit.Must(t, err)
		return result
	}
}

// everyOtherCaller runs a check for each kind of caller without users.write.
func everyOtherCaller(t *testing.T, check func(*testing.T, context.Context)) {
	t.Helper()
	actors := []access.Actor{access.Anonymous(), {Kind: domain.ActorClient, Role: domain.RoleClient, ID: uuid.New()}}
	for _, role := range domain.StaffRoles() {
		if domain.ReachOf(role, domain.UsersWrite, domain.Grantable()) != domain.ReachNone {
			continue
		}
		actors = append(actors, access.Actor{Kind: domain.ActorStaff, Role: role, ID: uuid.New(), Granted: domain.Grantable()})
	}
	for _, actor := range actors {
		t.Run(string(actor.Role), func(t *testing.T) { check(t, access.WithActor(t.Context(), actor)) })
	}
}

package identity_test

import (
	"cmp"
	"context"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/testkit"
)

const (
	staffPassword  = "Dólares-2026!"
	clientPassword = "miclave8"
)

// around is the rest of the house; what the area itself calls a thing stands before it.
type around struct{ *testkit.Kit }

// house is a house where nobody works yet, at a frozen instant.
type house struct {
	*identity.Service
	around
}

// open counts attempts as strictly as a house does, unless the options say otherwise.
func open(t *testing.T, options identity.Options) *house {
	t.Helper()
	kit := testkit.Empty(t, testkit.WithIdentity(func(o *identity.Options) { *o = usual(options) }))
	return &house{kit.Identity, around{kit}}
}

// usual gives options the pages of a kit, and answers to forgotten passwords that come at once.
func usual(options identity.Options) identity.Options {
	options.SiteURL, options.DeskURL = testkit.Site+"/", testkit.Desk
	options.ResetPause = cmp.Or(options.ResetPause, time.Nanosecond)
	return options
}

// instance is another process of the same house.
func (h *house) instance(options identity.Options) *identity.Service {
	return identity.New(h.Store, h.Notify, usual(options))
}

// from is a caller without credentials at an address.
func from(t *testing.T, address string) context.Context {
	return access.WithOrigin(access.WithActor(t.Context(), access.Anonymous()), access.Origin{Address: address, UserAgent: "tests", RequestID: "r1"})
}

// hire takes somebody into the house who has chosen a password already.
func (h *house) hire(t *testing.T, email string, role domain.Role) uuid.UUID {
	t.Helper()
	return h.Hire(t, testkit.Hired{Name: "Ana Quispe", Email: email, Role: role, Password: staffPassword})
}

// master is a context of a Master of the house, and who that is.
func (h *house) master(t *testing.T, email string) (context.Context, uuid.UUID) {
	t.Helper()
	id := h.hire(t, email, domain.RoleMaster)
	return access.WithActor(t.Context(), access.Actor{Kind: domain.ActorStaff, ID: id, Role: domain.RoleMaster}), id
}

// client makes an active client with a password, or without one when it is empty.
func (h *house) client(t *testing.T, dni, password string) uuid.UUID {
	t.Helper()
	now := h.Clock.Now()
	row, err := h.Store.Read().Customer.Create().SetCreatedAt(now).SetUpdatedAt(now).SetDocumentType(domain.DocumentDNI).
		SetDocumentNumber(dni).SetFullName("ROJAS LUNA EVA").SetEmail("eva@correo.pe").SetPasswordHash("").
		SetStatus(domain.ClientActive).SetKycStatus(domain.KYCPending).SetChannel(domain.ChannelWeb).
		SetOwnerID(domain.HouseUserID()).Save(testkit.System(t))
	testkit.Must(t, err)
	if password != "" {
		h.SetPassword(t, identity.ClientOf(row.ID), password)
	}
	return row.ID
}

func staff(login, password string) identity.SignInInput {
	return identity.SignInInput{Credentials: identity.Credentials{Staff: &identity.StaffCredentials{Login: login, Password: password}}}
}

func client(dni, password string, app bool) identity.SignInInput {
	return identity.SignInInput{Credentials: identity.Credentials{Client: &identity.ClientCredentials{DocumentType: domain.DocumentDNI,
		DocumentNumber: dni, Password: password, App: app}}}
}

func (h *house) signIn(t *testing.T, in identity.SignInInput) identity.SignedIn {
	t.Helper()
	signedIn, err := h.SignIn(from(t, "190.1.2.3"), in)
	if err != nil {
		t.Fatal(err)
	}
	return signedIn
}

// authenticate fails the test unless the token is good.
func (h *house) authenticate(t *testing.T, token string) (access.Actor, identity.SessionInfo) {
	t.Helper()
	actor, session, err := h.Authenticate(t.Context(), token)
	if err != nil {
		t.Fatal(err)
	}
	return actor, session
}

// texts answers the first column of a query.
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

// done fails the test unless the command was done, and answers its result.
func done[R any](result R, _ store.Replay, err error) func(*testing.T) R {
	return func(t *testing.T) R {
		t.Helper()
		testkit.Must(t, err)
		return result
	}
}

// sessionEvents are the events of a session in order, each with its version and reason.
func (h *house) sessionEvents(t *testing.T, id uuid.UUID) []string {
	t.Helper()
	return h.texts(t, `SELECT kind || ' ' || aggregate_version || ' ' || coalesce(facts->>'reason', '-') FROM events
		WHERE aggregate = 'session' AND aggregate_id = $1 ORDER BY epoch, tx, id`, id)
}

func isUnauthenticated(err error) bool { return domain.CodeOf(err) == domain.CodeUnauthenticated }

// awaitLockWait returns when somebody waits for an advisory lock in the database, which tells nobody by itself.
func (h *house) awaitLockWait(t *testing.T) {
	t.Helper()
	look, deadline := time.NewTicker(5*time.Millisecond), time.After(20*time.Second)
	defer look.Stop()
	for {
		select {
		case <-look.C:
			if len(h.texts(t, `SELECT pid::text FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
				AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`)) > 0 {
				return
			}
		case <-deadline:
			t.Fatal("nobody waits for a lock")
		}
	}
}

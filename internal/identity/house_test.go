package identity_test

import (
	"context"
	"database/sql"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/evidence"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/testdb"
)

const (
	staffPassword  = "Dólares-2026!"
	clientPassword = "miclave8"
)

// house is a house with a database of its own, at a frozen instant.
type house struct {
	*identity.Service
	db    *testdb.Database
	clock *clock.Frozen
	store *store.Store
}

func open(t *testing.T, options identity.Options) *house {
	t.Helper()
	h := &house{db: testdb.New(t), clock: clock.NewFrozen(time.Date(2026, 11, 23, 15, 0, 0, 0, time.UTC))}
	keys, err := evidence.NewKeys([]byte("a secret of the tests, long enough"), nil)
	if err != nil {
		t.Fatal(err)
	}
	h.store = store.New(h.db.App, store.Options{Clock: h.clock, Keys: keys})
	h.Service = identity.New(h.store, options)
	return h
}

// instance is another process of the same house.
func (h *house) instance(options identity.Options) *identity.Service {
	return identity.New(h.store, options)
}

func system(t *testing.T) context.Context { return access.AsSystem(t.Context()) }

// from is a caller without credentials at an address.
func from(t *testing.T, address string) context.Context {
	return access.WithOrigin(access.WithActor(t.Context(), access.Anonymous()), access.Origin{Address: address, UserAgent: "tests", RequestID: "r1"})
}

func (h *house) hire(t *testing.T, email string, role domain.Role) uuid.UUID {
	t.Helper()
	id, err := h.CreateUser(system(t), identity.NewUser{Name: "Ana Quispe", Email: email, Role: role, Password: staffPassword})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// client makes an active client with a password, or without one when it is empty.
func (h *house) client(t *testing.T, dni, password string) uuid.UUID {
	t.Helper()
	now := h.clock.Now()
	row, err := h.store.Read().Customer.Create().SetCreatedAt(now).SetUpdatedAt(now).SetDocumentType(domain.DocumentDNI).
		SetDocumentNumber(dni).SetFullName("ROJAS LUNA EVA").SetEmail("eva@correo.pe").SetPasswordHash("").
		SetStatus(domain.ClientActive).SetKycStatus(domain.KYCPending).SetChannel(domain.ChannelWeb).
		SetOwnerID(uuid.MustParse("00000000-0000-7000-8000-000000000001")).Save(system(t))
	if err != nil {
		t.Fatal(err)
	}
	if password == "" {
		return row.ID
	}
	if err := h.SetPassword(system(t), identity.ClientOf(row.ID), password); err != nil {
		t.Fatal(err)
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

// refused fails the test unless err is a refusal with the code, and answers it.
func refused(t *testing.T, err error, code domain.Code) *domain.Error {
	t.Helper()
	list := domain.Refusals(err)
	if len(list) == 0 || list[0].Code != code {
		t.Fatalf("got %v, want a refusal with %s", err, code)
	}
	return list[0]
}

func param(refusal *domain.Error, name string) string {
	for _, p := range refusal.Params {
		if p.Name == name {
			return p.Value
		}
	}
	return ""
}

// texts answers the first column of a query run as the owner.
func (h *house) texts(t *testing.T, query string, arguments ...any) []string {
	t.Helper()
	rows, err := h.db.Owner.QueryContext(t.Context(), query, arguments...)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var list []string
	for rows.Next() {
		var text sql.NullString
		if err := rows.Scan(&text); err != nil {
			t.Fatal(err)
		}
		list = append(list, text.String)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return list
}

func (h *house) exec(t *testing.T, statement string, arguments ...any) {
	t.Helper()
	if _, err := h.db.Owner.ExecContext(t.Context(), statement, arguments...); err != nil {
		t.Fatal(err)
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

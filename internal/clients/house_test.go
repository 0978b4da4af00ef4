package clients_test

import (
	"context"
	"database/sql"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/clients"
	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/evidence"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/testdb"
)

const houseID = "00000000-0000-7000-8000-000000000001"

// house is a house with a database of its own, at a frozen instant.
type house struct {
	*clients.Service
	db     *testdb.Database
	store  *store.Store
	people *identity.Service
}

func open(t *testing.T) *house { return openWith(t, domain.DefaultLimits()) }

func openWith(t *testing.T, limits domain.LimitPreset) *house {
	t.Helper()
	h := &house{db: testdb.New(t)}
	keys, err := evidence.NewKeys([]byte("a secret of the tests, long enough"), nil)
	if err != nil {
		t.Fatal(err)
	}
	frozen := clock.NewFrozen(time.Date(2026, 11, 23, 15, 0, 0, 0, time.UTC))
	h.store = store.New(h.db.App, store.Options{Clock: frozen, Keys: keys})
	h.people = identity.New(h.store, identity.Options{AttemptsPerAddress: -1})
	h.Service = clients.New(h.store, h.people, limits)
	return h
}

// staff hires somebody of a role and answers the context in which that one acts.
func (h *house) staff(t *testing.T, role domain.Role) (context.Context, uuid.UUID) {
	t.Helper()
	now := h.store.Clock().Now()
	id := uuid.New()
	_, err := h.store.Read().User.Create().SetID(id).SetCreatedAt(now).SetName("Ana").SetEmail(id.String() + "@qoricash.pe").
		SetPasswordHash("").SetRole(role).SetStatus(domain.UserActive).Save(access.AsSystem(t.Context()))
	if err != nil {
		t.Fatal(err)
	}
	return access.WithActor(t.Context(), access.Actor{Kind: domain.ActorStaff, ID: id, Role: role}), id
}

func anonymous(t *testing.T) context.Context {
	return access.WithOrigin(access.WithActor(t.Context(), access.Anonymous()), access.Origin{Address: "190.1.2.3"})
}

func asClient(t *testing.T, id uuid.UUID) context.Context {
	return access.WithActor(t.Context(), access.Actor{Kind: domain.ActorClient, ID: id, Role: domain.RoleClient})
}

func system(t *testing.T) context.Context { return access.AsSystem(t.Context()) }

// eva is a client to be, with a document of her own choice.
func eva(dni string) clients.RegisterInput {
	return clients.RegisterInput{IdempotencyKey: uuid.NewString(), DocumentType: domain.DocumentDNI, DocumentNumber: dni,
		FullName: "Rojas Luna Eva", Email: "eva@correo.pe", Phone: "987 654 321"}
}

func (h *house) register(t *testing.T, ctx context.Context, in clients.RegisterInput) uuid.UUID {
	t.Helper()
	id, _, err := h.Register(ctx, in)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func (h *house) row(t *testing.T, id uuid.UUID) *ent.Customer {
	t.Helper()
	row, err := h.store.Read().Customer.Get(system(t), id)
	if err != nil {
		t.Fatal(err)
	}
	return row
}

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

// refused fails the test unless err is one refusal with the code at the field.
func refused(t *testing.T, err error, code domain.Code, field string) {
	t.Helper()
	list := domain.Refusals(err)
	if len(list) != 1 || list[0].Code != code || strings.Join(list[0].Field, ".") != field {
		t.Errorf("got %v, want %s at %q", err, code, field)
	}
}

func fields(err error) []string {
	var list []string
	for _, refusal := range domain.Refusals(err) {
		list = append(list, strings.Join(refusal.Field, "."))
	}
	slices.Sort(list)
	return list
}

package pricing_test

import (
	"context"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	entsql "entgo.io/ent/dialect/sql"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/approval"
	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/evidence"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/pricing"
	"github.com/qoricash/qoricash/internal/restriction"
	"github.com/qoricash/qoricash/internal/rewards"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/testdb"
)

// opening is the instant at which every test begins.
var opening = time.Date(2026, 11, 20, 15, 0, 0, 0, time.UTC)

// house is a house with nobody and nothing in it.
type house struct {
	*pricing.Service
	db    *testdb.Database
	owner *ent.Client
	store *store.Store
	clock *clock.Frozen
	// decisions are the house's, with what those on rates do.
	decisions *approval.Service
	count     atomic.Int64
}

func newHouse(t *testing.T, change ...func(*domain.Parameters)) *house {
	t.Helper()
	db := testdb.New(t)
	keys, err := evidence.NewKeys([]byte("a secret for tests only, of some length"), nil)
	if err != nil {
		t.Fatal(err)
	}
	parameters := domain.DefaultParameters()
	for _, set := range change {
		set(&parameters)
	}
	h := &house{db: db, clock: clock.NewFrozen(opening), owner: ent.NewClient(ent.Driver(entsql.OpenDB("postgres", db.Owner)))}
	h.store = store.New(db.App, store.Options{Clock: h.clock, Keys: keys})
	h.decisions = approval.New(h.store)
	h.Service = pricing.New(h.store, rewards.New(h.store, rewards.Options{Parameters: parameters.Always()}), restriction.New(h.store, h.decisions, restriction.Options{}), h.decisions, parameters.Always())
	return h
}

func (h *house) next() int64 { return h.count.Add(1) }

// staff hires a person and answers a context in which it acts.
func (h *house) staff(t *testing.T, role domain.Role, granted ...domain.Permission) (context.Context, uuid.UUID) {
	t.Helper()
	user, err := h.owner.User.Create().SetCreatedAt(opening).SetName(string(role)).SetEmail(fmt.Sprintf("p%d@casa.pe", h.next())).
		SetPasswordHash("").SetRole(role).SetStatus(domain.UserActive).Save(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return access.WithActor(t.Context(), access.Actor{Kind: domain.ActorStaff, ID: user.ID, Role: role, Granted: granted}), user.ID
}

// client registers a client of an owner and answers a context in which it acts.
func (h *house) client(t *testing.T, owner uuid.UUID, status domain.ClientStatus) (context.Context, uuid.UUID) {
	t.Helper()
	n := h.next()
	row, err := h.owner.Customer.Create().SetCreatedAt(opening).SetUpdatedAt(opening).SetDocumentType(domain.DocumentDNI).
		SetDocumentNumber(fmt.Sprintf("%08d", 40_000_000+n)).SetFullName("QUISPE MAMANI ANA").SetEmail("ana@correo.pe").SetPasswordHash("").
		SetStatus(status).SetKycStatus(domain.KYCPending).SetOwnerID(owner).SetChannel(domain.ChannelWeb).Save(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return access.WithActor(t.Context(), access.Actor{Kind: domain.ActorClient, ID: row.ID, Role: domain.RoleClient}), row.ID
}

func anonymous(t *testing.T) context.Context {
	return access.WithActor(t.Context(), access.Anonymous())
}

// published publishes the base of the golden example (domain.md 19.1): 3.7200 / 3.7260 makes 3.718 / 3.728.
func (h *house) published(t *testing.T) pricing.Published {
	t.Helper()
	master, _ := h.staff(t, domain.RoleMaster)
	done, _, err := h.PublishBase(master, base("3.7200", "3.7260"))
	if err != nil {
		t.Fatal(err)
	}
	return done
}

func base(bid, ask string) pricing.PublishBaseInput {
	return pricing.PublishBaseInput{Bid: money.MustRate(bid), Ask: money.MustRate(ask), Reason: "Apertura"}
}

func public(buys, sells string) pricing.PublishPublicInput {
	return pricing.PublishPublicInput{HouseBuys: money.MustRate(buys), HouseSells: money.MustRate(sells), Reason: "Mercado"}
}

func pay(amount string, currency money.Currency) pricing.LockQuoteInput {
	return pricing.LockQuoteInput{Amount: pricing.QuoteAmount{Pay: &money.Money{Amount: money.MustAmount(amount), Currency: currency}}}
}

func receive(amount string, currency money.Currency) pricing.LockQuoteInput {
	return pricing.LockQuoteInput{Amount: pricing.QuoteAmount{Receive: &money.Money{Amount: money.MustAmount(amount), Currency: currency}}}
}

// quote locks a price and answers its row.
func (h *house) quote(t *testing.T, ctx context.Context, in pricing.LockQuoteInput) *ent.Quote {
	t.Helper()
	id, _, err := h.LockQuote(ctx, in)
	if err != nil {
		t.Fatal(err)
	}
	return h.read(t, ctx, id)
}

func (h *house) read(t *testing.T, ctx context.Context, id uuid.UUID) *ent.Quote {
	t.Helper()
	row, err := h.store.Read().Quote.Get(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	return row
}

// take uses a quote up in a transaction of its own.
func (h *house) take(ctx context.Context, quote, client uuid.UUID) (*ent.Quote, error) {
	var taken *ent.Quote
	_, err := store.Do(ctx, h.store, store.Command{Action: "test.take"}, func(ctx context.Context, tx *store.Tx) error {
		var err error
		taken, err = h.Take(ctx, tx, quote, client)
		return err
	})
	return taken, err
}

// wantCodes holds a refusal to exactly these codes at these fields, written "CODE@path".
func wantRefusals(t *testing.T, err error, want ...string) {
	t.Helper()
	var got []string
	for _, refusal := range domain.Refusals(err) {
		text := string(refusal.Code) + "@"
		for i, part := range refusal.Field {
			if i > 0 {
				text += "."
			}
			text += part
		}
		got = append(got, text)
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Fatalf("refused with %v (%v), want %v", got, err, want)
	}
}

package demo

import (
	"context"
	"crypto/rand"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/approval"
	"github.com/qoricash/qoricash/internal/clients"
	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/files"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/invoicing"
	"github.com/qoricash/qoricash/internal/kyc"
	"github.com/qoricash/qoricash/internal/ledger"
	"github.com/qoricash/qoricash/internal/monitoring"
	"github.com/qoricash/qoricash/internal/notify"
	"github.com/qoricash/qoricash/internal/pricing"
	"github.com/qoricash/qoricash/internal/restriction"
	"github.com/qoricash/qoricash/internal/rewards"
	"github.com/qoricash/qoricash/internal/staff"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/trading"
	"github.com/qoricash/qoricash/internal/treasury"
)

// hands is how many do the steps that need no turn, besides the one that keeps the order.
const hands = 2

// hand is the house's services with a clock of their own, which stands at the instant of the act.
type hand struct {
	number   int
	clock    *clock.Frozen
	store    *store.Store
	people   *identity.Service
	staff    *staff.Service
	clients  *clients.Service
	pricing  *pricing.Service
	treasury *treasury.Service
	ledger   *ledger.Service
	files    *files.Service
	kyc      *kyc.Service
	approval *approval.Service
	trading  *trading.Service
	rewards  *rewards.Service
	// invoices issues documents, with the decisions about them, by what a case wants; nil where the house issues none.
	invoices    *invoicing.Service
	documents   *approval.Service
	interpreter *interpreter
	// slips are the proofs of payments that this hand uploaded or found.
	slips map[slip]uuid.UUID
}

func newHand(number int, o Options) (*hand, error) {
	h := &hand{number: number, clock: clock.NewFrozen(o.Now), slips: map[slip]uuid.UUID{}}
	first := domain.DefaultParameters()
	first.DepositWindow = depositWindow
	parameters := first.Always()
	h.store = store.New(o.DB, store.Options{Clock: h.clock, Keys: o.Keys})
	// People who do not exist have addresses that do not either.
	fictitious := domain.Emails{Reserved: true}
	h.approval = approval.New(h.store)
	restrictions := restriction.New(h.store, h.approval, restriction.Options{})
	h.rewards = rewards.New(h.store, rewards.Options{Parameters: parameters, Restrictions: restrictions, SiteURL: nowhere})
	h.pricing = pricing.New(h.store, h.rewards, restrictions, h.approval, parameters)
	h.treasury = treasury.New(h.store)
	h.ledger = ledger.New(h.store)
	// The key signs the addresses of this hand's uploads, which it uses at once, and would seal links, of which it sends none.
	key := make([]byte, 32)
	_, _ = rand.Read(key) // it never fails
	var err error
	if h.files, err = files.New(h.store, files.AtTheHouse(o.Blob), files.Options{Keys: [][]byte{key}}); err != nil {
		return nil, fmt.Errorf("demo: %w", err)
	}
	messages, err := notify.New(h.store, notify.Options{SealKeys: [][]byte{key}, SiteURL: nowhere, DeskURL: nowhere})
	if err != nil {
		return nil, fmt.Errorf("demo: %w", err)
	}
	h.people = identity.New(h.store, messages, identity.Options{})
	h.kyc = kyc.New(h.store, h.files, h.approval, parameters)
	h.clients = clients.New(h.store, clients.Areas{People: h.people, Messages: messages, Files: h.files, KYC: h.kyc, Rewards: h.rewards},
		clients.Options{Emails: fictitious, Parameters: parameters})
	h.trading = trading.New(h.store, trading.Areas{Ledger: h.ledger, Pricing: h.pricing, Treasury: h.treasury, Clients: h.clients, Files: h.files,
		Rewards: h.rewards, Invoices: invoicing.New(h.store, invoicing.Areas{Files: h.files, Decisions: h.approval}, invoicing.Options{}),
		Monitoring: monitoring.New(h.store, h.approval, monitoring.Options{}), Restriction: restrictions},
		trading.Policy{Parameters: parameters, Calendar: alwaysOpen})
	h.staff = staff.New(h.store, staff.Areas{People: h.people, Messages: messages, Decisions: h.approval,
		Operations: staff.Operations{HeldBy: h.trading.HeldBy, HandOver: h.trading.HandOver}}, fictitious)
	return h, nil
}

// nowhere is where the links of a hand would lead.
const nowhere = "https://demo.invalid"

// alwaysOpen leaves the hours to the plan: what is alive at the end was made whatever the hour, as in the demonstration.
func alwaysOpen(context.Context) (domain.Calendar, error) { return domain.RoundTheClock(), nil }

func (h *hand) at(instant time.Time) { h.clock.Set(instant) }

// asMember acts as a person of the house.
func asMember(ctx context.Context, m member, id uuid.UUID) context.Context {
	return access.WithActor(ctx, access.Actor{Kind: domain.ActorStaff, ID: id, Role: m.role, Granted: m.grants, Sets: m.sets, Session: domain.SessionStaff})
}

// asClient acts as a client.
func asClient(ctx context.Context, id uuid.UUID, channel domain.Channel) context.Context {
	session := domain.SessionClientWeb
	if channel == domain.ChannelApp {
		session = domain.SessionClientApp
	}
	return access.WithActor(ctx, access.Actor{Kind: domain.ActorClient, ID: id, Role: domain.RoleClient, Session: session})
}

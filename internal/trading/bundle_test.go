package trading_test

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	entsql "entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/approval"
	"github.com/qoricash/qoricash/internal/clients"
	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/evidence"
	"github.com/qoricash/qoricash/internal/files"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/invoicing"
	"github.com/qoricash/qoricash/internal/kyc"
	"github.com/qoricash/qoricash/internal/ledger"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/monitoring"
	"github.com/qoricash/qoricash/internal/notify"
	"github.com/qoricash/qoricash/internal/pricing"
	"github.com/qoricash/qoricash/internal/restriction"
	"github.com/qoricash/qoricash/internal/rewards"
	"github.com/qoricash/qoricash/internal/staff"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/testdb"
	"github.com/qoricash/qoricash/internal/testkit"
	"github.com/qoricash/qoricash/internal/trading"
	"github.com/qoricash/qoricash/internal/trading/replay"
	"github.com/qoricash/qoricash/internal/treasury"
)

// opening is a Friday at 10:00 in Lima, the instant at which every test begins.
var opening = time.Date(2026, 11, 20, 15, 0, 0, 0, time.UTC)

const secret = "a secret for tests only, of some length"

// services are the areas that a house needs to trade, over one database.
type services struct {
	*trading.Service
	store    *store.Store
	clock    *clock.Frozen
	pricing  *pricing.Service
	treasury *treasury.Service
	ledger   *ledger.Service
	people   *staff.Service
	clients  *clients.Service
	rewards  *rewards.Service
	keys     evidence.Keys
	// watched fails when an act comes to something else than was foreseen of it; nil foresees nothing.
	watched *testing.T
}

// person is somebody who acts.
type person struct {
	context.Context
	id    uuid.UUID
	actor access.Actor
}

// house is a house at work: rates of domain.md 19.1 (3.718 / 3.728), four bank accounts, and its people.
type house struct {
	*services
	db    *testdb.Database
	owner *ent.Client
	count atomic.Int64

	master, trader, operator, middle, analyst  person
	bcpPEN, bcpUSD, interbankPEN, interbankUSD uuid.UUID
}

// terms are what a house is made from.
type terms struct {
	domain.Parameters
	calendar func(context.Context) (domain.Calendar, error)
	// later are the parameters from an instant on; nil for the same ones.
	from  time.Time
	later *domain.Parameters
	// invoices are how documents are issued; the zero value issues none.
	invoices invoicing.Options
}

// at are the parameters in force at an instant.
func (a terms) at(instant time.Time) domain.Parameters {
	if a.later != nil && !instant.Before(a.from) {
		return *a.later
	}
	return a.Parameters
}

// arrange changes them.
type arrange func(*terms)

func newHouse(t *testing.T, changes ...arrange) *house {
	t.Helper()
	db := testdb.New(t)
	agreed := usualTerms()
	for _, change := range changes {
		change(&agreed)
	}
	h := &house{services: newServices(t, db, agreed), db: db, owner: ent.NewClient(ent.Driver(entsql.OpenDB("postgres", db.Owner)))}
	h.master, h.trader = h.hire(t, domain.RoleMaster), h.hire(t, domain.RoleTrader)
	h.operator, h.middle, h.analyst = h.hire(t, domain.RoleOperator), h.hire(t, domain.RoleMiddleOffice), h.hire(t, domain.RoleAnalyst)
	h.bcpPEN, h.bcpUSD = h.account(t, "BCP", money.PEN), h.account(t, "BCP", money.USD)
	h.interbankPEN, h.interbankUSD = h.account(t, "INTERBANK", money.PEN), h.account(t, "INTERBANK", money.USD)
	_, _, err := h.pricing.PublishBase(h.master, pricing.PublishBaseInput{Bid: money.MustRate("3.7200"), Ask: money.MustRate("3.7260"), Reason: "Apertura"})
	testkit.Must(t, err)
	return h
}

func newServices(t testing.TB, db *testdb.Database, agreed terms) *services {
	t.Helper()
	s, err := assemble(db.App, clock.NewFrozen(opening), agreed)
	testkit.Must(t, err)
	return s
}

func usualTerms() terms {
	return terms{Parameters: domain.DefaultParameters(), calendar: roundTheClock}
}

func roundTheClock(context.Context) (domain.Calendar, error) { return domain.RoundTheClock(), nil }

// hire adds a person of the house.
func (h *house) hire(t *testing.T, role domain.Role) person {
	t.Helper()
	row, err := h.owner.User.Create().SetCreatedAt(opening).SetName("Persona " + string(role)).SetEmail(fmt.Sprintf("p%d@casa.pe", h.count.Add(1))).
		SetPasswordHash("").SetRole(role).SetStatus(domain.UserActive).Save(t.Context())
	testkit.Must(t, err)
	return as(t, access.Actor{Kind: domain.ActorStaff, ID: row.ID, Role: role})
}

func as(t *testing.T, actor access.Actor) person {
	return person{Context: access.WithActor(t.Context(), actor), id: actor.ID, actor: actor}
}

func anonymous(t *testing.T) person { return as(t, access.Anonymous()) }

// client is a client of the trader with approved identification.
func (h *house) client(t *testing.T) person { return h.clientOf(t, h.trader.id, domain.KYCApproved) }

// clientOf registers a client in a portfolio, with an account of either currency at BCP.
func (h *house) clientOf(t *testing.T, owner uuid.UUID, kyc domain.KYCStatus, changes ...func(*ent.CustomerCreate)) person {
	t.Helper()
	create := h.owner.Customer.Create().SetCreatedAt(opening).SetUpdatedAt(opening).SetDocumentType(domain.DocumentDNI).
		SetDocumentNumber(fmt.Sprintf("%08d", 40_000_000+h.count.Add(1))).SetFullName("QUISPE MAMANI ANA").SetEmail("ana@correo.pe").
		SetPasswordHash("").SetStatus(domain.ClientActive).SetKycStatus(domain.KYCPending).SetOwnerID(owner).SetChannel(domain.ChannelWeb)
	for _, change := range changes {
		change(create)
	}
	row, err := create.Save(t.Context())
	testkit.Must(t, err)
	if kyc == domain.KYCApproved {
		testkit.Approve(t, h.store, row.ID)
	}
	for i, currency := range []money.Currency{money.PEN, money.USD} {
		testkit.Must(t, h.owner.BankAccount.Create().SetCreatedAt(opening).SetClientID(row.ID).SetBank("BCP").SetCurrency(currency).
			SetKind(domain.AccountSavings).SetNumber(fmt.Sprintf("1919876543%d99", i)).SetCci(fmt.Sprintf("0021910098765430%d999", i)[:20]).
			SetHolderDeclaredAt(opening).Exec(t.Context()))
	}
	return as(t, access.Actor{Kind: domain.ActorClient, ID: row.ID, Role: domain.RoleClient})
}

func parallelOperations(create *ent.CustomerCreate) { create.SetParallelOperations(true) }

// account opens an account of the house.
func (h *house) account(t *testing.T, bank string, currency money.Currency) uuid.UUID {
	t.Helper()
	known, _ := domain.BankByKey(bank)
	number := map[string]string{"BCPPEN": "194-1234567-0-12", "BCPUSD": "194-1234567-1-12",
		"INTERBANKPEN": "200-3001234567", "INTERBANKUSD": "200-3007654321"}[bank+string(currency)]
	digits := strings.ReplaceAll(number, "-", "")
	cci, _ := domain.SuggestCCI(string(known.Code) + digits[:3] + "00" + digits[3:] + "00")
	id, _, err := h.treasury.OpenAccount(h.master, treasury.OpenAccountInput{Bank: bank, Currency: currency, Number: number, CCI: cci, Holder: "QORICASH S.A.C."})
	testkit.Must(t, err)
	return id
}

// file is a document that somebody uploaded.
func (h *house) file(t *testing.T, by person, purpose domain.FilePurpose) uuid.UUID {
	t.Helper()
	row, err := h.owner.File.Create().SetCreatedAt(opening).SetPurpose(purpose).SetMediaType("application/pdf").SetSize(1).
		SetSha256(make([]byte, 32)).SetUploadedByKind(by.actor.Kind).SetUploadedBy(by.id).Save(t.Context())
	testkit.Must(t, err)
	return row.ID
}

// quote locks a price that the client pays.
func (h *house) quote(t *testing.T, by person, client uuid.UUID, pays string, currency money.Currency) uuid.UUID {
	t.Helper()
	id, _, err := h.pricing.LockQuote(by, pricing.LockQuoteInput{ClientID: &client,
		Amount: pricing.QuoteAmount{Pay: &money.Money{Amount: money.MustAmount(pays), Currency: currency}}})
	testkit.Must(t, err)
	return id
}

// orderFor is the input of an operation from a quote, with the client's accounts the right way round.
func (h *house) orderFor(t *testing.T, client, quoteID uuid.UUID, channel domain.Channel) trading.CreateInput {
	t.Helper()
	terms := h.owner.Quote.GetX(t.Context(), quoteID).Side.Terms()
	in := trading.CreateInput{IdempotencyKey: uuid.NewString(), QuoteID: quoteID, Channel: channel}
	for _, row := range h.owner.Customer.GetX(t.Context(), client).QueryAccounts().AllX(t.Context()) {
		if row.Currency == terms.Deposit {
			in.SourceAccountID = row.ID
		} else {
			in.DestinationAccountID = row.ID
		}
	}
	return in
}

// verify holds the books, and every operation by its events, to Whole.
func (h *house) verify(t *testing.T) replay.Report {
	t.Helper()
	report, err := replay.Verify(t.Context(), h.db.App, h.keys, evidence.NewFile(t.TempDir()))
	testkit.Must(t, err)
	if !report.Whole() {
		t.Errorf("the books are not whole:\n%s", strings.Join(report.Findings, "\n"))
	}
	return report
}

// told is an event of an operation.
type told struct {
	kind    domain.EventKind
	version int
	actor   string
	facts   domain.OperationFacts
}

// events answers the events of an operation in the order of the log.
func (h *house) events(t *testing.T, operation uuid.UUID) []told {
	t.Helper()
	rows, err := h.db.App.QueryContext(t.Context(), `SELECT kind, aggregate_version, actor_kind, facts FROM events
		WHERE aggregate = 'operation' AND aggregate_id = $1 ORDER BY epoch, tx, id`, operation)
	testkit.Must(t, err)
	defer rows.Close()
	var list []told
	for rows.Next() {
		var e told
		var facts []byte
		testkit.Must(t, rows.Scan(&e.kind, &e.version, &e.actor, &facts))
		testkit.Must(t, json.Unmarshal(facts, &e.facts))
		list = append(list, e)
	}
	testkit.Must(t, rows.Err())
	return list
}

// assemble makes the areas; also for processes without a test.
func assemble(db *sql.DB, now *clock.Frozen, agreed terms) (*services, error) {
	parameters := domain.ParametersAt(agreed.at)
	keys, err := evidence.NewKeys([]byte(secret), nil)
	if err != nil {
		return nil, err
	}
	s := &services{clock: now, keys: keys}
	s.store = store.New(db, store.Options{Clock: now, Keys: keys})
	documents, err := files.New(s.store, nil, files.Options{Keys: [][]byte{[]byte(secret)}})
	if err != nil {
		return nil, err
	}
	// Quotes are promised by the usual parameters: what is narrower was set after them.
	decisions := approval.New(s.store)
	restrictions := restriction.New(s.store, decisions, restriction.Options{})
	codes := rewards.New(s.store, rewards.Options{Parameters: parameters, Restrictions: restrictions, SiteURL: testkit.Site})
	s.rewards = codes
	s.pricing, s.treasury, s.ledger = pricing.New(s.store, codes, restrictions, decisions, domain.DefaultParameters().Always()), treasury.New(s.store), ledger.New(s.store)
	messages, err := notify.New(s.store, notify.Options{SealKeys: [][]byte{[]byte(secret)[:32]}, SiteURL: testkit.Site, DeskURL: testkit.Desk})
	if err != nil {
		return nil, err
	}
	people := identity.New(s.store, messages, identity.Options{})
	s.clients = clients.New(s.store, clients.Areas{People: people, Messages: messages, Files: documents, Rewards: codes,
		KYC: kyc.New(s.store, documents, decisions, parameters)},
		clients.Options{Parameters: parameters})
	s.Service = trading.New(s.store, trading.Areas{Ledger: s.ledger, Pricing: s.pricing, Treasury: s.treasury, Files: documents, Rewards: codes,
		Clients: s.clients, Invoices: invoicing.New(s.store, invoicing.Areas{Files: documents, Decisions: decisions}, agreed.invoices),
		Monitoring: monitoring.New(s.store, decisions, monitoring.Options{}), Restriction: restrictions},
		trading.Policy{Parameters: parameters, Calendar: agreed.calendar})
	s.people = staff.New(s.store, staff.Areas{People: people, Messages: messages, Decisions: decisions,
		Operations: staff.Operations{HeldBy: s.HeldBy, HandOver: s.HandOver}}, domain.Emails{})
	return s, nil
}

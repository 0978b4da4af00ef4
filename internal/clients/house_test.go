package clients_test

import (
	"context"
	"database/sql"
	"io"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/adapter/disk"
	"github.com/qoricash/qoricash/internal/clients"
	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/evidence"
	"github.com/qoricash/qoricash/internal/files"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/kyc"
	"github.com/qoricash/qoricash/internal/notify"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/testdb"
)

const houseID = "00000000-0000-7000-8000-000000000001"

// house is a house with a database of its own, at a frozen instant.
type house struct {
	*clients.Service
	db       *testdb.Database
	store    *store.Store
	clock    *clock.Frozen
	people   *identity.Service
	messages *notify.Service
	files    *files.Service
	blobs    *disk.Store
	post     *post
}

func open(t *testing.T) *house { return openWith(t, domain.DefaultLimits()) }

func openWith(t *testing.T, limits domain.LimitPreset) *house {
	t.Helper()
	h := &house{db: testdb.New(t), clock: clock.NewFrozen(time.Date(2026, 11, 23, 15, 0, 0, 0, time.UTC)), post: &post{}}
	h.store = h.newStore(t)
	h.wire(t, clients.Options{Limits: limits})
	return h
}

func (h *house) newStore(t *testing.T) *store.Store {
	t.Helper()
	keys, err := evidence.NewKeys([]byte("a secret of the tests, long enough"), nil)
	must(t, err)
	return store.New(h.db.App, store.Options{Clock: h.clock, Keys: keys})
}

// wire makes the areas of an instance over the house's store.
func (h *house) wire(t *testing.T, options clients.Options) {
	t.Helper()
	secret := []byte("a secret of the tests, 32 bytes.")
	var err error
	h.messages, err = notify.New(h.store, notify.Options{Mailer: h.post, SealKeys: [][]byte{secret}, SiteURL: site, DeskURL: "https://app.qoricash.pe"})
	must(t, err)
	h.people = identity.New(h.store, identity.Options{AttemptsPerAddress: -1, Messages: h.messages, SiteURL: site, DeskURL: site})
	h.blobs, err = disk.Open(t.TempDir())
	must(t, err)
	h.files, err = files.New(h.store, files.AtTheHouse(h.blobs), files.Options{Keys: [][]byte{secret}})
	must(t, err)
	options.Terms, options.Privacy, options.SiteURL = "2026-01", "2026-02", site
	options.Messages, options.Files, options.KYC = h.messages, h.files, kyc.New(h.store, h.files, kyc.Options{FourEyes: true})
	h.Service = clients.New(h.store, h.people, options)
}

// site is the clients' site.
const site = "https://qoricash.pe"

// post is a provider of e-mail that keeps what it is given.
type post struct {
	mu    sync.Mutex
	mails []notify.Mail
}

func (p *post) Name() string { return "post" }

func (p *post) Send(_ context.Context, mail notify.Mail) (string, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.mails = append(p.mails, mail)
	return mail.Key, nil
}

// sent delivers what waits and answers the mails to an address, oldest first.
func (h *house) sent(t *testing.T, address string) []notify.Mail {
	t.Helper()
	must(t, h.messages.SendMails(system(t)))
	h.post.mu.Lock()
	defer h.post.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(h.post.mails), func(mail notify.Mail) bool { return !slices.Equal(mail.To, []string{address}) })
}

var sixDigits = regexp.MustCompile(`\b[0-9]{6}\b`)

// code is the newest code that was mailed to an address. Mails arrive in any order; their keys grow.
func (h *house) code(t *testing.T, address string) string {
	t.Helper()
	codes := slices.DeleteFunc(h.sent(t, address), func(mail notify.Mail) bool { return !strings.HasSuffix(mail.Tags["kind"], "_CODE") })
	if len(codes) == 0 {
		t.Fatalf("no code reached %s", address)
	}
	newest := slices.MaxFunc(codes, func(a, b notify.Mail) int { return strings.Compare(a.Key, b.Key) })
	return sixDigits.FindString(newest.Text)
}

// wrong is a code that is not that one.
func wrong(code string) string {
	if code == "000000" {
		return "000001"
	}
	return "000000"
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
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

func anonymous(t *testing.T) context.Context { return anonymousFrom(t, "190.1.2.3") }

func anonymousFrom(t *testing.T, address string) context.Context {
	return access.WithOrigin(access.WithActor(t.Context(), access.Anonymous()), access.Origin{Address: address})
}

func asClient(t *testing.T, id uuid.UUID) context.Context {
	return access.WithActor(t.Context(), access.Actor{Kind: domain.ActorClient, ID: id, Role: domain.RoleClient})
}

func system(t *testing.T) context.Context { return access.AsSystem(t.Context()) }

// eva is a client to be, with a document of her own choice.
func eva(dni string) clients.RegisterInput {
	return clients.RegisterInput{IdempotencyKey: uuid.NewString(), DocumentType: domain.DocumentDNI, DocumentNumber: dni,
		Name: person("Rojas", "Luna", "Eva"), Email: "eva@correo.pe", Phone: "987 654 321"}
}

// evaHerself is eva when she registers herself.
func evaHerself(dni string) clients.RegisterInput {
	in := eva(dni)
	in.Password, in.Consent = evasPassword, &clients.ConsentInput{Terms: "2026-01", Privacy: "2026-02"}
	return in
}

func person(paternal, maternal, given string) domain.ClientName {
	return domain.ClientName{Person: &domain.PersonName{Paternal: paternal, Maternal: maternal, Given: given}}
}

func company(legal, contact string) domain.ClientName {
	return domain.ClientName{Company: &domain.CompanyName{Legal: legal, Contact: contact}}
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

// approve ends a client's identification as the database lets it end: by a confirmed proposal of the same transaction.
func (h *house) approve(t *testing.T, id uuid.UUID) {
	t.Helper()
	_, proposer := h.staff(t, domain.RoleMiddleOffice)
	_, decider := h.staff(t, domain.RoleMiddleOffice)
	proposal := uuid.New()
	tx, err := h.db.Owner.BeginTx(t.Context(), nil)
	must(t, err)
	defer func() { _ = tx.Rollback() }()
	for _, statement := range []struct {
		text      string
		arguments []any
	}{
		{`INSERT INTO proposals (id, created_at, kind, object_kind, object_id, payload, four_eyes, proposed_by, mac)
			VALUES ($1, now(), 'KYC_APPROVE', 'client', $2, '{}', true, $3, decode(repeat('00', 32), 'hex'))`, []any{proposal, id, proposer}},
		{`UPDATE proposals SET decision = 'CONFIRMED', decided_by = $2, decided_at = now(), decision_mac = decode(repeat('00', 32), 'hex')
			WHERE id = $1`, []any{proposal, decider}},
		{`UPDATE clients SET kyc_status = 'APPROVED', kyc_decided_at = now() WHERE id = $1`, []any{id}},
	} {
		_, err := tx.ExecContext(t.Context(), statement.text, statement.arguments...)
		must(t, err)
	}
	must(t, tx.Commit())
}

// content is what is kept of a file.
func (h *house) content(t *testing.T, file uuid.UUID) []byte {
	t.Helper()
	opened, err := h.blobs.Open(t.Context(), file.String())
	must(t, err)
	defer opened.Close()
	content, err := io.ReadAll(opened)
	must(t, err)
	return content
}

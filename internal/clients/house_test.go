package clients_test

import (
	"context"
	"io"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/adapter/disk"
	"github.com/qoricash/qoricash/internal/clients"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/files"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/notify"
	"github.com/qoricash/qoricash/internal/testkit"
)

const houseID = "00000000-0000-7000-8000-000000000001"

// around is the rest of the house; what the area itself calls a thing stands before it.
type around struct{ *testkit.Kit }

// house is a house where nobody works yet, at a frozen instant.
type house struct {
	*clients.Service
	around
	blobs *disk.Store
	post  *post
}

func open(t *testing.T) *house { return openWith(t, domain.DefaultLimits()) }

func openWith(t *testing.T, limits domain.LimitPreset) *house {
	t.Helper()
	h := &house{post: &post{}}
	var err error
	h.blobs, err = disk.Open(t.TempDir())
	testkit.Must(t, err)
	h.Kit = testkit.Empty(t, testkit.WithMailer(h.post), testkit.WithBlob(files.AtTheHouse(h.blobs)),
		testkit.WithIdentity(func(o *identity.Options) { o.AttemptsPerIdentity = 0 }), testkit.WithParameters(func(p *domain.Parameters) { p.Limits = limits }))
	h.wire(clients.Options{})
	return h
}

// wire makes the area anew over the house, as another instance would.
func (h *house) wire(options clients.Options) {
	options.Parameters = h.Parameters.At
	options.Terms, options.Privacy, options.SiteURL = "2026-01", "2026-02", testkit.Site
	h.Service = clients.New(h.Store, clients.Areas{People: h.Identity, Messages: h.Notify, Files: h.Files, KYC: h.KYC, Rewards: h.Rewards}, options)
}

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
	testkit.Must(t, h.Notify.SendMails(testkit.System(t)))
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

// staff hires somebody of a role and answers the context in which that one acts.
func (h *house) staff(t *testing.T, role domain.Role) (context.Context, uuid.UUID) {
	t.Helper()
	now := h.Store.Clock().Now()
	id := uuid.New()
	_, err := h.Store.Read().User.Create().SetID(id).SetCreatedAt(now).SetName("Ana").SetEmail(id.String() + "@qoricash.pe").
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
	row, err := h.Store.Read().Customer.Get(testkit.System(t), id)
	if err != nil {
		t.Fatal(err)
	}
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

func fields(err error) []string {
	var list []string
	for _, refusal := range domain.Refusals(err) {
		list = append(list, strings.Join(refusal.Field, "."))
	}
	slices.Sort(list)
	return list
}

// approve ends a client's identification as the database lets it end: by two people.
func (h *house) approve(t *testing.T, id uuid.UUID) {
	t.Helper()
	testkit.Approve(t, h.Store, id)
}

// content is what is kept of a file.
func (h *house) content(t *testing.T, file uuid.UUID) []byte {
	t.Helper()
	opened, err := h.blobs.Open(t.Context(), file.String())
	testkit.Must(t, err)
	defer opened.Close()
	content, err := io.ReadAll(opened)
	testkit.Must(t, err)
	return content
}

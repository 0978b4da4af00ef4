//go:build clients

package clients

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/app"
	"github.com/qoricash/qoricash/internal/clients"
	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/config"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/pricing"
	"github.com/qoricash/qoricash/internal/staff"
	"github.com/qoricash/qoricash/internal/testdb"
	"github.com/qoricash/qoricash/internal/treasury"
)

const (
	password = "Clave-de-pruebas-1"
	dni      = "44443333"
)

// house is one exchange house over a database of its own, open for business.
type house struct {
	// settings are those of every instance that serves it.
	settings []string
	people   people
}

// people is how the people of a house sign in.
type people struct {
	Password string            `json:"password"`
	Client   document          `json:"client"`
	Staff    map[string]string `json:"staff"`
}

type document struct {
	Type   domain.DocumentType `json:"documentType"`
	Number string              `json:"documentNumber"`
}

// newHouse makes a house as its first Master would: through the areas, with one person of each role that an operation
// needs, one client with an account in either currency, accounts of the house and a rate.
func newHouse(t *testing.T) house {
	t.Helper()
	db := testdb.New(t)
	// The instances share the folder of files, as instances of one house must.
	made := house{settings: []string{
		"DATABASE_URL=" + db.URL, "MIGRATE_DATABASE_URL=" + db.OwnerURL, "DATABASE_POOL=8", "DATA_DIR=" + t.TempDir(),
		"SECRET_KEY=a secret of the tests, which guards nothing at all", "ROUND_THE_CLOCK=true", "TOTP_ROLES=none", "RATELIMIT_ENABLED=false", "LOG_LEVEL=WARN",
		"APP_ENV=development", "METRICS_ADDR=",
	}}
	settings, err := config.Load(config.Sources{Environ: made.settings})
	must(t, err)
	keys, err := app.OpenKeys(t.Context(), settings, db.App, slog.New(slog.DiscardHandler))
	must(t, err)
	services, err := app.NewServices(settings, db.App, keys, clock.System{}, nil)
	must(t, err)

	ctx := access.AsSystem(t.Context())
	made.people = people{Password: password, Client: document{domain.DocumentDNI, dni}, Staff: hire(ctx, t, services)}
	client := enroll(ctx, t, services)
	for i, currency := range money.Currencies() {
		own, theirs := account(t, 10+i), account(t, 20+i)
		_, _, err := services.Treasury.OpenAccount(ctx, treasury.OpenAccountInput{Bank: "INTERBANK", Currency: currency, Number: own.Number,
			CCI: own.CCI, Holder: "QORICASH S.A.C."})
		must(t, err)
		_, _, err = services.Clients.AddAccount(ctx, clients.AddAccountInput{ClientID: client, Bank: "INTERBANK", Currency: currency,
			Kind: domain.AccountChecking, CCI: theirs.CCI, HolderDeclared: true})
		must(t, err)
	}
	_, _, err = services.Pricing.PublishBase(ctx, pricing.PublishBaseInput{Bid: money.MustRate("3.7400"), Ask: money.MustRate("3.7600"),
		Reason: "Apertura"})
	must(t, err)
	return made
}

// keepMails opens an instance of the house in this process that shows its e-mails at /dev/mail instead of sending them, as the
// demo does, until the test ends. It answers its address.
func (h house) keepMails(t *testing.T) string {
	t.Helper()
	settings, err := config.Load(config.Sources{Environ: append(h.settings, "ADDR=127.0.0.1:0")})
	must(t, err)
	instance, err := app.NewDemo(t.Context(), settings, slog.New(slog.DiscardHandler))
	must(t, err)
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- instance.Run(ctx) }()
	t.Cleanup(func() {
		stop()
		if err := errors.Join(<-ended, instance.Close(context.Background())); err != nil {
			t.Errorf("the instance that keeps e-mails: %v", err)
		}
	})
	return "http://" + instance.Address()
}

// hire makes one person of each role and answers their sign-in names.
func hire(ctx context.Context, t *testing.T, services *app.Services) map[string]string {
	t.Helper()
	hired := map[string]string{"master": "MASTER", "trader": "TRADER", "operator": "OPERATOR"}
	for name, role := range hired {
		email := name + "@qoricash.pe"
		_, err := services.Staff.CreateUser(ctx, staff.NewUser{Name: "Persona " + name, Email: email, Role: domain.Role(role), Password: password})
		must(t, err)
		hired[name] = email
	}
	return hired
}

// enroll makes the client.
func enroll(ctx context.Context, t *testing.T, services *app.Services) uuid.UUID {
	t.Helper()
	id, _, err := services.Clients.Register(ctx, clients.RegisterInput{DocumentType: domain.DocumentDNI, DocumentNumber: dni,
		Name: domain.ClientName{Person: &domain.PersonName{Paternal: "QUISPE", Maternal: "MAMANI", Given: "ROSA"}}, Email: "rosa@correo.pe"})
	must(t, err)
	hash, err := services.Identity.HashPassword(ctx, password)
	must(t, err)
	must(t, services.Store.Read().Customer.UpdateOneID(id).SetPasswordHash(hash).Exec(ctx))
	return id
}

// account makes a sound account at Interbank.
func account(t *testing.T, n int) domain.BankAccount {
	t.Helper()
	cci, _ := domain.SuggestCCI(fmt.Sprintf("00320000%010d00", 3_000_000_000+n))
	made, ok := domain.AccountNumberOf(cci)
	if !ok {
		t.Fatalf("no account number in the CCI %s", cci)
	}
	return made
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
